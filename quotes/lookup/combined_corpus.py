"""Two corpora searched as one, such as the database and an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from quotes.lookup.corpus import Corpus
from quotes.store.listing import Row


class CombinedCorpus:
    """A `Corpus` over two others, in which numbers of quotes, statements and speakers never coincide.

    What was searched is reported for each separately; the second is `beside`.
    """

    def __init__(self, first: Corpus, beside: Corpus) -> None:
        self.beside: Corpus | None = beside
        self._both = (first, beside)
        # Which of the two a quote or a statement comes from.
        self._of_quote: dict[int, Corpus] = {}
        self._of_statement: dict[int, Corpus] = {}

    def is_common(self, mark: int, length: int, most: int) -> bool:
        return any(one.is_common(mark, length, most) for one in self._both)

    def holding(self, mark: int, length: int, most: int) -> list[int]:
        return _united(one.holding(mark, length, most) for one in self._both)

    def holding_both(self, mark: int, other: int, most: int) -> list[int]:
        return _united(one.holding_both(mark, other, most) for one in self._both)

    def holding_all_by(self, words: list[str], asked: Sequence[int]) -> list[int]:
        return _united(one.holding_all_by(words, asked) for one in self._both)

    def wordings(self, keys: Sequence[int]) -> dict[int, str]:
        first, beside = (one.wordings(keys) for one in self._both)
        found = {**beside, **first}
        return {key: found[key] for key in keys if key in found}

    def wordings_of(self, keys: Sequence[int], asked: Sequence[int]) -> set[int]:
        return set().union(*(one.wordings_of(keys, asked) for one in self._both))

    def called(self, name: str) -> list[int]:
        return _united(one.called(name) for one in self._both)

    def parts_of_names(self, words: Iterable[str]) -> frozenset[str]:
        asked = list(words)
        return frozenset[str]().union(*(one.parts_of_names(asked) for one in self._both))

    def of_wording(self, key: int, most: int, asked: Sequence[int] = (), *, said: bool = True) -> list[Row]:
        rows = []
        for one in self._both:
            for row in one.of_wording(key, most, asked, said=said):
                self._of_quote[row["pk"]] = self._of_statement[row["statement"]] = one
                rows.append(row)
        return rows

    def quotes(self, pks: Sequence[int]) -> list[Row]:
        return self._each(pks, self._of_quote, int, lambda one, some: one.quotes(some))

    def statements(self, pks: Sequence[int]) -> list[Row]:
        return [
            row
            for one in self._both
            for row in one.statements([pk for pk in pks if self._of_statement[pk] is one])
        ]

    def everything(self) -> Row:
        return self._both[0].everything()

    def of_speakers(self, asked: Sequence[int]) -> list[Row]:
        return self._both[0].of_speakers(asked)

    def with_evidence(self, rows: Sequence[Row]) -> list[Row]:
        return self._each(rows, self._of_quote, _pk, lambda one, some: one.with_evidence(some))

    def with_reports(self, rows: Sequence[Row]) -> list[Row]:
        return self._each(rows, self._of_statement, _pk, lambda one, some: one.with_reports(some))

    def _each(
        self,
        items: Sequence[Any],
        known: dict[int, Corpus],
        pk_of: Callable[[Any], int],
        ask: Callable[[Corpus, list[Any]], list[Row]],
    ) -> list[Row]:
        """The results of each corpus for its own items, in the order of all."""
        found: dict[int, Row] = {}
        for one in self._both:
            own = [item for item in items if known[pk_of(item)] is one]
            found |= zip(map(pk_of, own), ask(one, own), strict=True)
        return [found[pk_of(item)] for item in items]


def _united(found: Iterable[list[int]]) -> list[int]:
    return list(dict.fromkeys(number for numbers in found for number in numbers))


def _pk(row: Row) -> int:
    return int(row["pk"])
