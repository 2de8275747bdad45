"""Who is that? From the mention beside a quote to the fullest name the article gives for its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import exp

from spacy.tokens import Doc

from quotes.extraction.coreference.authors import mark_authors
from quotes.extraction.coreference.clusters import Cast, Character
from quotes.extraction.coreference.descriptions import (
    Description,
    agreement,
    beside,
    is_single_person,
    thing_kind,
)
from quotes.extraction.coreference.genders import weigh_genders
from quotes.extraction.coreference.issuers import issuer_of
from quotes.extraction.coreference.labels import relabel
from quotes.extraction.coreference.lexicon import PRONOUN_GENDER, Gender, roles
from quotes.extraction.coreference.mentions import NameMention, find_mentions
from quotes.extraction.coreference.names import organization_words
from quotes.extraction.coreference.page import Page
from quotes.extraction.coreference.phrases import Phrase, read_mention
from quotes.extraction.coreference.pronouns import candidates, rank
from quotes.extraction.coreference.strangers import Stranger, find_strangers
from quotes.extraction.coreference.trail import Trail
from quotes.extraction.quote import SpeakerKind
from quotes.extraction.tree import Tree

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_ANY_ORGANIZATION = frozenset(
    "agency company firm group organization organisation union association nonprofit institute institution body "
    "watchdog regulator commission committee council ministry department bureau board coalition network".split()
)
_LONGEST_PHRASE = 20  # tokens of a describing phrase that serves as a name


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a mention means. `score` in 0..1 says how sure; `features` tell why.

    `character` is the cluster behind the name, None where the phrase itself is all there is.
    """

    name: str
    kind: SpeakerKind
    score: float
    features: dict[str, float] = field(default_factory=dict)
    relayer: str | None = None
    character: Character | None = None


class Resolver:
    """Resolves the source mentions of one article, in text order.

    `quoted` are character spans of what stands in quotation marks; `author` is the article's author as
    known from outside the text.
    """

    def __init__(
        self,
        doc: Doc,
        quoted: Sequence[tuple[int, int]],
        author: str | None = None,
        *,
        tree: Tree | None = None,
    ) -> None:
        self.page = Page.of(doc, quoted, tree)
        mentions = relabel(self.page, find_mentions(self.page, doc))
        self.cast = Cast(self.page, mentions)
        self._name_at: dict[int, NameMention] = {
            index: mention for mention in self.cast.mentions for index in range(mention.first, mention.last)
        }
        self._describe()
        mark_authors(self.page, self.cast, author)
        weigh_genders(self.page, self.cast)
        self.trail = Trail(self.page, self.cast)
        self._read_to = 0
        self._last: Resolution | None = None
        self._last_token = 0
        self._speakers: dict[int, Resolution] = {}
        self._anonymous: list[Character] = []
        self._strangers: dict[int, Stranger] = {}
        for stranger in find_strangers(self.page, self._name_at):
            self._strangers[stranger.first] = stranger
            self.trail.add(stranger.first, stranger.last, stranger.character, pronoun=False)
            self._anonymous.append(stranger.character)

    @property
    def characters(self) -> list[Character]:
        """The article's name clusters."""
        return self.cast.characters

    def character_at(self, start: int, end: int) -> Character | None:
        """The character that a name within the characters [start, end) belongs to, the first if several."""
        first, last = self.page.tokens_of(start, end)
        for index in range(first, last):
            if index in self._name_at:
                return self.cast.of(self._name_at[index])
        return None

    def resolve(self, start: int, end: int, passage: int | None = None) -> Resolution | None:
        """Whom the mention text[start:end] means.

        `passage` is the number of the quoted passage (in the order of their starts) that the mention is
        the source of: "I" within it is then known. None where nobody can be told: "I" outside quoted words,
        a mention without a word.
        """
        first, last = self.page.tokens_of(start, end)
        if first >= last:
            return None
        self._read_pronouns(first)
        phrase = read_mention(self.page, first, last, self._name_at)
        resolution = self._resolve(phrase)
        if resolution is not None:
            self._note(phrase, resolution, passage)
        return resolution

    def _resolve(self, phrase: Phrase) -> Resolution | None:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase.first)
        if phrase.kind == "name":
            return self._named(phrase)
        if phrase.kind == "names":
            return self._several(phrase)
        if phrase.kind == "description":
            return self._described(phrase)
        return None

    def _note(self, phrase: Phrase, resolution: Resolution, passage: int | None) -> None:
        self._last, self._last_token = resolution, phrase.first
        if phrase.kind == "pronoun":
            self._read_to = max(self._read_to, phrase.last)  # its touch is on the trail
        if passage is not None:
            self._speakers[passage] = resolution
        if resolution.character is not None and phrase.kind == "description":
            self.trail.add(phrase.first, phrase.last, resolution.character, pronoun=False)

    # -- names

    def _named(self, phrase: Phrase) -> Resolution | None:
        mention = phrase.names[0]
        known = self._name_at.get(mention.first) is mention
        character = self.cast.of(mention) if known else self.cast.named(mention.text)
        if character is None:
            kind: SpeakerKind = "person" if mention.kind == "person" else "organization"
            return Resolution(mention.text, kind, 0.6, {"unknown_name": 1.0})
        if character.kind == "people":
            return Resolution(character.name, "group", 0.8, {"people": 1.0}, character=character)
        score = 0.95 if known else 0.7
        return Resolution(character.name, self._kind(character), score, {"name": 1.0}, character=character)

    def _several(self, phrase: Phrase) -> Resolution:
        names = [self.cast.of(mention).name for mention in phrase.names]
        unique = list(dict.fromkeys(names))
        if len(unique) == 1:
            character = self.cast.of(phrase.names[0])
            return Resolution(unique[0], self._kind(character), 0.8, {"name": 1.0}, character=character)
        text = ", ".join(unique[:-1]) + " and " + unique[-1]
        return Resolution(text, "group", 0.9, {"several": 1.0})

    @staticmethod
    def _kind(character: Character) -> SpeakerKind:
        if character.kind == "person":
            return "person" if character.mentions else "anonymous"
        return "group" if character.kind == "people" else "organization"

    def _of(self, character: Character, score: float, features: dict[str, float]) -> Resolution:
        return Resolution(character.name, self._kind(character), score, features, character=character)

    # -- pronouns

    def _read_pronouns(self, token: int) -> None:
        """Resolve the narrator's pronouns up to the token, so that later ones may lean on them."""
        for index in range(self._read_to, min(token, len(self.page))):
            gender = PRONOUN_GENDER.get(self.page.lower[index])
            if gender is None or self.page.quoted[index] >= 0 or index in self._name_at:
                continue
            best = self._rank(index, gender)
            if best is not None and best.character is not None:
                self.trail.add(index, index + 1, best.character, pronoun=True)
        self._read_to = max(self._read_to, token)

    def _rank(self, token: int, gender: Gender) -> Resolution | None:
        speaker = self._last.character if self._last else None
        ranked = rank(candidates(self.page, self.trail, token, gender, speaker))
        if not ranked:
            return None
        return self._of(ranked[0].character, ranked[0].share, ranked[0].features)

    def _pronoun(self, token: int) -> Resolution | None:
        word = self.page.lower[token]
        if word in _FIRST_PERSON:
            inside = self.page.quoted[token]
            return self._speakers.get(inside) if inside >= 0 else None
        gender = PRONOUN_GENDER.get(word)
        if gender is not None:
            best = self._rank(token, gender)
            if best is not None:
                if best.character is not None:
                    self.trail.add(token, token + 1, best.character, pronoun=True)
                return best
            return Resolution(self.page.words[token], "anonymous", 0.1)
        if word in _RELATIVES:
            found = self._antecedent(token)
            if found is not None:
                return found
        return self._neuter(token, plural=word in {"they", "them", "their", "themselves", "these", "those"})

    def _antecedent(self, token: int) -> Resolution | None:
        """What a relative pronoun leans on: the phrase right before it."""
        last = token
        while last > 0 and self.page.words[last - 1] in {",", ")"}:
            last -= 1
            if self.page.words[last] == ")":
                while last > 0 and self.page.words[last] != "(":
                    last -= 1
        if last <= 0 or self.page.paragraph[last - 1] != self.page.paragraph[token]:
            return None
        mention = self._name_at.get(last - 1)
        if mention is not None:
            return self._of(self.cast.of(mention), 0.85, {"relative": 1.0})
        first = last - 1
        while first > 0 and last - first < 10 and self.page.lower[first] not in {"the", "a", "an", ".", ","}:
            first -= 1
        if self.page.lower[first] in {".", ","}:
            first += 1
        phrase = read_mention(self.page, first, last, self._name_at)
        return self._resolve(phrase) if phrase.kind in {"name", "description"} else None

    def _neuter(self, token: int, plural: bool) -> Resolution | None:
        """ "it" and "they": the last source if it was no single person, else the organization last in focus."""
        page = self.page
        if self._last is not None and self._last.kind in {"organization", "group", "document"}:
            if page.paragraph[token] - page.paragraph[self._last_token] <= 2:
                return Resolution(
                    self._last.name,
                    self._last.kind,
                    0.7,
                    {"last_source": 1.0},
                    character=self._last.character,
                )
        best: tuple[float, Character] | None = None
        for touch in self.trail.before(token, reach=30):
            if touch.character.kind not in {"organization", "people", "place"} or touch.quoted:
                continue
            if touch.character.kind == "people" and (not plural or not touch.character.name.endswith("s")):
                continue
            gap = page.sentence[token] - page.sentence[touch.token]
            value = 2 * exp(-gap / 1.5) + 1.0 * touch.subject - 0.4 * touch.oblique - 0.3 * touch.possessive
            value -= 0.8 * (touch.character.kind == "place")
            if gap <= 4 and (best is None or value >= best[0]):
                best = (value, touch.character)
        if best is not None and best[0] > 0.5:
            return self._of(best[1], min(0.7, best[0] / 4), {"focus": best[0]})
        return Resolution(page.words[token], "group" if plural else "document", 0.1, {"unresolved": 1.0})

    # -- descriptions

    def _describe(self) -> None:
        inside = frozenset(self._name_at)
        for mention in self.cast.mentions:
            if mention.kind in {"person", "organization"}:
                character = self.cast.of(mention)
                if len(character.descriptions) < 40:
                    character.descriptions.extend(beside(self.page, mention, inside))

    def _described(self, phrase: Phrase) -> Resolution | None:
        asked = phrase.description
        text = self._phrase_text(phrase)
        if not text:
            return None
        if asked is None:
            return self._unread(phrase, text)
        kind = thing_kind(asked.head, asked.plural)
        if is_single_person(asked.head, asked.plural):
            return self._person_described(phrase, asked, text)
        if asked.plural and kind != "document":
            return Resolution(text, "group", 0.8, {"plural": 1.0})
        if kind == "organization":
            return self._organization_described(phrase, asked, text)
        if kind == "document":
            return self._document(phrase, asked, text)
        return Resolution(text, "group", 0.7, {"group_noun": 1.0})

    def _unread(self, phrase: Phrase, text: str) -> Resolution:
        last_word = self.page.lower[phrase.core[1] - 1]
        if last_word.endswith("s") and not last_word.endswith("ss"):
            return Resolution(text, "group", 0.5, {"plural": 1.0})
        return Resolution(text, "anonymous", 0.5, {"unknown_noun": 1.0})

    def _phrase_text(self, phrase: Phrase) -> str:
        """The describing phrase on one line, without a relative clause or what follows a comma."""
        page = self.page
        last = phrase.first
        while last < phrase.last and last - phrase.first < _LONGEST_PHRASE:
            if last > phrase.core[0] and page.words[last] in {",", ";", ":", "(", "—", "–"}:
                break
            last += 1
        return " ".join(page.span_text(phrase.first, last).split())

    def _person_described(self, phrase: Phrase, asked: Description, text: str) -> Resolution:
        page, token = self.page, phrase.first
        best: tuple[float, float, Character] | None = None
        if asked.definite:
            for character in self.cast.people + self._unnamed():
                if character.is_author or (asked.gender and character.gender not in (None, asked.gender)):
                    continue
                told = [d for d in character.descriptions if d.first < token or d.first > phrase.last]
                match = max((agreement(asked, d) for d in told), default=0.0)
                if match < 0.4:
                    continue
                value = match + 0.5 * self._nearness(character, token)
                if best is None or value > best[0]:
                    best = (value, match, character)
        if best is not None:
            return self._of(
                best[2], min(0.9, 0.3 + 0.5 * best[1]), {"description": best[1], "focus": best[0]}
            )
        epithet = self._epithet(phrase, asked) if asked.definite else None
        if epithet is not None:
            return epithet
        stranger = self._strangers.get(token)
        if stranger is not None:
            return Resolution(text, "anonymous", 0.7, {"unnamed": 1.0}, character=stranger.character)
        character = Character("person", descriptions=[asked])
        character.rename(text)
        gender = asked.gender
        character.gender_evidence = 0.0 if gender is None else 4.0 if gender == "m" else -4.0
        self._anonymous.append(character)
        return Resolution(text, "anonymous", 0.7, {"unnamed": 1.0}, character=character)

    def _unnamed(self) -> list[Character]:
        return [character for character in self._anonymous[-30:]]

    def _nearness(self, character: Character, token: int) -> float:
        touches = self.trail.of(character, token)
        if not touches:
            return 0.0
        return exp(-(self.page.paragraph[token] - self.page.paragraph[touches[-1].token]) / 3)

    def _epithet(self, phrase: Phrase, asked: Description) -> Resolution | None:
        """ "the businessman" of somebody never called one: whoever the passage is about, if anybody fits."""
        role = roles().get(asked.head)
        if role is None or not role.epithet or asked.possessor is not None:
            return None
        gender: Gender = asked.gender or "m"
        speaker = self._last.character if self._last else None
        found = candidates(self.page, self.trail, phrase.first, gender, speaker)
        if asked.gender is None:
            seen = {id(character) for character, _ in found}
            found += [
                pair
                for pair in candidates(self.page, self.trail, phrase.first, "f", speaker)
                if id(pair[0]) not in seen
            ]
        ranked = rank([pair for pair in found if pair[0].mentions])
        if not ranked or ranked[0].share < 0.5:
            return None
        return self._of(ranked[0].character, 0.6 * ranked[0].share, {**ranked[0].features, "epithet": 1.0})

    def _organization_described(self, phrase: Phrase, asked: Description, text: str) -> Resolution:
        owner = self._owner(phrase)
        if owner is not None:
            return Resolution(owner, "organization", 0.85, {"owner": 1.0})
        page, token = self.page, phrase.first
        best: tuple[float, Character] | None = None
        if asked.definite and asked.possessor is None:
            for character in self.cast.characters:
                if character.kind != "organization":
                    continue
                value = self._answers(character, asked)
                if value and (best is None or value + self._nearness(character, token) > best[0]):
                    best = (value + self._nearness(character, token), character)
        if best is not None:
            return self._of(best[1], min(0.85, 0.4 + 0.25 * best[0]), {"description": best[0]})
        focus = self._organization_in_focus(token) if self._points_back(asked) else None
        if focus is not None:
            return self._of(focus, 0.5, {"focus": 1.0})
        return Resolution(text, "organization", 0.6, {"unnamed": 1.0})

    @staticmethod
    def _points_back(asked: Description) -> bool:
        """Whether an organization's description is bare enough to mean the one last spoken of: "the agency"."""
        return asked.definite and asked.possessor is None and not asked.modifiers and asked.head in _ANY_ORGANIZATION

    def _organization_in_focus(self, token: int) -> Character | None:
        page = self.page
        for touch in reversed(self.trail.before(token, reach=30)):
            if page.paragraph[token] - page.paragraph[touch.token] > 2:
                return None
            if touch.character.kind == "organization" and touch.main and " " in touch.character.name:
                return touch.character
        return None

    def _answers(self, character: Character, asked: Description) -> float:
        """How well an organization answers "the commission": by a word of its name or by what it was called."""
        told = max((agreement(asked, description) for description in character.descriptions), default=0.0)
        for form in character.forms:
            words = organization_words(form)
            if asked.head in words:
                others = asked.modifiers - {asked.head}
                told = max(told, 0.9 if not others or others & set(words) else 0.4)
        return told

    def _owner(self, phrase: Phrase) -> str | None:
        """ "Quill's campaign" with the owner's full name: "Ada Quill's campaign"."""
        for index in range(phrase.core[0], phrase.core[1] - 1):
            mention = self._name_at.get(index)
            if mention is not None and mention.first == phrase.core[0] and mention.kind == "person":
                rest = " ".join(self.page.span_text(mention.last, phrase.core[1]).split())
                return self.cast.of(mention).name + ("" if rest[:1] in "'’" else " ") + rest
        return None

    def _document(self, phrase: Phrase, asked: Description, text: str) -> Resolution:
        if asked.possessor in {"its", "their", "his", "her"}:
            owner = self._pronoun(phrase.first)
            if owner is not None and owner.score > 0.1:
                return owner
        elif asked.possessor is not None:
            owner = self._possessing(phrase)
            if owner is not None:
                return owner
        issuer = issuer_of(self.page, self.cast, self._name_at, asked.head, phrase.first, phrase.last)
        if issuer is not None and issuer.character.kind in {"organization", "person"}:
            return self._of(issuer.character, issuer.sure * 0.8, {"issuer": issuer.sure})
        return Resolution(text, "document", 0.7, {"unnamed": 1.0})

    def _possessing(self, phrase: Phrase) -> Resolution | None:
        """The owner of "the regulator's report", where it is a known organization or person."""
        for index in range(phrase.first + 1, phrase.last):
            if self.page.words[index] in {"'s", "’s", "'", "’"}:
                owner = read_mention(self.page, phrase.first, index, self._name_at)
                if owner.kind not in {"name", "description"}:
                    return None
                found = self._resolve(owner)
                if found is None or found.character is None or found.character.is_unnamed:
                    return None
                return replace(found, score=0.8 * found.score)
        return None
