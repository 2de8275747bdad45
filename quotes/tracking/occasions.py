"""Whether two statements may be reports of one occasion, judging by their dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

# How many days after the event a report may appear, if it gives no day.
REPORTED_WITHIN_DAYS = 3
# How many days a period may extend after its first.
_DAYS_MORE = {"day": 0, "week": 6, "month": 30, "year": 365}

Kind = Literal["changed", "wording"]


@dataclass(frozen=True, slots=True)
class When:
    """When something was said: the first day ('' if unknown), its precision and its basis."""

    day: str
    precision: str | None
    basis: str | None

    @property
    def told(self) -> bool:
        """Whether a report gives the time, rather than only its day of publication."""
        return self.day != "" and self.basis in ("explicit", "inherited")


def kind_of(one: When, other: When) -> Kind:
    """`changed` if the two are on different days, so that the speaker spoke twice; else `wording`."""
    if not one.day or not other.day:
        return "wording"
    first, second = sorted((one, other), key=lambda when: when.day)
    apart = (date.fromisoformat(second.day) - date.fromisoformat(first.day)).days
    apart -= _DAYS_MORE.get(first.precision or "day", 0)
    return "changed" if apart > (0 if first.told and second.told else REPORTED_WITHIN_DAYS) else "wording"
