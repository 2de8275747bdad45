"""Cells of a table that a spreadsheet would run as formulas."""

from __future__ import annotations

import unicodedata

# A spreadsheet runs a cell that begins with one of these as a formula, some also with those of full width.
_FORMULA = frozenset("=+-@|%")
# What shows nothing before a character hides a formula from a reader, and some programs skip it: controls,
# formats, spaces and marks by their category, and letters that are blank.
_HIDING = frozenset("CZM")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def may_run(cell: str) -> bool:
    """Whether a spreadsheet might run a cell: the first thing to be seen in it begins a formula."""
    if cell.startswith(("\t", "\r")):
        return True
    seen = (char for char in cell if char not in _BLANK and unicodedata.category(char)[0] not in _HIDING)
    first = unicodedata.normalize("NFKC", next(seen, ""))
    return first[:1] in _FORMULA if first else False
