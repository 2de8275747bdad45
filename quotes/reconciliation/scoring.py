"""How well a name, and what is known beside it, fits a speaker: from 0 to 100.

| score | the name asked for |
|---|---|
| 100 | is one of the speaker's names, spelling aside, and nobody else's |
| 90 | is one of the speaker's names, and of another's, too |
| 50 to 95 | may be another name of the speaker: nickname, initial, second given name; in per cent |
| up to 50 | is a part of it, such as the surname: the speaker's share of the quotes of all who have it |
| below 40 | shares words with it |

A Wikidata id that is the same makes it 100, another one halves it, and a role that fits adds 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.tracking.identity.judgement import judged
from quotes.tracking.identity.names_alike import is_partial, likeness
from quotes.tracking.names import folded, tails_of
from quotes.tracking.words import fold

SAME, SHARED, PART, WORDS = 100.0, 90.0, 50.0, 40.0
LEAST_LIKELY = 50.0
FITTING_ROLE = 5.0
# Nobody else may come near a speaker who is taken without asking.
CLEAR = 80.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A speaker who may be meant, with all names, roles and the Wikidata id that are known."""

    id: str
    name: str
    kind: str
    quotes: int
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    description: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score; `match` is whether it may be taken without asking anybody."""

    candidate: Candidate
    score: float
    match: bool = False


def scored(name: str, candidates: Sequence[Candidate], known: Mapping[str, Sequence[str]]) -> list[Scored]:
    """The candidates with any score, the best first. `known` are the values of properties, by their ids."""
    same = [one for one in candidates if _is_called(name, one)]
    bearers = sum(one.quotes for one in candidates if _has_part(name, one))
    by_name = ((one, _by_name(name, one, len(same), bearers)) for one in candidates)
    rated = [Scored(one, _with_properties(score, one, known)) for one, score in by_name]
    rated = [one for one in rated if one.score > 0]
    rated.sort(key=lambda one: (-one.score, -one.candidate.quotes, one.candidate.id))
    if rated and _is_sure(name, rated, known):
        rated[0] = replace(rated[0], match=True)
    return rated


def _by_name(name: str, one: Candidate, same: int, bearers: int) -> float:
    if _is_called(name, one):
        return SAME if same == 1 else SHARED
    likeliest = max((_likelihood(name, other, one.kind) for other in one.names), default=0.0)
    if likeliest >= LEAST_LIKELY:
        return likeliest
    if _has_part(name, one):
        return PART * one.quotes / max(bearers, 1)
    return WORDS * max(_shared_words(name, other) for other in one.names)


def _likelihood(name: str, other: str, kind: str) -> float:
    """How probably two names are one speaker's, in per cent, going by the names alone."""
    alike = likeness(name, other, kind)
    return 0.0 if alike is None else min(95.0, 100 * judged(alike.kind, alike.reasons).probability)


def _with_properties(score: float, one: Candidate, known: Mapping[str, Sequence[str]]) -> float:
    if one.wikidata is not None and known.get("wikidata"):
        return SAME if one.wikidata in known["wikidata"] else score / 2
    if any(_has_role(role, one) for role in known.get("roles", ())):
        return min(SAME, score + FITTING_ROLE)
    return score


def _is_sure(name: str, rated: Sequence[Scored], known: Mapping[str, Sequence[str]]) -> bool:
    best, others = rated[0], rated[1:]
    if any(other.score >= CLEAR for other in others):
        return False
    if best.candidate.wikidata is not None and known.get("wikidata"):
        return best.score == SAME
    whole = _is_called(name, best.candidate) and not is_partial(name, best.candidate.kind)
    return whole and best.score >= SAME


def _is_called(name: str, one: Candidate) -> bool:
    wanted = folded(name, one.kind)
    return any(folded(other, one.kind) == wanted for other in one.names)


def _has_part(name: str, one: Candidate) -> bool:
    wanted = folded(name, one.kind)
    return any(wanted in tails_of(other, one.kind) for other in one.names)


def _has_role(role: str, one: Candidate) -> bool:
    wanted = fold(role).strip()
    return bool(wanted) and any(wanted in fold(known) for known in (*one.roles, one.description or ""))


def _shared_words(name: str, other: str) -> float:
    one, two = set(fold(name).split()), set(fold(other).split())
    return len(one & two) / len(one | two) if one and two else 0.0
