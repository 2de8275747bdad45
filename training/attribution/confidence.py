"""Fit the confidence on quotes that people have annotated, in articles that the ranker has not seen."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from gold import TITLES, overlap, same_passage, trimmed, words_of
from scipy.optimize import minimize
from spacy.tokens import Doc

from quotes.extraction.assembly.confidence import terms
from quotes.extraction.attribution.options import NOBODY, Attribution
from quotes.extraction.coreference.antecedents.resolution import Resolution
from quotes.extraction.coreference.sources import resolve_sources

PENALTY = 1.0
# Passages without an annotated speaker count a quarter: with full weight, they would make certain names
# look doubtful.
UNNAMED = 0.25
FOLDS = 5
SEED = 0

Terms = dict[str, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was known about a reported passage, and whether it is a quote of the given speaker."""

    article: str
    known: Terms
    right: bool
    named: bool


def outcomes(article: dict[str, Any], doc: Doc, decided: Sequence[Attribution]) -> Iterator[Outcome]:
    """The reported passages of an article on which the annotators agree."""
    doc._.attributions = list(decided)
    text = article["text"]
    gold = [(trimmed(text, quote["start"], quote["end"]), quote) for quote in article["quotes"]]
    open_ones = [trimmed(text, *span) for span in article["ignore"]]
    for passage, attribution, resolution in zip(doc._.passages, decided, resolve_sources(doc), strict=True):
        where = trimmed(text, passage.start, passage.end)
        if attribution.label == NOBODY or any(overlap(where, span) for span in open_ones):
            continue
        quote = next((quote for span, quote in gold if same_passage(span, where)), None)
        named = quote is not None and quote["kind"] in ("person", "organization")
        right = quote is not None and _is_speaker(resolution, quote)
        yield Outcome(article["id"], dict(terms(attribution, resolution)), right, named)


def _is_speaker(resolution: Resolution | None, quote: dict[str, Any]) -> bool:
    """Whether the name is the speaker's; if the article never names the speaker, whether no name is given."""
    if quote["kind"] not in ("person", "organization"):
        return resolution is None or resolution.kind not in ("person", "organization")
    if resolution is None:
        return False
    return any(same_name(resolution.name, name) for name in (quote["speaker"], *quote.get("or", [])))


def same_name(one: str, other: str) -> bool:
    """Whether two forms may be one name: the same last word, and compatible first words."""
    a, b = ([word for word in words_of(name) if word not in TITLES] for name in (one, other))
    if not a or not b or a[-1] != b[-1]:
        return bool(a) and ("".join(a) == "".join(b) or set(a) == set(b))
    return len(a) == 1 or len(b) == 1 or a[0][0] == b[0][0] or set(a) <= set(b) or set(b) <= set(a)


def fit_confidence(found: Sequence[Outcome]) -> Terms:
    """Logistic regression of being right on what was known, with an L2 penalty on all but the offset."""
    names = sorted({name for outcome in found for name in outcome.known})
    rows = np.array([[outcome.known.get(name, 0.0) for name in names] for outcome in found])
    good = np.array([float(outcome.right) for outcome in found])
    counts = np.array([1.0 if outcome.named else UNNAMED for outcome in found])
    held = np.array([name != "offset" for name in names], dtype=float) * PENALTY

    def loss(values: np.ndarray) -> float:
        odds = rows @ values
        return float(np.sum(counts * (np.logaddexp(0, odds) - good * odds)) + 0.5 * held @ (values * values))

    values = minimize(loss, np.zeros(len(names)), method="L-BFGS-B", options={"maxiter": 500}).x
    return dict(zip(names, values.tolist(), strict=True))


def cross_validated(found: Sequence[Outcome]) -> list[tuple[float, Outcome]]:
    """The confidence of each outcome by a fit without its article."""
    articles = sorted({outcome.article for outcome in found})
    random.Random(SEED).shuffle(articles)  # noqa: S311  not used for secrets
    judged: list[tuple[float, Outcome]] = []
    for part in range(FOLDS):
        unseen = set(articles[part::FOLDS])
        weights = fit_confidence([outcome for outcome in found if outcome.article not in unseen])
        judged += [(sure(weights, o.known), o) for o in found if o.article in unseen]
    return judged


def sure(weights: Terms, known: Terms) -> float:
    """The confidence with these weights."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in known.items()))))


def report(judged: Sequence[tuple[float, Outcome]]) -> None:
    """Print the calibration of the confidence, for all reported passages and those with a gold name."""
    for what, some in (("all", judged), ("named", [(c, o) for c, o in judged if o.named])):
        bins = [[(c, o.right) for c, o in some if int(min(c, 0.9999) * 10) == tenth] for tenth in range(10)]
        error = sum(abs(sum(c - right for c, right in one)) for one in bins) / len(some)
        high = [o.right for c, o in some if c >= 0.9]
        print(
            f"{what}: {len(some)} passages, ECE {error:.3f}, {len(high) / len(some):.2f} of them at 0.9 and "
            f"above, of which {sum(high) / len(high):.3f} are right"
        )
