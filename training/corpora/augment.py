"""Variants of training documents: the same words with other quotation marks, case and spacing.

All random numbers come from the caller, so that seeds determine everything.
"""

import random
from collections.abc import Callable

from corpora.annotated import Annotated

OPENING = frozenset({"“", "``", "«", "„"})
CLOSING = frozenset({"”", "''", "»"})
STYLES = (
    ('"', '"', 5),
    ("“", "”", 5),
    ("‘", "’", 2),
    ("'", "'", 2),
    ("''", "''", 1),
    ("``", "''", 1),
    ("«", "»", 1),
    ("„", "“", 1),
    ("”", "”", 1),
)
UNQUOTED, RECASED, RESPACED = 0.06, 0.08, 0.15
NAMES_ONLY = 0.5
"""Shares of variants; the last, of the recased ones."""
HEADLINE = 4, 18
"""Words of a headline, at least and at most."""
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "s",
        "t",
        "the",
        "to",
        "with",
    ]
)
WHITESPACE = (" ", "  ", "\n", "\n\n", "\t", "\u00a0")


def quotation_marks(words: list[str], spaces: list[bool]) -> dict[int, bool]:
    """Positions of double quotation marks; True for an opening one."""
    found: dict[int, bool] = {}
    is_open = False
    for i, word in enumerate(words):
        if word in OPENING:
            is_open = True
        elif word in CLOSING:
            is_open = False
        elif word == '"':
            after_space = i == 0 or spaces[i - 1]
            is_open = not is_open if after_space == spaces[i] else after_space
        else:
            continue
        found[i] = is_open
    return found


def requote(document: Annotated, rng: random.Random) -> Annotated:
    """One style of quotation marks throughout, and one of apostrophes."""
    result = document.copy()
    opening, closing, _ = rng.choices(STYLES, weights=[style[2] for style in STYLES])[0]
    marks = quotation_marks(document.words, document.spaces)
    for place, opens in marks.items():
        result.words[place] = opening if opens else closing
    old, new = rng.choice((("'", "’"), ("’", "'")))
    for i, word in enumerate(result.words):
        if i not in marks and word not in ("''", "'", "’"):
            result.words[i] = word.replace(old, new)
    return result


def unquote(document: Annotated) -> Annotated:
    """No quotation marks at all, as in transcripts and badly extracted pages."""
    marks = quotation_marks(document.words, document.spaces)
    heads = {head for i, head in enumerate(document.heads) if i not in marks}
    first = {i for i, tag in enumerate(document.ents) if tag.startswith("B-")}
    drop = marks.keys() - heads - first
    result = document.copy()
    for place in drop - {0}:
        result.spaces[place - 1] |= document.spaces[place]
    return result.without(drop)


def recase(document: Annotated, rng: random.Random) -> Annotated:
    """A headline, all capitals, no capitals, or names in capitals as in transcripts."""
    names_only = rng.random() < NAMES_ONLY
    change: Callable[[str], str] = str.upper if names_only else rng.choice((str.upper, str.lower, str.title))
    if document.pos:
        is_name = [pos == "PROPN" for pos in document.pos]
    else:
        is_name = [tag[2:] in ("PERSON", "ORG", "LOC") for tag in document.ents]
    result = document.copy()
    for i, word in enumerate(result.words):
        # Contractions keep their case, because neither people nor tokenizers produce "isN'T".
        if (is_name[i] or not names_only) and word.isalnum() and len(change(word)) == len(word):
            result.words[i] = change(word)
    return result


def headline(document: Annotated) -> Annotated | None:
    """The document's first sentence as a headline: no full stop, important words capitalised.

    None if the sentence is too short or too long.
    """
    end = document.words.index(".") if "." in document.words else len(document)
    if not HEADLINE[0] <= end <= HEADLINE[1]:
        return None
    result = document.without(set(range(end, len(document))))
    for i, word in enumerate(result.words):
        if word.islower() and word.isalpha() and (i == 0 or word not in SMALL):
            result.words[i] = word.capitalize()
    result.spaces[-1] = False
    return result


def respace(document: Annotated, rng: random.Random) -> Annotated:
    """White space in the wrong place: one more token, as the tokenizer keeps it."""
    places = [i for i in range(len(document)) if document.spaces[i]]
    if not places:
        return document
    ends = [i for i in places if document.words[i] in {".", "?", "!", "”", '"', ",", ":"}]
    place = rng.choice(ends or places)
    white = rng.choice(WHITESPACE)
    following = "".join(document.ents[place + 1 : place + 2])
    fillers = {
        "words": white,
        "spaces": False,
        "tags": "_SP",
        "pos": "SPACE",
        "morphs": "",
        "lemmas": white,
        "deps": "dep",
        "ents": following if following.startswith("I-") else "O",
    }
    result = document.copy()
    for name, filler in fillers.items():
        layer = getattr(result, name)
        if layer:
            layer.insert(place + 1, filler)
    if not white.startswith(" "):
        result.spaces[place] = False
    if document.heads:
        result.heads = [head + (head > place) for head in document.heads]
        result.heads.insert(place + 1, place)
    return result


def vary(document: Annotated, rng: random.Random) -> Annotated:
    """A random variant; most keep their case and spacing."""
    document = unquote(document) if rng.random() < UNQUOTED else requote(document, rng)
    if rng.random() < RECASED:
        document = recase(document, rng)
    if rng.random() < RESPACED:
        document = respace(document, rng)
    return document
