"""What may happen to a text on its way to a reading process and back."""

from __future__ import annotations

from quotes.extraction.errors import ReadingFailed


class ReadingCutShort(ReadingFailed):
    """The process that read a text was killed or has died: too long, too much memory, or a crash."""
