from __future__ import annotations

import pytest

from quotes.extraction.topics.topic_names import known_name, plain_name


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("the United States", "United States", "place"),
        ("U.S.", "United States", "place"),
        ("US", "United States", "place"),
        ("the U.S.’s", "United States", "place"),
        ("America", "United States", "place"),
        ("America's", "United States", "place"),
        ("the United States of America", "United States", "place"),
        ("the Islamic Republic of Iran", "Iran", "place"),
        ("The Islamic Republic", "Iran", "place"),
        ("Britain", "United Kingdom", "place"),
        ("Cote d'Ivoire", "Ivory Coast", "place"),
        ("Côte d’Ivoire", "Ivory Coast", "place"),
        ("Türkiye", "Turkey", "place"),
        ("Guinea Bissau", "Guinea-Bissau", "place"),
        ("The Hague", "The Hague", "place"),
        ("DR Congo", "Democratic Republic of the Congo", "place"),
        ("Congo-Brazzaville", "Republic of the Congo", "place"),
        ("the U.N.", "United Nations", "organization"),
        ("the IRGC", "Islamic Revolutionary Guard Corps", "organization"),
        ("NATO's", "NATO", "organization"),
    ],
)
def test_all_forms_of_a_listed_name_are_one(form: str, name: str, kind: str):
    known = known_name(form)
    assert known is not None
    assert (known.name, known.kind) == (name, kind)


@pytest.mark.parametrize("form", ["Tarn", "Ada Moor", "The Tarn Port Authority", "Iranian", "", "the"])
def test_what_is_not_listed_is_known_by_no_other_name(form: str):
    assert known_name(form) is None


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("Baku", "Baku"),
        ("Tehran's", "Tehran"),
        ("Tehran’s", "Tehran"),
        ("the Tarn Port Authority", "Tarn Port Authority"),
        ("The\nRed Cross", "Red Cross"),
        ("northern Tarn", "Tarn"),
        ("Northern Ireland", "Northern Ireland"),
        ("bin Saleh", "bin Saleh"),
        ("The", "The"),
    ],
)
def test_a_name_is_freed_from_what_is_no_part_of_it(form: str, plain: str):
    assert plain_name(form) == plain
