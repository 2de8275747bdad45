"""Whether two numbers, with the words around them, can both be true: "3.9 million", "nearly 4 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.tracking.vocabulary import is_number

_FIGURE = re.compile(r"([^0-9.]*)([0-9]+(?:\.[0-9]+)?)([^0-9.]*)")
_AT_LEAST = (("more", "than"), ("over",), ("at", "least"))
_AT_MOST = (("less", "than"), ("under",), ("up", "to"), ("at", "most"), ("nearly",), ("almost",))


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both can describe the same number. Always true unless each side is a single number.

    The words are in their normal form. A number is compatible with its rounded form, and "more than 30" with
    50.
    """
    (figure, bound), (other_figure, other_bound) = _read(one), _read(other)
    if figure is None or other_figure is None or figure[::2] != other_figure[::2]:
        return True
    value, other_value = float(figure[1]), float(other_figure[1])
    if _is_rounded(figure[1], other_figure[1]) or _is_rounded(other_figure[1], figure[1]):
        return True
    return _within(other_value, value, bound) or _within(value, other_value, other_bound)


def _read(words: Sequence[str]) -> tuple[tuple[str, str, str] | None, int]:
    """The only number among the words, in parts, and whether it is a minimum (1) or a maximum (-1)."""
    numbers = [word for word in words if is_number(word, beside=True) and word not in ("a", "an", "%")]
    bound = 1 if _holds(words, _AT_LEAST) else -1 if _holds(words, _AT_MOST) else 0
    read = _FIGURE.fullmatch(numbers[0]) if len(numbers) == 1 else None
    if read is None:
        return None, bound
    before, figure, behind = read.groups()
    return (before, figure, behind), bound


def _holds(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {' '.join(phrase)} " in text for phrase in phrases)


def _is_rounded(figure: str, other: str) -> bool:
    """Whether one figure is the other, cut to its leading digits."""
    digits = figure.replace(".", "").strip("0")
    value, other_value = float(figure), float(other)
    if not digits or other_value == 0 or len(other.replace(".", "").strip("0")) <= len(digits):
        return False
    return float(f"{other_value:.{len(digits) - 1}e}") == value


def _within(value: float, edge: float, bound: int) -> bool:
    return bound * (value - edge) > 0
