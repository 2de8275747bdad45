"""The packages that archives need and nothing else does."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class ArchiveError(Exception):
    """What keeps an archive from being read or written; the message is one sentence for the person."""


class ExtraMissing(ArchiveError):  # noqa: N818 - said as it is answered
    """A package of the extra is not installed."""


def needed(module: str) -> Any:
    """A module of the extra. Raises ExtraMissing, which says what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = (error.name or module).partition(".")[0]
        raise ExtraMissing(
            f"Archives need the package {package}: install it with pip install 'quotes[archive]'."
        ) from error
