"""Find the names in an article: the recognizer's entities, corrected, and the names that it missed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from quotes.extraction.coreference.article_tokens import ArticleTokens, headline_paragraphs
from quotes.extraction.coreference.recognition.entities import entity_names, with_first_words
from quotes.extraction.coreference.recognition.missed_names import unseen_names
from quotes.extraction.coreference.recognition.name_mention import (
    HONORIFICS,
    NO_NAME,
    NameMention,
    name_mention,
    name_run,
)
from quotes.extraction.coreference.word_lists import fold, given_names, roles, things, titles


def find_mentions(tokens: ArticleTokens, doc: Doc) -> list[NameMention]:
    """All names of the article in text order, without overlaps."""
    taken = [False] * len(tokens)
    found: list[NameMention] = []
    for mention in entity_names(tokens, doc):
        if mention.kind == "person" and tokens.fills_passage(mention.first, mention.last):
            continue  # a term or a nickname: real names have no quotation marks of their own
        if not any(taken[mention.first : mention.last]):
            taken[mention.first : mention.last] = [True] * len(mention)
            found.append(mention)
    headlines = headline_paragraphs(tokens)
    found += _new(_after_honorifics(tokens, taken), taken)
    found = [_take(with_first_words(tokens, mention, taken, headlines), taken) for mention in found]
    found += _new(unseen_names(tokens, taken, headlines), taken)
    given = _new(_by_given_name(tokens, taken), taken)
    found += [_take(with_first_words(tokens, mention, taken, headlines), taken) for mention in given]
    return sorted(found, key=lambda mention: mention.first)


def _new(mentions: Iterable[NameMention], taken: list[bool]) -> list[NameMention]:
    """Those mentions that overlap no earlier one; they are added to `taken`."""
    return [_take(mention, taken) for mention in mentions if not any(taken[mention.first : mention.last])]


def _take(mention: NameMention, taken: list[bool]) -> NameMention:
    taken[mention.first : mention.last] = [True] * len(mention)
    return mention


def _after_honorifics(tokens: ArticleTokens, taken: list[bool]) -> Iterator[NameMention]:
    for index in range(len(tokens) - 1):
        word = tokens.words[index]
        if taken[index] or not word[0].isupper() or fold(word) not in HONORIFICS:
            continue
        first = index + 1
        if tokens.words[first] == "." and first + 1 < len(tokens):
            first += 1
        if taken[first] or not tokens.words[first][:1].isupper() or tokens.lower[first] in NO_NAME:
            continue
        last = name_run(tokens, first, taken)
        if last > first and not any(map(_is_common, tokens.words[first:last])):
            mention = name_mention(tokens, first, last, "person", by_model=False)
            if mention is not None:
                mention.title = tokens.span_text(index, first)
                yield mention


def _by_given_name(tokens: ArticleTokens, taken: list[bool]) -> Iterator[NameMention]:
    """ "Hugh Hill" if the recognizer missed it: a known given name and one or two capitalised words."""
    known = given_names()
    index = 0
    while index < len(tokens) - 1:
        word = tokens.words[index]
        first = index
        index += 1
        if (
            taken[first]
            or not word[:1].isupper()
            or fold(word) not in known
            or tokens.lower[first] in NO_NAME
        ):
            continue
        last = name_run(tokens, first, taken, longest=3)
        following = [fold(part) for part in tokens.words[first + 1 : last]]
        if last - first < 2 or (
            last < len(tokens) and taken[last] and tokens.start[last] == tokens.end[last - 1] + 1
        ):
            continue
        if any(part in roles() or part in titles() for part in following) or (
            word.isupper() and len(word) > 3
        ):
            continue
        mention = name_mention(tokens, first, last, "person", by_model=False)
        if mention is not None:
            yield mention
        index = last


def _is_common(word: str) -> bool:
    """Whether a word is a noun rather than a name: "President" before "Council" names nobody."""
    return fold(word) in things() or (fold(word) in roles() and fold(word) not in given_names())
