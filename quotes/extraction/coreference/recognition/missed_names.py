"""Full names that the recognizer missed, found by the words next to them.

Adjacent capitalised words are a person's name if a noun for a person precedes them ("the farmer Mbeko
Diallo"), or if an age, an apposition, "who" or a verb of saying follows ("Mbeko Diallo, a farmer").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quotes.extraction.coreference.article_tokens import ArticleTokens, past_brackets
from quotes.extraction.coreference.descriptions import is_single_person, noun_at
from quotes.extraction.coreference.recognition.name_mention import (
    NO_NAME,
    NameMention,
    may_be_surname,
    name_mention,
    stand_together,
)
from quotes.extraction.coreference.word_lists import (
    SAYING,
    fold,
    given_names,
    places,
    roles,
    things,
    titles,
    word_set,
)

_PARTICLES = word_set("name_particles")
_DETERMINERS = word_set("determiners")
_PREPOSITIONS = word_set("prepositions")
_CLAUSE = word_set("clause_words")
_LONGEST = 6  # words
_LONGEST_APPOSITION = 8  # tokens
_AGES = range(5, 110)


def unseen_names(
    tokens: ArticleTokens, taken: Sequence[bool], headlines: Collection[int]
) -> Iterator[NameMention]:
    """Names in prose that overlap no known name, each shown to be one by a word next to it."""
    common = tokens.uncapitalised - _PARTICLES
    done = 0
    for first, word in enumerate(tokens.words):
        if first < done or not word[0].isupper() or taken[first] or tokens.paragraph[first] in headlines:
            continue
        last = done = max(name_end(tokens, first, taken), first + 1)
        if last - first < 2 or (first > 0 and _is_part(tokens, first - 1)):
            continue
        begin = first
        while begin < last - 1 and fold(tokens.words[begin]) in titles():
            begin += 1
        capitals = (tokens.lower[i] for i in range(begin, last) if tokens.words[i][0].isupper())
        if not common.isdisjoint(capitals) or not _may_be_name(tokens, begin, last):
            continue
        if _introduced(tokens, begin, last) or is_explained(tokens, last):
            mention = name_mention(tokens, begin, last, "person", by_model=False)
            if mention is not None and " " in mention.text:
                yield mention


def name_end(tokens: ArticleTokens, first: int, taken: Sequence[bool]) -> int:
    """The end of a run of words that may be one name: capitals, with hyphens and particles inside."""
    if not opens_name(tokens, first) or taken[first]:
        return first
    last = end = first + 1
    while (
        last < len(tokens)
        and last - first < 2 * _LONGEST
        and tokens.paragraph[last] == tokens.paragraph[first]
    ):
        word = tokens.words[last]
        if taken[last]:
            return first  # next to a name: what is left was cut from it
        if word == "-" and stand_together(tokens, last - 1, min(last + 1, len(tokens) - 1)):
            last += 1
        elif _is_part(tokens, last):
            last += 1
            end = last
        elif tokens.lower[last] in _PARTICLES or (word == "." and len(tokens.words[last - 1]) == 1):
            last += 1
        elif tokens.words[last - 1] == "-" and word[0].isalpha():
            last += 1
            end = last
        else:
            break
    return end


def opens_name(tokens: ArticleTokens, index: int) -> bool:
    """Whether a name may begin here; "He" inside a sentence may be a family name."""
    if may_be_surname(tokens, index):
        return index + 1 < len(tokens) and _is_part(tokens, index + 1)
    return _is_part(tokens, index)


def _is_part(tokens: ArticleTokens, index: int) -> bool:
    word = tokens.words[index]
    if not word[:1].isupper() or tokens.lower[index] in NO_NAME or not word[-1].isalnum():
        return False
    return not any(char.isdigit() for char in word)


def _may_be_name(tokens: ArticleTokens, first: int, last: int) -> bool:
    words = [word for word in tokens.words[first:last] if word[0].isalpha()]
    folded = [fold(word) for word in words]
    if not 2 <= len(words) <= _LONGEST or all(word.isupper() and len(word) > 1 for word in words):
        return False
    if any(
        (word in things() or word in roles() or word in titles()) and word not in given_names()
        for word in folded
    ):
        return False
    return " ".join(folded) not in places() and folded[0] not in places() and folded[-1] not in places()


def _introduced(tokens: ArticleTokens, first: int, last: int) -> bool:
    """Whether a noun for a person, or a verb of saying, directly precedes the name."""
    before = first - 1
    if before < 0 or tokens.paragraph[before] != tokens.paragraph[first]:
        return False
    if tokens.lower[before] in SAYING:
        return last >= len(tokens) or not tokens.words[last][0].isalnum() or tokens.lower[last] in _CLAUSE
    noun = noun_at(tokens, before, max(0, before - 3))
    return (
        noun is not None
        and is_single_person(noun[0], noun[2])
        and tokens.quoted[before] == tokens.quoted[first]
    )


def is_explained(tokens: ArticleTokens, last: int) -> bool:
    """Whether the words after a name describe a person: an age, "who", a role, a verb of saying."""
    if last + 1 >= len(tokens) or tokens.paragraph[last] != tokens.paragraph[last - 1]:
        return False
    if tokens.lower[last] in SAYING:
        return True
    after = past_brackets(tokens, last)
    if after > last and after + 1 < len(tokens) and tokens.words[after] == ",":
        return tokens.lower[after + 1] == "who" or is_role_phrase(tokens, after + 1)
    if tokens.words[last] not in {",", "("}:
        return False
    following = tokens.words[last + 1]
    if following.isdigit():
        return (
            int(following) in _AGES and last + 2 < len(tokens) and tokens.words[last + 2] in {",", ")", ";"}
        )
    if tokens.words[last] == "(":
        return False
    return tokens.lower[last + 1] == "who" or is_role_phrase(tokens, last + 1)


def is_role_phrase(tokens: ArticleTokens, first: int) -> bool:
    """Whether a complete phrase for one person begins here: "a farmer from Brune"."""
    for index in range(first, min(len(tokens), first + _LONGEST_APPOSITION)):
        if tokens.paragraph[index] != tokens.paragraph[first] or tokens.quoted[index] >= 0:
            return False
        noun = noun_at(tokens, index, first)
        if noun is not None and not _modifies(tokens, index):
            return is_single_person(noun[0], noun[2]) and not _names_somebody(tokens, index + 1)
        if index > first and (tokens.lower[index] in _PREPOSITIONS or tokens.lower[index] in _CLAUSE):
            return False
        if not tokens.words[index][0].isalnum() and tokens.words[index] not in {"-", "'s", "’s"}:
            return False
    return False


def _modifies(tokens: ArticleTokens, index: int) -> bool:
    """Whether another noun for a person or a thing follows directly."""
    following = index + 1
    return following < len(tokens) and (
        tokens.words[following] in {"-", "'s", "’s"} or noun_at(tokens, following, following) is not None
    )


def _names_somebody(tokens: ArticleTokens, index: int) -> bool:
    """ "In Brune, farmer Ada Quill": the noun belongs to the name that follows."""
    return index < len(tokens) and tokens.words[index][:1].isupper()
