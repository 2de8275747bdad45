"""What can go wrong in extraction."""

from __future__ import annotations


class ExtractionError(Exception):
    """Any failure of extraction that a caller may want to tell a person about."""


class ModelError(ExtractionError):
    """The language model that was asked for cannot be loaded, or lacks what the stages need."""
