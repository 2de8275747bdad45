"""The name of a topic: one name for a state or body, whatever form of it the text uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.quote import TopicKind

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_EDGES = " \t\n\r\u00a0,;:!?\"“”„«»()[]{}*-–—_/|•'‘’`"
_POSSESSIVE = re.compile(r"['’`]s?$")
_DROPPED = re.compile("[.'’‘ʼ`\u0300-\u036f]")
_PARTING = re.compile(r"[^\w&]+")


@dataclass(frozen=True, slots=True)
class KnownName:
    """The common name of all forms, and the kind of thing that it names."""

    name: str
    kind: TopicKind


def known_name(form: str) -> KnownName | None:
    """The listed name that a form belongs to: "the U.S." → United States; None if it is not listed."""
    return _known().get(_key(form))


def plain_name(form: str) -> str:
    """A name without articles, possessive endings, "northern" and the like."""
    name = _trimmed(form)
    first, _, rest = name.partition(" ")
    return rest if rest and "parts" in word_classes("topics", "topic_words").get(first, ()) else name


def _trimmed(form: str) -> str:
    name = _POSSESSIVE.sub("", " ".join(form.split()).strip(_EDGES)).strip(_EDGES)
    article = _ARTICLE.match(name)
    return name[article.end() :] if article else name


def _key(form: str) -> str:
    """A key for comparing forms, which ignores case, accents, full stops, hyphens, and "the"."""
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", _trimmed(form)))
    return _PARTING.sub(" ", bare.casefold()).strip()


@cache
def _known() -> Mapping[str, KnownName]:
    """`data/topic_names.txt`, by the keys of all forms."""
    table: dict[str, KnownName] = {}
    kind: TopicKind = "place"
    text = files("quotes.extraction.topics").joinpath("data", "topic_names.txt").read_text("utf-8")
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
