"""Which of the quoted speakers each sentence names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.dating.attachment.layout import WORD, Layout
from quotes.extraction.dating.attachment.speech_words import words
from quotes.extraction.shared.quote import Cue, Mention, Span

_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
# A name before a pronoun that may refer to it: two capitalised words, or one before a verb.
_STRANGER = re.compile(
    rf"\b(?!(?:{'|'.join(sorted(word.capitalize() for word in words('opener')))})\b)"
    r"[A-Z][\w.-]{1,40} [A-Z]\w"
    r"|\s[A-Z]\w{1,40}(?<!day) [a-z]{1,20}(?:ed|id|ys)\b"
)
_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
_MOST_NAME_WORDS = 8
# How much a word of a name identifies its bearer: the last name most, then a mention's last word.
_LAST, _MENTIONED, _FIRST, _MIDDLE = 1000, 30, 10, 1


@dataclass(frozen=True, slots=True)
class QuoteToDate:
    """What dating needs to know about a quote: its position, its speaker, and the words that attribute it."""

    spans: tuple[Span, ...]
    mention: Mention | None = None
    cue: Cue | None = None
    speaker: str | None = None


class QuotedSpeakers:
    """The quoted speakers of one article.

    `keys` identifies the speaker of each quote, "" for an unresolved pronoun. `named` lists for each sentence
    the speakers it names, with the offsets of the words; a pronoun refers to the subject of the sentence
    before. `subjects` has the speaker each sentence names first, or the last one named before it.
    """

    def __init__(self, layout: Layout, attributions: Sequence[QuoteToDate]) -> None:
        self.keys = _speaker_keys(attributions)
        self.names = _names(attributions, self.keys)
        self._proper = _proper(attributions)
        self.named: list[list[tuple[int, str]]] = []
        self.subjects: list[str] = []
        subject = ""
        for index in range(len(layout.sentences)):
            here = self._named_in(layout, index, subject)
            subject = here[0][1] if here else subject
            self.named.append(here)
            self.subjects.append(subject)

    def _named_in(self, layout: Layout, index: int, subject: str) -> list[tuple[int, str]]:
        start, end = layout.sentences[index].start, layout.sentences[index].end
        here = [
            (word.start(), self.names[lower])
            for word in WORD.finditer(layout.outside, start, end)
            if (lower := word[0].lower()) in self.names and (word[0] != lower or lower not in self._proper)
        ]
        pronoun = _PRONOUN.search(layout.outside, start, here[0][0] if here else end)
        if pronoun and subject and not _STRANGER.search(layout.outside, start, pronoun.start()):
            here.insert(0, (pronoun.start(), subject))
        return here


def _speaker_keys(attributions: Sequence[QuoteToDate]) -> list[str]:
    """The resolved name, else the mention's, without titles.

    A last name alone is replaced by the only full name that ends in it.
    """
    keys = [" ".join(_name_words(_name_of(one))) for one in attributions]
    full: dict[str, set[str]] = {}
    for key in keys:
        if " " in key:
            full.setdefault(key.rsplit(" ", 1)[1], set()).add(key)
    return [next(iter(full[key])) if len(full.get(key, ())) == 1 else key for key in keys]


def _name_of(one: QuoteToDate) -> str:
    return one.speaker or (one.mention.text if one.mention else "")


def _name_words(name: str) -> list[str]:
    """The identifying words of a name, lower-case; words after a comma describe its bearer."""
    found = (word.lower() for word in WORD.findall(name.partition(",")[0]))
    return [word for word in found if word not in words("nameless")]


def _proper(attributions: Sequence[QuoteToDate]) -> frozenset[str]:
    """Words of names, lower-case, that are no names without a capital letter: "Will", "Price"."""
    found = [word for one in attributions for word in WORD.findall(_name_of(one))]
    return frozenset(word.lower() for word in found) - frozenset(word for word in found if word.islower())


def _is_plain(name: str) -> bool:
    """Whether a name is only a name: "a lawyer of the town" and "Ada Lorn's aide" are descriptions."""
    lower = _LOWER_WORD.findall(name)
    return not ("'s " in name or "’s " in name or any(word not in words("particle") for word in lower))


def _names(attributions: Sequence[QuoteToDate], keys: Sequence[str]) -> dict[str, str]:
    """Words that name a quoted speaker → that speaker's key.

    A word in several names goes to the speaker whose last name it is, then to the one quoted most.
    """
    claims: dict[str, Counter[str]] = {}
    for one, key in zip(attributions, keys, strict=True):
        full = key.split()
        mention = _name_words(one.mention.text)[-1:] if one.mention else []
        plain = 1 < len(full) <= _MOST_NAME_WORDS and _is_plain(one.speaker or "")
        first, middle = (full[:1], full[1:-1]) if plain else ([], [])
        for found, weight in ((full[-1:], _LAST), (mention, _MENTIONED), (first, _FIRST), (middle, _MIDDLE)):
            for word in found:
                claims.setdefault(word, Counter())[key] += weight
    return {word: counts.most_common(1)[0][0] for word, counts in claims.items()}
