"""Detects cells of a table that a spreadsheet would run as formulas."""

from __future__ import annotations

import unicodedata

# A spreadsheet runs a cell that begins with one of these as a formula; some also accept full-width forms.
_FORMULA = frozenset("=+-@|%")
# Invisible characters before a formula hide it from a reader, and some programs skip them: controls, formats,
# spaces and marks by their category, and blank letters.
_HIDING = frozenset("CZM")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def may_run(cell: str) -> bool:
    """Whether a spreadsheet might run a cell: its first visible character begins a formula."""
    if cell.startswith(("\t", "\r")):
        return True
    seen = (char for char in cell if char not in _BLANK and unicodedata.category(char)[0] not in _HIDING)
    first = unicodedata.normalize("NFKC", next(seen, ""))
    return first[:1] in _FORMULA if first else False
