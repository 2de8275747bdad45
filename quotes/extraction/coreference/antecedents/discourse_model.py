"""What the resolver knows about an article: its tokens, who is named in it, and who was mentioned last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from spacy.tokens import Doc

from quotes.extraction.coreference.antecedents.mention_history import MentionHistory
from quotes.extraction.coreference.antecedents.resolution import Resolution
from quotes.extraction.coreference.antecedents.unnamed_people import UnnamedPerson, find_unnamed_people
from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.authors import mark_authors
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clustering import Cast
from quotes.extraction.coreference.characters.genders import mark_they, weigh_genders
from quotes.extraction.coreference.characters.nearby_descriptions import beside
from quotes.extraction.coreference.recognition.label_correction import relabel
from quotes.extraction.coreference.recognition.name_finder import find_mentions
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.recognition.shared_family_names import complete_names
from quotes.extraction.shared.tree import Tree

_MOST_DESCRIPTIONS = 40  # of one character


@dataclass(slots=True)
class DiscourseModel:
    """The state while one article is resolved. `last` is the last resolved source, at `last_token`.

    `relayer` is the character who passes on the words whose source is being resolved, and so cannot be that
    source.
    """

    tokens: ArticleTokens
    cast: Cast
    name_at: Mapping[int, NameMention]
    history: MentionHistory
    unnamed_people: Mapping[int, UnnamedPerson]
    unnamed: list[Character] = field(default_factory=list)
    last: Resolution | None = None
    last_token: int = 0
    relayer: Character | None = None

    @classmethod
    def of(
        cls, doc: Doc, quoted: Sequence[tuple[int, int]], author: str | None, tree: Tree | None
    ) -> DiscourseModel:
        tokens = ArticleTokens.of(doc, quoted, tree)
        mentions = relabel(tokens, find_mentions(tokens, doc))
        complete_names(tokens, mentions)
        cast = Cast(tokens, mentions)
        name_at = {index: name for name in cast.mentions for index in range(name.first, name.last)}
        for name in cast.mentions:
            character = cast.of(name)
            if name.kind in {"person", "organization"} and len(character.descriptions) < _MOST_DESCRIPTIONS:
                character.descriptions.extend(beside(tokens, name))
        mark_authors(tokens, cast, author)
        weigh_genders(tokens, cast)
        mark_they(tokens, cast)
        unnamed_people = {newcomer.first: newcomer for newcomer in find_unnamed_people(tokens, name_at)}
        discourse = cls(tokens, cast, name_at, MentionHistory(tokens, cast), unnamed_people)
        for newcomer in unnamed_people.values():
            discourse.history.add(newcomer.first, newcomer.last, newcomer.character, pronoun=False)
            discourse.unnamed.append(newcomer.character)
        return discourse

    @property
    def speaker(self) -> Character | None:
        """The last source."""
        return self.last.character if self.last is not None else None

    def nearness(self, character: Character, token: int) -> float:
        """How recently a character was mentioned before the token: 1 in the same paragraph, falling to 0."""
        latest = self.history.latest(character, token)
        if latest is None:
            return 0.0
        return exp(-(self.tokens.paragraph[token] - self.tokens.paragraph[latest.token]) / 3)
