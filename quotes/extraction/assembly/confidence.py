"""The probability that a passage is a quote and that its speaker is the right one.

A logistic curve (Platt 1999) over what the earlier stages knew when they decided: the ranker's log odds for
the chosen source and for the passage being a quote at all, the resolver's log odds for the name and its lead
over the next best antecedent, the type of mention, and the kind of speaker. `training/attribution` fits the
curve on articles whose quotes people have annotated and which the ranker has not seen. `data/calibration.txt`
lists one term per line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from quotes.extraction.attribution.options import Attribution
from quotes.extraction.coreference.antecedents.resolution import Resolution
from quotes.extraction.shared.log_odds import from_log_odds, log_odds

_NAME_EDGE = 0.01  # the resolver's scores are rough: larger values say nothing more


@cache
def shipped_terms() -> Mapping[str, float]:
    """The weight of each term, as fitted by `training/attribution`."""
    lines = (
        files("quotes.extraction.assembly")
        .joinpath("data", "calibration.txt")
        .read_text("utf-8")
        .splitlines()
    )
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def terms(attribution: Attribution, resolution: Resolution | None) -> Iterator[tuple[str, float]]:
    """What the earlier stages know about a decision, as (name, value) pairs."""
    yield "offset", 1.0
    yield "source", log_odds(attribution.probability)
    yield "quoted", log_odds(attribution.quoted)
    if resolution is None:
        yield "nobody", 1.0
        return
    yield "name", log_odds(resolution.score, _NAME_EDGE)
    yield "margin", resolution.margin
    yield f"mention={resolution.mention_type}", 1.0
    yield f"kind={resolution.kind}", 1.0
    if resolution.relayer is not None:
        yield "relayed", 1.0


def calibrated(attribution: Attribution, resolution: Resolution | None) -> float:
    """The probability that the passage is a quote and that the speaker said it."""
    weights = shipped_terms()
    odds = sum(weights.get(name, 0.0) * value for name, value in terms(attribution, resolution))
    return from_log_odds(odds)
