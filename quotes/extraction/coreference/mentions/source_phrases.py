"""Parse a source mention: a name, a pronoun, several people or a description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.descriptions import (
    PARTY,
    Description,
    is_single_person,
    noun_at,
    read_nounless,
    read_phrase,
)
from quotes.extraction.coreference.mentions.apposition import bearer_of_role
from quotes.extraction.coreference.mentions.joint_sources import joint_names
from quotes.extraction.coreference.mentions.noun_phrases import whole_phrase
from quotes.extraction.coreference.recognition.name_mention import NO_NAME, NameMention, name_mention
from quotes.extraction.coreference.word_lists import (
    SAYING,
    fold,
    given_names,
    nationalities,
    roles,
    things,
    titles,
    word_set,
)

PhraseKind = Literal["name", "names", "pronoun", "description", "unknown"]

PRONOUNS = word_set("pronouns")
_STOPS = word_set("phrase_ends")
_DETERMINERS = word_set("determiners")
_PERIODICALS = frozenset({"daily", "weekly", "sunday"})
_SHORT = 3  # letters of an acronym
_ARTICLES = frozenset({"the", "a", "an", "one", "this", "another"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_MARKS = frozenset("\"'“”‘’«»„,.;:()[]–—-−!?") | {"''", "``", "--"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed mention. `names` are the names it contains, `core` the tokens of its first noun phrase."""

    kind: PhraseKind
    first: int
    last: int
    names: tuple[NameMention, ...] = ()
    description: Description | None = None
    core: tuple[int, int] = (0, 0)


def read_mention(tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]) -> Phrase:
    """Parse tokens [first, last). `name_at` returns the name that a token belongs to."""
    first, last = _trim(tokens, first, last)
    if first >= last:
        return Phrase("unknown", first, last)
    if last - first == 1 and tokens.lower[first] in PRONOUNS and first not in name_at:
        return Phrase("pronoun", first, last, core=(first, last))
    names = joint_names(tokens, first, last, name_at)
    if names:
        first, last = min(first, names[0].first), max(last, names[-1].last)
        return Phrase("names", first, last, names, core=(first, last))
    first, last = whole_phrase(tokens, first, last, name_at)
    core = _core(tokens, first, last, name_at)
    head = _of_party(tokens, first, name_at) or _head_name(tokens, core, name_at)
    opening = _with_determiner(tokens, first)
    if head is not None and _is_any(tokens, opening, head):
        head = None
    no_name = head is None or head.kind == "people" or fold(head.text) in nationalities()
    nounless = read_nounless(tokens, opening, core[1]) if no_name else None
    if nounless is not None:
        return Phrase("description", opening, last, description=nounless, core=(opening, core[1]))
    head = head or _apposed(tokens, last, core, name_at)
    if head is not None and head.kind in {"organization", "place"}:
        head = bearer_of_role(tokens, first, last, name_at) or head
    if head is not None:
        return Phrase("name", first, last, (head,), core=core)
    if not any(index in name_at for index in range(*core)):
        made = _unseen_name(tokens, (opening, core[1]))
        if made is not None:
            return Phrase("name", first, last, (made,), core=core)
    described = read_phrase(tokens, opening, last)
    return Phrase("description", opening, last, description=described, core=(opening, core[1]))


def _with_determiner(tokens: ArticleTokens, first: int) -> int:
    """The start of the phrase with the determiner right before it: "the" in "the Texas Democrat"."""
    if tokens.lower[first] in _DETERMINERS:
        return first
    if (
        first > 0
        and tokens.lower[first - 1] in _ARTICLES
        and tokens.quoted[first - 1] == tokens.quoted[first]
    ):
        return first - 1
    return first


def _is_any(tokens: ArticleTokens, opening: int, name: NameMention) -> bool:
    """Whether "one Texas Democrat", taken for a name, is somebody without one."""
    noun = noun_at(tokens, name.last - 1, name.first)
    alone = opening < name.first and tokens.lower[opening] in _INDEFINITE
    return alone and noun is not None and is_single_person(noun[0], noun[2])


def _of_party(tokens: ArticleTokens, first: int, name_at: Mapping[int, NameMention]) -> NameMention | None:
    """The politician before "R-Wis." and the like."""
    code = PARTY.match(tokens.text, tokens.start[first])
    behind = first > 1 and code is not None and tokens.words[first - 1] in {",", "("}
    return name_at.get(first - 2) if behind else None


def _trim(tokens: ArticleTokens, first: int, last: int) -> tuple[int, int]:
    if last - first > 2 and tokens.lower[last - 1] in SAYING and noun_at(tokens, last - 2, first) is not None:
        last -= 1  # "the ad states" with the verb taken for a noun
    while first < last and (tokens.words[first] in _MARKS or tokens.words[first].isspace()):
        first += 1
    while last > first and (
        tokens.words[last - 1] in _MARKS
        or tokens.words[last - 1].isspace()
        or tokens.words[last - 1] in POSSESSIVE
    ):
        last -= 1
    return first, last


def _core(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> tuple[int, int]:
    """The phrase up to its first stop; words inside a name do not count ("Ministry of Health")."""
    for index in range(first, last):
        stop = tokens.lower[index] in _STOPS
        inside = index in name_at and name_at[index].first < index
        if stop and not inside and index > first:
            if tokens.words[index] == "-" and tokens.end[index - 1] == tokens.start[index]:
                continue
            return first, index
    return first, last


def _head_name(
    tokens: ArticleTokens, core: tuple[int, int], name_at: Mapping[int, NameMention]
) -> NameMention | None:
    """The name at the core's end: "Trump campaign spokesman Cole Ames"; also "Ames's" when alone."""
    first, last = core
    end = last
    while end > first and (tokens.words[end - 1] in POSSESSIVE or tokens.words[end - 1] in _MARKS):
        end -= 1
    if end <= first:
        return None
    mention = name_at.get(end - 1)
    if mention is not None:
        # The name of a people is the head only on its own: "Republicans", but not "the two Republicans".
        return mention
    opening = name_at.get(first)
    if opening is not None and opening.kind == "person" and opening.last < end:
        following = tokens.words[opening.last]
        if following not in POSSESSIVE and tokens.lower[opening.last] in {
            "and",
            "or",
            "also",
            "himself",
            "herself",
        }:
            return opening
    return None


def _apposed(
    tokens: ArticleTokens, last: int, core: tuple[int, int], name_at: Mapping[int, NameMention]
) -> NameMention | None:
    """ "the party's leader, Ada Quill" and "secretary of the National Council Ada Quill"."""
    stop = core[1]
    described = read_phrase(tokens, core[0], core[1])
    if described is None or described.plural or not all(head in roles() for head in described.heads):
        return None
    comma = next(
        (i for i in range(stop, min(last, stop + 10)) if tokens.words[i] in {",", "—", "–", "−"}), None
    )
    if comma is not None and comma + 1 < last and tokens.lower[stop] not in {"who", "whose", "that", "which"}:
        mention = _head_name(tokens, _core(tokens, comma + 1, last, name_at), name_at)
        return mention if mention is not None and mention.kind == "person" else None
    if stop < last and tokens.lower[stop] in {"of", "in", "at"}:
        for index in range(stop + 1, last):
            if tokens.words[index] in {",", "("} or tokens.lower[index] in {"who", "which", "that"}:
                following = name_at.get(index + 1) if tokens.words[index] == "," else None
                return following if following is not None and following.kind == "person" else None
            mention = name_at.get(index)
            if mention is not None and mention.kind == "person" and mention.first == index:
                before = index - 1
                if tokens.lower[before] in _STOPS | _DETERMINERS | {"and", "or"} or before == stop:
                    return None
                closes = mention.last >= last or tokens.words[mention.last] not in POSSESSIVE
                return mention if closes else None
    return None


def _unseen_name(tokens: ArticleTokens, core: tuple[int, int]) -> NameMention | None:
    """A name that nothing recognized: capitalised words without a noun that describes."""
    first, last = core
    while last > first and (tokens.words[last - 1] in POSSESSIVE or tokens.words[last - 1] in _MARKS):
        last -= 1
    begin = first
    while begin < last and (tokens.lower[begin] in _DETERMINERS or fold(tokens.words[begin]) in titles()):
        begin += 1
    rest = [tokens.words[index] for index in range(begin, last) if tokens.words[index] not in _MARKS]
    if all(word.lower() in NO_NAME for word in rest):
        return None
    if not all(word[:1].isupper() or word in {"de", "al", "bin", "of", "van"} for word in rest):
        return None
    if len(rest) > 5 or not rest[-1][:1].isupper():
        return None
    if all(word.isupper() and len(word) > _SHORT for word in rest) and fold(rest[0]) not in given_names():
        return None  # a heading
    daily = fold(rest[0]) in _PERIODICALS and len(rest) > 1
    if begin == first + 1 and (daily or (tokens.words[first] == "The" and not tokens.starts_sentence(first))):
        # "in The Economist", "the Daily Plodder"
        return name_mention(tokens, begin, last, "organization", by_model=False)
    last_word = fold(rest[-1])
    if last_word in things():
        return name_mention(tokens, begin, last, "organization", by_model=False) if len(rest) > 1 else None
    if noun_at(tokens, last - 1, begin) is not None and (begin > first or len(rest) == 1):
        return None
    return name_mention(tokens, begin, last, "person", by_model=False)
