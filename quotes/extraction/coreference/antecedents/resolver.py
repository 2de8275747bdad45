"""Resolve the mention next to a quote to the fullest name that the article gives for its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.extraction.coreference.antecedents.discourse_model import DiscourseModel
from quotes.extraction.coreference.antecedents.organization_descriptions import (
    document_described,
    organization_described,
)
from quotes.extraction.coreference.antecedents.person_descriptions import person_described
from quotes.extraction.coreference.antecedents.pronoun_antecedents import (
    FIRST_PERSON,
    RELATIVES,
    antecedent_of,
    personal,
    pronoun,
)
from quotes.extraction.coreference.antecedents.resolution import MentionType, Resolution, meaning
from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.descriptions import Description, is_single_person, noun_at, thing_kind
from quotes.extraction.coreference.mentions.relayed_sources import find_relay
from quotes.extraction.coreference.mentions.source_phrases import Phrase, read_mention
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER, roles, things, word_set
from quotes.extraction.shared.quote import SpeakerKind
from quotes.extraction.shared.tree import Tree

_NAMED = 0.95  # the score of a name that only one character has
_BY_RIVALS = 0.25  # what it loses to other characters with that name
_FOUND_BY: dict[str, MentionType] = {
    "apposed": "apposition", "issuer": "issuer", "epithet": "epithet", "description": "description",
    "focus": "epithet", "owner": "description",
}  # fmt: skip
_LONGEST_PHRASE = 20  # most tokens of a describing phrase that serves as a name
_MANY = word_set("quantifiers")
_GATHERINGS = frozenset({"group", "team", "band"})
_TODAY = frozenset({"today", "yesterday"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_ENDS_PHRASE = frozenset({",", ";", ":", "(", "—", "–"})


def _is_date(tokens: ArticleTokens, index: int) -> bool:
    """Whether a day begins here that only follows a phrase: "the embassy on Sunday"."""
    following = index + 1
    return tokens.lower[index] in _TODAY or (
        tokens.lower[index] == "on" and following < len(tokens) and tokens.lower[following] in _DAYS
    )


class Resolver:
    """Resolves the source mentions of one article, in text order.

    `quoted` are the character ranges in quotation marks; `author` is the article's author, if known from
    outside the text; `tree` is the Doc's, if the caller already has it.
    """

    def __init__(
        self,
        doc: Doc,
        quoted: Sequence[tuple[int, int]],
        author: str | None = None,
        *,
        tree: Tree | None = None,
    ) -> None:
        self.discourse = DiscourseModel.of(doc, quoted, author, tree)
        self._read_to = 0
        self._speakers: dict[int, Resolution] = {}

    @property
    def characters(self) -> list[Character]:
        """The article's name clusters."""
        return self.discourse.cast.characters

    def resolve(self, start: int, end: int, passage: int | None = None) -> Resolution | None:
        """Who the mention text[start:end] refers to.

        `passage` is the number of the quoted passage (by start) whose source the mention is: this makes it
        known who "I" inside the passage is. None if nobody can be named: for "I" outside quoted words, and
        for a mention without a word.
        """
        tokens, name_at = self.discourse.tokens, self.discourse.name_at
        first, last = tokens.tokens_of(start, end)
        if first >= last:
            return None
        self.read_pronouns(first)
        relay = find_relay(tokens, (first, last), name_at)
        relayer = self._resolve(read_mention(tokens, *relay.relayer, name_at)) if relay is not None else None
        if relay is not None and relay.source is not None:
            first, last = relay.source
        phrase = read_mention(tokens, first, last, name_at)
        self.discourse.relayer = relayer.character if relayer is not None else None
        resolution = self._resolve(phrase, -1 if passage is None else passage)
        self.discourse.relayer = None
        if resolution is None:
            return None
        self._note(phrase, resolution, passage)
        named = tokens.start[phrase.first], tokens.end[phrase.last - 1]
        return replace(
            resolution,
            mention_type=self._type(phrase, resolution),
            relayer=relayer.name if relayer is not None and relayer.name != resolution.name else None,
            source=named if named[0] < start or named[1] > end else None,
        )

    def _type(self, phrase: Phrase, resolution: Resolution) -> MentionType:
        """The kind of words that led to the resolution."""
        if phrase.kind == "pronoun":
            word = self.discourse.tokens.lower[phrase.first]
            if word in PRONOUN_GENDER:
                return "pronoun"
            return "relative" if word in RELATIVES else "first_person" if word in FIRST_PERSON else "neuter"
        if phrase.kind == "names":
            return "names"
        if phrase.kind == "name":
            if "unknown_name" in resolution.features:
                return "unknown_name"
            return "full_name" if " " in phrase.names[0].text else "partial_name"
        for feature, found_by in _FOUND_BY.items():
            if feature in resolution.features:
                return found_by
        return "phrase"

    def read_pronouns(self, token: int) -> None:
        """Resolve the narrator's pronouns up to the token, so that later ones can build on them."""
        tokens = self.discourse.tokens
        for index in range(self._read_to, min(token, len(tokens))):
            gender = PRONOUN_GENDER.get(tokens.lower[index])
            if gender is not None and tokens.quoted[index] < 0 and index not in self.discourse.name_at:
                personal(self.discourse, index, gender)
        self._read_to = max(self._read_to, token)

    def _note(self, phrase: Phrase, resolution: Resolution, passage: int | None) -> None:
        self.discourse.last, self.discourse.last_token = resolution, phrase.first
        if phrase.kind == "pronoun":
            self._read_to = max(self._read_to, phrase.last)  # already in the history
        elif phrase.kind == "description" and resolution.character is not None:
            self.discourse.history.add(phrase.first, phrase.last, resolution.character, pronoun=False)
        if passage is not None:
            self._speakers[passage] = resolution

    def _resolve(self, phrase: Phrase, passage: int = -1) -> Resolution | None:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase.first, passage)
        if phrase.kind == "name":
            return self._named(phrase)
        if phrase.kind == "names":
            return self._several(phrase)
        return self._described(phrase) if phrase.kind == "description" else None

    def _pronoun(self, token: int, passage: int) -> Resolution | None:
        if self.discourse.tokens.lower[token] in RELATIVES:
            before = antecedent_of(self.discourse, token)
            if before is not None:
                phrase = read_mention(self.discourse.tokens, *before, self.discourse.name_at)
                found = self._resolve(phrase) if phrase.kind in {"name", "description"} else None
                if found is not None:
                    return found
        return pronoun(self.discourse, token, self._speakers, self._resolve, passage)

    def _named(self, phrase: Phrase) -> Resolution:
        mention = phrase.names[0]
        known = self.discourse.name_at.get(mention.first) is mention
        character = self.discourse.cast.of(mention) if known else self.discourse.cast.named(mention.text)
        if character is None:
            kind: SpeakerKind = "person" if mention.kind == "person" else "organization"
            return Resolution(mention.text, kind, 0.6, {"unknown_name": 1.0})
        rivals = self.discourse.cast.rivals(mention.text, character)
        sure = (_NAMED if known else 0.7) - _BY_RIVALS * rivals
        return meaning(character, sure, {"name": 1.0}, _BY_RIVALS * rivals)

    def _several(self, phrase: Phrase) -> Resolution:
        characters = {id(c): c for c in map(self.discourse.cast.of, phrase.names)}
        names = [character.name for character in characters.values()]
        if len(names) == 1:
            return meaning(next(iter(characters.values())), 0.8, {"name": 1.0})
        return Resolution(", ".join(names[:-1]) + " and " + names[-1], "group", 0.9, {"several": 1.0})

    def _described(self, phrase: Phrase) -> Resolution | None:
        asked, text = phrase.description, self._text(phrase)
        if not text:
            return None
        if self._counts(phrase):
            return Resolution(text, "group", 0.8, {"plural": 1.0})
        if asked is None:
            return self._unread(phrase, text)
        if is_single_person(asked.head, asked.plural):
            return person_described(self.discourse, phrase, asked, text)
        kind = thing_kind(asked.head, asked.plural)
        if kind == "document":
            return document_described(self.discourse, phrase, asked, text, self._resolve)
        if kind == "organization" and not asked.plural and not self._of_people(phrase, asked):
            return organization_described(self.discourse, phrase, asked, text)
        return Resolution(text, "group", 0.8, {"plural": 1.0})

    def _counts(self, phrase: Phrase) -> bool:
        """Whether a phrase gives a number: "more than 200 farmers", "63 percent", "several"."""
        tokens, (first, last) = self.discourse.tokens, phrase.core
        opening = first + (tokens.lower[first] in {"only", "just", "about", "nearly", "almost", "over"})
        if opening == last:
            return False
        many = tokens.lower[opening] in _MANY or tokens.words[opening].replace(",", "").isdigit()
        return many and tokens.lower[opening + 1 : opening + 2] != ["-"]

    def _of_people(self, phrase: Phrase, asked: Description) -> bool:
        """Whether a phrase means several people: "a group of 32 retired officers"."""
        tokens, of = self.discourse.tokens, phrase.core[1]
        if asked.head not in _GATHERINGS or of >= phrase.last or tokens.lower[of] != "of":
            return False
        nouns = (noun_at(tokens, index, of + 1) for index in range(of + 1, phrase.last))
        return any(noun and noun[2] and (noun[0] in roles() or noun[0] in things()) for noun in nouns)

    def _unread(self, phrase: Phrase, text: str) -> Resolution:
        """A phrase whose noun is in no list."""
        last_word = self.discourse.tokens.lower[phrase.core[1] - 1]
        if last_word.endswith("s") and not last_word.endswith("ss"):
            return Resolution(text, "group", 0.5, {"plural": 1.0})
        return Resolution(text, "anonymous", 0.5, {"unknown_noun": 1.0})

    def _text(self, phrase: Phrase) -> str:
        """The describing phrase on one line, without a relative clause or what follows a comma."""
        tokens = self.discourse.tokens
        last = phrase.first
        while last < phrase.last and last - phrase.first < _LONGEST_PHRASE:
            if last > phrase.core[0] and (tokens.words[last] in _ENDS_PHRASE or _is_date(tokens, last)):
                break
            last += 1
        return " ".join(tokens.span_text(phrase.first, last).split())
