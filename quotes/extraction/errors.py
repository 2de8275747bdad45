"""The errors of extraction."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb
from typing import Self


class ExtractionError(Exception):
    """Any failure of extraction that a caller may want to report to a person."""


class ModelError(ExtractionError):
    """The language model cannot be loaded, or lacks what the stages need."""


class ReadingFailed(ExtractionError):  # noqa: N818 - reads as a sentence
    """Extraction failed on an article because of a bug; the message says which error and where."""

    @classmethod
    def of(cls, error: Exception) -> Self:
        """Wrap an unforeseen error."""
        frame = extract_tb(error.__traceback__)[-1]
        what = " ".join(f"{type(error).__name__} {error}".split())
        return cls(f"Extraction has failed: {what} ({Path(frame.filename).name}, line {frame.lineno})")
