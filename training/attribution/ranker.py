"""A log-linear ranker: softmax over the options of a passage, several of which may be right.

The loss of a passage is -log of the total probability of all right options, plus an L2 penalty. It is
minimised with L-BFGS, which needs no learning rate and gives the same weights every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Group = Sequence[tuple[Sequence[str], bool]]  # the options of one passage: features, and whether it is right


@dataclass(frozen=True, slots=True)
class Problem:
    """All options as rows of one sparse matrix; `starts[i]` is the first row of group i."""

    features: list[str]
    matrix: csr_matrix
    right: np.ndarray
    starts: np.ndarray


def assemble(groups: Sequence[Group], least: int) -> Problem:
    """Index the features in at least `least` groups; groups without a right option are left out."""
    groups = [group for group in groups if any(right for _, right in group)]
    seen: Counter[str] = Counter()
    for group in groups:
        seen.update({feature for features, _ in group for feature in features})
    features = sorted(feature for feature, count in seen.items() if count >= least)
    column = {feature: index for index, feature in enumerate(features)}
    indices: list[int] = []
    pointers, right, starts = [0], [], []
    for group in groups:
        starts.append(len(right))
        for names, is_right in group:
            indices.extend(column[name] for name in names if name in column)
            pointers.append(len(indices))
            right.append(is_right)
    data = np.ones(len(indices), dtype=np.float32)
    shape = (len(right), len(features))
    matrix = csr_matrix(
        (data, np.array(indices, dtype=np.int32), np.array(pointers, dtype=np.int64)), shape=shape
    )
    return Problem(features, matrix, np.array(right), np.array(starts))


def fit(problem: Problem, penalty: float, iterations: int = 150) -> dict[str, float]:
    """The weights that minimise the penalised loss."""
    matrix, transposed = problem.matrix, problem.matrix.T.tocsr()
    starts, right = problem.starts, problem.right
    sizes = np.diff(np.append(starts, len(right)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores)
        right_powers = np.where(right, powers, 0.0)
        total = np.add.reduceat(powers, starts)
        right_total = np.maximum(np.add.reduceat(right_powers, starts), 1e-30)
        slope = powers / np.repeat(total, sizes) - right_powers / np.repeat(right_total, sizes)
        value = float(np.sum(np.log(total) - np.log(right_total)))
        return value + 0.5 * penalty * float(weights @ weights), transposed @ slope + penalty * weights

    found = minimize(
        loss, np.zeros(len(problem.features)), jac=True, method="L-BFGS-B",
        options={"maxiter": iterations, "maxcor": 20},
    )  # fmt: skip
    return dict(zip(problem.features, found.x.tolist(), strict=True))
