"""Train the teacher's linear head, then the static table that imitates and sharpens it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

DIM = 256
SCALE = 20.0
HEAD_STEPS, HEAD_RATE, HEAD_ANCHOR = 400, 1e-3, 2e-3
TABLE_STEPS, TABLE_RATE, TOKEN_DROPOUT = 700, 2e-3, 0.1
KL_WEIGHT, PAIR_WEIGHT = 0.5, 0.2
BATCH = 1_024
MOST_BATCH_TOKENS = BATCH * 256


@dataclass(frozen=True)
class PairIndex:
    """Pairs as indices into the training texts: int64 (n, 2) by source."""

    by_source: list[np.ndarray]

    def sample(self, rng: np.random.Generator, count: int) -> torch.Tensor:
        """Half the time a batch from one source, drawn by the root of its size; else from all of them."""
        sizes = np.array([len(found) for found in self.by_source], float)
        if rng.random() < 0.5:
            pool = self.by_source[rng.choice(len(sizes), p=np.sqrt(sizes) / np.sqrt(sizes).sum())]
        else:
            pool = np.concatenate(self.by_source)
        return torch.from_numpy(pool[rng.integers(len(pool), size=min(count, len(pool)))])


def info_nce(left: torch.Tensor, right: torch.Tensor, pairs: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE (van den Oord 2018) at SCALE; a repeat of either text is no negative."""
    scores = SCALE * left @ right.T
    same = (pairs[:, :1] == pairs[:, 0]) | (pairs[:, 1:] == pairs[:, 1])
    same |= (pairs[:, :1] == pairs[:, 1]) | (pairs[:, 1:] == pairs[:, 0])
    scores = scores.masked_fill(same & ~torch.eye(len(pairs), dtype=torch.bool), -1e4)
    target = torch.arange(len(pairs))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


def first_head(features: np.ndarray) -> torch.Tensor:
    """PCA directions x eigenvalue^-0.15, float32 (896, 256)."""
    values, vectors = np.linalg.eigh(np.cov(features, rowvar=False))
    top = np.argsort(values)[::-1][:DIM]
    return torch.from_numpy((vectors[:, top] * values[top] ** -0.15).astype(np.float32))


def train_head(features: np.ndarray, pairs: PairIndex, seed: int) -> torch.Tensor:
    """A linear head (896, 256) by InfoNCE on the pairs, held near its start by an L2 anchor."""
    rng = np.random.default_rng(seed)
    start = first_head(features)
    head = start.clone().requires_grad_()
    optimiser = torch.optim.Adam([head], lr=HEAD_RATE)
    source = torch.from_numpy(features)
    for _ in range(HEAD_STEPS):
        batch = pairs.sample(rng, BATCH)
        left, right = (functional.normalize(source[batch[:, side]] @ head, dim=1) for side in (0, 1))
        loss = info_nce(left, right, batch) + HEAD_ANCHOR * (head - start).square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return head.detach()


def project(features: np.ndarray, head: torch.Tensor) -> torch.Tensor:
    """Teacher vectors of unit length, float32 (n, 256)."""
    return functional.normalize(torch.from_numpy(features) @ head, dim=1)


@dataclass(frozen=True)
class Bags:
    """Token ids of all texts end to end (int64), with each text's start (n + 1)."""

    ids: torch.Tensor
    starts: torch.Tensor

    @classmethod
    def of(cls, token_ids: Sequence[Sequence[int]]) -> "Bags":
        """Bags from one list of ids per text."""
        lengths = np.fromiter(map(len, token_ids), np.int64, len(token_ids))
        flat = np.fromiter((i for ids in token_ids for i in ids), np.int64, int(lengths.sum()))
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return cls(torch.from_numpy(flat), torch.from_numpy(starts))

    def pick(self, chosen: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The chosen texts' ids end to end, and each one's offset among them."""
        first, lengths = self.starts[chosen], self.starts[chosen + 1] - self.starts[chosen]
        offsets = torch.cumsum(lengths, 0) - lengths
        within = torch.arange(int(lengths.sum())) - torch.repeat_interleave(offsets, lengths)
        return self.ids[torch.repeat_interleave(first, lengths) + within], offsets


def embed(table: torch.Tensor, bags: Bags, chosen: torch.Tensor, keep: torch.Tensor | None = None) -> torch.Tensor:
    """Unit vectors of the chosen texts: the sum of their rows; a token whose draw in `keep` is low is left out."""
    ids, offsets = bags.pick(chosen)
    weights = torch.ones(len(ids)) if keep is None else (keep[: len(ids)] > TOKEN_DROPOUT).float()
    summed = functional.embedding_bag(ids, table, offsets, mode="sum", per_sample_weights=weights)
    return functional.normalize(summed, dim=1)


def imitation(student: torch.Tensor, teacher: torch.Tensor) -> torch.Tensor:
    """(1 - cosine) + KL_WEIGHT x KL of the in-batch similarities at SCALE."""
    away = (1 - (student * teacher).sum(1)).mean()
    wanted = functional.softmax(SCALE * teacher @ teacher.T, dim=1)
    got = functional.log_softmax(SCALE * student @ student.T, dim=1)
    return away + KL_WEIGHT * functional.kl_div(got, wanted, reduction="batchmean")


@dataclass(frozen=True)
class Lessons:
    """What the table learns from: texts as bags, the first of them with a teacher vector and a chance to be drawn.

    teacher: float32 (taught, 256); chance: (taught,), any sum; pairs: indices into the bags.
    """

    bags: Bags
    teacher: torch.Tensor
    chance: np.ndarray
    pairs: PairIndex

    def draw(self, rng: np.random.Generator) -> torch.Tensor:
        """BATCH taught texts."""
        cumulative = np.cumsum(self.chance)
        at = np.searchsorted(cumulative, rng.random(BATCH) * cumulative[-1], side="right")
        return torch.from_numpy(at.clip(max=len(self.chance) - 1))

    def loss(self, table: torch.Tensor, rng: np.random.Generator, keep: torch.Tensor) -> torch.Tensor:
        """Imitation of the teacher, plus InfoNCE on pairs."""
        chosen = self.draw(rng)
        batch = self.pairs.sample(rng, BATCH)
        left, right = (embed(table, self.bags, batch[:, side]) for side in (0, 1))
        return imitation(embed(table, self.bags, chosen, keep), self.teacher[chosen]) + PAIR_WEIGHT * info_nce(
            left, right, batch
        )


def train_table(start: np.ndarray, lessons: Lessons, zero_rows: Sequence[int], seed: int) -> np.ndarray:
    """The trained table, float32 (vocabulary, 256); the zero rows are zero and stay so."""
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    table = torch.from_numpy(start.copy())
    table[list(zero_rows)] = 0
    table.requires_grad_()
    optimiser = torch.optim.Adam([table], lr=TABLE_RATE, fused=True)
    decay = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / TABLE_STEPS)
    for _ in range(TABLE_STEPS):
        loss = lessons.loss(table, rng, torch.rand(MOST_BATCH_TOKENS, generator=generator))
        optimiser.zero_grad()
        loss.backward()
        table.grad[list(zero_rows)] = 0
        optimiser.step()
        decay.step()
    return table.detach().numpy()
