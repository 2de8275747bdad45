"""Words that the speaker denies in the quote itself: “I never said ‘we own the press’”."""

from __future__ import annotations

import re

from quotes.extraction.factuality.word_lists import listed

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE_END = re.compile(r"[.!?]+[\"”’']*\s")
_REACH = 12  # words before those of the question
_GROUP = 4  # most words from a negation to its verb
_LEADING_IN = frozenset({
    "that", "the", "a", "word", "words", "phrase", "sentence", "it", "him", "her", "them", "you", "anyone",
    "anybody", "anything", "like", "is", "was", "to", "people", "us", "me", "as",
})  # fmt: skip
_NOBODY = frozenset({"nobody", "none", "no", "never", "not", "cannot"})


def denies(text: str, start: int) -> bool:
    """Whether the words of a quote before `start` deny that those after it were said."""
    before = _SENTENCE_END.split(text[max(0, start - 200) : start])[-1]
    words = [word.lower().replace("’", "'") for word in _WORD.findall(before)][-_REACH:]
    for place in range(len(words) - 1, -1, -1):
        if words[place] in listed("utter"):
            group = words[max(0, place - _GROUP) : place]
            return any(map(_is_negation, group)) or bool(listed("deny") & set(group))
        if words[place] not in _LEADING_IN:
            return False
    return False


def _is_negation(word: str) -> bool:
    return word in _NOBODY or word.endswith("n't")
