"""Which checks of others treat a statement: by the same speaker, of the same words."""

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

# Fewer words than this are said so often that they tell nothing.
FEWEST_WORDS = 4
# So many reviews are told of each statement, and so many claims are compared with it word by word.
MOST_TOLD = 10
MOST_COMPARED = 50
# So much of the words of the shorter of two texts must be in the other for them to be compared.
LEAST_COMMON = 0.8


def with_claim_reviews(db: Database, rows: Sequence[Row]) -> list[Row]:
    """Statements with the reviews of them as `claim_reviews`, the latest stored first, in the order given."""
    speakers = {row["speaker_pk"] for row in rows if row["speaker_pk"] is not None}
    of = {speaker: claim_reviews.of_speaker(db, speaker) for speaker in speakers}
    return [{**row, "claim_reviews": _treating(row["text"], of.get(row["speaker_pk"], []))} for row in rows]


def _treating(text: str, reviews: Sequence[Row]) -> list[Row]:
    words = frozenset(words_of(text))
    likely = [one for one in reviews if _shares(words, frozenset(words_of(one["claim"])))]
    return [one for one in likely[:MOST_COMPARED] if is_of(one["claim"], text)][:MOST_TOLD]


def _shares(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether most words of one of two texts are in the other; of a claim with a quotation, some of them."""
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= min(LEAST_COMMON * least, FEWEST_WORDS)


def is_of(claim: str, text: str) -> bool:
    """Whether a claim is these words, a part of them, or more than them; or quotes them so."""
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
    """What stands in quotation marks in a claim, as in: Says "the bridge was never closed"."""
    for passage in find_passages(claim, split_paragraphs(claim)):
        inside = claim[passage.start : passage.end]
        if inside != claim:
            yield inside
