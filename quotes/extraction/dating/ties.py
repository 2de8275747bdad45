"""How a time expression hangs together with speaking: "said Wednesday", "at a rally on Monday", "since Friday".

Reads the words left and right of the expression within its sentence. No tags or trees: most sentences that
date a speech stand in paragraphs that the parser has not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.expressions import TimeExpression
from quotes.extraction.dating.forms import (
    Back,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    FromContext,
    NamedDay,
    WeekdayName,
)
from quotes.extraction.dating.layout import BLOT, Layout
from quotes.extraction.dating.resolve import Resolved, lies_soon, resolve
from quotes.extraction.dating.speech import DOCUMENTS, OCCASIONS, SPEECH_VERBS, WORD

# Words before a time that make it a border or a plan, not the time of a speech.
_BORDERS = frozenset(
    "since until till by before than through for starting beginning effective ending".split()
)
_BORDER_PHRASES = re.compile(
    r"(?:as of|ahead of|prior to|leading up to|run-?up to|lead-?up to|due|scheduled|slated|planned|set|expected|beginning|starting)"
    r"(?:\s(?:for|on|in|to))?\s$",
    re.IGNORECASE,
)
_PLANS = frozenset(
    "will would shall 'll scheduled expected due planned plans plan slated set upcoming".split()
)
_AUXILIARIES = frozenset("was were is are be been being had has have did does do".split())
_OTHER_VERBS = frozenset(
    """
    took make came went won lost led left ran began got saw sent shot fell rose grew kept knew found flew drove fought
    bought brought built caught chose cut drew fed felt forgave froze hid kept laid lay let lit meant paid quit rode sang
    sank set shook shut slept slid sold spent split spread stood stole struck swept taught threw took won wore beat
    became become bled blew bound broke burst cast dealt dug ate forgot hung held hurt kicked
    """.split()
)
_FUNCTION_WORDS = frozenset(
    """
    a an the and but or nor so yet if as at by for from in into of off on onto out over to up with about after before
    against among during that this these those who whom whose which what when where while why how because although
    though since until he she it they we i you his her its their our my your not no there here also then just only
    still even ever never will would can could may might must shall should
    """.split()
)
_DATELINE_REACH = 70
_DATELINE_TAIL = re.compile(r"[,.]?\s?(?:\([^)\n]{1,40}\)|/[^/\n]{1,30}/)?\s?(?:-|--|–|—|―|−)\s")
_HEADER = re.compile(
    r"(?i)^\W*(?:published|updated|posted|last updated|last modified|date|first published|created|modified|correction)\b"
)
_POSSESSIVE = re.compile(r"['’]s?\s")
_CLAUSE_WORDS_LEFT = 12
_CLAUSE_WORDS_RIGHT = 14


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression with what it resolves to, its sentence, and how it hangs together with speaking.

    `tie` names the link: "verb" (said Wednesday), "occasion" (at a rally Wednesday), "ahead" (On Wednesday
    she said), "event" (Wednesday's debate), "after" (after Wednesday's debate), "other" (arrived Wednesday),
    "plan" (will meet Wednesday), "border" (since Wednesday), "loose". `steps` counts the words between the
    time and the word it is tied to; `verb` is that word's offset, -1 without one.
    """

    expression: TimeExpression
    resolved: Resolved
    sentence: int
    tie: str
    steps: int
    verb: int

    @property
    def is_day(self) -> bool:
        """Whether the words mean one day, known or not."""
        return self.resolved.precision == "day" and isinstance(
            self.expression.form, WeekdayName | CalendarDay | NamedDay | Back | FromContext
        )


@dataclass(frozen=True, slots=True)
class _Tie:
    kind: str
    steps: int = 0
    verb: int = -1


_Words = list[tuple[int, str]]


def tie_times(layout: Layout, expressions: list[TimeExpression], published: date | None) -> list[Timed]:
    """The expressions that may date what somebody said, in text order."""
    timed: list[Timed] = []
    context: date | None = None
    for expression in expressions:
        if BLOT in layout.outside[expression.start : expression.end]:
            continue
        resolved = resolve(expression.form, published, context)
        index = layout.sentence_at(expression.start)
        if resolved is None or _is_furniture(layout, index, expression):
            continue
        if resolved.precision == "day" and resolved.on:
            context = resolved.on
        found = _tie(layout, index, expression)
        if lies_soon(expression.form, published) and found.kind not in ("verb", "ahead"):
            continue
        timed.append(Timed(expression, resolved, index, found.kind, found.steps, found.verb))
    return timed


def _is_furniture(layout: Layout, index: int, expression: TimeExpression) -> bool:
    """Whether the time belongs to the article or a picture: a date line, a byline, a caption."""
    sentence = layout.sentences[index]
    before, after = (
        layout.outside[sentence.start : expression.start],
        layout.outside[expression.end : sentence.end],
    )
    first = index == 0 or layout.sentences[index - 1].paragraph != sentence.paragraph
    if first and len(before) <= _DATELINE_REACH and before.count(" ") <= 8 and _DATELINE_TAIL.match(after):
        return True
    words = len(WORD.findall(before[-200:])) + len(WORD.findall(after[:200]))
    if words <= 3 and BLOT not in before and BLOT not in after:
        return True
    last = index + 1 == len(layout.sentences) or layout.sentences[index + 1].paragraph != sentence.paragraph
    caption = last and not after.strip()
    return bool(caption and words < 30) or bool(_HEADER.match(before))


def _tie(layout: Layout, index: int, expression: TimeExpression) -> _Tie:
    sentence = layout.sentences[index]
    left_text = layout.outside[max(sentence.start, expression.start - 120) : expression.start]
    right_text = layout.outside[expression.end : min(sentence.end, expression.end + 140)]
    left_at = expression.start - len(left_text)
    left = [(left_at + word.start(), word[0].lower()) for word in WORD.finditer(left_text)]
    right = [(expression.end + word.start(), word[0].lower()) for word in WORD.finditer(right_text)]
    if (left and left[-1][1] in _BORDERS) or _BORDER_PHRASES.search(left_text):
        return _Tie("border")
    event = _event(expression, left, right, right_text)
    if event:
        return event
    return _clause(left, right)


def _event(expression: TimeExpression, left: _Words, right: _Words, right_text: str) -> _Tie | None:
    """The tie of a time that stands before a noun: "Tuesday's debate", "a Friday evening rally"."""
    possessive = _POSSESSIVE.match(right_text)
    joined = right_text[:1] in (" ", "-")
    if not possessive and not (
        joined and (any(_is_event(word) for _, word in right[:2]) or _before_noun(expression, right))
    ):
        return None
    lead = left[-1][1] if left else ""
    if lead in ("to", "for"):
        return _Tie("other")
    for steps, (offset, word) in enumerate(right[:5]):
        if _is_event(word) or word in SPEECH_VERBS:
            return _Tie("after" if lead in ("after", "following") else "event", steps, offset)
    return _Tie("other")


def _before_noun(expression: TimeExpression, right: _Words) -> bool:
    """Whether a year, month or date stands before a noun it describes: "the 2011 raid", "the Sept. 11 attacks"."""
    if not isinstance(expression.form, CalendarDay | CalendarMonth | CalendarYear) or not right:
        return False
    bare = expression.text[:1].isdigit() or expression.text[:1].isupper()
    word = right[0][1]
    return bare and word not in _FUNCTION_WORDS and word not in SPEECH_VERBS and not _is_other_verb(word)


def _is_event(word: str) -> bool:
    return word in OCCASIONS or word in DOCUMENTS


def _clause(left: _Words, right: _Words) -> _Tie:
    """The tie of a time that stands by itself: the nearest verb or occasion to its left, else to its right."""
    for steps, (offset, word) in enumerate(reversed(left[-_CLAUSE_WORDS_LEFT:])):
        if word in SPEECH_VERBS:
            return _Tie("verb", steps, offset)
        if _is_event(word):
            return _Tie("occasion", steps, offset)
        if word in _PLANS:
            return _Tie("plan", steps)
        if _is_other_verb(word):
            return _Tie("other", steps)
    best = "ahead"
    for steps, (offset, word) in enumerate(right[:_CLAUSE_WORDS_RIGHT]):
        if word in SPEECH_VERBS:
            return _Tie(best, steps, offset)
        if _is_other_verb(word):
            best = "loose"
    return _Tie("loose", len(right))


def _is_other_verb(word: str) -> bool:
    return word in _AUXILIARIES or word in _OTHER_VERBS or (word.endswith("ed") and len(word) > 4)
