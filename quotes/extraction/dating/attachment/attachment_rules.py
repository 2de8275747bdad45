"""The rules that attach a time to a word of its sentence, based on the words left and right of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quotes.extraction.dating.attachment.context_window import ContextWindow
from quotes.extraction.dating.attachment.speech_words import (
    DOCUMENTS,
    OCCASIONS,
    SPEECH_PARTICIPLES,
    SPEECH_VERBS,
    words,
)
from quotes.extraction.dating.expressions.time_forms import CalendarDay, CalendarMonth, CalendarYear, Vague

AttachmentKind = Literal[
    "verb",
    "occasion",
    "ahead",
    "beside",
    "event",
    "about",
    "after",
    "attribute",
    "other",
    "loose",
    "plan",
    "border",
]

_BORDER_PHRASES = re.compile(
    r"(?:as of|ahead of|prior to|leading up to|run-?up to|lead-?up to|due|scheduled|slated|planned|set|"
    r"expected|beginning|starting)(?:\s(?:for|on|in|to))?\s(?:the\s)?$|between\s[^.;]{1,30}\sand\s$",
    re.IGNORECASE,
)
_RELATES = re.compile(r"[^.;]{0,50}(?:, when|, where|,? in which|,? during which|,? at which)\b")
_DESCRIBES = re.compile(r", (?:an?|the|who|whose|one of)\b")
_ACCOMPANIES = re.compile(r",? (?:as|when|while|in|at|during|with|to)\b|, \w+ing\b|:")
_CLAUSE_WORDS_LEFT, _CLAUSE_WORDS_RIGHT, _BESIDE_WORDS, _EVENT_WORDS = 12, 14, 8, 5
_UNFINISHED = SPEECH_PARTICIPLES | words("verb")
_PLAN_WORDS = 5
_MEANWHILE_WORDS = 4
_AIRED_WORDS = 9
_SHORTEST_PAST = 4  # letters; "bed" and "need" are no verbs in -ed


@dataclass(frozen=True, slots=True)
class Attachment:
    """The kind of link, the number of words up to the linked word, and that word's offset (-1 if none)."""

    kind: AttachmentKind
    steps: int = 0
    anchor: int = -1


def attachment_of(window: ContextWindow) -> Attachment:
    if _is_border(window):
        return Attachment("border")
    return _event(window) or _clause(window)


def _is_border(window: ContextWindow) -> bool:
    """Whether a time bounds a period or sets a date ahead: "since Friday", "between May 2 and May 9"."""
    lead_in = window.expression.text[: window.expression.core - window.expression.start]
    if window.before in words("border") or _BORDER_PHRASES.search(window.left_text + lead_in):
        return True
    ranged = window.lead_in[:1] == ["from"] and not isinstance(window.expression.form, Vague)
    return ranged and not window.possessive


def _is_event(word: str) -> bool:
    return word in OCCASIONS or word in DOCUMENTS


def _event(window: ContextWindow) -> Attachment | None:
    """The attachment of a time before a noun: "Tuesday's debate", "a Friday evening rally"."""
    if not window.possessive and not _before_noun(window):
        return None
    for steps, (offset, word) in enumerate(window.right[:_EVENT_WORDS]):
        if _is_event(word):
            return Attachment(_event_kind(window, word), steps, offset)
    return Attachment("attribute")


def _before_noun(window: ContextWindow) -> bool:
    """Whether a time modifies a noun or ends a name: "the 2011 raid", "Friday night rally"."""
    calendar = isinstance(window.expression.form, CalendarDay | CalendarMonth | CalendarYear)
    lead = window.lead_in
    if calendar and lead and lead[-1] == "of":
        return True
    if not window.right or window.right_text[:1] not in (" ", "-"):
        return False
    verb_like = window.right_text[0] == " " and window.after.endswith("s")
    if not verb_like and any(_is_event(word) for _, word in window.right[:2]):
        return True
    article = lead[-1] if lead else window.before
    if article not in words("article") and not (calendar and not lead):
        return False
    word = window.after
    return not (
        word in words("function") or word.endswith("ing") or word in SPEECH_VERBS or _is_other_verb(word)
    )


def _event_kind(window: ContextWindow, noun: str) -> AttachmentKind:
    """Whether words were said at a dated occasion ("at Monday's debate") or are about it."""
    lead = [word for _, word in window.left[-3:]] + window.lead_in
    while lead and lead[-1] in words("article"):
        lead.pop()
    word = lead[-1] if lead else ""
    if _RELATES.match(window.right_text):  # "after Monday's debate, where she said ..."
        return "event"
    if word in ("after", "following"):
        return "after"
    if word == "of":
        return "event" if lead[-2:-1] and lead[-2] in words("part") else "about"
    if word == "for":
        return "event" if OCCASIONS.get(noun) in words("joint") else "about"
    return "event" if not word or word in words("within") else "about"


def _clause(window: ContextWindow) -> Attachment:
    """The attachment of a time on its own: to the nearest verb or occasion on its left, else on its right."""
    spoken = window.after in SPEECH_VERBS and not window.after.endswith("ing")
    if spoken and window.right_text[:1] == " ":
        return Attachment("ahead", 0, window.right[0][0])
    if window.right and _carries(window, 0):
        return Attachment("ahead", 0, window.right[0][0])
    left = window.left[-_CLAUSE_WORDS_LEFT:]
    for steps, (offset, word) in enumerate(reversed(left)):
        if word in words("dating"):
            continue
        speaks = word in SPEECH_VERBS
        if speaks and word in words("aired") and (aired := _aired(left[: -steps - 1], steps)):
            return aired
        if speaks or _is_event(word):
            if _is_to_come([earlier for _, earlier in left[: -steps - 1]]):
                return Attachment("plan", steps)
            if speaks and _describes_speaker(window, offset):
                return Attachment("attribute", steps)
            return Attachment("verb" if speaks else "occasion", steps, offset)
        if word in words("plan") or (word in words("plan_verb") and not _is_noun(left[: -steps - 1])):
            return Attachment("plan", steps)
        gerund = word.endswith("ing") and left[-steps - 2 : -steps - 1]
        if (_is_other_verb(word) or gerund) and (said := _said_meanwhile(left[: -steps - 1], steps)):
            return said
        if _is_other_verb(word) or (gerund and left[-steps - 2][1] in words("before_gerund")):
            return _beside(window, steps)
    return _ahead(window)


def _is_noun(before: list[tuple[int, str]]) -> bool:
    """Whether a word that may be a verb follows an article: "the vote"."""
    return bool(before) and before[-1][1] in words("article")


def _said_meanwhile(before: list[tuple[int, str]], steps: int) -> Attachment | None:
    """The attachment of what was done while speaking: "said as she walked the quay Friday"."""
    for at, (_, word) in enumerate(reversed(before[-_MEANWHILE_WORDS:]), 1):
        if word in words("meanwhile"):
            spoken = before[-at - _MEANWHILE_WORDS : -at]
            found = [offset for offset, verb in spoken if verb in SPEECH_VERBS]
            return Attachment("verb", steps, found[-1]) if found else None
    return None


def _carries(window: ContextWindow, steps: int) -> bool:
    """Whether a verb after the time has an occasion or a document as its object: "sent a letter"."""
    following = window.right[steps + 1 : steps + _EVENT_WORDS]
    return window.right[steps][1] in words("carry") and any(_is_event(word) for _, word in following)


def _aired(before: list[tuple[int, str]], steps: int) -> Attachment | None:
    """The attachment of a time when an occasion or document came out: "an interview that aired Sunday"."""
    for offset, word in reversed(before[-_AIRED_WORDS:]):
        if _is_event(word):
            return Attachment("occasion", steps, offset)
        if word in SPEECH_VERBS:
            break
    return None


def _describes_speaker(window: ContextWindow, verb: int) -> bool:
    """Whether a year or month describes the speaker: "said Lorn, an aide to the mayor in 2012"."""
    if not isinstance(window.expression.form, CalendarMonth | CalendarYear | Vague):
        return False
    between = window.left_text[verb - window.expression.start :]
    return bool(_DESCRIBES.search(between)) and not between.rstrip().endswith(",")


def _ahead(window: ContextWindow) -> Attachment:
    """The attachment of a time that precedes its verb: "On Monday, ... said"."""
    kind: AttachmentKind = "ahead"
    for steps, (offset, word) in enumerate(window.right[:_CLAUSE_WORDS_RIGHT]):
        if word in SPEECH_VERBS or _carries(window, steps):
            return Attachment(kind, steps, offset)
        if _is_other_verb(word) and word not in words("auxiliary"):
            kind = "loose"
    return Attachment("loose", len(window.right))


def _beside(window: ContextWindow, steps: int) -> Attachment:
    """The attachment of another verb's time, followed by a verb of speech: "marched Friday, saying ..."."""
    if _ACCOMPANIES.match(window.right_text):
        for further, (offset, word) in enumerate(window.right[:_BESIDE_WORDS]):
            if word in SPEECH_VERBS or word in _UNFINISHED or _is_event(word):
                return Attachment("beside", further, offset)
    return Attachment("other", steps)


def _is_to_come(before: list[str]) -> bool:
    """Whether the words before a verb or occasion put it in the future: "plans to speak at a rally"."""
    for steps, word in enumerate(reversed(before[-_PLAN_WORDS:])):
        if word in words("modal") or word in words("plan") or word in words("deadline"):
            return True
        if word == "to" and before[-steps - 2 : -steps - 1]:
            return before[-steps - 2] in words("intends")
        if word not in words("infinitive") and (word in SPEECH_VERBS or _is_other_verb(word)):
            return False
    return False


def _is_other_verb(word: str) -> bool:
    if word in words("carry"):
        return False
    if word in words("auxiliary") or word in words("other_verb"):
        return True
    return word.endswith("ed") and len(word) > _SHORTEST_PAST
