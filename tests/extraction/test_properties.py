"""What holds of every text whatever: extraction ends, and all it tells lies in the text where it says."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotes.extraction import Quote
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs
from quotes.extraction.text.repair import repair

MARKS = ["“", "”", '"', "«", "»", "„", "‟", "``", "''", "‘", "’", "'", "`", "‚", "＂"]
WHITE = [" ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\u2028", "\u2029", "\u00a0", "\u200b", "\x0b", "\x85"]
ODD = [
    *["\x00", "\x07", "\ufeff", "\ud800", "\udfff", "\U0010ffff", "\ufffd"],
    *[
        "e\u0301",
        "\u0301",
        "\u0308\u0301",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f1e6",
        "\u202e",
    ],
    *["שלום", "سلام", "\u200f", "你好", "ﬁ", "ẞ", "İ", "ǅ", "½", "٣", "Ⅷ", "𝐀da"],
]
WORDS = [
    *["We", "stay", "will", "rebuild", "the", "bridge", "not", "never", "title", "film", "called"],
    *[
        "said",
        "says",
        "told",
        "asked",
        "according to",
        "wrote",
        "added",
        "adding",
        "He",
        "she",
        "they",
        "I",
        "Q",
        "A",
    ],
    *["Ada Moor", "Ben Hale", "Moor", "MOOR", "Tarn Council", "the minister", "Mr.", "Friday", "last week"],
    *["May 3", "2019", "March 2020", '6"', "6'3\"", "’90s", "'em", "don’t", "Moors'", "$40", "3%"],
]
POINTS = [".", ",", ":", ";", "!", "?", "…", "...", "—", "-", "–", "(", ")", "[", "]", "*", "/", "@", "#"]

PAIRS = ["“”", '""', "«»", "‘’", "''", "„“", '“"', "“ "]
SPOKEN = [
    "We will stay here",
    "the pier is ours",
    "It was not [easy] for us",
    "never again",
    "We ‘did’ leave",
    "נישאר",
]
SAID = [
    *[
        " said Ada Moor.",
        " Ben Hale told the council on Friday.",
        " she said, ",
        " the minister wrote, adding: ",
    ],
    *[
        " according to Tarn Council. ",
        ".\n\n",
        "\r\n",
        ", ",
        " and ",
        " — he said last week — ",
        " film.",
        "\n",
    ],
]
spoken = st.builds(
    lambda pair, words, point, said: f"{pair[0]}{words}{point}{pair[1]}{said}",
    *map(st.sampled_from, (PAIRS, SPOKEN, [",", ".", "", "!", "…"], SAID)),
)
pieces = st.one_of(
    spoken,
    spoken,
    spoken,
    st.sampled_from(WORDS).map(lambda word: word + " "),
    st.sampled_from(WORDS),
    st.sampled_from(MARKS),
    st.sampled_from(WHITE),
    st.sampled_from(POINTS),
    st.sampled_from(ODD),
    st.text(max_size=5),
)
texts = st.one_of(st.lists(pieces, max_size=60).map("".join), st.text(max_size=200))
days = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))

STRAY = 'Ada Moor said Wednesday "neighbours "know best" and will not "go away".\n\nMOOR: No.\nHALE: Yes.\n'
ALL_SORTS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def letters(text: str) -> str:
    """The words alone, as extraction sees them: halves of characters cannot be read."""
    readable = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(character for character in readable if character.isalnum())


def in_order(ranges: list[tuple[int, int]], size: int) -> bool:
    inside = all(0 <= start < end <= size for start, end in ranges)
    return inside and all(end <= start for (_, end), (start, _) in pairwise(ranges))


@settings(ALL_SORTS, max_examples=400)
@given(texts)
@example(STRAY)
def test_paragraphs_and_passages_lie_in_the_text_in_order_and_never_overlap(text):
    paragraphs = split_paragraphs(text)
    assert in_order([(paragraph.start, paragraph.end) for paragraph in paragraphs], len(text))
    passages = find_passages(text, paragraphs)
    assert in_order([(passage.start, passage.end) for passage in passages], len(text))
    for passage in passages:
        home = paragraphs[passage.paragraph]
        assert home.start <= passage.start < passage.end <= home.end
        assert letters(text[passage.start : passage.end])


@settings(ALL_SORTS, max_examples=150)
@given(texts, days, st.one_of(st.none(), st.sampled_from(["Ada Moor", "", "\ud800"])))
@example(STRAY * 3, None, None)
@example("Q: “Why?”\nA: Because.\nQ: Who?\nA: “Me”.\n", date(2024, 5, 3), "Ada Moor")
def test_extraction_ends_and_all_it_tells_lies_in_the_text(extractor, text, published, author):
    quotes = extractor.extract(text, published, author)
    assert in_order([(span.start, span.end) for quote in quotes for span in quote.spans], len(text))
    for quote in quotes:
        check(quote, text)


def check(quote: Quote, text: str) -> None:
    sound = repair(text) is None  # what is told of a damaged text is told as it was meant
    assert quote.spans
    for part in (quote.mention, quote.cue):
        if part is not None:
            assert 0 <= part.start < part.end <= len(text)
            assert not sound or letters(text[part.start : part.end]) == letters(part.text)
    stretches = "".join(letters(text[span.start : span.end]) for span in quote.spans)
    assert not sound or letters(quote.text) == stretches
    assert letters(quote.text)
    assert 0 <= quote.confidence <= 1
    assert (quote.speaker is None) == (quote.speaker_kind is None)
    assert quote.speaker is None or quote.speaker.strip()


@settings(ALL_SORTS, max_examples=100)
@given(texts)
@example(STRAY)
@example("“Never closed")
def test_whatever_stands_in_one_paragraph_does_not_change_the_passages_two_paragraphs_on(text):
    line = " ".join(text.split())
    whole = f"{line}\n\nShe left.\n\n“We stay,” said Ada Moor."
    passages = find_passages(whole, split_paragraphs(whole))
    assert whole[passages[-1].start : passages[-1].end] == "“We stay,”"
