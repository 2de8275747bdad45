"""Group the names of an article into characters: its people and organizations."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clusters import Clusters
from quotes.extraction.coreference.characters.missed_family_names import missed_family_names
from quotes.extraction.coreference.characters.namesakes import title_gender
from quotes.extraction.coreference.characters.organization_clusters import OrganizationNames
from quotes.extraction.coreference.characters.person_clusters import NEARLY, PersonNames
from quotes.extraction.coreference.name_matching import is_short_form, parse_person
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import Gender


class Cast:
    """All characters of one article, and which of them each mention names.

    Full names are grouped first, then organizations, then single names, each with the most likely character.
    Family names that the recognizer missed come last.
    """

    def __init__(self, tokens: ArticleTokens, mentions: Sequence[NameMention]) -> None:
        self.tokens = tokens
        self._clusters = Clusters()
        self._people = PersonNames(tokens, self._clusters)
        self._organizations = OrganizationNames(tokens, self._clusters)
        single = self._people.join_full_names([one for one in mentions if one.kind == "person"])
        others = [mention for mention in mentions if mention.kind != "person"]
        for mention in self._people.mislabelled(others, single):
            mention.kind = "person"
            single.append(mention)
        self._organizations.join_all(mention for mention in others if mention.kind != "person")
        self._join_single_names(sorted(single, key=lambda mention: mention.first))
        taken = {index for mention in mentions for index in range(mention.first, mention.last)}
        self._join_single_names(missed_family_names(tokens, mentions, self.people, self._people, taken))
        self._organizations.join_short_forms(taken)
        for character in self.characters:
            character.mentions.sort(key=lambda mention: mention.first)
        self.mentions = sorted(
            (mention for character in self.characters for mention in character.mentions),
            key=lambda m: m.first,
        )

    @property
    def characters(self) -> list[Character]:
        return self._clusters.characters

    @property
    def organizations(self) -> list[Character]:
        return [character for character in self.characters if character.kind == "organization"]

    @property
    def people(self) -> list[Character]:
        return [character for character in self.characters if character.kind == "person"]

    def of(self, mention: NameMention) -> Character:
        """The character that a mention of this article names."""
        return self._clusters.of(mention)

    def named(self, text: str) -> Character | None:
        """The character that a name refers to, wherever it occurs; None if it is unknown or ambiguous."""
        name = parse_person(text)
        if not name.words:
            return None
        found = self._people.bearers(name)
        if found:
            return max(found, key=lambda pair: (pair[0], len(pair[1].mentions)))[1]
        for character in self.characters:
            if character.kind != "person" and any(is_short_form(text, form) for form in character.forms):
                return character
        return None

    def rivals(self, text: str, bearer: Character) -> bool:
        """Whether a single name may also refer to somebody other than its bearer."""
        name = parse_person(text)
        if bearer.kind != "person" or name.is_full:
            return False
        least = self._people.match(bearer, name) - NEARLY
        return any(
            character is not bearer and character.mentions and match >= least
            for match, character in self._people.bearers(name)
        )

    def _join_single_names(self, mentions: Sequence[NameMention]) -> None:
        """Assign single names to characters; those whose title tells the gender first."""
        for telling in (True, False):
            for mention in mentions:
                gender = title_gender(mention)
                if (gender is not None) == telling:
                    self._join_single_name(mention, gender)

    def _join_single_name(self, mention: NameMention, gender: Gender | None) -> None:
        name = parse_person(mention.text)
        bearer = self._people.likeliest(mention, name, gender)
        if bearer is None and not mention.title:
            organization = self._organizations.opening_with(mention)
            if organization is not None:
                mention.kind = "organization"
                self._clusters.join(mention, organization)
                return
        self._people.join(mention, self._clusters.new("person") if bearer is None else bearer, name)
