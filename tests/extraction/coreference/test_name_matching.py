"""Which names may be one person's, and which short form stands for which organization."""

import pytest

from quotes.extraction.coreference.name_matching import (
    acronyms,
    clean,
    given_gender,
    is_short_form,
    parse_person,
    part_match,
    same_person,
)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Ada Moor", ("ada", "moor")),
        ("Sen. Ada Moor", ("ada", "moor")),
        ("Foreign Minister Hamid Azar-Kohan", ("foreign", "minister", "hamid", "azar-kohan")),
        ("Lt. Gov. Cole Ames", ("cole", "ames")),
        ("Tomás Ibáñez", ("tomas", "ibanez")),
        ("Dean Fowle", ("dean", "fowle")),
        ("Dr. Dean Fowle", ("dean", "fowle")),
    ],
)
def test_titles_are_no_part_of_a_name(written: str, words: tuple[str, ...]) -> None:
    assert parse_person(written).words == words


def test_a_suffix_stands_apart() -> None:
    assert parse_person("Cole Ames Jr.").suffix == "jr"
    assert parse_person("Cole Ames Jr.").family == "ames"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Moor", "Ada R. Moor"),
        ("Ada Moor", "A. Moor"),
        ("Bill Harrow", "William Harrow"),
        ("Tomas Ibanez", "Tomás Ibáñez"),
        ("Rosa Quiroga", "Rosa Quiroga Salvatierra"),
        ("Hamid al-Basri", "Hamid Basri"),
        ("Mohammed Tariq", "Muhammad Tariq"),
        ("Jan Kowalsky", "Jan Kowalski"),
        ("Min-seo Kwon", "Kwon Min-seo"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert same_person(parse_person(one), parse_person(other))
    assert same_person(parse_person(other), parse_person(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Moor", "Cole Moor"),
        ("Ada Moor", "Ada Ames"),
        ("Cole Ames Jr.", "Cole Ames Sr."),
        ("Ada R. Moor", "Ada T. Moor"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not same_person(parse_person(one), parse_person(other))


@pytest.mark.parametrize(
    ("full", "part", "least"),
    [
        ("Ada Moor", "Moor", 1.0),
        ("Luca de Brune", "de Brune", 1.0),
        ("Kwon Min-seo", "Kwon", 0.8),
        ("Rosa Quiroga Salvatierra", "Quiroga", 0.6),
        ("Prayoon Chan-a-wat", "Chan-a-wat", 1.0),
        ("Leslie Wimborne", "Winborne", 0.4),
    ],
)
def test_a_part_stands_for_the_whole(full: str, part: str, least: float) -> None:
    assert part_match(parse_person(full), parse_person(part)) >= least


def test_another_name_is_no_part() -> None:
    assert part_match(parse_person("Ada Moor"), parse_person("Ames")) == 0.0


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Margaret Moor", "f"),
        ("Carlos Ames", "m"),
        ("Al Ames", "m"),
        ("Qwrt Ames", None),
        ("Jean Ames", None),
    ],
)
def test_a_given_name_tells_the_gender(name: str, gender: str | None) -> None:
    assert given_gender(parse_person(name)) == gender


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("DRN", "Delta Rights Network"),
        ("the Post", "The Brune Post"),
        ("Brune", "Brune Energy"),
        ("Ministry of Rail", "Ministry of Rail and Roads"),
        ("IWMF", "Institute for Water Management in Farming"),
    ],
)
def test_short_forms_of_an_organization(short: str, full: str) -> None:
    assert is_short_form(short, full)


def test_an_unrelated_name_is_no_short_form() -> None:
    assert not is_short_form("Harbour Board", "Delta Rights Network")


def test_a_single_word_has_no_acronym() -> None:
    assert acronyms("Brune") == frozenset()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ada\n Moor’s", "Ada Moor"),
        ("“Ada Moor,”", "Ada Moor"),
        ("the Moors'", "the Moors"),
        ("Cole Ames Jr.", "Cole Ames Jr."),
    ],
)
def test_a_name_is_cleaned_of_what_surrounds_it(written: str, name: str) -> None:
    assert clean(written) == name
