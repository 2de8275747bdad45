"""What a topic is called: one name for a state or body whatever form of it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from quotes.extraction.coreference.lexicon import fold
from quotes.extraction.coreference.names import clean
from quotes.extraction.lexicon import word_classes
from quotes.extraction.quote import TopicKind

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_NOT_IN_A_KEY = re.compile(r"[\s\u00a0\u2010-\u2015,-]+")


@dataclass(frozen=True, slots=True)
class KnownName:
    """The name that stands for all forms of it, and what it names."""

    name: str
    kind: TopicKind


def known_name(form: str) -> KnownName | None:
    """The listed name that a form is of: "the U.S." is United States; None for what is not listed."""
    return _known().get(_key(form))


def plain_name(form: str) -> str:
    """A name without what is no part of it: articles, possessive endings, "northern" and the like."""
    name = clean(form)
    article = _ARTICLE.match(name)
    if article:
        name = name[article.end() :]
    first, _, rest = name.partition(" ")
    return rest if rest and "parts" in word_classes("topic_words").get(first, ()) else name


def _key(form: str) -> str:
    return _NOT_IN_A_KEY.sub(" ", fold(_ARTICLE.sub("", clean(form), count=1))).strip()


@cache
def _known() -> Mapping[str, KnownName]:
    """`data/topic_names.txt`, by the keys of all forms."""
    table: dict[str, KnownName] = {}
    kind: TopicKind = "place"
    text = files("quotes.extraction").joinpath("data", "topic_names.txt").read_text("utf-8")
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        if line.startswith("["):
            kind = cast("TopicKind", line.strip("[]"))
            continue
        name, _, forms = line.partition(":")
        known = KnownName(name, kind)
        for form in (name, *forms.split(";")):
            if form.strip():
                table[_key(form)] = known
    return table
