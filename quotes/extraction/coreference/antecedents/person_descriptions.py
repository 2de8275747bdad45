"""Find the antecedent of a description of one person: "the minister", "the mogul", "a senior aide"."""

from __future__ import annotations

import re
from itertools import chain
from math import exp

from quotes.extraction.coreference.antecedents.description_agreement import (
    agreement,
    contradicts,
    of_other_states,
)
from quotes.extraction.coreference.antecedents.discourse_model import DiscourseModel
from quotes.extraction.coreference.antecedents.pronoun_ranker import candidates, rank
from quotes.extraction.coreference.antecedents.resolution import Resolution, meaning
from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.descriptions import Description
from quotes.extraction.coreference.mentions.apposition import apposed_name, described_name, parsed_name
from quotes.extraction.coreference.mentions.source_phrases import Phrase
from quotes.extraction.coreference.word_lists import nationalities, roles

_NAMELESS = re.compile(
    r"anonym|not (?:to )?be (?:named|identified)|asked not|to be (?:named|identified) (?:because|for|due)"
    r"|withheld|(?:give|gave|giving) (?:only )?(?:his|her|their) (?:full |last |sur)?name"
    r"|not to (?:reveal|disclose|give|share|have) (?:his|her|their) (?:name|identity)"
)
_UNNAMED = frozenset({"unnamed", "unidentified", "anonymous"})
_CHILDREN = frozenset({"boy", "girl", "child", "teenager", "youngster", "toddler"})
_ANYBODY = frozenset({"man", "woman", "boy", "girl", "teenager", "youth", "youngster"})
_REACH = 500  # tokens after a phrase that may describe it, so that time stays bounded
_MOST_BEARERS = 300  # most people of an article; later ones are ignored
_LATEST_UNNAMED = 30
_WEAKEST_AGREEMENT = 0.4
_SURE_ENOUGH = 0.5  # least share of the likeliest person for an epithet to refer to them
_NEXT = 2  # paragraphs after which a speaker is no longer in focus
_LEAD = 5  # paragraphs, from the headline on, that may describe somebody who is named only later
_NEAR = 0.7  # named in this paragraph or the one before
_BY_ROLE = 4.0  # gender evidence
_PLURAL_TOO = ("ch", "sh", "ese", "ss")  # "the French", "the Swiss": one or all of them


def person_described(discourse: DiscourseModel, phrase: Phrase, asked: Description, text: str) -> Resolution:
    """Who the description refers to; if nobody fits, an unnamed person called by the phrase itself."""
    tokens, name_at = discourse.tokens, discourse.name_at
    named = (
        apposed_name(tokens, phrase.core[1], name_at)
        or described_name(tokens, phrase.first, phrase.last, name_at)
        or parsed_name(tokens, *phrase.core, name_at)
    )
    if named is not None:
        bearer = discourse.cast.of(named)
        if all(told.first != asked.first for told in bearer.descriptions):
            bearer.descriptions.append(asked)
        return meaning(bearer, 0.9, {"apposed": 1.0})
    if asked.definite and not _is_introduced(discourse.tokens, phrase):
        found = (
            _told_so(discourse, phrase, asked)
            or _epithet(discourse, phrase, asked)
            or _goes_on(discourse, phrase, asked)
        )
        if found is not None:
            return found
    if asked.nationalities and asked.definite and asked.text.endswith(_PLURAL_TOO):
        return Resolution(text, "group", 0.5, {"plural": 1.0})
    newcomer = discourse.unnamed_people.get(phrase.first)
    if newcomer is not None:
        return Resolution(text, "anonymous", 0.7, {"unnamed": 1.0}, character=newcomer.character)
    character = Character("person", descriptions=[asked])
    character.rename(text)
    if asked.gender is not None:
        character.gender_evidence = _BY_ROLE if asked.gender == "m" else -_BY_ROLE
    discourse.unnamed.append(character)
    return Resolution(text, "anonymous", 0.7, {"unnamed": 1.0}, character=character)


def _is_introduced(tokens: ArticleTokens, phrase: Phrase) -> bool:
    """Whether a phrase with "the" introduces somebody new: "the officer who …", "the man, who asked …"."""
    end = phrase.core[1]
    if not _UNNAMED.isdisjoint(tokens.lower[phrase.first : end]):
        return True
    if end < len(tokens) and tokens.lower[end] == "who" and tokens.lower[phrase.first] != "this":
        return True  # "the man who fell", but not "this slow-spoken man, who", which points back
    number = tokens.sentence[phrase.first]
    last = tokens.sentence_first[number + 1] if number + 1 < len(tokens.sentence_first) else len(tokens)
    return _NAMELESS.search(tokens.span_text(end, min(last, end + _REACH))) is not None


def _told_so(discourse: DiscourseModel, phrase: Phrase, asked: Description) -> Resolution | None:
    """The person whom the article describes so; the last one mentioned if there are several."""
    found: list[tuple[float, float, Character]] = []
    late = discourse.tokens.paragraph[phrase.first] > _LEAD
    for character in chain(discourse.cast.people[:_MOST_BEARERS], discourse.unnamed[-_LATEST_UNNAMED:]):
        if not _may_be(character, asked):
            continue
        told = (d for d in character.descriptions if not phrase.first <= d.first <= phrase.last)
        match = max((agreement(asked, description) for description in told), default=0.0)
        if match < _WEAKEST_AGREEMENT or (late and discourse.history.latest(character, phrase.first) is None):
            continue
        value = match + 0.5 * discourse.nearness(character, phrase.first)
        found.append((value, match, character))
    if not found:
        return None
    (value, match, character), *others = sorted(found, key=lambda entry: -entry[0])
    second = _sureness(others[0][1]) * exp(others[0][0] - value) if others else 0.0
    return meaning(character, _sureness(match), {"description": match, "focus": value}, second)


def _sureness(match: float) -> float:
    """How certain it is that a description refers to a person who fits it so well."""
    return min(0.9, 0.3 + 0.5 * match)


def _epithet(discourse: DiscourseModel, phrase: Phrase, asked: Description) -> Resolution | None:
    """Who "the mogul" is, if nobody was called that before: the one person the passage is clearly about."""
    role = roles().get(asked.head)
    by_family = bool(asked.numbers) and asked.gender is not None  # "the mother of two"
    possessed = asked.possessor is not None and not asked.former  # "Quill's former adviser" is one person
    if role is None or possessed or not (role.epithet or by_family or asked.age):
        return None
    ranked = rank(
        [
            (character, features)
            for character, features in candidates(
                discourse.tokens, discourse.history, phrase.first, asked.gender, discourse.speaker
            )
            if (not character.is_unnamed or asked.head in _ANYBODY) and _may_be(character, asked)
        ]
    )
    if asked.nationalities and ranked and discourse.nearness(ranked[0].character, phrase.first) < _NEAR:
        return None
    if not ranked or ranked[0].share < _SURE_ENOUGH:
        return None
    second = 0.6 * ranked[1].share if len(ranked) > 1 else 0.0
    return meaning(ranked[0].character, 0.6 * ranked[0].share, {**ranked[0].features, "epithet": 1.0}, second)


def _goes_on(discourse: DiscourseModel, phrase: Phrase, asked: Description) -> Resolution | None:
    """ "Quill said: “…” The expert added: “…”": the last source, if nobody else was mentioned since."""
    speaker, tokens = discourse.speaker, discourse.tokens
    if speaker is None or speaker.kind != "person" or speaker.is_unnamed or asked.possessor is not None:
        return None
    apart = tokens.paragraph[phrase.first] - tokens.paragraph[discourse.last_token]
    if apart > _NEXT or not _may_be(speaker, asked):
        return None
    since = (
        prior
        for prior in discourse.history.before(phrase.first)
        if prior.token > discourse.last_token and not prior.quoted and prior.character is not speaker
    )
    if any(prior.character.kind == "person" for prior in since):
        return None
    return meaning(speaker, 0.5, {"epithet": 1.0})


def _may_be(character: Character, asked: Description) -> bool:
    """Whether nothing known about the character contradicts the description."""
    if character.is_author or (asked.gender and character.gender not in (None, asked.gender)):
        return False
    if asked.nationalities:
        known = frozenset().union(*(description.words for description in character.descriptions))
        others = (known & nationalities().keys()) - asked.nationalities
        if others and not known & asked.nationalities:
            return False
    if any(asked.head in told.heads and contradicts(asked, told) for told in character.descriptions):
        return False
    if of_other_states(asked, character.descriptions):
        return False
    if asked.head in _CHILDREN and all(told.head not in _CHILDREN for told in character.descriptions):
        return False
    told = frozenset(party for description in character.descriptions for party in description.parties)
    return not (asked.parties and told) or bool(asked.parties & told)
