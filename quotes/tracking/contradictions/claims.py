"""The claims of a quote: sentences that assert something, and marks to find claims about the same thing.

Whether two sentences are about the same thing shows in their content words, so a claim has a mark for every
two neighbouring ones: "We will not rebuild the old bridge" has "rebuild old" and "old bridge". Negations,
numbers and small words do not count, and verbs count in their base form, so "we rebuilt the bridge" and "we
have never rebuilt the bridge" share a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from quotes.extraction.shared.base_forms import base_form
from quotes.tracking.normalization import normal_words, placed_normal_words
from quotes.tracking.vocabulary import SMALL_WORDS, is_negation, is_number
from quotes.tracking.words import Word, keys_of_runs

# Increased whenever the marks change, so that older files are marked again.
CLAIMS_VERSION = 1
# Within this many words after it, an "it" is shown to refer to what follows.
REACH_OF_IT = 6

# With fewer content words, it is a phrase that fits any subject.
LEAST_CONTENT = 2
# For a long quote: how many marks are kept, and how many words are read.
MOST_MARKS = 64
LONGEST = 4_000

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?\u2026]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9$£€])"
    r"|;\s+|\s+[\u2013\u2014]+\s+|\s+--?\s+|\u2014|\s*\[?(?:\u2026|\.\s?\.\s?\.)\]?\s*"
)
_OPENING = re.compile(
    r"\s*(?:(?:(?:no|yes|well|look|listen|now|oh|okay|ok|again|frankly|clearly|obviously|today|of course)\s*,"
    r"|and|but|so)\s+)+",
    re.IGNORECASE,
)
# Words that the speaker attributes to somebody else; shorter ones have quotation marks for another reason.
_VOICED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'][^’']*(?:[’'](?!\w)|$)")
_DENYING = re.compile(r"^(?:un|in|im|il|ir|dis|non)(?=\w{3})")
_SPOKEN = re.compile(r"\w+\W+\w+\W+\w")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that asserts something.

    `words` are in their normal form, with their positions in `text`; `stems` are the same with verbs in their
    base form; `content` tells which of them are content words.
    """

    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    content: tuple[bool, ...]


@lru_cache(maxsize=2**13)
def claims_of(text: str) -> tuple[Claim, ...]:
    """The claims of a quote, in order: no questions, no fragments, no words of other people."""
    claims = (_claim(sentence) for sentence in _sentences(text[:LONGEST]))
    return tuple(claim for claim in claims if claim is not None)


@lru_cache(maxsize=2**13)
def marks_of(text: str) -> frozenset[int]:
    """64-bit keys, of which two quotes share one if both claim something about the same two things."""
    marks: dict[int, None] = {}
    for sentence in _sentences(text[:LONGEST]):
        words = normal_words(_without_opening(sentence))
        if _asserts(words):
            stems = [_affirmed(_stem(word)) for word in words if _is_content(word)]
            marks |= dict.fromkeys(keys_of_runs(stems, 2))
    return frozenset(list(marks)[:MOST_MARKS])


def listed(name: str) -> frozenset[str]:
    """The words of one class of `data/otherwise.txt`."""
    return _classes()[name]


def _sentences(text: str) -> Iterator[str]:
    voiced = [place.span() for place in _VOICED.finditer(text) if _SPOKEN.search(place[0])]
    start = 0
    for end in (*(place.span() for place in _END.finditer(text)), (len(text), len(text))):
        asked = "?" in text[end[0] : end[1]] or text[start : end[1]].rstrip("\"”’') ").endswith("?")
        if not asked and not any(a < end[0] and start < b for a, b in voiced):
            yield text[start : end[0]]
        start = end[1]


def _claim(sentence: str) -> Claim | None:
    text = _without_opening(sentence)
    words = tuple(placed_normal_words(text))
    told = [word.text for word in words]
    if not _asserts(told):
        return None
    return Claim(text, words, tuple(map(_stem, told)), tuple(map(_is_content, told)))


def _without_opening(sentence: str) -> str:
    opening = _OPENING.match(sentence)
    return sentence[opening.end() :] if opening else sentence


def _asserts(words: Sequence[str]) -> bool:
    """Whether a sentence with these words is more than a phrase."""
    return sum(map(_is_content, words)) >= LEAST_CONTENT and any(map(_is_sign, words))


@lru_cache(maxsize=2**14)
def _is_content(word: str) -> bool:
    return len(word) > 1 and word not in SMALL_WORDS and not is_negation(word) and not is_number(word)


@lru_cache(maxsize=2**14)
def _is_sign(word: str) -> bool:
    """Whether a word is likely a verb, or the subject of one."""
    return word in listed("verb_sign") or is_past(word)


def is_past(word: str) -> bool:
    """Whether a word looks like the past form of a verb."""
    if word in SMALL_WORDS or len(word) < 3:
        return False
    return word.endswith("ed") or (
        not word.endswith(("s", "ing")) and base_form(word, "VERB") not in (word, word.removesuffix("e"))
    )


@lru_cache(maxsize=2**14)
def _affirmed(stem: str) -> str:
    """A stem without a negating prefix, so that "safe" and "unsafe" have one mark."""
    return _DENYING.sub("", stem)


@lru_cache(maxsize=2**14)
def _stem(word: str) -> str:
    return base_form(word, "VERB") if _is_content(word) else word


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    path = files("quotes.tracking").joinpath("data", "otherwise.txt")
    for line in path.read_text("utf-8").splitlines():
        name, separator, words = line.partition("#")[0].partition(":")
        if separator:
            found[name] = found.get(name, frozenset()) | frozenset(words.split())
    return found


def has_unknown_referent(claim: Claim, at: int) -> bool:
    """Whether a word refers to somebody or something that the claim does not name."""
    word = claim.words[at].text
    following = [word.text for word in claim.words[at + 1 : at + 1 + REACH_OF_IT]]
    if (
        word == "it"
        and following[:1] in (["is"], ["was"], ["will"])
        and not {"to", "that"}.isdisjoint(following)
    ):
        return False  # "it is impossible to rebuild the bridge"
    if word in listed("pointing"):
        return not any(claim.content[at + 1 : at + 2])  # "this year" names its referent
    return word in listed("third")
