"""The word lists of factuality, `data/factuality.txt`, by class; verbs in every form."""

from __future__ import annotations

from functools import cache

from quotes.extraction.forms import forms_of
from quotes.extraction.lexicon import word_classes

_VERB_CLASSES = (
    "utter", "report", "answer", "hearsay", "quoting", "show", "misquote", "impersonate", "pose", "deny", "refuse",
    "wish", "suppose", "implicative", "exist", "source_verbs",
)  # fmt: skip


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one class; verbs in all their forms."""
    if name == "base_forms":
        return frozenset(
            word for word, classes in word_classes("factuality").items() if {"utter", "report"} & {*classes}
        )
    if name == "saying":
        cues = word_classes("cue_verbs")
        return frozenset(form for verb in cues if {"say", "write"} & {*cues[verb]} for form in forms_of(verb))
    words = [word for word, classes in word_classes("factuality").items() if name in classes]
    if name not in _VERB_CLASSES:
        return frozenset(words)
    return frozenset(form for verb in words for form in forms_of(verb))
