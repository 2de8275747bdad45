"""The recognizer's entities as names, corrected where they are too short, too long, or cut in two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Span

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.recognition.name_mention import (
    NO_NAME,
    NameKind,
    NameMention,
    is_bare_title,
    is_office,
    name_mention,
    name_run,
    stand_together,
)
from quotes.extraction.coreference.recognition.public_bodies import whole_bodies, with_second_place
from quotes.extraction.coreference.word_lists import (
    fold,
    given_names,
    places,
    roles,
    things,
    titles,
    word_set,
)

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
_LONGEST_NICKNAME = 3  # words
_LONGEST_SYLLABLE = 6
_NO_SYLLABLES = word_set("hyphen_tails")
_OPENERS = frozenset({'"', "“", "‘", "'", "``", "''"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''"})
_NOT_IN_A_NAME = frozenset({",", ":", ";", "(", "|", "—", "–", "/", '"', "“", "of", "and", "for", "from"})


def entity_names(tokens: ArticleTokens, doc: Doc) -> list[NameMention]:
    """The names that the recognizer found, in text order."""
    return whole_bodies(tokens, _entities(tokens, doc))


def _entities(tokens: ArticleTokens, doc: Doc) -> Iterator[NameMention]:
    for ent in doc.ents:
        kind = _kind(ent)
        if kind is None:
            continue
        first, last = ent.start, _on_one_line(tokens, ent.start, ent.end)
        mention = _person(tokens, first, last) if kind == "person" else _body(tokens, first, last, kind)
        if mention is not None:
            yield mention


def _kind(ent: Span) -> NameKind | None:
    kind = _KINDS.get(ent.label_.upper())
    if kind is None and things().get(fold(ent[-1].text)) == "organization":
        return "organization"  # "Brune Times", whatever label the recognizer gives it
    return kind


def _on_one_line(tokens: ArticleTokens, first: int, last: int) -> int:
    """The end of the entity's first line: an entity that continues on the next is two things run together."""
    for index in range(first, last):
        if tokens.paragraph[index] != tokens.paragraph[first]:
            return index
    return last


def _body(tokens: ArticleTokens, first: int, last: int, kind: NameKind) -> NameMention | None:
    if first >= last:
        return None
    if kind != "people":
        last, kind = _with_common_noun(tokens, first, with_second_place(tokens, last), kind)
    first, last = _whole_words(tokens, first, last)
    return name_mention(tokens, first, last, kind)


def _person(tokens: ArticleTokens, first: int, last: int) -> NameMention | None:
    if first >= last:
        return None
    last = _past_initial(tokens, first, _cut(tokens, first, last))
    first, last = _whole_words(tokens, first, last)
    if last < len(tokens) and is_bare_title(tokens.words[last - 1]):
        last = name_run(tokens, last, None)
    if is_office(tokens, first, last):
        return None
    mention = name_mention(tokens, first, last, "person")
    return None if mention is None or mention.text.islower() else mention


def _with_common_noun(tokens: ArticleTokens, first: int, last: int, kind: NameKind) -> tuple[int, NameKind]:
    """The end of a name, extended over the capitalised noun after it: "Brune" + "Times" is the newspaper."""
    if (
        last < len(tokens)
        and tokens.words[last][:1].isupper()
        and tokens.paragraph[last] == tokens.paragraph[first]
    ):
        noun = things().get(fold(tokens.words[last])) == "organization"
        if noun and not tokens.starts_sentence(last):
            return last + 1, "organization"
    return last, kind


def with_first_words(
    tokens: ArticleTokens, mention: NameMention, taken: Sequence[bool], headlines: Collection[int]
) -> NameMention:
    """A person's name with its first words, which the recognizer left out: "Jamil" before "Ahmed Moor"."""
    if mention.kind != "person" or mention.title or tokens.paragraph[mention.first] in headlines:
        return mention
    first = mention.first
    while first > 0 and not taken[first - 1] and _may_precede(tokens, first - 1):
        first -= 1
    if first == mention.first or (first and tokens.lower[first - 1] == "of"):  # "head of Health Ada Quill"
        return mention
    return name_mention(tokens, first, mention.last, "person") or mention


def _may_precede(tokens: ArticleTokens, index: int) -> bool:
    word = tokens.words[index]
    if not word[:1].isupper() or len(word) < 2 or word.isupper():
        return False
    if tokens.lower[index] in NO_NAME or tokens.lower[index] in tokens.uncapitalised:
        return False
    if _is_common(fold(word)) or fold(word) in places() or not _one_space_apart(tokens, index):
        return False
    inside = index > 0 and not tokens.starts_sentence(index) and tokens.words[index - 1] not in _OPENERS
    if not inside and fold(word) in given_names():
        return True
    return tokens.pos[index] in ({"PROPN", ""} if inside else {"PROPN", "X"})


def _is_common(word: str) -> bool:
    """Whether a folded word is more likely a noun or a title than a name."""
    return (word in things() or word in roles() or word in titles()) and word not in given_names()


def _one_space_apart(tokens: ArticleTokens, index: int) -> bool:
    """Whether a single space separates the token from the next one."""
    return (
        tokens.start[index + 1] == tokens.end[index] + 1
        and tokens.paragraph[index] == tokens.paragraph[index + 1]
    )


def _cut(tokens: ArticleTokens, first: int, last: int) -> int:
    for index in range(first + 1, last):
        if tokens.words[index] == "-" and tokens.end[index - 1] < tokens.start[index]:
            return index
        if tokens.lower[index] in _NOT_IN_A_NAME:
            return index
        if tokens.words[index] in POSSESSIVE and not _is_inside_name(tokens, first, index, last):
            return index
    return last


def _is_inside_name(tokens: ArticleTokens, first: int, index: int, last: int) -> bool:
    """Whether an apostrophe follows the first letter of a family name: "Ada D’ Silva"."""
    letter = index > first and len(tokens.words[index - 1]) == 1
    return letter and index + 1 < last and tokens.words[index + 1][:1].isupper()


def _past_initial(tokens: ArticleTokens, first: int, last: int) -> int:
    """Extend over a middle initial and a nickname in quotation marks, to the family name after them."""
    word = tokens.words[last - 1]
    if len(word) <= 2 and word[0].isupper() and (len(word) == 1 or word[1] == "."):
        after = last + (last < len(tokens) and tokens.words[last] == ".")
    elif last < len(tokens) and tokens.words[last] in _OPENERS:
        closing = range(last + 2, min(len(tokens) - 1, last + 2 + _LONGEST_NICKNAME))
        after = next((index + 1 for index in closing if tokens.words[index] in _CLOSERS), len(tokens))
    else:
        return last
    if (
        after < len(tokens)
        and tokens.words[after][:1].isupper()
        and tokens.paragraph[after] == tokens.paragraph[first]
    ):
        return after + 1
    return last


def _whole_words(tokens: ArticleTokens, first: int, last: int) -> tuple[int, int]:
    """Extend over the parts of a hyphenated word that the tokenizer split."""
    while first > 1 and tokens.words[first - 1] == "-" and stand_together(tokens, first - 2, first):
        first -= 2
    if last < len(tokens) and tokens.words[last - 1] == "-" and stand_together(tokens, last - 2, last):
        last -= 1
    while last < len(tokens) - 1 and tokens.words[last] == "-" and stand_together(tokens, last - 1, last + 1):
        if tokens.words[last + 1][:1].islower() and not _is_name_part(tokens, first, last):
            break
        last += 2
    return first, last


def _is_name_part(tokens: ArticleTokens, first: int, last: int) -> bool:
    """Whether a small word after a hyphen belongs to the name: "Kwon Min-seo", but not "Quill-era"."""
    word = tokens.lower[last + 1]
    return last - first > 1 and len(word) <= _LONGEST_SYLLABLE and word not in _NO_SYLLABLES
