"""An article as the resolver sees it: its text, who is named in it, and who was last spoken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from spacy.tokens import Doc

from quotes.extraction.coreference.antecedents.mention_history import Trail
from quotes.extraction.coreference.antecedents.resolution import Resolution
from quotes.extraction.coreference.antecedents.unnamed_people import Stranger, find_strangers
from quotes.extraction.coreference.article_tokens import Page
from quotes.extraction.coreference.characters.authors import mark_authors
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clustering import Cast
from quotes.extraction.coreference.characters.genders import mark_they, weigh_genders
from quotes.extraction.coreference.characters.nearby_descriptions import beside
from quotes.extraction.coreference.recognition.label_correction import relabel
from quotes.extraction.coreference.recognition.name_finder import find_mentions
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.shared.tree import Tree

_MOST_DESCRIPTIONS = 40  # of one character


@dataclass(slots=True)
class Scene:
    """The state that resolving one article works on. `last` is the source resolved last, at `last_token`.

    `relayer` passes on the words whose source is being resolved, and so is not that source.
    """

    page: Page
    cast: Cast
    name_at: Mapping[int, NameMention]
    trail: Trail
    strangers: Mapping[int, Stranger]
    unnamed: list[Character] = field(default_factory=list)
    last: Resolution | None = None
    last_token: int = 0
    relayer: Character | None = None

    @classmethod
    def of(cls, doc: Doc, quoted: Sequence[tuple[int, int]], author: str | None, tree: Tree | None) -> Scene:
        page = Page.of(doc, quoted, tree)
        cast = Cast(page, relabel(page, find_mentions(page, doc)))
        name_at = {index: name for name in cast.mentions for index in range(name.first, name.last)}
        for name in cast.mentions:
            character = cast.of(name)
            if name.kind in {"person", "organization"} and len(character.descriptions) < _MOST_DESCRIPTIONS:
                character.descriptions.extend(beside(page, name))
        mark_authors(page, cast, author)
        weigh_genders(page, cast)
        mark_they(page, cast)
        strangers = {stranger.first: stranger for stranger in find_strangers(page, name_at)}
        scene = cls(page, cast, name_at, Trail(page, cast), strangers)
        for stranger in strangers.values():
            scene.trail.add(stranger.first, stranger.last, stranger.character, pronoun=False)
            scene.unnamed.append(stranger.character)
        return scene

    @property
    def speaker(self) -> Character | None:
        """Who the last source was."""
        return self.last.character if self.last is not None else None

    def nearness(self, character: Character, token: int) -> float:
        """How recently a character was spoken of before the token: 1 in this paragraph, falling to 0."""
        latest = self.trail.latest(character, token)
        if latest is None:
            return 0.0
        return exp(-(self.page.paragraph[token] - self.page.paragraph[latest.token]) / 3)
