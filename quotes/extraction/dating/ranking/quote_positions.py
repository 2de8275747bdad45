"""The position of a quote among the sentences of its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.dating.attachment.layout import WORD, Layout
from quotes.extraction.dating.attachment.speech_words import DOCUMENTS, words
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers, QuoteToDate

_THEN = re.compile(r"\bthen(?=[.;,]|\s*$)|\bat th(?:e|at) time\b")
_GOES_ON = re.compile(r"\b(?:also|added|adds|adding|continued|continues|continuing|went on|further)\b")
_LONGEST_SENTENCE = 1000  # characters that are examined


@dataclass(frozen=True, slots=True)
class QuotePosition:
    """A quote's position among the sentences.

    `own` are the sentences of its words and of the words that attribute it, `first` and `last` those of its
    words alone; `at` is the offset of its start. `speaker` is the speaker's key. `cue` and `mention` are
    character ranges, (-1, -1) if missing. `pronoun` tells that the source is named by a pronoun, `document`
    the kind of document the source is ("" for persons and bodies), `points_back` that its sentence refers to
    an earlier time by "then" or "at the time", `goes_on` that it continues earlier words: "she also said",
    "he added".
    """

    own: tuple[int, ...]
    first: int
    last: int
    at: int
    speaker: str
    cue: tuple[int, int]
    mention: tuple[int, int]
    pronoun: bool
    document: str
    points_back: bool
    goes_on: bool

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
    source = one.mention.text.lower() if one.mention else ""
    if one.cue or one.mention:
        own.add(layout.sentence_at(cue[0] if one.cue else mention[0]))
    document = next((DOCUMENTS[word] for word in WORD.findall(source) if word in DOCUMENTS), "")
    speaker = key or (speakers.subjects[layout.sentence_at(mention[0])] if one.mention else "")
    return QuotePosition(
        own=tuple(sorted(own)),
        first=min(at),
        last=max(at),
        at=first.start,
        speaker=speaker,
        cue=cue,
        mention=mention,
        pronoun=source in words("pronoun"),
        document=document,
        points_back=any(_tells(_THEN, layout, index) for index in own),
        goes_on=any(_tells(_GOES_ON, layout, index) for index in own),
    )


def _tells(pattern: re.Pattern[str], layout: Layout, index: int) -> bool:
    sentence = layout.sentences[index]
    end = min(sentence.end, sentence.start + _LONGEST_SENTENCE)
    return bool(pattern.search(layout.outside, sentence.start, end))
