"""Reads the lists of words in `data/`: lines of `kind: word word …`, or of `kind= a phrase`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str, kind: str) -> frozenset[str]:
    """The words of a kind in a list, in lower case."""
    return frozenset(word for line in _lines(name, f"{kind}:") for word in line.lower().split())


@cache
def phrases(name: str, kind: str) -> tuple[str, ...]:
    """The phrases of a kind in a list, in lower case."""
    return tuple(line.lower() for line in _lines(name, f"{kind}="))


@cache
def kinds(name: str) -> tuple[str, ...]:
    """The kinds of words in a list."""
    found = (line.partition(":")[0] for line in _text(name).splitlines() if ":" in line and line[0] != "#")
    return tuple(dict.fromkeys(found))


def _text(name: str) -> str:
    return files("quotes.intake").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")


@cache
def _lines(name: str, kind: str) -> tuple[str, ...]:
    lines = _text(name).splitlines()
    return tuple(line.removeprefix(kind).strip() for line in lines if line.startswith(kind))
