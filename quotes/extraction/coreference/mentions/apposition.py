"""Names that explain a description: "its mayor, Ada Quill,", "Ada Quill, a farmer,"."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.extraction.coreference.article_tokens import Page
from quotes.extraction.coreference.descriptions import is_single_person, noun_at, read_phrase
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import fold, titles

_TAILS = frozenset({"of", "for", "at", "from", "in", "with"})
_LONGEST_TAIL = 10  # tokens from a description's noun to the comma before the name
_LONGEST_OFFICE = 8  # tokens between that comma and the name
_DASHES = frozenset({"—", "–"})
_CLOSES = frozenset({",", ".", "(", ";"}) | _DASHES


def apposed_name(page: Page, last: int, name_at: Mapping[int, NameMention]) -> NameMention | None:
    """The person's name that follows a description ending before token `last`, set off by commas."""
    comma = _comma(page, last)
    if comma is None:
        return None
    first = _past_office(page, comma + 1, name_at)
    name = name_at.get(first)
    if (
        name is None
        or name.kind != "person"
        or name.first != first
        or page.paragraph[first] != page.paragraph[comma]
    ):
        return None
    return name if name.last < len(page) and page.words[name.last] in _CLOSES else None


def _past_office(page: Page, first: int, name_at: Mapping[int, NameMention]) -> int:
    """Over the office before a name: "its envoy, former Brune Council governor Ada Quill,"."""
    for index in range(first, min(len(page), first + _LONGEST_OFFICE)):
        if index in name_at:
            if name_at[index].kind == "person":
                return index
            continue
        word = page.words[index]
        if word != "." and fold(word) not in titles() and noun_at(page, index, first) is None:
            break
    return first


def _comma(page: Page, last: int) -> int | None:
    """The comma right after a description, or after its "of …", "for …" or "representing …"."""
    if last >= len(page):
        return None
    has_tail = page.lower[last] in _TAILS or page.lower[last].endswith("ing")
    reach = last + (_LONGEST_TAIL if has_tail else 1)
    for index in range(last, min(len(page), reach)):
        if page.words[index] == ",":
            return index if page.quoted[index] < 0 else None
        if page.words[index] in ".;:!?" or page.quoted[index] >= 0:
            return None
    return None


def described_name(
    page: Page, first: int, last: int, name_at: Mapping[int, NameMention]
) -> NameMention | None:
    """The person whom the apposition [first, last) describes: "Ada Quill, a farmer," of "a farmer"."""
    if first < 2 or page.words[first - 1] not in {",", "—", "–"} or page.quoted[first - 1] >= 0:
        return None
    name = name_at.get(_past_age(page, first - 2))
    if name is None or name.kind != "person" or page.paragraph[name.first] != page.paragraph[first]:
        return None
    described = read_phrase(page, first, last)
    if described is None or not is_single_person(described.head, described.plural):
        return None
    opens = page.starts_sentence(_with_titles(page, name))
    closed = last < len(page) and page.words[last] in {",", "—", "–"}
    return name if opens or (closed and page.words[first - 1] == page.words[last]) else None


def _past_age(page: Page, index: int) -> int:
    """Left over "(…)" and ", 41": to the name that an apposition may follow."""
    if index > 1 and page.words[index].isdigit() and page.words[index - 1] == ",":
        return index - 2
    if page.words[index] == ")":
        opening = next((i for i in range(index, max(0, index - 8), -1) if page.words[i] == "("), 0)
        return max(0, opening - 1)
    return index


def _with_titles(page: Page, name: NameMention) -> int:
    """Where the name begins with the titles before it."""
    first = name.first
    while first > 0 and (page.words[first - 1] == "." or fold(page.words[first - 1]) in titles()):
        if page.sentence[first - 1] != page.sentence[name.first]:
            break
        first -= 1
    return first
