"""How a time hangs together with speaking: "said Wednesday", "at a rally on Monday", "since Friday".

Reads the words left and right of the expression within its sentence. No tags or trees: most sentences that
date a speech stand in paragraphs that the parser has not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.extraction.dating.expressions import TimeExpression
from quotes.extraction.dating.forms import CalendarDay, CalendarMonth, CalendarYear, FromContext, Vague
from quotes.extraction.dating.layout import BLOT, WORD, Layout
from quotes.extraction.dating.lexicon import DOCUMENTS, OCCASIONS, SPEECH_PARTICIPLES, SPEECH_VERBS, words
from quotes.extraction.dating.resolve import Resolved, lies_soon, resolve

TieKind = Literal[
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
_DATELINE_REACH = 70  # characters
_DATELINE_WORDS = 8
_DATELINE_TAIL = re.compile(r"[,.]?\s?(?:\([^)\n]{1,40}\)|/[^/\n]{1,30}/)?\s?(?:-|--|–|—|―|−)\s")
_DATED = re.compile(r"\bdated\b")
_HEADER = re.compile(
    r"\W{0,3}(?:published|updated|posted|last updated|last modified|date|first published|created|modified|"
    r"correction)\b",
    re.IGNORECASE,
)
_HEADER_WORDS = 3
_LONGEST_FURNITURE = 300  # characters
_CAPTION_WORDS = 30
_POSSESSIVE = re.compile(r"['’]s?$")
_RELATES = re.compile(r"[^.;]{0,50}(?:, when|, where|,? in which|,? during which|,? at which)\b")
_DESCRIBES = re.compile(r", (?:an?|the|who|whose|one of)\b")
_ACCOMPANIES = re.compile(r",? (?:as|when|while|in|at|during|with|to)\b|, \w+ing\b|:")
_LEFT_REACH, _RIGHT_REACH = 120, 140  # characters
_CLAUSE_WORDS_LEFT, _CLAUSE_WORDS_RIGHT, _BESIDE_WORDS, _EVENT_WORDS = 12, 14, 8, 5
_CLOSE = 5  # words
_UNFINISHED = SPEECH_PARTICIPLES | words("verb")
_PLAN_WORDS = 5
_AIRED_WORDS = 9
_SHORTEST_PAST = 4  # letters; "bed" and "need" are no verbs in -ed


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression with what it resolves to, its sentence, and how it hangs together with speaking.

    `tie` names the link: "verb" (said Wednesday), "occasion" (at a rally Wednesday), "ahead" (On Wednesday
    she said), "beside" (marched Wednesday, saying ...), "event" (at Wednesday's debate), "about" (praised
    Wednesday's debate), "after" (after Wednesday's debate), "attribute" (Wednesday's vote), "other" (arrived
    Wednesday), "loose" (no verb near), "plan" (will meet Wednesday), "border" (since Wednesday). `steps`
    counts the words between the time and the word it is tied to; `anchor` is that word's offset, -1 without.
    """

    expression: TimeExpression
    resolved: Resolved
    sentence: int
    tie: TieKind
    steps: int
    anchor: int

    @property
    def is_day(self) -> bool:
        """Whether the words tell one day by themselves, known or not."""
        return self.resolved.precision == "day" and not isinstance(self.expression.form, Vague | FromContext)


@dataclass(frozen=True, slots=True)
class _Tie:
    kind: TieKind
    steps: int = 0
    anchor: int = -1


@dataclass(frozen=True, slots=True)
class _Around:
    """A time expression with its sentence's words before and after it, lower-case, with their offsets."""

    expression: TimeExpression
    left: list[tuple[int, str]]
    right: list[tuple[int, str]]
    left_text: str
    right_text: str

    @property
    def before(self) -> str:
        return self.left[-1][1] if self.left else ""

    @property
    def after(self) -> str:
        return self.right[0][1] if self.right else ""

    @property
    def lead_in(self) -> list[str]:
        """The preposition and article that are part of the expression."""
        return self.expression.text[: self.expression.core - self.expression.start].lower().split()

    @property
    def possessive(self) -> bool:
        return bool(_POSSESSIVE.search(self.expression.text))


def tie_times(layout: Layout, expressions: list[TimeExpression], published: date | None) -> list[Timed]:
    """The expressions outside quotation marks that may date what somebody said, in text order."""
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
        tie = _tie(_look_around(layout, index, expression))
        if _means_nowadays(expression, tie):
            continue
        if lies_soon(expression.form, published) and tie.kind not in ("verb", "ahead"):
            continue
        timed.append(Timed(expression, resolved, index, tie.kind, tie.steps, tie.anchor))
    return timed


def _look_around(layout: Layout, index: int, expression: TimeExpression) -> _Around:
    sentence = layout.sentences[index]
    left_text = layout.outside[max(sentence.start, expression.start - _LEFT_REACH) : expression.start]
    right_text = layout.outside[expression.end : min(sentence.end, expression.end + _RIGHT_REACH)]
    left_at = expression.start - len(left_text)
    left = [(left_at + word.start(), _lowered(word[0])) for word in WORD.finditer(left_text)]
    right = [(expression.end + word.start(), word[0].lower()) for word in WORD.finditer(right_text)]
    return _Around(expression, left, right, left_text, right_text)


def _lowered(word: str) -> str:
    """A word in lower case, unless its capital letter makes it a name: "Meet the Press"."""
    lower = word.lower()
    return word if word != lower and lower in words("programme") else lower


def _means_nowadays(expression: TimeExpression, tie: _Tie) -> bool:
    """Whether "today" means these days: "is today the largest"."""
    if expression.text.lower() != "today":
        return False
    return tie.kind in ("loose", "other", "beside") or tie.steps > _CLOSE


def _is_furniture(layout: Layout, index: int, expression: TimeExpression) -> bool:
    """Whether the time belongs to the article or a picture: a date line, a byline, a caption."""
    sentence = layout.sentences[index]
    first = index == 0 or layout.sentences[index - 1].paragraph != sentence.paragraph
    last = index + 1 == len(layout.sentences) or layout.sentences[index + 1].paragraph != sentence.paragraph
    before = layout.outside[sentence.start : min(expression.start, sentence.start + _LONGEST_FURNITURE)]
    after = layout.outside[expression.end : min(sentence.end, expression.end + _LONGEST_FURNITURE)]
    short = len(before) <= _DATELINE_REACH and before.count(" ") <= _DATELINE_WORDS
    if (first and short and not _DATED.search(before) and _DATELINE_TAIL.match(after)) or _HEADER.match(
        before
    ):
        return True
    around = len(WORD.findall(before)) + len(WORD.findall(after))
    alone = around <= (_HEADER_WORDS if first and last else 0)
    if alone and BLOT not in before and BLOT not in after:
        return True
    return last and not after.strip() and around < _CAPTION_WORDS


def _tie(around: _Around) -> _Tie:
    if _is_border(around):
        return _Tie("border")
    return _event(around) or _clause(around)


def _is_border(around: _Around) -> bool:
    """Whether a time bounds a stretch or sets a date ahead: "since Friday", "between May 2 and May 9"."""
    lead_in = around.expression.text[: around.expression.core - around.expression.start]
    if around.before in words("border") or _BORDER_PHRASES.search(around.left_text + lead_in):
        return True
    ranged = around.lead_in[:1] == ["from"] and not isinstance(around.expression.form, Vague)
    return ranged and not around.possessive


def _is_event(word: str) -> bool:
    return word in OCCASIONS or word in DOCUMENTS


def _event(around: _Around) -> _Tie | None:
    """The tie of a time that stands before a noun: "Tuesday's debate", "a Friday evening rally"."""
    if not around.possessive and not _before_noun(around):
        return None
    for steps, (offset, word) in enumerate(around.right[:_EVENT_WORDS]):
        if _is_event(word):
            return _Tie(_event_kind(around, word), steps, offset)
    return _Tie("attribute")


def _before_noun(around: _Around) -> bool:
    """Whether a time describes a noun or ends a name: "the 2011 raid", "Friday night rally"."""
    calendar = isinstance(around.expression.form, CalendarDay | CalendarMonth | CalendarYear)
    lead = around.lead_in
    if calendar and lead and lead[-1] == "of":
        return True
    if not around.right or around.right_text[:1] not in (" ", "-"):
        return False
    verb_like = around.right_text[0] == " " and around.after.endswith("s")
    if not verb_like and any(_is_event(word) for _, word in around.right[:2]):
        return True
    article = lead[-1] if lead else around.before
    if article not in words("article") and not (calendar and not lead):
        return False
    word = around.after
    return not (
        word in words("function") or word.endswith("ing") or word in SPEECH_VERBS or _is_other_verb(word)
    )


def _event_kind(around: _Around, noun: str) -> TieKind:
    """Whether a dated occasion is where words fell ("at Monday's debate") or what they are about."""
    lead = [word for _, word in around.left[-3:]] + around.lead_in
    while lead and lead[-1] in words("article"):
        lead.pop()
    word = lead[-1] if lead else ""
    if _RELATES.match(around.right_text):  # "after Monday's debate, where she said ..."
        return "event"
    if word in ("after", "following"):
        return "after"
    if word == "of":
        return "event" if lead[-2:-1] and lead[-2] in words("part") else "about"
    if word == "for":
        return "event" if OCCASIONS.get(noun) in words("joint") else "about"
    return "event" if not word or word in words("within") else "about"


def _clause(around: _Around) -> _Tie:
    """The tie of a time by itself: to the nearest verb or occasion on its left, else on its right."""
    spoken = around.after in SPEECH_VERBS and not around.after.endswith("ing")
    if spoken and around.right_text[:1] == " ":
        return _Tie("ahead", 0, around.right[0][0])
    if around.right and _carries(around, 0):
        return _Tie("ahead", 0, around.right[0][0])
    left = around.left[-_CLAUSE_WORDS_LEFT:]
    for steps, (offset, word) in enumerate(reversed(left)):
        speaks = word in SPEECH_VERBS
        if speaks and word in words("aired") and (aired := _aired(left[: -steps - 1], steps)):
            return aired
        if speaks or _is_event(word):
            if _is_to_come([earlier for _, earlier in left[: -steps - 1]]):
                return _Tie("plan", steps)
            if speaks and _describes_speaker(around, offset):
                return _Tie("attribute", steps)
            return _Tie("verb" if speaks else "occasion", steps, offset)
        if word in words("plan"):
            return _Tie("plan", steps)
        gerund = word.endswith("ing") and left[-steps - 2 : -steps - 1]
        if _is_other_verb(word) or (gerund and left[-steps - 2][1] in words("before_gerund")):
            return _beside(around, steps)
    return _ahead(around)


def _carries(around: _Around, steps: int) -> bool:
    """Whether a verb after the time carries an occasion or a document: "sent a letter"."""
    following = around.right[steps + 1 : steps + _EVENT_WORDS]
    return around.right[steps][1] in words("carry") and any(_is_event(word) for _, word in following)


def _aired(before: list[tuple[int, str]], steps: int) -> _Tie | None:
    """The tie of a time at which an occasion or document came out: "an interview that aired Sunday"."""
    for offset, word in reversed(before[-_AIRED_WORDS:]):
        if _is_event(word):
            return _Tie("occasion", steps, offset)
        if word in SPEECH_VERBS:
            break
    return None


def _describes_speaker(around: _Around, verb: int) -> bool:
    """Whether a year or month is part of what a speaker is: "said Lorn, an aide to the mayor in 2012"."""
    if not isinstance(around.expression.form, CalendarMonth | CalendarYear | Vague):
        return False
    between = around.left_text[verb - around.expression.start :]
    return bool(_DESCRIBES.search(between)) and not between.rstrip().endswith(",")


def _ahead(around: _Around) -> _Tie:
    """The tie of a time that comes before its verb: "On Monday, ... said"."""
    kind: TieKind = "ahead"
    for steps, (offset, word) in enumerate(around.right[:_CLAUSE_WORDS_RIGHT]):
        if word in SPEECH_VERBS or _carries(around, steps):
            return _Tie(kind, steps, offset)
        if _is_other_verb(word) and word not in words("auxiliary"):
            kind = "loose"
    return _Tie("loose", len(around.right))


def _beside(around: _Around, steps: int) -> _Tie:
    """The tie of another verb's time that one of speech follows: "marched Friday, saying ..."."""
    if _ACCOMPANIES.match(around.right_text):
        for further, (offset, word) in enumerate(around.right[:_BESIDE_WORDS]):
            if word in SPEECH_VERBS or word in _UNFINISHED or _is_event(word):
                return _Tie("beside", further, offset)
    return _Tie("other", steps)


def _is_to_come(before: list[str]) -> bool:
    """Whether the words before a verb or occasion put it in the time to come: "plans to speak at a rally"."""
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
