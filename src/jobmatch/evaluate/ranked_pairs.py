"""How often what is liked stands above what is not: the area under the ROC curve, with weights and by groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
Intp = npt.NDArray[np.intp]


def concordance(group: Intp, score: Float64, liked: Float64, disliked: Float64) -> tuple[Float64, Float64]:
    """For each group, the mass of (liked, disliked) pairs ranked rightly, ties half, and that of all pairs; (G,) each.

    Their ratio is the AUC (Mann and Whitney 1947). A label between 0 and 1 is liked in part and disliked in part, and
    is never paired with itself.

    >>> one, score = np.zeros(3, int), np.array([0.9, 0.5, 0.5])
    >>> right, pairs = concordance(one, score, np.array([1.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    >>> right.tolist() == [1 + 0.5], pairs.tolist() == [2 * 1]
    (True, True)
    """
    order = np.lexsort((score, group))
    new = np.diff(group[order], prepend=-1) != 0
    step = np.cumsum(new | (np.diff(score[order], prepend=np.nan) != 0)) - 1
    mass_liked, mass_disliked = (np.bincount(step, weights=mass[order]) for mass in (liked, disliked))
    owner = np.zeros(len(mass_liked), np.intp)
    owner[step] = group[order]
    groups = int(group.max(initial=-1)) + 1
    all_liked, all_disliked, itself = (
        np.bincount(group, mass, groups).astype(np.float64) for mass in (liked, disliked, liked * disliked)
    )
    below = np.cumsum(mass_disliked) - mass_disliked - (np.cumsum(all_disliked) - all_disliked)[owner]
    right = np.bincount(owner, mass_liked * (below + mass_disliked / 2), groups) - itself / 2
    pairs: Float64 = all_liked * all_disliked - itself
    return right, pairs
