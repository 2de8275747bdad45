"""Which speaker a name in a new article belongs to.

On the safe side: two people taken for one put words into a mouth, one person kept as two is put right with
a merge. So names are one when they are spelled alike, and a surname alone is taken for a fuller name only
where exactly one speaker could be meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.tracking.names import folded, tails_of


@dataclass(frozen=True, slots=True)
class Known:
    """A stored speaker that a new name might belong to, with every name it goes by."""

    pk: int
    kind: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """What came of it: the speaker, or None for a new one; and whom the new one may yet turn out to be."""

    speaker: int | None
    doubtful: tuple[int, ...] = field(default=())


def match(name: str, kind: str, known: Iterable[Known]) -> Match:
    """The speaker that `name` belongs to among those `known` whose names resemble it."""
    rivals = [speaker for speaker in known if speaker.kind == kind]
    alike = [one.pk for one in rivals if folded(name, kind) in {folded(other, kind) for other in one.names}]
    if len(alike) == 1:
        return Match(alike[0])
    if alike:
        return Match(None, tuple(sorted(alike)))
    related = sorted(one.pk for one in rivals if _could_be(name, one))
    if len(related) == 1:
        return Match(related[0])
    return Match(None, tuple(related))


def _could_be(name: str, speaker: Known) -> bool:
    """Whether one of the two is known by the surname alone, and it is the other's surname."""
    this, names = folded(name, speaker.kind), {folded(other, speaker.kind) for other in speaker.names}
    if any(this in tails_of(other, speaker.kind) for other in speaker.names):
        return True
    # Somebody who has a fuller name already is not renamed by another one that ends alike.
    return names <= tails_of(name, speaker.kind)
