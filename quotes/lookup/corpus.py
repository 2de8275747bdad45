"""What lookups search: quotes with their wordings, speakers and statements, wherever they are stored.

Wordings are identified by the key of their words, runs by their marks (see `quotes.tracking.words`), and
quotes and speakers by numbers that are valid only in their corpus. Rows have the store's format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from quotes.store.listing import Row


class Corpus(Protocol):
    """The queries of a lookup. None of them reads more than a bounded amount."""

    @property
    def beside(self) -> Corpus | None:
        """Another corpus that is searched together with this one but reported separately, if there is one."""

    def is_common(self, mark: int, length: int, most: int) -> bool:
        """Whether more than `most` runs begin with the first `length` words of a mark."""

    def holding(self, mark: int, length: int, most: int) -> list[int]:
        """Wordings that contain the first `length` words of a mark; some of them if more than `most` do."""

    def holding_both(self, mark: int, other: int, most: int) -> list[int]:
        """Wordings that contain both runs, found among at most `most` that contain the first."""

    def holding_all_by(self, words: list[str], asked: Sequence[int]) -> list[int]:
        """Wordings by the given speakers that contain all these words, every run of which is common."""

    def wordings(self, keys: Sequence[int]) -> dict[int, str]:
        """A text of each wording with one of these keys, if it was quoted."""

    def wordings_of(self, keys: Sequence[int], asked: Sequence[int]) -> set[int]:
        """Which of these wordings the given speakers are quoted with."""

    def called(self, name: str) -> list[int]:
        """The speakers that somebody asking may mean by a name, which has a letter or a digit."""

    def parts_of_names(self, words: Iterable[str]) -> frozenset[str]:
        """Those words that are a part of some speaker's name."""

    def of_wording(self, key: int, most: int, asked: Sequence[int] = (), *, said: bool = True) -> list[Row]:
        """Quotes of a wording that were said, or that were not; only those by `asked` if given.

        Each with `pk`, `speaker`, `statement`, `live`, `day` and `factuality`.
        """

    def quotes(self, pks: Sequence[int]) -> list[Row]:
        """These quotes as they are shown, in the given order."""

    def statements(self, pks: Sequence[int]) -> list[Row]:
        """These statements as they are shown, in no particular order."""

    def everything(self) -> Row:
        """How many `articles` and `outlets` there are, published `since` when, `until` when."""

    def of_speakers(self, asked: Sequence[int]) -> list[Row]:
        """The same of each speaker, with `name`, `slug`, `kind` and `quotes`."""

    def with_evidence(self, rows: Sequence[Row]) -> list[Row]:
        """Quotes with their `context`, `link`, `targets`, `snapshot` and `history`, in the order given."""

    def with_reports(self, rows: Sequence[Row]) -> list[Row]:
        """Statements with who reports them and what may speak against them, in the order given."""
