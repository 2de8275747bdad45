"""Finding the names in an article: the recognizer's entities, mended, and names it missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from quotes.extraction.coreference.lexicon import fold, given_names, places, roles, things, titles
from quotes.extraction.coreference.names import clean, split_titles
from quotes.extraction.coreference.page import Page

NameKind = Literal["person", "organization", "place", "people"]

_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "ORGANIZATION": "organization",
    "GPE": "place",
    "LOC": "place",
    "LOCATION": "place",
    "FAC": "place",
    "NORP": "people",
}
_HONORIFICS = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "lt", "gen", "col", "maj", "capt", "sgt", "adm", "prof", "sir", "dame", "lord", "lady", "rev", "judge", "justice", "sheikh", "ayatollah", "president", "senator", "congressman", "congresswoman", "governor", "mayor", "minister", "secretary"]
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’", "`s"})
_OPENERS = frozenset({'"', "“", "‘", "'", "``", "''"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''"})
_LONGEST_SYLLABLE = 6
_NO_SYLLABLES = frozenset(
    ["as", "a", "of", "the", "to", "in", "on", "led", "era", "like", "style", "backed", "based", "owned", "run", "linked", "born", "turned", "elect", "made", "free", "trained"]
)
_LABEL = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}$")
_NOT_LABELS = frozenset(
    ["q", "a", "note", "update", "related", "photo", "video", "read", "more", "watch", "image", "source", "caption", "credit", "abstract", "full", "text", "by", "editor", "question", "answer", "correction", "twitter", "facebook", "email", "tel", "contact", "date", "location", "where", "when", "who", "what", "why", "how"]
)
_STARTS_NO_NAME = frozenset(
    ["said", "either", "neither", "both", "even", "the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "my", "but", "and", "or", "if", "when", "while", "as", "in", "on", "at", "for", "from", "with", "by", "to", "of", "after", "before", "since", "because", "although", "though", "so", "yet", "not", "no", "there", "here", "what", "who", "only", "why", "how", "where", "which", "then", "now", "today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]
)


@dataclass(slots=True)
class NameMention:
    """One name in the text: tokens [first, last), titles and possessive ending left out."""

    first: int
    last: int
    text: str
    kind: NameKind
    title: str = ""
    by_model: bool = True

    def __len__(self) -> int:
        return self.last - self.first


def find_mentions(page: Page, doc: Doc) -> list[NameMention]:
    """All names of the article in text order, none overlapping another."""
    taken = [False] * len(page)
    found: list[NameMention] = []
    for mention in _joined(page, _entities(page, doc)):
        if not any(taken[mention.first : mention.last]):
            taken[mention.first : mention.last] = [True] * len(mention)
            found.append(mention)
    for mention in (*_after_honorifics(page, taken), *_labels(page, taken), *_by_given_name(page, taken)):
        if not any(taken[mention.first : mention.last]):
            taken[mention.first : mention.last] = [True] * len(mention)
            found.append(mention)
    grown = [_grow(page, mention, taken) for mention in found]
    return sorted(grown, key=lambda mention: mention.first)


def _with_common_noun(page: Page, first: int, last: int, kind: NameKind) -> tuple[int, int, NameKind]:
    """A name grown over the capitalised noun behind it: "Brune" + "Times" is the newspaper."""
    if last < len(page) and page.words[last][:1].isupper() and page.paragraph[last] == page.paragraph[first]:
        if things().get(fold(page.words[last])) == "organization" and not page.starts_sentence(last):
            return first, last + 1, "organization"
    return first, last, kind


def _joined(page: Page, mentions: Iterable[NameMention]) -> Iterator[NameMention]:
    """People's names side by side are one name that the recognizer took apart."""
    waiting: NameMention | None = None
    for mention in mentions:
        if waiting is not None and waiting.kind == mention.kind == "person" and waiting.last == mention.first:
            whole = name_mention(page, waiting.first, mention.last, "person")
            if whole is not None and page.paragraph[waiting.first] == page.paragraph[mention.first]:
                whole.title = whole.title or waiting.title
                waiting = whole
                continue
        if waiting is not None:
            yield waiting
        waiting = mention
    if waiting is not None:
        yield waiting


def _grow(page: Page, mention: NameMention, taken: Sequence[bool]) -> NameMention:
    """A person's single name with the given name left of it or the family name right of it."""
    if " " in mention.text or (mention.kind != "person" and fold(mention.text) in places()):
        return mention
    first, last = mention.first, mention.last
    known = given_names()
    before = first - 1
    if fold(mention.text) in known and mention.kind == "person":
        if last < len(page) and not taken[last] and page.words[last][:1].isupper():
            if not page.words[last].isupper() and page.lower[last] not in _STARTS_NO_NAME:
                if _touch_by_space(page, last - 1) and not _is_common(page.words[last]):
                    last += 1
    elif before >= 0 and not taken[before] and fold(page.words[before]) in known:
        if page.words[before][:1].isupper() and _touch_by_space(page, before) and not mention.title:
            first -= 1
    if (first, last) == (mention.first, mention.last):
        return mention
    grown = name_mention(page, first, last, "person")
    return grown if grown is not None else mention


def _touch_by_space(page: Page, index: int) -> bool:
    return page.start[index + 1] == page.end[index] + 1 and page.paragraph[index] == page.paragraph[index + 1]


def _is_common(word: str) -> bool:
    return fold(word) in things() or fold(word) in roles() or fold(word) in titles()


def name_mention(
    page: Page, first: int, last: int, kind: NameKind, by_model: bool = True
) -> NameMention | None:
    """The name within tokens [first, last), trimmed of titles, edges and possessives; None if none is left."""
    while last > first and (page.words[last - 1] in _POSSESSIVE or not _has_letter(page.words[last - 1])):
        last -= 1
    while first < last - 1 and (not _has_letter(page.words[first]) or page.lower[first] in _STARTS_NO_NAME):
        if kind != "person" and _has_letter(page.words[first]):
            break
        first += 1
    title = ""
    if kind == "person":
        begin = first
        # A name starts with a capital; "presidential nominee Mike Novak" does so at its third word.
        while first < last - 1 and (_is_title(page, first, last) or not page.words[first][0].isupper()):
            if page.words[first][0].islower() and not any(w[:1].isupper() for w in page.words[first:last]):
                break
            if page.words[first].lower() in {
                "de",
                "al",
                "el",
                "bin",
                "ben",
                "van",
                "von",
                "da",
                "du",
                "la",
                "ibn",
            }:
                break
            first += 1
            while first < last - 1 and page.words[first] in {".", "-"}:
                first += 1
        while begin > 0 and _titles_before(page, begin):
            begin -= 1
        title = page.span_text(begin, first)
    if first >= last:
        return None
    text = clean(page.span_text(first, last))
    if kind == "person" and not title:
        before, rest = split_titles(text)
        if before and rest:
            title, text = " ".join(before), " ".join(rest)
    return NameMention(first, last, text, kind, title, by_model) if _has_letter(text) else None


def _titles_before(page: Page, first: int) -> bool:
    """Whether the word before a name is a title that the recognizer left out."""
    word = page.words[first - 1]
    near = page.start[first] - page.end[first - 1] <= 1 and page.paragraph[first - 1] == page.paragraph[first]
    return near and word[:1].isupper() and fold(word) in titles() and fold(word) not in given_names()


def _is_title(page: Page, index: int, last: int) -> bool:
    word = fold(page.words[index])
    if word not in titles():
        return False
    following = index + 1
    # "Dean Baker", "Judge": a given name like a title stays before a single word.
    return not (word in given_names() and following == last - 1 and word not in _HONORIFICS)


def _is_bare_title(word: str) -> bool:
    return word[:1].isupper() and fold(word) in titles() and fold(word) not in given_names()


def _has_letter(word: str) -> bool:
    return any(char.isalpha() for char in word)


def _entities(page: Page, doc: Doc) -> Iterator[NameMention]:
    for ent in doc.ents:
        kind = _KINDS.get(ent.label_.upper())
        if kind is None and things().get(fold(ent[-1].text)) == "organization":
            kind = "organization"  # "Brune Times", whatever else the recognizer calls it
        if kind is None:
            continue
        first, last = ent.start, ent.end
        for index in range(first, last):  # an entity that runs over a line's end is two things run together
            if "\n" in page.words[index] or (index > first and page.paragraph[index] != page.paragraph[first]):
                last = index
                break
        if kind in {"place", "organization"}:
            first, last, kind = _with_common_noun(page, first, last, kind)
        if kind == "person":
            last = _past_initial(page, first, _cut(page, first, last))
        first, last = _whole_words(page, first, last)
        if kind == "person" and last < len(page) and _is_bare_title(page.words[last - 1]):
            last = _name_run(page, last, None)
        single = last - first == 1
        if (
            kind == "person"
            and single
            and fold(page.words[first]) in titles()
            and page.words[first][0].isupper()
        ):
            if fold(page.words[first]) not in given_names():
                continue
        if kind == "person" and not page.span_text(first, last)[:1].isalpha():
            first += 1
        if first < last:
            mention = name_mention(page, first, last, kind)
            if mention is not None and not (kind == "person" and mention.text.islower()):
                yield mention


def _cut(page: Page, first: int, last: int) -> int:
    for index in range(first + 1, last):
        if page.words[index] == "-" and page.end[index - 1] < page.start[index]:
            return index
        if page.words[index] in {",", ":", ";", "(", "|", "—", "–", "/", '"', "“"}:
            return index
        if page.words[index] in _POSSESSIVE or page.lower[index] in {"of", "and", "for", "from"}:
            return index
    return last


def _past_initial(page: Page, first: int, last: int) -> int:
    """Over a middle initial and a nickname in quotation marks, to the family name behind."""
    word = page.words[last - 1]
    if len(word) <= 2 and word[0].isupper() and (len(word) == 1 or word[1] == "."):
        after = last + (last < len(page) and page.words[last] == ".")
    elif last + 2 < len(page) and page.words[last] in _OPENERS and page.words[last + 2] in _CLOSERS:
        after = last + 3
    else:
        return last
    if after < len(page) and page.words[after][:1].isupper() and page.paragraph[after] == page.paragraph[first]:
        return after + 1
    return last


def _whole_words(page: Page, first: int, last: int) -> tuple[int, int]:
    """Grow over the parts of a hyphened word that the tokenizer took apart."""
    while first > 1 and page.words[first - 1] == "-" and _touch(page, first - 2, first):
        first -= 2
    while last < len(page) - 1 and page.words[last] == "-" and _touch(page, last - 1, last + 1):
        if page.words[last + 1][:1].islower() and not _is_name_part(page, first, last):
            break
        last += 2
    return first, last


def _is_name_part(page: Page, first: int, last: int) -> bool:
    """Whether a small word behind a hyphen belongs to the name: "Kwon Min-seo", but not "Quill-era"."""
    word = page.lower[last + 1]
    return last - first > 1 and len(word) <= _LONGEST_SYLLABLE and word not in _NO_SYLLABLES


def _touch(page: Page, left: int, right: int) -> bool:
    """Whether the tokens left … right stand without white space between them."""
    return all(page.end[index] == page.start[index + 1] for index in range(left, right))


def _name_run(page: Page, first: int, taken: Sequence[bool] | None, longest: int = 4) -> int:
    """The end of the run of capitalised words from `first` on, one line, no punctuation but initials' stops."""
    last = first
    while last < len(page) and last - first < longest and not (taken and taken[last]):
        word = page.words[last]
        if not word[:1].isupper() or page.paragraph[last] != page.paragraph[first]:
            break
        if last > first and (page.lower[last] in _STARTS_NO_NAME or fold(word) in things()):
            break
        last += 1
        while last < len(page) - 1 and page.words[last] == "-" and _touch(page, last - 1, last + 1):
            last += 2
    return last


def _after_honorifics(page: Page, taken: list[bool]) -> Iterator[NameMention]:
    for index in range(len(page) - 1):
        word = page.words[index]
        if taken[index] or not word[0].isupper() or fold(word) not in _HONORIFICS:
            continue
        first = index + 1
        if page.words[first] == "." and first + 1 < len(page):
            first += 1
        if taken[first] or not page.words[first][:1].isupper() or page.lower[first] in _STARTS_NO_NAME:
            continue
        last = _name_run(page, first, taken)
        folded = [fold(part) for part in page.words[first:last]]
        if last > first and not (set(folded) & (set(things()) | set(roles()) - set(given_names()))):
            mention = name_mention(page, first, last, "person", by_model=False)
            if mention is not None:
                mention.title = page.span_text(index, first)
                yield mention


def _labels(page: Page, taken: list[bool]) -> Iterator[NameMention]:
    """Who speaks in a transcript: "DOE: …" at a paragraph's start, on at least two paragraphs."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for first in page.paragraph_first:
        if taken[first]:
            continue
        colon = next((i for i in range(first, min(first + 5, len(page))) if page.words[i] == ":"), None)
        if colon is None or colon == first or page.paragraph[colon] != page.paragraph[first]:
            continue
        label = page.span_text(first, colon)
        words = [fold(word) for word in page.words[first:colon]]
        if _LABEL.match(label) and not set(words) & _NOT_LABELS and not any(taken[first:colon]):
            seen.setdefault(label.casefold(), []).append((first, colon))
    for places in seen.values():
        if len(places) > 1:
            for first, colon in places:
                mention = name_mention(page, first, colon, "person", by_model=False)
                if mention is not None:
                    yield mention


def _by_given_name(page: Page, taken: list[bool]) -> Iterator[NameMention]:
    """ "Hugh Hill" where the recognizer saw nothing: a known given name and one or two capitalised words."""
    known = given_names()
    index = 0
    while index < len(page) - 1:
        word = page.words[index]
        first = index
        index += 1
        if (
            taken[first]
            or not word[:1].isupper()
            or fold(word) not in known
            or page.lower[first] in _STARTS_NO_NAME
        ):
            continue
        last = _name_run(page, first, taken, longest=3)
        following = [fold(part) for part in page.words[first + 1 : last]]
        if (
            last - first < 2
            or (last < len(page)
            and taken[last]
            and page.start[last] == page.end[last - 1] + 1)
        ):
            continue
        if any(part in roles() or part in titles() for part in following) or (word.isupper() and len(word) > 3):
            continue
        mention = name_mention(page, first, last, "person", by_model=False)
        if mention is not None:
            yield mention
        index = last
