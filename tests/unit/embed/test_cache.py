"""The vector cache, with the model that ships and a tiny one."""

import hashlib
import logging
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from jobmatch.embed import EmbedError, Encoder, NotFinite, VectorCache, load_encoder

TITLES = ["护士", "乡村医生", "数控操作工", "护士", "", "会计", "nurse\ud800"]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def cache_of(directory: Path, encoder: Encoder) -> VectorCache:
    return VectorCache(directory, encoder.identity, encoder.dim)


def segments(directory: Path) -> list[Path]:
    return sorted(directory.rglob("*.npy"))


def half_broken_encoder() -> Encoder:
    """Knows "good" and gives NaN for "bad"."""
    tokenizer = Tokenizer(WordLevel({"good": 0, "bad": 1, "?": 2}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    rows = np.array([[1.0, 0.0], [np.nan, 0.0], [0.0, 0.0]], np.float32)
    return Encoder(SentenceTransformer(modules=[StaticEmbedding(tokenizer, rows)], device="cpu"), "half broken")


def test_cached_vectors_are_the_encoders_bit_for_bit(tmp_path: Path, encoder: Encoder) -> None:
    plain = encoder.encode(TITLES)
    first = cache_of(tmp_path, encoder).encode(encoder, TITLES)
    second = cache_of(tmp_path, encoder).encode(encoder, TITLES)
    assert np.array_equal(first, plain)
    assert np.array_equal(second, plain)


@settings(deadline=None, max_examples=40)
@given(rounds=st.lists(st.lists(st.text(st.characters(), max_size=8), max_size=8), max_size=5))
def test_any_run_of_requests_gives_the_encoders_vectors(
    tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, rounds: list[list[str]]
) -> None:
    cache = cache_of(tmp_path_factory.mktemp("cache"), encoder)
    for texts in rounds:
        assert np.array_equal(cache.encode(encoder, texts), encoder.encode(texts))
    assert len(cache) == len({text for texts in rounds for text in texts})


def test_a_text_seen_before_is_not_encoded_again(tmp_path: Path, encoder: Encoder) -> None:
    cache_of(tmp_path, encoder).encode(encoder, TITLES)
    before = segments(tmp_path)
    again = cache_of(tmp_path, encoder)
    again.encode(encoder, TITLES[:3])
    assert segments(tmp_path) == before
    assert len(again) == len(set(TITLES))


def test_no_text_is_written_to_disk(tmp_path: Path, encoder: Encoder) -> None:
    cache_of(tmp_path, encoder).encode(encoder, ["a telling sentence", "护士"])
    content = b"".join(path.read_bytes() for path in segments(tmp_path))
    assert b"telling" not in content
    assert "护士".encode() not in content
    assert hashlib.sha256("护士".encode()).digest() in content


@pytest.mark.parametrize("place", ["header", "key", "vector", "end"])
def test_one_flipped_byte_drops_the_segment_with_a_warning_and_it_is_rebuilt(
    tmp_path: Path, encoder: Encoder, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    cache_of(tmp_path, encoder).encode(encoder, TITLES)
    (path,) = segments(tmp_path)
    content = bytearray(path.read_bytes())
    content[{"header": 20, "key": 130, "vector": 300, "end": -1}[place]] ^= 1
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        cache = cache_of(tmp_path, encoder)
    assert "damaged" in caplog.text
    assert len(cache) == 0
    assert np.array_equal(cache.encode(encoder, TITLES), encoder.encode(TITLES))


@pytest.mark.parametrize("size", [0, 10, 500])
def test_a_truncated_segment_is_never_used(tmp_path: Path, encoder: Encoder, size: int) -> None:
    cache_of(tmp_path, encoder).encode(encoder, TITLES)
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes()[:size])
    assert len(cache_of(tmp_path, encoder)) == 0


def test_a_segment_of_another_encoder_is_never_used(
    tmp_path: Path, encoder: Encoder, caplog: pytest.LogCaptureFixture
) -> None:
    cache_of(tmp_path, encoder).encode(encoder, TITLES)
    other = VectorCache(tmp_path, "another encoder", encoder.dim)
    shutil.copy(segments(tmp_path)[0], other.directory)
    with caplog.at_level(logging.WARNING):
        assert len(VectorCache(tmp_path, "another encoder", encoder.dim)) == 0
    assert "of another encoder" in caplog.text
    assert len(cache_of(tmp_path, encoder)) == len(set(TITLES))


def test_a_half_written_segment_is_not_seen(tmp_path: Path, encoder: Encoder) -> None:
    cache = cache_of(tmp_path, encoder)
    (cache.directory / ".killed.new").write_bytes(b"half")
    assert len(cache_of(tmp_path, encoder)) == 0


def test_a_cache_serves_only_the_encoder_it_was_made_for(tmp_path: Path, encoder: Encoder) -> None:
    with pytest.raises(EmbedError, match="holds vectors of encoder"):
        VectorCache(tmp_path, "another encoder", encoder.dim).encode(encoder, ["护士"])


def test_a_vector_that_is_not_finite_is_refused_with_the_texts_index_and_not_kept(tmp_path: Path) -> None:
    broken = half_broken_encoder()
    cache = cache_of(tmp_path, broken)
    with pytest.raises(NotFinite, match="text 2"):
        cache.encode(broken, ["good", "good good", "bad"])
    assert not segments(tmp_path)


def test_many_small_nights_leave_few_segments(tmp_path: Path, encoder: Encoder) -> None:
    cache = cache_of(tmp_path, encoder)
    titles = [f"护士{night}" for night in range(70)]
    for title in titles:
        cache.encode(encoder, [title])
    assert len(segments(tmp_path)) <= 33
    reopened = cache_of(tmp_path, encoder)
    assert len(reopened) == 70
    assert np.array_equal(reopened.encode(encoder, titles), encoder.encode(titles))


def test_two_caches_on_one_directory_do_not_disturb_each_other(tmp_path: Path, encoder: Encoder) -> None:
    one, two = cache_of(tmp_path, encoder), cache_of(tmp_path, encoder)
    one.encode(encoder, ["护士", "会计"])
    two.encode(encoder, ["会计", "电工"])
    assert np.array_equal(cache_of(tmp_path, encoder).encode(encoder, TITLES), encoder.encode(TITLES))
