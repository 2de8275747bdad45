"""Names in apposition to a description: "its mayor, Ada Quill,", "Ada Quill, a farmer,"."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.descriptions import is_single_person, noun_at, read_phrase
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import SAYING, fold, titles

_TAILS = frozenset({"of", "for", "at", "from", "in", "with", "to"})
_LONGEST_TAIL = 25  # most tokens from a description's noun to the comma before the name
_LONGEST_ROLE = 8  # most tokens from the comma after a name to the preposition after its role
_CLAUSE = frozenset({"VERB", "AUX", "PRON", "SCONJ"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "CCONJ", "PUNCT", "PART", "NUM", "X", ""})
_DASHES = frozenset({"—", "–"})
_CLOSES = frozenset({",", ".", "(", ";"}) | _DASHES
_NAMES_IT = frozenset({"appos", "flat", "flat:name"})  # relations of a name to the noun before it
_NAMED_BY = frozenset({"appos", "nmod:desc"})  # relations of a noun to the name that it describes


def apposed_name(tokens: ArticleTokens, last: int, name_at: Mapping[int, NameMention]) -> NameMention | None:
    """The person's name that follows a description ending before token `last`, set off by commas."""
    comma = _comma(tokens, last)
    if comma is None:
        return None
    name = name_at.get(comma + 1)
    if name is None or name.kind != "person" or name.first != comma + 1:
        return None
    if tokens.paragraph[name.first] != tokens.paragraph[comma]:
        return None
    return name if name.last < len(tokens) and tokens.words[name.last] in _CLOSES else None


def _comma(tokens: ArticleTokens, last: int) -> int | None:
    """The comma right after a description, or after its "of …", "for …" or "representing …"."""
    if last >= len(tokens):
        return None
    has_tail = tokens.lower[last] in _TAILS or tokens.lower[last].endswith("ing")
    reach = last + (_LONGEST_TAIL if has_tail else 1)
    for index in range(last, min(len(tokens), reach)):
        if tokens.words[index] == ",":
            return index if tokens.quoted[index] < 0 else None
        ends = tokens.words[index] in ".;:!?" or tokens.quoted[index] >= 0
        if ends or (index > last and tokens.pos[index] in _CLAUSE):
            return None
    return None


def described_name(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> NameMention | None:
    """The person whom the apposition [first, last) describes: "Ada Quill, a farmer," of "a farmer"."""
    if first < 2 or tokens.words[first - 1] not in {",", "—", "–"} or tokens.quoted[first - 1] >= 0:
        return None
    name = name_at.get(_past_age(tokens, first - 2))
    if name is None or name.kind != "person" or tokens.paragraph[name.first] != tokens.paragraph[first]:
        return None
    described = read_phrase(tokens, first, last)
    if described is None or not is_single_person(described.head, described.plural):
        return None
    opens = tokens.starts_sentence(_with_titles(tokens, name))
    closed = last < len(tokens) and tokens.words[last] in {",", "—", "–"}
    return name if opens or (closed and tokens.words[first - 1] == tokens.words[last]) else None


def bearer_of_role(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> NameMention | None:
    """The person whose role closes with a body at tokens [first, last), before a verb of saying.

    "Ada Quill" for the "Harbour Board" of "Ada Quill, chair of the Harbour Board said".
    """
    following = last + (last < len(tokens) and tokens.words[last] == ",")
    if following >= len(tokens) or tokens.lower[following] not in SAYING:
        return None
    of = first - 1
    while of > 0 and of > first - 3 and tokens.lower[of] not in _TAILS:
        of -= 1
    noun = noun_at(tokens, of - 1) if of > 1 and tokens.lower[of] in _TAILS else None
    if noun is None or not is_single_person(noun[0], noun[2]):
        return None
    for index in range(of - 1, max(1, of - _LONGEST_ROLE), -1):
        if tokens.words[index] == ",":
            name = name_at.get(_past_age(tokens, index - 1))
            person = name is not None and name.kind == "person"
            return name if person and tokens.paragraph[index] == tokens.paragraph[first] else None
        if tokens.pos[index] not in _NOMINAL or tokens.quoted[index] >= 0:
            return None
    return None


def _past_age(tokens: ArticleTokens, index: int) -> int:
    """Skip "(…)" and ", 41" to the left, to the name that an apposition may follow."""
    if index > 1 and tokens.words[index].isdigit() and tokens.words[index - 1] == ",":
        return index - 2
    if tokens.words[index] == ")":
        opening = next((i for i in range(index, max(0, index - 8), -1) if tokens.words[i] == "("), 0)
        return max(0, opening - 1)
    return index


def _with_titles(tokens: ArticleTokens, name: NameMention) -> int:
    """The start of the name, including titles before it."""
    first = name.first
    while first > 0 and (tokens.words[first - 1] == "." or fold(tokens.words[first - 1]) in titles()):
        if tokens.sentence[first - 1] != tokens.sentence[name.first]:
            break
        first -= 1
    return first


def parsed_name(
    tokens: ArticleTokens, first: int, last: int, name_at: Mapping[int, NameMention]
) -> NameMention | None:
    """The person whose name the tree connects to a description: "keeper of the light Ada Quill"."""
    for noun in range(first, last):
        if first <= tokens.head[noun] < last and tokens.head[noun] != noun:
            continue
        tied = [kid for kid in tokens.tree.kids(noun) if kid >= last and tokens.dep[kid] in _NAMES_IT]
        if tokens.dep[noun] in _NAMED_BY:
            tied.append(tokens.head[noun])
        for token in tied:
            name = name_at.get(token) or name_at.get(token + 1)
            if name is None or name.kind != "person" or tokens.sentence[token] != tokens.sentence[noun]:
                continue
            if name.last >= len(tokens) or tokens.words[name.last] not in POSSESSIVE:
                return name
    return None
