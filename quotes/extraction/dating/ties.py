"""How a time expression hangs together with speaking: "said Wednesday", "at a rally on Monday", "since Friday".

Reads the words left and right of the expression within its sentence. No tags or trees: most sentences that
date a speech stand in paragraphs that the parser has not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.expressions import TimeExpression
from quotes.extraction.dating.forms import CalendarDay, CalendarMonth, CalendarYear, FromContext, Vague
from quotes.extraction.dating.layout import BLOT, Layout
from quotes.extraction.dating.resolve import Resolved, lies_soon, resolve
from quotes.extraction.dating.speech import CARRYING_VERBS, DOCUMENTS, OCCASIONS, SPEECH_VERBS, WORD

# Words before a time that make it a border or a plan, not the time of a speech.
_BORDERS = frozenset(
    ["since", "until", "till", "by", "before", "than", "through", "for", "starting", "beginning", "effective", "ending"]
)
_BORDER_PHRASES = re.compile(
    r"(?:as of|ahead of|prior to|leading up to|run-?up to|lead-?up to|due|scheduled|slated|planned|set|expected|beginning|starting)"
    r"(?:\s(?:for|on|in|to))?\s$|between\s[^.;]{1,30}\sand\s$",
    re.IGNORECASE,
)
_PLANS = frozenset(
    ["will", "would", "shall", "'ll", "scheduled", "expected", "due", "planned", "plans", "plan", "slated", "upcoming", "meet", "meets", "face", "faces"]
)
_AUXILIARIES = frozenset(["was", "were", "is", "are", "be", "been", "being", "had", "has", "have", "did", "does", "do"])
_OTHER_VERBS = frozenset(
    ["took", "make", "came", "went", "won", "lost", "led", "left", "ran", "began", "got", "saw", "sent", "shot", "fell", "rose", "grew", "kept", "knew", "found", "flew", "drove", "fought", "bought", "brought", "built", "caught", "chose", "cut", "drew", "fed", "felt", "forgave", "froze", "hid", "kept", "laid", "lay", "let", "lit", "meant", "paid", "quit", "rode", "sang", "sank", "set", "shook", "shut", "slept", "slid", "sold", "spent", "split", "spread", "stood", "stole", "struck", "swept", "taught", "threw", "took", "won", "wore", "beat", "became", "become", "bled", "blew", "bound", "broke", "burst", "cast", "dealt", "dug", "ate", "forgot", "hung", "held", "hurt", "kicked"]
)
_FUNCTION_WORDS = frozenset(
    ["a", "an", "the", "and", "but", "or", "nor", "so", "yet", "if", "as", "at", "by", "for", "from", "in", "into", "of", "off", "on", "onto", "out", "over", "to", "up", "with", "about", "after", "before", "against", "among", "during", "that", "this", "these", "those", "who", "whom", "whose", "which", "what", "when", "where", "while", "why", "how", "because", "although", "though", "since", "until", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "my", "your", "not", "no", "there", "here", "also", "then", "just", "only", "still", "even", "ever", "never", "will", "would", "can", "could", "may", "might", "must", "shall", "should"]
)
_TO_COME = frozenset("to will would 'll may might can could should".split())
_ARTICLES = frozenset("the a an his her their its".split())
_WHERE = frozenset("at in during on over from a an the his her their its s".split())
_PARTS = frozenset("end start close beginning conclusion course day part middle sidelines margins opening outset".split())
_RELATES = re.compile(r"[^.;]{0,50}(?:, when|, where|,? in which|,? during which|,? at which)\b")
_DATELINE_REACH = 70
_DATELINE_TAIL = re.compile(r"[,.]?\s?(?:\([^)\n]{1,40}\)|/[^/\n]{1,30}/)?\s?(?:-|--|–|—|―|−)\s")
_HEADER = re.compile(
    r"(?i)^\W*(?:published|updated|posted|last updated|last modified|date|first published|created|modified|correction)\b"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_CLAUSE_WORDS_LEFT = 12
_CLAUSE_WORDS_RIGHT = 14
_BESIDE_WORDS = 8
_CLOSE = 5
_ACCOMPANIES = re.compile(r",? (?:as|when|while|in|at|during|with|to)\b|, \w+ing\b|:")


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression with what it resolves to, its sentence, and how it hangs together with speaking.

    `tie` names the link: "verb" (said Wednesday), "occasion" (at a rally Wednesday), "ahead" (On Wednesday
    she said), "beside" (marched Wednesday, saying ...), "event" (at Wednesday's debate), "about" (praised
    Wednesday's debate), "attribute" (Wednesday's vote), "after" (after Wednesday's debate), "other" (arrived Wednesday),
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
        """Whether the words tell one day by themselves, known or not."""
        return self.resolved.precision == "day" and not isinstance(self.expression.form, Vague | FromContext)


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
        if _means_nowadays(expression, found):
            continue
        if lies_soon(expression.form, published) and found.kind not in ("verb", "ahead"):
            continue
        timed.append(Timed(expression, resolved, index, found.kind, found.steps, found.verb))
    return timed


def _means_nowadays(expression: TimeExpression, tie: _Tie) -> bool:
    """Whether "today" means these days: "is today the largest"."""
    return expression.text.lower() == "today" and (tie.kind in ("loose", "other", "beside") or tie.steps > _CLOSE)


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
    if _is_border(expression, left, left_text):
        return _Tie("border")
    event = _event(expression, left, right, right_text)
    if event:
        return event
    return _clause(left, right, right_text)


def _is_border(expression: TimeExpression, left: _Words, left_text: str) -> bool:
    """Whether a time bounds a stretch or sets a date ahead: "since Friday", "between May 2 and May 9"."""
    if left and left[-1][1] in _BORDERS or _BORDER_PHRASES.search(left_text):
        return True
    ranged = _lead_in(expression)[:1] == ["from"] and not isinstance(expression.form, Vague)
    return ranged and not _POSSESSIVE.search(expression.text)


def _event(expression: TimeExpression, left: _Words, right: _Words, right_text: str) -> _Tie | None:
    """The tie of a time that stands before a noun: "Tuesday's debate", "a Friday evening rally"."""
    possessive = _POSSESSIVE.search(expression.text)
    joined = right_text[:1] in (" ", "-")
    if not possessive:
        if not joined:
            return None
        plural = right[:1] and right[0][1].endswith("s") and right_text[0] == " "
        ahead = [word for _, word in right[:2]] if not plural else []
        if not any(_is_event(word) for word in ahead) and not _before_noun(expression, left, right):
            return None
    lead = left[-1][1] if left else ""
    for steps, (offset, word) in enumerate(right[:5]):
        if _is_event(word):
            return _Tie(_event_kind(expression, lead, right_text), steps, offset)
    return _Tie("attribute")


def _event_kind(expression: TimeExpression, lead: str, right_text: str) -> str:
    """Whether a dated occasion is where words fell ("at Monday's debate") or what they are about."""
    within = _lead_in(expression)[:1]
    if within == ["of"]:
        lead = "at" if lead in _PARTS else "of"
    elif within:
        lead = within[0]
    if _RELATES.match(right_text):  # "after Monday's debate, where she said ..."
        return "event"
    if lead in ("after", "following"):
        return "after"
    return "event" if not lead or lead in _WHERE else "about"


def _lead_in(expression: TimeExpression) -> list[str]:
    """The preposition and article that lead a time in."""
    return expression.text[: expression.core - expression.start].lower().split()


def _before_noun(expression: TimeExpression, left: _Words, right: _Words) -> bool:
    """Whether a time is part of a name or stands before a noun: "the 2011 raid", "the Friday test", "Act of 2015"."""
    lead = _lead_in(expression)
    calendar = isinstance(expression.form, CalendarDay | CalendarMonth | CalendarYear)
    if calendar and lead and lead[-1] == "of":
        return True
    article = (lead or [word for _, word in left])[-1:]
    if not right or not (article and article[0] in _ARTICLES or (calendar and not lead)):
        return False
    word = right[0][1]
    return not (word in _FUNCTION_WORDS or word.endswith("ing") or word in SPEECH_VERBS or _is_other_verb(word))


def _is_event(word: str) -> bool:
    return word in OCCASIONS or word in DOCUMENTS


def _clause(left: _Words, right: _Words, right_text: str) -> _Tie:
    """The tie of a time that stands by itself: the nearest verb or occasion to its left, else to its right."""
    if right and right_text[:1] == " " and right[0][1] in SPEECH_VERBS and not right[0][1].endswith("ing"):
        return _Tie("ahead", 0, right[0][0])
    words = left[-_CLAUSE_WORDS_LEFT:]
    for steps, (offset, word) in enumerate(reversed(words)):
        if (word in SPEECH_VERBS or _is_event(word)) and words[-steps - 2 : -steps - 1 or None][:1] and words[-steps - 2][1] in _TO_COME:
            return _Tie("plan", steps)
        if word in SPEECH_VERBS:
            return _Tie("verb", steps, offset)
        if _is_event(word):
            return _Tie("occasion", steps, offset)
        if word in _PLANS:
            return _Tie("plan", steps)
        if _is_other_verb(word):
            return _beside(right, right_text, steps)
    best = "ahead"
    for steps, (offset, word) in enumerate(right[:_CLAUSE_WORDS_RIGHT]):
        if word in SPEECH_VERBS:
            return _Tie(best, steps, offset)
        if _is_other_verb(word):
            best = "loose"
    return _Tie("loose", len(right))


def _beside(right: _Words, right_text: str, steps: int) -> _Tie:
    """The tie of another verb's time that a verb or occasion of speech follows: "marched Friday, saying ..."."""
    for further, (offset, word) in enumerate(right[:_BESIDE_WORDS]):
        if not _ACCOMPANIES.match(right_text):
            break
        if word in SPEECH_VERBS or _is_event(word):
            return _Tie("beside", further, offset)
    return _Tie("other", steps)


def _is_other_verb(word: str) -> bool:
    if word in CARRYING_VERBS:
        return False
    return word in _AUXILIARIES or word in _OTHER_VERBS or (word.endswith("ed") and len(word) > 4)
