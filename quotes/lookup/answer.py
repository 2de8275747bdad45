"""The answer to "did they say this?": a verdict, and the stored quotes that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.extraction import Factuality
from quotes.lookup.comparison.changes import Change
from quotes.lookup.comparison.comparison import Kind, Part
from quotes.lookup.comparison.difference import Difference
from quotes.store.listing import Row

Verdict = Literal["verbatim", "trimmed", "altered", "spliced", "other_speaker", "disputed", "not_found"]


@dataclass(frozen=True, slots=True)
class Match:
    """A stored quote, the statement it reports, and how it compares with the words asked for.

    `changes` are those of altered words, `parts` the stretches of the quote that the words are from.
    `factuality` is how the words asked for are told: as the quote is, or denied if its own words deny them.
    """

    quote: Row
    statement: Row
    match: Kind
    similarity: float
    difference: tuple[Difference, ...]
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]
    factuality: Factuality


@dataclass(frozen=True, slots=True)
class SearchedSpeaker:
    """Who was asked for, and each speaker who may be meant with how much there is of them.

    `known` is whether anybody goes by the name.
    """

    asked: str
    known: bool
    speakers: list[Row]


@dataclass(frozen=True, slots=True)
class Searched:
    """What there was to search: all articles, and those of the speaker asked for.

    `archive` is what there was in an archive beside, if there is one.
    """

    articles: int
    outlets: int
    since: str | None
    until: str | None
    speaker: SearchedSpeaker | None
    archive: Searched | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict; the quotes that bear on it, best first; and what there was to search.

    First the quotes that were said, then those that are told as denied, supposed or made up, then what comes
    near. Where there are none but those of the second kind, the verdict is "disputed"; if they are of another
    than the one asked for, or deny the opposite of the words, it is "not_found", and they are shown.
    """

    verdict: Verdict
    matches: list[Match]
    searched: Searched

    @property
    def not_said(self) -> list[Match]:
        """The quotes that are told as denied, supposed or made up."""
        return [match for match in self.matches if match.factuality != "said"]
