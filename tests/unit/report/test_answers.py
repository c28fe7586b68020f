"""What a counselor reads of a score."""

from __future__ import annotations

from jobmatch.domain import Employer, Posting, Student, Verdict
from jobmatch.query import Explanation
from jobmatch.report import explanation_lines, explanation_record


def test_parts_too_small_to_matter_stay_out_of_the_lines_and_in_the_record() -> None:
    parts = {"similarity": 0.62, "learned": -0.005, "taste": 0.0049, "variety": -0.0001}
    posting = Posting("gd:1", "gd", "护士", Employer("阳山县江英镇卫生院"), ())
    explanation = Explanation(Student("S000001"), posting, Verdict.PASS, (), sum(parts.values()), parts, ())
    assert explanation_lines(explanation)[1].endswith("（内容相近 +0.620，大家的反馈 -0.005）")
    assert explanation_record(explanation)["contributions"] == parts
