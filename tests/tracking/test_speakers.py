"""Which speaker a name belongs to: as few mergers as evidence allows, and no wrong one."""

from __future__ import annotations

import pytest

from quotes.tracking.speakers import Known, Match, match


def person(pk: int, *names: str) -> Known:
    return Known(pk, "person", frozenset(names))


@pytest.mark.parametrize(
    ("name", "known", "speaker", "doubtful"),
    [
        ("Mira Okonjo", [], None, ()),
        ("Mira Okonjo", [person(1, "Mira Okonjo")], 1, ()),
        ("Mira  OKONJO", [person(1, "Mira Okonjo")], 1, ()),
        ("Okonjo", [person(1, "Mira Okonjo")], 1, ()),
        ("Mira Okonjo", [person(1, "Okonjo")], 1, ()),
        ("Amirsoltani", [person(1, "Hamid Amir-Soltani")], 1, ()),
        ("Okonjo", [person(1, "Mira Okonjo"), person(2, "Tam Okonjo")], None, (1, 2)),
        ("Tam Okonjo", [person(1, "Mira Okonjo")], None, ()),
        ("Tam Okonjo", [person(1, "Mira Okonjo", "Okonjo")], None, ()),
        ("Mira Okonjo", [person(1, "Mira Okonjo"), person(2, "Mira Okonjo")], None, (1, 2)),
        ("Mira", [person(1, "Mira Okonjo")], None, ()),
        ("Mira Okonjo", [Known(1, "organization", frozenset(["Mira Okonjo"]))], None, ()),
    ],
)
def test_matching(name: str, known: list[Known], speaker: int | None, doubtful: tuple[int, ...]) -> None:
    assert match(name, "person", known) == Match(speaker, doubtful)
    assert match(name, "person", reversed(known)) == Match(speaker, doubtful)
