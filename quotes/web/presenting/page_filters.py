"""The filters in the address of a page, which are kept from one page to the next."""

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

# The same names as in the API, so that a list and its exports have the same parameters.
NAMES = (
    "from", "to", "about", "q", "form", "factuality", "min_confidence", "min_said_confidence",
)  # fmt: skip
FACTUALITIES = ("said", "denied", "hypothetical", "fabricated")
ANY = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as written, without empty ones."""

    given: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_request(cls, args: Mapping[str, str]) -> Asked:
        """The filters among the query parameters."""
        return cls({name: args[name].strip() for name in NAMES if args.get(name, "").strip()})

    def get(self, name: str) -> str:
        """The value of a query parameter; "" if it is missing."""
        return self.given.get(name, "")

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.given)

    def filters(self, db: Database, speaker: int | None) -> Filters:
        """The filters in the store's form. Raises Problem for invalid values."""
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
    """The cursor of the requested page, if it is not the first."""
    return request.args.get("cursor") or None


def one_of(value: str | None, known: Collection[str], otherwise: Any) -> Any:
    """The value if it is one of those known, otherwise the fallback."""
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
