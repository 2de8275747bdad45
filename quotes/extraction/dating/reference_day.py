"""The day from which relative times are counted: `published`, unless the text disproves that.

Pages are rewritten while keeping the day on which they first appeared. A full date after that day, told as
past, proves that the text is newer; a date in the future proves nothing. Only plain cases count as proof,
since wrongly doubting the day costs every relative time of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from quotes.extraction.dating.attachment.attachment_rules import AttachmentKind, attachment_of
from quotes.extraction.dating.attachment.context_window import ContextWindow, context_window_of
from quotes.extraction.dating.attachment.datelines import is_dateline_or_caption
from quotes.extraction.dating.attachment.layout import BLOT, Layout, lay_out
from quotes.extraction.dating.attachment.speech_words import SPEECH_VERBS, words
from quotes.extraction.dating.expressions.normalization import days_stated
from quotes.extraction.dating.expressions.recognition import TimeExpression, find_times
from quotes.extraction.dating.expressions.time_forms import CalendarDay, CalendarMonth
from quotes.extraction.shared.quote import Span

_NO_PROOF: frozenset[AttachmentKind] = frozenset({"plan", "border", "attribute", "about", "after", "event"})
_LONG = timedelta(days=365)  # after which a change is not a correction
_REACH = 6  # most words between a day and its verb
_SHORTEST_PAST = 4  # letters; "need" is not a past form


def reference_day(
    text: str,
    published: date | None,
    modified: date | None,
    quoted: Sequence[Span],
    times: Sequence[TimeExpression] | None = None,
) -> date | None:
    """The day to count from; `quoted` are all passages in quotation marks, which prove nothing.

    `times` are all time expressions of the text, which are computed if not given.

    The result is `published`, or `modified` if the text describes a day after `published` as past. It is None
    if neither is late enough for what is described, and if `published` is not known. It is also None if a
    page was changed years after it appeared and describes a time between: its quotes may be of any age.
    """
    if published is None:
        return None
    found = find_times(text) if times is None else times
    later = [(expression, day) for expression in found if (day := _day(expression)) > published]
    if not later:
        return published
    layout = lay_out(text, quoted)
    latest = max((day for expression, day in later if _is_past(layout, expression)), default=published)
    if latest == published:
        grown = modified is not None and modified - published > _LONG and _tells_of(layout, later, modified)
        return None if grown else published
    return modified if modified is not None and modified >= latest else None


def _day(expression: TimeExpression) -> date:
    """The first day of the date or month; the earliest possible day if it is neither."""
    form = expression.form
    if isinstance(form, CalendarMonth) and form.year:
        return date(form.year, form.month, 1)
    return min(days_stated(form) if isinstance(form, CalendarDay) else [], default=date.min)


def _tells_of(layout: Layout, later: Sequence[tuple[TimeExpression, date]], modified: date) -> bool:
    """Whether any of these times, up to the last change, is told outside quotations as present or past."""
    for expression, day in later:
        if day > modified or BLOT in layout.outside[expression.start : expression.end]:
            continue
        window = context_window_of(layout, layout.sentence_at(expression.start), expression)
        if attachment_of(window).kind not in _NO_PROOF and not _plans(window):
            return True
    return False


def _is_past(layout: Layout, expression: TimeExpression) -> bool:
    """Whether the day plainly belongs to a verb in the past tense; for a month this is never plain enough."""
    if (
        not isinstance(expression.form, CalendarDay)
        or BLOT in layout.outside[expression.start : expression.end]
    ):
        return False
    index = layout.sentence_at(expression.start)
    window = context_window_of(layout, index, expression)
    if window.lead_in[-1:] not in ([], ["on"]) or is_dateline_or_caption(layout, index, expression):
        return False
    if attachment_of(window).kind in _NO_PROOF or window.before in words("article"):
        return False
    left = [word for _, word in window.left]
    for steps, word in enumerate(reversed(left[-_REACH - 1 :])):
        if _is_past_verb(word):
            return _binds(window, len(left) - 1 - steps)
        if _leaves_open(word):
            return False
    return len(left) <= _REACH and _follows(window)


def _binds(window: ContextWindow, at: int) -> bool:
    """Whether the past verb at a position on the left governs the day: "died in Tarn on May 3, 2024"."""
    left = [word for _, word in window.left]
    before, verb, between = left[max(at - 2, 0) : at], left[at], left[at + 1 :]
    if any(map(_leaves_open, before)) or not _tells_past(window, verb, before):
        return False
    if between and verb in SPEECH_VERBS and verb not in words("addressing"):
        return between[0] in words("within")
    return True


def _follows(window: ContextWindow) -> bool:
    """Whether the first verb after the day is past: "On May 3, 2024, the council met"."""
    right = [word for _, word in window.right[: _REACH + 1]]
    for at, word in enumerate(right):
        if _is_past_verb(word):
            return _tells_past(window, word, right[max(at - 2, 0) : at])
        if _leaves_open(word):
            return False
    return False


def _tells_past(window: ContextWindow, verb: str, before: list[str]) -> bool:
    """Whether a past form describes the past rather than the future: "a fair held … will"."""
    if verb in words("setting") or verb in words("editing"):
        return False
    finite = verb in words("finite_past") or any(word in words("past_auxiliary") for word in before)
    return finite or not _plans(window)


def _plans(window: ContextWindow) -> bool:
    """Whether anything about the day in its sentence is in the future."""
    return any(_is_plan(word) for _, word in window.left + window.right)


def _is_past_verb(word: str) -> bool:
    if word in words("finite_past") or word in words("past") or word in words("other_verb"):
        return True
    return word.endswith("ed") and len(word) > _SHORTEST_PAST


def _leaves_open(word: str) -> bool:
    return _is_plan(word) or word in words("leaves_open") or word.endswith("ing")


def _is_plan(word: str) -> bool:
    return any(word in words(kind) for kind in ("plan", "plan_verb", "modal"))
