"""The results of extraction: who is quoted with what, where in the text, and when it was said.

All offsets are Unicode code points into the article's text; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

SpeakerKind = Literal["person", "organization", "group", "document", "anonymous"]
Form = Literal["sentence", "fragment"]
Precision = Literal["day", "week", "month", "year"]
Basis = Literal["explicit", "inherited", "published"]
Factuality = Literal["said", "denied", "hypothetical", "fabricated"]
TopicKind = Literal["person", "organization", "place"]
TopicPlace = Literal["words", "sentence"]


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of quoted words, including its quotation marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name the source near the quote: a name, a pronoun, a description."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that make the attribution: "said", "according to", a colon."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """When the words were said, as precisely as the article tells.

    `on` is the first day of the period that `precision` names. `text` is the words that gave the date. It is
    None if `basis` is "published": then no words gave a date, and `on` is the day the article appeared, or
    the day it was last changed if the text proves the first too early. `confidence` is the calibrated
    probability that the words were said on that day or in that period; it is None if `basis` is "published",
    which makes no claim.
    """

    on: date | None
    precision: Precision
    basis: Basis
    text: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A person, organization or place that a quote is about, named in its words or next to them."""

    name: str
    kind: TopicKind
    where: TopicPlace


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution in one article.

    `text` is the quoted words of all spans without their outer quotation marks, joined by a space. `speaker`
    is the fullest name the article gives for the source; None if no name was found. `relayer` is who passed
    the words on, if the article quotes speech within speech. `confidence` is the calibrated probability that
    spans and speaker are both right. `factuality` tells whether the article reports that the words were said.
    Words that are "denied", "hypothetical" or "fabricated" were not said; their speaker is the person to whom
    the denial, supposition or fake attributes them.
    """

    text: str
    spans: tuple[Span, ...]
    form: Form
    speaker: str | None
    speaker_kind: SpeakerKind | None
    mention: Mention | None
    cue: Cue | None
    said: Said | None
    confidence: float
    relayer: str | None = None
    about: tuple[Topic, ...] = ()
    factuality: Factuality = "said"

    def as_record(self) -> dict[str, Any]:
        """The quote as JSON-ready data, in the format that `quotes extract` prints."""
        record: dict[str, Any] = {
            "text": self.text,
            "spans": [{"start": span.start, "end": span.end} for span in self.spans],
            "form": self.form,
            "speaker": self.speaker,
            "speaker_kind": self.speaker_kind,
            "mention": _located(self.mention),
            "cue": _located(self.cue),
            "said": None,
            "about": [{"name": one.name, "kind": one.kind, "where": one.where} for one in self.about],
            "factuality": self.factuality,
            "confidence": round(self.confidence, 4),
        }
        if self.said is not None:
            record["said"] = _said(self.said)
        if self.relayer is not None:
            record["relayer"] = self.relayer
        return record


def _said(said: Said) -> dict[str, Any]:
    return {
        "on": said.on.isoformat() if said.on else None,
        "precision": said.precision,
        "basis": said.basis,
        "text": said.text,
        "confidence": None if said.confidence is None else round(said.confidence, 4),
    }


def _located(part: Mention | Cue | None) -> dict[str, Any] | None:
    return None if part is None else {"text": part.text, "start": part.start, "end": part.end}
