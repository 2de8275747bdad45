"""Correct the recognizer's labels.

Some names labelled as organizations and places are people, some are no names at all, and a run of capitals in
a headline is cut to the name of a person whom the article names below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from quotes.extraction.coreference.article_tokens import ArticleTokens, headline_paragraphs
from quotes.extraction.coreference.name_matching import parse_person
from quotes.extraction.coreference.recognition.missed_names import is_role_phrase
from quotes.extraction.coreference.recognition.name_mention import NO_NAME, NameMention, name_mention
from quotes.extraction.coreference.word_lists import (
    fold,
    given_names,
    places,
    roles,
    things,
    us_states,
    word_set,
)

_PREPOSITIONS = word_set("prepositions")
_PARTICLES = word_set("name_particles")
_OFFICES = word_set("offices_of_places")
_COMPANY = word_set("company_suffixes")
_ADDRESSES = word_set("addresses")
_PARTISANS = frozenset({"democrat", "republican", "liberal", "conservative", "independent", "libertarian"})
_CODE = re.compile(r"[RDI]-[A-Z]|.*\d|.*[@#/]")


def relabel(tokens: ArticleTokens, mentions: Sequence[NameMention]) -> list[NameMention]:
    """The mentions with corrected kinds; names in headlines are cut to the people known from the prose."""
    families = {fold(mention.text.split()[-1]) for mention in mentions if " " in mention.text}
    bracketed = (_bracketed(tokens, mentions) | _articled(tokens, mentions) | _companies(mentions)) - families
    known = _places(tokens, mentions, families)
    for mention in mentions:
        if mention.kind == "person" and not mention.title and fold(mention.text) in bracketed:
            mention.kind = "organization"
        elif mention.kind == "person" and not mention.title and fold(mention.text) in known:
            mention.kind = "place"
    kept = [
        _mended(tokens, mention)
        for mention in mentions
        if not (_describes(mention) or _is_code(mention) or _is_noun(mention, families))
    ]
    _outvote(kept)
    headlines = headline_paragraphs(tokens)
    return _cut_headlines(tokens, kept, headlines) if headlines else kept


def _mended(tokens: ArticleTokens, mention: NameMention) -> NameMention:
    """The mention with the label that its words suggest."""
    if mention.kind == "person" and _is_no_person(mention):
        mention.kind = "people" if _is_people(mention) else "organization"
    place = mention.kind == "place"
    called = _is_person(mention) or _is_addressed(mention) or (place and _is_who(tokens, mention))
    if mention.kind == "person" or not called:
        return mention
    stop = next((i for i in range(mention.first, mention.last) if tokens.lower[i] == "of"), mention.last)
    person = name_mention(tokens, mention.first, stop, "person")
    return person if person is not None else mention


def _is_code(mention: NameMention) -> bool:
    """Whether a supposed person is something like "@quill"."""
    return mention.kind == "person" and " " not in mention.text and bool(_CODE.match(mention.text))


def _is_no_person(mention: NameMention) -> bool:
    words = [fold(word) for word in mention.text.split()]
    if _CODE.match(mention.text) and not any(word in given_names() for word in words):
        return True
    if _is_people(mention):
        return True
    if not words or words[0] in given_names() or mention.title or any(len(word) == 1 for word in words[1:-1]):
        return False
    return len(words) > 1 and (
        words[-1] in things() or words[-1] in _COMPANY or "of" in words or "&" in words
    )


def _describes(mention: NameMention) -> bool:
    """Whether a supposed name is a capitalised description: "Wisconsin Republican"."""
    words = [fold(word) for word in mention.text.split()]
    if len(words) < 2 or words[-1] not in roles() or words[-1] in given_names():
        return False
    return mention.kind != "person" or (words[0] not in given_names() and words[-1] in _PARTISANS)


def _is_noun(mention: NameMention, families: set[str]) -> bool:
    """Whether a supposed person is a capitalised noun: "Geologist"."""
    word = fold(mention.text)
    if mention.kind != "person" or mention.title or word in families or word in given_names():
        return False
    return mention.by_model and (word in roles() or word in NO_NAME)


def _bracketed(tokens: ArticleTokens, mentions: Sequence[NameMention]) -> set[str]:
    """Single words in brackets right after an organization's name: "(Yakeb)", "(IRGC)"."""
    ends = {mention.last for mention in mentions if mention.kind == "organization" and " " in mention.text}
    return {
        fold(mention.text)
        for mention in mentions
        if len(mention) == 1
        and mention.first - 1 in ends
        and tokens.words[mention.first - 1] == "("
        and tokens.words[mention.last : mention.last + 1] == [")"]
    }


def _companies(mentions: Sequence[NameMention]) -> set[str]:
    """Single words that are companies' names without their "Inc": "Yakeb" for "Yakeb Limited"."""
    words = (mention.text.split() for mention in mentions)
    return {fold(name) for name, *kind in words if kind and {fold(word) for word in kind} <= _COMPANY}


def _articled(tokens: ArticleTokens, mentions: Sequence[NameMention]) -> set[str]:
    """Single words that always have "the" before them: "the Hill" is no person."""
    with_article: dict[str, bool] = {}
    for mention in mentions:
        if mention.kind == "person" and len(mention) == 1:
            word = fold(mention.text)
            articled = mention.first > 0 and tokens.lower[mention.first - 1] == "the"
            with_article[word] = articled and not mention.title and with_article.get(word, True)
    return {word for word, always in with_article.items() if always}


def _places(tokens: ArticleTokens, mentions: Sequence[NameMention], families: set[str]) -> set[str]:
    """Single words that are places and nobody's family or given name here: "the mayor of Brune"."""
    seats = {
        fold(mention.text)
        for mention in mentions
        if len(mention) == 1
        and mention.first > 1
        and tokens.lower[mention.first - 1] == "of"
        and tokens.lower[mention.first - 2] in _OFFICES
    }
    silent = {fold(mention.text) for mention in mentions if not tokens.speaks(mention.first, mention.last)}
    return (seats | (places() & silent)) - families - given_names().keys()


def _is_people(mention: NameMention) -> bool:
    """Whether a name ends in the plural of a noun for people: "Democrats"."""
    last = fold(mention.text.split()[-1])
    return last.endswith("s") and last[:-1] in roles() and last not in given_names() and not mention.title


def _is_person(mention: NameMention) -> bool:
    """A known given name before one or two capitalised words, without signs of an organization."""
    words = mention.text.split()
    while len(words) > 2 and (fold(words[0]) in roles() or fold(words[0]) in {"democratic", "rival"}):
        words = words[1:]
    if "of" in words[1:]:  # "Ada Quill of Ohio"
        words = words[: words.index("of", 1)]
    words = [words[0], *(word for word in words[1:] if word not in _PARTICLES)]
    if not 2 <= len(words) <= 3 or not all(word[:1].isupper() for word in words):
        return False
    folded = [fold(word) for word in words]
    if folded[0] not in given_names() or folded[0] in places() or "," in mention.text:
        return False
    return not any(word in things() or word in places() or word.endswith("ville") for word in folded[1:])


def _is_addressed(mention: NameMention) -> bool:
    """Whether a supposed organization or place begins with a form of address: "Sir Cole"."""
    opening, _, rest = mention.text.partition(" ")
    return fold(opening) in _ADDRESSES and rest[:1].isupper()


def _is_who(tokens: ArticleTokens, mention: NameMention) -> bool:
    """Whether a relative clause or an apposition shows a supposed place to be a person: "Paris, a farmer"."""
    after = mention.last + 1
    if fold(mention.text) in places() or fold(mention.text) in us_states():
        return False
    if after >= len(tokens) or tokens.words[mention.last] != ",":
        return False
    if tokens.lower[after] == "who":
        return True
    return not (mention.first and tokens.lower[mention.first - 1] in _PREPOSITIONS) and is_role_phrase(
        tokens, after
    )


def _outvote(mentions: Sequence[NameMention]) -> None:
    """Give each name one label: if the same words are labelled in two ways, the more frequent one wins."""
    labels: dict[str, Counter[str]] = {}
    for mention in mentions:
        labels.setdefault(fold(mention.text), Counter())[mention.kind] += 1
    for mention in mentions:
        votes = labels[fold(mention.text)]
        full = " " in mention.text and parse_person(mention.text).words[0] in given_names()
        if mention.kind != "person" and votes["person"] >= (1 if full else votes[mention.kind]) > 0:
            mention.kind = "person"
        elif mention.kind == "person" and not full and not mention.title:
            kind, most = max(votes.items(), key=lambda pair: pair[1])
            if most > 2 * votes["person"] and kind in {"organization", "place"}:
                mention.kind = "organization" if kind == "organization" else "place"


def _cut_headlines(
    tokens: ArticleTokens, mentions: Sequence[NameMention], headlines: frozenset[int]
) -> list[NameMention]:
    prose = {
        parse_person(mention.text).words
        for mention in mentions
        if mention.kind == "person" and tokens.paragraph[mention.first] not in headlines
    }
    full = {words for words in prose if len(words) > 1}
    families = {words[-1] for words in prose} | {words[0] for words in prose if len(words) == 1}
    kept: list[NameMention] = []
    for mention in mentions:
        if tokens.paragraph[mention.first] not in headlines or mention.kind == "place":
            kept.append(mention)
        elif len(mention) > 1:
            cut = _cut(tokens, mention, full, families)
            kept.extend([cut] if cut is not None else [])
        else:
            kept.append(mention)
    return kept


def _cut(
    tokens: ArticleTokens, mention: NameMention, full: set[tuple[str, ...]], families: set[str]
) -> NameMention | None:
    folded = [fold(word) for word in tokens.words[mention.first : mention.last]]
    for size in range(len(folded), 1, -1):
        for start in range(len(folded) - size + 1):
            if tuple(folded[start : start + size]) in full:
                first = mention.first + start
                return name_mention(tokens, first, first + size, "person")
    if mention.kind != "person":
        return mention
    for start, word in enumerate(folded):
        if word in families:
            first = mention.first if folded[0] in given_names() else mention.first + start
            return name_mention(tokens, first, mention.first + start + 1, "person")
    if len(folded) > 3:
        return None
    return mention
