"""Names that hold what is no name are cut to the good one in them, or refused."""

from __future__ import annotations

import pytest

from quotes.tracking.identity.repair import repaired

ARTICLE = """Mira Okonjo Joins Growing List

Mira Okonjo told the council that she will not list the piers. The Mira Okonjo White House dinner was called
off. Critics of the growing debt said that frustrations remain.
"""


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ('Tam Vale "caused harm." Mira Okonjo', "Mira Okonjo"),
        ("Vale “unhinged.” Sen. Mira Okonjo", "Sen. Mira Okonjo"),
        ('Vale "unhinged." Critics', None),
        ('Mira Okonjo:"We', "Mira Okonjo"),
        ("Mira Okonjo (D-Wend)", "Mira Okonjo"),
        ("Mira Okonjo told reporters", "Mira Okonjo"),
        ("Mira Okonjo Joins Growing List", "Mira Okonjo"),
        ("Mira Okonjo White", "Mira Okonjo"),
        ("Mira \u00adOkonjo", "Mira Okonjo"),
        ("Growing", None),
        ("Frustrations", None),
    ],
)
def test_what_is_no_name_is_cut_away(name: str, good: str | None) -> None:
    assert repaired(name, "person", ARTICLE, cue_behind=True) == good


@pytest.mark.parametrize(
    "name",
    [
        "Mira Okonjo",
        'Robert C. "Bobby" Vale',
        "Jonas (Joe) Vale",
        "Ed O'Grieff",
        "Anwar al-Nasser",
        "Ludwig van der Aerts",
        "María José de la Cruz",
        "J. R. R. Vale",
        "Olof Brandt Jr.",
        "Queen Ingrid II",
        "foreign minister Mira Okonjo",
        "Iran's foreign minister Amir-Soltani",
        "Mira Okonjo, mayor of Wend",
        "OKONJO",
        "Rihanna",
        "美良",
        "Владимир Орлин",
        "a senior aide",
    ],
)
def test_what_is_a_name_stays(name: str) -> None:
    assert repaired(name, "person", ARTICLE) == name


def test_an_organization_keeps_what_marks_do_not_cut() -> None:
    assert repaired("Okonjo's campaign", "organization", ARTICLE) == "Okonjo's campaign"
    assert repaired("Wend River Authority", "organization", ARTICLE) == "Wend River Authority"
