"""Article text in, attributed and dated quotes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotes.extraction.errors import ExtractionError, ModelError, ReadingFailed
from quotes.extraction.quote import Cue, Factuality, Mention, Quote, Said, Span, Topic
from quotes.extraction.reading import Reading

if TYPE_CHECKING:
    from quotes.extraction.extractor import Extractor

__all__ = [
    "Cue", "ExtractionError", "Extractor", "Factuality", "Mention", "ModelError", "Quote", "Reading",
    "ReadingFailed", "Said", "Span", "Topic",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """`Extractor` is loaded when first asked for: it needs spaCy, which takes a second to import."""
    if name == "Extractor":
        from quotes.extraction.extractor import Extractor

        return Extractor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
