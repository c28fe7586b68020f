"""The benchmark of the reader reads each posting once and says what it read."""

import json

import pytest

from jobmatch.bench.bundled import POSTING_FILES
from jobmatch.bench.reading import WARM_UP, bench_parser, measure, read_rows, sources
from jobmatch.domain import BadInput

ADVERT = {
    "title": "护士",
    "employer": "示例县人民医院",
    "text": "任职要求：护理专业，大专以上，持护士执业证，两年以上经验。",
}


def test_the_bundled_postings_are_read_where_nothing_else_is_there(tmp_path):
    record = bench_parser(None, tmp_path, 10, 1)
    assert list(record["sources"]) == list(POSTING_FILES)
    assert record["postings"] == 10 * len(POSTING_FILES)
    for figures in record["sources"].values():
        assert 0 < figures["median_ms"] <= figures["p99_ms"]
        assert figures["per_second"] > 0


def test_rows_of_a_file_are_a_source_of_their_own(tmp_path):
    path = tmp_path / "adverts.jsonl"
    path.write_text("\n".join(json.dumps(ADVERT | {"id": str(n)}, ensure_ascii=False) for n in range(30)), "utf-8")
    assert len(sources(path, None)["adverts.jsonl"]) == 30


def test_postings_that_warm_up_are_not_counted():
    assert measure([ADVERT] * (3 * WARM_UP), 1000, 1)["postings"] == 2 * WARM_UP
    assert measure([ADVERT], 1000, 1)["postings"] == 1


def test_a_source_without_postings_is_refused(tmp_path):
    with pytest.raises(BadInput):
        measure([], 1000, 1)


@pytest.mark.parametrize("text", ["{", '["title"]', '{"title": 3}'])
def test_rows_that_are_no_texts_are_refused(tmp_path, text):
    path = tmp_path / "rows.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInput):
        read_rows(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadInput):
        read_rows(tmp_path / "none.jsonl")
