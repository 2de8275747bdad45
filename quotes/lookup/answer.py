"""The answer to "did they say this?": a verdict, and the stored quotes that support it."""

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
    """A stored quote, the statement it reports, and how it compares with the words of the question.

    `changes` are those of altered words, `parts` the ranges of the quote that the words come from.
    `factuality` is that of the words: the quote's, or denied if the quote itself denies them.
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
    """The speaker in the question, and the stored speakers who may be meant, each with how much is stored.

    `known` tells whether anybody has the name.
    """

    asked: str
    known: bool
    speakers: list[Row]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: all articles, and those of the speaker in the question.

    `archive` is what was searched in an archive, if there is one.
    """

    articles: int
    outlets: int
    since: str | None
    until: str | None
    speaker: SearchedSpeaker | None
    archive: Searched | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict; the relevant quotes, best first; and what was searched.

    First come the quotes that were said, then those reported as denied, supposed or made up, then near
    matches. If there are only quotes of the second kind, the verdict is "disputed"; but if they are another
    speaker's, or deny the opposite of the words, it is "not_found", and they are shown all the same.
    """

    verdict: Verdict
    matches: list[Match]
    searched: Searched

    @property
    def not_said(self) -> list[Match]:
        """The quotes that are reported as denied, supposed or made up."""
        return [match for match in self.matches if match.factuality != "said"]
