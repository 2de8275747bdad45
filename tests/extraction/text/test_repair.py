"""Damaged texts are read as they were meant, and every offset counts the characters of the text given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.extraction.text.repair import repair


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("JosÃ© MarÃ­n of TÃ¶rn", "José Marín of Törn", id="letters"),
        pytest.param("She said â€œwe stayâ€\x9d â€“ and did.", "She said “we stay” – and did.", id="marks"),
        pytest.param(
            "She said â€œwe stayâ€, José.", "She said “we stay”, José.", id="a closing mark cut short"
        ),
        pytest.param(
            "A longâ€term plan, itâ€™s said.", "A long-term plan, it’s said.", id="a hyphen cut short"
        ),
        pytest.param(
            "“Fine,” said FranÃ\x83Â§ois Le Mer.", "“Fine,” said François Le Mer.", id="misread twice"
        ),
        pytest.param("Clean: José.\nBad: AnaÃ¯s.", "Clean: José.\nBad: Anaïs.", id="one line only"),
        pytest.param("&ldquo;We stay,&rdquo; she said.", "“We stay,” she said.", id="named entities"),
        pytest.param("&#8220;We&#x201D; &amp; co", "“We” & co", id="numbered entities"),
        pytest.param("&amp;quot;We stay&amp;quot;", '"We stay"', id="entities escaped twice"),
    ],
)
def test_damage_is_mended(text, meant):
    repaired = repair(text)
    assert repaired is not None
    assert repaired.text == meant


@pytest.mark.parametrize(
    "text",
    [
        "“Naïve?” asked Zoë — “not at all”, said Ångström.",
        "Moor & Sons; AT&T; R&D costs 5 & more",
        "Les « fêtes » de l’Été à Orléans",
        "",
    ],
)
def test_a_sound_text_is_left_alone(text):
    assert repair(text) is None


COLUMN = """The keeper, Ada
Moor, told the board
that the lamp was a
well-known danger to
the fisher-
men. "It will fall on
somebody," she said
as the members left.
"""


def test_lines_and_words_broken_at_the_width_of_a_column_are_joined():
    repaired = repair(COLUMN)
    assert repaired is not None
    assert repaired.text == (
        "The keeper, Ada Moor, told the board that the lamp was a well-known danger to the fishermen. "
        '"It will fall on somebody," she said as the members left.\n'
    )


def test_a_compound_cut_at_its_hyphen_keeps_it():
    text = COLUMN.replace("well-known danger to", "great and also well-\nknown danger to")
    repaired = repair(text)
    assert repaired is not None
    assert "also well-known danger" in repaired.text


def test_a_quote_of_a_damaged_text_has_its_place_in_the_text_given(extractor):
    text = "The keeper waited. &ldquo;We stay,&rdquo; said AnaÃ¯s Moor."
    (quote,) = extractor.extract(text)
    assert (quote.text, quote.speaker) == ("We stay,", "Anaïs Moor")
    assert [text[span.start : span.end] for span in quote.spans] == ["&ldquo;We stay,&rdquo;"]
    assert text[quote.mention.start : quote.mention.end] == "AnaÃ¯s Moor"
    assert text[quote.cue.start : quote.cue.end] == "said"
    (explained,) = extractor.explain(text)
    assert explained.quote == quote


@given(st.text(st.sampled_from("aé&;#8220lquot“”â€œÃ©™ \n\x9d-"), max_size=60))
def test_every_character_has_an_origin_and_they_keep_their_order(text):
    repaired = repair(text)
    if repaired is not None:
        assert len(repaired.origin) == len(repaired.text) + 1
        assert list(repaired.origin) == sorted(repaired.origin)
        assert repaired.origin[-1] == len(text)
