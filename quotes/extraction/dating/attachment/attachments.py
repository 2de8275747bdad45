"""Which times belong to a speech event: "said Wednesday" and "at a rally on Monday", not "since Friday".

Without tags or trees: most sentences that date a speech are in paragraphs that the parser has not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.extraction.dating.attachment.attachment_rules import Attachment, AttachmentKind, attachment_of
from quotes.extraction.dating.attachment.context_window import context_window_of
from quotes.extraction.dating.attachment.datelines import is_dateline_or_caption
from quotes.extraction.dating.attachment.layout import BLOT, Layout
from quotes.extraction.dating.expressions.normalization import Resolved, lies_soon, resolve
from quotes.extraction.dating.expressions.recognition import TimeExpression
from quotes.extraction.dating.expressions.time_forms import FromContext, Vague

_CLOSE = 5  # words
# Attachments to something else that happened, will happen or is talked about: such a time dates no words.
_OF_OTHER_EVENTS: frozenset[AttachmentKind] = frozenset(
    {"about", "after", "attribute", "border", "other", "plan"}
)


@dataclass(frozen=True, slots=True)
class AttachedTime:
    """A time expression with the day it resolves to, its sentence, and its attachment to a speech event.

    `attachment` names the kind of link: "verb" (said Wednesday), "occasion" (at a rally Wednesday), "ahead"
    (On Wednesday she said), "beside" (marched Wednesday, saying ...), "event" (at Wednesday's debate),
    "loose" (no verb near); and, for other events: "about" (praised Wednesday's debate), "after" (after that
    debate), "attribute" (Wednesday's vote), "other" (arrived Wednesday), "plan" (will meet Wednesday),
    "border" (since Wednesday). `steps` is the number of words between the time and the linked word; `anchor`
    is that word's offset, -1 if there is none.
    """

    expression: TimeExpression
    resolved: Resolved
    sentence: int
    attachment: AttachmentKind
    steps: int
    anchor: int

    @property
    def is_day(self) -> bool:
        """Whether the words mean a single day by themselves, whether or not it is known."""
        return self.resolved.precision == "day" and not isinstance(self.expression.form, Vague | FromContext)


def attach_times(
    layout: Layout, expressions: Sequence[TimeExpression], published: date | None
) -> list[AttachedTime]:
    """The expressions outside quotation marks that may date what somebody said, in text order.

    A time that belongs to another event ("won on Friday", "since Friday") is left out, though "the day after"
    is counted from it.
    """
    attached: list[AttachedTime] = []
    context: date | None = None
    for expression in expressions:
        if BLOT in layout.outside[expression.start : expression.end]:
            continue
        resolved = resolve(expression.form, published, context)
        index = layout.sentence_at(expression.start)
        if resolved is None or is_dateline_or_caption(layout, index, expression):
            continue
        if resolved.precision == "day" and resolved.on:
            context = resolved.on
        attachment = attachment_of(context_window_of(layout, index, expression))
        if attachment.kind in _OF_OTHER_EVENTS or _means_nowadays(expression, attachment):
            continue
        if lies_soon(expression.form, published) and attachment.kind not in ("verb", "ahead"):
            continue
        attached.append(
            AttachedTime(expression, resolved, index, attachment.kind, attachment.steps, attachment.anchor)
        )
    return attached


def _means_nowadays(expression: TimeExpression, attachment: Attachment) -> bool:
    """Whether "today" means the present in general: "is today the largest"."""
    if expression.text.lower() != "today":
        return False
    return attachment.kind in ("loose", "beside") or attachment.steps > _CLOSE
