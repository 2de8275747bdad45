"""The times of an article, each with what the article as a whole makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.extraction.dating.attachment.attachments import Timed
from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.attachment.speech_wording import Wording, wording
from quotes.extraction.dating.ranking.quote_positions import Place
from quotes.extraction.dating.ranking.same_sentence import OwnSentences
from quotes.extraction.dating.ranking.speakers import People
from quotes.extraction.dating.ranking.speech_events import Setting, find_settings

Width = Literal["day", "week", "wide"]

_FULL_SENTENCE = 80  # characters; headlines and bylines are shorter
_LEAD_SENTENCES = 3
_WEEK, _MONTH = 7, 30  # days
# Ties that say the same of a quote far away.
_FAMILIES = {"verb": "say", "ahead": "say", "occasion": "occasion", "event": "occasion"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with the setting it tells.

    `key` is the same for all words that come to the same time. `family` is the tie, kindred ties as one.
    `holders` are the speakers whose words it dates as far as its sentence tells. `opens` tells that it begins
    its sentence, `lead` that it stands in the opening of the article, `main` that it comes to the day told of
    most, `first` to the day told of first. `age` is the distance to publication: days, or a word for many.
    """

    timed: Timed
    setting: Setting
    wording: Wording
    key: object
    family: str
    width: Width
    holders: frozenset[str]
    opens: bool
    lead: bool
    main: bool
    first: bool
    age: str

    @property
    def flags(self) -> str:
        """Which of the four hold, in words."""
        told = {"opens": self.opens, "lead": self.lead, "main": self.main, "first": self.first}
        return " ".join(word for word, holds in told.items() if holds)

    @property
    def start(self) -> int:
        return self.timed.expression.start

    @property
    def sentence(self) -> int:
        return self.timed.sentence


class Moments:
    """All moments in text order.

    `own` is the moment that dates each quote in its own sentences, by the quote's number; `days` counts the
    days on which anybody spoke.
    """

    def __init__(
        self,
        layout: Layout,
        people: People,
        times: list[Timed],
        places: Sequence[Place],
        published: date | None,
    ) -> None:
        self.strengths = OwnSentences(layout, times, places)
        number = {id(timed): index for index, timed in enumerate(times)}
        found = [self.strengths.time_of(place) for place in places]
        self.own = [None if timed is None else number[id(timed)] for timed in found]
        settings = find_settings(layout, people, times)
        spoken = Counter(_key(s.timed) for s in settings if s.speaks and s.timed.is_day)
        self.days = len(spoken)
        first = next(iter(spoken), None)
        main = max(spoken, key=lambda key: spoken[key], default=None)
        told = self._told(places)
        full = [i for i, s in enumerate(layout.sentences) if s.end - s.start >= _FULL_SENTENCE]
        lead = frozenset(full[:_LEAD_SENTENCES])
        self.all = [
            Moment(
                timed=setting.timed,
                setting=setting,
                wording=wording(layout, setting.timed),
                key=(key := _key(setting.timed)),
                family=_FAMILIES.get(setting.timed.tie, setting.timed.tie),
                width=_width(setting.timed),
                holders=(setting.holders if setting.speaks else frozenset()) | told.get(index, frozenset()),
                opens=layout.opens_sentence(setting.timed.expression.start),
                lead=setting.timed.sentence in lead,
                main=key == main,
                first=key == first,
                age=_age(setting.timed, published),
            )
            for index, setting in enumerate(settings)
        ]
        self.starts = [moment.start for moment in self.all]

    def _told(self, places: Sequence[Place]) -> dict[int, frozenset[str]]:
        """The speakers of the quotes that each moment dates in their own sentences, by its number."""
        told: dict[int, set[str]] = {}
        for place, index in zip(places, self.own, strict=True):
            if index is not None:
                told.setdefault(index, set()).add(place.speaker)
        return {index: frozenset(speakers) for index, speakers in told.items()}


def _key(timed: Timed) -> object:
    resolved = timed.resolved
    return (resolved.on, resolved.precision) if resolved.on else timed.expression.form


def _width(timed: Timed) -> Width:
    if timed.is_day:
        return "day"
    return "week" if timed.resolved.precision == "week" else "wide"


def _age(timed: Timed, published: date | None) -> str:
    on = timed.resolved.on
    if on is None or published is None or timed.resolved.precision != "day":
        return "unknown"
    age = (published - on).days
    return str(age) if age <= _WEEK else "month" if age <= _MONTH else "old"
