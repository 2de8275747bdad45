"""The position of a quote among the sentences of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.dating.attachment.layout import Layout
from quotes.extraction.dating.attachment.speech_words import SPEECH_VERBS
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers, QuoteToDate

_THEN = re.compile(r"\bthen(?=[.;,]|\s*$)|\bat th(?:e|at) time\b")
_AUXILIARY = re.compile(
    r"(?:\b(?:has|have)|['’](?:s|ve)|\b(?P<pluperfect>had))\s(?:\w+\s){0,2}$", re.IGNORECASE
)
_AUXILIARY_REACH = 40  # characters before a verb
_LONGEST_SENTENCE = 1000  # characters that are examined


@dataclass(frozen=True, slots=True)
class QuotePosition:
    """A quote's position among the sentences.

    `own` are the sentences of its words and of the words that attribute it, `first` and `last` those of its
    words alone; `at` is the offset of its start. `speaker` is the speaker's key. `cue` and `mention` are
    character ranges, (-1, -1) if missing. `points_back` tells that its sentence refers to an earlier time by
    "then" or "at the time". `tense` is that of the reporting verb: "perfect" (has said), "pluperfect" (had
    said), "present" (says), "" otherwise.
    """

    own: tuple[int, ...]
    first: int
    last: int
    at: int
    speaker: str
    cue: tuple[int, int]
    mention: tuple[int, int]
    points_back: bool
    tense: str

    @property
    def center(self) -> int:
        """The offset of the words that attribute the quote, else of the quote itself."""
        return self.cue[0] if self.cue[0] >= 0 else self.at


def find_quote_positions(
    layout: Layout, speakers: QuotedSpeakers, attributions: Sequence[QuoteToDate]
) -> list[QuotePosition]:
    """The positions of the quotes, in the same order."""
    return [_place(layout, speakers, one, key) for one, key in zip(attributions, speakers.keys, strict=True)]


def _place(layout: Layout, speakers: QuotedSpeakers, one: QuoteToDate, key: str) -> QuotePosition:
    first = min(one.spans, key=lambda span: span.start)
    at = [layout.sentence_at(span.start) for span in one.spans]
    own = set(at)
    cue = (one.cue.start, one.cue.end) if one.cue else (-1, -1)
    mention = (one.mention.start, one.mention.end) if one.mention else (-1, -1)
    if one.cue or one.mention:
        own.add(layout.sentence_at(cue[0] if one.cue else mention[0]))
    speaker = key or (speakers.subjects[layout.sentence_at(mention[0])] if one.mention else "")
    return QuotePosition(
        own=tuple(sorted(own)),
        first=min(at),
        last=max(at),
        at=first.start,
        speaker=speaker,
        cue=cue,
        mention=mention,
        points_back=any(_tells(_THEN, layout, index) for index in own),
        tense=_tense(layout, cue),
    )


def _tense(layout: Layout, cue: tuple[int, int]) -> str:
    """The tense of the reporting verb."""
    if cue[0] < 0:
        return ""
    verb = layout.text[slice(*cue)].lower()
    if verb.endswith("s") and verb in SPEECH_VERBS:
        return "present"
    before = layout.outside[max(0, cue[0] - _AUXILIARY_REACH) : cue[0]]
    found = _AUXILIARY.search(before)
    return "" if found is None else "pluperfect" if found["pluperfect"] else "perfect"


def _tells(pattern: re.Pattern[str], layout: Layout, index: int) -> bool:
    sentence = layout.sentences[index]
    end = min(sentence.end, sentence.start + _LONGEST_SENTENCE)
    return bool(pattern.search(layout.outside, sentence.start, end))
