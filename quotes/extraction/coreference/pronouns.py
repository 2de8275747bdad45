"""Whom "he", "she" and their kin mean: candidates from the passage before, ranked by a linear model.

The weights are a text file that a person can read, one feature a line; `training/coreference` remakes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from quotes.extraction.coreference.clusters import Character
from quotes.extraction.coreference.lexicon import Gender
from quotes.extraction.coreference.page import Page
from quotes.extraction.coreference.trail import Touch, Trail

PRONOUN_GENDER: Mapping[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_MOST_CANDIDATES = 16

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One candidate with its features and its share of the probability."""

    character: Character
    share: float
    features: Features


@cache
def weights() -> Mapping[str, float]:
    """Feature → weight, from `data/pronoun_weights.txt`."""
    table: dict[str, float] = {}
    resource = files("quotes.extraction.coreference").joinpath("data", "pronoun_weights.txt")
    for line in resource.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, value = line.split()
            table[name] = float(value)
    return table


def candidates(
    page: Page, trail: Trail, token: int, gender: Gender, last_speaker: Character | None
) -> list[tuple[Character, Features]]:
    """The people whom a pronoun at the token may mean, with what speaks for and against each."""
    latest: dict[int, list[Touch]] = {}
    for touch in reversed(trail.before(token)):
        if touch.character.kind != "person" or touch.character.is_author:
            continue
        known = latest.setdefault(id(touch.character), [])
        if len(known) < 8 and len(latest) <= _MOST_CANDIDATES:
            known.append(touch)
    found = []
    rank = 0
    for touches in latest.values():
        if not touches or touches[0].character.gender not in (None, gender):
            continue
        found.append(
            (touches[0].character, _features(page, trail, token, gender, touches, rank, last_speaker))
        )
        rank += 1
    return found


def rank(found: Sequence[tuple[Character, Features]]) -> list[Ranked]:
    """Candidates by falling probability; the probabilities add up to 1."""
    table = weights()
    scores = [sum(table.get(name, 0.0) * value for name, value in features.items()) for _, features in found]
    top = max(scores, default=0.0)
    raised = [exp(score - top) for score in scores]
    total = sum(raised)
    ranked = [
        Ranked(character, value / total, features)
        for (character, features), value in zip(found, raised, strict=True)
    ]
    return sorted(ranked, key=lambda one: -one.share)


def _features(
    page: Page,
    trail: Trail,
    token: int,
    gender: Gender,
    touches: Sequence[Touch],
    order: int,
    last_speaker: Character | None,
) -> Features:
    """`touches` are the candidate's last ones, latest first; `order` counts later candidates of the gender."""
    character, latest = touches[0].character, touches[0]
    outside = next((touch for touch in touches if not touch.quoted), None)
    features: Features = {
        f"order={min(order, 4)}": 1.0,
        f"sentences={_bucket(page.sentence[token] - page.sentence[latest.token])}": 1.0,
        f"paragraphs={min(page.paragraph[token] - page.paragraph[latest.token], 4)}": 1.0,
        "frequency": log(1 + len(trail.of(character, token))),
    }
    features["gender=" + ("known" if character.gender == gender else "unknown")] = 1.0
    if outside is None:
        features["only_quoted"] = 1.0
    else:
        gap = page.sentence[token] - page.sentence[outside.token]
        features[f"narrated_sentences={_bucket(gap)}"] = 1.0
        for flag in ("subject", "possessive", "oblique", "pronoun"):
            if getattr(outside, flag):
                features[f"latest_{flag}"] = 1.0
                if gap <= 1:
                    features[f"{'same' if gap == 0 else 'next'}_{flag}"] = 1.0
    here = page.sentence[token]
    subjects = [t for t in touches if t.subject and not t.quoted]
    if subjects:
        features[f"subject_sentences={_bucket(here - page.sentence[subjects[0].token])}"] = 1.0
    near = sum(page.paragraph[token] - page.paragraph[t.token] <= 1 for t in touches)
    features["near"] = log(1 + near)
    same = [t for t in touches if page.paragraph[t.token] == page.paragraph[token]]
    if same:
        features["same_paragraph"] = 1.0
        if same[-1].token == _first_touch(trail, page, token):
            features["opens_paragraph"] = 1.0
    if character is last_speaker:
        features["last_speaker"] = 1.0
        if latest.subject:
            features["last_speaker_subject"] = 1.0
    if not character.mentions:
        features["unnamed"] = 1.0
    return features


def _first_touch(trail: Trail, page: Page, token: int) -> int:
    """The token of the first touch of a person in the token's paragraph, or -1."""
    first = page.paragraph_first[page.paragraph[token]]
    for touch in trail.before(token):
        if touch.token >= first and touch.character.kind == "person":
            return touch.token
    return -1


def _bucket(gap: int) -> str:
    if gap <= 3:
        return str(max(gap, 0))
    return "4-6" if gap <= 6 else "7+"
