"""Resolve an ambiguous name in one article: a surname, or an initial and a surname.

The evidence for each candidate is how often articles around that day give the full name, the given names that
the article itself has before the surname, and the office and gender that it gives with the name. It may
always be somebody who is not stored.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.coreference.word_lists import given_names
from quotes.tracking.identity.judgement import JOINED, Reason
from quotes.tracking.identity.name_context import Beside
from quotes.tracking.identity.profiles import may_be_one, wide_roles

# How much prominence counts: somebody named twice as often is nearly three times as likely.
PROMINENCE = 1.5
# The assumed prominence of somebody who is not stored, for a rare surname and for a frequent one.
UNKNOWN, UNKNOWN_OF_MANY = 0.1, 2.0
NAMED_HERE = 6.0
MOST_WEIGHED = 3
NOT_OUT_OF_THE_QUESTION = 0.1


@dataclass(frozen=True, slots=True)
class Bearer:
    """A speaker whom a name may mean. `givens` are the speaker's first names, folded.

    `prominence` depends on how many articles name the speaker around the day; see `prominence_of`.
    """

    pk: int
    name: str
    givens: frozenset[str]
    roles: frozenset[str]
    gender: str | None
    prominence: float


@dataclass(frozen=True, slots=True)
class Placing:
    """The result: the speaker, or None if in doubt; and the possible ones, the most likely first."""

    speaker: int | None
    weighed: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """The probability of one candidate, and the reasons."""

    pk: int
    probability: float
    reasons: tuple[Reason, ...]


def prominence_of(near: int, ever: int, *, dated: bool) -> float:
    """Prominence around a day, in logarithmic steps of the number of articles.

    `near` is the number of articles around that day, `ever` that of all.
    """
    weight = near + 0.5 * min(ever, 1) + 0.02 * ever if dated else float(ever)
    return round(2 * math.log2(max(weight, 0.1))) / 2


def whom(
    use: Beside, bearers: Sequence[Bearer], *, shared_surname: bool, apart: frozenset[int] = frozenset()
) -> Placing:
    """Whom a name means in an article, among those who have it.

    A candidate kept `apart` is only possible if the article itself has the full name.
    """
    bearers = [
        one for one in bearers if one.pk not in apart or any(_is_called(name, one) for name in use.bearers)
    ]
    if not bearers:
        return Placing(None)
    weighed = {bearer.pk: _reasons(use, bearer, bearers) for bearer in bearers}
    scores = {pk: sum(reason.weight for reason in reasons) for pk, reasons in weighed.items()}
    unknown = PROMINENCE * math.log(UNKNOWN_OF_MANY if shared_surname else UNKNOWN)
    if _strangers(use, bearers):
        unknown = max(unknown, 0.0) + NAMED_HERE
    top = max(*scores.values(), unknown)
    total = sum(math.exp(score - top) for score in (*scores.values(), unknown))
    probabilities = {pk: math.exp(score - top) / total for pk, score in scores.items()}
    names = {bearer.pk: bearer.name for bearer in bearers}
    ranked = sorted(scores, key=lambda pk: (-scores[pk], names[pk]))[:MOST_WEIGHED]
    found = tuple(
        Weighed(
            pk, round(probabilities[pk], 3), (*_in_order(weighed[pk]), *_rivals(pk, probabilities, names))
        )
        for pk in ranked
    )
    return Placing(found[0].pk if found[0].probability >= JOINED else None, found)


def _in_order(reasons: list[Reason]) -> list[Reason]:
    ordered = sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.text))
    return [Reason(round(reason.weight, 2), reason.text) for reason in ordered]


def _rivals(pk: int, probabilities: dict[int, float], names: dict[int, str]) -> list[Reason]:
    """The rival candidates, as reasons against, if they are at all probable."""
    others = sorted((names[other], odds) for other, odds in probabilities.items() if other != pk)
    return [
        Reason(round(math.log(odds), 2), f"“{name}” may be meant as well")
        for name, odds in others
        if odds >= NOT_OUT_OF_THE_QUESTION
    ][:MOST_WEIGHED]


def _reasons(use: Beside, bearer: Bearer, bearers: Sequence[Bearer]) -> list[Reason]:
    rank = sorted((other.prominence for other in bearers), reverse=True)
    if len(bearers) == 1:
        text = "nobody else of that name is known"
    elif bearer.prominence == rank[0] > rank[1]:
        text = "named most often around that day of those who bear the name"
    else:
        text = "named around that day no more often than others who bear the name"
    reasons = [Reason(PROMINENCE * math.log(2) * bearer.prominence, text)]
    named = sum(count for given, count in use.bearers.items() if _is_called(given, bearer))
    if named:
        reasons.append(Reason(NAMED_HERE, "the article has the full name"))
    shared = sorted(use.roles & bearer.roles)
    if set(shared) - wide_roles():
        reasons.append(Reason(2.5, f"called {shared[0].replace('-', ' ')} there and elsewhere"))
    elif shared:
        reasons.append(Reason(1.0, f"called {shared[0].replace('-', ' ')} there and elsewhere"))
    elif use.roles and bearer.roles and not _any_alike(use.roles, bearer.roles):
        reasons.append(Reason(-1.5, f"called {min(use.roles).replace('-', ' ')} there, as never elsewhere"))
    if use.gender and bearer.gender:
        agrees = use.gender == bearer.gender
        text = "the article's title before the name agrees" if agrees else "another title before the name"
        reasons.append(Reason(0.7 if agrees else -4.0, text))
    return reasons


def _any_alike(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(may_be_one(role, other) for role in some for other in others)


def _is_called(given: str, bearer: Bearer) -> bool:
    return bool(set(given.split()) & bearer.givens)


def _strangers(use: Beside, bearers: Sequence[Bearer]) -> bool:
    """Whether the article gives the full name of somebody who is not a candidate."""
    return any(
        given.split()[-1] in given_names() and not any(_is_called(given, bearer) for bearer in bearers)
        for given in use.bearers
    )
