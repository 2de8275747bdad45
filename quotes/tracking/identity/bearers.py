"""Who is meant by an ambiguous name in one article: by a surname, or an initial and a surname.

Each candidate is weighed by how often articles around that day give the full name, by the given names that
the article itself has before the surname, and by the office and the gender that it gives with the name.
Somebody whom the archive does not know may always be meant.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.coreference.word_lists import given_names
from quotes.tracking.identity.beside import Beside
from quotes.tracking.identity.judgement import JOINED, Reason
from quotes.tracking.identity.profiles import may_be_one, wide_roles

# How much prominence counts: who is named twice as often is meant nearly three times as often.
PROMINENCE = 1.5
# How prominent somebody else is whom the archive does not know, of a rare surname and of a frequent one.
UNKNOWN, UNKNOWN_OF_MANY = 0.1, 2.0
NAMED_HERE = 6.0
MOST_WEIGHED = 3
NOT_OUT_OF_THE_QUESTION = 0.1


@dataclass(frozen=True, slots=True)
class Bearer:
    """A speaker whom a name may mean. `givens` are first names that the speaker goes by, folded.

    `prominence` is the number of articles that name the speaker around the day, as `prominence_of` has it.
    """

    pk: int
    name: str
    givens: frozenset[str]
    roles: frozenset[str]
    gender: str | None
    prominence: float


@dataclass(frozen=True, slots=True)
class Placing:
    """Who is meant: the speaker, or None where that stays in doubt; and who may be, the likeliest first."""

    speaker: int | None
    weighed: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """How probably one bearer is meant, and why."""

    pk: int
    probability: float
    reasons: tuple[Reason, ...]


def prominence_of(near: int, ever: int, *, dated: bool) -> float:
    """How prominent somebody is around a day, in logarithmic steps of the number of articles.

    `near` is the number of articles of about that day, `ever` that of all.
    """
    weight = near + 0.5 * min(ever, 1) + 0.02 * ever if dated else float(ever)
    return round(2 * math.log2(max(weight, 0.1))) / 2


def whom(
    use: Beside, bearers: Sequence[Bearer], *, shared_surname: bool, apart: frozenset[int] = frozenset()
) -> Placing:
    """Whom an article means by a name, of those who may bear it.

    Who is kept `apart` is not meant unless the article itself has the full name.
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
    """The rival candidates, as reasons against, where they are at all probable."""
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
    """Whether the article gives the full name of somebody who is no candidate."""
    return any(
        given.split()[-1] in given_names() and not any(_is_called(given, bearer) for bearer in bearers)
        for given in use.bearers
    )
