"""Whose speech a time belongs to: the quoted speakers that a sentence names, and who of them speaks there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.dating.layout import WORD, Layout
from quotes.extraction.dating.lexicon import JOINT_OCCASIONS, OCCASIONS, SPEECH_VERBS, words
from quotes.extraction.dating.ties import Timed
from quotes.extraction.quote import Cue, Mention, Span

_NOT_NAMES = frozenset(
    ["mr", "mrs", "ms", "dr", "jr", "sr", "sir", "lord", "the", "a", "an", "of", "and", "he", "she", "they", "it", "his", "her", "their", "i", "we", "you", "who"]
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_NARRATOR = re.compile(r"\b(?:I|[Ww]e)\s+(?:\w+\s+)?(?:spoke|talked|met|interviewed|heard|asked|reached)\b|\b(?:to|with) me\b")
_LONG_NAME = 8
_INVERTED = 40  # characters from a verb to the name of who speaks: "said the minister, Ada Lorn"
_DESCRIBES = re.compile(r"['’]s |\b(?!of|the|and|for|in|on|de|la|al|el|bin|van|von|da|di)[a-z]{2,}\b")
_OTHER_SUBJECT = re.compile(r"\b(?:an?|some|several|many|officials|others)\s|\s[A-Z][a-z]+\s|\b[A-Z][a-z]+ [A-Z][a-z]+\s")
_NAME_BEFORE = re.compile(r"(?P<name>\b[A-Z][\w-]+)\s(?:also |later |then |\w+ly )?$")
_DESCRIPTION = re.compile(r"\b[Tt]he (?:[a-z][\w-]+ ){1,4}?(?P<verb>[a-z]+(?:ed|id|ote|old|oke|ays))\b")
_STRANGER = re.compile(r"\b(?!(?:The|An?|In|On|At|But|And|After|Before|As|When|While|For|If|By|From|With) )[A-Z][\w.-]+ [A-Z]\w+|\s[A-Z]\w+(?<!day) [a-z]+(?:ed|id|ys)\b")
_SEVERAL = re.compile(
    r"\b(?:[Oo]ther|[Ss]everal|[Mm]any|[Ss]ome|[Bb]oth|[Mm]ultiple)\s(?:\w+\s){0,2}?(?:officials|leaders|lawmakers|"
    r"politicians|experts|analysts|critics|senators|members|Democrats|Republicans|candidates|observers|residents)\b"
)
_TIME_WORDS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Later Earlier".split())
_SOMEBODY_ELSE = frozenset({"somebody else"})


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
    several took part; `narrator` whether the writer tells of talking to people.
    """

    timed: Timed
    holders: frozenset[str]
    occasions: frozenset[str]
    joint: bool
    narrator: bool


def speaker_keys(attributions: Sequence[Attributed]) -> list[str]:
    """What tells the speakers of the quotes apart: the resolved name, else the mention's; "" for mere pronouns.

    A last name alone stands for the only full name that ends in it.
    """
    keys = [_key(one) for one in attributions]
    full: dict[str, set[str]] = {}
    for key in keys:
        if " " in key:
            full.setdefault(key.rsplit(" ", 1)[1], set()).add(key)
    return [next(iter(full[key])) if len(full.get(key, ())) == 1 else key for key in keys]


def _key(one: Attributed) -> str:
    name = one.speaker or (one.mention.text if one.mention else "")
    return " ".join(_name_words(name.split(",")[0]))


def _name_words(name: str) -> list[str]:
    return [word for word in (found.lower() for found in WORD.findall(name)) if word not in _NOT_NAMES]


class People:
    """The quoted speakers in the sentences of one article."""

    def __init__(self, layout: Layout, attributions: Sequence[Attributed]) -> None:
        self.layout = layout
        self.keys = speaker_keys(attributions)
        self.names = names = _names(attributions, self.keys)
        self.named: list[list[tuple[int, str]]] = []
        self.occasions: list[frozenset[str]] = []
        self.subjects: list[str] = []
        self.first: dict[str, int] = {}
        subject = ""
        for index, sentence in enumerate(layout.sentences):
            found = list(WORD.finditer(layout.outside, sentence.start, sentence.end))
            here = [(word.start(), names[word[0].lower()]) for word in found if word[0].lower() in names]
            pronoun = _PRONOUN.search(layout.outside, sentence.start, sentence.end)
            for _, who in here:
                self.first.setdefault(who, index)
            free = pronoun and not _STRANGER.search(layout.outside, sentence.start, pronoun.start())
            if pronoun and free and subject and (not here or pronoun.start() < here[0][0]):
                here.insert(0, (pronoun.start(), subject))
            subject = here[0][1] if here else subject
            self.named.append(here)
            self.subjects.append(subject)
            self.occasions.append(frozenset(OCCASIONS[word[0].lower()] for word in found if word[0].lower() in OCCASIONS))

    def setting(self, timed: Timed) -> Setting:
        sentence = self.layout.sentences[timed.sentence]
        joint = bool(self.occasions[timed.sentence] & JOINT_OCCASIONS) and timed.tie in ("occasion", "event")
        here = self.named[timed.sentence]
        holders = frozenset(who for _, who in here) if joint else self._speaking(timed, here)
        if not holders and timed.sentence and self._described(timed):
            holders = frozenset({self.subjects[timed.sentence - 1]})
        elif timed.tie in ("verb", "ahead") and self._somebody_else(timed, holders):
            holders = _SOMEBODY_ELSE
        if timed.tie in ("verb", "ahead") and _SEVERAL.search(self.layout.outside, sentence.start, timed.expression.start):
            joint, holders = True, frozenset()
        narrator = bool(_NARRATOR.search(self.layout.outside, max(sentence.start, timed.anchor - 12), timed.anchor + 25))
        if narrator:
            holders = frozenset()
        return Setting(timed, holders, self.occasions[timed.sentence], joint, narrator)

    def _speaking(self, timed: Timed, here: list[tuple[int, str]]) -> frozenset[str]:
        """The names joined to the nearest one before the time's verb, else the first one after it."""
        at = timed.anchor if timed.anchor >= 0 else timed.expression.start
        left = [pair for pair in here if pair[0] < at]
        if not left:
            near = [who for start, who in here if timed.tie == "occasion" or start - at <= _INVERTED]
            return frozenset(near[:1])
        holders = {left[-1][1]}
        for (start, who), (end, _) in zip(left[-2::-1], left[:0:-1], strict=True):
            between = {word.lower() for word in WORD.findall(self.layout.outside[start:end])}
            if between & SPEECH_VERBS or "that" in between:
                break
            holders.add(who)
        return frozenset(holders)


    def _described(self, timed: Timed) -> bool:
        """Whether the speaker is told by what they are: "the former mayor said Friday"."""
        sentence = self.layout.sentences[timed.sentence]
        found = _DESCRIPTION.search(self.layout.outside, sentence.start, sentence.end)
        return bool(found and self.subjects[timed.sentence - 1] and found["verb"] in SPEECH_VERBS)

    def _somebody_else(self, timed: Timed, holders: frozenset[str]) -> bool:
        """Whether the verb's subject is a person the article does not quote: "an official said Friday"."""
        sentence = self.layout.sentences[timed.sentence]
        before = self.layout.outside[max(sentence.start, timed.anchor - 60) : timed.anchor]
        name = _NAME_BEFORE.search(before)
        if name and sentence.start < timed.anchor - len(name[0]):
            return name["name"].lower() not in self.names and name["name"] not in _TIME_WORDS
        return not holders and bool(_OTHER_SUBJECT.search(before))


def _names(attributions: Sequence[Attributed], keys: Sequence[str]) -> dict[str, str]:
    """Words that name a quoted speaker -> that speaker's key. A word of several names goes to the speaker whose
    last name it is, then to the one quoted most."""
    claims: dict[str, Counter[str]] = {}
    for one, key in zip(attributions, keys, strict=True):
        full = key.split()
        mention = _name_words(one.mention.text.split(",")[0])[-1:] if one.mention else []
        plain = 1 < len(full) <= _LONG_NAME and not _DESCRIBES.search(one.speaker or "")
        first, middle = (full[:1], full[1:-1]) if plain else ([], [])
        for words, weight in ((full[-1:], 1000), (mention, 30), (first, 10), (middle, 1)):
            for word in words:
                claims.setdefault(word, Counter())[key] += weight
    return {word: counts.most_common(1)[0][0] for word, counts in claims.items()}
