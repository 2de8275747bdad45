"""The times that may date a quote, each with what the whole article tells about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.extraction.dating.attachment.attachments import AttachedTime
from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.attachment.speech_wording import Wording, wording
from quotes.extraction.dating.ranking.context_words import words_around_time
from quotes.extraction.dating.ranking.feature_groups import FeatureGroup
from quotes.extraction.dating.ranking.quote_positions import QuotePosition
from quotes.extraction.dating.ranking.same_sentence import SameSentenceTimes
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers
from quotes.extraction.dating.ranking.speech_events import SpeechEvent, find_speech_events

Width = Literal["day", "week", "wide"]

_FULL_SENTENCE = 80  # characters; headlines and bylines are shorter
_LEAD_SENTENCES = 3
_WEEK, _MONTH = 7, 30  # days


@dataclass(frozen=True, slots=True)
class CandidateTime:
    """A time with its speech event and the words around it.

    `key` is the same for all words that resolve to the same time. `holders` are the speakers whose words it
    dates according to its own sentence. `opens` tells that it begins its sentence, `lead` that it is in the
    article's opening, `main` that it is the most frequent day, `first` that it is the first day, `only` that
    it is the only day with a speech event. `age` is the distance to publication: days, or a word for many.
    """

    attached: AttachedTime
    speech_event: SpeechEvent
    wording: Wording
    words: FeatureGroup
    key: object
    width: Width
    holders: frozenset[str]
    opens: bool
    lead: bool
    main: bool
    first: bool
    only: bool
    age: str

    @property
    def flags(self) -> str:
        """Those of the five flags that are set, as words."""
        told = {
            "opens": self.opens,
            "lead": self.lead,
            "main": self.main,
            "first": self.first,
            "only": self.only,
        }
        return " ".join(word for word, holds in told.items() if holds)

    @property
    def start(self) -> int:
        return self.attached.expression.start

    @property
    def sentence(self) -> int:
        return self.attached.sentence


class CandidateTimes:
    """All candidate times in text order.

    `own` is the candidate that dates each quote in its own sentences, by the quote's number.
    """

    def __init__(
        self,
        layout: Layout,
        speakers: QuotedSpeakers,
        times: list[AttachedTime],
        positions: Sequence[QuotePosition],
        published: date | None,
    ) -> None:
        self.strengths = SameSentenceTimes(layout, times, positions)
        number = {id(attached): index for index, attached in enumerate(times)}
        found = [self.strengths.time_of(position) for position in positions]
        self.own = [None if attached is None else number[id(attached)] for attached in found]
        speech_events = find_speech_events(layout, speakers, times)
        spoken = Counter(_key(s.attached) for s in speech_events if s.speaks and s.attached.is_day)
        first = next(iter(spoken), None)
        main = max(spoken, key=lambda key: spoken[key], default=None)
        told = self._told(positions)
        full = [i for i, s in enumerate(layout.sentences) if s.end - s.start >= _FULL_SENTENCE]
        lead = frozenset(full[:_LEAD_SENTENCES])
        self.all = [
            CandidateTime(
                attached=speech_event.attached,
                speech_event=speech_event,
                wording=wording(layout, speech_event.attached),
                words=words_around_time(layout, speech_event.attached),
                key=(key := _key(speech_event.attached)),
                width=_width(speech_event.attached),
                holders=(speech_event.holders if speech_event.speaks else frozenset())
                | told.get(index, frozenset()),
                opens=layout.opens_sentence(speech_event.attached.expression.start),
                lead=speech_event.attached.sentence in lead,
                main=key == main,
                first=key == first,
                only=len(spoken) == 1 and key == first,
                age=_age(speech_event.attached, published),
            )
            for index, speech_event in enumerate(speech_events)
        ]
        self.starts = [candidate.start for candidate in self.all]

    def _told(self, positions: Sequence[QuotePosition]) -> dict[int, frozenset[str]]:
        """The speakers of the quotes that each candidate dates in their own sentences, by its number."""
        told: dict[int, set[str]] = {}
        for position, index in zip(positions, self.own, strict=True):
            if index is not None:
                told.setdefault(index, set()).add(position.speaker)
        return {index: frozenset(speakers) for index, speakers in told.items()}


def _key(attached: AttachedTime) -> object:
    resolved = attached.resolved
    return (resolved.on, resolved.precision) if resolved.on else attached.expression.form


def _width(attached: AttachedTime) -> Width:
    if attached.is_day:
        return "day"
    return "week" if attached.resolved.precision == "week" else "wide"


def _age(attached: AttachedTime, published: date | None) -> str:
    on = attached.resolved.on
    if on is None or published is None or attached.resolved.precision != "day":
        return "unknown"
    age = (published - on).days
    return str(age) if age <= _WEEK else "month" if age <= _MONTH else "old"
