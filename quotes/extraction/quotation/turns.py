"""Interviews and transcripts: turns that begin with the speaker's label instead of a quotation mark.

    WALLACE: Did you read it?          Q: Did you read it?
    NORTON: Twice, and I agree.        A: Twice, and I agree.

An article counts as a transcript only if labels recur: at least two speakers, each at least twice, in most
paragraphs from the first label to the last. "Correction: …" or a headline with a colon does not make a
transcript. A label before a paragraph that is quoted as a whole (`MOOR: “The pier is gone.”`) counts even if
it does not recur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.quotation.marks import Passage
from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.text.paragraphs import Paragraph

TURN = "turn"
QUESTION, ANSWER = frozenset({"Q", "QUESTION"}), frozenset({"A", "ANSWER"})
_LABEL = re.compile(
    r"(?:\*\*|__)?"
    r"(?P<label>(?:Q|A|QUESTION|ANSWER|Question|Answer)(?=\s?[:.])"
    r"|[A-Z][A-Z.'’\-]+(?:[ \xa0][A-Z][A-Z.'’\-]*){0,4}(?=\s?(?:\([^()]{1,30}\)\s?)?:)"
    r"|[A-Z][\w.'’\-]+(?:[ \xa0][A-Z][\w.'’\-]*){0,3}(?=\s?:))"
    r"\s?(?:\([^()]{1,30}\)\s?)?[:.](?:\*\*|__)?[ \xa0\t]+(?=\S)"
)
_STAGE_DIRECTION = re.compile(r"[\[(][^\])]*[\])]\W*$")
_QUOTED_WHOLE = re.compile(r"[“\"„«][^“”\"„«»]+[.!?…,—–-][”\"“»]")
_NO_SPEAKERS = frozenset(word_classes("quotation", "line_labels"))
_LEAST_TURNS = 4
_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of a turn: its words, and the label, here or further up, that names the speaker."""

    passage: Passage
    label: tuple[int, int]


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """The turns of an interview or transcript, one per paragraph; in other texts, labelled quotations."""
    labelled = {
        paragraph.index: match
        for paragraph in paragraphs
        if (match := _LABEL.match(text, paragraph.start, paragraph.end))
    }
    return _transcript(text, paragraphs, labelled) or [
        Turn(passage, match.span("label"))
        for index, match in labelled.items()
        if (passage := _quoted_whole(text, paragraphs[index], match)) and _names_somebody(text, match)
    ]


def _transcript(text: str, paragraphs: Sequence[Paragraph], labelled: dict[int, re.Match[str]]) -> list[Turn]:
    counts = Counter(_speaker(match) for match in labelled.values())
    repeated = {label for label, count in counts.items() if count > 1}
    labelled = {index: match for index, match in labelled.items() if _speaker(match) in repeated}
    if len(repeated) < 2 or len(labelled) < _LEAST_TURNS:
        return []
    first, last = min(labelled), max(labelled)
    if len(labelled) < _LEAST_SHARE * (last - first + 1):
        return []
    return _turns(text, paragraphs[first : last + 1], labelled)


def _quoted_whole(text: str, paragraph: Paragraph, match: re.Match[str]) -> Passage | None:
    """The rest of a paragraph after its label, if it is one or more sentences within one pair of marks."""
    if not _QUOTED_WHOLE.fullmatch(text, match.end(), paragraph.end):
        return None
    return Passage(match.end(), paragraph.end, paragraph.index, TURN, opened=True, closed=True)


def _names_somebody(text: str, match: re.Match[str]) -> bool:
    """Whether a label that occurs once is a name: all capitals, several words, or also in the text."""
    label = match["label"]
    words = label.split()
    if any(word.casefold().strip(".") in _NO_SPEAKERS for word in words):
        return False
    return label.isupper() or len(words) > 1 or text.count(label) > 1


def _speaker(match: re.Match[str]) -> str:
    """The word by which a label is counted: "ADA MOOR" and "MOOR" are one speaker."""
    label = match["label"].upper()
    return label[0] if label in QUESTION | ANSWER else label.split()[-1]


def _turns(text: str, paragraphs: Sequence[Paragraph], labelled: dict[int, re.Match[str]]) -> list[Turn]:
    turns: list[Turn] = []
    label = (0, 0)
    for paragraph in paragraphs:
        match = labelled.get(paragraph.index)
        start = match.end() if match else paragraph.start
        if match:
            label = match.span("label")
        if _STAGE_DIRECTION.match(text, start, paragraph.end):
            continue
        passage = Passage(
            start, paragraph.end, paragraph.index, TURN, opened=False, closed=False, continues=match is None
        )
        turns.append(Turn(passage, label))
    return turns
