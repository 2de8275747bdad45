"""Speech events: the times at which, according to the article, somebody spoke, and whose words they date."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from quotes.extraction.dating.attachment.attachment_rules import AttachmentKind
from quotes.extraction.dating.attachment.attachments import AttachedTime
from quotes.extraction.dating.attachment.layout import WORD, Layout
from quotes.extraction.dating.attachment.speech_words import JOINT_OCCASIONS, OCCASIONS, SPEECH_VERBS, words
from quotes.extraction.dating.ranking.speakers import QuotedSpeakers

SPEAKING: frozenset[AttachmentKind] = frozenset({"verb", "occasion", "ahead", "event", "beside"})
_VERBAL = frozenset({"verb", "ahead"})
_REACH = 300  # characters on either side
_SUBJECT_REACH = 60
_MOST_NAMES = 24
_INVERTED = 40  # characters from a verb to the name of who speaks: "said the minister, Ada Lorn"
_NARRATOR = re.compile(
    r"\b(?:I|[Ww]e)\s(?:\w{1,20}\s)?(?:spoke|talked|met|interviewed|heard|asked|reached)\b|\b(?:to|with) me\b"
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:[Aa]n?|[Ss]ome|[Ss]everal|[Mm]any|officials|[Oo]thers)\s"
    r"|\s[A-Z][a-z]+\s|\b[A-Z][a-z]{1,40} [A-Z][a-z]+\s"
)
_NAME_BEFORE = re.compile(r"(?P<name>\b[A-Z][\w-]+)\s(?:also |later |then |\w+ly )?$")
_DESCRIPTION = re.compile(
    r"\b[Tt]he (?:[a-z][\w-]{1,30} ){1,4}?(?<!who )(?<!who have )(?<!who had )"
    r"(?P<verb>[a-z]{1,20}(?:ed|id|ote|old|oke|ays))\b"
)
_SEVERAL = re.compile(
    r"\b(?:[Oo]ther|[Ss]everal|[Mm]any|[Ss]ome|[Bb]oth|[Mm]ultiple)\s(?:\w{1,30}\s){0,2}?(?:officials|leaders|"
    r"lawmakers|politicians|experts|analysts|critics|senators|members|Democrats|Republicans|candidates|observers|"
    r"residents)\b"
)
# Represents people whom the article does not quote.
SOMEBODY_ELSE = frozenset({"somebody else"})


@dataclass(frozen=True, slots=True)
class SpeechEvent:
    """What the sentence of a time tells about speaking.

    `speaks` tells whether anybody spoke then. `holders` are the speakers whose words the time dates; empty if
    the sentence names none of them.
    """

    attached: AttachedTime
    speaks: bool
    holders: frozenset[str]


def find_speech_events(
    layout: Layout, speakers: QuotedSpeakers, times: list[AttachedTime]
) -> list[SpeechEvent]:
    """The speech event of each time, in the same order."""
    return [_setting(layout, speakers, attached) for attached in times]


def _setting(layout: Layout, speakers: QuotedSpeakers, attached: AttachedTime) -> SpeechEvent:
    start = max(layout.sentences[attached.sentence].start, attached.expression.start - _REACH)
    narrated = _NARRATOR.search(
        layout.outside, max(start, attached.anchor - 12), max(attached.anchor + 25, 0)
    )
    several = attached.attachment in _VERBAL and _SEVERAL.search(
        layout.outside, start, attached.expression.start
    )
    joint = bool(several) or (attached.attachment in ("occasion", "event") and _is_joint(layout, attached))
    holders = frozenset() if several or narrated else _holders(layout, speakers, attached, joint)
    opens = attached.attachment == "loose" and layout.opens_sentence(attached.expression.start)
    return SpeechEvent(attached, attached.attachment in SPEAKING or opens, holders)


def _is_joint(layout: Layout, attached: AttachedTime) -> bool:
    """Whether the words around a time describe an occasion at which several people take part."""
    sentence, at = layout.sentences[attached.sentence], attached.expression
    start, end = max(sentence.start, at.start - _REACH), min(sentence.end, at.end + _REACH)
    told = (word[0].lower() for word in WORD.finditer(layout.outside, start, end))
    return any(OCCASIONS.get(word) in JOINT_OCCASIONS for word in told)


def _holders(layout: Layout, speakers: QuotedSpeakers, attached: AttachedTime, joint: bool) -> frozenset[str]:
    """Whose words a speech event dates, as far as its sentence tells."""
    if joint:
        return _named_near(speakers, attached)
    holders = _speaking(layout, speakers, attached)
    if attached.attachment not in _VERBAL:
        return holders or _described(layout, speakers, attached)
    asked = _asked(layout, speakers, attached)
    if not asked and not holders:
        holders = _described(layout, speakers, attached)
        if holders:
            return holders
    if not asked and _is_somebody_else(layout, speakers, attached, holders):
        return SOMEBODY_ELSE
    return holders | asked


def _asked(layout: Layout, speakers: QuotedSpeakers, attached: AttachedTime) -> frozenset[str]:
    """The person asked, if the verb asks somebody: they answer at that time."""
    if _anchor_word(layout, attached) not in words("asking"):
        return frozenset()
    _, after = _around(speakers, attached, attached.anchor)
    return frozenset(who for at, who in after[:1] if at - attached.anchor <= _INVERTED)


def _anchor_word(layout: Layout, attached: AttachedTime) -> str:
    found = WORD.match(layout.outside, max(attached.anchor, 0))
    return found[0].lower() if found and attached.anchor >= 0 else ""


def _around(
    speakers: QuotedSpeakers, attached: AttachedTime, at: int
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The nearest names before and after an offset in the time's sentence, in text order."""
    here = speakers.named[attached.sentence]
    split = bisect_left(here, (at, ""))
    return here[max(0, split - _MOST_NAMES) : split], here[split : split + _MOST_NAMES]


def _named_near(speakers: QuotedSpeakers, attached: AttachedTime) -> frozenset[str]:
    before, after = _around(speakers, attached, attached.expression.start)
    return frozenset(who for _, who in (*before, *after))


def _speaking(layout: Layout, speakers: QuotedSpeakers, attached: AttachedTime) -> frozenset[str]:
    """The name before the time's verb, with those joined to it; else the first one after it."""
    at = attached.anchor if attached.anchor >= 0 else attached.expression.start
    before, after = _around(speakers, attached, at)
    if not before:
        near = [who for start, who in after if attached.attachment == "occasion" or start - at <= _INVERTED]
        return frozenset(near[:1])
    holders = {before[-1][1]}
    for (start, who), (end, _) in zip(before[-2::-1], before[:0:-1], strict=True):
        between = {word.lower() for word in WORD.findall(layout.outside[start:end])}
        if between & SPEECH_VERBS or "that" in between:
            break
        holders.add(who)
    return frozenset(holders)


def _described(layout: Layout, speakers: QuotedSpeakers, attached: AttachedTime) -> frozenset[str]:
    """The speaker given by a description, the last one mentioned: "the former mayor said Friday"."""
    sentence = layout.sentences[attached.sentence]
    subject = speakers.subjects[attached.sentence - 1] if attached.sentence else ""
    low, high = attached.expression.start - _REACH, attached.expression.end + _REACH
    found = _DESCRIPTION.search(layout.outside, max(sentence.start, low), min(sentence.end, high))
    return frozenset({subject} if subject and found and found["verb"] in SPEECH_VERBS else ())


def _is_somebody_else(
    layout: Layout, speakers: QuotedSpeakers, attached: AttachedTime, holders: frozenset[str]
) -> bool:
    """Whether the verb's subject is a person the article does not quote: "an official said Friday"."""
    start = layout.sentences[attached.sentence].start
    before = layout.outside[max(start, attached.anchor - _SUBJECT_REACH) : max(attached.anchor, 0)]
    name = _NAME_BEFORE.search(before)
    if name and start < attached.anchor - len(name[0]):
        word = name["name"].lower()
        return word not in speakers.names and word not in words("time_word")
    return not holders and bool(_OTHER_SUBJECT.search(before))
