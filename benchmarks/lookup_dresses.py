"""The same words in another form: a number, a spelling or a contraction written another way."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from punctuated import bare, put

# Words with one change; None if they do not allow it.
Change = Callable[[list[str], random.Random], list[str] | None]

BELOW_TWENTY = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPELLINGS = {"harbour": "harbor", "neighbours": "neighbors", "criticise": "criticize", "ageing": "aging"}
CONTRACTIONS = {
    ("will", "not"): "won't",
    ("can", "not"): "can't",
    ("do", "not"): "don't",
    ("does", "not"): "doesn't",
    ("is", "not"): "isn't",
    ("would", "not"): "wouldn't",
    ("could", "not"): "couldn't",
    ("should", "not"): "shouldn't",
    ("we", "will"): "we'll",
    ("they", "will"): "they'll",
    ("i", "will"): "I'll",
    ("we", "have"): "we've",
    ("i", "have"): "I've",
    ("it", "is"): "it's",
}


def spoken(number: int) -> str:
    """A number below a million in words."""
    if number < 20:
        return BELOW_TWENTY[number]
    if number < 100:
        tens = TENS[number // 10 - 2]
        return f"{tens}-{BELOW_TWENTY[number % 10]}" if number % 10 else tens
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{spoken(number // size)} {name}{joint + spoken(rest) if rest else ''}"
    raise ValueError(number)


def same_value(words: list[str], chance: random.Random) -> list[str] | None:
    """Replace a number in words by digits, or the reverse."""
    places = [
        at
        for at, word in enumerate(words)
        if bare(word) in BELOW_TWENTY[2:] or re.fullmatch(r"[1-9][0-9]{0,2}(,[0-9]{3})?", bare(word))
    ]
    places = [at for at in places if words[at][0] not in "$€£"]
    if not places:
        return None
    at = chance.choice(places)
    word = bare(words[at])
    other = str(BELOW_TWENTY.index(word)) if word in BELOW_TWENTY else spoken(int(word.replace(",", "")))
    words[at] = put(words[at], other)
    return words


def spelling(words: list[str], _: random.Random) -> list[str] | None:
    """Replace a British spelling by the American one."""
    places = [at for at, word in enumerate(words) if bare(word) in SPELLINGS]
    if not places:
        return None
    for at in places:
        words[at] = put(words[at], SPELLINGS[bare(words[at])])
    return words


def contraction(words: list[str], _: random.Random) -> list[str] | None:
    """Contract two words, or expand a contraction."""
    written_out = {short.lower(): f"{one} {other}" for (one, other), short in CONTRACTIONS.items()}
    for at, word in enumerate(words):
        core = bare(word).replace("’", "'")
        if core in written_out:
            return [*words[:at], put(word, written_out[core]), *words[at + 1 :]]
        short = CONTRACTIONS.get((core, bare(words[at + 1]))) if at + 1 < len(words) else None
        if short is not None:
            return [*words[:at], put(words[at + 1], short), *words[at + 2 :]]
    return None


DRESSES: dict[str, Change] = {"same_value": same_value, "spelling": spelling, "contraction": contraction}
