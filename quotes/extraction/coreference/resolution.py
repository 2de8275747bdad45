"""What resolving a mention gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.extraction.coreference.characters import Character
from quotes.extraction.quote import SpeakerKind


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a mention means. `score` in 0..1 says how sure; `features` tell why.

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


def speaker_kind(character: Character) -> SpeakerKind:
    """The kind of source a character is; one never named is anonymous."""
    if character.kind == "person":
        return "anonymous" if character.is_unnamed else "person"
    return "group" if character.kind == "people" else "organization"


def meaning(character: Character, score: float, features: dict[str, float]) -> Resolution:
    """The resolution of a mention that means a character."""
    return Resolution(character.name, speaker_kind(character), score, features, character=character)
