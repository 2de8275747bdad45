"""Whether two statements may be reports of one occasion, as far as their dates tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

# How many days a report may come after what it reports, where it tells no day of its own.
REPORTED_WITHIN_DAYS = 3
# How many days a period may go on after its first.
_DAYS_MORE = {"day": 0, "week": 6, "month": 30, "year": 365}

Kind = Literal["changed", "wording"]


@dataclass(frozen=True, slots=True)
class When:
    """When something was said: the first day, '' for an unknown one, its precision and what it rests on."""

    day: str
    precision: str | None
    basis: str | None

    @property
    def told(self) -> bool:
        """Whether a report tells the time, rather than the day of its publication standing for it."""
        return self.day != "" and self.basis in ("explicit", "inherited")


def kind_of(one: When, other: When) -> Kind:
    """`changed` where two days lie apart, so that somebody spoke twice; else `wording`."""
    if not one.day or not other.day:
        return "wording"
    first, second = sorted((one, other), key=lambda when: when.day)
    apart = (date.fromisoformat(second.day) - date.fromisoformat(first.day)).days
    apart -= _DAYS_MORE.get(first.precision or "day", 0)
    return "changed" if apart > (0 if first.told and second.told else REPORTED_WITHIN_DAYS) else "wording"
