"""People whom the article introduces without a name: "a witness", "another official at the plant"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.descriptions import is_single_person, noun_at, read_phrase
from quotes.extraction.coreference.mentions.apposition import apposed_name
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import word_set

_INDEFINITE = frozenset({"a", "an", "another", "one"})
_LINKS = word_set("links")
_ANYBODY = word_set("anybody")
_ENDS = word_set("stranger_ends")
_LONGEST = 7  # most tokens from the article to the noun
_LONGEST_TAIL = 6  # most tokens of an "of …" or "for …" after it
_TAILS = frozenset(["of", "for", "at", "from", "in", "with"])


@dataclass(frozen=True, slots=True)
class UnnamedPerson:
    """An unnamed person who is introduced at tokens [first, last)."""

    first: int
    last: int
    character: Character


def find_unnamed_people(tokens: ArticleTokens, named: Mapping[int, NameMention]) -> Iterator[UnnamedPerson]:
    """All indefinite phrases for one person outside quoted words. `named` are the tokens inside names."""
    for index, word in enumerate(tokens.lower):
        if word not in _INDEFINITE or tokens.quoted[index] >= 0 or index in named:
            continue
        last = _phrase_end(tokens, index, named)
        if (
            last is not None
            and tokens.is_subject(index, last) is not True
            and not tokens.starts_sentence(index)
        ):
            continue
        if last is None or _says_what_somebody_is(tokens, index, last, named):
            continue
        if apposed_name(tokens, last, named) is not None or _is_called(tokens, last, named):
            continue
        described = read_phrase(tokens, index, last)
        if described is None or not is_single_person(described.head, described.plural):
            continue
        if tokens.lower[index] in {"a", "an"} and described.head in _ANYBODY:
            continue
        if not tokens.is_prose(tokens.paragraph[index]):
            continue
        character = Character("person", descriptions=[described])
        character.rename(" ".join(tokens.span_text(index, _tail_end(tokens, last)).split()))
        if described.gender is not None:
            character.gender_evidence = 4.0 if described.gender == "m" else -4.0
        yield UnnamedPerson(index, last, character)


def _is_called(tokens: ArticleTokens, last: int, named: Mapping[int, NameMention]) -> bool:
    """Whether the phrase's end is followed by "surnamed Quill"."""
    verb = last + (tokens.words[last : last + 1] in ([","], ["("]))
    return tokens.lower[verb : verb + 1] in (["surnamed"], ["named"]) and verb + 1 in named


def _phrase_end(tokens: ArticleTokens, first: int, named: Collection[int]) -> int | None:
    """The token after the phrase's noun, if that is a noun for a person; else None."""
    found = None
    for index in range(first + 1, min(len(tokens), first + _LONGEST)):
        if (
            tokens.lower[index] in _ENDS
            or tokens.lower[index] in _TAILS
            or tokens.paragraph[index] != tokens.paragraph[first]
        ):
            break
        noun = noun_at(tokens, index, first)
        if noun is not None:
            found = index + 1 if is_single_person(noun[0], noun[2]) else None
        elif found is not None:
            break
    if found is not None and (found in named or (found < len(tokens) and tokens.words[found] in POSSESSIVE)):
        return None
    return found


def _tail_end(tokens: ArticleTokens, last: int) -> int:
    if last >= len(tokens) or tokens.lower[last] not in _TAILS:
        return last
    end = last + 1
    while end < min(len(tokens), last + _LONGEST_TAIL):
        if (
            tokens.lower[end] in _ENDS
            or tokens.pos[end] in {"VERB", "AUX"}
            or tokens.paragraph[end] != tokens.paragraph[last]
        ):
            break
        end += 1
    return end


def _says_what_somebody_is(tokens: ArticleTokens, first: int, last: int, named: Collection[int]) -> bool:
    """ "Ada Quill, a novelist, …", "she is a novelist", "as a novelist"."""
    if first == 0:
        return False
    before = tokens.lower[first - 1]
    if before in _LINKS or (before == "not" and first > 1 and tokens.lower[first - 2] in _LINKS):
        return True
    if before in {",", "—", "–", ")", "-"} and first > 1:
        return first - 2 in named or tokens.words[first - 2].isdigit() or tokens.words[first - 2] == ")"
    following = last < len(tokens) and tokens.words[last] == "," and last + 1 in named
    return bool(following)
