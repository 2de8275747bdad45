"""A checked draft as its text with each quotation marked in place."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.lookup.draft import Checked
from quotes.web.presenting.marking import Marked, Paragraph, paragraphs


def marked_draft(text: str, checked: Sequence[Checked]) -> list[Paragraph]:
    """The text's paragraphs; the quotation of `number` is the one at that place among those checked."""
    marks = [
        Marked(span["start"], span["end"], "quote", number)
        for number, one in enumerate(checked)
        for span in one.quote["spans"]
    ]
    return paragraphs(text, marks)
