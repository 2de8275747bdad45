"""What resolving a mention gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.shared.quote import SpeakerKind

MentionType = Literal[
    "full_name",  # "Ada Quill"
    "partial_name",  # "Quill"
    "unknown_name",  # capitals that no name of the article explains
    "names",  # "Ada Quill and Cole Ames"
    "pronoun",  # "she"
    "relative",  # "who"
    "first_person",  # "I" within somebody's words
    "neuter",  # "it", "they"
    "apposition",  # "the mayor, Ada Quill"
    "description",  # "the mayor", who was told of by name or without
    "epithet",  # "the mogul", said of nobody before
    "issuer",  # "the report", for who put it out
    "phrase",  # a phrase that means nobody known
    "label",  # "Q", "INTERVIEWER"
]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a mention means. `features` tell why.

    `score` in 0..1 says how sure it is that the name given is the right one, `runner_up` how likely the
    next best antecedent was, on the same scale, and `mention_type` by what kind of words it was found.

    `character` is the cluster behind the name, None where the phrase itself is all there is. `source` are the
    characters (start, end) of the words that name the source, where those are not the mention asked about.
    """

    name: str
    kind: SpeakerKind
    score: float
    features: dict[str, float] = field(default_factory=dict)
    relayer: str | None = None
    character: Character | None = None
    source: tuple[int, int] | None = None
    runner_up: float = 0.0
    mention_type: MentionType = "phrase"

    @property
    def margin(self) -> float:
        """By how much the antecedent beat the next best."""
        return self.score - self.runner_up


def speaker_kind(character: Character) -> SpeakerKind:
    """The kind of source a character is; one never named is anonymous."""
    if character.kind == "person":
        return "anonymous" if character.is_unnamed else "person"
    return "group" if character.kind == "people" else "organization"


def meaning(
    character: Character, score: float, features: dict[str, float], runner_up: float = 0.0
) -> Resolution:
    """The resolution of a mention that means a character."""
    return Resolution(
        character.name, speaker_kind(character), score, features, character=character, runner_up=runner_up
    )
