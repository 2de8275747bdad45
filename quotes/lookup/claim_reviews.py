"""Which fact-checkers' reviews are about a statement: same speaker, same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs
from quotes.lookup.comparison.comparison import compare
from quotes.lookup.denial import denies
from quotes.lookup.question import Question
from quotes.store.listing import Row
from quotes.store.publication import claim_reviews
from quotes.tracking.words import words_of

# Shorter texts are said so often that they prove nothing.
FEWEST_WORDS = 4
# At most this many reviews are shown for each statement, and this many claims compared with it word by word.
MOST_TOLD = 10
MOST_COMPARED = 50
# Share of the shorter text's words that the other must contain for the two to be compared.
LEAST_COMMON = 0.8


def with_claim_reviews(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Statements with their reviews as `claim_reviews`, the latest stored first, in the order given."""
    speakers = {row["speaker_pk"] for row in rows if row["speaker_pk"] is not None}
    of = {speaker: claim_reviews.of_speaker(db, speaker) for speaker in speakers}
    return [{**row, "claim_reviews": _treating(row["text"], of.get(row["speaker_pk"], []))} for row in rows]


def _treating(text: str, reviews: Sequence[Row]) -> list[Row]:
    words = frozenset(words_of(text))
    likely = [one for one in reviews if _shares(words, frozenset(words_of(one["claim"])))]
    return [one for one in likely[:MOST_COMPARED] if is_of(one["claim"], text)][:MOST_TOLD]


def _shares(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one text contains most words of the other; for a claim with a quotation, some of them."""
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= min(LEAST_COMMON * least, FEWEST_WORDS)


def is_of(claim: str, text: str) -> bool:
    """Whether a claim consists of these words, contains them, is a part of them, or quotes them so."""
    return any(_same(part, text) for part in (claim, *_quoted(claim)))


def _same(claim: str, text: str) -> bool:
    shorter, longer = sorted((claim, text), key=lambda one: len(words_of(one)))
    asked = Question(shorter)
    if len(asked.wording.written) < FEWEST_WORDS:
        return False
    compared = compare(asked, longer)
    if compared.kind == "verbatim":
        return True
    return compared.kind == "trimmed" and not denies(longer, compared.parts[0].start)


def _quoted(claim: str) -> Iterator[str]:
    """The text in quotation marks in a claim, as in: Says "the bridge was never closed"."""
    for passage in find_passages(claim, split_paragraphs(claim)):
        inside = claim[passage.start : passage.end]
        if inside != claim:
            yield inside
