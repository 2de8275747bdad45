"""Articles with the words and days that people found for their quotes, in the form that dating needs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from quotes.extraction import Extractor, Quote, Reading, ReadingFailed
from quotes.extraction.dating.attachment.attachments import AttachedTime
from quotes.extraction.dating.quote_dates import ArticleTimes, read
from quotes.extraction.dating.ranking.speakers import QuoteToDate

sys.path.append(str(Path(__file__).parents[1]))
from corpora.annotations import NAMED, annotated_articles, article_texts, records
from corpora.passages import same_passage, trimmed

# One line per article of `polnear_train.jsonl` or of the newswire's training part: its id, and `said` with,
# for each quote, its start, end, the words that date it and the day in ISO form; null if there are none. The
# newswire gives no day of publication, so its quotes have words only.
ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")
_SMALL = frozenset({"on", "in", "at", "the", "a", "of", "last", "this"})
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """When a quote was said: the words that tell it, and the day in ISO form if they give one."""

    words: frozenset[str]
    day: str | None

    def fits(self, attached: AttachedTime) -> bool:
        """Whether a time is the one in the answer."""
        return self.fits_words(attached) and (self.day is None or self.fits_day(attached.resolved.on))

    def fits_words(self, attached: AttachedTime | None) -> bool:
        """Whether a time shares a word with the answer's words."""
        return attached is not None and not self.words.isdisjoint(_words(attached.expression.text))

    def fits_day(self, day: date | None) -> bool:
        """Whether a day is the one in the answer."""
        return day is not None and day.isoformat() == self.day


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its answers by quote number; None where people found no date."""

    published: date | None
    told: ArticleTimes
    answers: dict[int, Answer | None]


def training_articles(shared: Path, model: str | None = None) -> list[Article]:
    """The articles with quotes to fit on; `shared` contains `bench/` and `data/`."""
    return _read(list(_dated(shared)), model)


def development_articles(shared: Path, name: str, model: str | None = None) -> list[Article]:
    """The articles of one of the development sets: "polnear", "worldwide" or "modern"."""
    return _read(list(records(shared / "bench" / f"{name}_dev.jsonl")), model)


def _read(records: list[dict[str, Any]], model: str | None) -> list[Article]:
    readings = [Reading(record["text"], _published(record), None) for record in records]
    found = zip(records, Extractor(model).extract_many(readings), strict=True)
    return [article for record, quotes in found if (article := _article(record, quotes))]


def _dated(shared: Path) -> Iterator[dict[str, Any]]:
    """The articles whose quotes people have dated, without the development sets, on which fits are judged."""
    named = {article["id"]: article for article in annotated_articles(NAMED, shared)}
    texts = article_texts(shared)
    for line in records(ANNOTATIONS):
        if line["id"] not in named:
            quotes = [
                {"start": start, "end": end, "said": {"text": words, "on": day} if words else None}
                for start, end, words, day in line["said"]
            ]
            yield {**texts[line["id"]], "quotes": quotes}
    yield from named.values()


def _published(record: dict[str, Any]) -> date | None:
    return date.fromisoformat(record["published"]) if record.get("published") else None


def _article(record: dict[str, Any], quotes: Sequence[Quote] | ReadingFailed) -> Article | None:
    """The article of a record; None if it has no quotes or cannot be read, which is printed."""
    if isinstance(quotes, ReadingFailed):
        print(f"left out: {record['id']}: {quotes}")
        return None
    if not quotes:
        return None
    attributed = [QuoteToDate(quote.spans, quote.mention, quote.cue, quote.speaker) for quote in quotes]
    told = read(record["text"], _published(record), attributed)
    return told and Article(_published(record), told, dict(_answers(record, quotes)))


def _answers(record: dict[str, Any], quotes: Sequence[Quote]) -> Iterator[tuple[int, Answer | None]]:
    """The answer of each quote that people have also marked, by its number."""
    text = record["text"]
    gold = [q for q in record["quotes"] if q.get("kind") != "none" and q.get("direct", True)]
    marked = [(trimmed(text, quote["start"], quote["end"]), quote.get("said")) for quote in gold]
    for number, quote in enumerate(quotes):
        spans = [trimmed(text, span.start, span.end) for span in quote.spans]
        said = [said for where, said in marked if any(same_passage(where, span) for span in spans)]
        if said:
            yield number, _answer(said[0])


def _answer(said: dict[str, Any] | str | None) -> Answer | None:
    told = {"text": said} if isinstance(said, str) else said or {}
    return Answer(_words(told["text"]) - _SMALL, told.get("on")) if told.get("text") else None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(re.sub(r"['’]s\b", "", text.casefold())))
