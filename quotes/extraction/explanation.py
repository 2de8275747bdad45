"""Why a quote was given to its speaker: the candidates, their scores, and the features that decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.extraction.attribution.options import NOBODY, Attribution, Option
from quotes.extraction.shared.quote import Quote

_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class ExplainedCandidate:
    """One candidate source. `score` is the sum of its features' `weights`, the heaviest first."""

    text: str
    score: float
    probability: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One quote with its most likely candidates; `taken` is the index of the chosen one."""

    quote: Quote
    candidates: tuple[ExplainedCandidate, ...]
    taken: int | None
    resolution: Mapping[str, float]


def explain(doc: Doc, weights: Mapping[str, float]) -> list[Explanation]:
    """An explanation for each of `doc._.quotes`, in order; without candidates if a label decided."""
    by_start = {
        doc._.passages[found.passage].start: found for found in doc._.attributions if found.label != NOBODY
    }
    explanations = []
    for quote in doc._.quotes:
        attribution: Attribution = by_start[quote.spans[0].start]
        ranking = attribution.ranking[:_CANDIDATES]
        resolution = doc._.resolutions[attribution.passage]
        explanations.append(
            Explanation(
                quote,
                tuple(_explained(doc, option, probability, weights) for option, probability in ranking),
                next(
                    (place for place, (option, _) in enumerate(ranking) if _is_taken(option, attribution)),
                    None,
                ),
                resolution.features if resolution else {},
            )
        )
    return explanations


def _is_taken(option: Option, attribution: Attribution) -> bool:
    return option.label == attribution.label and option.mention is attribution.mention


def _explained(
    doc: Doc, option: Option, probability: float, weights: Mapping[str, float]
) -> ExplainedCandidate:
    mention = option.mention
    text = f"({option.label})" if mention is None else doc[mention.start : mention.end].text
    weighed = [(feature, weights[feature]) for feature in option.features if feature in weights]
    return ExplainedCandidate(
        text,
        sum(weight for _, weight in weighed),
        probability,
        tuple(sorted(weighed, key=lambda pair: -abs(pair[1]))),
    )
