"""The characters of an article while its names are being grouped, and the mentions of each."""

from __future__ import annotations

from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.recognition.name_mention import NameKind, NameMention


class Clusters:
    """Characters in the order of creation, each with the mentions joined to it so far."""

    def __init__(self) -> None:
        self.characters: list[Character] = []
        self._of: dict[int, Character] = {}

    def new(self, kind: NameKind) -> Character:
        """A new character, without a mention yet."""
        character = Character(kind)
        self.characters.append(character)
        return character

    def join(self, mention: NameMention, character: Character) -> None:
        """Record that the mention names the character."""
        character.add(mention)
        self._of[id(mention)] = character

    def of(self, mention: NameMention) -> Character:
        """The character that a joined mention names."""
        return self._of[id(mention)]

    def merge(self, gone: Character, kept: Character) -> None:
        """Move all mentions of one character to another, and drop the first."""
        for mention in gone.mentions:
            self.join(mention, kept)
        gone.mentions = []
        self.characters = [character for character in self.characters if character is not gone]
