"""Contractions and their expansions: "won't" is "will not", "gonna" is "going to"."""

from __future__ import annotations

from functools import lru_cache

from quotes.tracking.normalization.lexicon import LONGEST_WORD, entries, words_in

Words = tuple[str, ...]

_SUBJECTS = frozenset(words_in("subjects", "subjects"))
_LISTED: dict[str, tuple[Words, ...]] = {
    short: tuple(tuple(meaning.split()) for meaning in value.split("|"))
    for short, value in entries("contractions")
}
_ENDINGS: dict[str, Words] = {
    "'ll": ("will", "shall"),
    "'re": ("are",),
    "'ve": ("have",),
    "'m": ("am",),
}
_PARTICIPLES = frozenset(("been", "got", "gotten", "become"))


_WITHOUT_APOSTROPHE = frozenset(short.replace("'", "") for short in _LISTED)


def may_be_contraction(word: str) -> bool:
    """Whether a folded word may be a contraction, possibly with an apostrophe before it."""
    return "'" in word or word in _WITHOUT_APOSTROPHE


def drops_g(word: str) -> bool:
    """Whether a folded word with an apostrophe after it may be one in "ing": "goin'"."""
    return word.endswith("in") and len(word) > 3


def may_follow_apostrophe(word: str) -> bool:
    """Whether a folded word is a contraction if an apostrophe precedes it."""
    return f"'{word}" in _LISTED


@lru_cache(maxsize=2**14)
def expansions(word: str, then: str, *, behind_apostrophe: bool) -> tuple[Words, ...]:
    """The possible expansions of a word, the most likely first; empty if it is not a contraction.

    `then` is the next word if it decides the meaning; see `tells`.
    """
    if len(word) > LONGEST_WORD:
        return ()
    if behind_apostrophe and f"'{word}" in _LISTED:
        return _LISTED[f"'{word}"]
    if word in _LISTED:
        return _LISTED[word]
    if word.endswith("n't") and len(word) > 4:
        return ((word.removesuffix("n't"), "not"),)
    for ending, meanings in _ENDINGS.items():
        if word.endswith(ending):
            base = _base(word.removesuffix(ending))
            return tuple((*base, meaning) for meaning in meanings)
    if word.endswith("'s"):
        return _with_s(word, _base(word.removesuffix("'s")), then)
    if word.endswith("'d"):
        return _with_d(word, _base(word.removesuffix("'d")), then)
    return ()


def tells(word: str) -> str:
    """The word if it decides the meaning of a contraction before it, else ''."""
    return word if word in _PARTICIPLES or word == "better" else ""


def _base(word: str) -> Words:
    """The expansion of a contraction's beginning, which may be one itself: "couldn't've"."""
    meanings = expansions(word, "", behind_apostrophe=False)
    return meanings[0] if meanings else (word,)


def _with_s(word: str, base: Words, then: str) -> tuple[Words, ...]:
    is_, has = (*base, "is"), (*base, "has")
    if base[-1] in _SUBJECTS:
        return (has, is_) if then in _PARTICIPLES else (is_, has)
    return ((word,), is_, has)


def _with_d(word: str, base: Words, then: str) -> tuple[Words, ...]:
    would, had, did = (*base, "would"), (*base, "had"), (*base, "did")
    if then in _PARTICIPLES or then == "better":
        return (had, would)
    return (would, had, did) if len(base[-1]) < 6 else ((word,), would, had)
