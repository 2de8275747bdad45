"""Resolve a name outside an article: one that people type, or one that a quote is about.

This is cautious: names are the same if they are spelled alike, and a surname alone matches a fuller name only
if exactly one speaker is possible and the surname is not a common one. The sources of articles are resolved
with more evidence, in `identity`.
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
    """A stored speaker that a name may belong to, with all their names.

    `root` is the speaker this one was merged into, or itself. A speaker `in_doubt` was created because
    several people have its name.
    """

    pk: int
    kind: str
    names: frozenset[str]
    root: int
    in_doubt: bool = False


def match(name: str, kind: str, known: Iterable[Known]) -> int | None:
    """The speaker that `name` certainly means, among `known` ones with similar names; None if unsure."""
    rivals = sorted(
        (one for one in known if same_class(one.kind, kind) and not _apart(name, one)), key=lambda one: one.pk
    )
    alike = [one for one in rivals if _alike(name, one)]
    if alike:
        # Names that may be any namesake's are kept together until people decide.
        kept = [one for one in alike if one.in_doubt]
        return _only(kept if len(kept) == 1 else alike)
    related = [one for one in rivals if _could_be(name, one)]
    if shared_surname(name, kind) or any(_shared(one) for one in related):
        return None
    return _only(related)


def meant(name: str, speaker: Known) -> bool:
    """Whether a query for a name may mean this speaker."""
    return not _apart(name, speaker) and (_alike(name, speaker) or _could_be(name, speaker))


def _only(found: list[Known]) -> int | None:
    """The only speaker found, under whatever names; None if there are several."""
    return found[0].pk if len({one.root for one in found}) == 1 else None


def _apart(name: str, speaker: Known) -> bool:
    """Whether the name belongs to another member of the family, such as a parent.

    A speaker who already has the names of two family members is not distinguished from either.
    """
    this, known = generation(name), {generation(other) for other in speaker.names} - {frozenset()}
    return speaker.kind == "person" and bool(this and known) and this not in known


def _alike(name: str, speaker: Known) -> bool:
    return folded(name, speaker.kind) in {folded(other, speaker.kind) for other in speaker.names}


def _could_be(name: str, speaker: Known) -> bool:
    """Whether one of the two is known by a shorter form of the other's name, without contradiction.

    That is a surname alone, or a name without middle initials that the other has.
    """
    this, names = folded(name, speaker.kind), {folded(other, speaker.kind) for other in speaker.names}
    if any(this in tails_of(other, speaker.kind) for other in speaker.names):
        return True
    # A speaker with a fuller name is not matched by another full name with the same ending.
    tails = tails_of(name, speaker.kind)
    full = [other for other in speaker.names if folded(other, speaker.kind) not in tails]
    if not full:
        return names <= tails
    return speaker.kind == "person" and all(initials_apart(name, other) for other in full)


def _shared(speaker: Known) -> bool:
    return all(shared_surname(name, speaker.kind) for name in speaker.names)
