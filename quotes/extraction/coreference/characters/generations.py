"""Parents and children of the same name: "Quill Jr.", "the elder Quill", "his daughter, Ada Quill"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.name_matching import PersonName
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import fold, titles, word_set

Generation = Literal["elder", "younger"]

_TELLING: dict[str, Generation] = {
    "jr": "younger", "younger": "younger", "ii": "younger", "iii": "younger",
    "sr": "elder", "elder": "elder", "older": "elder",
}  # fmt: skip
_CHILDREN = word_set("children")
_BEFORE = 4  # most tokens between "his son, …" and the name


def generation_of(tokens: ArticleTokens, mention: NameMention, name: PersonName) -> Generation | None:
    """The generation that a suffix, or "the elder" or "the younger" before the name, tells."""
    index = mention.first - 1
    while index > 0 and (tokens.words[index] == "." or fold(tokens.words[index]) in titles()):
        index -= 1  # "the younger Mr. Quill"
    before = tokens.lower[index] if mention.first else ""
    return _TELLING.get(name.suffix or "") or _TELLING.get(before)


def is_child(tokens: ArticleTokens, mentions: Iterable[NameMention], names: Iterable[PersonName]) -> bool:
    """Whether a suffix, or the words right before a name, make its bearer somebody's child."""
    if any(_TELLING.get(name.suffix or "") == "younger" for name in names):
        return True
    return any(
        not _CHILDREN.isdisjoint(tokens.lower[max(0, mention.first - _BEFORE) : mention.first])
        for mention in mentions
    )
