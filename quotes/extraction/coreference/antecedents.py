"""Whom a pronoun mention means: "he", "who", "they", "it", and "I" within quoted words."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from quotes.extraction.coreference.characters import Character
from quotes.extraction.coreference.lexicon import PRONOUN_GENDER, Gender
from quotes.extraction.coreference.pronouns import candidates, rank
from quotes.extraction.coreference.resolution import Resolution, meaning
from quotes.extraction.coreference.scene import Scene
from quotes.extraction.coreference.trail import Touch

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "these", "those"})
_REACH = 30  # touches looked back over for "it" and "they"
_REACH_SENTENCES = 4
_REACH_PARAGRAPHS = 2
_LONGEST_BRACKET = 40  # tokens
_LONGEST_ANTECEDENT = 10  # tokens
_NOBODY = 0.1
_TELLS_GENDER = 0.8  # the share from which on a pronoun tells the gender of whom it means
_BY_PRONOUN = 0.7  # gender evidence


def pronoun(
    scene: Scene, token: int, speakers: Mapping[int, Resolution], passage: int = -1
) -> Resolution | None:
    """Whom the pronoun at the token means. `speakers` are the sources of the quoted passages so far.

    `passage` is the one whose source the pronoun is.

    None for "I" outside quoted words: authors are no speakers.
    """
    word = scene.page.lower[token]
    if word in _FIRST_PERSON:
        inside = scene.page.quoted[token]
        return speakers.get(inside) if inside >= 0 else None
    gender = PRONOUN_GENDER.get(word)
    if gender is not None:
        return personal(scene, token, gender, passage) or Resolution(
            scene.page.words[token], "anonymous", _NOBODY
        )
    return neuter(scene, token, plural=word in _PLURAL)


def personal(scene: Scene, token: int, gender: Gender, passage: int = -1) -> Resolution | None:
    """Whom "he" or "she" means; the trail remembers it."""
    found = candidates(scene.page, scene.trail, token, gender, scene.speaker, passage)
    ranked = rank([pair for pair in found if pair[0] is not scene.relayer])
    if not ranked:
        return None
    best = ranked[0]
    if passage >= 0 and best.character.gender is None and best.share >= _TELLS_GENDER:
        best.character.gender_evidence += _BY_PRONOUN if gender == "m" else -_BY_PRONOUN
    scene.trail.add(token, token + 1, best.character, pronoun=True)
    return meaning(best.character, best.share, best.features)


def antecedent_of(scene: Scene, token: int) -> tuple[int, int] | None:
    """The tokens of the phrase right before a relative pronoun."""
    page = scene.page
    last = token
    while last > 0 and page.words[last - 1] in {",", ")"}:
        last -= 1
        if page.words[last] == ")":
            floor = max(0, last - _LONGEST_BRACKET)
            last = next((index for index in range(last, floor, -1) if page.words[index] == "("), floor)
    if last <= 0 or page.paragraph[last - 1] != page.paragraph[token]:
        return None
    name = scene.name_at.get(last - 1)
    if name is not None:
        return name.first, last
    first = last - 1
    while first > 0 and last - first < _LONGEST_ANTECEDENT:
        if page.lower[first] in {"the", "a", "an"}:
            return first, last
        if page.lower[first] in {".", ","}:
            return first + 1, last
        first -= 1
    return first, last


def neuter(scene: Scene, token: int, plural: bool) -> Resolution:
    """Of "it" and "they": the last source if it was no single person, else the organization in focus."""
    page, last = scene.page, scene.last
    if last is not None and last.kind in {"organization", "group", "document"}:
        near = page.paragraph[token] - page.paragraph[scene.last_token] <= _REACH_PARAGRAPHS
        if near:
            return Resolution(last.name, last.kind, 0.7, {"last_source": 1.0}, character=last.character)
    best: tuple[float, Character] | None = None
    for touch in scene.trail.before(token, reach=_REACH):
        gap = page.sentence[token] - page.sentence[touch.token]
        if gap > _REACH_SENTENCES or not _may_be_neuter(touch, plural):
            continue
        value = 2 * exp(-gap / 1.5) + 1.0 * touch.subject - 0.4 * touch.oblique - 0.3 * touch.possessive
        value -= 0.8 * (touch.character.kind == "place")
        if best is None or value >= best[0]:
            best = (value, touch.character)
    if best is not None and best[0] > 0.5:
        return meaning(best[1], min(0.7, best[0] / 4), {"focus": best[0]})
    kind = "group" if plural else "document"
    return Resolution(
        page.words[token], "group" if kind == "group" else "document", _NOBODY, {"unresolved": 1.0}
    )


def _may_be_neuter(touch: Touch, plural: bool) -> bool:
    if touch.quoted or touch.character.kind == "person":
        return False
    return touch.character.kind != "people" or (plural and touch.character.name.endswith("s"))
