"""The sentence that contains a quote, and those before and after it.

Based on paragraphs, punctuation and quotation marks alone: a sentence never ends inside a quotation, always
at the end of a paragraph, and otherwise at a full stop that is followed by a possible beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.shared.base_forms import base_form
from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.text.paragraphs import Paragraph, split_paragraphs
from quotes.lookup.evidence.text_window import Window

Stretch = tuple[int, int]

_FULL_STOP = re.compile(
    r"""
      (?P<stop> [.!?\u2026]+ ) ["'\u201c-\u201d\u2018-\u2019\u00ab\u00bb)\]]* (?=\s)
    | [\u3002\uff01\uff1f]+ [\u201d\u2019\u300d\u300f)]*  # Chinese and Japanese set no space
    | [\u061f\u06d4\u0964]+ ["\u201d\u2019\u00bb)]* (?=\s)
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s+")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
# A full stop after these does not end a sentence. Months and the like may end one; too long a sentence does
# less harm.
_SHORTENED = {
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "capt", "sgt", "maj",
    "cpl", "rev", "hon", "pres", "st", "mt", "jr", "sr", "messrs", "mme", "mlle", "vs", "no", "nos",
    "vol", "art", "sec", "fig", "approx", "ca", "cf", "al", "e.g", "i.e", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]+")
_STOPPED = re.compile(r"[.!?\u2026\u201c\"]")
# A sentence after a quote with at most so many words and characters, and a verb of saying, attributes it.
MOST_TAGGED = 8
LONGEST_TAG = 100
# The words that attribute a quote are at most this far from it.
_FURTHEST_CUE = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the article: `text[start:end]` of the whole text is `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences that contain a quote and its attribution, and their neighbours, if there are any."""

    before: Part | None
    sentence: Part
    after: Part | None


def context(window: Window, quote: dict[str, Any]) -> Context:
    """The context of a quote, given as its row with `spans`, `mention` and `cue`."""
    start, end = (edge - window.start for edge in _attributed(window, quote))
    sentences = list(_sentences(window, [(span["start"], span["end"]) for span in quote["spans"]]))
    own = [at for at, (first, last) in enumerate(sentences) if first < end and start < last]
    if not own:  # the spans belong to another text
        return Context(None, Part(window.start + start, window.start + end, window.text[start:end]), None)
    before = sentences[own[0] - 1] if own[0] > 0 else None
    after = sentences[own[-1] + 1] if own[-1] + 1 < len(sentences) else None
    around = (sentences[own[0]][0], sentences[own[-1]][1])
    return Context(
        _part(window, before) if before else None,
        _part(window, around),
        _part(window, after) if after else None,
    )


def _attributed(window: Window, quote: dict[str, Any]) -> Stretch:
    """The range of a quote together with nearby words that attribute it."""
    start, end = quote["spans"][0]["start"], quote["spans"][-1]["end"]
    for part in (quote["mention"], quote["cue"]):
        if part is None:
            continue
        between = (part["end"], start) if part["start"] < start else (end, part["start"])
        if between[1] - between[0] <= _FURTHEST_CUE and "\n" not in window.between(*between):
            start, end = min(start, part["start"]), max(end, part["end"])
    return start, end


def _sentences(window: Window, spans: Sequence[Stretch]) -> Iterator[Stretch]:
    """The sentences of a window, counted from its start, including those cut at its edges."""
    paragraphs = split_paragraphs(window.text)
    passages = [(passage.start, passage.end) for passage in find_passages(window.text, paragraphs)]
    quoted = [*passages, *((start - window.start, end - window.start) for start, end in spans)]
    for paragraph in paragraphs:
        first = paragraph.start
        for stop in _stops(window.text, paragraph):
            if stop <= first or any(start < stop < end for start, end in quoted):
                continue
            yield first, stop
            first = _past_space(window.text, stop, paragraph.end)
        if first < paragraph.end:
            yield first, paragraph.end


def _stops(text: str, paragraph: Paragraph) -> Iterator[int]:
    """The possible sentence ends, after the full stop and any closing marks."""
    for found in _FULL_STOP.finditer(text, paragraph.start, paragraph.end):
        stop = found["stop"]
        if stop == "." and _is_shortened(text[max(paragraph.start, found.start() - 20) : found.start()]):
            continue
        if stop is not None and _goes_on(text, found.end(), paragraph.end):
            continue
        marked = stop is not None and stop != "." and found.end("stop") < found.end()
        if marked and _attributes(text, found.end(), paragraph.end):
            continue
        yield found.end()


def _is_shortened(before: str) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    last = word.group()
    return last.lower() in _SHORTENED or (last != "I" and _INITIALS.fullmatch(last) is not None)


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether the next letter is lower-case, so that the sentence continues."""
    following = next((char for char in text[at : min(end, at + 20)] if char.isalnum()), "")
    return following.islower()


def _attributes(text: str, at: int, end: int) -> bool:
    """Whether the words after a closing mark are the attribution: “Will we win?” Mayor Marrek asked."""
    following = _STOPPED.split(text[at : min(end, at + LONGEST_TAG)], maxsplit=1)[0]
    cues = word_classes("shared", "cue_verbs")
    return any(base_form(word.lower(), "VERB") in cues for word in _LETTERS.findall(following)[1:MOST_TAGGED])


def _part(window: Window, stretch: Stretch) -> Part:
    """A range of a window as a part of the text, without a word cut at the window's edge."""
    start, end = stretch
    if start == 0 and not window.begins:
        start = _after_space(window.text, start, end)
    if end == len(window.text) and not window.ends:
        end = _before_space(window.text, start, end)
    return Part(window.start + start, window.start + end, window.text[start:end])


def _past_space(text: str, start: int, end: int) -> int:
    space = _SPACE.match(text, start, end)
    return space.end() if space else start


def _after_space(text: str, start: int, end: int) -> int:
    space = _SPACE.search(text, start, end)
    return space.end() if space and space.end() < end else start


def _before_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rsplit(None, 1)[0])
