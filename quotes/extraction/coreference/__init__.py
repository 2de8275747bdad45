"""Coreference: whom the source mentions of an article's quotes mean."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotes.extraction.coreference.characters import Character
    from quotes.extraction.coreference.resolution import Resolution
    from quotes.extraction.coreference.resolve import Resolver

__all__ = ["Character", "Resolution", "Resolver"]

_MODULES = {"Character": "characters", "Resolution": "resolution", "Resolver": "resolve"}


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: they need spaCy, which the word lists of this package do without."""
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
