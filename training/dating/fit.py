"""Remake the weights by which times date quotes, from articles whose quotes people have dated.

    python training/dating/fit.py [--shared ../shared] [--folds 5] [--model NAME]

The articles are those of PolNeAR's training part and of the newswire that `annotations.jsonl` dates, and the
development ones, `polnear_dev.jsonl` and `worldwide_dev.jsonl` (`../shared/bench/README.md`). Prints how well
a fit dates articles it has not seen, then writes `quotes/extraction/dating/data/weights.txt` from all of
them. The same data and model give the same file.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from gold import Article, articles
from scipy.optimize import minimize
from scipy.sparse import csr_array

from quotes.extraction.dating.groups import names

WEIGHTS = Path(__file__).parents[2] / "quotes" / "extraction" / "dating" / "data" / "weights.txt"
PENALTY = 0.006
UNDATED = 0.4  # weight of a quote without a date in the gold: often it has one that nobody was sure of
LEAST_WEIGHT = 0.02  # smaller weights decide nothing and are not shipped
# What is expected of clues before any article is read; of all others nothing. News tells little of old days.
EXPECTED = {
    "time": -1.0,
    "news&held&wide": 2.0,
    "oncue": 1.5,
    "section": -2.5,
    "tie=plan": -2.5,
    "tie=border": -2.5,
    "tie=attribute": -3.0,
    "rel=stranger": -1.5,
    "far&other": -1.2,
    "far&wide": -1.2,
    "then&near&wide": 1.5,
    "then&near&day": 1.0,
}

Weights = dict[str, float]
Group = tuple[list[list[str]], list[bool], float]


def main() -> None:
    """Fit and cross-validate."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where bench/ lies")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--model", default=None, help="another spaCy pipeline than the shipped one")
    arguments = parser.parse_args()
    read = articles(arguments.shared, arguments.model)
    told = [list(examples(article)) for article in read]
    unseen: Counter[str] = Counter()
    for part in range(arguments.folds):
        seen = (groups for index, groups in enumerate(told) if index % arguments.folds != part)
        unseen += judge(read[part :: arguments.folds], fit(list(chain.from_iterable(seen))))
    report("articles not seen", unseen)
    weights = fit(list(chain.from_iterable(told)))
    report("articles seen", judge(read, weights))
    write(weights)


def examples(article: Article) -> Iterator[Group]:
    """For each quote the clues of all its readings, which of them are right, and how much it counts."""
    for choice, _ in article.told.weigher({}).choices():
        if choice.quote not in article.answers:
            continue
        answer = article.answers[choice.quote]
        moments = article.told.moments.all
        right = [answer is not None and answer.fits(moments[i].timed) for i in choice.moments]
        if answer is None or any(right):
            clues = [[name for group in groups for name in names(group)] for groups in choice.groups]
            yield clues, [*right, answer is None], UNDATED if answer is None else 1.0


def fit(groups: Sequence[Group]) -> Weights:
    """Weights that make the right times likely: most likelihood, less the penalty for what is unexpected."""
    index: dict[str, int] = {}
    rows = [row for readings, _, _ in groups for row in readings]
    columns = [index.setdefault(name, len(index)) for row in rows for name in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    clues = csr_array((np.ones(len(columns)), columns, ends), (len(rows), len(index)))
    sizes = [len(readings) for readings, _, _ in groups]
    first = np.cumsum([0, *sizes[:-1]])
    group = np.repeat(np.arange(len(groups)), sizes)
    right = np.array([mark for _, marks, _ in groups for mark in marks], dtype=float)
    counts = np.array([by for _, _, by in groups])
    counts /= counts.sum()

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        scores = clues @ values
        scores -= np.maximum.reduceat(scores, first)[group]
        likely = np.exp(scores)
        likely /= np.add.reduceat(likely, first)[group]
        good = np.maximum(np.add.reduceat(likely * right, first), 1e-12)
        slope = clues.T @ ((likely - likely * right / good[group]) * counts[group])
        return (
            float(-counts @ np.log(good) + PENALTY * (values - expected) @ (values - expected)),
            slope + 2 * PENALTY * (values - expected),
        )

    expected = np.array([EXPECTED.get(name, 0.0) for name in index])
    found = minimize(loss, expected, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return dict(zip(index, found.tolist(), strict=True))


def judge(read: Sequence[Article], weights: Weights) -> Counter[str]:
    """How many quotes get the right words and the right day, and how many get words that should get none."""
    counts: Counter[str] = Counter()
    for article in read:
        chosen = article.told.weigher(weights).choose()
        for number, answer in article.answers.items():
            index = chosen[number]
            timed = None if index is None else article.told.moments.all[index].timed
            if answer is None:
                counts["undated"] += 1
                counts["undated with words"] += timed is not None
                continue
            counts["words"] += 1
            counts["words right"] += answer.fits_words(timed)
            if answer.day:
                counts["days"] += 1
                counts["days right"] += answer.fits_day(timed.resolved.on if timed else article.published)
    return counts


def report(what: str, counts: Counter[str]) -> None:
    """Print the figures."""
    print(
        f"{what}: words {counts['words right'] / counts['words']:.3f} of {counts['words']}, "
        f"days {counts['days right'] / counts['days']:.3f} of {counts['days']}, "
        f"dated without need {counts['undated with words'] / counts['undated']:.3f} of {counts['undated']}"
    )


def write(weights: Weights) -> None:
    """The weights that matter, in the order of their names."""
    told = "# What each clue says for a time dating a quote; made by training/dating/fit.py.\n"
    kept = (name for name in sorted(weights) if abs(weights[name]) >= LEAST_WEIGHT)
    WEIGHTS.write_text(told + "".join(f"{name} {weights[name]:.2f}\n" for name in kept))


if __name__ == "__main__":
    main()
