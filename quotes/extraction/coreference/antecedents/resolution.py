"""The result of resolving a mention."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.shared.quote import SpeakerKind

MentionType = Literal[
    "full_name",  # "Ada Quill"
    "partial_name",  # "Quill"
    "unknown_name",  # capitalised words that match no name of the article
    "names",  # "Ada Quill and Cole Ames"
    "pronoun",  # "she"
    "relative",  # "who"
    "first_person",  # "I" within somebody's words
    "neuter",  # "it", "they"
    "apposition",  # "the mayor, Ada Quill"
    "description",  # "the mayor", mentioned before with a name or without one
    "epithet",  # "the mogul", a description not used before
    "issuer",  # "the report", resolved to its issuer
    "phrase",  # a phrase that refers to nobody known
    "label",  # "Q", "INTERVIEWER"
]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a mention refers to. `features` tell why.

    `score` (from 0 to 1) says how certain it is that the name is right, `runner_up` how likely the next best
    antecedent was, on the same scale, and `mention_type` what kind of words were resolved.

    `character` is the cluster the name belongs to; None if there is only the phrase itself. `source` is the
    character range (start, end) of the words that name the source, if they are not the given mention.
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
        """How far the antecedent's score is above that of the next best."""
        return self.score - self.runner_up


def speaker_kind(character: Character) -> SpeakerKind:
    """The kind of source a character is; one that is never named is anonymous."""
    if character.kind == "person":
        return "anonymous" if character.is_unnamed else "person"
    return "group" if character.kind == "people" else "organization"


def meaning(
    character: Character, score: float, features: dict[str, float], runner_up: float = 0.0
) -> Resolution:
    """The resolution of a mention that refers to a character."""
    return Resolution(
        character.name, speaker_kind(character), score, features, character=character, runner_up=runner_up
    )
