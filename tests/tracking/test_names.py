"""Names as they are compared, and slugs."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.tracking.names import (
    canonical,
    folded,
    in_speaking_order,
    initials_apart,
    slug_of,
    sort_key,
    tails_of,
    unnamed,
)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Hamid Amir-Soltani", "Hamid Amirsoltani", "person"),
        ("Hamid Amir-Soltani", "Hamid Amir Soltani", "person"),
        ("Hamid Amir-Soltani", "HAMID AMIR-SOLTANI", "person"),
        ("Zoë O'Dowd", "Zoe O’Dowd", "person"),
        ("Dr. Mira Okonjo", "Mira Okonjo", "person"),
        ("President Mira Okonjo", "Mira Okonjo", "person"),
        ("Mira Okonjo Jr.", "Mira Okonjo", "person"),
        ("J.T. Vale", "J. T. Vale", "person"),
        ("Mira Okonjo's", "Mira Okonjo", "person"),
        ("Mira “The Gull” Okonjo", "Mira Okonjo", "person"),
        ('Mira "Gull" Okonjo', "Mira Okonjo", "person"),
        ("The Harbour Board", "Harbour Board", "organization"),
        ("Łódź Council", "Lodz Council", "organization"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str, kind: str) -> None:
    assert folded(one, kind) == folded(other, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Mira Okonjo", "Mira Okonja", "person"),
        ("Mira Okonjo", "Okonjo", "person"),
        ("Mira Okonjo", "Tam Okonjo", "person"),
        ("The", "A", "organization"),
        ("Ёж", "Еж2", "person"),
    ],
)
def test_two_names(one: str, other: str, kind: str) -> None:
    assert folded(one, kind) != folded(other, kind)


def test_a_person_may_be_called_by_any_ending_of_the_name() -> None:
    assert tails_of("Hamid Amir-Soltani", "person") == {"amirsoltany", "soltany"}
    assert tails_of("Okonjo", "person") == set()
    assert tails_of("Harbour Board", "organization") == set()


@pytest.mark.parametrize("name", ["Mr", "Dr.", "King", "Jr", "Sir Dr", "Queen"])
def test_a_title_alone_is_a_name(name: str) -> None:
    assert folded(name, "person")


@pytest.mark.parametrize(
    ("names", "best"),
    [
        ([("Okonjo", 5), ("Mira Okonjo", 2)], "Mira Okonjo"),
        ([("Mira Okonjo", 30), ("Mira Adaeze Olivia Okonjo", 1)], "Mira Okonjo"),
        ([("Mira Okonjo", 30), ("Mira Adaeze Olivia Okonjo", 3)], "Mira Adaeze Olivia Okonjo"),
        ([("Dr. Mira Okonjo", 2), ("Mira Okonjo", 2)], "Mira Okonjo"),
        ([("Mira Okonjo", 2), ("Mira Okónjo", 9)], "Mira Okónjo"),
        ([("Mayor Mira Okonjo", 0)], "Mayor Mira Okonjo"),
    ],
)
def test_the_fullest_name_that_is_not_rare_stands_for_the_speaker(
    names: list[tuple[str, int]], best: str
) -> None:
    assert canonical(names, "person") == best
    assert canonical(reversed(names), "person") == best


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Mira Okonjo", "mira-okonjo"),
        ("Zoë O'Dowd", "zoe-odowd"),
        ("Søren Łukasz Yıldız", "soren-lukasz-yildiz"),
        ("Hamid Amir-Soltani", "hamid-amir-soltani"),
        ("Мира", "мира"),
        ("!!!", "speaker"),
        ("../../etc", "etc"),
    ],
)
def test_a_slug(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=200), st.sampled_from(["person", "organization", "group", "document"]))
@example("«0)", "person")
def test_any_name_has_a_folded_form_a_slug_and_a_place_in_a_list(name: str, kind: str) -> None:
    slug = slug_of(name)
    assert slug
    assert not set(slug) & set("/?#% \t\n")
    assert isinstance(sort_key(name), str)
    assert folded(name, kind) == folded(f" {name} ", kind)


@pytest.mark.parametrize(
    "name",
    ["They", "it", "the report", "The report", "several aides", "a 52-count complaint", "His two sons", ""],
)
def test_a_source_without_a_name(name: str) -> None:
    assert unnamed(name)


@pytest.mark.parametrize(
    "name", ["Mira Okonjo", "the Harbour Board", "Мира", "美良", "مريم", "the IMF", "EB-5"]
)
def test_a_source_with_a_name(name: str) -> None:
    assert not unnamed(name)


def test_names_that_differ_by_middle_initials() -> None:
    assert initials_apart("Ada Fenn", "Ada J. Fenn")
    assert initials_apart("Ada H. W. Fenn", "Ada Fenn")
    assert not initials_apart("Ada W. Fenn", "Ada H. W. Fenn")
    assert not initials_apart("Ada Jane Fenn", "Ada Fenn")
    assert not initials_apart("A. Fenn", "Ada Fenn")
    assert not initials_apart("Fenn", "Ada Fenn")


@pytest.mark.parametrize(
    ("listed", "spoken"),
    [
        ("Okonjo, Mira", "Mira Okonjo"),
        ("Vale, Joseph R., Jr.", "Joseph R. Vale Jr."),
        ("Joseph R. Vale, Jr.", "Joseph R. Vale, Jr."),
        ("Mira Okonjo", "Mira Okonjo"),
        ("Okonjo, ", "Okonjo, "),
        (", Mira", ", Mira"),
        (",,", ",,"),
        ("Rivers, Woods, Fields", "Rivers, Woods, Fields"),
    ],
)
def test_a_name_of_a_list_is_turned_round(listed: str, spoken: str) -> None:
    assert in_speaking_order(listed) == spoken
