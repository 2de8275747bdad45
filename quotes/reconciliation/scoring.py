"""How well a name, and what else is known, fits a speaker: a score from 0 to 100.

| score | the name in the query |
|---|---|
| 100 | is one of the speaker's names, spelling aside, and nobody else's; or is the speaker's id |
| 90 | is one of the speaker's names, and also another speaker's |
| 50 to 95 | may be another form of the speaker's name: the probability in per cent |
| up to 50 | is only the surname: the speaker's share of the quotes of all who have it |
| up to 90 | is a whole name, but also others' surname, such as an organization's: the share, likewise |
| 10 to 40 | shares words with a name of the speaker |

The same Wikidata id makes the score 100, a different one halves it. A matching role adds 5, up to 99. If the
speaker is of another kind than the query asks for, the score is a tenth less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quotes.tracking.identity.judgement import judged
from quotes.tracking.identity.names_alike import is_partial, likeness
from quotes.tracking.names import folded, generation, tails_of
from quotes.tracking.words import fold

SAME, SHARED, PART, WORDS = 100.0, 90.0, 50.0, 40.0
LEAST_WORDS = 0.25
LEAST_LIKELY, MOST_LIKELY = 50.0, 95.0
FITTING_ROLE, MOST_UNSURE = 5.0, 99.0
OTHER_KIND = 0.9
# Kinds that are easily confused; a person is never confused with another kind.
MIXED_UP = frozenset(("organization", "group", "document"))
# A speaker is matched automatically only if no other candidate comes near, except a parent or child of the
# same name who is quoted this many times less often.
NEAR = 70.0
FAMOUS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is wanted: a name ("" for none), and what else is known."""

    name: str
    kinds: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    wikidata: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible speaker, with all known names, roles and the Wikidata id.

    A speaker that is `in_doubt` stands for a name that several people have.
    """

    id: str
    name: str
    kind: str
    quotes: int
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    description: str | None = None
    wikidata: str | None = None
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score, and the score by the name alone; `match` tells whether it is certain."""

    candidate: Candidate
    score: float
    by_name: float = field(default=0.0, kw_only=True)
    match: bool = field(default=False, kw_only=True)


def scored(asked: Asked, candidates: Sequence[Candidate]) -> list[Scored]:
    """The candidates with a score above 0, the best first. The first is a match if it is certain."""
    fitting = [one for one in candidates if _may_be_of_kind(one, asked)]
    same = [one for one in fitting if _is_called(asked.name, one)]
    with_surname = [one for one in fitting if _has_surname(asked.name, one)]
    bearers = sum(one.quotes for one in {*same, *with_surname})
    is_surname = bool(with_surname) and is_partial(asked.name, "person")
    rated = []
    for one in fitting:
        by_name = _by_name(asked.name, one, len(same), bearers, is_surname=is_surname)
        score = _with_what_is_known(by_name, one, asked)
        if score > 0:
            rated.append(Scored(one, score, by_name=by_name))
    rated.sort(key=lambda one: (-one.score, -one.candidate.quotes, one.candidate.id))
    if rated and _is_sure(asked, rated):
        rated[0] = replace(rated[0], match=True)
    return rated


def _by_name(name: str, one: Candidate, same: int, bearers: int, *, is_surname: bool) -> float:
    """What the name alone gives. `same` speakers have it whole; all who bear it have so many quotes."""
    if not name:
        return 0.0
    if _is_called(name, one):
        if is_surname:
            return SHARED * one.quotes / max(bearers, 1)
        return SAME if same == 1 else SHARED
    if _is_id(name, one):
        return SAME
    likeliest = max((_likelihood(name, other, one.kind) for other in one.names), default=0.0)
    if likeliest >= LEAST_LIKELY:
        return likeliest
    if _has_surname(name, one):
        return PART * one.quotes / max(bearers, 1)
    shared = max((_shared_words(name, other) for other in one.names), default=0.0)
    return WORDS * shared if shared >= LEAST_WORDS else 0.0


def _likelihood(name: str, other: str, kind: str) -> float:
    """The probability in per cent that two names belong to one speaker, going by the names alone."""
    alike = likeness(name, other, kind)
    return 0.0 if alike is None else min(MOST_LIKELY, 100 * judged(alike.kind, alike.reasons).probability)


def _with_what_is_known(score: float, one: Candidate, asked: Asked) -> float:
    if one.wikidata is not None and asked.wikidata:
        return SAME if one.wikidata in asked.wikidata else score / 2
    if 0 < score < MOST_UNSURE and any(_has_role(role, one) for role in asked.roles):
        score = min(MOST_UNSURE, score + FITTING_ROLE)
    return score if not asked.kinds or one.kind in asked.kinds else score * OTHER_KIND


def _is_sure(asked: Asked, rated: Sequence[Scored]) -> bool:
    """Whether the best one is certain: by a whole name or an id that nobody else has."""
    best, others = rated[0], rated[1:]
    if best.score < SAME or best.candidate.in_doubt:
        return False
    if best.candidate.wikidata is not None and best.candidate.wikidata in asked.wikidata:
        named_so = not asked.name or best.by_name >= LEAST_LIKELY
        return named_so and all(other.candidate.wikidata != best.candidate.wikidata for other in others)
    if any(_comes_near(asked.name, other, best.candidate) for other in others):
        return False
    return _is_id(asked.name, best.candidate) or not is_partial(asked.name, best.candidate.kind)


def _comes_near(name: str, other: Scored, best: Candidate) -> bool:
    """Whether another candidate may be the one wanted."""
    if _has_surname(name, other.candidate):
        return True
    suffixes = [generation(known) for known in other.candidate.names]
    is_junior = all(suffixes) and not generation(name)
    if is_junior and best.quotes >= FAMOUS * max(other.candidate.quotes, 1):
        return False
    return other.score >= NEAR


def _may_be_of_kind(one: Candidate, asked: Asked) -> bool:
    mixed_up = one.kind in MIXED_UP and not MIXED_UP.isdisjoint(asked.kinds)
    return not asked.kinds or one.kind in asked.kinds or mixed_up


def _is_id(name: str, one: Candidate) -> bool:
    """Whether a name is the candidate's id. One without a hyphen may be any word in lower case."""
    return name == one.id and "-" in name


def _is_called(name: str, one: Candidate) -> bool:
    """Whether the whole name is the candidate's; for a person, at least a first name and a surname."""
    wanted = folded(name, one.kind), _suffix(name, one.kind)
    return not is_partial(name, one.kind) and any(
        (folded(other, one.kind), _suffix(other, one.kind)) == wanted for other in one.names
    )


def _suffix(name: str, kind: str) -> frozenset[str]:
    return generation(name) if kind == "person" else frozenset()


def _has_surname(name: str, one: Candidate) -> bool:
    """Whether a part of the whole name is given for a person: the surname, or the end of it."""
    wanted = folded(name, one.kind)
    return any(
        wanted in tails_of(other, one.kind)
        or (is_partial(name, one.kind) and folded(other, one.kind) == wanted)
        for other in one.names
    )


def _has_role(role: str, one: Candidate) -> bool:
    """Whether one of the candidate's roles, or the description, contains all words of a role."""
    wanted = set(fold(role).split())
    return bool(wanted) and any(
        wanted <= set(fold(known).split()) for known in (*one.roles, one.description or "")
    )


def _shared_words(name: str, other: str) -> float:
    one, two = set(fold(name).split()), set(fold(other).split())
    return len(one & two) / len(one | two) if one and two else 0.0
