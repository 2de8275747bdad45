"""The word lists of this package, read from `data/`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

LONGEST_WORD = 50  # letters; longer strings are no words, and reading them would take quadratic time


def entries(name: str) -> Iterator[tuple[str, str]]:
    """The lines `key: value` of the file `data/<name>.txt`; `#` starts a comment."""
    folder = files("quotes.tracking.normalization").joinpath("data")
    for line in folder.joinpath(f"{name}.txt").read_text("utf-8").splitlines():
        key, separator, value = line.partition("#")[0].partition(":")
        if separator:
            yield key.strip(), value.strip()


@cache
def words_in(name: str, key: str) -> tuple[str, ...]:
    """The words of all lines with a key, in order."""
    return tuple(word for label, value in entries(name) if label == key for word in value.split())


@cache
def counted_in(name: str, key: str) -> dict[str, int]:
    """The words of all lines with a key, each with the number after its equals sign."""
    pairs = (word.partition("=") for word in words_in(name, key))
    return {word: int(number) for word, _, number in pairs}


@cache
def meanings(name: str) -> dict[str, str]:
    """Each word of a file, with the key of its line; a key maps to itself."""
    return {word: key for key, value in entries(name) for word in (key, *value.split())}
