"""Which speaker a name belongs to: as few mergers as evidence allows, and no wrong one."""

from __future__ import annotations

import pytest

from quotes.tracking.names import doubt, folded, keys_of, keys_to_find
from quotes.tracking.speakers import Known, Match, match


def person(pk: int, *names: str, root: int | None = None) -> Known:
    return Known(pk, "person", frozenset(names), root or pk)


MIRA, TAM = person(1, "Mira Okonjo"), person(2, "Tam Okonjo")


@pytest.mark.parametrize(
    ("name", "known", "speaker", "doubtful"),
    [
        ("Mira Okonjo", [], None, {}),
        ("Mira Okonjo", [MIRA], 1, {}),
        ("Mira  OKONJO", [MIRA], 1, {}),
        ("Okonjo", [MIRA], 1, {}),
        ("Mira Okonjo", [person(1, "Okonjo")], 1, {}),
        ("Okonjo", [MIRA, TAM], None, {1: "surname", 2: "surname"}),
        ("Okonjo", [MIRA, TAM, person(3, "Okonjo")], 3, {}),
        ("Tam Okonjo", [MIRA], None, {}),
        ("Tam Okonjo", [person(1, "Mira Okonjo", "Okonjo")], None, {}),
        ("Mira Okonjo", [MIRA, person(2, "Mira Okonjo")], None, {1: "namesake", 2: "namesake"}),
        ("Mira", [MIRA], None, {}),
        ("Mira Okonjo", [Known(1, "organization", frozenset(["Mira Okonjo"]), 1)], None, {}),
        # A surname that many have is never taken for the one who has it so far.
        ("Smith", [person(1, "Ada Smith")], None, {1: "surname"}),
        ("Ada Smith", [person(1, "Smith")], None, {1: "surname"}),
        ("Ada Smith", [person(1, "Ada Smith")], 1, {}),
        ("Smith", [person(1, "Smith"), person(2, "Ada Smith")], 1, {}),
        # Spelled otherwise, named more fully, or shorter: perhaps.
        ("Hussein Amirsoltani", [person(1, "Hossein Amir-Soltani")], None, {1: "spelling"}),
        ("Mira Adaeze Okonjo", [MIRA], None, {1: "middle"}),
        ("M. Okonjo", [MIRA], None, {1: "middle"}),
        ("M. Okonjo", [MIRA, TAM], None, {1: "middle"}),
        ("Bill Marrek", [person(1, "William Marrek")], None, {1: "nickname"}),
        ("Mirra Okonyo", [MIRA, TAM], None, {1: "spelling"}),
        ("Moira Okonjo", [MIRA, TAM], None, {}),
        # A middle initial that the other lacks is no doubt, unless several could be meant.
        ("Ada J. Fenn", [person(1, "Ada Fenn")], 1, {}),
        ("Ada Fenn", [person(1, "Ada J. Fenn")], 1, {}),
        ("Ada K. Fenn", [person(1, "Ada Fenn", "Ada J. Fenn")], None, {1: "middle"}),
        (
            "Ada Fenn",
            [person(1, "Ada J. Fenn"), person(2, "Ada K. Fenn")],
            None,
            {1: "middle", 2: "middle"},
        ),
        ("Ada J. Smith", [person(1, "Ada Smith")], 1, {}),
        # Father and son.
        ("Olof Brandt Sr.", [person(1, "Olof Brandt Jr.")], None, {}),
        ("Olof Brandt Sr.", [person(1, "Olof Brandt", "Olof Brandt Jr.")], None, {}),
        ("Olof Brandt III", [person(1, "Olof Brandt II"), person(2, "Olof Brandt III")], 2, {}),
        ("Olof J. Brandt Sr.", [person(1, "Olof Brandt, Jr.")], None, {}),
        ("Brandt Sr.", [person(1, "Olof Brandt Jr."), person(2, "Olof Brandt Sr.")], 2, {}),
        (
            "Olof Brandt",
            [person(1, "Olof Brandt Jr."), person(2, "Olof Brandt Sr.")],
            None,
            {1: "namesake", 2: "namesake"},
        ),
        # What may be any namesake's is kept together.
        ("Mira Okonjo", [MIRA, person(2, "Mira Okonjo"), Known(3, "person", MIRA.names, 3, True)], 3, {}),
        # Speakers who have been merged are one.
        ("Okonjo", [MIRA, person(2, "Mirabel Okonjo", root=1)], 1, {}),
        ("Mirabel Okonjo", [MIRA, person(2, "Mirabel Okonjo", root=1)], 2, {}),
        ("Mira Okonjo", [person(2, "Mira Okonjo", root=1), MIRA], 1, {}),
    ],
)
def test_matching(name: str, known: list[Known], speaker: int | None, doubtful: dict[int, str]) -> None:
    expected = Match(speaker, tuple(sorted(doubtful.items())))
    assert match(name, "person", known) == expected
    assert match(name, "person", reversed(known)) == expected


ONE_SPEAKER = [
    ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian"),
    ("Hossein Amir-Abdollahian", "Hossein Amir Abdollahian"),
    ("Hossein Amir-Abdollahian", "Amirabdollahian"),
    ("Hossein Amir-Abdollahian", "Iran's foreign minister Amir-Abdollahian"),
    ("Hossein Amir-Abdollahian", "Foreign Minister Hossein Amir-Abdollahian"),
    ("Hossein Amir-Abdollahian", "Iranian Foreign Minister Hossein Amirabdollahian"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelenskiy", "Zelenskyy"),
    ("Sergei Orlin", "Sergey Orlin"),
    ("Zoë O’Dowd", "Zoe O'Dowd"),
    ("Søren Kvist", "SØREN KVIST"),
    ("Søren Kvist", "Soren Kvist"),
    ("Łukasz Brodowski", "Lukasz Brodowski"),
    ("Işıl Yıldız", "Isil Yildiz"),
    ("Ægir Þórsson", "Aegir Thorsson"),
    ("José María Arrieta", "Jose Maria Arrieta"),
    ("Jean-Luc Ferrand", "Jean Luc Ferrand"),
    ("Abd al-Karim Nasser", "Abd al Karim Nasser"),
    ("Ludwig van Aerts", "Van Aerts"),
    ("Dr. Hana Brandt", "Hana Brandt"),
    ("Prime Minister Hana Brandt", "Brandt"),
    ("the spokeswoman Hana Brandt", "Hana Brandt"),
    ("Brandt's", "Hana Brandt"),
    ("J.R. Ottley", "J. R. Ottley"),
    ("Olof Brandt Jr.", "Olof Brandt"),
    ("Владимир Орлин", "ВЛАДИМИР ОРЛИН"),
]
PERHAPS = [
    ("Muammar Gaddafi", "Moammar Qaddafi"),
    ("Mohammed Selim", "Muhammad Salim"),
    ("Yulia Ivashova", "Julia Ivashova"),
    ("Aleksandr Chernov", "Alexander Tchernov"),
    ("Hillary Clinton", "Hillary Rodham Clinton"),
    ("George W. Marrek", "George H. W. Marrek"),
    ("Robert Ottley", "Bob Ottley"),
    ("A. Ottley", "Agnes Ottley"),
    ("Philip Harrow", "Phillip Harrow"),
    ("José García", "José García Mendoza"),
    ("Mira Okonjo", "Mira Okonjo-Vale"),
]
TWO_SPEAKERS = [
    ("Bill Clinton", "Hillary Clinton"),
    ("Mira Okonjo", "Tam Okonjo"),
    ("José García Mendoza", "José García Ruiz"),
    ("Olof Brandt Jr.", "Olof Brandt Sr."),
    ("Cyrus Vane II", "Cyrus Vane III"),
    ("Ali Rezaei", "Reza Alavi"),
    ("Olof Brandt", "Olof Brandis"),
    ("Kim Jong Un", "Kim Yo Jong"),
    ("Agnes Ottley", "Albert Ottley"),
    ("Amir Abdollah", "Hossein Amir-Abdollahian"),
    ("Stephen King", "King Stephen Marrek"),
    ("Anna Lind", "Hanna Lund"),
]


def outcome(one: str, other: str) -> str:
    """What becomes of `other` where only `one` is known, who must also be found by the keys of a database."""
    found = match(other, "person", [person(1, one)])
    if found != Match(None):
        assert keys_of(one, "person") & keys_to_find(other, "person")
    return "one" if found.speaker else "perhaps" if found.doubtful else "two"


@pytest.mark.parametrize(("one", "other"), ONE_SPEAKER)
def test_one_speaker(one: str, other: str) -> None:
    assert outcome(one, other) == "one"
    assert outcome(other, one) == "one"


@pytest.mark.parametrize(("one", "other"), PERHAPS)
def test_a_suggestion_and_no_merger(one: str, other: str) -> None:
    assert outcome(one, other) == "perhaps"
    assert outcome(other, one) == "perhaps"


@pytest.mark.parametrize(("one", "other"), TWO_SPEAKERS)
def test_two_speakers(one: str, other: str) -> None:
    assert outcome(one, other) == "two"
    assert outcome(other, one) == "two"


def test_an_organization_may_go_by_its_letters() -> None:
    assert doubt("Wend River Authority", "WRA", "organization") == "initials"
    assert doubt("Ministry of the Interior and Ports", "MIP", "organization") == "initials"
    assert doubt("Wend River Authority", "WRB", "organization") is None
    assert folded("The Kestrel Wire", "organization") == folded("Kestrel Wire", "organization")


def test_what_is_no_person_may_be_read_as_a_group_or_as_an_organization() -> None:
    board = Known(1, "group", frozenset(["Harbour Board"]), 1)
    assert match("The Harbour Board", "organization", [board]) == Match(1)
    assert match("Harbour Board", "person", [board]) == Match(None)


@pytest.mark.parametrize("name", ["Olof Brandt Jr.", "Olof Brandt Sr.", "Olof Brandt"])
def test_whoever_has_the_names_of_two_generations_is_found_by_both(name: str) -> None:
    both = person(1, "Olof Brandt Sr.", "Olof Brandt Jr.")
    assert match(name, "person", [both]) == Match(1)
    assert match("Olof Brandt III", "person", [both]) == Match(None)
