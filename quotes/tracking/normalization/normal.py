"""The normal forms of a text's words, each with the words that it replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from quotes.tracking.normalization import numbers, times, values
from quotes.tracking.normalization.contractions import (
    drops_g,
    expansions,
    may_be_contraction,
    may_follow_apostrophe,
    tells,
)
from quotes.tracking.normalization.lexicon import counted_in
from quotes.tracking.normalization.phrase import Phrase, Reading
from quotes.tracking.normalization.spelling import respelled
from quotes.tracking.words import Word

Dress = Literal["same_value", "spelling", "contraction"]

_TIMES = counted_in("numbers", "times")
_STARTS = values.STARTS | times.STARTS
# An article begins a number or a day only before these: "a hundred", "a third of", "the third of May".
_ARTICLES = frozenset(("a", "an", "the"))
_BEHIND_ARTICLES = values.BEHIND_ARTICLES


class Form(NamedTuple):
    """A word in its normal form, for the written words `first:last` of its text.

    `dress` says how these are written differently; None if they are in the normal form. The forms of one
    contraction share the same words; `choices` are all possible expansions, if that is not certain.
    """

    text: str
    first: int
    last: int
    dress: Dress | None = None
    choices: tuple[tuple[str, ...], ...] = ()


class Wording(Phrase):
    """A text with its words as written and in their normal form."""

    @cached_property
    def forms(self) -> list[Form]:
        """The normal forms, in order."""
        return _forms(self)

    def between(self, start: int, end: int | None = None) -> Wording:
        """The same text with only the words `start:end`."""
        return Wording(self.text, self.words[start:end])

    def as_written(self, start: int, end: int) -> str:
        """The words from `start` to `end` as written in the text."""
        return self.text[self.words[start].start : self.words[end - 1].end] if start < end else ""

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence ends before a word and the word begins the next."""
        if at == 0 or at >= len(self.words):
            return at == 0
        start = self.words[at].start
        between = self.text[self.words[at - 1].end : start]
        return any(sign in between for sign in ".!?\u2026") and not self.text[start : start + 1].islower()


@lru_cache(maxsize=2**8)
def wording_of(text: str) -> Wording:
    """The wording of a text, cached, because several things are computed from a quote's words."""
    return Wording(text)


def normal_words(text: str) -> list[str]:
    """The words of a text in their normal form."""
    return list(_kept(text))


@lru_cache(maxsize=2**12)
def _kept(text: str) -> tuple[str, ...]:
    """The same, cached, because the quotes of one speaker are compared repeatedly."""
    return tuple(form.text for form in wording_of(text).forms)


def placed_normal_words(text: str) -> list[Word]:
    """The same words, each with the range of the text that it stands for."""
    wording = Wording(text)
    words = wording.words
    return [Word(form.text, words[form.first].start, words[form.last - 1].end) for form in wording.forms]


def in_light_of(forms: Sequence[Form], others: Sequence[Form]) -> list[Form]:
    """The forms, with ambiguous ones chosen to agree with the other text in the same place, if possible."""
    if not any(form.choices for form in forms):
        return list(forms)
    other = f" {' '.join(form.text for form in others)} "
    chosen: list[Form] = []
    at = 0
    while at < len(forms):
        form = forms[at]
        end = at + 1
        if form.choices:
            end = at + len(form.choices[0])
            before = chosen[-1].text if chosen else ""
            after = forms[end].text if end < len(forms) else ""
            choice = _chosen(form.choices, before, after, other)
            dress = form.dress if choice == form.choices[0] else "contraction"
            chosen += [form._replace(text=word, dress=dress, choices=()) for word in choice]
        else:
            chosen.append(form)
        at = end
    return chosen


def _chosen(choices: Sequence[tuple[str, ...]], before: str, after: str, other: str) -> tuple[str, ...]:
    """The choice that the other text has between the same words, or else next to one of them."""
    for beside, behind in ((before, after), (before, ""), ("", after)):
        for choice in choices:
            if (beside or behind) and f" {' '.join(filter(None, (beside, *choice, behind)))} " in other:
                return choice
    return choices[0]


def _forms(phrase: Phrase) -> list[Form]:
    forms: list[Form] = []
    at = 0
    for number, word in enumerate(phrase.written):
        if number < at:  # of what has been read before
            continue
        at = number + 1
        form = _plain(word)
        if form is not None:
            forms.append(Form(form[0], number, at, form[1]))
            continue
        read = _read(phrase, number)
        if read is not None:
            as_written = read.text == word and read.end == at
            forms.append(Form(read.text, number, read.end, None if as_written else "same_value"))
            at = read.end
        else:
            forms += _of_word(phrase, number)
    return forms


@lru_cache(maxsize=2**16)
def _plain(word: str) -> tuple[str, Dress | None] | None:
    """The normal form of a word that is the same in every context; None for others."""
    if word in _STARTS or not word[0].isalpha() or word in _TIMES:
        return None
    if may_be_contraction(word) or drops_g(word):
        return None
    text = respelled(word)
    return text, None if text == word else "spelling"


def _read(phrase: Phrase, at: int) -> Reading | None:
    """The number, day or time that begins at a word, if any."""
    word, then = phrase[at], phrase[at + 1]
    if (word in _ARTICLES and then not in _BEHIND_ARTICLES and not then[:1].isdigit()) or (
        word not in _STARTS and word[0].isalpha()
    ):
        return None
    if then not in times.MONTHS:
        alone = numbers.standing_alone(phrase, at)
        if alone is not None:
            return alone
    return times.time(phrase, at) or numbers.numeral(phrase, at)


def _of_word(phrase: Phrase, at: int) -> Iterator[Form]:
    word = phrase[at]
    if word in _TIMES:
        yield from (Form(text, at, at + 1, "same_value") for text in (str(_TIMES[word]), "times"))
        return
    choices: tuple[tuple[str, ...], ...] = ()
    if may_be_contraction(word):
        apostrophe = may_follow_apostrophe(word) and phrase.behind_apostrophe(at)
        choices = expansions(word, tells(phrase[at + 1]), behind_apostrophe=apostrophe)
    elif drops_g(word) and phrase.before_apostrophe(at):
        choices = ((word,), (f"{word}g",))
    if not choices:
        text = respelled(word)
        yield Form(text, at, at + 1, None if text == word else "spelling")
        return
    dress: Dress | None = "contraction"
    if choices[0] == (word,):
        dress = None if respelled(word) == word else "spelling"
    choices = tuple(tuple(map(respelled, choice)) for choice in choices)
    for text in choices[0]:
        yield Form(text, at, at + 1, dress, choices if len(choices) > 1 else ())
