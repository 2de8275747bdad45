"""The packages that only archives need."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class ArchiveError(Exception):
    """An archive cannot be read or written; the message is one sentence for the person."""


class ExtraMissing(ArchiveError):  # noqa: N818 - reads as a sentence
    """A package of the extra is not installed."""


def needed(module: str) -> Any:
    """Import a module of the extra. Raises ExtraMissing, which says what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = (error.name or module).partition(".")[0]
        raise ExtraMissing(
            f"Archives need the package {package}: install it with pip install 'quotes[archive]'."
        ) from error
