"""Gold passages of a bench file, matched to the passages that the quotation-mark stage finds."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.extraction.attribution.context import AttributionContext
from quotes.extraction.attribution.options import NOBODY, UNKNOWN, Option
from quotes.extraction.quotation.marks import Passage

sys.path.append(str(Path(__file__).parents[1]))
from corpora.annotations import NAMED, annotated_articles
from corpora.passages import EDGE, overlap, same_passage, trimmed

# Words before a name that do not distinguish it from others.
TITLES = frozenset({"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "the"})
_LEAST_SENTENCE = 9
_LEAST_TITLE = 3
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"}
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The annotators' answer for one passage: its source, or that nobody is quoted."""

    sources: tuple[tuple[int, int], ...]
    label: str


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a bench file, in order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def named_articles(shared: Path) -> Iterator[dict[str, Any]]:
    """The articles whose quotes people have annotated with names."""
    return annotated_articles(NAMED, shared)


def answers(
    article: dict[str, Any], passages: Sequence[Passage], read: dict[str, Any] | None = None
) -> list[Answer | None]:
    """The gold answer of each passage; None if the annotators left it open.

    `read` is the same article as read by the rules of `training/annotations`, if it was. What it calls
    nobody's words or open is so, whatever PolNeAR's annotators marked: many titles and terms among it.
    """
    text = article["text"]
    gold = [(trimmed(text, quote["start"], quote["end"]), quote) for quote in article["quotes"]]
    open_ones = [trimmed(text, *span) for span in article.get("ignore", [])]
    nobodys = [trimmed(text, *span) for span in (read or {}).get("negatives", [])]
    unclear = [trimmed(text, *span) for span in (read or {}).get("ignore", [])]
    found: list[Answer | None] = []
    for passage in passages:
        where = trimmed(text, passage.start, passage.end)
        quote = next((quote for span, quote in gold if same_passage(span, where)), None)
        if any(same_passage(span, where) for span in nobodys):
            found.append(Answer((), NOBODY))
        elif any(same_passage(span, where) for span in unclear):
            found.append(None)
        elif quote is None or quote.get("kind") == "none" or not quote.get("direct", True):
            left_open = quote is None and (
                any(overlap(span, where) for span in open_ones)
                or _overlooked(text, *where, passage.paragraph)
            )
            found.append(None if left_open else Answer((), NOBODY))
        elif _title_of_a_work(text, *where):
            found.append(None)
        elif not quote["source"]:
            found.append(Answer((), UNKNOWN))
        else:
            found.append(Answer(tuple((start, end) for start, end in quote["source"]), "mention"))
    return found


def _title_of_a_work(text: str, start: int, end: int) -> bool:
    """Whether an annotated passage is a title, capitalised as such and not set off like speech.

    Some annotators marked a work's maker as the source of its title; others, rightly, did not.
    """
    words = [
        word for word in text[start:end].split() if word[:1].isalpha() and word.lower() not in _SMALL_WORDS
    ]
    set_off = text[:start].rstrip(EDGE.replace(",", "").replace(":", ""))[-1:] in (",", ":")
    return len(words) >= _LEAST_TITLE and all(word[0].isupper() for word in words) and not set_off


def source_words(text: str, sources: Iterable[Sequence[int]]) -> set[str]:
    """The words, folded, of the gold mentions."""
    return {word for start, end in sources for word in words_of(text[start:end])}


def words_of(name: str) -> list[str]:
    """The words of a name, without case, accents and possessive ending."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]s\b", "", plain))


def _overlooked(text: str, start: int, end: int, paragraph: int) -> bool:
    """Whether a passage without annotation is nevertheless plainly reported speech.

    Annotators skipped some sentences that continue a quotation. Learning from them that whole sentences in
    quotation marks are nobody's words would be wrong.
    """
    words = text[start:end].split()
    capitals = sum(word[:1].isupper() for word in words)
    return paragraph > 0 and len(words) >= _LEAST_SENTENCE and 2 * capitals < len(words)


def right(option: Option, answer: Answer, context: AttributionContext) -> bool:
    """Whether an option is what the annotators marked: it overlaps the source, or has the label."""
    if option.mention is None:
        return option.label == answer.label
    start = context.tree.start[option.mention.start]
    end = context.tree.end[option.mention.end - 1]
    return any(overlap((start, end), source) > 0 for source in answer.sources)
