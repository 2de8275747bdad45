"""Names of public bodies that the recognizer cut at a place: "Devon and Cornwall Police", "Iran's army"."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.recognition.name_mention import NameMention, name_mention
from quotes.extraction.coreference.word_lists import fold, word_set

_LONGEST_BODY = 3  # most tokens of a state body's name
_PREPOSITIONS = word_set("prepositions")
_PUBLIC = word_set("public_bodies")
_STATE_BODIES = word_set("state_bodies")
_JOINED = word_set("joined_places")


def whole_bodies(tokens: ArticleTokens, mentions: Iterable[NameMention]) -> list[NameMention]:
    """The mentions, in text order, with such names completed."""
    whole: list[NameMention] = []
    for mention in mentions:
        before = whole[-1] if whole else None
        if before is not None and mention.kind == "organization" and before.last == mention.first - 1:
            joined = _pair_of_places(tokens, before, mention) or _of_a_state(tokens, before, mention)
            body = name_mention(tokens, before.first, mention.last, "organization") if joined else None
            if body is not None:
                whole[-1] = body
                continue
        whole.append(mention)
    return whole


def with_second_place(tokens: ArticleTokens, last: int) -> int:
    """A body's end, extended over the second of two places: "Guild of England and Wales"."""
    if last + 1 >= len(tokens) or tokens.lower[last] != "and":
        return last
    pair = f"{tokens.lower[last - 1]}+{tokens.lower[last + 1]}"
    return last + 2 if pair in _JOINED else last


def _pair_of_places(tokens: ArticleTokens, one: NameMention, body: NameMention) -> bool:
    """Whether "Devon and Cornwall Police" is one body: it begins with a place that has no "in" before it."""
    before = tokens.lower[one.first - 1] if one.first and not tokens.starts_sentence(one.first) else ""
    return (
        tokens.lower[one.last] in {"and", "&"}
        and (one.kind == "place" or (len(one) == 1 and not one.title))
        and len(body) == 2
        and fold(tokens.words[body.last - 1]) in _PUBLIC
        and before not in _PREPOSITIONS
    )


def _of_a_state(tokens: ArticleTokens, owner: NameMention, body: NameMention) -> bool:
    """Whether a place owns a body that each state has: "Iran's Foreign Ministry", but not "Iran's Fars"."""
    return (
        owner.kind == "place"
        and tokens.words[owner.last] in POSSESSIVE
        and len(body) <= _LONGEST_BODY
        and fold(tokens.words[body.last - 1]) in _STATE_BODIES
    )
