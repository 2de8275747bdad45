"""Names in a form for comparison, and the slug in a speaker's address.

"Hossein Amir-Abdollahian", "Hossein Amirabdollahian" and "Iran's foreign minister Hossein Amir Abdollahian"
are one name: case, diacritics, hyphens, apostrophes and titles do not count, and the parts are compared
joined together. "Zelensky" and "Zelenskyy" are one name too, because i and y count as equal at a name's end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from quotes.tracking.words import fold

LONGEST_SLUG = 80
# A name is rare if this many times fewer articles use it than another.
RARE = 10

# Increased whenever the form for comparison changes, so that older files are updated.
NAMES_VERSION = 5

_PART = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['\u2019]s\b")
# Jonas “The Bear” Feld
_CALLED = re.compile(r"""(?<=\s)["“‘«'(][^"“”‘’«»'()]{1,30}["”’»')](?=\s)""")
_JOINING = re.compile(r"['\u2019\u02bc\u02bb`.]")
# Latin letters that are not another letter with an accent, as newspapers without them write them.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ENDING = re.compile(r"(?:[iy]+|ij)$")
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SUFFIXES = _GENERATIONS | {"esq", "phd", "md"}
_ARTICLES = frozenset(("the", "a", "an"))
_DETERMINERS = frozenset(
    """the a an this that these those his her its their our my your some several many few other another one
    two three i you he she it we they who whom which someone somebody everyone others him them us me himself
    herself themselves both all no""".split()  # noqa: SIM905 - the same
)
_SMALL = frozenset(("of", "the", "for", "and", "in", "on", "de", "la", "du"))
# Words of names that are written in lower case.
PARTICLES = frozenset(
    """al el ul bin bint ibn ben abu van von der den de del della di da do dos das du la le ter ten zu af av
    y e i st""".split()  # noqa: SIM905 - a word list, to be read as one
)


# Of so many names the parts are kept, since a name that is settled is taken apart a dozen times.
_KEPT = 2**13


@lru_cache(maxsize=_KEPT)
def parts_of(name: str, kind: str) -> tuple[str, ...]:
    """The identifying parts of a name, folded: without titles and a byname in quotation marks.

    Names of organizations are also without their article.
    """
    if kind == "person":
        parts = _parts(untitled(_CALLED.sub("", _POSSESSIVE.sub("", name.strip()))))
        while len(parts) > 1 and parts[-1] in _SUFFIXES:
            parts = parts[:-1]
        return tuple(parts)
    parts = _parts(_POSSESSIVE.sub("", name))
    return tuple(parts[1:] if len(parts) > 1 and parts[0] in _ARTICLES else parts)


def generation(name: str) -> frozenset[str]:
    """The generation that a name gives, if any: Jr., Sr., III."""
    return _GENERATIONS.intersection(_parts(name)[1:])


@lru_cache(maxsize=_KEPT)
def folded(name: str, kind: str) -> str:
    """A name as one run of characters, equal for all equivalent spellings."""
    parts = parts_of(name, kind)
    return (_run_together(parts) if kind == "person" else "".join(parts)) or fold(name).strip()


def _run_together(parts: Iterable[str]) -> str:
    return "".join(_ENDING.sub("y", part) if len(part) > 2 else part for part in parts)


def tails_of(name: str, kind: str) -> frozenset[str]:
    """The endings of a name by which a person may be called, each joined together: "Amirsoltani"."""
    if kind != "person":
        return frozenset()
    parts = parts_of(name, kind)
    return frozenset(folded(" ".join(parts[at:]), kind) for at in range(1, len(parts)))


def in_speaking_order(name: str) -> str:
    """A name from a list in speaking order: "Vale, Joseph R., Jr." is Joseph R. Vale Jr.

    A name without a comma, or with too many, is unchanged.
    """
    parts = [part.strip() for part in name.split(",")]
    suffix = parts.pop() if "".join(_parts(parts[-1])) in _SUFFIXES else ""
    if len(parts) != 2 or not all(map(_parts, parts)):
        return name
    return f"{parts[1]} {parts[0]} {suffix}".strip()


def unnamed(name: str) -> bool:
    """Whether a source has no name: it is a pronoun, or its words are lower-case.

    "the report" or "several aides" are different in the next article, so they are nobody across articles.
    Letters of scripts without lower case count as a name.
    """
    words = _PART.findall(name)
    while words and fold(words[0]) in _DETERMINERS:
        words = words[1:]
    return not any(letter.isalpha() and not letter.islower() for word in words for letter in word)


def shared_surname(name: str, kind: str) -> bool:
    """Whether a name is only a surname, and one that many people have."""
    parts = parts_of(name, kind)
    return kind == "person" and len(parts) == 1 and parts[0] in _listed("quotes.tracking", "shared_surnames")


def initials_apart(name: str, other: str) -> bool:
    """Whether two persons' names differ only by middle initials, which only one of them has."""
    (first, *middle, last), (other_first, *other_middle, other_last) = (
        parts if len(parts := parts_of(one, "person")) > 1 else ("", *parts, "") for one in (name, other)
    )
    if not first or first != other_first or folded(last, "person") != folded(other_last, "person"):
        return False
    longer, shorter = sorted((middle, other_middle), key=len, reverse=True)
    return not shorter and all(len(part) == 1 for part in longer)


def letters_of(name: str, kind: str) -> str:
    """The acronym that an organization may use: "WRA" for the Wend River Authority; "" for a person."""
    parts = parts_of(name, kind)
    if kind == "person" or not parts:
        return ""
    letters = parts[0] if len(parts) == 1 else "".join(part[0] for part in parts if part not in _SMALL)
    return letters if 3 <= len(letters) <= 8 else ""


def keys_of(name: str, kind: str) -> frozenset[str]:
    """All keys by which a speaker with this name is found, by the full name or by a shorter form."""
    keys = {f"name {folded(name, kind)}"} | {f"tail {tail}" for tail in tails_of(name, kind)}
    parts = parts_of(name, kind)
    if kind == "person" and len(parts) > 1:
        last = folded(parts[-1], kind)
        keys |= {f"first {parts[0]} {last}", f"initial {parts[0][0]} {last}"}
    return frozenset(keys)


def keys_to_find(name: str, kind: str) -> frozenset[str]:
    """The keys of all speakers that a name may mean."""
    keys = {f"name {folded(name, kind)}", f"tail {folded(name, kind)}"}
    keys |= {f"name {tail}" for tail in tails_of(name, kind)}
    parts = parts_of(name, kind)
    if kind == "person" and len(parts) > 1:
        last = folded(parts[-1], kind)
        keys.add(f"first {parts[0]} {last}")
        if len(parts[0]) == 1:
            keys.add(f"initial {parts[0]} {last}")
    return frozenset(keys)


def partial_keys(name: str) -> frozenset[str]:
    """The keys of a person's shorter names: a surname, an initial and a surname."""
    parts = parts_of(name, "person")
    if len(parts) < 2:
        return frozenset()
    cut = folded(f"{parts[0][0]} {parts[-1]}", "person")
    return frozenset({f"name {tail}" for tail in tails_of(name, "person")} | {f"name {cut}"})


def best_spelled(names: Iterable[str]) -> str:
    """The spelling of a name that shows most: hyphens, accents, case."""

    def rank(name: str) -> tuple[int, int, int, str]:
        return -name.count("-"), sum(char.isascii() for char in name), len(name), name

    return min(names, key=rank)


def canonical(names: Iterable[tuple[str, int]], kind: str) -> str:
    """A speaker's main name, from the names in use, each with the number of articles that use it.

    The fullest of those that are not rare compared with the others; of equally full ones the most used, then
    the shortest, then the one with hyphens.
    """
    known = list(names)
    most = max(articles for _, articles in known)
    common = [(name, articles) for name, articles in known if articles * RARE >= most]

    def rank(one: tuple[str, int]) -> tuple[int, int, int, int, str]:
        name, articles = one
        return -len(parts_of(name, kind)), -articles, len(name), -name.count("-"), name

    return min(common, key=rank)[0]


def same_class(kind: str, other: str) -> bool:
    """Whether one kind is easily misread as the other: all are, except persons."""
    return (kind == "person") == (other == "person")


def sort_key(name: str) -> str:
    """The key by which speakers are sorted in a list: the name, folded."""
    return " ".join(_PART.findall(fold(name))) or fold(name)


def slug_of(name: str) -> str:
    """The name as part of an address: lower-case ASCII letters, digits and hyphens where possible.

    Letters of other scripts stay as they are; a name without a letter or digit becomes "speaker".
    """
    plain = unicodedata.normalize("NFC", _JOINING.sub("", fold(name)).translate(_PLAIN))
    slug = "-".join(_PART.findall(plain))[:LONGEST_SLUG].strip("-")
    return slug or "speaker"


def _parts(name: str) -> list[str]:
    return _PART.findall(_JOINING.sub("", fold(name)).translate(_PLAIN))


def untitled(name: str) -> str:
    """A person's name without a description before it."""
    words = name.split()
    cut = 0
    for at, word in enumerate(words[:-1]):
        plain = "".join(_parts(word))
        rest = len(words) - at - 1
        described = word.islower() and plain not in PARTICLES and any(not one.islower() for one in words[at:])
        if described or (is_office(plain) and rest > 1) or is_title(plain):
            cut = at + 1
    return " ".join(words[cut:])


def is_office(word: str) -> bool:
    """Whether a folded word is an office or role: minister, spokeswoman."""
    return word in _listed("quotes.extraction", "coreference/data/roles")


def is_title(word: str) -> bool:
    """Whether a folded word is a title before a name: president, dr."""
    return word in _listed("quotes.extraction", "coreference/data/titles")


@cache
def _listed(package: str, name: str) -> frozenset[str]:
    """The words of a data file: all words of a line, or the first one if the line says more about it."""
    folder = files(package) / ("data" if "/" not in name else "")
    lines = (folder / f"{name}.txt").read_text("utf-8").splitlines()
    kept = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    all_words = package == "quotes.tracking"
    return frozenset(word for words in kept for word in (words if all_words else words[:1]))


_SOUNDS = (
    (re.compile("y(?=[aou])|tch|tsch|ch|sch|sh|zh|dzh|dj|j"), "j"),
    (re.compile("x"), "ks"),
    (re.compile("kh|gh|ck|qu|[qckg]"), "k"),
    (re.compile("ph|w|v|ff|f"), "f"),
    (re.compile("tz|ts|th|dh|[dt]"), "t"),
    (re.compile("ss|[sz]"), "s"),
    (re.compile("h"), ""),
)
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")


def sounds(name: str) -> str:
    """A phonetic key: a name's first vowel (dark or light) and its consonants.

    Consonants that transliterations confuse are merged.
    """
    for written, sound in _SOUNDS:
        name = written.sub(sound, name)
    vowel = _VOWEL.search(name)
    colour = "" if vowel is None else "u" if vowel[0] in "ou" else "a"
    return colour + _DOUBLED.sub(r"\1", _VOWEL.sub("", name))
