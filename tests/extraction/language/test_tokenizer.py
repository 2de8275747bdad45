from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from quotes.extraction.language.tokenizer import bounded_tokenizer


@pytest.fixture(scope="module")
def plain():
    return spacy.blank("en").tokenizer


@pytest.fixture(scope="module")
def tokenize(plain):
    return bounded_tokenizer(plain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“We don’t know,” said Ada Moor.",
        "One.\n\n  Two…\r\n",
        "See https://example.org/a-rather-long-address/of/a/page?with=fields&of=all-kinds#part for more.",
        "----------------------------------------",
    ],
    ids=["no text", "sentence", "white space", "address", "ruled line"],
)
def test_ordinary_text_is_split_as_ever(text, tokenize, plain):
    assert [token.text_with_ws for token in tokenize(text)] == [token.text_with_ws for token in plain(text)]


@pytest.mark.parametrize(
    "unit",
    ['"', "'", "“”", ".", "_", "a", "5", '"a', "e\u0301", "\u0301", "😀\u200d", "ש", "x.y/"],
    ids=ascii,
)
def test_a_very_long_word_keeps_its_text_and_takes_time_in_proportion(unit, tokenize, seconds):
    short, long = unit * 2_000, unit * 32_000
    assert tokenize(long + " end").text == long + " end"
    assert seconds(tokenize, long) < 16 * 4 * seconds(tokenize, short)


def test_words_around_a_very_long_one_are_left_alone(tokenize):
    words = [token.text for token in tokenize("Ada Moor said " + "a" * 1_000 + " twice .")]
    assert words[:3] == ["Ada", "Moor", "said"]
    assert words[-2:] == ["twice", "."]
    assert "".join(words[3:-2]) == "a" * 1_000


def test_halves_of_characters_become_replacement_characters_one_for_one(tokenize):
    assert tokenize("Ada \ud83d left\udc00 .").text == "Ada \ufffd left\ufffd ."


def test_the_tokenizer_is_given_long_runs_of_marks_in_short_parts(plain):
    given: list[str] = []

    def recording(text: str) -> Doc:
        given.append(text)
        return plain(text)

    assert bounded_tokenizer(recording)('"' * 1_000 + " end").text == '"' * 1_000 + " end"
    assert max(map(len, given)) < 100
