"""Whether quoted words were said: a table of sentences, and what several sentences tell together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from quotes.extraction import Extractor, Quote, Reading, Said

TABLE = [
    tuple(cell.strip() for cell in line.split(" | "))
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> dict[str, list[Quote]]:
    """The quotes of each sentence of the table, read together."""
    sentences = [sentence for _, _, sentence in TABLE]
    found = extractor.extract_many(Reading(sentence, None, None) for sentence in sentences)
    return {
        sentence: quotes
        for sentence, quotes in zip(sentences, found, strict=True)
        if isinstance(quotes, list)
    }


# Attribution takes these words for nobody's, so that no quote is there to be judged.
OVERLOOKED = {
    "A digitally altered photo shows Hana Brigg holding a sign that reads “burn books”.",
    "A Facebook post attributes to Nils Orr the words “milk is poison”. The attribution is false.",
}
OVERLOOKED_STILL = pytest.mark.xfail(strict=True, reason="attribution takes the words for nobody's")


@pytest.mark.parametrize(
    ("factuality", "words", "sentence"),
    [pytest.param(*row, marks=OVERLOOKED_STILL if row[2] in OVERLOOKED else (), id=row[2]) for row in TABLE],
)
def test_a_sentence_tells_whether_words_were_said(
    read: dict[str, list[Quote]], factuality: str, words: str, sentence: str
) -> None:
    quote = quoted(read, words, sentence)
    assert quote is not None
    assert quote.factuality == factuality


def test_nearly_all_of_the_table_is_read_as_quotes(read: dict[str, list[Quote]]) -> None:
    missing = [sentence for _, words, sentence in TABLE if quoted(read, words, sentence) is None]
    assert len(missing) <= 0.03 * len(TABLE), missing


def quoted(read: dict[str, list[Quote]], words: str, sentence: str) -> Quote | None:
    return next((quote for quote in read[sentence] if words.lower() in quote.text.lower()), None)


def only(extractor: Extractor, text: str, words: str) -> Quote:
    return next(quote for quote in extractor.extract(text) if words in quote.text)


def test_words_that_a_spokesman_denies_are_those_of_the_one_spoken_for(extractor: Extractor) -> None:
    text = (
        "Mara Kell leads the council. A spokesman for Mara Kell denied she had ever said “burn the bridge”."
    )
    denied = only(extractor, text, "burn the bridge")
    assert (denied.speaker, denied.factuality) == ("Mara Kell", "denied")


@pytest.mark.parametrize(
    "telling", ["had denied saying", "denied ever having said", "later denied calling it"]
)
def test_words_that_somebody_is_told_to_have_denied_are_not_the_tellers(
    extractor: Extractor, telling: str
) -> None:
    text = f"Hugh Dunn said in court that Mara Kell {telling} “a bridge of straw”."
    denied = only(extractor, text, "bridge of straw")
    assert (denied.speaker, denied.factuality) == ("Mara Kell", "denied")


def test_words_that_an_impostor_writes_are_those_of_the_one_imitated(extractor: Extractor) -> None:
    text = "An account impersonating Mara Kell posted: “Burn the bridge.”"
    faked = only(extractor, text, "Burn the bridge")
    assert (faked.speaker, faked.factuality) == ("Mara Kell", "fabricated")
    assert faked.mention is not None
    assert text[faked.mention.start : faked.mention.end] == faked.mention.text == "Mara Kell"


def test_words_that_others_wish_for_are_those_of_the_one_who_should_say_them(extractor: Extractor) -> None:
    wished = only(extractor, "The strikers want Mara Kell to say “you were right”.", "you were right")
    assert (wished.speaker, wished.factuality) == ("Mara Kell", "hypothetical")


def test_what_was_not_said_was_said_at_no_time(extractor: Extractor) -> None:
    text = "Mara Kell on Monday denied saying “burn the bridge”. “It will stay,” Kell said on Monday."
    denied, said = extractor.extract(text, date(2024, 5, 3))
    assert denied.said == Said(date(2024, 5, 3), "day", "published")
    assert said.said is not None
    assert (said.said.on, said.said.basis) == (date(2024, 4, 29), "explicit")
    assert extractor.extract(text)[0].said is None


def test_a_denial_in_its_own_words_is_said(extractor: Extractor) -> None:
    text = "Mara Kell denied saying “burn the bridge”. “I never used such words,” Kell said."
    quotes = {quote.text: quote.factuality for quote in extractor.extract(text)}
    assert quotes == {"burn the bridge": "denied", "I never used such words,": "said"}


def test_an_article_that_calls_a_shared_quote_fake_later_on_makes_it_one(extractor: Extractor) -> None:
    text = (
        "A post shared thousands of times quotes Mara Kell as saying “burn the bridge”.\n\n"
        "The quote is fabricated, the mayor’s office said."
    )
    assert only(extractor, text, "burn the bridge").factuality == "fabricated"


def test_what_is_fake_elsewhere_in_the_article_leaves_other_quotes_said(extractor: Extractor) -> None:
    text = (
        "Mara Kell told reporters: “The bridge will stay.” A doctored picture of the bridge is going round. "
        "“I have seen it,” Kell said."
    )
    assert {quote.factuality for quote in extractor.extract(text)} == {"said"}


def test_a_record_tells_the_factuality(extractor: Extractor) -> None:
    quote = only(extractor, "Mara Kell never said “burn the bridge”.", "burn the bridge")
    assert quote.as_record()["factuality"] == "denied"


def test_a_long_sentence_without_end_is_read_in_bounded_time(extractor: Extractor) -> None:
    text = "Kell denied " + "that she or he or they " * 3_000 + "ever said “burn the bridge”."
    assert only(extractor, text, "burn the bridge").factuality in ("said", "denied")
