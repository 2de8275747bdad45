"""The words of a question, as somebody typed or pasted them."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from quotes.store.search import has_words
from quotes.tracking.normalization import Wording
from quotes.tracking.vocabulary import is_negation
from quotes.tracking.words import Word

# An ellipsis, in brackets or not.
_ELLIPSIS = re.compile(r"(?:[\[(]\s*)?(?:\u2026|\.\s?\.\s?\.)[.\s]*[\])]?")
# An explanation that the asker inserted.
_GLOSS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


class NoName(ValueError):  # noqa: N818 - said as it is answered
    """The name of whoever may have said the words has no letter and no digit, so it is nobody's."""


def check_name(name: str) -> None:
    """Raises NoName."""
    if not has_words(name):
        raise NoName


class Question:
    """The words of a question, with what is computed once for all comparisons.

    `breaks` are the positions, in written words, where an ellipsis replaces omitted words; `glosses` the text
    that was ignored at a position, as written.
    """

    def __init__(self, text: str, *, glossed: bool = False) -> None:
        self.text = _without_entities(text)
        whole = Wording(self.text)
        self.glosses: list[tuple[int, str]] = []
        self.wording = whole
        if glossed:
            self._leave_out_glosses(whole)
        self.words = [form.text for form in self.wording.forms]
        ellipses = [self._place(found.start()) for found in _ELLIPSIS.finditer(self.text)]
        self.breaks = sorted({at for at in ellipses if 0 < at < len(self.wording.written)})

    @cached_property
    def without_glosses(self) -> Question | None:
        """The question without words in brackets, which the asker may have inserted; None if there are none.

        Brackets with a negation do not count as a gloss.
        """
        bare = Question(self.text, glossed=True)
        return bare if bare.glosses and bare.words else None

    def _leave_out_glosses(self, whole: Wording) -> None:
        kept: list[Word] = []
        done = 0
        for found in _GLOSS.finditer(self.text):
            first = bisect_left(whole.words, found.start(), key=lambda word: word.start)
            last = bisect_right(whole.words, found.end(), key=lambda word: word.end)
            inside = whole.words[first:last]
            if inside and not any(is_negation(word.text) for word in inside):
                kept += whole.words[done:first]
                done = last
                self.glosses.append((len(kept), found[0]))
        self.wording = Wording(self.text, [*kept, *whole.words[done:]])

    def _place(self, start: int) -> int:
        """How many words come before a position in the text."""
        return bisect_right(self.wording.words, start, key=lambda word: word.end)


def _without_entities(text: str) -> str:
    """A text with HTML entities such as `&nbsp;` replaced."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)
