"""Speech within speech: who passes on words that are another's.

    Brandt quoted Moor as saying “…”          Moor's words, relayed by Brandt
    Brandt recalled her telling them: “…”     hers, relayed by Brandt
    Brandt said the bishop told her: “…”      the bishop's, relayed by Brandt
    “…,” Moor said, according to Brandt       Moor's, relayed by Brandt
    According to Brandt, Moor called it “…”   Moor's, relayed by Brandt
    “…,” said a statement read by Ames        the statement's, relayed by Ames
    “…,” Moor said through her lawyer         Moor's, relayed by her lawyer

An outlet that somebody talks to ("told the Brune Post") passes nothing on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quotes.extraction.coreference.article_tokens import SUBJECTS, Page
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
_REACH = 500  # tokens of a sentence on either side of the mention, so that time stays bounded
_LONGEST = 14  # tokens of a phrase that names somebody
_NEAR = 9  # tokens between the words' attribution and "according to"

Tokens = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relay:
    """The tokens that name the relayer, and those that name whose words they are; None: the mention does."""

    relayer: Tokens
    source: Tokens | None = None


def find_relay(page: Page, mention: Tokens, name_at: Mapping[int, NameMention]) -> Relay | None:
    """Who relays the words whose source was taken to be the `mention`; None where they come first hand."""
    first, last = _sentence(page, mention[0])
    return (
        _quoting(page, mention, first, last, name_at)
        or _recalling(page, mention, last)
        or _told_of(page, mention, first, last)
        or _according(page, mention, first, last, name_at)
        or _handed_on(page, mention, last)
    )


def _sentence(page: Page, token: int) -> Tokens:
    """The narrator's sentence around a token, as far as it is near."""
    number = page.sentence[token]
    end = page.sentence_first[number + 1] if number + 1 < len(page.sentence_first) else len(page)
    return max(page.sentence_first[number], token - _REACH), min(end, token + _REACH)


def _quoting(
    page: Page, mention: Tokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> Relay | None:
    """ "Brandt quoted Moor as saying", "Moor was quoted as saying by Brandt", "said Brandt, quoting Moor"."""
    for verb in range(first, last):
        if page.lower[verb] not in _QUOTING or page.quoted[verb] >= 0:
            continue
        as_saying = next(
            (i for i in range(verb + 1, min(last - 1, verb + _LONGEST)) if _is_as_saying(page, i)), None
        )
        if as_saying is None:
            named = name_at.get(_past_office(page, verb + 1, last, name_at))
            if page.lower[verb] == "quoting" and named is not None and _before(mention, verb):
                return Relay(mention, (verb + 1, named.last))
            continue
        if as_saying == verb + 1 or (verb > first and page.lower[verb - 1] in _BE):
            by = next((i for i in (verb + 1, as_saying + 2) if i < last and page.lower[i] == "by"), None)
            return None if by is None else Relay(_phrase(page, by + 1, last))
        quoter = _subject(page, verb, first)
        if _before(mention, verb):
            if quoter is None or _overlap(quoter, mention):
                return Relay(mention, (verb + 1, as_saying))
            continue  # "The paper called it “…”, and Brandt quoted Moor as saying": two who speak
        return None if quoter is None or quoter == mention else Relay(quoter)
    return None


def _is_as_saying(page: Page, index: int) -> bool:
    return page.lower[index] == "as" and page.lower[index + 1] in _SAYING


def _past_office(page: Page, first: int, last: int, name_at: Mapping[int, NameMention]) -> int:
    """Over the words before a name: "the mayor, Ada Moor"."""
    for index in range(first, min(last, first + _LONGEST)):
        if index in name_at and name_at[index].kind in {"person", "organization"}:
            return index
        if page.lower[index] in _STOPS - {","} or page.quoted[index] >= 0:
            break
    return first


def _overlap(one: Tokens, other: Tokens) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _before(mention: Tokens, verb: int) -> bool:
    return mention[1] <= verb


def _subject(page: Page, verb: int, first: int) -> Tokens | None:
    """The phrase right before a verb, or the one that the tree makes its subject."""
    for token in page.tree.kids(verb):
        if page.dep[token] in SUBJECTS and first <= token < verb:
            inside = [token, *page.tree.kids(token)]
            return min(i for i in inside if first <= i <= token), token + 1
    return None


def _recalling(page: Page, mention: Tokens, last: int) -> Relay | None:
    """ "Brandt recalled her telling the fishermen"."""
    for verb in range(mention[1], min(last, mention[1] + 3)):
        if page.lower[verb] not in _RECALLING or page.quoted[verb] >= 0 or page.lower[verb - 1] in _BE:
            continue
        for saying in range(verb + 2, min(last, verb + 8)):
            if page.lower[saying - 1] in _STOPS or page.quoted[saying] >= 0:
                break
            if page.lower[saying] in _SAYING:
                return Relay(mention, (verb + 1, saying))
    return None


def _told_of(page: Page, mention: Tokens, first: int, last: int) -> Relay | None:
    """ "Brandt said the bishop told her", "a guard recalled Moor saying": the mention is the one told of."""
    for verb in range(mention[0] - 1, first - 1, -1):
        if page.quoted[verb] >= 0:
            return None
        telling = page.lower[verb] in _RECALLING or page.lower[verb] in SAYING
        if not telling or page.lower[verb - 1] in _BE:
            continue
        speaks = any(
            page.lower[index] in _SAYING or page.lower[index] in SAYING
            for index in range(mention[1], min(last, mention[1] + 8))
            if page.quoted[index] < 0
        )
        teller = _subject(page, verb, first)
        if not speaks or teller is None or _overlap(teller, mention):
            return None
        return Relay(teller)
    return None


def _according(
    page: Page, mention: Tokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> Relay | None:
    """ "Moor told them, according to Brandt" and "According to Brandt, Moor told them"."""
    for index in range(first, last - 2):
        if page.lower[index] != "according" or page.lower[index + 1] != "to" or page.quoted[index] >= 0:
            continue
        phrase = _phrase(page, index + 2, last)
        if phrase[0] <= mention[0] < phrase[1]:
            teller = _teller(page, index, first) or _teller_ahead(page, index, first, phrase[1], last)
            if teller is None or not all(_is_somebody(page, one, name_at) for one in (phrase, teller)):
                return None
            return Relay(phrase, teller)
        if phrase[0] >= phrase[1] or (mention[0] < phrase[1] and phrase[0] < mention[1]):
            continue
        leads = index == first and 0 <= mention[0] - phrase[1] <= 4
        follows = index >= mention[1] and page.words[index - 1] in {",", "”", '"', "''"}
        if (leads or (follows and _apart(page, mention[1], index) <= _NEAR)) and _is_somebody(
            page, phrase, name_at
        ):
            return Relay(phrase)
    return None


def _teller(page: Page, according: int, first: int) -> Tokens | None:
    """Who speaks in "“…,” the mayor said, according to Brandt", where Brandt was taken for the source."""
    verb = according - 2
    if verb <= first or page.words[according - 1] != "," or page.lower[verb] not in SAYING:
        return None
    begin = verb
    while begin > first and page.quoted[begin - 1] < 0 and page.lower[begin - 1] not in _STOPS:
        begin -= 1
    return (begin, verb) if begin < verb and page.quoted[begin - 1] >= 0 else None


def _teller_ahead(page: Page, according: int, first: int, behind: int, last: int) -> Tokens | None:
    """Who speaks in "According to Brandt, the mayor called it “…”", where Brandt was taken for the source."""
    begin = behind + 1
    if according != first or begin >= last or page.words[behind] != ",":
        return None
    for verb in range(begin, min(last, begin + _LONGEST)):
        if page.quoted[verb] >= 0 or page.lower[verb] in _STOPS:
            return None
        if page.lower[verb] in SAYING | _LABELLING and verb > begin:
            subject = [
                kid for kid in page.tree.kids(verb) if page.dep[kid] == "nsubj" and begin <= kid < verb
            ]
            return (begin, subject[-1] + 1) if subject else None
    return None


def _apart(page: Page, first: int, last: int) -> int:
    """How many of the narrator's words stand in between."""
    return sum(page.quoted[index] < 0 for index in range(first, last))


def _is_somebody(page: Page, phrase: Tokens, name_at: Mapping[int, NameMention]) -> bool:
    """Whether a phrase names a person or an organization, or describes one person."""
    for index in range(phrase[1] - 1, phrase[0] - 1, -1):
        if index in name_at:
            return name_at[index].kind in {"person", "organization"}
        noun = noun_at(page, index, phrase[0])
        if noun is not None:
            return is_single_person(noun[0], noun[2])
    return False


def _handed_on(page: Page, mention: Tokens, last: int) -> Relay | None:
    """ "said in a statement read out by Ames", "said through her lawyer"."""
    for index in range(mention[1], last - 2):
        if page.quoted[index] >= 0:
            continue
        if page.lower[index] in _HANDED_ON:
            by = index + 1 + (page.lower[index + 1] in _ALOUD)
            if by + 1 < last and page.lower[by] == "by":
                return Relay(_phrase(page, by + 1, last))
        if page.lower[index] == "through" and index - mention[1] <= _NEAR:
            phrase = _phrase(page, index + 1, last)
            noun = noun_at(page, phrase[1] - 1, phrase[0]) if phrase[1] > phrase[0] else None
            if noun is not None and is_single_person(noun[0], noun[2]):
                return Relay(phrase)
    return None


def _phrase(page: Page, first: int, last: int) -> Tokens:
    """From the token on to the next stop."""
    end = first
    while end < min(last, first + _LONGEST) and page.lower[end] not in _STOPS and page.quoted[end] < 0:
        if end > first and page.lower[end] in _ENDS:
            break
        end += 1
    return first, end
