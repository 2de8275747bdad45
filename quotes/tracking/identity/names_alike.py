"""How likely two names are to belong to one person or organization, judging by the names alone.

"Joe Vale" and "Joseph R. Vale Jr." may be one person's: the surname is the same, one given name is short for
the other, and a middle initial and a suffix that only one of them has are no contradiction. "Georg W. Brandt"
and "Georg H. W. Brandt" cannot, because their initials differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from quotes.extraction.coreference.word_lists import nickname_sets
from quotes.tracking.identity.judgement import Reason
from quotes.tracking.names import (
    PARTICLES,
    folded,
    generation,
    letters_of,
    parts_of,
    shared_surname,
    sounds,
)

_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_INITIALS = re.compile(r"\b([A-Z])\.(?=[A-Z]\b)")

# Two spellings of a name differ in at most this share of their letters.
MOST_CHANGED = 0.34


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, folded. A surname includes the particles before it: "de blasio"."""

    given: tuple[str, ...]
    surname: str
    generation: frozenset[str]

    @property
    def first(self) -> str:
        return self.given[0] if self.given else ""

    @property
    def middle(self) -> tuple[str, ...]:
        return self.given[1:]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names are alike: the weightiest kind of difference, and the weight of each difference."""

    kind: str
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=1 << 14)
def person_name(name: str) -> PersonName:
    """A name in parts. A hyphenated part is one part, as it is when written as one word."""
    parts = parts_of(_INITIALS.sub(r"\1. ", _HYPHEN.sub("", name)), "person")
    cut = max(len(parts) - 1, 0)
    while cut > 1 and len(parts[cut - 1]) > 1 and parts[cut - 1] in PARTICLES:
        cut -= 1
    return PersonName(parts[:cut], " ".join(parts[cut:]), generation(name))


def is_partial(name: str, kind: str) -> bool:
    """Whether a name is less than a first name and a surname: "Okonjo", "M. Okonjo"."""
    if kind != "person":
        return False
    this = person_name(name)
    return not this.given or (len(this.given) == 1 and len(this.first) == 1)


@lru_cache(maxsize=1 << 14)
def likeness(one: str, other: str, kind: str) -> Likeness | None:
    """How two names are alike that may belong to one speaker; None if they cannot."""
    if kind != "person":
        return _letters(one, other, kind)
    this, that = person_name(one), person_name(other)
    if this.generation and that.generation and this.generation != that.generation:
        return None
    if not this.given or not that.given:
        return None
    rare = not (shared_surname(this.surname, kind) or shared_surname(that.surname, kind))
    if folded(this.surname, kind) == folded(that.surname, kind):
        found = _same_surname(this, that, one, other, rare=rare)
    else:
        found = _further_surname(one, other) or _spelled(this, that, one, other, rare=rare)
    if found and this.generation != that.generation:
        name = one if this.generation else other
        suffix = Reason(-0.9, f"only “{name}” has a suffix that distinguishes parent and child")
        kind_of = "suffix" if found.kind in ("same", "initial") else found.kind
        return Likeness(kind_of, (*found.reasons, suffix))
    return found


def _same_surname(this: PersonName, that: PersonName, one: str, other: str, *, rare: bool) -> Likeness | None:
    first = _firsts(this, that, one, other, rare=rare)
    if first is None:
        return None
    kind, reason, middles = first
    middle = _middles(*middles)
    if middle is None:
        return None
    agreeing, longer = middle
    reasons = [reason]
    if agreeing:
        reasons.append(Reason(1.5, "their middle names agree"))
    elif longer and kind == "same":
        if all(len(part) == 1 for part in longer):
            kind = "initial"
            reasons.append(Reason(-0.4, "only one of the names has a middle initial"))
        else:
            kind = "second"
            reasons.append(Reason(-1.3, "only one of the names has a second given name"))
    elif longer:
        reasons.append(Reason(-0.2, "only one of the names has a middle name"))
    return Likeness(kind, tuple(reasons))


def _firsts(
    this: PersonName, that: PersonName, one: str, other: str, *, rare: bool
) -> tuple[str, Reason, tuple[tuple[str, ...], tuple[str, ...]]] | None:
    """How the given names agree, its weight, and the middle names left to compare."""
    rests = (this.middle, that.middle)
    rarity = "" if rare else ", though many have that surname"
    if this.first == that.first:
        return "same", Reason(3.2 if rare else 2.8, f"the same first name and surname{rarity}"), rests
    if _close(this.first, that.first):
        text = f"“{one}” and “{other}” sound the same{rarity}"
        return "spelling", Reason(1.4 if rare else 0.2, text), rests
    if nickname_sets().get(this.first, frozenset()) & nickname_sets().get(that.first, frozenset()):
        text = f"{this.first.title()} and {that.first.title()} are used for one another{rarity}"
        return "nickname", Reason(1.6 if rare else 0.3, text), rests
    for (short, long), (name, full) in (((this, that), (one, other)), ((that, this), (other, one))):
        if len(long.given) > len(short.given) and long.given[-len(short.given) :] == short.given:
            text = f"“{name}” leaves out the first of the given names of “{full}”{rarity}"
            return "given", Reason(1.0 if rare else -0.3, text), ((), ())
        if len(short.given) == 1 and short.first in _initials(long):
            text = f"“{short.first.upper()}” are the initials of “{full}”{rarity}"
            return "initials", Reason(1.8 if rare else 0.8, text), ((), ())
    if this.first[0] == that.first[0] and 1 in (len(this.first), len(that.first)):
        return "initial", Reason(1.4 if rare else 0.6, f"the same initial and surname{rarity}"), rests
    return None


def _initials(name: PersonName) -> set[str]:
    """What the initials of a name spell, with the surname's and without."""
    if len(name.given) < 2:
        return set()
    letters = "".join(part[0] for part in name.given)
    return {letters, letters + name.surname[0]}


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[bool, tuple[str, ...]] | None:
    """Whether middle names agree, and those that only one has; None if they contradict each other."""
    short, long = sorted((one, other), key=len)
    for mine, theirs in zip(short, long, strict=False):
        if not (mine == theirs or (1 in (len(mine), len(theirs)) and mine[0] == theirs[0])):
            return None
    if short and len(short) != len(long) and all(len(part) == 1 for part in short + long):
        return (
            None  # George W. and George H. W., Ann B. and Ann B. C.: people give all their initials or none
        )
    return bool(short), long[len(short) :]


def _further_surname(one: str, other: str) -> Likeness | None:
    """A further surname: after marriage, or in a country where people have two."""
    short, long = sorted((one, other), key=lambda name: len(parts_of(name, "person")))
    some, all_of = parts_of(short, "person"), parts_of(long, "person")
    if len(some) < 2 or all_of[: len(some)] != some:
        return None
    return Likeness("longer", (Reason(0.6, f"“{long}” is “{short}” with a further surname"),))


def _spelled(this: PersonName, that: PersonName, one: str, other: str, *, rare: bool) -> Likeness | None:
    """The same name in another transliteration: the surname, and perhaps also the first name."""
    firsts = this.first == that.first or _close(this.first, that.first)
    if not firsts or not _close(this.surname, that.surname) or _middles(this.middle, that.middle) is None:
        return None
    weight = 1.2 if rare and this.first == that.first else 0.9 if rare else 0.0
    return Likeness("spelling", (Reason(weight, f"“{one}” and “{other}” sound the same"),))


def _close(one: str, other: str) -> bool:
    """Whether two words sound the same and are spelled nearly alike."""
    if min(len(one), len(other)) < 3 or sounds(one) != sounds(other):
        return False
    return DamerauLevenshtein.normalized_distance(one, other) <= MOST_CHANGED


def _letters(one: str, other: str, kind: str) -> Likeness | None:
    """An organization and its acronym."""
    this, that = letters_of(one, kind), letters_of(other, kind)
    single = [len(parts_of(name, kind)) == 1 for name in (one, other)]
    if this != that or not this or sum(single) != 1:
        return None
    short, long = (one, other) if single[0] else (other, one)
    weight = 0.6 if len(this) > 3 else 0.1
    return Likeness("letters", (Reason(weight, f"“{short}” are the first letters of “{long}”"),))


@lru_cache(maxsize=1 << 14)
def keys(name: str, kind: str) -> frozenset[str]:
    """Keys that a name shares with every name it can be alike to; a shared key is only a hint."""
    return frozenset(_keys(name, kind))


def _keys(name: str, kind: str) -> Iterator[str]:
    if kind != "person":
        letters = letters_of(name, kind)
        if letters:
            yield f"letters {letters}"
        return
    this = person_name(name)
    if not this.given:
        return
    surname = folded(this.surname, kind)
    if len(this.given) > 1:
        yield f"initials {this.first[0]}{this.given[1][0]} {surname}"
    for given in sorted({*this.given, *_initials(this)}):
        if len(given) > 1:
            yield f"given {given} {surname}"
            yield f"sound {sounds(given)} {sounds(surname)}"
            yield from (f"nickname {number} {surname}" for number in nickname_sets().get(given, ()))
    parts = parts_of(name, kind)
    yield from (f"longer {' '.join(parts[:count])}" for count in range(2, len(parts) + 1))
