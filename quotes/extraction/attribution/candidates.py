"""Candidates: the words outside quotation marks that may name a quote's source.

A source that is not listed here can never be found. Candidates are named entities that can speak, pronouns,
and nouns in the positions where sources occur (subjects, "by" and "according to" phrases, appositions, the
words before a colon), in every paragraph that was parsed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from quotes.extraction.attribution.cues import verb_class
from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.tree import Tree

_SPEAKING_ENTITIES = {
    "PERSON": "person", "ORG": "organization", "NORP": "people", "GPE": "place", "LOC": "place",
    "FAC": "place", "PRODUCT": "thing", "WORK_OF_ART": "thing", "MISC": "thing", "EVENT": "thing",
}  # fmt: skip
_PRONOUNS = frozenset({
    "he", "she", "they", "it", "i", "we", "you", "who", "whom", "which", "that", "this", "these", "those",
    "one", "another", "both", "each", "all", "some", "many", "most", "several", "few", "others", "someone",
    "somebody", "everyone", "everybody", "nobody", "none",
})  # fmt: skip
_POSSESSIVES = frozenset(["his", "her", "their", "its", "my", "our"])
_IDENTITY_LINKS = frozenset(
    {"flat", "flat:name", "compound", "goeswith", "flat:foreign", "nmod:desc", "name"}
)
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NAMING = _NOMINAL | {"ADJ", "NUM", "SYM", "X", "VERB", "DET"}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_SOURCE_DEPS = frozenset({
    "appos", "root", "parataxis", "dep", "list", "vocative", "dislocated",
    "conj", "csubj", "obl:agent", "nmod:poss",
})  # fmt: skip
_SOURCE_CASES = frozenset(
    {"according", "as", "by", "for", "from", "in", "of", "on", "per", "to", "under", "with"}
)
_MAX_WORDS = 14
_LONGEST_LABEL = 5
_IN_LABELS = frozenset({".", "-", "'", "mc", "de"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention as a token range. `head` is its syntactic head, `link` the token that ties it to a verb."""

    start: int
    end: int
    head: int
    link: int
    kind: str
    paragraph: int


def find_mentions(doc: Doc, tree: Tree) -> list[Candidate]:
    """All candidate mentions of the parsed paragraphs, in text order, at most one for each head token."""
    inside = _quoted_tokens(doc)
    found: dict[int, Candidate] = {}
    taken: set[int] = set()
    ranges = [
        (index, first, last)
        for index, (first, last) in enumerate(doc._.paragraph_tokens)
        if doc._.parsed_paragraphs[index]
    ]
    starts = [first for _, first, _ in ranges]

    def paragraph_of(token: int) -> int | None:
        at = bisect_right(starts, token) - 1
        return ranges[at][0] if at >= 0 and token < ranges[at][2] else None

    for entity in doc.ents:
        kind = _SPEAKING_ENTITIES.get(entity.label_)
        taken.update(range(entity.start, entity.end))
        paragraph = paragraph_of(entity.start)
        if kind is None or paragraph is None or inside[entity.start] or not entity.text.strip():
            continue
        head = _head_of_range(tree, entity.start, entity.end)
        found[head] = Candidate(entity.start, entity.end, head, _link(tree, head), kind, paragraph)
    for index, first, last in ranges:
        for token in range(first, last):
            if inside[token] or token in taken or token in found or not _is_word(tree, token):
                continue
            if _is_pronoun(tree, token):
                found[token] = Candidate(token, token + 1, token, token, "pronoun", index)
            elif _stands_by_cue(doc, tree, token, first, last):
                found[token] = Candidate(token, token + 1, token, token, "name", index)
            elif tree.pos[token] in _NAMING and _may_be_source(tree, token, last):
                found[token] = phrase_mention(tree, token, index, (first, last), inside)
    for label in _labels(doc, tree):
        found[label.head] = label
    return sorted(found.values(), key=lambda mention: (mention.start, mention.end))


def phrase_mention(
    tree: Tree, head: int, paragraph: int, bounds: tuple[int, int], inside: list[bool]
) -> Candidate:
    """The phrase around a noun as a mention; `bounds` are the tokens of its paragraph."""
    start, end = _noun_phrase(tree, head, *bounds, inside)
    kind = "name" if tree.pos[head] == "PROPN" else "nominal"
    return Candidate(start, end, head, head, kind, paragraph)


def _labels(doc: Doc, tree: Tree) -> Iterator[Candidate]:
    """Speaker labels before the turns of a transcript, "WALLACE: …", also those inside quotation marks."""
    for index, (first, last) in enumerate(doc._.paragraph_tokens):
        if not doc._.parsed_paragraphs[index]:
            continue
        start = first
        while start < last and not tree.lower[start][:1].isalnum():
            start += 1
        end = start
        while end < min(last, start + _LONGEST_LABEL) and (
            doc[end].is_upper or tree.lower[end] in _IN_LABELS
        ):
            end += 1
        if start < end < last and tree.lower[end] == ":" and doc[end - 1].is_upper:
            yield Candidate(start, end, end - 1, end - 1, "label", index)


def _quoted_tokens(doc: Doc) -> list[bool]:
    inside = [False] * len(doc)
    for first, last in doc._.passage_tokens:
        inside[first:last] = [True] * (last - first)
    return inside


def _head_of_range(tree: Tree, start: int, end: int) -> int:
    """The token of a range whose head is outside the range."""
    for token in range(start, end):
        if not start <= tree.head[token] < end or tree.head[token] == token:
            return token
    return end - 1


def _link(tree: Tree, head: int) -> int:
    """Go up from a name to the noun it is part of: "Brandt" in "President Olof Brandt" to "President"."""
    for _ in range(3):
        if tree.dep[head] in _IDENTITY_LINKS and tree.head[head] != head:
            head = tree.head[head]
        else:
            break
    return head


def _is_word(tree: Tree, token: int) -> bool:
    word = tree.lower[token]
    return tree.pos[token] not in ("SPACE", "PUNCT") and any(map(str.isalnum, word)) and "://" not in word


def _is_pronoun(tree: Tree, token: int) -> bool:
    word, pos, dep = tree.lower[token], tree.pos[token], tree.dep[token]
    if word in _PRONOUNS:
        subject = dep.startswith("nsubj")
        return pos in ("PRON", "") or (
            pos in ("DET", "NUM", "ADJ") and (subject or dep not in ("det", "nummod", "amod"))
        )
    return word in _POSSESSIVES and dep == "nmod:poss"


def _stands_by_cue(doc: Doc, tree: Tree, token: int, first: int, last: int) -> bool:
    """Whether a capitalised word is next to a verb of saying.

    It then names a speaker, whatever its part-of-speech tag.
    """
    if (
        not doc[token].is_title
        or tree.dep[token] in ("", "punct")
        or tree.pos[token] in ("PROPN", "NOUN", "PRON", "DET")
    ):
        return False
    sides = [other for other in (token - 1, token + 1) if first <= other < last]
    return any(tree.pos[other] == "VERB" and verb_class(tree, other) == "say" for other in sides)


def _may_be_source(tree: Tree, token: int, last: int) -> bool:
    dep = tree.dep[token]
    if dep in _IDENTITY_LINKS or _is_owned_speech(tree, token):
        return False
    if dep in _SUBJECTS:
        return True
    if tree.pos[token] not in _NOMINAL:
        return False
    if dep in _SOURCE_DEPS or (token + 1 < last and tree.lower[token + 1] == ":"):
        return True
    if dep.startswith(("obl", "nmod")):
        return any(
            tree.dep[kid] in ("case", "fixed") and tree.lower[kid] in _SOURCE_CASES
            for kid in tree.kids(token)
        )
    if any(tree.dep[kid].startswith("acl") for kid in tree.kids(token)):
        return True
    return bool(word_classes("attribution", "nouns").get(tree.lemma[token]))


def _is_owned_speech(tree: Tree, noun: int) -> bool:
    """Whether a noun means something that somebody said: "answer" in "Moor's answer was" is not a speaker."""
    if "said" not in word_classes("attribution", "speech_nouns").get(tree.lemma[noun], ()):
        return False
    return any(tree.dep[kid] == "nmod:poss" for kid in tree.kids(noun))


def _noun_phrase(tree: Tree, head: int, first: int, last: int, inside: list[bool]) -> tuple[int, int]:
    """The noun phrase around `head`: the words before it, and the phrases after it that say who it is."""
    start = end = head
    for kid in tree.kids(head):
        if kid < head and tree.dep[kid] not in (
            "case",
            "punct",
            "cc",
            "mark",
            "advmod",
            "cop",
            "nsubj",
            "conj",
        ):
            start = min(start, _edge(tree, kid, -1))
    for kid in tree.kids(head):
        if kid > head and tree.dep[kid] in ("flat", "flat:name", "compound", "nmod", "fixed", "goeswith"):
            end = max(end, _edge(tree, kid, +1))
    start, end = max(start, first, head - _MAX_WORDS), min(end + 1, last, head + _MAX_WORDS)
    while start < head and inside[start]:
        start += 1
    for token in range(head, end):
        if inside[token]:
            end = token
            break
    return start, max(end, head + 1)


def _edge(tree: Tree, token: int, direction: int) -> int:
    """The outermost token below `token` on one side, following only a few dependencies."""
    for _ in range(_MAX_WORDS):
        kids = [kid for kid in tree.kids(token) if (kid - token) * direction > 0]
        if not kids:
            return token
        token = min(kids) if direction < 0 else max(kids)
    return token
