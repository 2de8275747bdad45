"""Which times belong to speaking: "said Wednesday" and "at a rally on Monday" do, "since Friday" does not.

Without tags or trees: most sentences that date a speech stand in paragraphs that the parser has not read.
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
# Links to something else that happened, will happen or is spoken of: such a time dates no words.
_OF_OTHER_EVENTS: frozenset[AttachmentKind] = frozenset(
    {"about", "after", "attribute", "border", "other", "plan"}
)


@dataclass(frozen=True, slots=True)
class AttachedTime:
    """A time expression with what it resolves to, its sentence, and how it is attached to speaking.

    `attachment` names the link: "verb" (said Wednesday), "occasion" (at a rally Wednesday), "ahead" (On
    Wednesday she said), "beside" (marched Wednesday, saying ...), "event" (at Wednesday's debate), "loose"
    (no verb near); and those to other events: "about" (praised Wednesday's debate), "after" (after that
    debate), "attribute" (Wednesday's vote), "other" (arrived Wednesday), "plan" (will meet Wednesday),
    "border" (since Wednesday). `steps` counts the words between the time and the word it is tied to; `anchor`
    is that word's offset, -1 without.
    """

    expression: TimeExpression
    resolved: Resolved
    sentence: int
    attachment: AttachmentKind
    steps: int
    anchor: int

    @property
    def is_day(self) -> bool:
        """Whether the words tell one day by themselves, known or not."""
        return self.resolved.precision == "day" and not isinstance(self.expression.form, Vague | FromContext)


def attach_times(
    layout: Layout, expressions: Sequence[TimeExpression], published: date | None
) -> list[AttachedTime]:
    """The expressions outside quotation marks that may date what somebody said, in text order.

    A time that is tied to another event ("won on Friday", "since Friday") is left out, though "the day after"
    counts from it.
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
    """Whether "today" means these days: "is today the largest"."""
    if expression.text.lower() != "today":
        return False
    return attachment.kind in ("loose", "beside") or attachment.steps > _CLOSE
