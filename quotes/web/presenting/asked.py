"""What the address of a page asks for: filters that are kept from one page to the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request
from sqlite_utils import Database

from quotes.extraction import Factuality
from quotes.intake import parse_day
from quotes.requests.problems import unusable
from quotes.store.quotations import topic_lists
from quotes.store.tracking.statements import SAID, Filters

# The names of the API, so that a list and its exports are asked for alike.
NAMES = (
    "from", "to", "about", "q", "form", "factuality", "min_confidence", "min_said_confidence",
)  # fmt: skip
FACTUALITIES = ("said", "denied", "hypothetical", "fabricated")
ANY = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they were written, those that are empty left out."""

    given: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_request(cls, args: Mapping[str, str]) -> Asked:
        """The filters among the names of an address."""
        return cls({name: args[name].strip() for name in NAMES if args.get(name, "").strip()})

    def get(self, name: str) -> str:
        """What was asked for under a name of the address; empty where nothing was."""
        return self.given.get(name, "")

    @property
    def narrowed(self) -> bool:
        """Whether the list is cut down by any filter."""
        return bool(self.given)

    def filters(self, db: Database, speaker: int | None) -> Filters:
        """The same as the store has it. Raises Problem for what cannot be read."""
        about = self.given.get("about")
        return Filters(
            speaker=speaker,
            since=_day(self.given, "from"),
            until=_day(self.given, "to"),
            q=self.given.get("q"),
            form=one_of(self.given.get("form"), ("sentence", "fragment"), None),
            min_confidence=_share(self.given, "min_confidence"),
            min_said_confidence=_share(self.given, "min_said_confidence"),
            about=None if about is None else topic_lists.called(db, about),
            factuality=_factuality(self.given.get("factuality")),
        )


def cursor() -> str | None:
    """Where the page that is asked for goes on, if it is not the first."""
    return request.args.get("cursor") or None


def one_of(value: str | None, known: Collection[str], otherwise: Any) -> Any:
    """A value that is one of those known, or another in its place."""
    return value if value in known else otherwise


def _factuality(given: str | None) -> Factuality | None:
    if given == ANY:
        return None
    chosen: Factuality = one_of(given, FACTUALITIES, SAID)
    return chosen


def _day(given: Mapping[str, str], name: str) -> date | None:
    try:
        return parse_day(given[name]) if name in given else None
    except ValueError:
        raise unusable(name, "Must be a day such as 2021-10-03.") from None


def _share(given: Mapping[str, str], name: str) -> float | None:
    try:
        share = float(given[name]) if name in given else None
    except ValueError:
        raise unusable(name, "Must be a number from 0 to 1.") from None
    return share
