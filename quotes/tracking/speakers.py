"""Which speaker a name means where no article tells: one that people type, one that a quote is about.

On the safe side: names are one when they are spelled alike, and a surname alone is taken for a fuller name
only where exactly one speaker could be meant and the surname is no common one. Whom the sources of articles
are is decided with more evidence, in `identity`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.tracking.names import (
    folded,
    generation,
    initials_apart,
    same_class,
    shared_surname,
    tails_of,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A stored speaker that a new name might belong to, with every name it goes by.

    `root` is the speaker that this one has been merged into, or itself. One `in_doubt` was made because its
    name is that of several.
    """

    pk: int
    kind: str
    names: frozenset[str]
    root: int
    in_doubt: bool = False


def match(name: str, kind: str, known: Iterable[Known]) -> int | None:
    """The speaker that `name` surely means among those `known` whose names resemble it, if there is one."""
    rivals = sorted(
        (one for one in known if same_class(one.kind, kind) and not _apart(name, one)), key=lambda one: one.pk
    )
    alike = [one for one in rivals if _alike(name, one)]
    if alike:
        # What may be any namesake's is kept together, until people say whose it is.
        kept = [one for one in alike if one.in_doubt]
        return _only(kept if len(kept) == 1 else alike)
    related = [one for one in rivals if _could_be(name, one)]
    if shared_surname(name, kind) or any(_shared(one) for one in related):
        return None
    return _only(related)


def meant(name: str, speaker: Known) -> bool:
    """Whether somebody who asks for a name may mean this speaker."""
    return not _apart(name, speaker) and (_alike(name, speaker) or _could_be(name, speaker))


def _only(found: list[Known]) -> int | None:
    """The one speaker that is found, under whatever names."""
    return found[0].pk if len({one.root for one in found}) == 1 else None


def _apart(name: str, speaker: Known) -> bool:
    """Whether the name says that it is of somebody else in the family.

    Whoever goes by the names of two in the family already is not apart from either.
    """
    this, known = generation(name), {generation(other) for other in speaker.names} - {frozenset()}
    return speaker.kind == "person" and bool(this and known) and this not in known


def _alike(name: str, speaker: Known) -> bool:
    return folded(name, speaker.kind) in {folded(other, speaker.kind) for other in speaker.names}


def _could_be(name: str, speaker: Known) -> bool:
    """Whether one of the two is known by less than the other's name, and nothing speaks against it.

    That is a surname alone, or a name without the middle initials that the other has.
    """
    this, names = folded(name, speaker.kind), {folded(other, speaker.kind) for other in speaker.names}
    if any(this in tails_of(other, speaker.kind) for other in speaker.names):
        return True
    # Somebody who has a fuller name already is not renamed by another one that ends alike.
    tails = tails_of(name, speaker.kind)
    full = [other for other in speaker.names if folded(other, speaker.kind) not in tails]
    if not full:
        return names <= tails
    return speaker.kind == "person" and all(initials_apart(name, other) for other in full)


def _shared(speaker: Known) -> bool:
    return all(shared_surname(name, speaker.kind) for name in speaker.names)
