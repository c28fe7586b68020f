"""What chance chose among, night by night: kept for good, since no other model can be judged without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobmatch.columns import Float32, Int32
from jobmatch.durable import written_whole
from jobmatch.history import Float64


@dataclass(frozen=True, slots=True)
class Offered:
    """Every pair that a draw chose among, (m,) by draw; features (m, K) as logged with a push.

    A pair's propensity is the softmax of score / temperature within its draw; drawn marks the one that came.
    """

    student: Sequence[str]
    posting: Sequence[str]
    draw: Int32
    drawn: list[bool]
    score: Float64
    temperature: float
    features: Float32


def write_explored(root: Path, night: str, offered: Offered) -> None:
    """Keep one night's draws as root/<night>.parquet, whole or not at all; a night run again writes the same."""
    if not len(offered.draw):
        return
    width = offered.features.shape[1]
    flat = pa.array(np.ascontiguousarray(offered.features, dtype=np.float32).ravel())
    table = pa.table(
        {
            "student": list(offered.student),
            "posting": list(offered.posting),
            "draw": offered.draw,
            "drawn": offered.drawn,
            "score": offered.score,
            "temperature": np.full(len(offered.draw), offered.temperature),
            "features": pa.FixedSizeListArray.from_arrays(flat, width),
        }
    )
    with written_whole(root / f"{night}.parquet") as beside:
        pq.write_table(table, beside)


def read_explored(root: Path, night: str) -> Offered | None:
    """One night's draws, None where nobody explored."""
    file = root / f"{night}.parquet"
    if not file.is_file():
        return None
    table = pq.read_table(file)
    features = table.column("features").combine_chunks()
    return Offered(
        student=table.column("student").to_pylist(),
        posting=table.column("posting").to_pylist(),
        draw=table.column("draw").to_numpy(),
        drawn=table.column("drawn").to_pylist(),
        score=table.column("score").to_numpy(),
        temperature=float(table.column("temperature")[0].as_py()),
        features=features.flatten().to_numpy().reshape(len(table), -1),
    )
