"""An archive as a corpus to look words up in, like the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np

from quotes.archive.extra import ArchiveError
from quotes.archive.index import tables
from quotes.archive.index.columns import Columns, Table
from quotes.archive.index.opened import OpenIndex, extent
from quotes.archive.index.reading import Counts, around, shown_quote, shown_statement
from quotes.lookup.evidence.enrichment import MOST_REPORTS, REACH, surroundings
from quotes.store.ids import id_of, statement_id
from quotes.store.listing import Row
from quotes.tracking.names import canonical, keys_to_find, slug_of
from quotes.tracking.normalization import Wording
from quotes.tracking.speakers import Known, meant
from quotes.tracking.words import RUN, key_of, range_of, runs_of

# For this many wordings with the rarest run, it is checked whether they contain the other runs.
MOST_LOOKED_THROUGH = 20_000
# At most this many speakers may match a name, by the name itself or by its words.
MOST_MEANT, MOST_NAMED = 1_000, 100
# At most this many of them are reported.
MOST_TOLD = 100
CLASSES = ("person", "organization")

# Which of some articles, given by id, are to be left out because they are in the database.
Stored = Callable[[Sequence[str]], frozenset[str]]
SAID = tables.FACTUALITIES.index("said")


class ArchiveCorpus:
    """A `Corpus` over an index, for one lookup; see there for what each method means.

    Quotes of the same words by one speaker are one statement; other variants are not grouped. In an archive
    nothing was ever changed or decided by people. Articles that are `stored` elsewhere do not count.
    """

    beside = None

    def __init__(self, index: OpenIndex, stored: Stored = lambda _ids: frozenset()) -> None:
        self.index = index
        self._stored = stored
        self._quotes = cache(self._read_quotes)
        self._rows: dict[int, Row] = {}

    def is_common(self, mark: int, length: int, most: int) -> bool:
        found = list(self.index.slices(tables.RUNS, *range_of(mark, length)))
        sizes: list[int] = [rows.stop - rows.start for _, _, rows in found]
        if len(sizes) < 2 or sum(sizes) <= most or max(sizes) > most:
            return sum(sizes) > most
        return len(_pairs(found, most + 1)) > most

    def holding(self, mark: int, length: int, most: int) -> list[int]:
        found = list(self.index.slices(tables.RUNS, *range_of(mark, length)))
        return [key for _, key in _pairs(found, most)]

    def holding_both(self, mark: int, other: int, most: int) -> list[int]:
        found: list[int] = self._holding_also(np.array(self.holding(mark, RUN, most), "i8"), other).tolist()
        return found

    def holding_all_by(self, words: list[str], asked: Sequence[int]) -> list[int]:
        marks = sorted(runs_of(words)[: 1 - RUN], key=self._number_holding)
        found = np.array(self.holding(marks[0], RUN, MOST_LOOKED_THROUGH), "i8")
        for mark in marks[1:]:
            found = self._holding_also(found, mark)
        return sorted(self.wordings_of(found.tolist(), asked))

    def wordings(self, keys: Sequence[int]) -> dict[int, str]:
        found = {}
        for key in keys:
            table, rows = next(
                ((table, rows) for _, table, rows in self.index.slices(tables.WORDINGS, key, key)),
                (None, None),
            )
            if table is not None and rows is not None and len(self._quotes(key)["pk"]):
                found[key] = table.text(rows.start)
        return found

    def wordings_of(self, keys: Sequence[int], asked: Sequence[int]) -> set[int]:
        wanted = set(asked)
        return {
            key
            for key in self.index.spoken(keys, asked)
            if not wanted.isdisjoint(self._quotes(key)["speaker"].tolist())
        }

    def called(self, name: str) -> list[int]:
        found = {
            speaker
            for kind in CLASSES
            for speaker in self._resembling(name, kind)
            if (known := self._known(speaker)) and meant(name, known)
        }
        if not found:
            words = tables.words_of_name(name)
            if not words:
                return []
            found = set(sorted(set.intersection(*map(self._found_by_word, words)))[:MOST_NAMED])
        return sorted(speaker for speaker in found if len(self.index.coverage(speaker)["speaker"]))

    def parts_of_names(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(
            word
            for word in words
            if (parts := tables.words_of_name(word)) and all(map(self._is_in_a_name, parts))
        )

    def of_wording(self, key: int, most: int, asked: Sequence[int] = (), *, said: bool = True) -> list[Row]:
        rows = self._quotes(key)
        mask = (rows["factuality"] == SAID) == said
        if asked:
            mask &= np.isin(rows["speaker"], asked)
        return [self._row(rows, at) for at in np.flatnonzero(mask)[:most].tolist()]

    def quotes(self, pks: Sequence[int]) -> list[Row]:
        self._read(pks)
        return [self._rows[pk] for pk in pks]

    def statements(self, pks: Sequence[int]) -> list[Row]:
        shown = []
        for pk in pks:
            group = self._reports(pk)
            lead = next((one for one in group["pk"].tolist() if one in self._rows), pk)
            self._read([lead])
            counts = Counts(
                len(group["pk"]), len(set(group["article"].tolist())), float(group["confidence"].max())
            )
            quote = self._rows[lead]
            shown.append(shown_statement(pk, quote["statement_id"], quote, [self._report(group, 0)], counts))
        return shown

    def everything(self) -> Row:
        return {name: number for name, number in self.index.everything.items() if name != "quotes"}

    def of_speakers(self, asked: Sequence[int]) -> list[Row]:
        rows = []
        for speaker, names in list(self._named(asked))[:MOST_TOLD]:
            kind = max(names, key=lambda one: one[2])[1]
            name = canonical([(name, articles) for name, _, articles in names], kind)
            covered = extent(self.index.coverage(speaker))
            rows.append({"pk": speaker, "name": name, "slug": slug_of(name), "kind": kind, **covered})
        return sorted(rows, key=lambda row: (-row["quotes"], row["pk"]))

    def with_evidence(self, rows: Sequence[Row]) -> list[Row]:
        places = {row["pk"]: self.index.article_place(self.index.row(row["pk"])) for row in rows}
        articles = self.index.rows.articles(places.values())
        packets = []
        for row in rows:
            article = articles[places[row["pk"]]]
            packets.append(
                {
                    **row,
                    **surroundings(row, around(row, article, REACH)),
                    "article": {**row["article"], "author": article["author"]},
                    "history": [],
                }
            )
        return packets

    def with_reports(self, rows: Sequence[Row]) -> list[Row]:
        without: Row = {"dated_otherwise": [], "same_words": [], "claim_reviews": [], "otherwise": []}
        found = []
        for row in rows:
            group = self._reports(row["pk"])
            most = min(MOST_REPORTS, len(group["pk"]))
            found.append({**row, "reported_by": [self._report(group, at) for at in range(most)], **without})
        return found

    def _read_quotes(self, key: int) -> Columns:
        """The quotes of a wording, without those of articles stored elsewhere."""
        rows = self.index.quotes(key)
        ids = [id_of(bits) for bits in rows["article"].tolist()]
        stored = self._stored(ids) if ids else frozenset()
        if not stored:
            return rows
        mask = [identifier not in stored for identifier in ids]
        return {name: column[mask] for name, column in rows.items()}

    def _holding_also(self, keys: Any, mark: int) -> Any:
        """Those wordings that also contain a run."""
        held = np.zeros(len(keys), bool)
        for _, table, rows in self.index.slices(tables.RUNS, mark, mark):
            # The wordings of one run are sorted, and may be far more than those that are checked.
            holding = table.columns["words"][rows]
            places = np.searchsorted(holding, keys).clip(max=len(holding) - 1)
            held |= holding[places] == keys
        return keys[held]

    def _number_holding(self, mark: int) -> int:
        return sum(rows.stop - rows.start for _, _, rows in self.index.slices(tables.RUNS, mark, mark))

    def _row(self, rows: Columns, at: int) -> Row:
        day = tables.iso(int(rows["day"][at]))
        return {
            "pk": int(rows["pk"][at]),
            "speaker": int(rows["speaker"][at]) or None,
            "statement": int(_of_statement(rows, at)["pk"][0]),
            "live": 1,
            "day": day or "",
            "factuality": tables.FACTUALITIES[rows["factuality"][at]],
        }

    def _reports(self, pk: int) -> Columns:
        """The quotes of a statement, the earliest first; the statement has the earliest one's number."""
        rows = self._quotes(int(self.index.row(pk)["words"]))
        (at,) = np.flatnonzero(rows["pk"] == pk)
        return _of_statement(rows, int(at))

    def _report(self, rows: Columns, at: int) -> Row:
        """One of several quotes in short, in the format of a statement's reports."""
        key, article = int(rows["words"][at]), rows["article"][at].tobytes()
        return {
            "quote": id_of(rows["quote"][at].tobytes()),
            "article": id_of(article),
            "archived": True,
            **self.index.told_of(article),
            "text": self.wordings([key])[key],
            "confidence": float(rows["confidence"][at]),
            "status": "unreviewed",
        }

    def _read(self, pks: Iterable[int]) -> None:
        """Read quotes that have not been read yet. Raises ArchiveError if their shard has changed."""
        rows = {pk: self.index.row(pk) for pk in pks if pk not in self._rows}
        places = {pk: self.index.place(row) for pk, row in rows.items()}
        found = self.index.rows.quotes(places.values()) if places else {}
        for pk, place in places.items():
            row = found[place]
            if key_of(Wording(row["text"]).written) != int(rows[pk]["words"]):
                raise ArchiveError(
                    f"The shard {place.shard} has changed since it was indexed: run `quotes archive index`."
                )
            first = self._reports(pk)["quote"][0].tobytes()
            self._rows[pk] = {**shown_quote(row), "pk": pk, "statement_id": statement_id(id_of(first))}

    def _found_by(self, key: int) -> set[int]:
        found: set[int] = set()
        for _, table, rows in self.index.slices(tables.KEYS, key, key):
            found.update(table.columns["speaker"][rows].tolist())
        return found

    def _found_by_word(self, word: str) -> set[int]:
        return self._found_by(tables.word_key(word))

    def _is_in_a_name(self, word: str) -> bool:
        key = tables.word_key(word)
        return next(self.index.slices(tables.KEYS, key, key), None) is not None

    def _resembling(self, name: str, kind: str) -> list[int]:
        keys = (tables.class_key(kind, key) for key in keys_to_find(name, kind))
        return sorted(set[int]().union(*map(self._found_by, keys)))[:MOST_MEANT]

    def _known(self, speaker: int) -> Known | None:
        names = self._names(speaker)
        if not names:
            return None
        return Known(speaker, names[0][1], frozenset(name for name, *_ in names), speaker)

    def _named(self, speakers: Iterable[int]) -> Iterator[tuple[int, list[tuple[str, str, int]]]]:
        """Those speakers who are in the archive, with their names."""
        for speaker in speakers:
            if names := self._names(speaker):
                yield speaker, names

    def _names(self, speaker: int) -> list[tuple[str, str, int]]:
        """The names of a speaker, each with its kind and the number of articles that use it."""
        counted: dict[tuple[str, str], int] = {}
        for _, table, rows in self.index.slices(tables.NAMES, speaker, speaker):
            for row in range(rows.start, rows.stop):
                name = table.text(row), tables.KINDS[table.columns["kind"][row]]
                counted[name] = counted.get(name, 0) + int(table.columns["articles"][row])
        return [(name, kind, articles) for (name, kind), articles in counted.items()]


def _of_statement(rows: Columns, at: int) -> Columns:
    """The quotes of a wording that report the same statement as the one at `at`, the earliest first."""
    if rows["speaker"][at] == tables.NOBODY:
        mask = np.arange(len(rows["pk"])) == at
    else:
        mask = (rows["speaker"] == rows["speaker"][at]) & (rows["factuality"] == rows["factuality"][at])
    return {name: column[mask] for name, column in rows.items()}


def _pairs(found: Sequence[tuple[int, Table, slice]], most: int) -> list[tuple[int, int]]:
    """Marks with wordings that contain them, the first of each segment, in order and without repetition."""
    pairs: set[tuple[int, int]] = set()
    for _, table, rows in found:
        part = slice(rows.start, min(rows.stop, rows.start + most))
        marks, keys = table.columns["mark"][part], table.columns["words"][part]
        pairs.update(zip(marks.tolist(), keys.tolist(), strict=True))
    return sorted(pairs)[:most]
