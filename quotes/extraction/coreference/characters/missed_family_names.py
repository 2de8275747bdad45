"""Family names on their own that the recognizer missed, of people whom the article also names in full."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.person_clusters import PersonNames
from quotes.extraction.coreference.recognition.name_mention import NO_NAME, NameMention
from quotes.extraction.coreference.word_lists import fold, given_names, roles, things, titles

_SHORTEST = 3  # letters


def missed_family_names(
    tokens: ArticleTokens,
    mentions: Sequence[NameMention],
    people: Sequence[Character],
    names: PersonNames,
    taken: set[int],
) -> list[NameMention]:
    """More mentions of `people` by a single word; `taken` are the tokens of the `mentions` so far."""
    families = {
        name.family
        for character in people
        for name in names.of(character)
        if name.is_full or sum(mention.by_model for mention in character.mentions) > 1
    }
    labels = {mention.text for mention in mentions if mention.kind == "person" and mention.text.isupper()}
    firsts = _first_words(tokens, people, names) - families
    missed: list[NameMention] = []
    for index, word in enumerate(tokens.words):
        if index in taken or not word[0].isupper():
            continue
        folded = fold(word)
        if (
            (folded in families and len(word) >= _SHORTEST and _stands_alone(tokens, index, taken))
            or (folded in firsts and _means_somebody(tokens, index, taken))
            or (word in labels and index + 1 < len(tokens) and tokens.words[index + 1] == ":")
        ):
            missed.append(NameMention(index, index + 1, word, "person", by_model=False))
    return missed


def _first_words(tokens: ArticleTokens, people: Sequence[Character], names: PersonNames) -> set[str]:
    """The first words of full names, which may be family names: "Wei" of "Wei Yu-hsun"."""
    opening = {name.words[0] for character in people for name in names.of(character) if name.is_full}
    common = {word for word in opening if word in things() or word in roles() or word in titles()}
    return {word for word in opening - common - NO_NAME - tokens.uncapitalised if len(word) > 1}


def _means_somebody(tokens: ArticleTokens, index: int, taken: set[int]) -> bool:
    """Whether the first word of a full name, alone, refers to its bearer."""
    if not _stands_alone(tokens, index, taken):
        return False
    inside = not tokens.starts_sentence(index) and tokens.words[index - 1][0].isalnum()
    return inside or tokens.speaks(index, index + 1)


def _stands_alone(tokens: ArticleTokens, index: int, taken: set[int]) -> bool:
    """Whether no other capitalised word belongs to the one at `index`."""
    following = index + 1
    if following < len(tokens) and tokens.words[following][:1].isupper() and following not in taken:
        return tokens.starts_sentence(following)
    before = index - 1
    if before >= 0 and tokens.words[before][:1].isupper() and before not in taken:
        return tokens.starts_sentence(before) or fold(tokens.words[before]) in titles()
    return not tokens.starts_sentence(index) or fold(tokens.words[index]) not in given_names()
