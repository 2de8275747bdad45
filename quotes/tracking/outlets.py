"""Names of outlets: which part of a name is the name, which names are equal, and which one to use.

"Metro", "Metro.co.uk", "The Metro" and "Metro | News that moves" are all names of the outlet at metro.co.uk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.tracking.words import fold

# Increased whenever these rules change, so that older files are updated.
OUTLETS_VERSION = 1

# Separators between a site's name and its slogan, section or country.
_BREAK = re.compile(r"\s+(?:[|·•»:–—-]|::)\s+|\s*\|\s*|:\s+")
# The same without separators that a name may contain.
_SURE_BREAK = re.compile(r"\s+(?:[|·•»]|::)\s+|\s*\|\s*")
_LETTERS = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)
_SHORTEST_SHARED = 3


def cleaned(name: str, domain: str | None = None) -> str:
    """The name without a slogan: the part most similar to the domain, or else the first."""
    whole = " ".join(name.split())
    if domain is not None:
        label = _label(domain)
        found = [part for part in _parts(whole, _BREAK) if _in_label(_letters(part), label)]
        if found:
            return min(found, key=lambda part: abs(len(_letters(part)) - len(label)))
    parts = _parts(whole, _SURE_BREAK)
    return parts[0] if parts else whole


def folded(name: str) -> str:
    """A name for comparison: only its letters and digits, without an article before them."""
    return _letters(_ARTICLE.sub("", name.strip())) or fold(name).strip()


def canonical(names: Iterable[tuple[str, int]], domain: str | None) -> str:
    """An outlet's main name, from the names in use, each with the number of articles that use it.

    The most used of those that resemble the domain, or else of all: a slogan may be given as a name. A host
    name is used only if there is no other, and the domain if there is no name at all.
    """
    known = [(name, articles) for name, articles in names if articles > 0]
    if not known:
        return domain or ""
    label = _label(domain)

    def rank(one: tuple[str, int]) -> tuple[bool, bool, int, int, str]:
        name, articles = one
        return _is_host(name), not _in_label(_letters(name), label), -articles, len(name), name

    return min(known, key=rank)[0]


def _is_host(name: str) -> bool:
    return "." in name.strip(".") and " " not in name


def _label(domain: str | None) -> str:
    """The letters of a domain's own part: tarnpost for tarnpost.co.uk, ann for medium.com/@ann."""
    return _letters((domain or "").split("/")[-1].split(".")[0])


def _parts(name: str, between: re.Pattern[str]) -> list[str]:
    return [part for part in map(str.strip, between.split(name)) if _letters(part)]


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(fold(text)))


def _in_label(letters: str, label: str) -> bool:
    """Whether a name's letters contain a domain's, or the reverse: themirror, mirror."""
    short, long = sorted((letters.removeprefix("the"), label.removeprefix("the")), key=len)
    return len(short) >= _SHORTEST_SHARED and short in long
