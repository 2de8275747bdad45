"""Resolve a source in a headline that the article names further down: “Dam ‘was unsafe’, captain says”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from quotes.extraction.coreference.antecedents.resolution import Resolution, meaning
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.word_lists import fold
from quotes.extraction.quotation.marks import Passage
from quotes.extraction.shared.tree import Tree

_DESCRIBED_BELOW = 0.7
_NESTED = 3
_LONGEST = 300  # most tokens of a first paragraph searched for descriptions, so that time stays bounded


def name_below(
    doc: Doc, passage: Passage, resolution: Resolution | None, characters: Sequence[Character]
) -> Resolution | None:
    """The resolution; for a headline's description, the only person whom the article describes so."""
    if not _is_in_headline(doc, passage) or resolution is None or resolution.kind != "anonymous":
        return resolution
    words = [fold(word) for word in resolution.name.split()] or [""]
    named = [one for one in characters if one.kind == "person" and not one.is_unnamed]
    found = [one for one in named if _is_described(one, words) or _is_apposed(doc._.tree, one, words)]
    return meaning(found[0], _DESCRIBED_BELOW, {"described_below": 1.0}) if len(found) == 1 else resolution


def _is_in_headline(doc: Doc, passage: Passage) -> bool:
    first, last = doc._.paragraph_tokens[0]
    return passage.paragraph == 0 and len(doc._.paragraphs) > 1 and last - first <= _LONGEST


def _is_described(character: Character, words: Sequence[str]) -> bool:
    """Whether a person's description has the last word as its noun, and the other words too."""
    return any(
        words[-1] in description.heads and description.words.issuperset(words)
        for description in character.descriptions
    )


def _is_apposed(tree: Tree, character: Character, words: Sequence[str]) -> bool:
    """Whether the name is in apposition to the noun: "the captain of the Marl ferry, Ada Moor"."""
    heads = [
        head
        for mention in character.mentions
        for token in range(mention.first, mention.last)
        if tree.dep[token] == "appos"
        for head in _phrase_heads(tree, tree.head[token])
    ]
    around = ({head, *tree.kids(head)} for head in heads if fold(tree.lower[head]) == words[-1])
    return any({fold(tree.lower[token]) for token in tokens}.issuperset(words) for tokens in around)


def _phrase_heads(tree: Tree, noun: int) -> Iterator[int]:
    """A noun, and the nouns it is a part of: "ferry" and "captain" in "the captain of the ferry"."""
    for _ in range(_NESTED):
        yield noun
        if not tree.dep[noun].startswith("nmod"):
            return
        noun = tree.head[noun]
