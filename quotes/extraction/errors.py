"""What can go wrong in extraction."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb
from typing import Self


class ExtractionError(Exception):
    """Any failure of extraction that a caller may want to tell a person about."""


class ModelError(ExtractionError):
    """The language model that was asked for cannot be loaded, or lacks what the stages need."""


class ReadingFailed(ExtractionError):  # noqa: N818 - said as it is answered
    """Extraction has failed on an article, by a fault of its own; the message says of what and where."""

    @classmethod
    def of(cls, error: Exception) -> Self:
        """The failure that an unforeseen error is."""
        frame = extract_tb(error.__traceback__)[-1]
        what = " ".join(f"{type(error).__name__} {error}".split())
        return cls(f"Extraction has failed: {what} ({Path(frame.filename).name}, line {frame.lineno})")
