"""The characters of an article while its names are joined, and which mention is whose."""

from __future__ import annotations

from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.recognition.name_mention import NameKind, NameMention


class Clusters:
    """Characters in the order in which they were made, each with the mentions joined to it so far."""

    def __init__(self) -> None:
        self.characters: list[Character] = []
        self._of: dict[int, Character] = {}

    def new(self, kind: NameKind) -> Character:
        """A further character, without a mention yet."""
        character = Character(kind)
        self.characters.append(character)
        return character

    def join(self, mention: NameMention, character: Character) -> None:
        """Note that the mention names the character."""
        character.add(mention)
        self._of[id(mention)] = character

    def of(self, mention: NameMention) -> Character:
        """The character that a joined mention names."""
        return self._of[id(mention)]

    def merge(self, gone: Character, kept: Character) -> None:
        """Give all mentions of one character to another, and drop the first."""
        for mention in gone.mentions:
            self.join(mention, kept)
        gone.mentions = []
        self.characters = [character for character in self.characters if character is not gone]
