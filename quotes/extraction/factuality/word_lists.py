"""The word lists of factuality, from `data/factuality.txt`, by class; verbs in every form."""

from __future__ import annotations

from functools import cache

from quotes.extraction.shared.base_forms import forms_of
from quotes.extraction.shared.lexicon import word_classes

_VERB_CLASSES = (
    "utter", "say", "report", "answer", "hearsay", "quoting", "show", "misquote", "impersonate", "pose",
    "deny", "refuse", "wish", "suppose", "implicative", "intend", "perceive", "label", "exist",
    "source_verbs",
)  # fmt: skip


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one class; verbs in all their forms.

    Two classes are built from others: "base_forms", of the verbs that report words, and "saying", of the
    verbs of saying and writing in `data/cue_verbs.txt`.
    """
    words = word_classes("factuality", "words")
    if name == "base_forms":
        return frozenset(word for word in words if {"utter", "say", "report"} & {*words[word]})
    if name == "saying":
        cues = word_classes("shared", "cue_verbs")
        return frozenset(form for verb in cues if {"say", "write"} & {*cues[verb]} for form in forms_of(verb))
    found = [word for word in words if name in words[word]]
    if name not in _VERB_CLASSES:
        return frozenset(found)
    return frozenset(form for verb in found for form in forms_of(verb))
