"""Hearers that the parser took for subjects: “It is dry,” Ada Moor, a keeper, told the Courier.

Verbs of saying may stand before their subject (“It is dry,” said Moor), but never "tell" in the active voice:
what follows it is the hearer. With an apposition between subject and verb the parser confuses the two.
"""

from __future__ import annotations

from typing import Protocol

_TELLS = frozenset({"told", "tells"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_MARKS = frozenset({'"', "”", "“", "''", "’’", "»", "’", "'"})
_ENDS = frozenset({".", "!", "?", "…"})
_REACH = 40  # tokens before the verb in which its subject begins


class ParsedText(Protocol):
    """The lists of a `Tree` that are read and mended here."""

    lower: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    children: dict[int, list[int]]

    def kids(self, index: int) -> list[int]:
        """The dependents of a token."""
        ...


def mend_hearers(tree: ParsedText) -> None:
    """Make objects of the subjects behind "told", and a subject of the phrase before it."""
    for verb, word in enumerate(tree.lower):
        if word not in _TELLS or tree.pos[verb] != "VERB":
            continue
        kids = tree.kids(verb)
        hearers = [kid for kid in kids if kid > verb and tree.dep[kid] == "nsubj"]
        if not hearers or any(tree.dep[kid] == "aux:pass" for kid in kids):
            continue
        for hearer in hearers:
            tree.dep[hearer] = "obj"
        if any(kid < verb and tree.dep[kid].startswith("nsubj") for kid in kids):
            continue
        subject = _phrase_before(tree, verb)
        if subject is not None:
            _attach(tree, subject, verb)


def _phrase_before(tree: ParsedText, verb: int) -> int | None:
    """The first noun between the sentence's beginning or a quotation and the verb that hangs on none there."""
    first = verb
    while first > max(0, verb - _REACH) and tree.lower[first - 1] not in _MARKS | _ENDS and tree.dep[first - 1]:
        first -= 1
    for token in range(first, verb):
        if tree.pos[token] in _NAMING and not first <= tree.head[token] < verb:
            return token
    return None


def _attach(tree: ParsedText, token: int, verb: int) -> None:
    siblings = tree.children.get(tree.head[token], [])
    if token in siblings:
        siblings.remove(token)
    tree.head[token], tree.dep[token] = verb, "nsubj"
    tree.children[verb] = sorted([*tree.children.get(verb, []), token])
