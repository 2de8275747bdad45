"""Quoted passages as spans of a text: whether two of them are the same, whatever marks are at their edges."""

EDGE = " \t\n\r\"'“”‘’«»„.,;:!?…—–-`"
"""Characters at the edges that do not distinguish passages."""
_SAME = 0.8

Range = tuple[int, int]


def trimmed(text: str, start: int, end: int) -> Range:
    """A span without the quotation marks, punctuation and space at its edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def overlap(a: Range, b: Range) -> int:
    """The number of characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def same_passage(a: Range, b: Range) -> bool:
    """Whether two trimmed spans share four fifths of the longer one."""
    return overlap(a, b) >= _SAME * max(a[1] - a[0], b[1] - b[0], 1)
