"""Repair subjects of "said" and "told" that the parser misplaced, as it often does next to quotations.

    “It is dry,” Ada Moor, a keeper, told the Courier.     "the Courier" was the subject
    “It is dry,” Moor said in reply to Ben Hale.           "Ben Hale" was a second subject
    Ada Moor, noting the size of the lake, said “no”.      "Ada Moor" was the subject of "noting" alone

A verb of saying may precede its subject (“It is dry,” said Moor), but "tell" never does in the active voice;
no verb has a subject on both sides; and a participle has no subject of its own.
"""

from __future__ import annotations

from typing import Protocol

_TELLS = frozenset({"told", "tells"})
_SAYS = frozenset({"said", "says"})
_CLAUSES = frozenset({"ccomp", "advcl", "parataxis", "dep"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_MARKS = frozenset({'"', "”", "“", "''", "’’", "»", "’", "'"})
_ENDS = frozenset({".", "!", "?", "…"})
_REACH = 40  # most tokens before the verb until its subject begins


class ParsedText(Protocol):
    """The lists of a `Tree` that are read and repaired here."""

    lower: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    children: dict[int, list[int]]

    def kids(self, index: int) -> list[int]:
        """The dependents of a token."""
        ...


def mend_subjects(tree: ParsedText) -> None:
    """Give "said" and "told" the subject that the rules above require."""
    for verb, word in enumerate(tree.lower):
        if word not in _TELLS | _SAYS or tree.pos[verb] != "VERB":
            continue
        kids = tree.kids(verb)
        if any(tree.dep[kid] == "aux:pass" for kid in kids):
            continue
        before = [kid for kid in kids if kid < verb and tree.dep[kid].startswith("nsubj")]
        behind = [kid for kid in kids if kid > verb and tree.dep[kid] == "nsubj"]
        if word in _TELLS or any(_MARKS.isdisjoint(tree.lower[kid:verb]) for kid in before):
            for hearer in behind:
                tree.dep[hearer] = "obj"
        if not before and (word in _TELLS or not behind):
            subject = _of_participle(tree, verb)
            if subject is None and behind:
                subject = _phrase_before(tree, verb)
            if subject is not None:
                _attach(tree, subject, verb)


def _of_participle(tree: ParsedText, verb: int) -> int | None:
    """The subject of a clause before the verb that has only a participle: "Ada Moor, noting …, said"."""
    for kid in tree.kids(verb):
        if kid >= verb or tree.dep[kid] not in _CLAUSES or not tree.lower[kid].endswith("ing"):
            continue
        below = tree.kids(kid)
        subjects = [token for token in below if token < kid and tree.dep[token] == "nsubj"]
        if subjects and tree.lower[kid - 1] == "," and not any(tree.dep[t].startswith("aux") for t in below):
            tree.dep[kid] = "advcl"
            return subjects[-1]
    return None


def _phrase_before(tree: ParsedText, verb: int) -> int | None:
    """The first independent noun between the sentence's beginning, or a quotation, and the verb."""
    first, floor = verb, max(0, verb - _REACH)
    while first > floor and tree.lower[first - 1] not in _MARKS | _ENDS and tree.dep[first - 1]:
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
