"""Full names that the recognizer missed, known by the company they keep.

Capitalised words side by side are a person's name where a noun for a person stands before them ("the farmer
Mbeko Diallo"), or where an age, an apposition, "who" or a verb of saying follows ("Mbeko Diallo, a farmer").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quotes.extraction.coreference.article_tokens import Page, past_brackets
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


def unseen_names(page: Page, taken: Sequence[bool], headlines: Collection[int]) -> Iterator[NameMention]:
    """The names in prose that no earlier name takes, each told by a word beside it."""
    common = page.uncapitalised - _PARTICLES
    done = 0
    for first, word in enumerate(page.words):
        if first < done or not word[0].isupper() or taken[first] or page.paragraph[first] in headlines:
            continue
        last = done = max(name_end(page, first, taken), first + 1)
        if last - first < 2 or (first > 0 and _is_part(page, first - 1)):
            continue
        begin = first
        while begin < last - 1 and fold(page.words[begin]) in titles():
            begin += 1
        capitals = (page.lower[i] for i in range(begin, last) if page.words[i][0].isupper())
        if not common.isdisjoint(capitals) or not _may_be_name(page, begin, last):
            continue
        if _introduced(page, begin, last) or is_explained(page, last):
            mention = name_mention(page, begin, last, "person", by_model=False)
            if mention is not None and " " in mention.text:
                yield mention


def name_end(page: Page, first: int, taken: Sequence[bool]) -> int:
    """Where the run of words that may be one name ends: capitals, with hyphens and particles inside."""
    if not opens_name(page, first) or taken[first]:
        return first
    last = end = first + 1
    while last < len(page) and last - first < 2 * _LONGEST and page.paragraph[last] == page.paragraph[first]:
        word = page.words[last]
        if taken[last]:
            return first  # next to a name: what is left is cut from it
        if word == "-" and stand_together(page, last - 1, min(last + 1, len(page) - 1)):
            last += 1
        elif _is_part(page, last):
            last += 1
            end = last
        elif page.lower[last] in _PARTICLES or (word == "." and len(page.words[last - 1]) == 1):
            last += 1
        elif page.words[last - 1] == "-" and word[0].isalpha():
            last += 1
            end = last
        else:
            break
    return end


def opens_name(page: Page, index: int) -> bool:
    """Whether a name may begin here; "He" within a sentence may be a family name."""
    if may_be_surname(page, index):
        return index + 1 < len(page) and _is_part(page, index + 1)
    return _is_part(page, index)


def _is_part(page: Page, index: int) -> bool:
    word = page.words[index]
    if not word[:1].isupper() or page.lower[index] in NO_NAME or not word[-1].isalnum():
        return False
    return not any(char.isdigit() for char in word)


def _may_be_name(page: Page, first: int, last: int) -> bool:
    words = [word for word in page.words[first:last] if word[0].isalpha()]
    folded = [fold(word) for word in words]
    if not 2 <= len(words) <= _LONGEST or all(word.isupper() and len(word) > 1 for word in words):
        return False
    if any(
        (word in things() or word in roles() or word in titles()) and word not in given_names()
        for word in folded
    ):
        return False
    return " ".join(folded) not in places() and folded[0] not in places() and folded[-1] not in places()


def _introduced(page: Page, first: int, last: int) -> bool:
    """Whether a noun for a person, or a verb of saying, stands right before the name."""
    before = first - 1
    if before < 0 or page.paragraph[before] != page.paragraph[first]:
        return False
    if page.lower[before] in SAYING:
        return last >= len(page) or not page.words[last][0].isalnum() or page.lower[last] in _CLAUSE
    noun = noun_at(page, before, max(0, before - 3))
    return (
        noun is not None and is_single_person(noun[0], noun[2]) and page.quoted[before] == page.quoted[first]
    )


def is_explained(page: Page, last: int) -> bool:
    """Whether what follows a name is said of a person: an age, "who", a role, a verb of saying."""
    if last + 1 >= len(page) or page.paragraph[last] != page.paragraph[last - 1]:
        return False
    if page.lower[last] in SAYING:
        return True
    after = past_brackets(page, last)
    if after > last and after + 1 < len(page) and page.words[after] == ",":
        return page.lower[after + 1] == "who" or is_role_phrase(page, after + 1)
    if page.words[last] not in {",", "("}:
        return False
    following = page.words[last + 1]
    if following.isdigit():
        return int(following) in _AGES and last + 2 < len(page) and page.words[last + 2] in {",", ")", ";"}
    if page.words[last] == "(":
        return False
    return page.lower[last + 1] == "who" or is_role_phrase(page, last + 1)


def is_role_phrase(page: Page, first: int) -> bool:
    """Whether a phrase for one person opens here and stands for itself: "a farmer from Brune"."""
    for index in range(first, min(len(page), first + _LONGEST_APPOSITION)):
        if page.paragraph[index] != page.paragraph[first] or page.quoted[index] >= 0:
            return False
        noun = noun_at(page, index, first)
        if noun is not None and not _modifies(page, index):
            return is_single_person(noun[0], noun[2]) and not _names_somebody(page, index + 1)
        if index > first and (page.lower[index] in _PREPOSITIONS or page.lower[index] in _CLAUSE):
            return False
        if not page.words[index][0].isalnum() and page.words[index] not in {"-", "'s", "’s"}:
            return False
    return False


def _modifies(page: Page, index: int) -> bool:
    """Whether another noun for a person or a thing follows the noun at once."""
    following = index + 1
    return following < len(page) and (
        page.words[following] in {"-", "'s", "’s"} or noun_at(page, following, following) is not None
    )


def _names_somebody(page: Page, index: int) -> bool:
    """ "In Brune, farmer Ada Quill": the noun belongs to the name that follows."""
    return index < len(page) and page.words[index][:1].isupper()
