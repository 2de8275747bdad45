"""When a feed asks not to be fetched: skipHours and skipDays of RSS, which count in GMT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lxml import etree

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = (b"skipHours", b"skipDays", b"skiphours", b"skipdays")
_WEEK_HOURS = 7 * 24


@dataclass(frozen=True, slots=True)
class Skips:
    """Hours of the day, from 0, and days of the week, from Monday as 0, in which a feed rests."""

    hours: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()

    def as_record(self) -> dict[str, list[int]]:
        return {"hours": sorted(self.hours), "days": sorted(self.days)}

    @staticmethod
    def of_record(told: dict[str, list[int]]) -> Skips:
        return Skips(frozenset(told["hours"]), frozenset(told["days"]))

    def after(self, at: float) -> float:
        """The first moment from this one on at which the feed may be fetched, in Unix time.

        A feed that would always rest asks for nothing that can be meant.
        """
        moment = datetime.fromtimestamp(at, UTC)
        if not self._rests(moment):
            return at
        hour = moment.replace(minute=0, second=0, microsecond=0)
        for ahead in range(1, _WEEK_HOURS + 1):
            following = hour + timedelta(hours=ahead)
            if not self._rests(following):
                return following.timestamp()
        return at

    def _rests(self, moment: datetime) -> bool:
        return moment.hour in self.hours or moment.weekday() in self.days


def skips_of(content: bytes) -> Skips:
    """What an RSS feed says of the times in which it rests."""
    if not any(name in content for name in _NAMES):
        return Skips()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Skips()
    if root is None:
        return Skips()
    hours = {int(told) % 24 for told in _told(root, "skiphours") if told.isdecimal() and int(told) <= 24}
    days = {_DAYS.index(told) for told in _told(root, "skipdays") if told in _DAYS}
    return Skips(frozenset(hours), frozenset(days))


def _told(root: etree._Element, name: str) -> Iterator[str]:
    """What stands in the elements within one, without regard to case."""
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname.lower() == name:
            for one in element:
                told = (one.text or "").strip().lower()
                if told.isascii() and len(told) <= len("wednesday"):
                    yield told
