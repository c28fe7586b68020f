"""Build the default encoder that ships in the package.

    python scripts/build_encoder.py --data ../shared/data

Stages: collect texts -> teacher features -> head -> vocabulary -> table -> quantise -> evaluate -> write.
Needs scripts/encoder_build/requirements.txt, best in its own environment, and ten minutes on two idle cores.
Seeded: the same inputs, versions, threads and kind of processor give the same files.
"""

import argparse
import logging
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from encoder_build import artifact, evaluation, sources, teacher, training, vocabulary

SIF = 1e-3
TOKEN_WEIGHT = 0.2
SOURCE_WEIGHT = {"csco_title": 3.0, "csco_alias": 3.0, "onet_technology": 0.5, "esco_skills": 0.5}
ROOT = Path(__file__).resolve().parent.parent
log = logging.getLogger("build_encoder")

Vectors = np.ndarray


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "jobmatch" / "embed" / "model")
    parser.add_argument("--cache", type=Path, help="keeps teacher features between runs")
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--teacher-dtype", choices=["bfloat16", "float32"], default="bfloat16")
    return parser.parse_args()


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Log how long a stage took."""
    start = time.perf_counter()
    log.info("%s ...", name)
    yield
    log.info("%s: %.0f s", name, time.perf_counter() - start)


@dataclass(frozen=True)
class Student:
    """The trained encoder: a tokenizer, and float32 rows (vocabulary, 256)."""

    tokenizer: Tokenizer
    table: Vectors

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts, float32 (n, 256)."""
        return training.embed(
            torch.from_numpy(self.table), bags(self.tokenizer, texts), torch.arange(len(texts))
        ).numpy()


def bags(tokenizer: Tokenizer, texts: Sequence[str]) -> training.Bags:
    """The texts' token ids."""
    return training.Bags.of([e.ids for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)])


def index_pairs(groups: Iterable[list[sources.Pair]], texts: Sequence[str]) -> training.PairIndex:
    """Pairs as positions among the texts."""
    position = {text: i for i, text in enumerate(texts)}
    found = (np.array([(position[a], position[b]) for a, b in group if a != b]) for group in groups)
    return training.PairIndex([group for group in found if len(group)])


def text_weights(by_source: dict[str, list[str]], texts: Sequence[str]) -> np.ndarray:
    """Each training text's chance to be drawn: the largest of its sources' weights."""
    weight = dict.fromkeys(texts, 0.0)
    for source, found in by_source.items():
        for text in found:
            weight[text] = max(weight[text], SOURCE_WEIGHT.get(source, 1.0))
    return np.fromiter(weight.values(), float)


def token_texts(tokenizer: Tokenizer) -> list[str]:
    """Each token as the teacher should read it, in id order."""
    tokens = (tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size()))
    return [token.removeprefix(vocabulary.SPACE) or token for token in tokens]


def token_shares(tokenizer: Tokenizer, tokens: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """How common each token is: in our texts or in general Chinese, whichever is more."""
    ids = bags(tokenizer, texts).ids.numpy()
    ours = np.bincount(ids, minlength=len(tokens)) / len(ids)
    general = vocabulary.general_shares()
    return np.maximum(ours, [general.get(token, 0.0) for token in tokens])


def first_table(token_vectors: Vectors, share: np.ndarray) -> Vectors:
    """Teacher vector of each token x SIF weight a / (a + p) (Arora 2017)."""
    return token_vectors * (SIF / (SIF + share))[:, None].astype(np.float32)


def build_student(corpus: sources.Corpus, texts: list[str], guide: teacher.Teacher, seed: int) -> Student:
    """Vocabulary and table; our own postings train only the pair loss, for the teacher reads short texts."""
    with stage("vocabulary"):
        postings = [posting for _, posting in corpus.postings]
        tokenizer = vocabulary.build([*texts, *postings], guide.pieces())
        tokens = token_texts(tokenizer)
    with stage("table"):
        wanted = torch.from_numpy(np.concatenate([guide.encode(texts), guide.encode(tokens)]))
        everything = [*texts, *tokens, *postings]
        lessons = training.Lessons(
            bags(tokenizer, everything),
            wanted,
            np.concatenate([text_weights(corpus.texts, texts), np.full(len(tokens), TOKEN_WEIGHT)]),
            index_pairs([*corpus.pairs.values(), corpus.postings], everything),
        )
        start = first_table(wanted[len(texts) :].numpy(), token_shares(tokenizer, tokens, [*texts, *postings]))
        zeros = vocabulary.zero_rows(tokenizer)
        table = training.train_table(start, lessons, zeros, seed)
    return Student(tokenizer, table)


def evaluate(student: Student, guide: teacher.Teacher, held: sources.HeldOut, data: Path) -> dict:
    """Held-out figures of the shipped rows, the teacher and BM25, with the number of titles in each set."""
    used = evaluation.used_codes(data / sources.FILES["titles"])
    scorers = {
        "encoder": evaluation.dense(student.encode),
        "teacher": evaluation.dense(guide.encode),
        "BM25": evaluation.lexical,
    }
    figures = {name: evaluation.csco_figures(score, held, used) for name, score in scorers.items()}
    for name, found in figures.items():
        log.info("%s %s", name, found)
    return {"titles": held.sizes(), "scorers": figures}


def build(options: argparse.Namespace, cache: Path) -> None:
    """Every stage in order."""
    with stage("collect texts"):
        corpus, held = sources.collect(options.data, options.seed)
        texts = sources.unique(chain.from_iterable(corpus.texts.values()))
        log.info("%d texts, %d pairs", len(texts), sum(map(len, corpus.pairs.values())))
    with stage("teacher features and head"):
        frozen = teacher.Frozen(cache, options.threads, getattr(torch, options.teacher_dtype))
        guide = teacher.taught(frozen, texts, index_pairs(corpus.pairs.values(), texts), options.seed)
    trained = build_student(corpus, texts, guide, options.seed)
    with stage("quantise"):
        rows, scale = artifact.quantise(trained.table)
        shipped = Student(trained.tokenizer, artifact.dequantise(rows, scale))
    with stage("evaluate"):
        figures = evaluate(shipped, guide, held, options.data)
    with stage("write"):
        digests = artifact.write_model(options.out, shipped.tokenizer, rows, scale)
        settings = {name: getattr(options, name) for name in ("seed", "threads", "teacher_dtype")}
        inputs = sources.input_paths(options.data)
        manifest = artifact.write_manifest(options.out, digests, rows.shape, inputs, settings, figures)
        artifact.write_card(options.out, manifest)


def main() -> None:
    """Run the build with its cache directory."""
    options = arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        cache = options.cache or Path(scratch)
        cache.mkdir(parents=True, exist_ok=True)
        build(options, cache)


if __name__ == "__main__":
    main()
