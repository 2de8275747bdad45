"""One name in the text, without the titles, quotation marks and possessive endings around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.name_matching import clean, split_titles
from quotes.extraction.coreference.word_lists import fold, given_names, roles, things, titles, word_set

NameKind = Literal["person", "organization", "place", "people"]

HONORIFICS = word_set("honorifics")
NO_NAME = word_set("capitalised_words")
_PARTICLES = word_set("name_particles")
_POST_NOMINALS = word_set("post_nominals")
_SURNAMES_LIKE_PRONOUNS = frozenset({"he", "she", "you", "an", "so"})


@dataclass(slots=True)
class NameMention:
    """One name in the text: tokens [first, last), without titles and possessive ending."""

    first: int
    last: int
    text: str
    kind: NameKind
    title: str = ""
    by_model: bool = True

    def __len__(self) -> int:
        return self.last - self.first


def name_mention(
    tokens: ArticleTokens, first: int, last: int, kind: NameKind, by_model: bool = True
) -> NameMention | None:
    """The name within tokens [first, last) without titles, edges and possessives; None if nothing is left."""
    while last > first and _ends_no_name(tokens, last - 1):
        last -= 1
    while first < last - 1 and not has_letter(tokens.words[first]):
        first += 1
    title = ""
    if kind == "person":
        begin = first = _past_no_name(tokens, first, last)
        first = _past_titles(tokens, first, last)
        while last - first > 1 and _is_small_word(tokens, first, last - 1):
            last -= 1  # "Sir Cole tens": the words after the name
        while last - first > 2 and _is_common(tokens, last - 1):
            last -= 1  # "Ada Quill Age": a common word that a headline or a table put next to the name
        while begin > 0 and _is_title_before(tokens, begin):
            begin -= 1
        if 1 < begin < first and tokens.words[begin - 1] == "-" and stand_together(tokens, begin - 2, begin):
            begin -= 2  # "Vice-President Ada Quill"
        title = tokens.span_text(begin, first)
    if first >= last:
        return None
    end = last
    while kind == "person" and first < end - 2 and tokens.words[end - 1] in _POST_NOMINALS:
        end -= 1
    text = clean(tokens.span_text(first, end))
    if kind == "person" and not title:
        before, rest = split_titles(text)
        title, text = " ".join(before), " ".join(rest)
    return NameMention(first, last, text, kind, title, by_model) if has_letter(text) else None


def _is_small_word(tokens: ArticleTokens, first: int, index: int) -> bool:
    """Whether a small word of its own ends what begins as a name with a capital."""
    word = tokens.words[index]
    apart = tokens.end[index - 1] < tokens.start[index]
    return apart and word.islower() and word.isalpha() and tokens.words[first][:1].isupper()


def _is_common(tokens: ArticleTokens, index: int) -> bool:
    """Whether a capitalised word occurs elsewhere in the article as a common word."""
    alone = tokens.words[index][0].isupper() and tokens.words[index - 1] != "-"
    return alone and tokens.lower[index] in tokens.uncapitalised and tokens.lower[index] not in given_names()


def _ends_no_name(tokens: ArticleTokens, index: int) -> bool:
    word = tokens.words[index]
    return word in POSSESSIVE or not has_letter(word) or (word.islower() and word in NO_NAME)


def has_letter(word: str) -> bool:
    return any(char.isalpha() for char in word)


def _past_no_name(tokens: ArticleTokens, first: int, last: int) -> int:
    """Skip words that have a capital for another reason: "Only Quill"."""
    while first < last - 1 and tokens.lower[first] in NO_NAME and not may_be_surname(tokens, first):
        first += 1
    return first


def may_be_surname(tokens: ArticleTokens, index: int) -> bool:
    """Whether a capitalised pronoun inside a sentence is a family name: "the painter He Lan"."""
    if (
        tokens.lower[index] not in _SURNAMES_LIKE_PRONOUNS
        or not tokens.words[index][0].isupper()
        or not index
    ):
        return False
    return tokens.words[index - 1][0].isalnum() and not tokens.starts_sentence(index)


def _past_titles(tokens: ArticleTokens, first: int, last: int) -> int:
    """Skip titles and small words: "presidential nominee Cole Ames" begins at its third word."""
    while first < last - 1:
        word = tokens.words[first]
        small = word[0].islower()
        if small and (
            tokens.lower[first] in _PARTICLES or not any(w[:1].isupper() for w in tokens.words[first:last])
        ):
            break
        if not small and word[0].isupper() and not _is_title(tokens, first, last):
            break
        first += 1
        while first < last - 1 and tokens.words[first] in {".", "-"}:
            first += 1
    return first


def _is_title_before(tokens: ArticleTokens, first: int) -> bool:
    """Whether the word before a name is a title that the recognizer left out."""
    word = tokens.words[first - 1]
    near = (
        tokens.start[first] - tokens.end[first - 1] <= 1
        and tokens.paragraph[first - 1] == tokens.paragraph[first]
    )
    return near and word[:1].isupper() and fold(word) in titles() and fold(word) not in given_names()


def _is_title(tokens: ArticleTokens, index: int, last: int) -> bool:
    word = fold(tokens.words[index])
    following = index + 1
    if word not in titles():
        # "Warden Lucas Atta": a trade before a whole name.
        return word in roles() and word not in given_names() and following < last - 1
    # "Dean Baker", "Judge": a title that is also a given name is kept before a single word.
    return not (word in given_names() and following == last - 1 and word not in HONORIFICS)


def is_office(tokens: ArticleTokens, first: int, last: int) -> bool:
    """Whether all words of a supposed name are titles and roles: "Prime Minister"."""
    words = [fold(word) for word in tokens.words[first:last] if has_letter(word)]
    return all((word in titles() or word in roles()) and word not in given_names() for word in words)


def is_bare_title(word: str) -> bool:
    """Whether a capitalised word is a title and nobody's given name."""
    return word[:1].isupper() and fold(word) in titles() and fold(word) not in given_names()


def stand_together(tokens: ArticleTokens, left: int, right: int) -> bool:
    """Whether the tokens left … right have no white space between them."""
    return all(tokens.end[index] == tokens.start[index + 1] for index in range(left, right))


def name_run(tokens: ArticleTokens, first: int, taken: Sequence[bool] | None, longest: int = 4) -> int:
    """The end of the run of capitalised words from `first` on, within one line and name."""
    last = first
    while last < len(tokens) and last - first < longest and not (taken and taken[last]):
        word = tokens.words[last]
        if not word[:1].isupper() or tokens.paragraph[last] != tokens.paragraph[first]:
            break
        if last > first and (tokens.lower[last] in NO_NAME or fold(word) in things()):
            break
        last += 1
        while (
            last < len(tokens) - 1
            and tokens.words[last] == "-"
            and stand_together(tokens, last - 1, last + 1)
        ):
            last += 2
    return last
