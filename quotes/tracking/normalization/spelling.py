"""Map British and American spelling to one form, which is nearly the American.

The rules also turn words that both spell alike into non-words ("promise" into "promize"). That does no harm,
because both sides of a comparison are changed. But the rules must never produce another word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from quotes.tracking.normalization.lexicon import LONGEST_WORD, entries, words_in


def _one_of(key: str, without: str = "") -> str:
    return "|".join(stem.removesuffix(without) for stem in words_in("spellings", key))


_OUR = re.compile(rf"(?:{_one_of('our', 'ur')})ur")
_RE = re.compile(rf"({_one_of('re', 're')})re(s|d|board|fold|glass|less|piece)?$")
_OGUE = re.compile(rf"({_one_of('ogue', 'ue')})u(?:e(s|d|r|rs)?|(ing|ings))$")
_WARDS = re.compile(rf"(?:{_one_of('wards')})wards$")
_ISE = re.compile(
    r"(?<=...)is(e|ed|es|er|ers|ing|ings|ingly|able|ation|ations|ational|ationally|ator|ators|ement|ements)$"
)
_YSE = re.compile(r"(?<=..)ys(e|ed|es|er|ers|ing|able)$")
# With a vowel before the last one the word has two syllables: "travelled", but not "filled" or "filed".
_DOUBLED = re.compile(r"(?<=[aeiouy])(.*[aeiou])ll(ed|ing|ings|er|ers|or|ors|ous|ously)$")
_SINGLE = re.compile(rf"(?:{_one_of('single', 'l')})l")
_EABLE = re.compile(r"(?<=..[^cge])eab(le|ly|ility)$")
_POSSESSIVE = "'s"


def _american(word: str) -> str:
    word = _OUR.sub(lambda found: found[0].removesuffix("ur") + "r", word)
    word = _RE.sub(lambda found: f"{found[1]}er{_ending(found[2])}", word)
    word = _OGUE.sub(lambda found: f"{found[1]}{found[2] or found[3] or ''}", word)
    word = word[:-1] if _WARDS.fullmatch(word) else word
    word = _ISE.sub(r"iz\1", word)
    word = _YSE.sub(r"yz\1", word)
    if not _SINGLE.search(word):
        word = _DOUBLED.sub(r"\1l\2", word)
    return _EABLE.sub(r"ab\1", word)


def _ending(letters: str | None) -> str:
    return {"d": "ed", None: ""}.get(letters, letters or "")


def _pairs() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Whole words with their form here, and beginnings of words with theirs."""
    whole, beginnings = {}, []
    for key, value in entries("spelling_pairs"):
        for other in value.split():
            if other.endswith("-"):
                beginnings.append((other[:-1], key.removesuffix("-")))
            else:
                whole[other] = key.removesuffix("-")
    return whole, beginnings


def _reader() -> Callable[[str], str]:
    whole, beginnings = _pairs()
    begins = re.compile("|".join(other for other, _ in sorted(beginnings, reverse=True)))
    instead = dict(beginnings)

    def read(word: str) -> str:
        if word in whole:
            return whole[word]
        begun = begins.match(word)
        return _american(instead[begun[0]] + word[begun.end() :] if begun else word)

    return read


_read = _reader()


@lru_cache(maxsize=2**16)
def respelled(word: str) -> str:
    """A folded word in the spelling for comparison."""
    if not 3 <= len(word) <= LONGEST_WORD or not word.isascii():
        return word
    if word.endswith(_POSSESSIVE):
        return _read(word.removesuffix(_POSSESSIVE)) + _POSSESSIVE
    return _read(word)
