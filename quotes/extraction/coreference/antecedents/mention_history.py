"""All mentions of characters so far: the places, in text order, that name a character or refer to one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field

from quotes.extraction.coreference.article_tokens import MARKS, POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clustering import Cast
from quotes.extraction.coreference.word_lists import word_set

_PREPOSITIONS = word_set("prepositions")


@dataclass(order=True, slots=True)
class PriorMention:
    """One place that names a character or refers to one by a pronoun."""

    token: int
    last: int = field(compare=False)
    character: Character = field(compare=False)
    subject: bool = field(compare=False)
    possessive: bool = field(compare=False)
    oblique: bool = field(compare=False)
    quoted: bool = field(compare=False)
    main: bool = field(compare=False)
    speaks: bool = field(compare=False)
    pronoun: bool = field(compare=False, default=False)


class MentionHistory:
    """All mentions of characters so far, in text order. Pronouns are added as they are resolved."""

    def __init__(self, tokens: ArticleTokens, cast: Cast) -> None:
        self.tokens = tokens
        self.priors: list[PriorMention] = []
        self._of: dict[int, list[PriorMention]] = defaultdict(list)
        subject_seen: set[int] = set()
        for mention in cast.mentions:
            character = cast.of(mention)
            first = min(
                (d.first for d in character.descriptions if d.first < mention.first <= d.last), default=None
            )
            prior = self._touch(mention.first, mention.last, character, subject_seen, first)
            self.priors.append(prior)
            self._of[id(prior.character)].append(prior)

    def add(self, first: int, last: int, character: Character, pronoun: bool) -> None:
        """Add a mention of the character: a pronoun or a description."""
        prior = self._touch(first, last, character, set())
        prior.pronoun = pronoun
        insort(self.priors, prior)
        insort(self._of[id(character)], prior)

    def before(self, token: int, reach: int = 60) -> list[PriorMention]:
        """The last mentions that begin before the token, in text order."""
        end = bisect_left(self.priors, token, key=lambda prior: prior.token)
        return self.priors[max(0, end - reach) : end]

    def at(self, token: int) -> Character | None:
        """Whom the mention that begins at the token refers to, if it is known."""
        latest = self.before(token + 1, reach=1)
        return latest[0].character if latest and latest[0].token == token else None

    def inside(self, passage: int) -> frozenset[int]:
        """The ids of the characters that a quoted passage names; empty without a passage.

        Also empty if the closing mark is missing: then the narrator's text may follow.
        """
        if not 0 <= passage < len(self.tokens.passages):
            return frozenset()
        first, last = self.tokens.tokens_of(*self.tokens.passages[passage])
        if self.tokens.words[last - 1][-1] not in MARKS:
            return frozenset()
        begin = bisect_left(self.priors, first, key=lambda prior: prior.token)
        end = bisect_left(self.priors, last, key=lambda prior: prior.token)
        return frozenset(id(prior.character) for prior in self.priors[begin:end])

    def count(self, character: Character, token: int) -> int:
        """The number of mentions of the character before the token."""
        return bisect_left(self._of.get(id(character), []), token, key=lambda prior: prior.token)

    def latest(self, character: Character, token: int) -> PriorMention | None:
        """The character's last mention before the token."""
        place = self.count(character, token)
        return self._of[id(character)][place - 1] if place else None

    def last_at(self, character: Character, token: int) -> int:
        """The position of the character's last mention before the token; -1 if there is none."""
        latest = self.latest(character, token)
        return -1 if latest is None else latest.token

    def _touch(
        self,
        first: int,
        last: int,
        character: Character,
        subject_seen: set[int],
        whole_first: int | None = None,
    ) -> PriorMention:
        """`whole_first` is the start of the phrase that ends with the name: "his deputy, Ada Quill"."""
        tokens = self.tokens
        name_first, first = first, first if whole_first is None else whole_first
        possessive = last < len(tokens) and tokens.words[last] in POSSESSIVE
        before = first - 1
        while (
            before >= 0
            and tokens.sentence[before] == tokens.sentence[first]
            and tokens.lower[before] in {"the", "mr", "mrs", "ms", ".", "dr", "sen", "gov", "rep"}
        ):
            before -= 1
        oblique = (
            before >= 0
            and tokens.lower[before] in _PREPOSITIONS
            and tokens.paragraph[before] == tokens.paragraph[first]
        )
        quoted = tokens.quoted[first] >= 0
        told = tokens.is_subject(first, last)
        sentence = tokens.sentence[first]
        plain = not (possessive or oblique or quoted)
        subject = bool(told) or (told is None and plain and sentence not in subject_seen)
        opens = plain and before < tokens.sentence_first[sentence]
        speaks = tokens.speaks(name_first, last) and not possessive
        main = (subject and not quoted and tokens.is_main(first, last)) or opens or (speaks and not quoted)
        if subject and not quoted:
            subject_seen.add(sentence)
        return PriorMention(
            name_first, last, character, subject or opens or speaks, possessive, oblique, quoted, main, speaks
        )
