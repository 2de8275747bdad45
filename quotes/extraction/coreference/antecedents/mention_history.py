"""Who was last spoken of: the places, in text order, that touch upon a character."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field

from quotes.extraction.coreference.article_tokens import MARKS, POSSESSIVE, Page
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clustering import Cast
from quotes.extraction.coreference.word_lists import word_set

_PREPOSITIONS = word_set("prepositions")


@dataclass(order=True, slots=True)
class Touch:
    """One place that names a character or points to one by a pronoun."""

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


class Trail:
    """All touches of an article so far; pronouns are added as they are resolved."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page = page
        self.touches: list[Touch] = []
        self._of: dict[int, list[Touch]] = defaultdict(list)
        subject_seen: set[int] = set()
        for mention in cast.mentions:
            character = cast.of(mention)
            first = min(
                (d.first for d in character.descriptions if d.first < mention.first <= d.last), default=None
            )
            touch = self._touch(mention.first, mention.last, character, subject_seen, first)
            self.touches.append(touch)
            self._of[id(touch.character)].append(touch)

    def add(self, first: int, last: int, character: Character, pronoun: bool) -> None:
        """A further place that means the character: a pronoun or a description."""
        touch = self._touch(first, last, character, set())
        touch.pronoun = pronoun
        insort(self.touches, touch)
        insort(self._of[id(character)], touch)

    def before(self, token: int, reach: int = 60) -> list[Touch]:
        """The last touches that begin before the token, in text order."""
        end = bisect_left(self.touches, token, key=lambda touch: touch.token)
        return self.touches[max(0, end - reach) : end]

    def inside(self, passage: int) -> frozenset[int]:
        """The ids of the characters that a quoted passage names; none where there is no such passage.

        None either where the marks are not closed: what follows may be another text, narrator included.
        """
        if not 0 <= passage < len(self.page.passages):
            return frozenset()
        first, last = self.page.tokens_of(*self.page.passages[passage])
        if self.page.words[last - 1][-1] not in MARKS:
            return frozenset()
        begin = bisect_left(self.touches, first, key=lambda touch: touch.token)
        end = bisect_left(self.touches, last, key=lambda touch: touch.token)
        return frozenset(id(touch.character) for touch in self.touches[begin:end])

    def count(self, character: Character, token: int) -> int:
        """How many touches of the character there are before the token."""
        return bisect_left(self._of.get(id(character), []), token, key=lambda touch: touch.token)

    def latest(self, character: Character, token: int) -> Touch | None:
        """The character's last touch before the token."""
        place = self.count(character, token)
        return self._of[id(character)][place - 1] if place else None

    def last_at(self, character: Character, token: int) -> int:
        """Where the character was last touched upon before the token; -1 where it was not."""
        latest = self.latest(character, token)
        return -1 if latest is None else latest.token

    def _touch(
        self,
        first: int,
        last: int,
        character: Character,
        subject_seen: set[int],
        whole_first: int | None = None,
    ) -> Touch:
        """`whole_first` is where the phrase begins that the name closes: "his deputy, Ada Quill"."""
        page = self.page
        name_first, first = first, first if whole_first is None else whole_first
        possessive = last < len(page) and page.words[last] in POSSESSIVE
        before = first - 1
        while (
            before >= 0
            and page.sentence[before] == page.sentence[first]
            and page.lower[before] in {"the", "mr", "mrs", "ms", ".", "dr", "sen", "gov", "rep"}
        ):
            before -= 1
        oblique = (
            before >= 0
            and page.lower[before] in _PREPOSITIONS
            and page.paragraph[before] == page.paragraph[first]
        )
        quoted = page.quoted[first] >= 0
        told = page.is_subject(first, last)
        sentence = page.sentence[first]
        plain = not (possessive or oblique or quoted)
        subject = bool(told) or (told is None and plain and sentence not in subject_seen)
        opens = plain and before < page.sentence_first[sentence]
        speaks = page.speaks(name_first, last) and not possessive
        main = (subject and not quoted and page.is_main(first, last)) or opens or (speaks and not quoted)
        if subject and not quoted:
            subject_seen.add(sentence)
        return Touch(
            name_first, last, character, subject or opens or speaks, possessive, oblique, quoted, main, speaks
        )
