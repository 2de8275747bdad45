"""The article that the product was first asked to read, as a reader would judge it.

Its text belongs to its publisher and is read from the folder that QUOTES_SHARED names, `../shared` beside the
repository when unset.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from quotes.extraction import Quote

SHARED = Path(os.environ.get("QUOTES_SHARED") or Path(__file__).parents[3] / "shared")
ARTICLE = SHARED / "articles" / "iran-international-2021-10-03.txt"
PUBLISHED = date(2021, 10, 3)

KHAMENEI, MINISTER, SHAMKHANI = "Ali Khamenei", "Hossein Amir-Abdollahian", "Ali Shamkhani"
NOUR, ALIYEV, PAKPOUR = "Nour News", "Ilham Aliyev", "Mohammad Pakpour"

# First words, last words, speaker, speaker kind, said on
EXPECTED = [
    ("The military forces of the region", "avoiding foreigners' presence", KHAMENEI, "person", "2021-10-03"),
    ("the person who digs a well", "fall into it", KHAMENEI, "person", "2021-10-03"),
    ("take due measures", "accordingly", MINISTER, "person", "2021-10-02"),
    ("The Islamic Republic of Iran monitors", "the Republic of Azerbaijan", MINISTER, "person", "2021-10-02"),
    ("terrorists", "terrorists", MINISTER, "person", "2021-10-02"),
    ("geopolitical", "change", MINISTER, "person", "2021-10-02"),
    ("vigilant", "vigilant", SHAMKHANI, "person", "2021-10-02"),
    ("foreign", "influence", SHAMKHANI, "person", "2021-10-02"),
    ("Iran considers it a right", "tolerate any such threats", NOUR, "organization", "2021-10-03"),
    ("Just in the same way", "their mischief", NOUR, "organization", "2021-10-03"),
    ("If we are able to manage", "any kind of new hostility", ALIYEV, "person", "2021-10-02"),
    ("know the reason for the drills", "better than anyone", PAKPOUR, "person", "2021-09-29"),
    ("coming under the influence", "third-party countries", PAKPOUR, "person", "2021-09-29"),
]  # fmt: skip

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason=f"the article is not at {ARTICLE}")


@pytest.fixture(scope="module")
def text() -> str:
    return ARTICLE.read_text("utf-8")


@pytest.fixture(scope="module")
def quotes(extractor, text) -> list[Quote]:
    return extractor.extract(text, PUBLISHED)


def found(quotes: list[Quote], first: str, last: str) -> list[Quote]:
    return [
        quote for quote in quotes if quote.text.startswith(first) and quote.text.rstrip(",.").endswith(last)
    ]


@pytest.mark.parametrize(
    ("first", "last", "speaker", "kind", "on"), EXPECTED, ids=[f"{row[2]}: {row[0]}" for row in EXPECTED]
)
def test_each_quote_is_found_with_its_speaker_and_its_day(first, last, speaker, kind, on, quotes):
    (quote,) = found(quotes, first, last)
    assert (quote.speaker, quote.speaker_kind) == (speaker, kind)
    assert quote.said is not None
    assert (str(quote.said.on), quote.said.precision) == (on, "day")


def test_at_most_one_quote_more_is_found(quotes):
    assert len(EXPECTED) <= len(quotes) <= len(EXPECTED) + 1


def test_the_author_is_never_a_speaker(extractor, text, quotes):
    byline = text.split("\n\n")[2].splitlines()[1]
    told = extractor.extract(text, PUBLISHED, author=byline)
    assert all(byline not in (quote.speaker, quote.relayer) for quote in [*quotes, *told])


def test_the_headlines_single_marks_quote_nobody(text, quotes):
    headline = range(text.index("'"), text.index("\n", text.index("'")))
    assert not any(span.start in headline for quote in quotes for span in quote.spans)
