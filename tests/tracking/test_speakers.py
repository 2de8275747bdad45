"""Which speaker a name means where no article tells: no more than spelling and what cannot be another's."""

from __future__ import annotations

import pytest

from quotes.tracking.names import keys_of, keys_to_find
from quotes.tracking.speakers import Known, match


def person(pk: int, *names: str, root: int | None = None) -> Known:
    return Known(pk, "person", frozenset(names), root or pk)


MIRA, TAM = person(1, "Mira Okonjo"), person(2, "Tam Okonjo")


@pytest.mark.parametrize(
    ("name", "known", "speaker"),
    [
        ("Mira Okonjo", [], None),
        ("Mira Okonjo", [MIRA], 1),
        ("Mira  OKONJO", [MIRA], 1),
        ("Okonjo", [MIRA], 1),
        ("Mira Okonjo", [person(1, "Okonjo")], 1),
        ("Okonjo", [MIRA, TAM], None),
        ("Okonjo", [MIRA, TAM, person(3, "Okonjo")], 3),
        ("Tam Okonjo", [MIRA], None),
        ("Tam Okonjo", [person(1, "Mira Okonjo", "Okonjo")], None),
        ("Mira Okonjo", [MIRA, person(2, "Mira Okonjo")], None),
        ("Mira", [MIRA], None),
        ("Mira Okonjo", [Known(1, "organization", frozenset(["Mira Okonjo"]), 1)], None),
        # A surname that many have is never taken for the one who has it so far.
        ("Smith", [person(1, "Ada Smith")], None),
        ("Ada Smith", [person(1, "Smith")], None),
        ("Ada Smith", [person(1, "Ada Smith")], 1),
        ("Smith", [person(1, "Smith"), person(2, "Ada Smith")], 1),
        # Spelled otherwise, named more fully, or shorter: not surely.
        ("Hussein Amirsoltani", [person(1, "Hossein Amir-Soltani")], None),
        ("Mira Adaeze Okonjo", [MIRA], None),
        ("M. Okonjo", [MIRA], None),
        ("Bill Marrek", [person(1, "William Marrek")], None),
        # A middle initial that the other lacks is no doubt, unless several could be meant.
        ("Ada J. Fenn", [person(1, "Ada Fenn")], 1),
        ("Ada Fenn", [person(1, "Ada J. Fenn")], 1),
        ("Ada K. Fenn", [person(1, "Ada Fenn", "Ada J. Fenn")], None),
        ("Ada Fenn", [person(1, "Ada J. Fenn"), person(2, "Ada K. Fenn")], None),
        # Father and son.
        ("Olof Brandt Sr.", [person(1, "Olof Brandt Jr.")], None),
        ("Olof Brandt III", [person(1, "Olof Brandt II"), person(2, "Olof Brandt III")], 2),
        ("Brandt Sr.", [person(1, "Olof Brandt Jr."), person(2, "Olof Brandt Sr.")], 2),
        ("Olof Brandt", [person(1, "Olof Brandt Jr."), person(2, "Olof Brandt Sr.")], None),
        # What may be any namesake's is kept together.
        ("Mira Okonjo", [MIRA, person(2, "Mira Okonjo"), Known(3, "person", MIRA.names, 3, True)], 3),
        # Speakers who have been merged are one.
        ("Okonjo", [MIRA, person(2, "Mirabel Okonjo", root=1)], 1),
        ("Mirabel Okonjo", [MIRA, person(2, "Mirabel Okonjo", root=1)], 2),
        ("Mira Okonjo", [person(2, "Mira Okonjo", root=1), MIRA], 1),
    ],
)
def test_matching(name: str, known: list[Known], speaker: int | None) -> None:
    assert match(name, "person", known) == speaker
    assert match(name, "person", reversed(known)) == speaker


ONE_SPEAKER = [
    ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian"),
    ("Hossein Amir-Abdollahian", "Hossein Amir Abdollahian"),
    ("Hossein Amir-Abdollahian", "Amirabdollahian"),
    ("Hossein Amir-Abdollahian", "Iran's foreign minister Amir-Abdollahian"),
    ("Hossein Amir-Abdollahian", "Iranian Foreign Minister Hossein Amirabdollahian"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelenskiy", "Zelenskyy"),
    ("Sergei Orlin", "Sergey Orlin"),
    ("Zoë O’Dowd", "Zoe O'Dowd"),
    ("Søren Kvist", "SØREN KVIST"),
    ("Łukasz Brodowski", "Lukasz Brodowski"),
    ("Işıl Yıldız", "Isil Yildiz"),
    ("Ægir Þórsson", "Aegir Thorsson"),
    ("Jean-Luc Ferrand", "Jean Luc Ferrand"),
    ("Abd al-Karim Nasser", "Abd al Karim Nasser"),
    ("Ludwig van Aerts", "Van Aerts"),
    ("Dr. Hana Brandt", "Hana Brandt"),
    ("Prime Minister Hana Brandt", "Brandt"),
    ("Brandt's", "Hana Brandt"),
    ("J.R. Ottley", "J. R. Ottley"),
    ("Olof Brandt Jr.", "Olof Brandt"),
    ("Владимир Орлин", "ВЛАДИМИР ОРЛИН"),
]


@pytest.mark.parametrize(("one", "other"), ONE_SPEAKER)
def test_one_speaker(one: str, other: str) -> None:
    for known, name in ((one, other), (other, one)):
        assert match(name, "person", [person(1, known)]) == 1
        assert keys_of(known, "person") & keys_to_find(name, "person")


def test_what_is_no_person_may_be_read_as_a_group_or_as_an_organization() -> None:
    board = Known(1, "group", frozenset(["Harbour Board"]), 1)
    assert match("The Harbour Board", "organization", [board]) == 1
    assert match("Harbour Board", "person", [board]) is None


@pytest.mark.parametrize("name", ["Olof Brandt Jr.", "Olof Brandt Sr.", "Olof Brandt"])
def test_whoever_has_the_names_of_two_generations_is_found_by_both(name: str) -> None:
    both = person(1, "Olof Brandt Sr.", "Olof Brandt Jr.")
    assert match(name, "person", [both]) == 1
    assert match("Olof Brandt III", "person", [both]) is None
