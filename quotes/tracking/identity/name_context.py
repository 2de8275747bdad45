"""What an article says about somebody next to the name: office, title, gender, other names, and its style.

Simple patterns are matched on the words right before and after each occurrence of the name: "former
Pennsylvania governor Ed Ottley", "Ed Ottley, a Democrat from Philadelphia,". Text further away is not used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files

from quotes.extraction.coreference.word_lists import fold, nationalities, roles, titles, us_states
from quotes.tracking.identity.names_alike import PersonName, person_name
from quotes.tracking.names import generation, letters_of, parts_of

# If a name occurs very often in a text, only this many occurrences are read, the first ones.
MOST_PLACES = 60
BEFORE, AFTER = 80, 110

_WORD = re.compile(r"[^\W\d_](?:[\w'\u2019.-]*\w)?\.?")
_STOP = re.compile(r"[.!?;:\u201d\"](?:\s|$)|\n|\u2014| - | \u2013 ")
_STOP_BEFORE = re.compile(r"[!?;:,\u201d\u201c\"()\n\u2014]|(?<=[a-z]{4})\. ")
_WITH_INITIAL = re.compile(r"\b[A-Z][a-z]+ [A-Z]\. (?:[A-Z]\. ?)?[A-Z][a-z]+")
_PLAIN_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_POSSESSIVE = re.compile(r"['\u2019]s$")
_SUFFIX = re.compile(r",? (Jr|Sr|II|III|IV)\b")


@dataclass(frozen=True, slots=True)
class Beside:
    """What one article says about a name.

    `roles` are nouns for what somebody is ("senator"), `places` the names within those descriptions
    ("vermont"), `gender` is "m" or "f" if a title tells it. `bearers` are the given names before the same
    surname in the text, with their counts, and `relatives` the suffixes seen after it. `initials` tells
    whether the text gives middle initials to others. `letters` is what follows an organization's name in
    brackets.
    """

    roles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    gender: str | None = None
    bearers: dict[str, int] = field(default_factory=dict)
    relatives: frozenset[str] = frozenset()
    initials: bool = False
    letters: frozenset[str] = frozenset()

    def as_record(self) -> dict[str, object]:
        """JSON-ready data, in a fixed order."""
        return {
            "roles": sorted(self.roles),
            "places": sorted(self.places),
            "gender": self.gender,
            "bearers": dict(sorted(self.bearers.items())),
            "relatives": sorted(self.relatives),
            "initials": self.initials,
            "letters": sorted(self.letters),
        }

    @classmethod
    def of_record(cls, record: dict[str, object]) -> Beside:
        """Read what `as_record` has written."""
        lists = {name: frozenset(record[name]) for name in ("roles", "places", "relatives", "letters")}  # type: ignore[call-overload]
        return cls(
            gender=record["gender"],  # type: ignore[arg-type]
            bearers=dict(record["bearers"]),  # type: ignore[call-overload]
            initials=bool(record["initials"]),
            **lists,
        )


class ArticleNames:
    """The text of an article, to be queried for one name after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._initials = self._gives_initials()

    def beside(self, name: str, kind: str, mentions: Iterable[str] = ()) -> Beside:
        """What the text says about a name; `mentions` are other mentions of its bearer: "the governor"."""
        if kind != "person":
            return Beside(letters=frozenset(self._letters(name)))
        this = person_name(name)
        if not this.surname:
            return Beside()
        found = _Found()
        for place in self._places(name):
            _read(place, this, found)
        for mention in mentions:
            found.described(_WORD.findall(mention))
        return found.beside(initials=self._initials)

    def _places(self, name: str) -> Iterator[tuple[str, str]]:
        """The words before and after each occurrence of the surname."""
        for start, end in _standing(_written_last(name), self._text)[:MOST_PLACES]:
            yield self._text[max(0, start - BEFORE) : start], self._text[end : end + AFTER]

    def _letters(self, name: str) -> Iterator[str]:
        plain = " ".join(word for word in name.split() if word.lower() != "the")
        if not any(f"{plain}{between}(" in self._text for between in ("", " ", "'s", "'s ", "’s", "’s ")):
            return
        for match in re.finditer(
            re.escape(plain) + r"(?:['\u2019]s)? ?\(([A-Z][A-Za-z&.]{1,9})\)", self._text
        ):
            letters = "".join(parts_of(match[1].replace(".", ""), "organization"))
            if letters == letters_of(name, "organization"):
                yield letters

    def _gives_initials(self) -> bool:
        """Whether the text gives middle initials to several people."""
        with_initial = {match[0] for match in _WITH_INITIAL.finditer(self._text)}
        if len(with_initial) < 3:  # asked first, since most texts have fewer
            return False
        plain = {match[0] for match in _PLAIN_NAME.finditer(self._text)}
        return len(with_initial) * 12 >= len(plain)


class _Found:
    def __init__(self) -> None:
        self.roles: set[str] = set()
        self.places: set[str] = set()
        self.genders: Counter[str] = Counter()
        # Courtesy titles before the surname alone belong to this bearer if there is no other.
        self.of_anybody: Counter[str] = Counter()
        self.others = False
        self.bearers: Counter[str] = Counter()
        self.relatives: set[str] = set()

    def described(self, words: list[str]) -> None:
        """Add a description: its nouns for people, and the names in it."""
        folded = [fold(word).removesuffix("s" if word.endswith(("'s", "\u2019s")) else "") for word in words]
        found = False
        for at, word in enumerate(folded):
            joined = f"{folded[at - 1]}-{word}" if at else ""
            role = next((one for one in (joined, _ABBREVIATED.get(word, word)) if one in roles()), None)
            if role is not None and not roles()[role].relational:
                found = True
                if role == joined:
                    self.roles.discard(folded[at - 1])
                self.roles.add(role)
                self._gender(roles().get(word, roles()[role]).gender)
            elif word in COURTESY:
                self._gender(titles()[word])
        if found:
            self.places |= {
                place
                for word, plain in zip(words, folded, strict=True)
                if (place := _place(word, plain)) is not None
            }

    def _gender(self, gender: str | None) -> None:
        if gender is not None:
            self.genders[gender] += 1

    def beside(self, *, initials: bool) -> Beside:
        most = (self.genders if self.others else self.genders + self.of_anybody).most_common(2)
        sure = len(most) == 1 or (len(most) == 2 and most[0][1] > 2 * most[1][1])
        return Beside(
            roles=frozenset(self.roles),
            places=frozenset(self.places),
            gender=most[0][0] if sure else None,
            bearers=dict(self.bearers),
            relatives=frozenset(self.relatives),
            initials=initials,
        )


def _read(place: tuple[str, str], name: PersonName, found: _Found) -> None:
    """Add what surrounds one occurrence of the surname, if it refers to the bearer of the name."""
    before, after = place
    words = _WORD.findall(_after_last_stop(before)) if before[-1:].isspace() else []
    given, described = _split(words)
    suffix = _SUFFIX.match(after)
    generation = {suffix[1].lower()} if suffix else set()
    if given:
        found.bearers[" ".join(given)] += 1
    if suffix:
        found.relatives.add(suffix[1].lower())
    if given and name.given and not _same_bearer(given, name):
        found.others = True
        return
    if generation and name.generation and generation != name.generation:
        return
    if name.given and not given:
        told = (titles()[plain] for word in described if (plain := fold(word)) in COURTESY)
        found.of_anybody.update(gender for gender in told if gender is not None)
        return
    found.described(described)
    found.described(_apposition(after[suffix.end() :] if suffix else after))


def _same_bearer(given: list[str], name: PersonName) -> bool:
    return given[0][0] == name.first[0] or given[0] in name.given


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """The given names right before a surname, folded, and the description before them."""
    given: list[str] = []
    at = len(words)
    while at and len(given) < 3 and _is_given(words[at - 1]):
        at -= 1
        given.insert(0, fold(words[at]))
    start = at
    while start and at - start < 7 and (_describes(words[start - 1])):
        start -= 1
    return given, words[start:at]


def _is_given(word: str) -> bool:
    plain = fold(word)
    if not word[0].isupper() or plain in titles() or plain in roles() or plain in OPENERS:
        return False
    return plain not in nationalities() and plain not in us_states() and not word.endswith(("'s", "\u2019s"))


def _describes(word: str) -> bool:
    """Whether a word may be part of a description before a name."""
    plain = fold(word)
    return word[0].isupper() or plain in roles() or plain in titles() or plain in _WITHIN


def _apposition(after: str) -> list[str]:
    """The words of a description right after a name: ", a Democrat from Vermont,"."""
    if not after.startswith((", ", " (", ", the ")):
        return []
    inner = after[2:]
    end = _STOP.search(inner)
    inner = inner[: end.start()] if end else inner
    first = re.split(r"[,()]", inner)[0]
    words = _WORD.findall(first)
    return words[:12]


def _after_last_stop(before: str) -> str:
    ends = [stop.end() for stop in _STOP_BEFORE.finditer(before)]
    return before[ends[-1] :] if ends else before


def _place(word: str, plain: str) -> str | None:
    """The form for comparison of a description's name, if it is a state, a country or a body."""
    if plain in nationalities():
        return nationalities()[plain]
    if word[0].isupper() and plain in us_states():
        return us_states()[plain]
    if word[0].isupper() and plain not in titles() and plain not in roles() and plain not in OPENERS:
        return plain
    return None


def _written_last(name: str) -> str:
    """The last word of a name as written, without suffixes."""
    words = [word for word in name.replace(",", " ").split() if not generation(f"x {word}")]
    return _POSSESSIVE.sub("", words[-1]) if words else ""


def _standing(word: str, text: str) -> list[tuple[int, int]]:
    """The positions of a word in a text, as a whole word, written the same or in capitals.

    Compiling a pattern for each name would take longer than this search.
    """
    found: set[tuple[int, int]] = set()
    for form in {word, word.upper(), word.title()} - {""}:
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if not (_goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1])):
                found.add((start, end))
            start = text.find(form, end)
    return sorted(found)


def _goes_on(char: str) -> bool:
    """Whether a character continues a word; "" marks either end of a text."""
    return char.isalnum() or char in ("_", "-")


def _word_set(name: str) -> frozenset[str]:
    """The set of that name in `data/beside_names.txt`."""
    lines = files("quotes.tracking").joinpath("data", "beside_names.txt").read_text("utf-8").splitlines()
    return frozenset(
        word for line in lines if line.startswith(f"{name}:") for word in line.split(":", 1)[1].split()
    )


COURTESY = _word_set("courtesy") & titles().keys()
_WITHIN = _word_set("within")
OPENERS = _word_set("openers")
_ABBREVIATED = dict(pair.split("=") for pair in _word_set("abbreviated"))
