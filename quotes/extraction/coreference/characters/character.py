"""The people and organizations in an article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from quotes.extraction.coreference.descriptions import Description
from quotes.extraction.coreference.name_matching import (
    is_given_name,
    organization_words,
    parse_person,
    repeats,
)
from quotes.extraction.coreference.recognition.name_mention import NameKind, NameMention
from quotes.extraction.coreference.word_lists import Gender, places

_TELLING = 0.6  # least evidence for a gender to count as known
_TRUSTED_WORDS = 3


@dataclass(eq=False, slots=True)
class Character:
    """One person, organization, place or people in the article, with all places that name it."""

    kind: NameKind
    mentions: list[NameMention] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    gender_evidence: float = 0.0  # above 0 a man, below 0 a woman
    is_author: bool = False
    takes_they: bool = False  # the article uses "they" for this person
    forms: Counter[str] = field(default_factory=Counter)  # how often the article uses each form of the name
    _name: str | None = None

    @property
    def name(self) -> str:
        """The fullest name the article gives."""
        if self._name is None:
            self._name = fullest(self)
        return self._name

    @property
    def is_unnamed(self) -> bool:
        """Whether the character is known only by a description."""
        return not self.mentions

    @property
    def gender(self) -> Gender | None:
        """The gender, if there is enough evidence."""
        if abs(self.gender_evidence) < _TELLING:
            return None
        return "m" if self.gender_evidence > 0 else "f"

    def rename(self, name: str) -> None:
        """Call a character without a mention by a describing phrase."""
        self._name = name

    def add(self, mention: NameMention) -> None:
        self.mentions.append(mention)
        self.forms[mention.text] += 1
        self._name = None


def fullest(character: Character) -> str:
    """The longest form of the name; of equally long ones the most frequent, mixed case before capitals."""
    forms = character.forms

    def rank(form: str) -> tuple[int, int, int, int, int]:
        size = len(parse_person(form).words) if character.kind == "person" else len(organization_words(form))
        mixed = not form.isupper() or character.kind != "person"
        # "Universe Ada Moor" is a recognizer's error if "Ada Moor" is known.
        tail = form.partition(" ")[2]
        slip = tail in forms and " " in tail and not is_given_name(form) and is_given_name(tail)
        # "Amity International UK" is a branch of what the article mostly calls "Amity International".
        head, _, last = form.rpartition(" ")
        branch = " " in head and last.casefold() in places() and forms[head] > forms[form]
        # A long form that is used once may be two names run together.
        trusted = size if forms[form] > 1 else min(size, _TRUSTED_WORDS)
        return (int(mixed), int(not (repeats(form) or slip or branch)), trusted, forms[form], len(form))

    return max(forms, key=rank)
