"""Repair broken names: cut them to the valid name in them, or refuse them.

Extraction may include a headline's words or quoted words in a name: "Tam Vale “caused harm.” Mira Okonjo",
"Mira Okonjo Joins Growing List". Nobody has such a name, but it would remain a speaker for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.extraction.coreference.word_lists import fold, given_names, roles, things, titles, word_set
from quotes.tracking.identity.name_context import COURTESY, OPENERS
from quotes.tracking.names import PARTICLES, unnamed

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Jonas “The Bear” Feld, Robert (Bob) Ottley: a byname within a name, in quotation marks or brackets.
_BYNAME = re.compile(
    r"""(?<=\s)(?:["“‘«'](?:The )?[A-Z][\w -]{0,20}["”’»']|\((?:The )?[A-Z][\w -]{0,20}\))(?=\s)"""
)
_MARKS = re.compile(
    r"""["“”«»:;!?()\[\]{}|…<>*_=]+|\s[-–—]+\s?|[–—]+|\s['‘](?=\w)|\.{2,}|(?<=[a-z]{3})\.(?=\s|$)"""
)
_LETTERED = re.compile(r"[^\W\d_]")
# A person's name has at most this many words.
LONGEST = 7


def repaired(name: str, kind: str, text: str, *, cue_behind: bool | None = None) -> str | None:
    """A source's name, cut to its valid part; None if there is none.

    `text` is the article's. `cue_behind` tells whether "said" follows the name; None if that is not known.
    Lower-case descriptions of unnamed people are unchanged.
    """
    name = " ".join(_INVISIBLE.sub("", name).split())
    if kind not in ("person", "organization") or unnamed(name):
        return name
    name = _between_marks(name, kind, cue_behind)
    if kind != "person" or not name:
        return name or None
    name = _without_small_words(name)
    if not name:
        return None
    shorter = _without_opener(_headless(name, text), text)
    return None if _is_word(shorter, text) else shorter


def _between_marks(name: str, kind: str, cue_behind: bool | None) -> str:
    """The best of the parts between marks: a full name, and of several the one nearest to "said"."""
    bynames = {f"\ue000{number}": match for number, match in enumerate(_BYNAME.findall(name))}
    plain = name
    for stand_in, byname in bynames.items():
        plain = plain.replace(byname, stand_in, 1)
    pieces = [
        piece.strip(" ,.-'‘’") if kind == "person" else piece.strip(" ,-'‘’") for piece in _MARKS.split(plain)
    ]
    if len(pieces) == 1:
        return name
    good = [piece for piece in pieces if _is_name(piece)]
    full = [piece for piece in good if len(piece.split()) > 1] or good
    if not full:
        return ""
    if len(full) > 1 and cue_behind is None and kind == "person":
        return ""
    best = full[0] if cue_behind is False or kind != "person" or cue_behind is None else full[-1]
    for stand_in, byname in bynames.items():
        best = best.replace(stand_in, byname)
    return best


def _is_name(piece: str) -> bool:
    words = piece.split()
    small = [
        word for word in words if word[0].islower() and fold(word) not in PARTICLES and word not in titles()
    ]
    return bool(words) and not small and not unnamed(piece) and bool(_LETTERED.search(piece))


def _without_small_words(name: str) -> str:
    """The name up to a lower-case word that names never have: "Mira Okonjo told the council".

    A description before the name ("foreign minister Okonjo") does not count.
    """
    words = name.split()
    capital = next((at for at, word in enumerate(words) if not word[0].islower()), None)
    if capital is None:
        return name
    for at in range(capital + 1, len(words)):
        if _is_small(words[at]):
            goes_on = next((on for on in range(at, len(words)) if not words[on][0].islower()), None)
            described = any(fold(word) in roles() or fold(word) in titles() for word in words[at:goes_on])
            return name if described else " ".join(words[:at]).rstrip(",;")
    return name if len(words) <= LONGEST or words[0][0].islower() else ""


def _is_small(word: str) -> bool:
    first = fold(re.split(r"[-'\u2019]", word)[0])
    return word[0].islower() and len(word) > 1 and first not in PARTICLES and first != "d"


def _headless(name: str, text: str) -> str:
    """The name without words of a headline or following words, if the article also has the valid name.

    That is the case if the whole occurs in the text once, in a headline or right before another capital.
    """
    words = name.split()
    if len(words) < 3 or text.count(name) > 1:
        return name
    for good in _shorter(words):
        rest = [word for word in words if word not in good.split()]
        if all(word[0].islower() or fold(word) in titles() or fold(word) in roles() for word in rest):
            return name
        if _stands_alone(good, name, text) and (
            all(_is_common(word, text) for word in rest)
            or _goes_on(name, text)
            or (
                (_in_headline(name, text) or len(rest) > 1)
                and not any(_stands_alone(word, name, text) for word in rest)
            )
        ):
            return good
    return name


def _without_opener(name: str, text: str) -> str:
    """A surname without a word that only begins the text, if it occurs with an office later."""
    words = name.split()
    if len(words) != 2 or fold(words[0]) in given_names() or text.count(name) > 1 or "." in words[0]:
        return name
    at = text.find(name)
    titled = re.search(rf"(?<!\w)([A-Z]\w+\.?) {re.escape(words[1])}(?!\w)", text[at + len(name) :])
    office = titled is not None and fold(titled[1]) in titles() and fold(titled[1]) not in COURTESY
    return words[1] if at == 0 and office else name


def _shorter(words: list[str]) -> Iterator[str]:
    """Its beginnings and endings of at least two words that may be a full name, the longest first."""
    for count in range(len(words) - 1, 1, -1):
        for part in (words[:count], words[-count:]):
            if _full(part):
                yield " ".join(part)


def _full(words: list[str]) -> bool:
    """Whether words begin with a known given name, and end with more than an initial or a particle."""
    return fold(words[0]) in given_names() and len(fold(words[-1])) > 1 and fold(words[-1]) not in PARTICLES


def _stands_alone(good: str, name: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(good)}(?!\w)", text)) > text.count(name)


def _is_common(word: str, text: str) -> bool:
    """Whether a word is not a name: the article also writes it in lower case, or it is a verb or role."""
    plain = fold(word)
    if plain in OPENERS or plain in roles() or plain in things() or plain in word_set("issuing"):
        return True
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is not None


def _goes_on(name: str, text: str) -> bool:
    """Whether another capitalised word follows directly: "Mira Okonjo White" in "… White House"."""
    return re.search(rf"(?<!\w){re.escape(name)} [A-Z]\w", text) is not None


def _in_headline(name: str, text: str) -> bool:
    """Whether the name is in a short line in which nearly all words are capitalised."""
    at = text.find(name)
    if at < 0:
        return False
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = [word for word in text[begin : end if end >= 0 else len(text)].split() if _LETTERED.match(word)]
    small = [word for word in line if word[0].islower() and len(word) > 4]
    return (
        (len(line) > len(name.split()) or len(line) > 4) and len(line) <= 20 and len(small) * 6 <= len(line)
    )


def _is_word(name: str, text: str) -> bool:
    """Whether a one-word name is an ordinary word, capitalised in a headline or at a sentence's beginning."""
    words = name.split()
    if len(words) != 1:
        return False
    word = words[0].strip(".,'\u2019")
    plain = fold(word)
    if plain in OPENERS or plain in word_set("determiners") or plain in _SOMEBODY:
        return True
    if plain.endswith("s") and plain.removesuffix("s") in roles():
        return True
    before = re.findall(rf"([A-Z]\w*)\.? {re.escape(word)}\b", text)
    if plain in given_names() or any(fold(one) in given_names() or fold(one) in titles() for one in before):
        return False
    return (
        re.search(rf"(?<![\w'\u2019]){re.escape(word.lower())}(?![\w'\u2019])", text) is not None
        and not word.isupper()
    )


_SOMEBODY = frozenset(f"{begin}{end}" for begin in ("some", "any", "every", "no") for end in ("one", "body"))
