"""Errors of reading processes."""

from __future__ import annotations

from quotes.extraction.errors import ReadingFailed


class ReadingCutShort(ReadingFailed):
    """The process that read a text was killed or died: too much time, too much memory, or a crash."""
