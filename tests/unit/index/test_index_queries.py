"""Asking an open index: words, rows, tombstones, nearest vectors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import BadInput
from jobmatch.index import PostingIndex, build_index, open_index
from jobmatch.index.tokens import tokens

TEXTS = [
    "乡镇卫生院护士，负责临床护理",
    "社区卫生服务中心药师",
    "电商客服，会用ERP",
    "养老院护理员",
    "",
    "会计，会用ERP和Python",
]
IDS = [f"gd:{i}" for i in range(len(TEXTS))]


@pytest.fixture
def index(tmp_path: Path) -> PostingIndex:
    rows = np.random.default_rng(1).normal(size=(len(TEXTS), 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    build_index(tmp_path, IDS, rows, TEXTS, "encoder", "night")
    return open_index(tmp_path, "encoder")


def test_words_of_the_trade_stay_whole_and_their_parts_are_found_too() -> None:
    found = tokens("桂城社区卫生服务中心招护士")
    assert {"社区卫生服务中心", "社区", "服务", "护士", "桂城"} <= set(found)


def test_full_width_letters_and_case_make_no_difference() -> None:
    assert tokens("ＥＲＰ、C++") == tokens("erp、c++") == ["erp", "c++"]


@given(st.text(max_size=40))
def test_any_text_can_be_cut_and_numbers_alone_say_nothing(text: str) -> None:
    assert all(token and not token.isdigit() for token in tokens(text) if token.isascii())


def test_the_best_match_of_a_wish_scores_one_and_strangers_nothing(index: PostingIndex) -> None:
    scores = index.lexical_scores("护士")
    assert scores.dtype == np.float32
    assert scores.argmax() == 0
    assert scores.max() == 1.0
    assert scores[[1, 2, 4, 5]].tolist() == [0.0] * 4


def test_a_wish_that_nothing_matches_scores_nothing_anywhere(index: PostingIndex) -> None:
    assert index.lexical_scores("宇航员").tolist() == [0.0] * 6
    assert index.lexical_scores("").tolist() == [0.0] * 6


def test_saying_a_wish_twice_does_not_change_it(index: PostingIndex) -> None:
    assert np.array_equal(index.lexical_scores("ERP 护士"), index.lexical_scores("ERP 护士 ERP"))


def test_rows_are_found_by_id_and_a_stranger_has_none(index: PostingIndex) -> None:
    assert index.rows_of(["gd:3", "elsewhere", "gd:0"]).tolist() == [3, -1, 0]


def test_a_removed_posting_is_gone_from_every_answer_and_no_row_moves(index: PostingIndex) -> None:
    left = index.without(["gd:0", "elsewhere"])
    assert left.rows_of(["gd:0", "gd:3"]).tolist() == [-1, 3]
    assert left.lexical_scores("护士护理")[0] == 0.0
    assert left.lexical_scores("护士护理")[3] == 1.0  # scaled by what is still there
    assert 0 not in left.search(index.vectors[0], 6)[1]
    assert index.rows_of(["gd:0"]).tolist() == [0]  # the index it came from is as it was
    assert left.without(["gd:1"]).live.tolist() == [False, False, True, True, True, True]


def test_the_plain_search_is_the_inner_product_in_order(index: PostingIndex) -> None:
    products, rows = index.search(index.vectors[2], 4)
    expected = index.vectors @ index.vectors[2]
    assert rows.tolist() == np.argsort(-expected)[:4].tolist()
    assert np.allclose(products, expected[rows], atol=1e-6)


def test_a_search_for_more_than_there_is_gives_what_there_is(index: PostingIndex) -> None:
    assert len(index.search(index.vectors[2], 50)[1]) == 6
    assert len(index.without(IDS).search(index.vectors[2], 3)[1]) == 0
    assert len(index.search(index.vectors[2], 0)[1]) == 0


def test_a_query_that_is_no_vector_of_this_index_is_refused(index: PostingIndex) -> None:
    with pytest.raises(BadInput, match="expected 16 finite numbers"):
        index.search(np.ones(8, np.float32), 3)
    with pytest.raises(BadInput, match="expected 16 finite numbers"):
        index.search(np.full(16, np.nan, np.float32), 3)


def test_importing_the_index_sets_no_thread_count_and_loads_no_torch() -> None:
    program = (
        "import sys, faiss; before = faiss.omp_get_max_threads(); import jobmatch.index; "
        "assert faiss.omp_get_max_threads() == before; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=os.environ | {"OMP_NUM_THREADS": "2"})
