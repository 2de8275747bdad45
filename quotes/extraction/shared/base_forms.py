"""The base form of a word by rule: "said" → "say", "ministries" → "ministry".

The stages need base forms only to look words up in lists. Rules and the irregular verbs of
`data/irregular_verbs.txt` are enough for that; a trained lemmatizer would take a tenth of the extraction's
time and gain nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from quotes.extraction.shared.lexicon import word_classes

_VOWELS = frozenset("aeiou")
_VERB_LISTS = ("cue_verbs", "naming_words", "relayed_speech")


def base_form(word: str, tag: str) -> str:
    """The base form of a lower-case verb or noun, given its universal tag; other words unchanged."""
    if tag in ("VERB", "AUX"):
        return _listed_verbs().get(word) or _irregular().get(word) or _stripped(word)
    if tag in ("NOUN", "PROPN") and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _singular(word)
    return word


@cache
def _irregular() -> Mapping[str, str]:
    bases: dict[str, str] = {}
    path = files("quotes.extraction.shared").joinpath("data", "irregular_verbs.txt")
    for line in path.read_text("utf-8").splitlines():
        base, _, others = line.partition("#")[0].partition(":")
        bases.update(dict.fromkeys(others.split(), base.strip()))
    return bases


@cache
def _listed_verbs() -> Mapping[str, str]:
    """The forms of listed verbs that rules alone would get wrong: "noted" comes from "note", not "not"."""
    irregular = _irregular()
    forms: dict[str, str] = {}
    for base in [base for name in _VERB_LISTS for base in word_classes("shared", name)]:
        for form in inflected(base):
            if form not in irregular:
                forms.setdefault(form, base)
    return forms


def forms_of(base: str) -> frozenset[str]:
    """All forms of a verb; irregular ones come from the list."""
    irregular = {form for form, verb in _irregular().items() if verb == base}
    regular = set(inflected(base))
    if not irregular:
        return frozenset(regular)
    return frozenset({form for form in regular if not form.endswith("ed")} | irregular)


def inflected(base: str) -> Iterator[str]:
    """The regular forms of a verb."""
    yield base
    last, before = base[-1], base[-2:-1]
    if last == "y" and before not in _VOWELS:
        yield from (base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    elif last == "e":
        yield from (base + "s", base + "d", base[:-1] + "ing")
        if before == "i":
            yield base[:-2] + "ying"
    else:
        yield base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        yield from (base + "ed", base + "ing")
        if before in _VOWELS and base[-3:-2] not in _VOWELS and last not in _VOWELS | {"w", "x", "y"}:
            yield from (base + last + "ed", base + last + "ing")


def _stripped(word: str) -> str:
    """An unlisted verb without its ending. The rest need not be a word, but all forms share it."""
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            if ending in ("ing", "ed") and stem[-1] == stem[-2] and stem[-1] not in "ls":
                return stem[:-1]
            return stem
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]
