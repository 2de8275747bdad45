"""Names as they are compared, and the slug that a speaker is addressed by.

"Hossein Amir-Abdollahian", "Hossein Amirabdollahian" and "Hossein Amir Abdollahian" are one name: case,
diacritics, hyphens and apostrophes do not count, and the parts are compared run together.
"""

from __future__ import annotations

import re
import unicodedata

from quotes.tracking.words import fold

LONGEST_SLUG = 80

_PART = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_JOINING = re.compile(r"['\u2019\u02bc\u02bb`.]")
# What stands before a name without being part of it. Longer titles ("foreign minister") are the extraction's
# business; these are the ones that papers print as if they were first names.
HONORIFICS = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady sen senator rep congressman congresswoman gov
    governor president premier chancellor minister secretary judge justice gen general col colonel maj
    major capt captain lt lieutenant sgt sergeant adm admiral cmdr commander rev reverend father pope
    king queen prince princess sheikh ayatollah imam rabbi mayor chief officer ambassador speaker""".split()  # noqa: SIM905 - a word list, to be read as one
)
SUFFIXES = frozenset("jr sr ii iii iv esq phd md".split())  # noqa: SIM905 - the same
ARTICLES = frozenset(("the", "a", "an"))


def parts_of(name: str, kind: str) -> tuple[str, ...]:
    """The parts of a name that tell who it is, folded: without honorifics, or an organization's article."""
    parts = _PART.findall(_JOINING.sub("", _POSSESSIVE.sub("", fold(name))))
    if kind == "person":
        kept = parts
        while len(kept) > 1 and kept[0] in HONORIFICS:
            kept = kept[1:]
        while len(kept) > 1 and kept[-1] in SUFFIXES:
            kept = kept[:-1]
        return tuple(kept)
    return tuple(parts[1:] if len(parts) > 1 and parts[0] in ARTICLES else parts)


def folded(name: str, kind: str) -> str:
    """A name as one run of characters, equal for all spellings that count as one."""
    return "".join(parts_of(name, kind)) or fold(name).strip()


def tails_of(name: str, kind: str) -> frozenset[str]:
    """What a person may be called without the first name: every ending of the name, run together."""
    parts = parts_of(name, kind)
    return frozenset("".join(parts[at:]) for at in range(1, len(parts))) if kind == "person" else frozenset()


def sort_key(name: str) -> str:
    """What speakers are ordered by in a list: the name, folded."""
    return " ".join(_PART.findall(fold(name))) or fold(name)


def slug_of(name: str) -> str:
    """The name as part of an address: lower-case ASCII letters, digits and hyphens where it has any.

    Letters of other scripts stay as they are; a name without a letter or digit becomes "speaker".
    """
    plain = unicodedata.normalize("NFC", fold(name)).replace("'", "").replace("\u2019", "")
    slug = "-".join(_PART.findall(plain))[:LONGEST_SLUG].strip("-")
    return slug or "speaker"


def fuller_name(name: str, other: str, kind: str) -> str:
    """The better canonical name of two: the one with more parts, or else the first."""
    return other if len(parts_of(other, kind)) > len(parts_of(name, kind)) else name
