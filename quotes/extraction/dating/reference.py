"""The day from which an article's relative times are counted: its `published`, unless its text disproves that.

Pages are rewritten under the day on which they first appeared. A full date after that day, told as past, proves
that the text is newer; a date to come proves nothing. Only plain cases count as proof, since to doubt a right
day costs every relative time of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from quotes.extraction.dating.around import Around, look_around
from quotes.extraction.dating.expressions import TimeExpression
from quotes.extraction.dating.forms import CalendarDay
from quotes.extraction.dating.furniture import is_furniture
from quotes.extraction.dating.layout import BLOT, WORD, Layout
from quotes.extraction.dating.lexicon import SPEECH_VERBS, words
from quotes.extraction.dating.resolve import days_stated
from quotes.extraction.dating.tie_rules import TieKind, tie_of

_NO_PROOF: frozenset[TieKind] = frozenset({"plan", "border", "attribute", "about", "after", "event"})
_REACH = 6  # words between a day and its verb
_SHORTEST_PAST = 4  # letters; "need" is no past


def reference_day(
    layout: Layout, expressions: Sequence[TimeExpression], published: date | None, modified: date | None
) -> date | None:
    """The day to count from.

    `published`, or `modified` where the text tells of a later day than `published` as past. None where neither
    is late enough for what is told, and where `published` is not known.
    """
    if published is None:
        return None
    latest = max(_told_past(layout, expressions, published), default=published)
    if latest == published:
        return published
    return modified if modified is not None and modified >= latest else None


def _told_past(layout: Layout, expressions: Sequence[TimeExpression], published: date) -> list[date]:
    """The days after publication that the text, outside quotation marks, tells as past."""
    return [
        day
        for expression in expressions
        if isinstance(expression.form, CalendarDay)
        and (day := min(days_stated(expression.form), default=published)) > published
        and BLOT not in layout.outside[expression.start : expression.end]
        and _is_past(layout, expression)
    ]


def _is_past(layout: Layout, expression: TimeExpression) -> bool:
    """Whether a verb in the past tense is plainly what the day belongs to."""
    index = layout.sentence_at(expression.start)
    around = look_around(layout, index, expression)
    if around.lead_in[-1:] not in ([], ["on"]) or is_furniture(layout, index, expression):
        return False
    if tie_of(around).kind in _NO_PROOF:
        return False
    left = [word for _, word in around.left]
    for steps, word in enumerate(reversed(left[-_REACH - 1 :])):
        if _is_past_verb(word):
            return _binds(layout, around, len(left) - 1 - steps)
        if _leaves_open(word):
            return False
    return len(left) <= _REACH and _follows(layout, around)


def _binds(layout: Layout, around: Around, at: int) -> bool:
    """Whether the past verb at a place on the left takes the day: "died in Tarn on May 3, 2024"."""
    left = [word for _, word in around.left]
    verb, between = left[at], left[at + 1 :]
    if any(_leaves_open(word) for word in left[max(at - 2, 0) : at]):
        return False
    if verb in words("setting"):
        return False
    if not between or verb in words("addressing"):
        return True
    if verb in SPEECH_VERBS:
        return between[0] in words("within")
    return not _plans(layout, around)


def _follows(layout: Layout, around: Around) -> bool:
    """Whether the first verb after the day is past: "On May 3, 2024, the council met"."""
    for _, word in around.right[: _REACH + 1]:
        if _is_past_verb(word):
            finite = word in words("past") or word in words("other_verb")
            return word not in words("setting") and (finite or not _plans(layout, around))
        if _leaves_open(word):
            return False
    return False


def _plans(layout: Layout, around: Around) -> bool:
    """Whether anything in the sentence is to come; a verb in -ed may then only describe: "a law passed ..."."""
    start = around.expression.start
    sentence = layout.sentences[layout.sentence_at(start)]
    told = WORD.findall(layout.outside[sentence.start : start] + layout.outside[around.expression.end : sentence.end])
    return any(word in words("plan") or word in words("modal") for word in told)


def _is_past_verb(word: str) -> bool:
    if word in words("past") or word in words("other_verb"):
        return True
    return word.endswith("ed") and len(word) > _SHORTEST_PAST


def _leaves_open(word: str) -> bool:
    return word in words("leaves_open") or word in words("plan") or word in words("modal") or word.endswith("ing")
