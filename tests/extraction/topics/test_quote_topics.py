"""What quotes are about, on texts whose names and sources are marked by hand."""

from __future__ import annotations

import re

import pytest
import spacy

from quotes.extraction import Extractor, Mention, Quote, Span
from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.quotation.component import quotation_marks
from quotes.extraction.topics.quote_topics import with_topics

LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "F": "FAC", "N": "NORP"}
MARK = re.compile(r"\[([POGFN]) |\]|<|>")
NLP = spacy.blank("en")


def about(marked: str, author: str | None = None) -> list[list[tuple[str, str, str]]]:
    """For each passage, what it is about. `[P …]` is a person, `[O …]`, `[G …]`, `[F …]`, `[N …]` alike;
    `<…>` is the mention that is the source of the passages of its paragraph."""
    text, entities, mentions, opened, done = "", [], [], [], 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        done = mark.end()
        if mark[1] or mark[0] == "<":
            opened.append((mark[1], len(text)))
        else:
            label, start = opened.pop()
            (entities if label else mentions).append((start, len(text), LABELS.get(label)))
    text += marked[done:]
    doc = NLP(text)
    doc.ents = [doc.char_span(start, end, label=label) for start, end, label in entities]
    quotation_marks(doc)
    resolver = Resolver(doc, [(one.start, one.end) for one in doc._.passages], author)
    doc._.discourse, doc._.resolutions, doc._.quotes = resolver.discourse, [], []
    for number, passage in enumerate(doc._.passages):
        here = doc._.paragraphs[passage.paragraph]
        start, end = next((s, e) for s, e, _ in mentions if here.start <= s < here.end)
        source = resolver.resolve(start, end, number)
        doc._.resolutions.append(source)
        doc._.quotes.append(
            Quote(
                text=text[passage.start : passage.end],
                spans=(Span(passage.start, passage.end),),
                form="sentence",
                speaker=source.name,
                speaker_kind=source.kind,
                mention=Mention(text[start:end], start, end),
                cue=None,
                said=None,
                confidence=0.9,
            )
        )
    return [[(one.name, one.kind, one.where) for one in quote.about] for quote in with_topics(doc)]


def names(marked: str, author: str | None = None) -> list[str]:
    """What the last passage is about, by name."""
    return [name for name, _, _ in about(marked, author)[-1]]


def test_a_quote_is_about_whom_and_what_its_words_and_then_its_sentence_name():
    text = "At [F Holm Hall], <[P Ada Moor]> said: “[O Brune Bank] will leave [G Tarn] to [P Per Lund].”"
    assert about(text) == [
        [
            ("Brune Bank", "organization", "words"),
            ("Tarn", "place", "words"),
            ("Per Lund", "person", "words"),
            ("Holm Hall", "place", "sentence"),
        ]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Baku must talk to Tehran", ["Baku", "Tehran"]),
        ("The U.S. has no say in Baku", ["United States", "Baku"]),
        ("Ask the United Nations, not us", ["United Nations"]),
        ("Us too. Who asked the WHO", ["World Health Organization"]),
        ("I trust Virginia and Georgia", []),
        ("NOBODY IN BAKU ASKS US", []),
        ("They met in [G New Tehran]", ["New Tehran"]),
        ("Turkey is what I eat, turkey and bread", []),
    ],
)
def test_a_listed_name_is_a_topic_though_the_recognizer_overlooks_it(words: str, named: list[str]) -> None:
    assert names(f"“{words},” <[P Ada Moor]> said.") == named


def test_the_sentences_before_and_after_do_not_count():
    text = "[P Per Lund] came to [G Tarn]. “We stay,” <[P Ada Moor]> said. [O Brune Bank] left."
    assert names(text) == []


def test_a_quote_of_several_sentences_is_one_sentence_of_the_narrators():
    text = "“We go to [G Tarn]. We meet [P Per Lund]!” <[P Ada Moor]> said in [G Holm]."
    assert names(text) == ["Tarn", "Per Lund", "Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "[P Ada Moor] came. “We stay,” said <[P Moor]>.",
        "[P Ada Moor] came. “We stay,” <she> said, as [P Moor] does.",
        "“We stay,” said <[O Tarn Council]>.",
        "“We stay,” said <a clerk of [O Brune Bank]>.",
    ],
)
def test_who_says_it_is_no_topic(text: str):
    assert names(text) == []


def test_but_somebody_who_is_named_in_the_own_words_is_one():
    assert names("“[O Brune Bank] keeps its word,” said <[O Brune Bank]>.") == ["Brune Bank"]


def test_a_place_is_called_the_same_whatever_form_stands_there():
    said = "[G Baku], [G Tehran]’s friends, [G the U.S.], [G America], [G the Islamic Republic of Iran]"
    assert names(f"“{said},” said <[P Ada Moor]>.") == ["Baku", "Tehran", "United States", "Iran"]


def test_a_place_within_another_is_two():
    assert names("“[G Holm, Iran],” said <[P Ada Moor]>.") == ["Holm", "Iran"]


def test_a_person_is_called_by_the_fullest_name_that_the_article_gives():
    text = (
        "Mr [P Per Lund] came, and <[P Ada Moor]> was there.\n“I know [P Lund],” said <[P Moor]> of [P Lund]."
    )
    assert names(text) == ["Per Lund"]


def test_an_organization_is_called_by_its_full_name_where_the_article_explains_the_short_one():
    text = "The [O Brune Port Authority] ([O BPA]) met.\n“[O BPA] will pay,” said <[P Ada Moor]>."
    assert names(text) == ["Brune Port Authority"]


def test_a_listed_name_is_what_it_is_listed_as():
    assert about("“[O the U.S.] and [G NATO] agree,” said <[P Ada Moor]>.") == [
        [("United States", "place", "words"), ("NATO", "organization", "words")]
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“I met [P Chad Lund],” said <[P Ada Moor]> to [P Chad].", ("Chad Lund", "person")),
        ("“I met [P Chad],” said <[P Ada Moor]>.", ("Chad", "person")),
        ("“I met [P Per Lima] and [P Lima],” said <[P Ada Moor]>.", ("Per Lima", "person")),
        ("“I was in [P Iran],” said <[P Ada Moor]>.", ("Iran", "place")),
        ("“I was in [O Ohio],” said <[P Ada Moor]>.", ("Ohio", "place")),
    ],
)
def test_somebody_called_like_a_place_stays_somebody(text: str, found: tuple[str, str]):
    assert [(name, kind) for name, kind, _ in about(text)[-1]] == [found]


def test_a_people_or_a_language_is_no_topic():
    assert names("“The [N Iranians] and [N Swedish] ships,” said <[P Ada Moor]>.") == []
    assert names("“We stay,” <[P Ada Moor]> said in [G Hebrew] in [G Tarn].") == ["Tarn"]


def test_who_wrote_the_article_is_no_topic():
    text = "“We stay,” <[P Ada Moor]> told [P Per Lund]."
    assert names(text) == ["Per Lund"]
    assert names(text, author="Per Lund") == []


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("“We stay,” <[P Ada Moor]> told [O Reuters] in [G Tarn].", ["Tarn"]),
        ("“We stay,” <[P Ada Moor]> told the [O Tarn Evening Post].", []),
        ("“We stay,” <[P Ada Moor]> said in an interview with [O CNN].", []),
        ("“We stay,” <[P Ada Moor]> said, [O Reuters] reported.", []),
        ("<[P Ada Moor]> called [O CNN] “the enemy”.", ["CNN"]),
        ("“[O CNN] is the enemy,” <[P Ada Moor]> told [O Reuters].", ["CNN"]),
        ("“We stay,” <[P Ada Moor]> told [O Tarn Council].", ["Tarn Council"]),
    ],
)
def test_an_outlet_that_was_told_or_reports_it_is_no_topic(text: str, topics: list[str]):
    assert names(text) == topics


@pytest.mark.parametrize(
    "line", ["[G TARNHOLM] —", "[G TARNHOLM], May 3 ([O Brune Wire]) -", "[G Tarnholm] ([O Brune Wire]) –"]
)
def test_the_place_that_a_report_comes_from_is_no_topic(line: str):
    assert names(f"{line} “We stay in [G Holm],” <[P Ada Moor]> said.") == ["Holm"]


def test_a_dash_later_on_cuts_nothing_off():
    assert names("[P Per Lund] – he was late – heard <[P Ada Moor]> say “we stay”.") == ["Per Lund"]


def test_an_article_that_quotes_nobody_is_about_nothing():
    doc = NLP("Nothing was said in Tarn.")
    doc._.quotes = []
    assert with_topics(doc) == []


def test_the_extractor_tells_what_quotes_are_about(extractor: Extractor):
    text = "“Iran will not sign anything with the United States,” Foreign Minister Ada Moor said in Baku."
    (quote,) = extractor.extract(text)
    assert {(one.name, one.where) for one in quote.about} >= {("Iran", "words"), ("United States", "words")}
    assert "Ada Moor" not in {one.name for one in quote.about}
