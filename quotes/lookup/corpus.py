"""What words are looked up in: quotes with their wordings, speakers and statements, wherever they are kept.

Wordings are known by the key of their words, runs by their marks (see `quotes.tracking.words`), quotes and
speakers by numbers that mean something to their corpus alone. Rows are shaped as the store shapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from quotes.store.listing import Row


class Corpus(Protocol):
    """What a lookup asks. No question reads more than a bounded part of what there is."""

    @property
    def beside(self) -> Corpus | None:
        """Another corpus that is searched with this one, and told apart from it, if there is one."""

    def is_common(self, mark: int, length: int, most: int) -> bool:
        """Whether more than `most` places go on with the first `length` words of a mark."""

    def holding(self, mark: int, length: int, most: int) -> list[int]:
        """Wordings that hold the first `length` words of a mark; if there are more than `most`, some."""

    def holding_both(self, mark: int, other: int, most: int) -> list[int]:
        """Wordings that hold both of these runs, found among at most `most` that hold the first."""

    def holding_all_by(self, words: list[str], asked: Sequence[int]) -> list[int]:
        """Wordings of the speakers asked for that hold all of these words, every run of which is common."""

    def wordings(self, keys: Sequence[int]) -> dict[int, str]:
        """A text of each wording that is known by these keys, if it was quoted."""

    def wordings_of(self, keys: Sequence[int], asked: Sequence[int]) -> set[int]:
        """Which of these wordings these speakers are quoted with."""

    def called(self, name: str) -> list[int]:
        """The speakers that somebody asking may mean by a name, which has a letter or a digit."""

    def parts_of_names(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that are a part of some speaker's name."""

    def of_wording(self, key: int, most: int, asked: Sequence[int] = (), *, said: bool = True) -> list[Row]:
        """Quotes of a wording that were said, or those that were not; of `asked` alone if it is given.

        Each with `pk`, `speaker`, `statement`, `live`, `day` and `factuality`.
        """

    def quotes(self, pks: Sequence[int]) -> list[Row]:
        """These quotes as they are shown, in this order."""

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
