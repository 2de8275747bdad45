"""The quotes of the database as a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from quotes.lookup.evidence import enrichment
from quotes.store.identity import speakers
from quotes.store.listing import Row
from quotes.store.quotations import quotes
from quotes.store.tracking import coverage, shingles, statements
from quotes.tracking.words import RUN, fingerprints_of, runs_of

# For common words: at most this many speakers that may be meant, and this many quotes of each.
MOST_SPEAKERS = 5
MOST_MARKED = 50


class DatabaseCorpus:
    """A `Corpus` over a connection; see there for what each method means."""

    beside = None

    def __init__(self, db: Database) -> None:
        self.db = db

    def is_common(self, mark: int, length: int, most: int) -> bool:
        return shingles.is_common(self.db, mark, length, most)

    def holding(self, mark: int, length: int, most: int) -> list[int]:
        return shingles.holding(self.db, mark, length, most)

    def holding_both(self, mark: int, other: int, most: int) -> list[int]:
        return shingles.holding_both(self.db, mark, other, most)

    def holding_all_by(self, words: list[str], asked: Sequence[int]) -> list[int]:
        fingerprint = min(fingerprints_of(words))
        many = [
            key
            for speaker in asked[:MOST_SPEAKERS]
            for key in quotes.wordings_marked(self.db, speaker, fingerprint, MOST_MARKED)
        ]
        return shingles.holding_each(self.db, many, runs_of(words)[: 1 - RUN])

    def wordings(self, keys: Sequence[int]) -> dict[int, str]:
        return quotes.wordings(self.db, keys)

    def wordings_of(self, keys: Sequence[int], asked: Sequence[int]) -> set[int]:
        return quotes.wordings_of(self.db, keys, asked)

    def called(self, name: str) -> list[int]:
        return speakers.called(self.db, name)

    def parts_of_names(self, words: Iterable[str]) -> frozenset[str]:
        return speakers.parts_of_names(self.db, words)

    def of_wording(self, key: int, most: int, asked: Sequence[int] = (), *, said: bool = True) -> list[Row]:
        return quotes.of_wording(self.db, key, most, asked, said=said)

    def quotes(self, pks: Sequence[int]) -> list[Row]:
        return quotes.by_pk(self.db, pks)

    def statements(self, pks: Sequence[int]) -> list[Row]:
        return statements.by_pk(self.db, list(pks))

    def everything(self) -> Row:
        return coverage.everything(self.db)

    def of_speakers(self, asked: Sequence[int]) -> list[Row]:
        return coverage.of_speakers(self.db, asked)

    def with_evidence(self, rows: Sequence[Row]) -> list[Row]:
        return enrichment.with_evidence(self.db, rows)

    def with_reports(self, rows: Sequence[Row]) -> list[Row]:
        return enrichment.with_reports(self.db, rows)
