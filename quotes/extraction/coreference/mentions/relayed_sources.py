"""Speech within speech: whose words a source passes on.

    Brandt quoted Moor as saying “…”          Moor's words, relayed by Brandt
    Brandt recalled her telling them: “…”     hers, relayed by Brandt
    Brandt said the bishop told her: “…”      the bishop's, relayed by Brandt
    “…,” Moor said, according to Brandt       Moor's, relayed by Brandt
    According to Brandt, Moor called it “…”   Moor's, relayed by Brandt
    “…,” said a statement read by Ames        the statement's, relayed by Ames
    “…,” Moor said through her lawyer         Moor's, relayed by her lawyer

An outlet that somebody talks to ("told the Brune Post") is not a relayer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quotes.extraction.coreference.article_tokens import SUBJECTS, ArticleTokens
from quotes.extraction.coreference.descriptions import is_single_person, noun_at
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import SAYING, word_set

_QUOTING = word_set("quoting")
_RECALLING = word_set("recalling")
_SAYING = word_set("saying_still")
_LABELLING = word_set("labelling")
_BE = frozenset({"was", "were", "is", "are", "been", "being", "be"})
_HANDED_ON = frozenset({"read", "delivered", "relayed", "conveyed", "circulated"})
_ALOUD = frozenset({"out", "aloud", "on"})
_STOPS = word_set("clause_words") | {",", ".", ";", ":", "—", "–", "(", ")", "?", "!"}
_ENDS = frozenset({"on", "as", "after", "before", "during", "when"})
_REACH = 500  # most tokens of a sentence on either side of the mention, so that time stays bounded
_LONGEST = 14  # most tokens of a phrase that names somebody
_NEAR = 9  # most tokens between the attribution and "according to"

Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relay:
    """The tokens of the relayer, and the tokens of the actual source (None: it is the mention)."""

    relayer: Tokens
    source: Tokens | None = None


def find_relay(tokens: ArticleTokens, mention: Tokens, name_at: Mapping[int, NameMention]) -> Relay | None:
    """Who relays the words attributed to `mention`; None if they are quoted first hand."""
    first, last = _sentence(tokens, mention[0])
    return (
        _quoting(tokens, mention, first, last, name_at)
        or _recalling(tokens, mention, last)
        or _told_of(tokens, mention, first, last)
        or _according(tokens, mention, first, last, name_at)
        or _handed_on(tokens, mention, last)
    )


def _sentence(tokens: ArticleTokens, token: int) -> Tokens:
    """The narrator's sentence around a token, within a limited distance."""
    number = tokens.sentence[token]
    end = tokens.sentence_first[number + 1] if number + 1 < len(tokens.sentence_first) else len(tokens)
    return max(tokens.sentence_first[number], token - _REACH), min(end, token + _REACH)


def _quoting(
    tokens: ArticleTokens, mention: Tokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> Relay | None:
    """ "Brandt quoted Moor as saying", "Moor was quoted as saying by Brandt", "said Brandt, quoting Moor"."""
    for verb in range(first, last):
        if tokens.lower[verb] not in _QUOTING or tokens.quoted[verb] >= 0:
            continue
        as_saying = next(
            (i for i in range(verb + 1, min(last - 1, verb + _LONGEST)) if _is_as_saying(tokens, i)), None
        )
        if as_saying is None:
            named = name_at.get(_past_office(tokens, verb + 1, last, name_at))
            if tokens.lower[verb] == "quoting" and named is not None and _before(mention, verb):
                return Relay(mention, (verb + 1, named.last))
            continue
        if as_saying == verb + 1 or (verb > first and tokens.lower[verb - 1] in _BE):
            by = next((i for i in (verb + 1, as_saying + 2) if i < last and tokens.lower[i] == "by"), None)
            return None if by is None else Relay(_phrase(tokens, by + 1, last))
        quoter = _subject(tokens, verb, first)
        if _before(mention, verb):
            if quoter is None or _overlap(quoter, mention):
                return Relay(mention, (verb + 1, as_saying))
            continue  # "The paper called it “…”, and Brandt quoted Moor as saying": two separate sources
        return None if quoter is None or quoter == mention else Relay(quoter)
    return None


def _is_as_saying(tokens: ArticleTokens, index: int) -> bool:
    return tokens.lower[index] == "as" and tokens.lower[index + 1] in _SAYING


def _past_office(tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]) -> int:
    """Skip the words before a name: "the mayor, Ada Moor"."""
    for index in range(first, min(last, first + _LONGEST)):
        if index in name_at and name_at[index].kind in {"person", "organization"}:
            return index
        if tokens.lower[index] in _STOPS - {","} or tokens.quoted[index] >= 0:
            break
    return first


def _overlap(one: Tokens, other: Tokens) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _before(mention: Tokens, verb: int) -> bool:
    return mention[1] <= verb


def _subject(tokens: ArticleTokens, verb: int, first: int) -> Tokens | None:
    """The phrase right before a verb, or the one that is its subject in the tree."""
    for token in tokens.tree.kids(verb):
        if tokens.dep[token] in SUBJECTS and first <= token < verb:
            inside = [token, *tokens.tree.kids(token)]
            return min(i for i in inside if first <= i <= token), token + 1
    return None


def _recalling(tokens: ArticleTokens, mention: Tokens, last: int) -> Relay | None:
    """ "Brandt recalled her telling the fishermen"."""
    for verb in range(mention[1], min(last, mention[1] + 3)):
        if tokens.lower[verb] not in _RECALLING or tokens.quoted[verb] >= 0 or tokens.lower[verb - 1] in _BE:
            continue
        for saying in range(verb + 2, min(last, verb + 8)):
            if tokens.lower[saying - 1] in _STOPS or tokens.quoted[saying] >= 0:
                break
            if tokens.lower[saying] in _SAYING:
                return Relay(mention, (verb + 1, saying))
    return None


def _told_of(tokens: ArticleTokens, mention: Tokens, first: int, last: int) -> Relay | None:
    """ "Brandt said the bishop told her", "a guard recalled Moor saying": the mention is the one told of."""
    for verb in range(mention[0] - 1, first - 1, -1):
        if tokens.quoted[verb] >= 0:
            return None
        telling = tokens.lower[verb] in _RECALLING or tokens.lower[verb] in SAYING
        if not telling or tokens.lower[verb - 1] in _BE:
            continue
        speaks = any(
            tokens.lower[index] in _SAYING or tokens.lower[index] in SAYING
            for index in range(mention[1], min(last, mention[1] + 8))
            if tokens.quoted[index] < 0
        )
        teller = _subject(tokens, verb, first)
        if not speaks or teller is None or _overlap(teller, mention):
            return None
        return Relay(teller)
    return None


def _according(
    tokens: ArticleTokens, mention: Tokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> Relay | None:
    """ "Moor told them, according to Brandt" and "According to Brandt, Moor told them"."""
    for index in range(first, last - 2):
        if tokens.lower[index] != "according" or tokens.lower[index + 1] != "to" or tokens.quoted[index] >= 0:
            continue
        phrase = _phrase(tokens, index + 2, last)
        if phrase[0] <= mention[0] < phrase[1]:
            teller = _teller(tokens, index, first) or _teller_ahead(tokens, index, first, phrase[1], last)
            if teller is None or not all(_is_somebody(tokens, one, name_at) for one in (phrase, teller)):
                return None
            return Relay(phrase, teller)
        if phrase[0] >= phrase[1] or (mention[0] < phrase[1] and phrase[0] < mention[1]):
            continue
        leads = index == first and 0 <= mention[0] - phrase[1] <= 4
        follows = index >= mention[1] and tokens.words[index - 1] in {",", "”", '"', "''"}
        if (leads or (follows and _apart(tokens, mention[1], index) <= _NEAR)) and _is_somebody(
            tokens, phrase, name_at
        ):
            return Relay(phrase)
    return None


def _teller(tokens: ArticleTokens, according: int, first: int) -> Tokens | None:
    """Who speaks in "“…,” the mayor said, according to Brandt", if Brandt was taken for the source."""
    verb = according - 2
    if verb <= first or tokens.words[according - 1] != "," or tokens.lower[verb] not in SAYING:
        return None
    begin = verb
    while begin > first and tokens.quoted[begin - 1] < 0 and tokens.lower[begin - 1] not in _STOPS:
        begin -= 1
    return (begin, verb) if begin < verb and tokens.quoted[begin - 1] >= 0 else None


def _teller_ahead(tokens: ArticleTokens, according: int, first: int, behind: int, last: int) -> Tokens | None:
    """Who speaks in "According to Brandt, the mayor called it “…”", if Brandt was taken for the source."""
    begin = behind + 1
    if according != first or begin >= last or tokens.words[behind] != ",":
        return None
    for verb in range(begin, min(last, begin + _LONGEST)):
        if tokens.quoted[verb] >= 0 or tokens.lower[verb] in _STOPS:
            return None
        if tokens.lower[verb] in SAYING | _LABELLING and verb > begin:
            subject = [
                kid for kid in tokens.tree.kids(verb) if tokens.dep[kid] == "nsubj" and begin <= kid < verb
            ]
            return (begin, subject[-1] + 1) if subject else None
    return None


def _apart(tokens: ArticleTokens, first: int, last: int) -> int:
    """The number of the narrator's words in between."""
    return sum(tokens.quoted[index] < 0 for index in range(first, last))


def _is_somebody(tokens: ArticleTokens, phrase: Tokens, name_at: Mapping[int, NameMention]) -> bool:
    """Whether a phrase names a person or an organization, or describes one person."""
    for index in range(phrase[1] - 1, phrase[0] - 1, -1):
        if index in name_at:
            return name_at[index].kind in {"person", "organization"}
        noun = noun_at(tokens, index, phrase[0])
        if noun is not None:
            return is_single_person(noun[0], noun[2])
    return False


def _handed_on(tokens: ArticleTokens, mention: Tokens, last: int) -> Relay | None:
    """ "said in a statement read out by Ames", "said through her lawyer"."""
    for index in range(mention[1], last - 2):
        if tokens.quoted[index] >= 0:
            continue
        if tokens.lower[index] in _HANDED_ON:
            by = index + 1 + (tokens.lower[index + 1] in _ALOUD)
            if by + 1 < last and tokens.lower[by] == "by":
                return Relay(_phrase(tokens, by + 1, last))
        if tokens.lower[index] == "through" and index - mention[1] <= _NEAR:
            phrase = _phrase(tokens, index + 1, last)
            noun = noun_at(tokens, phrase[1] - 1, phrase[0]) if phrase[1] > phrase[0] else None
            if noun is not None and is_single_person(noun[0], noun[2]):
                return Relay(phrase)
    return None


def _phrase(tokens: ArticleTokens, first: int, last: int) -> Tokens:
    """The phrase from the token up to the next stop."""
    end = first
    while end < min(last, first + _LONGEST) and tokens.lower[end] not in _STOPS and tokens.quoted[end] < 0:
        if end > first and tokens.lower[end] in _ENDS:
            break
        end += 1
    return first, end
