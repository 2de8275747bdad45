"""Invented reports. “…” marks the quotes; each one's source is given as (speaker, the words that name it)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from quotes.extraction import Cue, Mention, Said, Span
from quotes.extraction.dating.quote_dates import date_quotes
from quotes.extraction.dating.ranking.ranker import LEAST_CONFIDENCE
from quotes.extraction.dating.ranking.speakers import QuoteToDate

SUNDAY = date(2021, 10, 3)
SATURDAY = date(2021, 10, 2)
FRIDAY = date(2021, 10, 1)
WEDNESDAY = date(2021, 9, 29)
MONDAY = date(2021, 9, 27)
LORN = "Ada Lorn"
VANCE = "Piet Vance"


def said(
    text: str, *sources: tuple[str, str], published: date | None = SUNDAY, least: float = LEAST_CONFIDENCE
) -> list[Said | None]:
    """How the quotes of `text` are dated."""
    quotes = [(found.start(), found.end()) for found in re.finditer("“[^”]*”", text)]
    assert len(quotes) == len(sources)
    attributions = [
        QuoteToDate((Span(start, end),), *_source(text, words, start, end), speaker=speaker)
        for (start, end), (speaker, words) in zip(quotes, sources, strict=True)
    ]
    found = date_quotes(text, published, attributions, least=least)
    return [one and replace(one, confidence=None) for one in found]  # how sure is told in test_weigh


def _source(text: str, words: str, start: int, end: int) -> tuple[Mention, Cue | None]:
    """The mention nearest to the quote, and the verb beside it where one of a few stands there."""
    positions = [found.start() for found in re.finditer(re.escape(words), text)]
    at = min(
        (position for position in positions if not start <= position < end),
        key=lambda position: abs(position - end),
    )
    mention = Mention(words, at, at + len(words))
    after = re.compile(r"\s(?:has )?(said|told|wrote|added|warned|asked)\b").match(text, mention.end)
    before = re.search(r"\b(said|added|asked|writes)\s$", text[:at])
    cue = after or before
    return mention, Cue(cue[1], cue.start(1), cue.end(1)) if cue else None


def days(found: list[Said | None]) -> list[date | None]:
    return [one.on if one else None for one in found]


OWN = [
    ("“We will rebuild,” Lorn said Wednesday.", WEDNESDAY, "Wednesday"),
    ("“We will rebuild,” Lorn said on Saturday evening.", SATURDAY, "on Saturday evening"),
    ("“We will rebuild,” Lorn said on Sunday.", SUNDAY, "on Sunday"),
    ("On Wednesday, Lorn said the town “will rebuild”.", WEDNESDAY, "On Wednesday"),
    ("Lorn on Wednesday said the town “will rebuild”.", WEDNESDAY, "on Wednesday"),
    ("Lorn told reporters late Friday that it was “a start”.", FRIDAY, "late Friday"),
    ("“It is a start,” Lorn wrote in a letter dated 29 September.", WEDNESDAY, "29 September"),
    ("In a speech on September 29, 2021, Lorn called it “a start”.", WEDNESDAY, "on September 29, 2021"),
    ("Speaking at Friday's hearing, Lorn called it “a start”.", FRIDAY, "at Friday's"),
    ("Lorn called it “a start” at a rally on Friday night.", FRIDAY, "on Friday night"),
    ("“It is a start,” Lorn said in an interview yesterday.", SATURDAY, "yesterday"),
    ("“It is a start,” Lorn said two days ago.", FRIDAY, "two days ago"),
    ("“It is a start,” Lorn told the paper earlier this week.", MONDAY, "earlier this week"),
    ("“It is a start,” Lorn wrote in an email dated September 29 — a first.", WEDNESDAY, "September 29"),
    ("“It is a start,” Lorn has said over the past two weeks.", None, "over the past two weeks"),
    ("“It is a start,” Lorn said in July.", date(2021, 7, 1), "in July"),
    ("“It is a start,” Lorn said in 2019.", date(2019, 1, 1), "in 2019"),
    ("In a 2014 letter, Lorn called it “a start”.", date(2014, 1, 1), "2014"),
    ("“It is a start,” Lorn said as she walked the quay Friday morning.", FRIDAY, "Friday morning"),
    ("“It is a start,” Lorn said on Friday after the vote on Wednesday.", FRIDAY, "on Friday"),
    ("“It is a start,” Lorn told reporters after the vote on Friday.", FRIDAY, "on Friday"),
]


@pytest.mark.parametrize(("text", "day", "words"), OWN, ids=[text for text, _, _ in OWN])
def test_words_in_the_sentence_of_the_attribution_date_it(text, day, words):
    (found,) = said(text, (LORN, "Lorn"), least=0.5)

    assert found is not None
    assert (found.on, found.text, found.basis) == (day, words, "explicit")


NOT_ITS_DATE = [
    "The fair opens on Saturday. “We will wait,” Lorn said.",
    "The trial begins on Monday. “We will wait,” Lorn said.",
    "“The bridge opens on Wednesday,” Lorn said.",
    "“We have waited since Wednesday,” Lorn said.",
    "“We will wait,” Lorn said of the vote that is due on Friday.",
    "Lorn, who has waited since Wednesday, called it “a start”.",
    "“We will wait,” said Lorn, who plans to speak on Friday.",
    "“We will wait,” said Lorn, an aide to the mayor in 2012.",
    "“We will wait until the 2024 election,” Lorn said.",
    "“We will wait,” Lorn said, calling the 2011 flood a warning.",
    "“We will wait,” Lorn said of the Sept. 11 attacks.",
    "“We will wait,” Lorn said of next week's vote.",
    "“We will wait,” Lorn said ahead of Friday's vote.",
    "“We will wait,” said Lorn, who will deliver a speech on Friday.",
    "“We will wait,” Lorn said of the work that goes on until the meeting in July.",
    "“We will wait,” Lorn said on the channel's This Week.",
    "“We will wait,” Lorn has said ever since becoming mayor in 2009.",
    "KORUND, Oct 1 (Harbour News) - “We will wait,” Lorn said.",
    "“We will wait,” Lorn said, and the ferry is today the largest on the river.",
]


@pytest.mark.parametrize("text", NOT_ITS_DATE)
def test_other_dates_leave_the_quote_to_the_article(text):
    assert said(text, (LORN, "Lorn")) == [Said(SUNDAY, "day", "published", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Published: October 1, 2021\n\n“We will wait,” Lorn said.",
        "Friday, 10/01/2021\nMara Quill\n\n“We will wait,” Lorn said.",
        "The quay at low water, seen from the mill. October 1, 2021\n\n“We will wait,” Lorn said.",
        "Mill-town, October 1 - The quay is dry. “We will wait,” Lorn said.",
    ],
)
def test_datelines_and_captions_date_the_article_and_the_picture(text):
    assert said(text, (LORN, "Lorn")) == [Said(SUNDAY, "day", "published", None)]


CARRIED = [
    (
        "the speaker goes on in the same paragraph",
        "“We will rebuild,” Lorn said Friday. “It is a start,” she said.",
        [(LORN, "Lorn"), (LORN, "she")],
        [FRIDAY, FRIDAY],
    ),
    (
        "the speaker goes on in the next paragraphs",
        "“We will rebuild,” Lorn said Friday.\n\n“It is a start,” she added.\n\n“It took years,” Lorn said.",
        [(LORN, "Lorn"), (LORN, "she"), (LORN, "Lorn")],
        [FRIDAY, FRIDAY, FRIDAY],
    ),
    (
        "a sentence introduces the speech",
        "Lorn spoke at a rally in the old mill on Friday. “We will rebuild,” she said.",
        [(LORN, "she")],
        [FRIDAY],
    ),
    (
        "an interview is told before its words",
        (
            "In an interview with the Harbour News Saturday, Lorn praised the crews.\n\n"
            "“They saved us,” she said."
        ),
        [(LORN, "she")],
        [SATURDAY],
    ),
    (
        "the opening tells of the speech",
        (
            "Mayor Ada Lorn announced on Friday that the bridge will be rebuilt after a "
            "year of delays and doubts.\n\n"
            ""
            "The old one fell in a storm. Nobody was hurt.\n\nPlans were drawn up in spring.\n\n"
            "“It will stand,” Lorn said."
        ),
        [(LORN, "Lorn")],
        [FRIDAY],
    ),
    (
        "a title stands for the name",
        "Lorn toured the quay. The mayor said Friday that work had begun. “It will stand,” Lorn said.",
        [(LORN, "Lorn")],
        [FRIDAY],
    ),
    (
        "several speak on one occasion",
        "The council held a hearing on the bridge on Friday.\n\n“Who pays?” asked Piet Vance.",
        [(VANCE, "Piet Vance")],
        [FRIDAY],
    ),
    (
        "the occasion is named again",
        (
            "Lorn drew a crowd to a rally at the mill on Friday. The mill closed long ago. "
            "It was sold twice. "
            "Nobody wants it now. At the rally, she called it “a shame”."
        ),
        [(LORN, "she")],
        [FRIDAY],
    ),
    (
        "a conversation is written out",
        "Lorn met Vance for a debate on Friday. A part of it follows:\n\n“Who pays?”\n\n“You do.”",
        [(VANCE, "Vance"), (LORN, "Lorn")],
        [FRIDAY, FRIDAY],
    ),
    (
        "each speaker keeps their own day",
        (
            "“It will stand,” Lorn said Friday.\n\n"
            "“It will fall,” Vance said on Saturday.\n\n“It stood once,” Lorn said."
        ),
        [(LORN, "Lorn"), (VANCE, "Vance"), (LORN, "Lorn")],
        [FRIDAY, SATURDAY, FRIDAY],
    ),
    (
        "an older statement is told in between",
        (
            "Lorn told the Harbour News on Friday that the work had begun.\n\n“It will stand,” Lorn said.\n\n"
            "In June, Lorn had doubts. “It may fall,” she told the council then.\n\nThe council waited.\n\n"
            "Rain fell. The river rose.\n\n“It has to stand,” Lorn said."
        ),
        [(LORN, "Lorn"), (LORN, "she"), (LORN, "Lorn")],
        [FRIDAY, SUNDAY, FRIDAY],
    ),
    (
        "a report has one date",
        (
            "A study released on Friday by the river board found cracks in every pillar of "
            "the old bridge.\n\n"
            ""
            "The board declined to comment.\n\nThe pillars “may not last”, the study said."
        ),
        [("river board", "the study")],
        [FRIDAY],
    ),
    (
        "a letter is read",
        (
            "On Friday, a group of bakers sent a letter about the price of flour to the council.\n\n"
            "“We are afraid,” the letter said."
        ),
        [("a group of bakers", "the letter")],
        [FRIDAY],
    ),
    (
        "a statement of that time",
        (
            "“It will stand,” Lorn said on Friday. The old bridge fell in March, and Lorn wept at the "
            "hearing in April. “It was ours,” she said at the time."
        ),
        [(LORN, "Lorn"), (LORN, "she")],
        [FRIDAY, SUNDAY],
    ),
    (
        "the tag's own month beats the article's day",
        (
            "The bakers met on Friday, shortly after Lorn said that flour is cheap.\n\n"
            "“It will rise,” Piet Vance said on Friday. “We will all pay,” added Vance.\n\n"
            "“It will fall,” Lorn said in August."
        ),
        [(VANCE, "Piet Vance"), (VANCE, "Vance"), (LORN, "Lorn")],
        [FRIDAY, FRIDAY, date(2021, 8, 1)],
    ),
    (
        "a question dates its answer",
        (
            "“It will stand,” Lorn said Friday.\n\nOn Saturday, Joran Pell of the Courier "
            "asked Lorn about the mill. "
            "“It will fall,” she said."
        ),
        [(LORN, "Lorn"), (LORN, "she")],
        [FRIDAY, SATURDAY],
    ),
    (
        "a last name alone is the speaker named in full",
        "Ada Lorn spoke in the square on Friday. “It will stand,” Lorn said.",
        [("Lorn", "Lorn")],
        [FRIDAY],
    ),
]


@pytest.mark.parametrize(
    ("text", "sources", "expected"), [case[1:] for case in CARRIED], ids=[c[0] for c in CARRIED]
)
def test_the_likeliest_date_is_that_of_the_speech(text, sources, expected):
    assert days(said(text, *sources, least=0.3)) == expected


NO_FURTHER = [
    (
        "another speaker's date",
        (
            "“It will stand,” Lorn said Friday.\n\nThe bridge is ninety years old.\n\n"
            "It has cracks. Nobody lives near it.\n\n“It will fall,” writes Vance."
        ),
        [(LORN, "Lorn"), (VANCE, "Vance")],
        [FRIDAY, SUNDAY],
    ),
    (
        "somebody who is not quoted",
        "“It will stand,” Lorn said.\n\nAn engineer said Friday that the bridge was sound.",
        [(LORN, "Lorn")],
        [SUNDAY],
    ),
    (
        "another person's name",
        "“It is sound,” Vance said. Joran Pell said Friday that it was not.",
        [(VANCE, "Vance")],
        [SUNDAY],
    ),
    (
        "a month told long before",
        (
            "In June, Lorn told the council about the cracks.\n\n"
            "Rain fell.\n\nThe river rose.\n\nWork stopped.\n\n"
            "“It will stand,” Lorn said."
        ),
        [(LORN, "Lorn")],
        [SUNDAY],
    ),
    (
        "a time that is told of other things",
        "The river rose in March. “It will stand,” Lorn said.",
        [(LORN, "Lorn")],
        [SUNDAY],
    ),
]


@pytest.mark.parametrize(
    ("text", "sources", "expected"), [case[1:] for case in NO_FURTHER], ids=[c[0] for c in NO_FURTHER]
)
def test_a_date_goes_no_further_than_its_speech(text, sources, expected):
    assert days(said(text, *sources)) == expected


def test_a_section_of_a_running_report_keeps_its_own_day():
    text = (
        "6 p.m.\n\nAda Lorn says the bridge “will stand”.\n\n___\n\n"
        "5 p.m.\n\nLorn spoke to workers on Friday. She said the mill “will fall”.\n"
    )

    assert days(said(text, (LORN, "Ada Lorn"), (LORN, "She"))) == [SUNDAY, FRIDAY]


def test_dates_inside_quotation_marks_never_date_the_words():
    text = "“On Friday we knew nothing,” Lorn said. Her “Wednesday plan” failed."

    found = said(text, (LORN, "Lorn"), (LORN, "Her"))

    assert [one.basis for one in found if one] == ["published", "published"]


def test_the_basis_tells_the_own_sentence_from_the_same_speech():
    found = said(
        "“We will rebuild,” Lorn said Friday. “It is a start,” she said.", (LORN, "Lorn"), (LORN, "she")
    )

    assert found == [Said(FRIDAY, "day", "explicit", "Friday"), Said(FRIDAY, "day", "inherited", "Friday")]


def test_without_a_publication_date_words_are_kept_and_no_day_is_made_up():
    text = "“We will rebuild,” Lorn said Friday.\n\n“It fell,” Vance said on July 18, 2016."

    assert said(text, (LORN, "Lorn"), (VANCE, "Vance"), published=None) == [
        Said(None, "day", "explicit", "Friday"),
        Said(date(2016, 7, 18), "day", "explicit", "on July 18, 2016"),
    ]
    assert said("“Why?” asked Mara Quill.", ("Mara Quill", "Mara Quill"), published=None) == [None]


def test_a_name_that_is_a_word_too_is_known_by_its_capital_letter():
    text = (
        "The vote on the price was called off in a statement on Friday. Rain fell.\n\nThe river rose.\n\n"
        "The mill closed.\n\n“It is dear,” says Price."
    )

    assert days(said(text, ("Mara Price", "Price"))) == [SUNDAY]


def test_quotes_are_dated_in_the_order_they_are_given():
    text = "“We will rebuild,” Lorn said Friday.\n\n“It will fall,” Vance said Saturday."
    first, second = (Span(found.start(), found.end()) for found in re.finditer("“[^”]*”", text))

    given = [QuoteToDate((second,), speaker=VANCE), QuoteToDate((first,), speaker=LORN)]

    found = date_quotes(text, SUNDAY, given, least=0.4)

    assert days(found) == [SATURDAY, FRIDAY]


def test_no_quotes_need_no_dates():
    assert date_quotes("Rain fell on Friday.", SUNDAY, []) == []


def test_a_claimed_time_has_a_confidence_and_the_articles_day_has_none():
    text = "“Why?” asked Piet Vance.\n\nRain fell.\n\n“We will rebuild,” Ada Lorn said on Friday."
    sources = [(VANCE, "Piet Vance"), (LORN, "Ada Lorn")]
    spans = [(found.start(), found.end()) for found in re.finditer("“[^”]*”", text)]
    attributions = [
        QuoteToDate((Span(*span),), *_source(text, words, *span), speaker=speaker)
        for span, (speaker, words) in zip(spans, sources, strict=True)
    ]

    unclaimed, claimed = date_quotes(text, SUNDAY, attributions)

    assert claimed is not None
    assert claimed.confidence is not None
    assert 0 < claimed.confidence <= 1
    assert unclaimed == Said(SUNDAY, "day", "published")
