"""Whom a description of an organization or a document means: "the commission", "the report"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quotes.extraction.coreference.characters import Character
from quotes.extraction.coreference.descriptions import Description, agreement
from quotes.extraction.coreference.issuers import issuer_of
from quotes.extraction.coreference.lexicon import word_set
from quotes.extraction.coreference.names import organization_words
from quotes.extraction.coreference.page import POSSESSIVE
from quotes.extraction.coreference.phrases import Phrase, read_mention
from quotes.extraction.coreference.resolution import Resolution, meaning
from quotes.extraction.coreference.scene import Scene

Resolve = Callable[[Phrase], Resolution | None]

_BARE = word_set("bare_organizations")
_MOST_BODIES = 300  # organizations an article may have before the later ones are left out of account
_REACH = 30  # touches looked back over
_REACH_PARAGRAPHS = 2
_NOBODY = 0.1  # the score of a pronoun that found nobody


def organization_described(scene: Scene, phrase: Phrase, asked: Description, text: str) -> Resolution:
    """The organization that the description means, or the phrase itself."""
    owned = _with_owner(scene, phrase)
    if owned is not None:
        return Resolution(owned, "organization", 0.85, {"owner": 1.0})
    if asked.definite and asked.possessor is None:
        best: tuple[float, Character] | None = None
        for character in scene.cast.organizations[:_MOST_BODIES]:
            value = _answers(character, asked)
            if value:
                value += scene.nearness(character, phrase.first)
                best = (value, character) if best is None or value > best[0] else best
        if best is not None:
            return meaning(best[1], min(0.85, 0.4 + 0.25 * best[0]), {"description": best[0]})
        if not asked.modifiers and asked.head in _BARE:
            focus = _in_focus(scene, phrase.first)
            if focus is not None:
                return meaning(focus, 0.5, {"focus": 1.0})
    return Resolution(text, "organization", 0.6, {"unnamed": 1.0})


def document_described(
    scene: Scene, phrase: Phrase, asked: Description, text: str, resolve: Resolve
) -> Resolution:
    """Whoever put the document out, as far as the article tells, or the document itself."""
    owner = _possessor(scene, phrase, resolve) if asked.possessor is not None else None
    if owner is not None:
        return owner
    issuer = issuer_of(scene.page, scene.cast, scene.name_at, asked.head, phrase.first, phrase.last)
    if issuer is not None and issuer.character.kind in {"organization", "person"}:
        return meaning(issuer.character, 0.8 * issuer.sure, {"issuer": issuer.sure})
    return Resolution(text, "document", 0.7, {"unnamed": 1.0})


def _in_focus(scene: Scene, token: int) -> Character | None:
    """The organization of several words that was last what a sentence is about."""
    page = scene.page
    for touch in reversed(scene.trail.before(token, reach=_REACH)):
        if page.paragraph[token] - page.paragraph[touch.token] > _REACH_PARAGRAPHS:
            return None
        if touch.character.kind == "organization" and touch.main and " " in touch.character.name:
            return touch.character
    return None


def _answers(character: Character, asked: Description) -> float:
    """How well an organization answers "the commission": by a word of its name or by what it was called."""
    told = max((agreement(asked, description) for description in character.descriptions), default=0.0)
    for form in character.forms:
        parts = organization_words(form)
        if asked.head in parts:
            others = asked.modifiers - {asked.head}
            told = max(told, 0.9 if not others or others & set(parts) else 0.4)
    return told


def _with_owner(scene: Scene, phrase: Phrase) -> str | None:
    """The text of "Quill's campaign" with the owner's full name: "Ada Quill's campaign"."""
    first, last = phrase.core
    mention = scene.name_at.get(first)
    if mention is None or mention.first != first or mention.kind != "person" or mention.last >= last:
        return None
    rest = " ".join(scene.page.span_text(mention.last, last).split())
    return scene.cast.of(mention).name + ("" if rest[:1] in "'’" else " ") + rest


def _possessor(scene: Scene, phrase: Phrase, resolve: Resolve) -> Resolution | None:
    """The owner in "its report" and "the regulator's report", where it is a known character."""
    page = scene.page
    last = next((i for i in range(phrase.first + 1, phrase.last) if page.words[i] in POSSESSIVE), None)
    if last is None:
        last = phrase.first + 1
    owner = read_mention(page, phrase.first, last, scene.name_at)
    if owner.kind not in {"name", "description", "pronoun"}:
        return None
    found = resolve(owner)
    if found is None or found.character is None or found.character.is_unnamed or found.score <= _NOBODY:
        return None
    return replace(found, score=0.8 * found.score)
