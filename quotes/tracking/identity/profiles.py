"""What all articles together say about a name: how many use it, and what each says about its bearer.

A trait is a short text, "role senator" or "month 2016-03", counted by articles. Counts do not depend on the
order in which articles arrived, so neither do decisions based on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from quotes.extraction.coreference.word_lists import roles
from quotes.tracking.identity.name_context import Beside

ARTICLES = "articles"
# Traits for people quoted together with the name; they sort after all others, so that they can be left out.
WITH = "with "
# Values with less than this share of the most frequent one's count are noise.
ESTABLISHED = 0.2
# A noun for people that covers this many narrower ones says little.
WIDE = 6
SURE_OF_GENDER = 0.8


@dataclass(frozen=True, slots=True)
class Profile:
    """The traits of a name, each with the number of articles that show it.

    `relatives` are suffixes seen after the surname, `named` the first names seen before it, `initials` the
    number of articles that give middle initials to others.
    """

    articles: int = 0
    roles: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    genders: Mapping[str, int] = field(default_factory=dict)
    relatives: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    initials: int = 0

    @property
    def gender(self) -> str | None:
        """ "m" or "f" if nearly all articles that tell it agree."""
        told = sum(self.genders.values())
        best = max(self.genders.items(), key=lambda one: (one[1], one[0]), default=(None, 0))
        return best[0] if told and best[1] >= SURE_OF_GENDER * told else None

    @property
    def established(self) -> frozenset[str]:
        """The roles, without single mistakes among many articles."""
        return established(self.roles)


def traits_of(beside: Beside, month: str, company: Iterable[int]) -> Iterator[str]:
    """The traits that one article gives a name."""
    yield ARTICLES
    yield f"month {month}"
    for label, values in (
        ("role", beside.roles),
        ("place", beside.places),
        ("relative", beside.relatives),
        ("named", {given.split()[0] for given in beside.bearers}),
        ("letters", beside.letters),
    ):
        yield from (f"{label} {value}" for value in sorted(values))
    if beside.gender:
        yield f"gender {beside.gender}"
    if beside.initials:
        yield "initials"
    yield from (f"{WITH}{other}" for other in sorted(company))


def profile_of(traits: Iterable[tuple[str, int]]) -> Profile:
    """The profile made from counted traits."""
    by_label: dict[str, dict[str, int]] = {}
    for trait, articles in traits:
        label, _, value = trait.partition(" ")
        if articles > 0:
            by_label.setdefault(label, {})[value] = articles
    return Profile(
        articles=by_label.get(ARTICLES, {}).get("", 0),
        roles=by_label.get("role", {}),
        places=by_label.get("place", {}),
        genders=by_label.get("gender", {}),
        relatives=frozenset(by_label.get("relative", {})),
        named=frozenset(by_label.get("named", {})),
        letters=frozenset(by_label.get("letters", {})),
        initials=by_label.get("initials", {}).get("", 0),
    )


def together(profiles: Iterable[Profile]) -> Profile:
    """The profile of a speaker with several names."""
    known = list(profiles)

    def summed(name: str) -> Mapping[str, int]:
        total: Counter[str] = Counter()
        for profile in known:
            total.update(getattr(profile, name))
        return total

    return Profile(
        articles=sum(profile.articles for profile in known),
        roles=summed("roles"),
        places=summed("places"),
        genders=summed("genders"),
    )


def established(counts: Mapping[str, int]) -> frozenset[str]:
    """The values that are frequent enough compared with the most frequent one."""
    most = max(counts.values(), default=0)
    return frozenset(value for value, count in counts.items() if count >= ESTABLISHED * most)


@cache
def wide_roles() -> frozenset[str]:
    """Nouns that cover many narrower ones: leader, official, politician."""
    counts = Counter(wider for role in roles().values() for wider in role.wider)
    return frozenset(noun for noun, count in counts.items() if count >= WIDE)


def may_be_one(role: str, other: str) -> bool:
    """Whether one noun for people may replace the other."""
    wider = {noun: roles()[noun].wider if noun in roles() else frozenset() for noun in (role, other)}
    return role == other or role in wider[other] or other in wider[role]
