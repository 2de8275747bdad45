"""Descriptions: what the article says a person or an organization is, and whom "the minister" means.

A description is found beside a name: before it ("Foreign Minister Ada Quill"), after it ("Ada Quill, a
novelist from Brune", "Ada Quill (D-Ohio)", "Ada Quill is the mayor") or before it with a comma ("the
party's leader, Ada Quill").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from quotes.extraction.coreference.lexicon import (
    Gender,
    Thing,
    fold,
    nationalities,
    roles,
    things,
    titles,
    us_states,
    word_set,
)
from quotes.extraction.coreference.mention import NameMention
from quotes.extraction.coreference.page import POSSESSIVE, Page

_DETERMINERS = word_set("determiners")
_DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_POSSESSIVE_PRONOUNS = frozenset(["his", "her", "its", "their", "our", "my", "your"])
_PREPOSITIONS = word_set("prepositions")
_STOPS = word_set("clause_words")
_OFFICES = word_set("offices_of_places")
_FORMER = word_set("former")
_ONE_OR_THE = frozenset({"the", "this", "a", "an", "another", "one"})
COMPATRIOT = "compatriot"  # the head of "the Swiss" and "the 80-year-old"
_AGE = re.compile(r"(\d+)[-–‑ ]years?[-–‑ ]old")
_NUMBERS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
_LINKS = frozenset(["is", "was", "became", "remains", "remained"])
_BRACKET = re.compile(r"\s*[(,]\s*([RDI])\s*[-–—]\s*([A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*)?)\s*[),.]?")
PARTY = re.compile(r"[RDI][-–—][A-Z]")
_OF_STATE = re.compile(
    r"\s*,\s*(?:an? |the )?(Republican|Democrat|Independent)s?(?: (?:of|from) ((?:[A-Z][a-z]+ ?){1,2}))?"
)
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_PARTY_WORDS = {
    "republican": "republican",
    "gop": "republican",
    "democratic": "democrat",
    "democrat": "democrat",
}
_MODIFIES = frozenset({"amod", "acl", "compound"})  # "elected mayor"
_REACH = 9  # tokens looked at on either side of a name


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of somebody: the nouns that head it, all its folded words, and where it stands.

    `heads` are role nouns or nouns for things, the first the nearest to the determiner. `of_name` are the
    words of a name that closes it ("spokesman for Brune Rail").
    """

    heads: tuple[str, ...]
    words: frozenset[str]
    first: int
    last: int  # the token after it, or the name's first where it stands before a name
    text: str
    definite: bool = True
    plural: bool = False
    former: bool = False
    possessor: str | None = None  # "his", or the folded possessor's last word
    seat: frozenset[str] = frozenset()  # where the office is held: the folded name behind "of"

    @property
    def head(self) -> str:
        return self.heads[0] if self.heads else ""

    @property
    def gender(self) -> Gender | None:
        for head in self.heads:
            role = roles().get(head)
            if role is not None and role.gender:
                return role.gender
        return None

    @property
    def parties(self) -> frozenset[str]:
        """The parties it names."""
        return frozenset(_PARTY_WORDS[word] for word in self.words if word in _PARTY_WORDS)

    @property
    def age(self) -> str | None:
        """The age that it tells: "34" of "the 34-year-old teacher"."""
        match = _AGE.search(self.text)
        return match.group(1) if match else None

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers that it tells: "two" of "the mother of two"."""
        return self.words & _NUMBERS

    @property
    def nationalities(self) -> frozenset[str]:
        """The nationality that is all it says, if that is all."""
        return self.words if len(self.words) == 1 and self.words <= nationalities().keys() else frozenset()

    @property
    def modifiers(self) -> frozenset[str]:
        """The words that are neither heads nor small words."""
        parts = {part for head in self.heads for part in head.split("-")}
        return self.words - parts - _FORMER - _DETERMINERS - _PREPOSITIONS - {"s", "current", "new", "and"}


def noun_at(page: Page, index: int, floor: int = 0) -> tuple[str, int, bool] | None:
    """(folded noun, its first token, plural) where a noun for a person or thing ends at the token."""
    word = fold(page.words[index])
    if not word or not word[0].isalpha():
        return None
    known = roles()
    if index - 2 >= floor and page.words[index - 1] == "-":  # "co-founder", "vice-chairman"
        joined = f"{fold(page.words[index - 2])}-{word}"
        if joined in known:
            return joined, index - 2, False
    if index - 1 >= floor:
        joined = f"{fold(page.words[index - 1])}-{word}"
        if joined in known:
            return joined, index - 1, False
    if word in known:
        return word, index, False
    if word in things():
        return word, index, things()[word] == "group"
    tail = word.rpartition("-")[2]  # "counter-protesters", "ex-banker"
    if tail != word and tail in known:
        return tail, index, False
    for singular in (*_singulars(word), *(_singulars(tail) if tail != word else ())):
        if singular in known:
            return singular, index, True
        if singular in things():
            return singular, index, True
    return None


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (word[:-2] + "an",)
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith("es") and len(word) > 4:
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") and len(word) > 3 else ()


def thing_kind(noun: str, plural: bool) -> Thing | None:
    """Whether a noun is for an organization, a document or a group; None for a person's noun."""
    if noun in roles() and not (noun in things() and plural):
        return None
    return things().get(noun)


def is_single_person(noun: str, plural: bool) -> bool:
    """Whether a noun is for one person."""
    return noun in roles() and not plural


def read_phrase(page: Page, first: int, last: int) -> Description | None:
    """The description that tokens [first, last) are, or None where no known noun heads them."""
    words = frozenset(word for i in range(first, last) if (word := fold(page.words[i])) and word[0].isalnum())
    heads: list[str] = []
    plural = False
    index = first
    end = last
    while index < end:
        lower = page.lower[index]
        if heads and lower in _PREPOSITIONS | _STOPS - {"and", "or"} | {","}:
            break
        if not heads and lower in _PREPOSITIONS | {"who", "which", "that", ","} and index > first + 1:
            break
        found = noun_at(page, index, first)
        if found is not None and not (index + 1 < end and _goes_on(page, index, end)):
            noun, _, many = found
            heads.append(noun)
            plural = plural or many
        index += 1
    if not heads:
        return None
    lower_first = page.lower[first]
    possessor = _possessor(page, first, last)
    definite = lower_first in _DEFINITE or lower_first in _POSSESSIVE_PRONOUNS or possessor is not None
    former = bool(words & _FORMER) or lower_first in _FORMER
    party = {_PARTY_WORDS[word] for word in words if word in _PARTY_WORDS}
    of = next((index for index in range(first, last) if page.lower[index] == "of"), last)
    return Description(
        tuple(heads),
        words | party | {nationalities()[word] for word in words & nationalities().keys()},
        first,
        last,
        page.span_text(first, last),
        definite,
        plural,
        former,
        possessor,
        _seat(page, of) if of < last else _seat_before(page, first, min(index, last)),
    )


def _seat_before(page: Page, first: int, last: int) -> frozenset[str]:
    """The place right before an office in small letters: "Brune" of "the Brune mayor"."""
    for index in range(first + 1, last):
        word = fold(page.words[index - 1])
        if page.words[index] in _OFFICES:
            named = page.words[index - 1][:1].isupper() and index - 1 > first
            known = word in nationalities() or word in _PARTY_WORDS or word in titles()
            return frozenset({word}) if named and not known else frozenset()
    return frozenset()


def read_nounless(page: Page, first: int, last: int) -> Description | None:
    """One person called by a nationality or an age alone: "the Swiss", "the 80-year-old"."""
    if page.lower[first] in _ONE_OR_THE and _AGE.fullmatch(page.span_text(first + 1, last)):
        words = frozenset(word for index in range(first + 1, last) if (word := fold(page.words[index])))
        definite = page.lower[first] in _DEFINITE
        return Description((COMPATRIOT,), words, first, last, page.span_text(first, last), definite)
    if last - first != 2 or page.lower[first] not in _ONE_OR_THE or not page.words[first + 1][:1].isupper():
        return None
    word = fold(page.words[first + 1])
    if word not in nationalities():
        return None
    heads = (word,) if word in roles() else (COMPATRIOT,)
    definite = page.lower[first] in _DEFINITE
    return Description(heads, frozenset({word}), first, last, page.span_text(first, last), definite)


def _goes_on(page: Page, index: int, end: int) -> bool:
    """Whether the noun at `index` only modifies a noun right after it ("party leader", "senator's aide")."""
    following = index + 1
    if page.words[following] in POSSESSIVE:
        return True
    if page.words[following] == "-":
        return following + 1 < end
    for reach in range(following, min(following + 3, end)):
        if page.lower[reach] in _PREPOSITIONS | _STOPS | {",", "(", ")", "—", "–", ":"}:
            return False
        if noun_at(page, reach, reach) is not None:
            return True
    return False


def _possessor(page: Page, first: int, last: int) -> str | None:
    if page.lower[first] in _POSSESSIVE_PRONOUNS:
        return page.lower[first]
    for index in range(first + 1, last - 1):
        if page.words[index] in POSSESSIVE:
            return fold(page.words[index - 1])
    return None


def beside(page: Page, mention: NameMention) -> list[Description]:
    """What the text right beside a name says its bearer is."""
    found = [_before(page, mention), _after(page, mention), _linked(page, mention), _ahead(page, mention)]
    found.append(_party(page, mention))
    if mention.title:
        found.append(_title(page, mention))
    return [description for description in found if description is not None]


def _title(page: Page, mention: NameMention) -> Description | None:
    """ "Mayor" before "Ada Quill", and "of Brune" behind it."""
    words = [fold(word) for word in mention.title.split()]
    seat = _seat(page, mention.last)
    heads = tuple(word for word in words if word in roles())
    for left, right in pairwise(words):
        if f"{left}-{right}" in roles():
            heads = (f"{left}-{right}",)
    if not heads:
        return None
    return Description(
        heads[-1:],
        frozenset(words) | seat,
        mention.first,
        mention.first,
        mention.title,
        former=bool(set(words) & _FORMER),
        seat=seat,
    )


def _seat(page: Page, of: int) -> frozenset[str]:
    """The folded words of the name behind the "of" that stands at a token: "mayor of Brune"."""
    words: set[str] = set()
    if of < len(page) and page.lower[of] == "of":
        for word in page.words[of + 1 : of + 5]:
            if word.lower() != "the" and not word[:1].isupper():
                break
            words.add(fold(word))
    return frozenset(words - {"the"})


def _before(page: Page, mention: NameMention) -> Description | None:
    """ "Foreign Minister Ada Quill", "the novelist Ada Quill", "secretary of the council Ada Quill"."""
    last = mention.first
    if last > 0 and page.words[last - 1] == ".":
        last -= 1
    floor = max(0, last - _REACH, page.paragraph_first[page.paragraph[mention.first]])
    first = last
    while first > floor:
        word, lower = page.words[first - 1], page.lower[first - 1]
        if not (word[0].isalnum() or word in {"-", ".", "&"} or word in POSSESSIVE):
            break
        if lower in _STOPS or lower in _PREPOSITIONS - {"of", "for"} or _is_verb(page, first - 1):
            break
        if lower in {"of", "for"} and (first - 2 < floor or noun_at(page, first - 2, floor) is None):
            break
        if word == "." and len(page.words[first - 2] if first > 1 else "") > 4:
            break
        if page.quoted[first - 1] != page.quoted[mention.first]:
            break
        first -= 1
        if lower in _DETERMINERS:
            break
    if first >= last or page.lower[last - 1] in _PREPOSITIONS:
        return None
    described = read_phrase(page, first, last)
    if described is None:
        return None
    described = replace(described, plural=False)  # "hosts Ada Quill and Cole Ames"
    near = noun_at(page, last - 1, first)
    if near is None and "of" not in page.lower[first:last]:
        return None
    return replace(described, last=mention.first) if _suits(described, mention) else None


def _is_verb(page: Page, index: int) -> bool:
    """Whether a verb there ends what is said before a name: "met" of "Quill met Governor Ames"."""
    verb = page.pos[index] == "VERB" and page.words[index].islower() and page.dep[index] not in _MODIFIES
    return verb and noun_at(page, index, index) is None


def _suits(described: Description, mention: NameMention) -> bool:
    """Whether a description's noun is for the kind of thing the name is."""
    if mention.kind == "person":
        return is_single_person(described.head, described.plural)
    return thing_kind(described.head, False) == "organization" and not described.plural


def _after(page: Page, mention: NameMention) -> Description | None:
    """ "Ada Quill, a novelist from Brune, …", "Ada Quill, 41, mayor of Brune", "Nour Post — a website"."""
    index = past_brackets(page, mention.last)
    if index >= len(page) or page.words[index] not in {",", "—", "–", "-", "−", "(", "--"}:
        return None
    index += 1
    if index + 1 < len(page) and page.words[index].isdigit() and page.words[index + 1] == ",":
        index += 2
    if index < len(page) and page.lower[index] in {"and", "or", "but"}:
        return None
    return _opening_phrase(page, index, mention)


def _linked(page: Page, mention: NameMention) -> Description | None:
    """ "Ada Quill is the mayor of Brune", "Ada Quill, who is a novelist"."""
    index = past_brackets(page, mention.last)
    if index + 1 < len(page) and page.words[index] == "," and page.lower[index + 1] == "who":
        index += 2
    if index + 1 >= len(page) or page.lower[index] not in _LINKS:
        return None
    if page.lower[index + 1] in _DETERMINERS:
        return _opening_phrase(page, index + 1, mention)
    return None


def past_brackets(page: Page, index: int) -> int:
    """The token after the "(…)" that opens at `index`; `index` itself where none does."""
    if index < len(page) and page.words[index] == "(":
        for closing in range(index + 1, min(index + 8, len(page))):
            if page.words[closing] == ")":
                return closing + 1
    return index


def _opening_phrase(page: Page, first: int, mention: NameMention) -> Description | None:
    """The description that opens at `first`: a determiner or a noun within reach, up to the next stop."""
    last = first
    nouns = 0
    ceiling = min(len(page), first + _REACH + 6)
    while last < ceiling and page.paragraph[last] == page.paragraph[mention.first]:
        word, lower = page.words[last], page.lower[last]
        if (
            word in {",", ".", ";", ":", "(", ")", "—", "–", "?", "!"}
            or page.quoted[last] != page.quoted[mention.first]
        ):
            break
        if lower in _STOPS - {"and", "that"} or (nouns == 0 and lower in _PREPOSITIONS):
            break
        nouns += noun_at(page, last, first) is not None
        last += 1
    if last == first or nouns == 0:
        return None
    described = read_phrase(page, first, last)
    if described is None or not _suits(described, mention):
        return None
    determined = page.lower[first] in _DETERMINERS
    if not determined and described.possessor is None and noun_at_start(page, first, last) is None:
        return None
    return described


def noun_at_start(page: Page, first: int, last: int) -> int | None:
    """The place of a noun within the first words, before any preposition: "longtime mayor of Brune"."""
    for index in range(first, min(last, first + 6)):
        if page.lower[index] in _PREPOSITIONS:
            return None
        if noun_at(page, index, first) is not None:
            return index
    return None


def _ahead(page: Page, mention: NameMention) -> Description | None:
    """ "the party's leader, Ada Quill": a definite description closed by a comma before the name."""
    comma = mention.first - 1
    title_words = len(mention.title.split())
    comma -= title_words if comma > 0 and page.words[comma] != "," else 0
    if comma <= 1 or page.words[comma] != ",":
        return None
    floor = max(0, comma - _REACH, page.paragraph_first[page.paragraph[mention.first]])
    for first in range(comma - 1, floor - 1, -1):
        word, lower = page.words[first], page.lower[first]
        if word in {",", ".", ";", ":", "(", ")", '"', "“", "”"} or lower in _STOPS | {"for", "him", "them"}:
            return None
        if lower in {"the", "his", "her", "its", "their", "our"} or (word in POSSESSIVE and first > floor):
            described = read_phrase(page, first, comma)
            if described is None or described.plural or not is_single_person(described.head, False):
                return None
            # After the name comes a comma or the verb: otherwise the comma only parts two clauses.
            following = page.words[mention.last] if mention.last < len(page) else "."
            if following in {",", ".", "("} or page.lower[mention.last] in _STOPS:
                return replace(described, last=mention.first)
            return None
    return None


def _party(page: Page, mention: NameMention) -> Description | None:
    """ "(D-Wis.)", ", R-Texas," and ", Republican of Iowa"."""
    tail = page.text[page.end[mention.last - 1] : page.end[mention.last - 1] + 40]
    match = _BRACKET.match(tail)
    if match:
        head = _PARTIES[match.group(1)]
        state = us_states().get(fold(match.group(2)), fold(match.group(2)))
        return Description(
            (head,),
            frozenset({head, *state.split()}),
            mention.first,
            mention.first,
            match.group(0).strip(" ,()."),
        )
    match = _OF_STATE.match(tail)
    if match:
        head = match.group(1).lower()
        words = {head, *(fold(word) for word in (match.group(2) or "").split())}
        return Description(
            (head,), frozenset(words), mention.first, mention.first, match.group(0).strip(" ,().")
        )
    return None


@lru_cache(maxsize=4096)
def _states(words: frozenset[str]) -> frozenset[str]:
    """The states of the United States that a description names."""
    return frozenset(state for state in us_states().values() if words.issuperset(state.split()))


def contradicts(asked: Description, told: Description) -> bool:
    """Whether two descriptions by one noun are of two people: mothers of two and of four."""
    pairs = (
        (asked.seat, told.seat),
        (asked.numbers, told.numbers),
        (_states(asked.words), _states(told.words)),
    )
    return any(wanted and known and wanted.isdisjoint(known) for wanted, known in pairs)


def agreement(asked: Description, told: Description) -> float:
    """How well what was told of somebody answers a later description, in 0..1; 0 where heads disagree."""
    if asked.nationalities:
        return 0.8 if asked.nationalities & told.words else 0.0
    best = 0.0
    for wanted in asked.heads:
        for known in told.heads:
            if wanted == known:
                value = 1.0
            elif known in roles() and wanted in roles()[known].wider:
                value = 0.75
            elif wanted in roles() and known in roles()[wanted].wider:
                value = 0.45
            elif wanted in told.words and wanted in roles():
                value = 0.4
            else:
                continue
            best = max(best, value)
    if best == 0.0 or contradicts(asked, told):
        return 0.0
    wanted_words, told_words = asked.modifiers, told.modifiers
    if wanted_words:
        shared = len(wanted_words & told_words) / len(wanted_words)
        best *= 0.6 + 0.4 * shared if shared else 0.55
    if told.former and not asked.former:
        best *= 0.8
    elif asked.former and not told.former:
        best *= 0.5
    return best
