"""Remove lines that say who wrote a text and when, above its first sentence and below its last.

"By Una Brekk and Bo Lind / Tarn Post", "17:41 JST, October 13, 2024", "Reporting by Una Brekk; editing by Bo
Lind". Author and day of an article are fields of their own, and the text is not about the people named in
such a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.intake.page.authors import is_byline
from quotes.intake.word_lists import phrases, word_list

_ABOVE = 4  # paragraphs at either end that may be such lines
_BELOW = 6
_LONGEST_ABOVE = 120  # characters
_LONGEST_BELOW = 500
_NUMBER = re.compile(r"[0-9]+(?:st|nd|rd|th|am|pm)?\Z")
_DIGIT = re.compile(r"[0-9]")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“”\"]")


def without_credits(paragraphs: Sequence[str], author: str | None) -> list[str]:
    """The paragraphs without such lines; all of them if nothing else would be left.

    A line with only a name counts only if the name is the article's `author`.
    """
    first, last = _ABOVE, len(paragraphs) - _BELOW
    kept = [
        paragraph
        for at, paragraph in enumerate(paragraphs)
        if not (at < first and (is_byline(paragraph, author) or _is_time(paragraph)))
        and not (at >= last and _is_credit(paragraph))
    ]
    return kept or list(paragraphs)


def _is_time(line: str) -> bool:
    """Whether a line has only a day or a clock time, and words such as "Published"."""
    if len(line) > _LONGEST_ABOVE or not _DIGIT.search(line):
        return False
    known = word_list("credits", "time") | word_list("author_roles", "day")
    return all(_NUMBER.match(word) or word in known for word in _WORD.findall(line.lower()))


def _is_credit(line: str) -> bool:
    if len(line) > _LONGEST_BELOW or _QUOTED.search(line):
        return False
    plain = line.lower().lstrip(" —–-_•(")
    return plain.startswith(phrases("credits", "begins")) or plain.rstrip(" .)").endswith(
        phrases("credits", "ends")
    )
