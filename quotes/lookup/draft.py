"""Check a text before publication, without storing it: look up each quotation in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from sqlite_utils import Database

from quotes.extraction import Quote
from quotes.extraction.quotation.marks import Passage, continuations, find_passages, unquoted
from quotes.extraction.text.paragraphs import split_paragraphs
from quotes.lookup.answer import Answer, Match, Verdict
from quotes.lookup.answering import answer_with_evidence, lookup
from quotes.lookup.corpus import Corpus
from quotes.store.listing import Row
from quotes.store.search import has_words
from quotes.tracking.words import words_of

# At most this many quotations of a text are looked up, each at most so many characters long.
MOST_LOOKUPS = 100
LONGEST = 20_000
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
# Problems first.
URGENCY: tuple[Verdict, ...] = (
    "disputed", "other_speaker", "spliced", "altered", "not_found", "trimmed", "verbatim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation as it was read, in the format of `quotes extract`, and its answer."""

    quote: Row
    answer: Answer

    @property
    def telling(self) -> list[Match]:
        """The best evidence, and the best against it."""
        best = self.answer.matches[:1]
        return best + self.answer.not_said[:1] if best and best[0].factuality == "said" else best

    @property
    def settled(self) -> bool:
        """Whether the words stand as they are, and nothing that is known speaks against them."""
        if self.answer.verdict not in ("verbatim", "trimmed") or self.answer.not_said:
            return False
        best = self.answer.matches[0]
        doubts = best.changes or best.statement["otherwise"] or best.statement["claim_reviews"]
        return bool(best.quote["current"]) and not doubts

    def as_record(self) -> Row:
        """Both in one record."""
        found = self.answer
        return {
            "relayer": None,
            **self.quote,
            "verdict": found.verdict,
            "matches": found.matches,
            "searched": found.searched,
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """The quotations of a text that were looked up, in order.

    `left_out` is the number of further ones, which were too many or too long.
    """

    quotes: list[Checked]
    left_out: int

    def as_record(self) -> Row:
        """The draft as JSON-ready data, with its totals."""
        quotes = [checked.as_record() for checked in self.quotes]
        return {"quotes": quotes, "totals": self.totals, "left_out": self.left_out}

    @property
    def by_urgency(self) -> list[int]:
        """The numbers of the quotations, counted from 0, as an editor wants to see them: problems first."""
        numbers = range(len(self.quotes))
        return sorted(numbers, key=lambda number: URGENCY.index(self.quotes[number].answer.verdict))

    @property
    def totals(self) -> dict[str, int]:
        """How many quotations have each verdict."""
        counted = Counter(checked.answer.verdict for checked in self.quotes)
        return {verdict: counted[verdict] for verdict in VERDICTS}


def check(
    asked_of: Database | Corpus, text: str, found: Sequence[Quote], *, min_words: int = 3, limit: int = 3
) -> Draft:
    """Look up the quotes read in a text, and whatever else is in quotation marks.

    Attributed quotes are looked up with their speakers, unless these are unnamed. The rest is looked up for
    any speaker, if it has at least `min_words` words: shorter ones are titles, nicknames, or scare quotes.
    `limit` is the most evidence for each.
    """
    read = [quote.as_record() for quote in found]
    everything = sorted(
        [*read, *_unattributed(text, found, min_words)], key=lambda one: one["spans"][0]["start"]
    )
    quotations = [one for one in everything if words_of(one["text"])]
    asked = [one for one in quotations if len(one["text"]) <= LONGEST][:MOST_LOOKUPS]
    checked = [Checked(one, _looked_up(asked_of, one, limit)) for one in asked]
    return Draft(checked, len(quotations) - len(asked))


def _looked_up(asked_of: Database | Corpus, quote: Row, limit: int) -> Answer:
    named = quote["speaker"]
    if quote["speaker_kind"] == "anonymous" or not has_words(named or ""):
        named = None
    return answer_with_evidence(asked_of, lookup(asked_of, quote["text"], named, limit))


def _unattributed(text: str, found: Sequence[Quote], min_words: int) -> Iterator[Row]:
    """Passages in quotation marks that were not read as anybody's quote."""
    spans = [span for quote in found for span in quote.spans]
    for group in continuations(find_passages(text, split_paragraphs(text))):
        first, last = group[0].start, group[-1].end
        words = " ".join(unquoted(text, passage) for passage in group)
        if any(span.start < last and first < span.end for span in spans) or len(words_of(words)) < min_words:
            continue
        yield _nobodys(words, group)


def _nobodys(words: str, passages: Sequence[Passage]) -> Row:
    unknown = (
        "form", "speaker", "speaker_kind", "mention", "cue", "relayer", "said", "factuality", "confidence",
    )  # fmt: skip
    spans = [{"start": passage.start, "end": passage.end} for passage in passages]
    return {"text": words, "spans": spans, **dict.fromkeys(unknown)}
