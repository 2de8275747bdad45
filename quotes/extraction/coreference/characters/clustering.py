"""Joining the article's names into characters: the people and organizations it tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quotes.extraction.coreference.article_tokens import Page
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.generations import generation_of, is_child
from quotes.extraction.coreference.characters.namesakes import Namesakes, title_gender
from quotes.extraction.coreference.name_matching import (
    PersonName,
    acronyms,
    is_short_form,
    organization_words,
    parse_person,
    part_match,
    same_person,
)
from quotes.extraction.coreference.recognition.name_mention import NO_NAME, NameKind, NameMention
from quotes.extraction.coreference.word_lists import Gender, fold, given_names, places, roles, things, titles

_NEARLY = 0.15  # how much worse a name may match than the best and still be meant
_SHORTEST_MISSED = 3  # letters
_MOST_MENTIONS = 200  # of one character that are looked at for each name, so that time stays bounded
_MOST_NAMESAKES = 20  # characters compared for one word of a name, so that time stays bounded


def _keys(word: str) -> set[str]:
    """Under which keys a name's word is looked up: itself, its parts, and two that bear a slip of the pen."""
    return {word, word[:4], f"{word[:1]}*{word[-3:]}", *word.split("-")}


def _steps_back(character: Character, index: int) -> tuple[bool, int]:
    """How far before the token a character was last named; those named later alone come last."""
    earlier = [mention.first for mention in character.mentions[:_MOST_MENTIONS] if mention.first < index]
    return (not earlier, index - max(earlier, default=0))


def _is_longer(words: Sequence[str], character: Character) -> bool:
    """Whether the words stand in a character's name, rather than for all of it by its initials."""
    return not any(words[0] in acronyms(form) for form in character.forms)


class Cast:
    """All characters of one article, and which of them a mention names."""

    def __init__(self, page: Page, mentions: Sequence[NameMention]) -> None:
        self.page = page
        self.characters: list[Character] = []
        self._of: dict[int, Character] = {}
        self._by_word: dict[str, list[Character]] = defaultdict(list)
        self._by_short: dict[str, list[Character]] = defaultdict(list)
        self._names: dict[int, list[PersonName]] = defaultdict(list)
        self._namesakes = Namesakes(page, self._names)
        people = [mention for mention in mentions if mention.kind == "person"]
        others = [mention for mention in mentions if mention.kind != "person"]
        self._join_full_names(people)
        others = self._claim_mislabelled(others)
        self._join_organizations(others)
        self._join_single_names(sorted(self._pending, key=lambda mention: mention.first))
        self._join_missed(mentions)
        for character in self.characters:
            character.mentions.sort(key=lambda mention: mention.first)
        self.mentions = sorted(
            (mention for character in self.characters for mention in character.mentions),
            key=lambda m: m.first,
        )

    def of(self, mention: NameMention) -> Character:
        """The character that one of this article's mentions names."""
        return self._of[id(mention)]

    @property
    def organizations(self) -> list[Character]:
        return [character for character in self.characters if character.kind == "organization"]

    @property
    def people(self) -> list[Character]:
        return [character for character in self.characters if character.kind == "person"]

    def named(self, text: str) -> Character | None:
        """The character that a name would mean, wherever it may stand; None where it is unknown or unsure."""
        name = parse_person(text)
        if not name.words:
            return None
        found = [(match, c) for c in self._candidates(name) if (match := self._match(c, name)) > 0]
        if found:
            return max(found, key=lambda pair: (pair[0], len(pair[1].mentions)))[1]
        for character in self.characters:
            if character.kind != "person" and any(is_short_form(text, form) for form in character.forms):
                return character
        return None

    def rivals(self, text: str, bearer: Character) -> bool:
        """Whether a name of one word may as well be another person's than its bearer's."""
        name = parse_person(text)
        if bearer.kind != "person" or name.is_full:
            return False
        least = self._match(bearer, name) - _NEARLY
        return any(
            c is not bearer and c.mentions and self._match(c, name) >= least for c in self._candidates(name)
        )

    # -- people

    def _join_full_names(self, people: Iterable[NameMention]) -> None:
        self._pending: list[NameMention] = []
        full: list[tuple[PersonName, NameMention]] = []
        parsed = [(parse_person(mention.text), mention) for mention in people]
        firsts: dict[str, set[str]] = defaultdict(set)
        for name, _ in parsed:
            if name.is_full:
                firsts[name.family].add(name.words[0])
        for name, mention in parsed:
            if not name.is_full:
                if name.words:
                    self._pending.append(mention)
            elif len(firsts[name.family]) > 1 and self._opens_with_a_word(mention, name):
                # "Dean Kole", "Will Kole …?" where the article has "Rachel Kole": no given names here.
                mention.title, mention.text = mention.text.rsplit(" ", 1)
                self._pending.append(mention)
            else:
                full.append((name, mention))
        distinct = {name.suffix for name, _ in full}
        for name, mention in sorted(full, key=lambda pair: (-len(pair[0].words), pair[1].first)):
            character = self._known_by(name, strict_suffix=len(distinct) > 1)
            if character is None:
                character = self._new("person")
            self._place(mention, character, name)

    def _opens_with_a_word(self, mention: NameMention, name: PersonName) -> bool:
        """Whether an office, or a common word that opens a sentence, may be the first of two words."""
        if len(name.words) != 2:
            return False
        common = self.page.starts_sentence(mention.first) and name.words[0] in self.page.uncapitalised
        return common or name.words[0] in roles()

    def _known_by(self, name: PersonName, strict_suffix: bool) -> Character | None:
        best: Character | None = None
        for character in self._candidates(name):
            for other in self._names[id(character)]:
                if strict_suffix and name.suffix != other.suffix:
                    continue
                if same_person(other, name) and (
                    best is None or len(character.mentions) > len(best.mentions)
                ):
                    best = character
        return best

    def _candidates(self, name: PersonName) -> list[Character]:
        """Characters that share a word with the name, or the start of its last word."""
        found: dict[int, Character] = {}
        for word in name.words:
            for key in _keys(word):
                for character in self._by_word.get(key, [])[-_MOST_NAMESAKES:]:
                    found[id(character)] = character
        return list(found.values())

    def _match(self, character: Character, name: PersonName) -> float:
        best = 0.0
        for full in self._names[id(character)]:
            if full.words == name.words:
                return 1.0
            if name.is_full and full.is_full and same_person(full, name):
                best = max(best, 0.95)
            best = max(best, part_match(full, name))
        return best

    def _join_single_names(self, mentions: Sequence[NameMention]) -> None:
        """Single names to their bearers; those whose title tells the gender first."""
        for telling in (True, False):
            for mention in mentions:
                gender = title_gender(mention)
                if (gender is not None) == telling:
                    self._join_single_name(mention, gender)

    def _join_single_name(self, mention: NameMention, gender: Gender | None) -> None:
        name = parse_person(mention.text)
        found = [(match, c) for c in self._candidates(name) if (match := self._match(c, name)) > 0]
        if gender is not None:
            found = [pair for pair in found if self._namesakes.given_gender(pair[1]) in (None, gender)]
        best = max((match for match, _ in found), default=0.0)
        found = self._of_generation(mention, name, found)
        # A family name beats a given name; among bearers of the same part the passage decides.
        near = [c for match, c in found if match >= best - _NEARLY]
        if not near and not mention.title:
            organization = self._organization_called(mention)
            if organization is not None:
                mention.kind = "organization"
                organization.add(mention)
                self._of[id(mention)] = organization
                return
        character = self._namesakes.likeliest(mention, near) if near else self._new("person")
        self._place(mention, character, name)

    def _of_generation(
        self, mention: NameMention, name: PersonName, found: list[tuple[float, Character]]
    ) -> list[tuple[float, Character]]:
        """Of father and son those that "Quill Jr.", "the elder Quill" or "the younger Quill" may be."""
        generation = generation_of(self.page, mention, name)
        if generation is None or len(found) < 2:
            return found
        younger = [(match, c) for match, c in found if self._is_child(c)]
        kept = younger if generation == "younger" else [pair for pair in found if pair not in younger]
        return kept or found

    def _is_child(self, character: Character) -> bool:
        return is_child(self.page, character.mentions[:_MOST_MENTIONS], self._names[id(character)])

    def _organization_called(self, mention: NameMention) -> Character | None:
        """The organization whose longer name opens with a word that passed for a person's."""
        for character in self._by_short.get(fold(mention.text), [])[-_MOST_NAMESAKES:]:
            if organization_words(character.name)[0] == fold(mention.text):
                return character
        return None

    # -- names that the recognizer took for something else, or missed

    def _claim_mislabelled(self, others: Iterable[NameMention]) -> list[NameMention]:
        """Single words labelled as a place or an organization that are a known person's family name."""
        families = {name.family for names in self._names.values() for name in names if name.is_full}
        single = Counter(parse_person(m.text).words[0] for m in self._pending)
        labelled = Counter(fold(mention.text) for mention in others)
        left: list[NameMention] = []
        for mention in others:
            word = fold(mention.text)
            # A place's name needs votes, or words said, to be a person's; another word needs only the person.
            is_name = word in families and (
                word not in places()
                or labelled[word] <= single[word]
                or self.page.speaks(mention.first, mention.last)
            )
            outvoted = single[word] > 2 * labelled[word]
            if " " not in mention.text and (is_name or outvoted):
                mention.kind = "person"
                self._pending.append(mention)
            else:
                left.append(mention)
        return left

    def _join_missed(self, mentions: Sequence[NameMention]) -> None:
        """Family names of full-named people wherever they stand alone, unseen by the recognizer."""
        taken = {index for mention in mentions for index in range(mention.first, mention.last)}
        families = {
            name.family
            for character in self.people
            for name in self._names[id(character)]
            if name.is_full or sum(mention.by_model for mention in character.mentions) > 1
        }
        labels = {mention.text for mention in mentions if mention.kind == "person" and mention.text.isupper()}
        firsts = self._first_words() - families
        page = self.page
        missed: list[NameMention] = []
        for index, word in enumerate(page.words):
            if index in taken or not word[0].isupper():
                continue
            folded = fold(word)
            if (
                (folded in families and len(word) >= _SHORTEST_MISSED and self._stands_alone(index, taken))
                or (folded in firsts and self._means_somebody(index, taken))
                or (word in labels and index + 1 < len(page) and page.words[index + 1] == ":")
            ):
                missed.append(NameMention(index, index + 1, word, "person", by_model=False))
        self._join_single_names(missed)
        self._join_short_forms(taken)

    def _first_words(self) -> set[str]:
        """The words that full names open with, which may be family names: "Wei" of "Wei Yu-hsun"."""
        opening = {name.words[0] for c in self.people for name in self._names[id(c)] if name.is_full}
        common = {word for word in opening if word in things() or word in roles() or word in titles()}
        return {word for word in opening - common - NO_NAME - self.page.uncapitalised if len(word) > 1}

    def _means_somebody(self, index: int, taken: set[int]) -> bool:
        """Whether a word that opens a full name stands for its bearer."""
        page = self.page
        if not self._stands_alone(index, taken):
            return False
        inside = not page.starts_sentence(index) and page.words[index - 1][0].isalnum()
        return inside or page.speaks(index, index + 1)

    def _join_short_forms(self, taken: set[int]) -> None:
        """ "the Times" of the Brune Times, unseen by the recognizer."""
        page = self.page
        for index, word in enumerate(page.words[1:], start=1):
            short = index not in taken and word[0].isupper() and things().get(fold(word)) == "organization"
            if not short or page.lower[index - 1] not in {"the", "a", "an"}:
                continue
            bucket = self._by_short.get(fold(word), [])[-_MOST_NAMESAKES:]
            called = [character for character in bucket if fold(character.name.split()[-1]) == fold(word)]
            if called:
                mention = NameMention(index, index + 1, word, "organization", by_model=False)
                meant = min(called, key=lambda character: _steps_back(character, index))
                meant.add(mention)
                self._of[id(mention)] = meant

    def _stands_alone(self, index: int, taken: set[int]) -> bool:
        page = self.page
        following = index + 1
        if following < len(page) and page.words[following][:1].isupper() and following not in taken:
            return page.starts_sentence(following)
        before = index - 1
        if before >= 0 and page.words[before][:1].isupper() and before not in taken:
            return page.starts_sentence(before) or fold(page.words[before]) in titles()
        return not page.starts_sentence(index) or fold(page.words[index]) not in given_names()

    # -- organizations, places, peoples

    def _join_organizations(self, mentions: Iterable[NameMention]) -> None:
        ordered = sorted(mentions, key=lambda m: (-len(organization_words(m.text)), m.first))
        by_form: dict[tuple[str, ...], Character] = {}
        fitting: dict[tuple[str, ...], list[Character]] = {}
        for mention in ordered:
            words = tuple(organization_words(mention.text))
            if not words:
                continue
            character = by_form.get(words)
            if character is None and mention.kind == "organization":
                if words not in fitting:
                    fitting[words] = self._longer_forms(mention, words)
                character = min(
                    fitting[words],
                    key=lambda c: (_is_longer(words, c), *_steps_back(c, mention.first)),
                    default=None,
                )
                if len(fitting[words]) > 1 and character is not None:
                    character.add(mention)
                    self._of[id(mention)] = character
                    continue
            if character is None:
                character = self._new(mention.kind)
                if mention.kind == "organization":
                    for key in {*words, *acronyms(mention.text)}:
                        self._by_short[key].append(character)
            by_form[words] = character
            character.add(mention)
            self._of[id(mention)] = character
        self._join_bracketed(by_form)

    def _longer_forms(self, mention: NameMention, words: Sequence[str]) -> list[Character]:
        """The organizations of whose names a mention may be a short form."""
        near = {id(c): c for word in words for c in self._by_short.get(word, [])[-_MOST_NAMESAKES:]}
        return [c for c in near.values() if any(is_short_form(mention.text, form) for form in c.forms)]

    def _join_bracketed(self, by_form: dict[tuple[str, ...], Character]) -> None:
        """ "Islamic Revolutionary Guard Corps (IRGC)": what brackets give right after a name is the name."""
        placed = sorted((m for c in by_form.values() for m in c.mentions), key=lambda m: m.first)
        by_first = {mention.first: mention for mention in placed}
        for mention in placed:
            inner = by_first.get(mention.last + 1)
            if inner is None or mention.last >= len(self.page) or self.page.words[mention.last] != "(":
                continue
            one, other = self._of[id(mention)], self._of[id(inner)]
            if one is other or one.kind != "organization" or " " in inner.text:
                continue
            alike = fold(inner.text)[0] == organization_words(mention.text)[0][0]
            # What stands in brackets once only may be whose report it is: "(Reuters)".
            short = alike if inner.text.isupper() else len(other.mentions) > 1
            if short and self.page.words[inner.last : inner.last + 1] == [")"]:
                self._merge(other, one)

    def _merge(self, gone: Character, kept: Character) -> None:
        for mention in gone.mentions:
            kept.add(mention)
            self._of[id(mention)] = kept
        gone.mentions = []
        self.characters = [character for character in self.characters if character is not gone]

    def _new(self, kind: NameKind) -> Character:
        character = Character(kind)
        self.characters.append(character)
        return character

    def _place(self, mention: NameMention, character: Character, name: PersonName) -> None:
        character.add(mention)
        self._of[id(mention)] = character
        self._namesakes.add(mention, character)
        known = self._names[id(character)]
        if name in known:
            return
        if known and not name.is_full and any(full.is_full for full in known):
            return  # the words of a part are those of the full name
        known.append(name)
        for word in name.words:
            for key in _keys(word):
                bucket = self._by_word[key]
                if not any(known is character for known in bucket[-_MOST_NAMESAKES:]):
                    bucket.append(character)
