"""Cues: the verbs and phrases that make somebody the source of a passage.

A verb can belong to a passage by the dependency tree or by standing next to it. Both kinds are kept, since
the parser is least reliable around quotation marks. The subject that speaks may belong to a verb further up:
"went on to say", "stood up and said", "issued a statement saying".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.tree import Tree

_CLIMB = frozenset({"conj", "xcomp", "advcl", "acl", "parataxis", "ccomp", "acl:relcl", "advcl:relcl"})
_ENDS = frozenset({".", "?", "!", "…"})
_REACH = 12
_HOPS = 4


@dataclass(frozen=True, slots=True)
class CueLink:
    """A verb (or noun) linked to a passage. `how` says what links them, `side` on which side the verb is."""

    token: int
    how: str
    side: str


def verb_class(tree: Tree, token: int) -> str:
    """The classes of a verb as one word: "say", "write+say" …; "" for verbs that do not report speech."""
    if tree.pos[token] not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
        return ""
    classes = word_classes("shared", "cue_verbs").get(tree.lemma[token], ())
    return classes[0] if classes else ""


def find_cue_links(
    tree: Tree, passage: tuple[int, int], paragraph: tuple[int, int], inside: list[bool]
) -> list[CueLink]:
    """The verbs that may report `passage`: first those linked by the tree, then those near it."""
    links: dict[int, CueLink] = {}
    for link in (*_by_tree(tree, passage, paragraph, inside), *_by_place(tree, passage, paragraph, inside)):
        if link.side == "after" and reports_its_own(tree, link.token, passage, inside):
            continue
        known = links.get(link.token)
        if known is None:
            links[link.token] = link
        elif link.how.startswith("near") and "near" not in known.how:
            links[link.token] = CueLink(link.token, f"{known.how}+near", link.side)
    return list(links.values())


def reports_its_own(tree: Tree, verb: int, passage: tuple[int, int], inside: list[bool]) -> bool:
    """Whether a verb after a whole sentence reports something else: “Again?” The keeper said it was shut."""
    first, last = passage
    if last - first < 3 or tree.lower[last - 2] not in _ENDS:
        return False
    return any(
        tree.dep[kid] == "ccomp" and kid > verb and not inside[kid] and bool(tree.subjects(kid))
        for kid in tree.kids(verb)
    )


def _by_tree(
    tree: Tree, passage: tuple[int, int], paragraph: tuple[int, int], inside: list[bool]
) -> Iterator[CueLink]:
    first, last = passage
    for token in range(first, last):
        head = tree.head[token]
        if not first <= head < last and paragraph[0] <= head < paragraph[1] and not inside[head]:
            if tree.dep[token] == "punct":
                continue
            governor = _verb_above(tree, head)
            if governor is not None:
                side = "before" if governor < first else "after"
                steps = "" if governor == head else "^"
                yield CueLink(governor, f"gov:{tree.dep[token]}{steps}", side)
    for token in (
        *range(max(paragraph[0], first - _REACH), first),
        *range(last, min(paragraph[1], last + _REACH)),
    ):
        head = tree.head[token]
        if first <= head < last and tree.pos[token] in ("VERB", "AUX") and not inside[token]:
            yield CueLink(token, f"below:{tree.dep[token]}", "before" if token < first else "after")


def _verb_above(tree: Tree, token: int) -> int | None:
    for _ in range(_HOPS):
        if tree.pos[token] in ("VERB", "AUX"):
            return token
        if tree.head[token] == token:
            return token
        token = tree.head[token]
    return None


def _by_place(
    tree: Tree, passage: tuple[int, int], paragraph: tuple[int, int], inside: list[bool]
) -> Iterator[CueLink]:
    first, last = passage
    for token in range(last, min(paragraph[1], last + _REACH)):
        if inside[token] or tree.lower[token] in (".", "!", "?", ";"):
            break
        if tree.pos[token] == "VERB" and verb_class(tree, token):
            yield CueLink(token, "near", "after")
            break
    for token in range(first - 1, max(paragraph[0], first - _REACH) - 1, -1):
        if inside[token] or tree.lower[token] in (".", "!", "?", ";"):
            break
        if tree.pos[token] == "VERB" and verb_class(tree, token):
            yield CueLink(token, "near", "before")
            break


def acting_subjects(tree: Tree, verb: int) -> list[tuple[int, str]]:
    """The subjects of `verb`, its own or those of a verb above it, each with the path that leads to it.

    Passive subjects are marked apart from active ones; "by" names an agent.
    """
    way = "own"
    for _ in range(_HOPS):
        subjects = tree.subjects(verb)
        if subjects:
            found = [(kid, f"{way}:pass" if tree.dep[kid].endswith(":pass") else way) for kid in subjects]
            found += [(kid, "agent") for kid in tree.kids(verb) if tree.dep[kid] == "obl:agent"]
            if way == "own" and tree.dep[verb] in ("acl:relcl", "relcl"):
                found.append((tree.head[verb], "relative"))
            return found
        dep, head = tree.dep[verb], tree.head[verb]
        if dep not in _CLIMB or head == verb:
            return []
        if dep in ("acl", "acl:relcl"):
            return [(head, "acl"), *((subject, "acl^") for subject in _subjects_above(tree, head))]
        verb, way = head, dep
    return []


def _subjects_above(tree: Tree, noun: int) -> list[int]:
    """Who acts on a noun: "the ministry" in "the ministry issued a statement saying"."""
    governor = tree.head[noun]
    return tree.subjects(governor) if governor != noun else []
