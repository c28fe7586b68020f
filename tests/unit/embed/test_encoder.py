"""The encoder on the model that ships."""

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
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

from jobmatch.embed import EmbedError, Encoder, EncoderCorrupt, NotFinite, load_encoder
from jobmatch.embed.encoder import PACKAGED

any_text = st.text(st.characters(), max_size=60)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGED, tmp_path / "model"))


def cosine(encoder: Encoder, left: str, right: str) -> float:
    a, b = encoder.encode([left, right])
    return float(a @ b)


def word_model(rows: list[list[float]]) -> SentenceTransformer:
    """A two-word Sentence-Transformers model ("nurse", "welder") with these rows."""
    tokenizer = Tokenizer(WordLevel({"nurse": 0, "welder": 1, "?": 2}, unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, np.array(rows, np.float32))], device="cpu")


def test_a_vector_has_length_one_and_the_advertised_width(encoder: Encoder) -> None:
    vectors = encoder.encode(["乡镇卫生院护士", "CNC operator"])
    assert vectors.shape == (2, encoder.dim)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-6)


def test_no_text_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dim)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00", "𒀀𒀁", "\ue000\ue001"])
def test_a_text_without_a_known_character_is_the_zero_vector(encoder: Encoder, text: str) -> None:
    assert not encoder.encode([text, "护士"])[0].any()


@pytest.mark.parametrize(
    "text", ["护士\ud800", "a\udfff\ud800b", "护\x00士", "👩‍⚕️ 护士 🔥", "1" * 1_000_000, "护士" * 250_000]
)
def test_a_hostile_text_gives_a_finite_vector_of_length_one(encoder: Encoder, text: str) -> None:
    (vector,) = encoder.encode([text])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@settings(deadline=None, max_examples=150)
@given(texts=st.lists(any_text, max_size=12))
def test_every_vector_is_finite_and_of_length_one_or_zero(encoder: Encoder, texts: list[str]) -> None:
    lengths = np.linalg.norm(encoder.encode(texts), axis=1)
    assert (np.isclose(lengths, 1, atol=1e-5) | (lengths == 0)).all()


@settings(deadline=None, max_examples=150)
@given(texts=st.lists(any_text, min_size=1, max_size=12), pick=st.randoms(use_true_random=False))
def test_a_text_has_the_same_vector_in_any_batch(encoder: Encoder, texts: list[str], pick: random.Random) -> None:
    order = list(range(len(texts)))
    pick.shuffle(order)
    shuffled = encoder.encode([texts[i] for i in order])
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.array_equal(shuffled, alone[order])


def test_a_text_has_the_same_vector_among_five_thousand(encoder: Encoder) -> None:
    crowd = [f"护士{i} nurse " + "内科" * (i % 50) for i in range(5_000)]
    assert np.array_equal(encoder.encode(crowd)[[0, 777, 4_999]], encoder.encode([crowd[i] for i in (0, 777, 4_999)]))


def test_width_and_case_of_letters_do_not_matter(encoder: Encoder) -> None:
    assert cosine(encoder, "ＪＡＶＡ开发工程师", "java开发工程师") == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("乡村医生", "村卫生室医生", "软件工程师"),
        ("养老护理员", "照顾老人的护工", "数控车床操作工"),
        ("助产士", "妇产科护士", "电商运营"),
        ("口腔技师", "义齿加工", "会计"),
        ("康复治疗师", "physical therapist", "truck driver"),
        ("汽修工", "新能源汽车维修技师", "幼儿园教师"),
        ("数控操作工", "CNC machine operator", "registered nurse"),
        ("幼师", "幼儿园老师", "维修电工"),
        ("畜牧技术员", "养猪场技术员", "前端开发工程师"),
        ("物流专员", "仓库管理员", "中药师"),
    ],
)
def test_kindred_occupations_are_nearer_than_strangers(encoder: Encoder, text: str, near: str, far: str) -> None:
    assert cosine(encoder, text, near) > cosine(encoder, text, far) + 0.2


def test_the_identity_is_the_manifests_and_the_artifact_is_small(encoder: Encoder) -> None:
    manifest = json.loads((PACKAGED / "manifest.json").read_text(encoding="utf-8"))
    assert encoder.identity == manifest["identity"]
    assert encoder.dim == manifest["dim"]
    assert sum(file.stat().st_size for file in PACKAGED.iterdir()) <= 9_000_000


def test_a_copy_of_the_artifact_is_the_same_encoder(encoder: Encoder, copied: Path) -> None:
    other = load_encoder(str(copied))
    assert other.identity == encoder.identity
    assert np.array_equal(other.encode(["护士"]), encoder.encode(["护士"]))


@pytest.mark.parametrize("name", ["tokenizer.json", "table.safetensors"])
def test_one_flipped_byte_is_refused_by_the_files_name(copied: Path, name: str) -> None:
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    with pytest.raises(EncoderCorrupt, match=name):
        load_encoder(str(copied))


def test_a_missing_table_is_refused_by_its_name(copied: Path) -> None:
    (copied / "table.safetensors").unlink()
    with pytest.raises(EncoderCorrupt, match=r"table\.safetensors is missing"):
        load_encoder(str(copied))


def without_files(manifest: str) -> str:
    return json.dumps({k: v for k, v in json.loads(manifest).items() if k != "files"})


def of_another(manifest: str) -> str:
    return json.dumps(json.loads(manifest) | {"identity": "0" * 64})


@pytest.mark.parametrize("spoil", [lambda text: text[: len(text) // 2], lambda _: "[]", without_files, of_another])
def test_a_manifest_that_does_not_add_up_is_refused(copied: Path, spoil: Callable[[str], str]) -> None:
    manifest = copied / "manifest.json"
    manifest.write_text(spoil(manifest.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(EncoderCorrupt, match=r"manifest\.json"):
        load_encoder(str(copied))


def test_a_sentence_transformers_directory_serves_as_encoder(tmp_path: Path) -> None:
    word_model([[3.0, 4.0], [1.0, 0.0], [0.0, 0.0]]).save(str(tmp_path / "words"))
    encoder = load_encoder(str(tmp_path / "words"))
    assert encoder.dim == 2
    assert encoder.encode(["nurse", "", "welder"]).tolist() == [pytest.approx([3 / 5, 4 / 5]), [0, 0], [1, 0]]


def test_other_weights_have_another_identity(tmp_path: Path) -> None:
    identities = []
    for number in (1.0, 2.0):
        word_model([[number, 1.0], [1.0, 0.0], [0.0, 0.0]]).save(str(tmp_path / str(number)))
        identities.append(load_encoder(str(tmp_path / str(number))).identity)
    assert identities[0] != identities[1]


def test_a_vector_that_is_not_finite_is_refused_with_its_texts_index() -> None:
    encoder = Encoder(word_model([[1.0, 0.0], [np.nan, 1.0], [0.0, 0.0]]), "broken")
    with pytest.raises(NotFinite, match="text 2") as refused:
        encoder.encode(["nurse", "nurse nurse", "welder"])
    assert refused.value.index == 2


def test_a_directory_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(EmbedError, match="empty"):
        load_encoder(str(tmp_path / "empty"))


def test_a_worker_can_be_held_to_one_thread() -> None:
    code = (
        "from jobmatch.embed import load_encoder; e = load_encoder(threads=1); import torch;"
        "print(torch.get_num_threads(), e.encode(['护士']).shape)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "1 (1, 256)"


def test_importing_embed_loads_no_torch() -> None:
    code = "import sys, jobmatch.embed; print([m for m in ('torch', 'sentence_transformers') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_four_thousand_titles_take_under_two_seconds(encoder: Encoder) -> None:
    titles = [f"{place}护士{i}" for i in range(800) for place in ("县医院", "乡镇卫生院", "诊所", "养老院", "学校")]
    start = time.perf_counter()
    encoder.encode(titles)
    assert time.perf_counter() - start < 2
