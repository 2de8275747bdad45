from __future__ import annotations

import pytest

from quotes.tracking.topics import better, key_of, keys_asked


@pytest.mark.parametrize(
    ("name", "other", "kind"),
    [
        ("Baku", "BAKU", "place"),
        ("United States", "the U.S.", "place"),
        ("Ivory Coast", "Côte d’Ivoire", "place"),
        ("Orlinskiy", "Orlinsky", "person"),
        ("Hamid Amir-Soltani", "Hamid Amirsoltani", "person"),
        ("The Red Cross", "Red Cross", "organization"),
        ("Islamic Revolutionary Guard Corps", "IRGC", "organization"),
    ],
)
def test_forms_of_one_name_have_one_key(name: str, other: str, kind: str):
    assert key_of(name, kind) == key_of(other, kind)
    assert key_of(name, kind) in keys_asked(other)


def test_a_body_and_a_place_of_one_name_are_one_and_a_person_is_another():
    assert key_of("Baku", "place") == key_of("Baku", "organization")
    assert key_of("Jordan", "person") != key_of("Jordan", "place")
    assert set(keys_asked("Jordan")) == {key_of("Jordan", "person"), key_of("Jordan", "place")}


def test_a_person_is_not_taken_for_a_country():
    assert key_of("America", "person") != key_of("United States", "person")


@pytest.mark.parametrize(
    ("name", "other"),
    [("Baku", "BAKU"), ("Red Cross", "RED CROSS"), ("NATO", "NATO"), ("Orlinsky", "Orlinskiy")],
)
def test_of_two_spellings_the_same_stands_whichever_came_first(name: str, other: str):
    assert better(name, other) == better(other, name) == name
