"""Cluster names into speakers from pairs of names; ambiguous names belong to no cluster.

The most probable pairs are joined first, and a name joins a speaker only if none of the speaker's names
contradicts it. People's decisions come first: merged speakers are one, separated ones are not. The result
depends only on the names, not on the order in which they arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quotes.tracking.identity.judgement import APART, JOINED, WORTH_ASKING, Judgement

Pair = tuple[int, int]
# A rival in less than this share of the articles that name the other does not make a name ambiguous.
NO_RIVAL = 1 / 20


@dataclass(slots=True)
class Clusters:
    """The outcome. `speakers` are sets of names; `links` is the pair by which each name was joined.

    `ambiguous` are names of more than one possible speaker, each with the names that it may be short for.
    `doubtful` are pairs of names that may be one, the most probable pair for each two speakers.
    """

    speakers: list[frozenset[int]]
    links: dict[int, Pair] = field(default_factory=dict)
    ambiguous: dict[int, frozenset[int]] = field(default_factory=dict)
    doubtful: list[Pair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Decided:
    """People's decisions about pairs of names."""

    one: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


def pair(one: int, other: int) -> Pair:
    """Two names in either order."""
    return (one, other) if one < other else (other, one)


def cluster(
    keys: Mapping[int, str], articles: Mapping[int, int], judged: Mapping[Pair, Judgement], decided: Decided
) -> Clusters:
    """The speakers, as clusters of names, given as numbers; `keys` defines an order of the names."""
    grouping = _Grouping(keys, judged, decided)
    ambiguous = _ambiguous(keys, articles, judged, decided)
    ranked = sorted(
        (two for two in judged if not ambiguous.keys() & set(two)),
        key=lambda two: (-judged[two].probability, sorted(keys[one] for one in two)),
    )
    for two in ranked:
        if judged[two].probability >= JOINED:
            grouping.join(two)
    speakers = grouping.speakers()
    of = {name: number for number, speaker in enumerate(speakers) for name in speaker}
    doubtful: dict[Pair, Pair] = {}
    for two in ranked:
        between = pair(of[two[0]], of[two[1]])
        if judged[two].probability < WORTH_ASKING or between[0] == between[1]:
            continue
        if not grouping.kept_apart(*two) and not grouping.contradict(*two):
            doubtful.setdefault(between, two)
    return Clusters(speakers, grouping.links, ambiguous, sorted(doubtful.values()))


class _Grouping:
    def __init__(self, keys: Mapping[int, str], judged: Mapping[Pair, Judgement], decided: Decided) -> None:
        self._judged, self._apart = judged, decided.apart
        self.links: dict[int, Pair] = {}
        # What people have joined, and what is joined besides; evidence against a pair only concerns the
        # latter.
        self._joined = {name: {name} for name in sorted(keys, key=lambda name: keys[name])}
        self._whole = {name: {name} for name in self._joined}
        for one, other in sorted(decided.one):
            _unite(self._whole, one, other)

    def join(self, two: Pair) -> None:
        one, other = two
        if self._joined[one] is self._joined[other] or self.kept_apart(one, other):
            return
        if self.contradict(one, other):
            return
        smaller = min(self._joined[one], self._joined[other], key=len)
        for name in smaller:
            self.links.setdefault(name, two)
        _unite(self._joined, one, other)
        _unite(self._whole, one, other)

    def contradict(self, one: int, other: int) -> bool:
        """Whether a name of one speaker cannot be the other's."""
        mine, theirs = self._joined[one], self._joined[other]
        return any(self._contradicts(name, also) for name in mine for also in theirs)

    def kept_apart(self, one: int, other: int) -> bool:
        """Whether people have separated the two, or any that they have been joined with."""
        if not self._apart or self._whole[one] is self._whole[other]:
            return False
        return any(
            pair(mine, theirs) in self._apart for mine in self._whole[one] for theirs in self._whole[other]
        )

    def speakers(self) -> list[frozenset[int]]:
        found: dict[int, frozenset[int]] = {}
        for group in self._whole.values():
            found.setdefault(id(group), frozenset(group))
        return list(found.values())

    def _contradicts(self, one: int, other: int) -> bool:
        judgement = self._judged.get(pair(one, other))
        return judgement is None or judgement.probability < APART


def _unite(groups: dict[int, set[int]], one: int, other: int) -> None:
    if groups[one] is groups[other]:
        return
    groups[one] |= groups[other]
    for name in groups[other]:
        groups[name] = groups[one]


def _ambiguous(
    keys: Mapping[int, str], articles: Mapping[int, int], judged: Mapping[Pair, Judgement], decided: Decided
) -> dict[int, frozenset[int]]:
    """Names of two certainly different speakers: Georg Brandt, of Georg W. and Georg H. W."""
    rivals: dict[int, set[int]] = {}
    for two, judgement in judged.items():
        if judgement.probability >= WORTH_ASKING and two not in decided.apart:
            rivals.setdefault(two[0], set()).add(two[1])
            rivals.setdefault(two[1], set()).add(two[0])
    settled = {name for two in decided.one for name in two}
    found = {}
    for name, others in rivals.items():
        if name in settled or len(others) < 2:
            continue
        most = max(articles.get(other, 0) for other in others)
        serious = [other for other in sorted(others) if articles.get(other, 0) >= NO_RIVAL * most]
        if any(_two(one, other, judged) for one, other in _pairs(serious)) and _is_shortest(
            name, serious, keys
        ):
            found[name] = frozenset(serious)
    return found


def _two(one: int, other: int, judged: Mapping[Pair, Judgement]) -> bool:
    judgement = judged.get(pair(one, other))
    return judgement is None or judgement.probability < APART


def _is_shortest(name: int, others: Iterable[int], keys: Mapping[int, str]) -> bool:
    """Whether a name says less than those it may be short for."""
    return all(len(keys[name]) < len(keys[other]) for other in others)


def _pairs(names: list[int]) -> list[Pair]:
    return [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
