"""Combine the evidence whether two names are one speaker's: the names and what articles say about each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.tracking.identity.judgement import Judgement, Reason, judged
from quotes.tracking.identity.names_alike import Likeness, likeness, person_name
from quotes.tracking.identity.profiles import Profile, established, may_be_one, wide_roles
from quotes.tracking.names import generation

# More shared companions than this say nothing more.
MOST_COMPANY = 4
# Names are used side by side if at least this share of the rarer one's articles quotes both.
SIDE_BY_SIDE = 0.2
# This many articles must give a role before another role is clear evidence against.
WELL_KNOWN = 3
# Somebody quoted this many times as often as a namesake with a suffix needs no suffix.
FAMOUS = 10


@dataclass(frozen=True, slots=True)
class Form:
    """A name as used across articles; `key` identifies it, independently of the order of arrival."""

    pk: int
    key: str
    name: str
    kind: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Company:
    """How many people are quoted together with either name (`shared`), how many articles quote `both`."""

    shared: int = 0
    both: int = 0


def weigh(one: Form, other: Form, company: Company) -> Judgement | None:
    """The probability that two names are one speaker's; None if the names themselves exclude it."""
    one, other = sorted((one, other), key=lambda form: form.key)
    alike = likeness(one.name, other.name, one.kind)
    if alike is None:
        return None
    return judged(alike.kind, [*alike.reasons, *_in_articles(one, other, alike, company)])


def _in_articles(one: Form, other: Form, alike: Likeness, company: Company) -> Iterator[Reason]:
    if one.kind != "person":
        yield from _letters_told(one, other)
    yield from _roles(one.profile, other.profile)
    yield from _places(one.profile, other.profile)
    yield from _genders(one, other)
    yield from _company(company.shared)
    yield from _side_by_side(one, other, company.both)
    yield from _sons(one, other)
    yield from _called_both(one, other, alike)
    yield from _house_style(one, other, alike)


def _letters_told(one: Form, other: Form) -> Iterator[Reason]:
    if one.profile.letters or other.profile.letters:
        yield Reason(3.0, "an article gives the letters in brackets behind the name")


def _roles(one: Profile, other: Profile) -> Iterator[Reason]:
    mine, theirs = one.established, other.established
    shared = mine & theirs
    telling = sorted(shared - wide_roles())
    if telling:
        weight = min(1.7 + 0.4 * (len(telling) - 1), 2.5)
        if any(min(one.roles[role], other.roles[role]) >= WELL_KNOWN for role in telling):
            weight += 0.6
        yield Reason(weight, f"both are called {_listed(telling)}")
    elif shared:
        yield Reason(0.9, f"both are called {_listed(sorted(shared))}")
    elif mine and theirs and not any(may_be_one(role, also) for role in mine for also in theirs):
        known = all(max(profile.roles.values()) >= WELL_KNOWN for profile in (one, other))
        text = f"one is called {_listed(sorted(mine))}, the other {_listed(sorted(theirs))}"
        yield Reason(-2.5 if known else -1.4, text)


def _places(one: Profile, other: Profile) -> Iterator[Reason]:
    shared = established(one.places) & established(other.places)
    if shared:
        names = _listed([place.title() for place in sorted(shared)])
        yield Reason(0.9, f"the descriptions of both name {names}")


def _genders(one: Form, other: Form) -> Iterator[Reason]:
    genders = {one.profile.gender, other.profile.gender}
    if genders == {"m", "f"}:
        man, woman = (one, other) if one.profile.gender == "m" else (other, one)
        yield Reason(-4.0, f"“{man.name}” is a man, “{woman.name}” a woman by their titles")


def _company(shared: int) -> Iterator[Reason]:
    if shared:
        people = "one person is" if shared == 1 else f"{shared} people are"
        weight = round(0.3 * min(shared, MOST_COMPANY), 1)
        yield Reason(weight, f"{people} quoted beside both, in articles of either name")


def _side_by_side(one: Form, other: Form, both: int) -> Iterator[Reason]:
    if not both:
        return
    articles = "one article quotes" if both == 1 else f"{both} articles quote"
    often = both >= SIDE_BY_SIDE * max(min(one.profile.articles, other.profile.articles), 1)
    weight = -4.5 if generation(one.name) != generation(other.name) else -2.5 if often else -0.8
    yield Reason(weight, f"{articles} both as different sources")


def _sons(one: Form, other: Form) -> Iterator[Reason]:
    for plain, full in ((one, other), (other, one)):
        suffix = generation(full.name)
        if not suffix or generation(plain.name):
            continue
        if plain.profile.relatives & suffix:
            text = f"articles that quote “{plain.name}” name somebody {_suffix(suffix)} besides"
            yield Reason(-3.0, text)
        famous = plain.profile.articles >= FAMOUS * max(full.profile.articles, 1)
        if famous and not plain.profile.established & full.profile.established:
            yield Reason(-3.2, f"“{plain.name}” is quoted far more often, and never with the suffix")


def _called_both(one: Form, other: Form, alike: Likeness) -> Iterator[Reason]:
    if alike.kind not in ("nickname", "initials", "given", "spelling"):
        return
    for this, that in ((one, other), (other, one)):
        first = person_name(that.name).first
        if first in this.profile.named:
            text = f"an article that quotes “{this.name}” writes {first.title()} before the surname as well"
            yield Reason(1.5, text)
            return


def _house_style(one: Form, other: Form, alike: Likeness) -> Iterator[Reason]:
    """An initial says little if the outlet gives everybody one: that is its house style."""
    if alike.kind not in ("initial", "nickname", "suffix"):
        return
    longer, shorter = sorted((one, other), key=lambda form: len(form.name), reverse=True)
    theirs = longer.profile.initials / max(longer.profile.articles, 1)
    mine = shorter.profile.initials / max(shorter.profile.articles, 1)
    if theirs >= 0.5 and theirs >= 2 * mine:
        yield Reason(0.6, f"articles that write “{longer.name}” give the middle initials of others too")


def _suffix(suffix: frozenset[str]) -> str:
    (one, *_) = sorted(suffix)
    return f"{one.title()}." if one in ("jr", "sr") else one.upper()


def _listed(words: list[str]) -> str:
    """A few words of a list: "governor, mayor"."""
    return ", ".join(word.replace("-", " ") for word in words[:3])
