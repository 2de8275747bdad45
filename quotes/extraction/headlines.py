"""Who is meant in a headline, whose words the article explains below: “Dam ‘was unsafe’, captain says”."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotes.extraction.coreference import Resolution
from quotes.extraction.coreference.characters import Character
from quotes.extraction.coreference.lexicon import fold
from quotes.extraction.coreference.resolution import meaning
from quotes.extraction.marks import Passage

_DESCRIBED_BELOW = 0.7


def name_below(
    doc: Doc, passage: Passage, resolution: Resolution | None, characters: Sequence[Character]
) -> Resolution | None:
    """The resolution, or for a headline's description the one person whom the article describes so."""
    in_headline = passage.paragraph == 0 and len(doc._.paragraphs) > 1
    if not in_headline or resolution is None or resolution.kind != "anonymous":
        return resolution
    words = [fold(word) for word in resolution.name.split()]
    found = [character for character in characters if _is_described(character, words)]
    return meaning(found[0], _DESCRIBED_BELOW, {"described_below": 1.0}) if len(found) == 1 else resolution


def _is_described(character: Character, words: Sequence[str]) -> bool:
    """Whether some description of a named person has the last word as its noun, and the others too."""
    return (
        bool(words)
        and character.kind == "person"
        and not character.is_unnamed
        and any(
            words[-1] in description.heads and description.words.issuperset(words)
            for description in character.descriptions
        )
    )
