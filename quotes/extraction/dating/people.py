"""Whose speech a time belongs to: the quoted speakers that a sentence names, and who of them speaks there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.dating.layout import Layout
from quotes.extraction.dating.speech import JOINT_OCCASIONS, OCCASIONS, SPEECH_VERBS, WORD
from quotes.extraction.dating.ties import Timed
from quotes.extraction.quote import Cue, Mention, Span

_NOT_NAMES = frozenset(
    "mr mrs ms dr jr sr sir lord the a an of and he she they it his her their i we you who".split()
)
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_NARRATOR = re.compile(r"\b(?:I|me|we|us)\b")
_LONG_NAME = 4


@dataclass(frozen=True, slots=True)
class Attributed:
    """What dating needs to know of a quote: where its words stand, who says them, and through which words."""

    spans: tuple[Span, ...]
    mention: Mention | None = None
    cue: Cue | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A time at which somebody spoke. `holders` are the speakers whose words it dates, empty where the
    sentence names none of them; `occasions` the kinds of occasion its sentence tells of; `joint` whether
    several took part; `narrator` whether the writer tells of talking to people."""

    timed: Timed
    holders: frozenset[str]
    occasions: frozenset[str]
    joint: bool
    narrator: bool


def speaker_key(one: Attributed) -> str:
    """What tells speakers apart in one article: the resolved name, else the mention; "" without either."""
    return " ".join(_name_words(one.speaker or (one.mention.text if one.mention else "")))


def _name_words(name: str) -> list[str]:
    return [word for word in (found.lower() for found in WORD.findall(name)) if word not in _NOT_NAMES]


class People:
    """The quoted speakers in the sentences of one article."""

    def __init__(self, layout: Layout, attributions: Sequence[Attributed]) -> None:
        self.layout = layout
        names = _names(attributions)
        self.named: list[list[tuple[int, str]]] = []
        self.occasions: list[frozenset[str]] = []
        self.first: dict[str, int] = {}
        subject = ""
        for index, sentence in enumerate(layout.sentences):
            words = list(WORD.finditer(layout.outside, sentence.start, sentence.end))
            here = [(word.start(), names[word[0].lower()]) for word in words if word[0].lower() in names]
            pronoun = _PRONOUN.search(layout.outside, sentence.start, sentence.end)
            for _, who in here:
                self.first.setdefault(who, index)
            if pronoun and subject and (not here or pronoun.start() < here[0][0]):
                here.insert(0, (pronoun.start(), subject))
            subject = here[0][1] if here else subject
            self.named.append(here)
            self.occasions.append(frozenset(_singular(word[0].lower()) for word in words) & _KINDS)

    def setting(self, timed: Timed) -> Setting:
        sentence = self.layout.sentences[timed.sentence]
        joint = bool(self.occasions[timed.sentence] & JOINT_OCCASIONS) and timed.tie in ("occasion", "event")
        here = self.named[timed.sentence]
        holders = frozenset(who for _, who in here) if joint else self._speaking(timed, here)
        narrator = bool(_NARRATOR.search(self.layout.outside, sentence.start, sentence.end))
        return Setting(timed, holders, self.occasions[timed.sentence], joint, narrator)

    def _speaking(self, timed: Timed, here: list[tuple[int, str]]) -> frozenset[str]:
        """The names joined to the nearest one before the time's verb, else the first one after it."""
        at = timed.verb if timed.verb >= 0 else timed.expression.start
        left = [pair for pair in here if pair[0] < at]
        if not left:
            return frozenset(who for _, who in here[:1])
        holders = {left[-1][1]}
        for (start, who), (end, _) in zip(left[-2::-1], left[:0:-1], strict=True):
            between = {word.lower() for word in WORD.findall(self.layout.outside[start:end])}
            if between & SPEECH_VERBS or "that" in between:
                break
            holders.add(who)
        return frozenset(holders)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in OCCASIONS else word


_KINDS = frozenset(_singular(word) for word in OCCASIONS)


def _names(attributions: Sequence[Attributed]) -> dict[str, str]:
    """Words that name exactly one quoted speaker -> that speaker's key."""
    owners: dict[str, set[str]] = {}
    for one in attributions:
        key = speaker_key(one)
        full = _name_words(one.speaker or "")
        words = full[-1:] + full[:1] + (full[1:-1] if len(full) >= _LONG_NAME else [])
        if one.mention:
            words += _name_words(one.mention.text)[-1:]
        for word in words:
            owners.setdefault(word, set()).add(key)
    return {word: next(iter(keys)) for word, keys in owners.items() if len(keys) == 1}
