"""Fit the weights with which times date quotes, on articles whose quotes people have dated.

    python training/dating/fit.py [--shared ../shared] [--folds 5] [--model NAME]

The articles are those of PolNeAR's training part, of the newswire and of modern newspapers that are dated in
`annotations.jsonl` and `../annotations/named.jsonl`. Prints how well a fit dates articles it has not seen, in
cross-validation and on the development sets, then writes `weights.txt` and `calibration.txt` into
`quotes/extraction/dating/ranking/data`. The same data and model give the same files.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from gold import Article, development_articles, training_articles
from scipy.optimize import minimize
from scipy.sparse import csr_array

from quotes.extraction.dating.ranking.feature_groups import names
from quotes.extraction.dating.ranking.ranker import EDGE
from quotes.extraction.shared.log_odds import from_log_odds, log_odds

DATA = Path(__file__).parents[2] / "quotes" / "extraction" / "dating" / "ranking" / "data"
THRESHOLDS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
DEVELOPMENT = ("polnear", "worldwide", "modern")
PENALTY = 0.003
LEAST_SEEN = 12  # rarer features say nothing of other articles
LEAST_WEIGHT = 0.02  # smaller weights decide nothing and are not shipped
# The prior weights of features; 0 for all others. News says little about days long ago.
EXPECTED = {
    "time": -1.0,
    "oncue": 1.5,
    "rel=stranger": -1.5,
    "far&other": -1.2,
    "far&wide": -1.2,
}

Weights = dict[str, float]
Group = tuple[list[list[str]], list[bool]]


def main() -> None:
    """Fit and cross-validate."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where bench/ lies")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--model", default=None, help="another spaCy pipeline than the shipped one")
    arguments = parser.parse_args()
    read = training_articles(arguments.shared, arguments.model)
    told = [list(examples(article)) for article in read]
    unseen: list[Outcome] = []
    for part in range(arguments.folds):
        seen = (groups for index, groups in enumerate(told) if index % arguments.folds != part)
        unseen += judge(read[part :: arguments.folds], fit(list(chain.from_iterable(seen))))
    offset, slope = calibrate(unseen)
    report("cross-validated", unseen, offset, slope)
    weights = fit(list(chain.from_iterable(told)))
    for name in DEVELOPMENT:
        articles = development_articles(arguments.shared, name, arguments.model)
        report(f"{name} dev", judge(articles, weights), offset, slope)
    write(weights, offset, slope)


def examples(article: Article) -> Iterator[Group]:
    """The features of all candidate times of each quote, and which of them are right."""
    for choice, _ in article.told.ranker({}).choices():
        if choice.quote not in article.answers:
            continue
        answer = article.answers[choice.quote]
        candidates = article.told.candidates.all
        right = [answer is not None and answer.fits(candidates[i].attached) for i in choice.candidates]
        if answer is None or any(right):
            features = [[name for group in groups for name in names(group)] for groups in choice.groups]
            yield features, [*right, answer is None]


def fit(groups: Sequence[Group]) -> Weights:
    """Weights that make the right times likely: maximum likelihood with a penalty on leaving the prior."""
    index: dict[str, int] = {}
    rows = [row for readings, _ in groups for row in readings]
    seen = Counter(name for row in rows for name in row)
    rows = [[name for name in row if seen[name] >= LEAST_SEEN] for row in rows]
    columns = [index.setdefault(name, len(index)) for row in rows for name in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    features = csr_array((np.ones(len(columns)), columns, ends), (len(rows), len(index)))
    sizes = [len(readings) for readings, _ in groups]
    first = np.cumsum([0, *sizes[:-1]])
    group = np.repeat(np.arange(len(groups)), sizes)
    right = np.array([mark for _, marks in groups for mark in marks], dtype=float)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        scores = features @ values
        scores -= np.maximum.reduceat(scores, first)[group]
        likely = np.exp(scores)
        likely /= np.add.reduceat(likely, first)[group]
        good = np.maximum(np.add.reduceat(likely * right, first), 1e-12)
        slope = features.T @ (likely - likely * right / good[group]) / len(groups)
        return (
            float(-np.mean(np.log(good)) + PENALTY * (values - expected) @ (values - expected)),
            slope + 2 * PENALTY * (values - expected),
        )

    expected = np.array([EXPECTED.get(name, 0.0) for name in index])
    found = minimize(loss, expected, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return dict(zip(index, found.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A quote's likeliest time and the answer: its probability, and whether words and day match.

    `day` is None if the answer gives none; a quote without a claim has the day of publication.
    """

    chance: float
    dated: bool
    words: bool
    day: bool | None
    fallback: bool


def judge(read: Sequence[Article], weights: Weights) -> list[Outcome]:
    """The outcome of every quote that people have annotated."""
    outcomes: list[Outcome] = []
    for article in read:
        likeliest = article.told.ranker(weights).likeliest()
        for number, answer in article.answers.items():
            claim = likeliest[number]
            attached = None if claim is None else article.told.candidates.all[claim.candidate].attached
            words = answer is not None and answer.fits_words(attached)
            known = answer is not None and answer.day is not None
            day = attached is not None and answer is not None and answer.fits_day(attached.resolved.on)
            fallback = answer is not None and answer.fits_day(article.published)
            chance = 0.0 if claim is None else claim.chance
            outcomes.append(Outcome(chance, answer is not None, words, day if known else None, fallback))
    return outcomes


def calibrate(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Offset and slope of the logistic curve from the log odds of the likeliest times to being right."""
    odds = np.array([log_odds(outcome.chance, EDGE) for outcome in outcomes if outcome.chance])
    good = np.array([float(outcome.words) for outcome in outcomes if outcome.chance])

    def loss(values: np.ndarray) -> float:
        found = values[0] + values[1] * odds
        return float(np.mean(np.logaddexp(0, found) - good * found))

    offset, slope = minimize(loss, np.array([0.0, 1.0]), method="L-BFGS-B").x.tolist()
    return offset, slope


def report(what: str, outcomes: Sequence[Outcome], offset: float, slope: float) -> None:
    """Print precision, recall and F1 of the words, and how many days are right, by the least confidence."""
    sure = [from_log_odds(offset + slope * log_odds(outcome.chance, EDGE)) for outcome in outcomes]
    dated, days = sum(o.dated for o in outcomes), sum(o.day is not None for o in outcomes)
    print(f"{what}: {len(outcomes)} quotes, {dated} dated by people, {days} with a day")
    for least in THRESHOLDS:
        claims = [(o, c) for o, c in zip(outcomes, sure, strict=True) if c >= least]
        right = sum(o.words for o, _ in claims)
        precision, recall = right / max(len(claims), 1), right / max(dated, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        on = sum(
            o.day if c >= least else o.fallback
            for o, c in zip(outcomes, sure, strict=True)
            if o.day is not None
        )
        print(
            f"  at {least:.2f}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, days {on / max(days, 1):.3f}, "
            f"mean confidence {sum(c for _, c in claims) / max(len(claims), 1):.3f}"
        )


def write(weights: Weights, offset: float, slope: float) -> None:
    """Write the weights that matter, sorted by name, and the two numbers of the calibration."""
    made = "made by training/dating/fit.py.\n"
    kept = (name for name in sorted(weights) if abs(weights[name]) >= LEAST_WEIGHT)
    told = "# What each clue says for a time dating a quote; " + made
    (DATA / "weights.txt").write_text(told + "".join(f"{name} {weights[name]:.2f}\n" for name in kept))
    told = "# From the log odds of a time to how often it is right (ranking/ranker.py); " + made
    (DATA / "calibration.txt").write_text(told + f"offset {offset:.4f}\nslope {slope:.4f}\n")


if __name__ == "__main__":
    main()
