"""Names of people and their bearers: the characters that a person's name may refer to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clusters import Clusters
from quotes.extraction.coreference.characters.generations import generation_of, is_child
from quotes.extraction.coreference.characters.namesakes import Namesakes
from quotes.extraction.coreference.name_matching import PersonName, parse_person, part_match, same_person
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import Gender, fold, places, roles

NEARLY = 0.15  # how much worse than the best match a possible one may be
_MOST_MENTIONS = 200  # most names of one character compared with each name, so that time stays bounded
_NO_NAMES = frozenset({"NOUN", "VERB", "ADP", "SCONJ", "ADV"})  # parts of speech
_MOST_NAMESAKES = 20  # most characters compared for one word of a name, so that time stays bounded


def _keys(word: str) -> set[str]:
    """The keys by which a name's word is looked up: itself, its parts, and three that tolerate a typo."""
    return {word, word[:4], f"{word[:1]}*{word[-3:]}", "".join(sorted(word)), *word.split("-")}


class PersonNames:
    """The names of an article's people, by their words; joins mentions to the characters in `clusters`."""

    def __init__(self, tokens: ArticleTokens, clusters: Clusters) -> None:
        self._tokens = tokens
        self._clusters = clusters
        self._by_word: dict[str, list[Character]] = defaultdict(list)
        self._names: dict[int, list[PersonName]] = defaultdict(list)
        self.namesakes = Namesakes(tokens, self._names)

    def of(self, character: Character) -> list[PersonName]:
        """The names of a character, without parts of longer ones."""
        return self._names[id(character)]

    def join_full_names(self, people: Iterable[NameMention]) -> list[NameMention]:
        """Join the full names among the mentions of people.

        Returns the single names, which are still to be joined.
        """
        single: list[NameMention] = []
        full: list[tuple[PersonName, NameMention]] = []
        parsed = [(parse_person(mention.text), mention) for mention in people]
        firsts: dict[str, set[str]] = defaultdict(set)
        for name, _ in parsed:
            if name.is_full:
                firsts[name.family].add(name.words[0])
        for name, mention in parsed:
            if not name.is_full:
                if name.words:
                    single.append(mention)
            elif len(firsts[name.family]) > 1 and self._opens_with_a_word(mention, name):
                # "Dean Kole", "Will Kole …?" in an article about "Rachel Kole": these are no given names.
                mention.title, mention.text = mention.text.rsplit(" ", 1)
                single.append(mention)
            else:
                full.append((name, mention))
        distinct = {name.suffix for name, _ in full}
        for name, mention in sorted(full, key=lambda pair: (-len(pair[0].words), pair[1].first)):
            character = self._known_by(name, strict_suffix=len(distinct) > 1)
            self.join(mention, self._clusters.new("person") if character is None else character, name)
        return single

    def mislabelled(self, others: Sequence[NameMention], single: Sequence[NameMention]) -> list[NameMention]:
        """Mentions labelled as places or organizations that are a known person's name.

        `single` are the mentions of people by one word.
        """
        full = [name for names in self._names.values() for name in names if name.is_full]
        families = {name.family for name in full}
        firsts = {name.words[0] for name in full} - places()
        people = Counter(parse_person(mention.text).words[0] for mention in single)
        labelled = Counter(fold(mention.text) for mention in others)
        found: list[NameMention] = []
        for mention in others:
            word = fold(mention.text)
            # The name of a place needs votes or quoted words to count as a person's; other words need only
            # the person.
            is_name = word in families and (
                word not in places()
                or labelled[word] <= people[word]
                or self._tokens.speaks(mention.first, mention.last)
            )
            # "Fahmi" may be called so again if the article names "Fahmi Fadzil".
            again = word in firsts and (people[word] > 0 or self._tokens.speaks(mention.first, mention.last))
            if " " not in mention.text and (is_name or again or people[word] > 2 * labelled[word]):
                found.append(mention)
        return found

    def bearers(self, name: PersonName) -> list[tuple[float, Character]]:
        """The characters that a name may refer to, each with how well the name matches, in (0, 1]."""
        return [(match, c) for c in self._candidates(name) if (match := self.match(c, name)) > 0]

    def match(self, character: Character, name: PersonName) -> float:
        """How well a name matches the best of a character's names: 1 for the same words, 0 for others."""
        best = 0.0
        for full in self._names[id(character)]:
            if full.words == name.words:
                return 1.0
            if name.is_full and full.is_full and same_person(full, name):
                best = max(best, 0.95)
            best = max(best, part_match(full, name))
        return best

    def likeliest(self, mention: NameMention, name: PersonName, gender: Gender | None) -> Character | None:
        """The character that a single name refers to, preferably as a family name; None if there is none."""
        found = self.bearers(name)
        if gender is not None:
            found = [pair for pair in found if self.namesakes.given_gender(pair[1]) in (None, gender)]
        best = max((match for match, _ in found), default=0.0)
        found = self._of_generation(mention, name, found)
        # If several characters match by the same part of a name, the passage decides.
        near = [character for match, character in found if match >= best - NEARLY]
        return self.namesakes.likeliest(mention, near) if near else None

    def join(self, mention: NameMention, character: Character, name: PersonName) -> None:
        """Join a mention to a character, which from now on also has that name."""
        self._clusters.join(mention, character)
        self.namesakes.add(mention, character)
        known = self._names[id(character)]
        if name in known:
            return
        if known and not name.is_full and any(full.is_full for full in known):
            return  # the words of a part also belong to the full name
        known.append(name)
        for word in name.words:
            for key in _keys(word):
                bucket = self._by_word[key]
                if not any(known is character for known in bucket[-_MOST_NAMESAKES:]):
                    bucket.append(character)

    def _opens_with_a_word(self, mention: NameMention, name: PersonName) -> bool:
        """Whether the first of two words may be an office, or a common word that begins a sentence."""
        if len(name.words) != 2:
            return False
        word, tokens = name.words[0], self._tokens
        common = word in tokens.uncapitalised or tokens.pos[mention.first] in _NO_NAMES
        return word in roles() or (common and tokens.starts_sentence(mention.first))

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

    def _of_generation(
        self, mention: NameMention, name: PersonName, found: list[tuple[float, Character]]
    ) -> list[tuple[float, Character]]:
        """The father or son whom "Quill Jr.", "the elder Quill" or "the younger Quill" may refer to."""
        generation = generation_of(self._tokens, mention, name)
        if generation is None or len(found) < 2:
            return found
        younger = [(match, c) for match, c in found if self._is_child(c)]
        kept = younger if generation == "younger" else [pair for pair in found if pair not in younger]
        return kept or found

    def _is_child(self, character: Character) -> bool:
        return is_child(self._tokens, character.mentions[:_MOST_MENTIONS], self._names[id(character)])
