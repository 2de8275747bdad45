"""From decisions on passages to quotes, on Docs parsed by hand and decisions made by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from quotes.extraction import Cue, Mention, Quote, Span
from quotes.extraction.assembly.quotes import assemble
from quotes.extraction.attribution.candidates import Candidate
from quotes.extraction.attribution.options import NOBODY, UNKNOWN, Attribution
from quotes.extraction.coreference.antecedents.resolution import Resolution


def mention_of(doc: Doc, words: str) -> Candidate:
    """The last place in `doc` where `words` stand."""
    size = len(words.split())
    start = max(at for at in range(len(doc)) if doc[at : at + size].text == words)
    return Candidate(start, start + size, start, start, "person", 0)


def assembled(doc: Doc, *sources: str | None) -> list[Quote]:
    """Quotes when each passage has the given source: words of the text, NOBODY or UNKNOWN."""
    mentions = {words: mention_of(doc, words) for words in sources if words not in (NOBODY, UNKNOWN)}
    attributions = [
        Attribution(
            index, mentions.get(words), words if words not in mentions else "mention", 0.9, 0.95, None
        )
        for index, words in enumerate(sources)
    ]
    assert len(attributions) == len(doc._.passages)
    resolutions = [Resolution(words, "person", 1.0) if words in mentions else None for words in sources]
    return assemble(doc, attributions, resolutions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“ The pier , ” she said/VERB , “ is ours . ”", ["The pier, is ours."], id="in mid sentence"
        ),
        pytest.param(
            "“ The pier ” , she said/VERB , “ is ours ” .", ["The pier is ours"], id="commas outside"
        ),
        pytest.param(
            "“ Well , ” said/VERB she , “ We stay . ”", ["Well, We stay."], id="after a comma, upper case"
        ),
        pytest.param(
            "“ The pier — ” she said/VERB — “ is ours . ”", ["The pier — is ours."], id="between dashes"
        ),
    ],
)
def test_a_sentence_that_its_attribution_interrupts_is_one_quote_of_two_spans(text, expected, parsed):
    doc = parsed(text)
    (quote,) = assembled(doc, "she", "she")
    assert [quote.text] == expected
    assert [doc.text[span.start : span.end][0] for span in quote.spans] == ["“", "“"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“ We stay , ” she said/VERB . “ You go . ”", id="a full stop between"),
        pytest.param("“ We stay , ” she wrote/VERB , adding : “ You go . ”", id="adding"),
        pytest.param("“ We stay . ” she said/VERB , “ You go . ”", id="a sentence ended and another begins"),
        pytest.param("She “ stays ” and she “ goes ” .", id="fragments of one sentence"),
        pytest.param("“ We stay , ” she said/VERB . ¶ “ You go . ”", id="in another paragraph"),
        pytest.param(
            "“ We stay , ” said she , who had kept the old harbour for as long as anybody in "
            "the whole of the little "
            "town could possibly still remember on that day , “ and you go . ”",
            id="a long way between",
        ),
    ],
)
def test_what_does_not_go_on_stays_two_quotes(text, parsed):
    first, second = assembled(parsed(text), "she", "she")
    assert len(first.spans) == len(second.spans) == 1


def test_two_sources_have_two_quotes_even_in_mid_sentence(parsed):
    doc = parsed("“ The pier , ” she said/VERB to him , “ is ours . ”")
    assert [quote.speaker for quote in assembled(doc, "she", "him")] == ["she", "him"]


def test_a_quotation_over_several_paragraphs_is_one_quote(parsed):
    doc = parsed("“ We built it . ¶ “ We kept it . ¶ “ It is ours , ” she said/VERB .")
    (quote,) = assembled(doc, "she", "she", "she")
    assert quote.text == "We built it. We kept it. It is ours,"
    assert [doc.text[span.start : span.end] for span in quote.spans] == [
        "“We built it.",
        "“We kept it.",
        "“It is ours,”",
    ]


def test_passages_that_quote_nobody_are_left_out_and_part_what_they_stand_between(parsed):
    doc = parsed("“ The pier , ” she said/VERB of “ Old Salt ” , “ is ours . ”")
    assert [quote.text for quote in assembled(doc, "she", NOBODY, "she")] == ["The pier,", "is ours."]


def test_words_of_an_unknown_source_are_a_quote_without_a_speaker(parsed):
    (quote,) = assembled(parsed("“ We stay . ”"), UNKNOWN)
    assert (quote.speaker, quote.speaker_kind, quote.mention, quote.cue) == (None, None, None, None)
    assert 0 < quote.confidence < 1


def test_mention_cue_and_resolution_come_with_the_quote(parsed):
    doc = parsed("“ We stay , ” said/VERB the keeper .")
    said = next(token.i for token in doc if token.text == "said")
    found = Attribution(0, mention_of(doc, "the keeper"), "mention", 0.9, 0.95, (said, said + 1))
    (quote,) = assemble(doc, [found], [Resolution("Ada Moor", "person", 0.8, relayer="Ben Hale")])
    assert (quote.speaker, quote.speaker_kind, quote.relayer) == ("Ada Moor", "person", "Ben Hale")
    assert quote.mention == Mention("the keeper", 16, 26)
    assert quote.cue == Cue("said", 11, 15)
    assert doc.text[16:26] == "the keeper"
    assert quote.spans == (Span(0, 10),)


@pytest.mark.parametrize(
    ("notation", "form"),
    [
        pytest.param(
            "“ We/PRON/nsubj>stay stay/VERB . ” she/PRON said/VERB", "sentence", id="a whole sentence"
        ),
        pytest.param(
            "“ We/PRON/nsubj>stay stay/VERB ” , she/PRON said/VERB", "sentence", id="that begins as one"
        ),
        pytest.param(
            "that “ we/PRON/nsubj>stay stay/VERB . ” she/PRON said/VERB",
            "sentence",
            id="that ends as one",
        ),
        pytest.param(
            "“ [ We/PRON/nsubj>stay ] stay/VERB ” , she/PRON", "sentence", id="that begins in brackets"
        ),
        pytest.param(
            "that “ we/PRON/nsubj>stay stay/VERB ” here , she/PRON",
            "fragment",
            id="a clause within a sentence",
        ),
        pytest.param("“ Vigilant/ADJ ” is/VERB what she/PRON was", "fragment", id="a word"),
        pytest.param("“ Beyond repair . ” she/PRON said/VERB", "fragment", id="words without a verb"),
        pytest.param(
            "“ The pier/NOUN/nsubj>fell ” fell/VERB , said she/PRON",
            "fragment",
            id="a subject without its verb",
        ),
    ],
)
def test_a_sentence_has_subject_and_verb_and_begins_or_ends_as_one(notation, form, parsed):
    (quote,) = assembled(parsed(notation), "she")
    assert quote.form == form


def test_no_attributions_make_no_quotes(parsed):
    assert assemble(parsed("Nobody spoke/VERB ."), [], []) == []
