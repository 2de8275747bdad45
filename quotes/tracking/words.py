"""Words in a form for comparison: without quotation marks, dashes, case, spacing and diacritics.

The form must keep every difference that matters: a number keeps its decimals, its sign and the sign of its
unit, so that "3.5" never equals "35", nor "$5" equals "5%".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from struct import unpack
from typing import NamedTuple
from zlib import crc32

# Increased whenever words are split or normalized differently, so that derived data is made again.
WORDS_VERSION = 4

# Typographic characters, and how they are typed. A dash that is not a hyphen is put between spaces, where it
# cannot be taken for a minus sign.
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‚‛′´ʼ`\uff07", "'"))
_TYPED = _APOSTROPHES | str.maketrans(
    dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("‒–—―", " - ")
    | {"…": "...", "−": "-"}
)
# The same with exactly one character each, which separates or joins words in the same way, so that positions
# stay.
_TYPED_IN_PLACE = _APOSTROPHES | str.maketrans(
    dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑", "-")
    | dict.fromkeys("‒–—―\u00a0\u2009\u202f", " ")
    | {"…": "_", "−": "-"}
)
_COMBINING = re.compile("[\u0300-\u036f]")
# Vowels and other signs that belong to the letter before them, in scripts that use them.
_SIGNS = "".join(
    chr(code) for code in range(0x0483, 0x1D00) if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
# Scripts without spaces: each of their letters counts as a word.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ede\u1000-\u103f\u1780-\u17d3"
    "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"(?:(?![{_UNSPACED}])[^\W\d_])"
_NUMBER = r"(?:(?<![\w.,-])-(?=\d))?\d+(?:[.,:/]\d+)*"  # -5  1,000  3.5  9:30  9/11
_AND = r"(?<!\S)&(?!\S)"
_SIGN_OF_COUNT = r"[%\u2030$\u00a2-\u00a5\u20a0-\u20cf]"
_WORD = re.compile(
    f"{_LETTER}(?:{_LETTER}|[{_SIGNS}])*(?:'{_LETTER}(?:{_LETTER}|[{_SIGNS}])*)*"
    f"|{_NUMBER}|[{_UNSPACED}][{_SIGNS}]*|{_SIGN_OF_COUNT}|{_AND}"
)
_ASCII_WORD = re.compile(rf"[a-z]+(?:'[a-z]+)*|{_NUMBER}|[%$]|{_AND}", re.ASCII)

_DIGIT = re.compile(r"[0-9]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# Thousands separated by a space that does not break the line.
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)")
_WITHIN_NUMBER = re.compile("[\u00a0\u2009\u202f]")
# "1½" is not "11/2", nor is "10²" "102".
_RAISED = re.compile(r"(?<=\d)(?=[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u215e])")
_CHUNK = re.compile(rf"(?:{_SPACED_THOUSANDS.pattern}|\S)+")
# Words with two spellings.
_ONE_FOR_TWO = {("per", "cent"): "%", ("can", "not"): "cannot"}
_ONE_FOR_ONE = {"percent": "%", "&": "and"} | {
    f"{verb}nt": f"{verb}n't"
    for verb in [
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "have",
        "has",
        "had",
        "would",
        "could",
        "should",
        "must",
        "need",
        "ca",
        "wo",
        "ai",
    ]
}
_SECOND = frozenset(second for _, second in _ONE_FOR_TWO)
_VARIED = frozenset((*_ONE_FOR_ONE, *(first for first, _ in _ONE_FOR_TWO)))

_ENDS_OF_SENTENCES = ".!?:\u2026\"'“”‘’([-–—"

# How many consecutive words a mark covers; how many of its bits are for the first word, and for each other.
RUN = 4
_FIRST_BITS, _OTHER_BITS = 22, 14
_LEAST = -(2**63)


class Word(NamedTuple):
    """A word for comparison, and its range in its text, in code points."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Text without case, compatibility forms, Latin diacritics and invisible formatting characters.

    Marks of other scripts stay, because in many of them they are vowels.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", _COMBINING.sub("", unicodedata.normalize("NFD", visible)))


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order, without punctuation, brackets and ellipses."""
    if not text.isascii():
        text = _SPACED_THOUSANDS.sub(lambda number: _WITHIN_NUMBER.sub("", number[0]), text)
    words = _split(text)
    if _VARIED.isdisjoint(words):
        return words
    settled: list[str] = []
    for word in words:
        both = _ONE_FOR_TWO.get((settled[-1], word)) if settled and word in _SECOND else None
        if both is None:
            settled.append(_ONE_FOR_ONE.get(word, word))
        else:
            settled[-1] = both
    return settled


def placed_words(text: str) -> list[Word]:
    """The same words with their ranges; if folding shifted one, its range extends to the next space."""
    typed = text.translate(_TYPED_IN_PLACE)
    if typed.isascii() and (text.isascii() or not _SPACED_THOUSANDS.search(text)):
        found = _ASCII_WORD.finditer(typed.lower())
        if _DIGIT.search(typed) is None:
            return _settled([Word(word[0], *word.span()) for word in found])
        return _settled([Word(_read(word[0]), *word.span()) for word in found])
    words = []
    for chunk in _CHUNK.finditer(text):
        plain = chunk[0].translate(_APOSTROPHES).lower()
        at = 0
        for word in _split(_WITHIN_NUMBER.sub("", chunk[0])):
            place = plain.find(word, at) if len(plain) == len(chunk[0]) else -1
            if place >= 0:
                at = place + len(word)
                words.append(Word(word, chunk.start() + place, chunk.start() + at))
            else:
                words.append(Word(word, chunk.start() + min(at, len(plain) - 1), chunk.end()))
    return _settled(words)


def begins_sentence(text: str, word: Word) -> bool:
    """Whether a word is at the beginning of a sentence, where a capital letter says nothing about it."""
    at = word.start - 1
    while at >= 0 and text[at].isspace():
        at -= 1
    return at < 0 or text[at] in _ENDS_OF_SENTENCES


def _split(text: str) -> list[str]:
    """The words of a text as written."""
    if text.isascii():
        found: list[str] = _ASCII_WORD.findall(text.lower().replace("`", "'"))
    else:
        text = fold(_RAISED.sub(" ", text).translate(_TYPED)).replace("ʼ", "'").replace("\u2044", "/")
        found = (_ASCII_WORD if text.isascii() else _WORD).findall(text)
    return [_read(word) for word in found]


def _read(word: str) -> str:
    return _numeral(word) if word[-1].isdigit() else word


def _numeral(word: str) -> str:
    """A number without thousands separators, in ASCII digits."""
    word = _THOUSANDS.sub("", word)
    if word.isascii():
        return word
    return "".join(str(unicodedata.decimal(char, char)) for char in word)


def _settled(words: list[Word]) -> list[Word]:
    """Words, with those of two spellings brought into one."""
    if _VARIED.isdisjoint([word.text for word in words]):
        return words
    settled: list[Word] = []
    for word in words:
        both = _ONE_FOR_TWO.get((settled[-1].text, word.text)) if settled and word.text in _SECOND else None
        if both is not None:
            settled[-1] = Word(both, settled[-1].start, word.end)
        else:
            settled.append(Word(_ONE_FOR_ONE.get(word.text, word.text), word.start, word.end))
    return settled


def key_of(words: list[str]) -> int:
    """A 64-bit signed key that is equal for equal words, and in practice different for others."""
    digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def keys_of_runs(words: Sequence[str], size: int) -> tuple[int, ...]:
    """The `key_of` of each `size` words in a row: the same numbers, in half the time."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    digests = [
        blake2b(b" ".join(encoded[at : at + size]), digest_size=8).digest()
        for at in range(len(encoded) - size + 1)
    ]
    return unpack(f">{len(digests)}q", b"".join(digests))


def contains(words: list[str], part: list[str]) -> bool:
    """Whether `words` contain `part` as an unbroken run."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def share_run(words: Sequence[str], others: Sequence[str], length: int) -> bool:
    """Whether two texts share so many consecutive words."""
    runs = {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
    return any(tuple(others[at : at + length]) in runs for at in range(len(others) - length + 1))


def runs_of(words: list[str]) -> list[int]:
    """For each position in the words, a 64-bit signed mark of the RUN words from there, or of those left.

    Marks sort by the first word, then by the second, and so on: all marks that begin with the same words are
    between the two ends that `range_of` returns. Different words seldom have the same mark.
    """
    codes = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    first = [(code & (2**_FIRST_BITS - 1)) << (RUN - 1) * _OTHER_BITS for code in codes]
    others = [1 + code % (2**_OTHER_BITS - 1) for code in codes]  # 0 marks the text's end
    others += [0] * (RUN - 1)
    return [
        _LEAST + first[at] + (others[at + 1] << 28) + (others[at + 2] << 14) + others[at + 3]
        for at in range(len(words))
    ]


def range_of(mark: int, length: int) -> tuple[int, int]:
    """The least and greatest mark of all runs that begin with the first `length` words of `mark`."""
    low = (mark - _LEAST) >> (bits := (RUN - length) * _OTHER_BITS) << bits
    return low + _LEAST, low + _LEAST + 2**bits - 1


def fingerprints_of(words: list[str], size: int = 3, window: int = 3) -> set[int]:
    """Keys chosen so that two texts with a common run of `size + window - 1` words share a key.

    Every run of `size` words is hashed, and of each `window` neighbouring hashes the smallest is kept. The
    choice depends on nothing outside the window, so both texts make the same one ("winnowing").
    """
    hashes = keys_of_runs(words, size)
    if not hashes:
        return set()
    return {min(hashes[at : at + window]) for at in range(max(1, len(hashes) - window + 1))}
