"""Words as they are compared: quotation marks, dashes, case, spacing and diacritics aside.

What is left must hold every difference that matters: a number keeps its decimals, its sign and the sign of
what it counts, so that "3.5" never equals "35", nor "$5" equals "5%".
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

# Raised with every change of how words are told apart, so that what was made of them before is made again.
WORDS_VERSION = 2

_COMBINING = re.compile("[\u0300-\u036f]")
_WORD = re.compile(
    r"""
      (?<![\w.,]) [-\u2212] (?=\d)         # the sign of a number
    | \d+ (?: [.,:/] \d+ )*                # 1,000  3.5  9:30  9/11
    | [^\W\d_]+ (?: ['\u2019] [^\W\d_]+ )* # don't
    | [%\u2030$\u20ac\u00a3\u00a5\u20b9]   # what a number counts
    """,
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """Text without case, compatibility forms, Latin diacritics and invisible formatting characters.

    Marks of other scripts stay: in many of them they are vowels.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", _COMBINING.sub("", unicodedata.normalize("NFD", visible)))


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order; punctuation, brackets and ellipses are none."""
    found: list[str] = _WORD.findall(fold(text).replace("\u2019", "'"))
    return [_THOUSANDS.sub("", word) if "," in word else word for word in found]


def key_of(words: list[str]) -> int:
    """A 64-bit signed key that is equal for equal words, and for practical purposes only for those."""
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def contains(words: list[str], part: list[str]) -> bool:
    """Whether `part` stands in `words` as one unbroken run."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def fingerprints_of(words: list[str], size: int = 3, window: int = 3) -> set[int]:
    """Keys chosen so that two texts which share a run of `size + window - 1` words share a key.

    Every run of `size` words is hashed, and of each `window` neighbouring hashes the smallest is kept: the
    choice depends on nothing outside the window, so both texts make the same one ("winnowing").
    """
    hashes = [key_of(words[at : at + size]) for at in range(len(words) - size + 1)]
    if not hashes:
        return set()
    return {min(hashes[at : at + window]) for at in range(max(1, len(hashes) - window + 1))}
