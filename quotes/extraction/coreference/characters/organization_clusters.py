"""Group the names of organizations, places and peoples, with their short forms, into characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clusters import Clusters
from quotes.extraction.coreference.name_matching import acronyms, is_short_form, organization_words
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import fold, things, word_set

_SUFFIXES = word_set("company_suffixes")
_MOST_MENTIONS = 200  # most forms of one character compared with each name, so that time stays bounded
_MOST_NAMESAKES = 20  # most characters compared for one word of a name, so that time stays bounded


def _steps_back(character: Character, index: int) -> tuple[bool, int]:
    """How far before the token a character was last named; characters named only later come last."""
    earlier = [mention.first for mention in character.mentions[:_MOST_MENTIONS] if mention.first < index]
    return (not earlier, index - max(earlier, default=0))


def _is_longer(words: Sequence[str], character: Character) -> bool:
    """Whether a character's name contains the words, rather than being abbreviated by them."""
    return not any(words[0] in acronyms(form) for form in character.forms)


def _without_suffix(words: Sequence[str]) -> tuple[str, ...]:
    """A company's name without "Ltd" and the like, which may be left out."""
    return tuple(words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words)


class OrganizationNames:
    """The names of an article's organizations; joins mentions to the characters in `clusters`."""

    def __init__(self, tokens: ArticleTokens, clusters: Clusters) -> None:
        self._tokens = tokens
        self._clusters = clusters
        self._by_short: dict[str, list[Character]] = defaultdict(list)

    def join_all(self, mentions: Iterable[NameMention]) -> None:
        """Join mentions of non-persons, the longest first, so that short forms find the full name."""
        ordered = sorted(mentions, key=lambda m: (-len(organization_words(m.text)), m.first))
        by_form: dict[tuple[str, ...], Character] = {}
        fitting: dict[tuple[str, ...], list[Character]] = {}
        for mention in ordered:
            words = _without_suffix(organization_words(mention.text))
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
                    self._clusters.join(mention, character)
                    continue
            if character is None:
                character = self._clusters.new(mention.kind)
                if mention.kind == "organization":
                    for key in {*words, *acronyms(mention.text)}:
                        self._by_short[key].append(character)
            by_form[words] = character
            self._clusters.join(mention, character)
        self._join_bracketed(by_form)

    def join_short_forms(self, taken: set[int]) -> None:
        """ "the Times" for the Brune Times, which the recognizer missed; `taken` are tokens inside names."""
        tokens = self._tokens
        for index, word in enumerate(tokens.words[1:], start=1):
            short = index not in taken and word[0].isupper() and things().get(fold(word)) == "organization"
            if not short or tokens.lower[index - 1] not in {"the", "a", "an"}:
                continue
            bucket = self._by_short.get(fold(word), [])[-_MOST_NAMESAKES:]
            called = [character for character in bucket if fold(character.name.split()[-1]) == fold(word)]
            if called:
                mention = NameMention(index, index + 1, word, "organization", by_model=False)
                meant = min(called, key=lambda character: _steps_back(character, index))
                self._clusters.join(mention, meant)

    def opening_with(self, mention: NameMention) -> Character | None:
        """The organization whose longer name begins with a word that was labelled a person."""
        for character in self._by_short.get(fold(mention.text), [])[-_MOST_NAMESAKES:]:
            if organization_words(character.name)[0] == fold(mention.text):
                return character
        return None

    def _longer_forms(self, mention: NameMention, words: Sequence[str]) -> list[Character]:
        """The organizations whose names a mention may abbreviate."""
        near = {id(c): c for word in words for c in self._by_short.get(word, [])[-_MOST_NAMESAKES:]}
        return [c for c in near.values() if any(is_short_form(mention.text, form) for form in c.forms)]

    def _join_bracketed(self, by_form: dict[tuple[str, ...], Character]) -> None:
        """ "Islamic Revolutionary Guard Corps (IRGC)": the brackets after a name give its short form."""
        words = self._tokens.words
        placed = sorted((m for c in by_form.values() for m in c.mentions), key=lambda m: m.first)
        by_first = {mention.first: mention for mention in placed}
        for mention in placed:
            inner = by_first.get(mention.last + 1)
            if inner is None or mention.last >= len(words) or words[mention.last] != "(":
                continue
            one, other = self._clusters.of(mention), self._clusters.of(inner)
            if one is other or one.kind != "organization" or " " in inner.text:
                continue
            alike = fold(inner.text)[0] == organization_words(mention.text)[0][0]
            # A name that occurs in brackets only once may be the source of the report: "(Reuters)".
            short = alike if inner.text.isupper() else len(other.mentions) > 1
            if short and words[inner.last : inner.last + 1] == [")"]:
                self._clusters.merge(other, one)
