"""The text of a checked draft with each quotation marked in place."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.lookup.draft import Checked
from quotes.web.presenting.marking import Marked, Paragraph, paragraphs


def marked_draft(text: str, checked: Sequence[Checked]) -> list[Paragraph]:
    """The text's paragraphs. The `number` of a marked quotation is its place among those checked."""
    marks = [
        Marked(span["start"], span["end"], "quote", number)
        for number, one in enumerate(checked)
        for span in one.quote["spans"]
    ]
    return paragraphs(text, marks)
