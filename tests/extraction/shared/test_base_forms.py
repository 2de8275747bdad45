from __future__ import annotations

import pytest

from quotes.extraction.shared.base_forms import base_form, inflected


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("said", "VERB", "say"),
        ("told", "VERB", "tell"),
        ("noted", "VERB", "note"),
        ("denying", "VERB", "deny"),
        ("quipped", "VERB", "quip"),
        ("admits", "VERB", "admit"),
        ("teaches", "VERB", "teach"),
        ("replies", "VERB", "reply"),
        ("were", "AUX", "be"),
        ("found", "VERB", "find"),
        ("ministries", "NOUN", "ministry"),
        ("speeches", "NOUN", "speech"),
        ("officials", "NOUN", "official"),
        ("crisis", "NOUN", "crisis"),
        ("press", "NOUN", "press"),
        ("saying", "NOUN", "saying"),
        ("red", "ADJ", "red"),
    ],
)
def test_words_have_their_base_form(word, tag, expected):
    assert base_form(word, tag) == expected


def test_all_forms_of_a_verb_of_no_list_have_one_base():
    assert len({base_form(form, "VERB") for form in ("glimmer", "glimmers", "glimmered", "glimmering")}) == 1


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("note", {"note", "notes", "noted", "noting"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
    ],
)
def test_regular_verbs_have_four_forms(base, expected):
    assert set(inflected(base)) == expected
