"""What a posting's skills look like beside a student's."""

from jobmatch.domain import Demand, Employer, Posting, SkillsAsked, Span, Strength, Student
from jobmatch.report.skills import SHOWN, skills_line, skills_record
from jobmatch.taxonomy.skills import skills


def naming(*clauses, strength=Strength.REQUIRED):
    demands = tuple(Demand(SkillsAsked(frozenset(codes)), Span("text", 0, 2, "会"), strength) for codes in clauses)
    return Posting("x:1", "x", "文员", Employer("甲公司"), (("text", "会"),), demands)


def test_the_students_own_words_meet_the_postings_names():
    student = Student("S1", skills=("熟练使用Excell", "会客家话", "细心"))
    opening = naming({"excel", "typing"}, {"hakka"})
    assert skills_line(student, opening) == "岗位提到的技能：学生已有Excel、客家话；学生未提到打字"
    assert skills_record(student, opening) == {"has": ["Excel", "客家话"], "untold": ["打字"]}


def test_a_posting_that_names_no_skill_says_nothing():
    assert skills_line(Student("S1", skills=("Excel",)), naming()) == ""


def test_a_long_list_is_cut():
    line = skills_line(Student("S1"), naming(set(list(skills())[: SHOWN + 1])))
    assert line.endswith("等")
    assert line.count("、") == SHOWN - 1
