"""Whole texts through the whole pipeline, with the trained model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from quotes.extraction import Extractor, ModelError, Quote, Reading

FRIDAY = date(2024, 5, 3)


def told(quotes: list[Quote]) -> list[tuple[str | None, str]]:
    return [(quote.speaker, quote.text) for quote in quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“We will rebuild the bridge,” Laura Mendes said on Friday.",
            [("Laura Mendes", "We will rebuild the bridge,")],
            id="after the quote",
        ),
        pytest.param(
            "“We will rebuild the bridge,” said Laura Mendes, the mayor of the town.",
            [("Laura Mendes", "We will rebuild the bridge,")],
            id="inverted",
        ),
        pytest.param(
            "Laura Mendes told reporters: “We will rebuild the bridge.”",
            [("Laura Mendes", "We will rebuild the bridge.")],
            id="before the quote",
        ),
        pytest.param(
            '"We promised a bridge," Laura Mendes said, "and it will be rebuilt."',
            [("Laura Mendes", "We promised a bridge, and it will be rebuilt.")],
            id="inside a sentence",
        ),
        pytest.param(
            "“The bridge will be rebuilt,” Laura Mendes wrote on Friday, adding: “We have found the money.”",
            [("Laura Mendes", "The bridge will be rebuilt,"), ("Laura Mendes", "We have found the money.")],
            id="adding another",
        ),
        pytest.param(
            "Laura Mendes left early.\n\n“We will rebuild the bridge,” she said.",
            [("Laura Mendes", "We will rebuild the bridge,")],
            id="a pronoun",
        ),
        pytest.param(
            "“We built this bridge.\n\n“We will build it again,” said Laura Mendes.",
            [("Laura Mendes", "We built this bridge. We will build it again,")],
            id="over two paragraphs",
        ),
    ],
)
def test_who_said_what(text, expected, extractor):
    assert told(extractor.extract(text, FRIDAY)) == expected


def test_every_part_of_a_quote_lies_where_it_says(extractor):
    text = "On Friday the mayor spoke.\r\n\r\n“We will rebuild the bridge,” said Laura Mendes. “Soon.”"
    quotes = extractor.extract(text, FRIDAY)
    assert [text[span.start : span.end] for quote in quotes for span in quote.spans] == [
        "“We will rebuild the bridge,”",
        "“Soon.”",
    ]
    first = quotes[0]
    assert first.mention is not None
    assert text[first.mention.start : first.mention.end] == first.mention.text == "Laura Mendes"
    assert first.cue is not None
    assert text[first.cue.start : first.cue.end] == first.cue.text == "said"


def test_offsets_count_code_points(extractor):
    text = "\U0001f600 e\u0301 \u200f “We will rebuild the bridge,” said Laura Mendes."
    (quote,) = extractor.extract(text)
    assert text[quote.spans[0].start : quote.spans[0].end] == "“We will rebuild the bridge,”"


def test_the_days_words_date_a_quote_and_the_day_of_publication_where_there_are_none(extractor):
    text = "“We will rebuild the bridge,” said Laura Mendes on Thursday."
    (dated,) = extractor.extract(text, FRIDAY)
    assert dated.said is not None
    assert (dated.said.on, dated.said.basis) == (date(2024, 5, 2), "explicit")
    (undated,) = extractor.extract("“We will rebuild the bridge,” said Laura Mendes.", FRIDAY)
    assert undated.said is not None
    assert (undated.said.on, undated.said.basis) == (FRIDAY, "published")


def test_the_author_is_never_a_speaker(extractor):
    text = "By Hanne Brook\n\nThe bridge is closed.\n\n“It will be rebuilt,” she said.\n\nHanne Brook"
    for author in (None, "Hanne Brook"):
        assert all(quote.speaker != "Hanne Brook" for quote in extractor.extract(text, FRIDAY, author))


@pytest.mark.parametrize("text", ["", " \n", "No marks at all.", "“”", '"', "“…”"], ids=repr)
def test_texts_that_quote_nobody_have_no_quotes(text, extractor):
    assert extractor.extract(text) == []


@pytest.mark.parametrize(
    "slip",
    [
        'The keeper ordered a 6" pipe.',
        "“The pier is gone, the report said.",
        'The pier" is gone.',
        "‘‘‘ “ „",
        "\x00\x07\u202e\ufeff\ud800",
        "a" * 5_000,
    ],
    ids=["inches", "never closed", "never opened", "marks alone", "odd characters", "a very long word"],
)
def test_one_bad_paragraph_leaves_the_others_alone(slip, extractor):
    text = (
        f"“We will rebuild the bridge,” said Laura Mendes.\n\n{slip}\n\nBen Hale said: “It will take a year.”"
    )
    found = told(extractor.extract(text))
    assert found[0] == ("Laura Mendes", "We will rebuild the bridge,")
    assert found[-1] == ("Ben Hale", "It will take a year.")


# ---------------------------------------------------------------------- many articles


def article(number: int) -> Reading:
    return Reading(f"“We will rebuild bridge {number},” said Laura Mendes.", FRIDAY)


def test_many_articles_come_back_in_order(extractor):
    answers = extractor.extract_many(map(article, range(150)))
    assert [quote.text for quotes in answers for quote in quotes] == [
        f"We will rebuild bridge {number}," for number in range(150)
    ]


def test_an_article_reads_the_same_alone_and_among_others(extractor):
    texts = [
        "Ben Hale left. “We will rebuild the bridge,” said Laura Mendes on Thursday.",
        "",
        "“Who will pay?” he asked.",
        "The council “will see”.\n\n“It must,” said Ben Hale.",
    ]
    together = list(extractor.extract_many(Reading(text, FRIDAY) for text in texts))
    assert together == [extractor.extract(text, FRIDAY) for text in texts]


def test_reading_again_gives_the_same(extractor):
    text = "“We will rebuild the bridge,” said Laura Mendes. “Soon,” she added."
    assert extractor.extract(text, FRIDAY) == extractor.extract(text, FRIDAY)


def test_articles_are_asked_for_no_more_than_one_batch_ahead(extractor):
    asked = 0

    def endless() -> Iterator[Reading]:
        nonlocal asked
        while True:
            asked += 1
            yield article(asked)

    answers = extractor.extract_many(endless())
    assert next(answers)
    assert asked <= 64


def test_long_articles_make_small_batches(extractor):
    asked = 0

    def long_articles() -> Iterator[Reading]:
        nonlocal asked
        for _ in range(5):
            asked += 1
            yield Reading("The bridge is closed.\n" * 10_000)

    assert next(extractor.extract_many(long_articles())) == []
    assert asked == 1


def test_no_articles_have_no_answers(extractor):
    assert list(extractor.extract_many([])) == []


# ---------------------------------------------------------------------- records, versions, models


def test_records_are_json_in_the_shape_that_is_promised(extractor):
    (quote,) = extractor.extract("“We will rebuild the bridge,” Laura Mendes said on Thursday.", FRIDAY)
    record = json.loads(json.dumps(quote.as_record()))
    assert 0 < record.pop("confidence") < 1
    assert 0 < record["said"].pop("confidence") < 1
    assert record == {
        "text": "We will rebuild the bridge,",
        "spans": [{"start": 0, "end": 29}],
        "form": "sentence",
        "speaker": "Laura Mendes",
        "speaker_kind": "person",
        "mention": {"text": "Laura Mendes", "start": 30, "end": 42},
        "cue": {"text": "said", "start": 43, "end": 47},
        "said": {"on": "2024-05-02", "precision": "day", "basis": "explicit", "text": "on Thursday"},
        "about": [],
        "factuality": "said",
    }


def test_the_version_is_short_and_stays(extractor):
    assert extractor.version == extractor.version
    assert len(extractor.version) == 12
    assert int(extractor.version, 16) >= 0


def test_an_unknown_model_is_named():
    with pytest.raises(ModelError, match="no_such_pipeline"):
        Extractor("no_such_pipeline")


STALE = (
    "Tarn has closed the bridge. The engineer Karel Dunn died there on June 3, 2024, after a fall.\n\n"
    "“We will rebuild the bridge,” Laura Mendes said on Thursday.\n\n“It will take a year,” Ben Hale said."
)


@pytest.mark.parametrize(
    ("modified", "days"),
    [
        (date(2024, 6, 7), [(date(2024, 6, 6), "explicit"), (date(2024, 6, 7), "published")]),
        (date(2024, 5, 31), [(None, "explicit"), None]),
        (None, [(None, "explicit"), None]),
    ],
    ids=["changed since", "changed before", "not known"],
)
def test_a_text_newer_than_its_day_of_publication_is_dated_by_its_last_change(modified, days, extractor):
    (found,) = extractor.extract_many([Reading(STALE, FRIDAY, None, modified)])
    said = [quote.said and (quote.said.on, quote.said.basis) for quote in found]
    assert said[0] == days[0]
    assert said[1] == days[1]


def test_a_later_change_leaves_a_text_dated_by_its_publication(extractor):
    text = STALE.replace(" on June 3, 2024,", "")
    (found,) = extractor.extract_many([Reading(text, FRIDAY, None, date(2024, 6, 7))])
    assert found[0].said.on == date(2024, 5, 2)


def test_what_a_newer_text_tells_as_not_said_has_no_day_of_publication(extractor):
    text = STALE.partition("\n\n")[0] + "\n\nBen Hale never said “the bridge is lost”."
    (quote,) = extractor.extract(text, FRIDAY)
    assert (quote.factuality, quote.said) == ("denied", None)


def test_what_is_not_in_english_has_no_quotes_and_keeps_its_place(extractor):
    english = "“We will rebuild the bridge,” Laura Mendes said on Friday."
    other = Reading("“Nous restons”, a dit Laura Mendes.", lang="fr")
    readings = [other, Reading(english, lang="en-GB"), other, Reading(english)]
    assert [len(found) for found in extractor.extract_many(readings)] == [0, 1, 0, 1]


def test_the_quotes_of_a_live_blog_are_of_the_days_of_its_posts(extractor):
    text = (
        "Ferry live\n\n5 August 2024, 21:00\n\n“We go tonight,” said Laura Mendes this evening.\n\n"
        "4 August 2024, 09:05\n\n“We stay,” said Laura Mendes."
    )
    found = extractor.extract(text, published=FRIDAY)
    assert [quote.said.on for quote in found if quote.said] == [date(2024, 8, 5), date(2024, 8, 4)]
