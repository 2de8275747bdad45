"""The word classes of `data/words.txt`, with the forms derived from them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def words(label: str) -> frozenset[str]:
    """The words of one class."""
    text = files("quotes.extraction.dating.attachment").joinpath("data", "words.txt").read_text("utf-8")
    lines = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for name, _, listed in lines if name == label for word in listed.split())


def _past_and_present(verb: str) -> set[str]:
    """Forms of a verb: "deny" gives denies and denied.

    The bare form is left out, because it is often a noun ("a report"), and so is the participle, because it
    often describes what is talked about ("against recommending it").
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    if verb.endswith("e"):
        return {f"{verb}s", f"{verb}d"}
    present = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return {present, f"{verb}ed", f"{verb}{verb[-1]}ed"}


def _participle(verb: str) -> str:
    return f"{verb[:-1]}ing" if verb.endswith("e") else f"{verb}ing"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x")) else f"{noun}s"


def _singulars(nouns: Iterable[str]) -> dict[str, str]:
    return {form: noun for noun in nouns for form in (noun, _plural(noun))}


JOINT_OCCASIONS = words("joint")
# Every form of the name of an occasion or document → the singular.
OCCASIONS = _singulars(words("occasion") | JOINT_OCCASIONS)
DOCUMENTS = _singulars(words("document"))
_DERIVED = frozenset(form for verb in words("verb") for form in _past_and_present(verb))
SPEECH_PARTICIPLES = frozenset(_participle(verb) for verb in words("verb"))
SPEECH_VERBS = (_DERIVED | words("form")) - words("noun_form") - OCCASIONS.keys() - DOCUMENTS.keys()
