"""Find the quotes in an article's text: who said what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.extraction.errors import ExtractionError, ModelError, ReadingFailed
from quotes.extraction.shared.quote import (
    Basis,
    Cue,
    Factuality,
    Form,
    Mention,
    Precision,
    Quote,
    Said,
    Span,
    SpeakerKind,
    Topic,
    TopicKind,
    TopicPlace,
)
from quotes.extraction.shared.reading import Reading

if TYPE_CHECKING:
    from quotes.extraction.extractor import Extractor

__all__ = [
    "Basis",
    "Cue",
    "ExtractionError",
    "Extractor",
    "Factuality",
    "Form",
    "Mention",
    "ModelError",
    "Precision",
    "Quote",
    "Reading",
    "ReadingFailed",
    "Said",
    "Span",
    "SpeakerKind",
    "Topic",
    "TopicKind",
    "TopicPlace",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import `Extractor` only when it is first used: it needs spaCy, which takes a second to import."""
    if name == "Extractor":
        from quotes.extraction.extractor import Extractor

        return Extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
