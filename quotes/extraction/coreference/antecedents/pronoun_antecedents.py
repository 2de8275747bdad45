"""Find the antecedent of a pronoun: "he", "who", "they", "it", and "I" inside quoted words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import exp

from quotes.extraction.coreference.antecedents.discourse_model import DiscourseModel
from quotes.extraction.coreference.antecedents.mention_history import PriorMention
from quotes.extraction.coreference.antecedents.pronoun_ranker import candidates, rank
from quotes.extraction.coreference.antecedents.resolution import Resolution, meaning
from quotes.extraction.coreference.antecedents.subject_antecedents import body_or_group
from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.descriptions import is_single_person, noun_at
from quotes.extraction.coreference.mentions.source_phrases import Phrase
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER, Gender

Resolve = Callable[[Phrase], Resolution | None]

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_AT = frozenset({"in", "of", "at", "from"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "these", "those"})
_REACH = 30  # most mentions to look back over for "it" and "they"
_REACH_SENTENCES = 4
_REACH_PARAGRAPHS = 2
_LONGEST_BRACKET = 40  # tokens
_LONGEST_ANTECEDENT = 10  # tokens
_SAID_SO = 0.7  # the score of a person who is called "they"
_SUBJECT = 0.6  # the highest score of a subject of the sentences before
_REACH_AHEAD = 2  # sentences
_AHEAD = 0.5  # the score of a person who is only named after the pronoun
_STEPS_TO_CLAUSE = 3  # most tokens from a relative pronoun to the verb of its clause
_NOBODY = 0.1
_TELLS_GENDER = 0.8  # least probability of an antecedent for the pronoun to tell its gender
_BY_PRONOUN = 0.7  # gender evidence


def pronoun(
    discourse: DiscourseModel,
    token: int,
    speakers: Mapping[int, Resolution],
    resolve: Resolve,
    passage: int = -1,
) -> Resolution | None:
    """Who the pronoun at the token refers to. `speakers` are the sources of the passages so far.

    `passage` is the passage whose source the pronoun is; `resolve` resolves another phrase. None for "I"
    outside quoted words: authors are never speakers.
    """
    word = discourse.tokens.lower[token]
    if word in FIRST_PERSON:
        inside = discourse.tokens.quoted[token]
        return speakers.get(inside) if inside >= 0 else None
    gender = PRONOUN_GENDER.get(word)
    if gender is not None:
        return personal(discourse, token, gender, passage) or Resolution(
            discourse.tokens.words[token], "anonymous", _NOBODY
        )
    return neuter(discourse, token, resolve, plural=word in _PLURAL)


def personal(discourse: DiscourseModel, token: int, gender: Gender, passage: int = -1) -> Resolution | None:
    """Who "he" or "she" refers to; the answer is added to the history."""
    found = candidates(discourse.tokens, discourse.history, token, gender, discourse.speaker, passage)
    ranked = rank([pair for pair in found if pair[0] is not discourse.relayer])
    if not ranked:
        return _named_next(discourse, token, gender) if passage >= 0 else None
    best = ranked[0]
    if passage >= 0 and best.character.gender is None and best.share >= _TELLS_GENDER:
        best.character.gender_evidence += _BY_PRONOUN if gender == "m" else -_BY_PRONOUN
    discourse.history.add(token, token + 1, best.character, pronoun=True)
    second = ranked[1].share if len(ranked) > 1 else 0.0
    return meaning(best.character, best.share, best.features, second)


def _named_next(discourse: DiscourseModel, token: int, gender: Gender) -> Resolution | None:
    """Who is named soon after a pronoun that opens the story: "“…,” he said. Cole Ames, who …"."""
    tokens = discourse.tokens
    first = bisect_right(discourse.cast.mentions, token, key=lambda mention: mention.first)
    for mention in discourse.cast.mentions[first:]:
        if tokens.sentence[mention.first] - tokens.sentence[token] > _REACH_AHEAD:
            return None
        character = discourse.cast.of(mention)
        if mention.kind != "person" or character is discourse.relayer or tokens.quoted[mention.first] >= 0:
            continue
        if character.is_author or not tokens.is_prose(tokens.paragraph[mention.first]):
            continue
        told = tokens.starts_sentence(mention.first) or tokens.is_subject(mention.first, mention.last)
        if told and character.gender in (None, gender):
            discourse.history.add(token, token + 1, character, pronoun=True)
            return meaning(character, _AHEAD, {"named_next": 1.0})
    return None


def antecedent_of(discourse: DiscourseModel, token: int) -> tuple[int, int] | None:
    """The tokens of the phrase that a relative pronoun refers to."""
    tokens = discourse.tokens
    last = token
    while last > 0 and (tokens.words[last - 1] in {",", ")"} or tokens.words[last - 1].isspace()):
        last -= 1
        if tokens.words[last] == ")":
            floor = max(0, last - _LONGEST_BRACKET)
            last = next((index for index in range(last, floor, -1) if tokens.words[index] == "("), floor)
    if last <= 0 or tokens.paragraph[last - 1] != tokens.paragraph[token]:
        return None
    named = last - 1 in discourse.name_at
    who = tokens.lower[token] == "who"
    noun = _past_place(discourse, last - 1, who) if named else _modified_noun(discourse, token)
    if noun is not None:
        name = discourse.name_at.get(noun)
        return (name.first, name.last) if name is not None else (_phrase_first(tokens, noun), last)
    first = last - 1
    while first > 0 and last - first < _LONGEST_ANTECEDENT:
        if tokens.lower[first] in {"the", "a", "an"}:
            return first, last
        if tokens.lower[first] in {".", ","}:
            return first + 1, last
        first -= 1
    return first, last


def _past_place(discourse: DiscourseModel, index: int, who: bool) -> int:
    """The last token of a name before its place, "the Harbour Union in Brune, which"; else the token.

    "Ada Moor of Brune, who" is a person.
    """
    name = discourse.name_at[index]
    bearer = discourse.name_at.get(name.first - 2)
    is_place = name.kind != "person" if who else name.kind == "place"
    if not is_place or bearer is None or bearer.kind != ("person" if who else "organization"):
        return index
    return bearer.last - 1 if discourse.tokens.lower[name.first - 1] in _AT else index


def _modified_noun(discourse: DiscourseModel, token: int) -> int | None:
    """The noun that a relative clause modifies, as far as the tree tells.

    For "Ada Quill, the mayor, who" it is the name; for "protesters at the hall who" it is the people.
    """
    tokens, verb = discourse.tokens, token
    for _ in range(_STEPS_TO_CLAUSE):
        if tokens.dep[verb] == "acl:relcl":
            break
        verb = tokens.head[verb]
    noun = tokens.head[verb]
    if tokens.dep[verb] != "acl:relcl" or not noun < token < verb + _STEPS_TO_CLAUSE:
        return None
    if tokens.dep[noun] == "appos" and tokens.head[noun] in discourse.name_at:
        return tokens.head[noun]
    if tokens.lower[token] != "who":
        return noun
    while tokens.dep[noun] == "nmod" and not _is_for_people(tokens, noun):
        noun = tokens.head[noun]
    return noun if _is_for_people(tokens, noun) else None


def _is_for_people(tokens: ArticleTokens, index: int) -> bool:
    noun = noun_at(tokens, index, index)
    return noun is not None and is_single_person(noun[0], plural=False)


def _phrase_first(tokens: ArticleTokens, noun: int) -> int:
    """The first token of the noun's phrase, including everything before the noun that belongs to it."""
    before = [
        kid for kid in tokens.tree.kids(noun) if kid < noun and tokens.dep[kid] not in {"punct", "case"}
    ]
    return min(before, default=noun)


def neuter(discourse: DiscourseModel, token: int, resolve: Resolve, plural: bool) -> Resolution:
    """ "It" and "they": the last source if it was not a single person, else the body or group in focus."""
    tokens, last = discourse.tokens, discourse.last
    single = _told_they(discourse, token) if plural else None
    if single is not None:
        return meaning(single, _SAID_SO, {"takes_they": 1.0})
    if last is not None and last.kind in {"organization", "group", "document"}:
        near = tokens.paragraph[token] - tokens.paragraph[discourse.last_token] <= _REACH_PARAGRAPHS
        if near:
            return Resolution(last.name, last.kind, 0.7, {"last_source": 1.0}, character=last.character)
    phrase = body_or_group(discourse, token, plural)
    found = resolve(phrase) if phrase is not None else None
    if found is not None:
        return replace(found, score=min(found.score, _SUBJECT), features={"subject": 1.0})
    best: tuple[float, Character] | None = None
    second = 0.0
    for prior in discourse.history.before(token, reach=_REACH):
        gap = tokens.sentence[token] - tokens.sentence[prior.token]
        if gap > _REACH_SENTENCES or not _may_be_neuter(prior, plural):
            continue
        value = 2 * exp(-gap / 1.5) + 1.0 * prior.subject - 0.4 * prior.oblique - 0.3 * prior.possessive
        value -= 0.8 * (prior.character.kind == "place")
        if best is None or value >= best[0]:
            second = best[0] if best is not None and best[1] is not prior.character else second
            best = (value, prior.character)
        elif prior.character is not best[1]:
            second = max(second, value)
    if best is not None and best[0] > 0.5:
        return meaning(best[1], min(0.7, best[0] / 4), {"focus": best[0]}, min(0.7, max(0.0, second / 4)))
    kind = "group" if plural else "document"
    return Resolution(
        tokens.words[token], "group" if kind == "group" else "document", _NOBODY, {"unresolved": 1.0}
    )


def _told_they(discourse: DiscourseModel, token: int) -> Character | None:
    """The last person mentioned whom the article calls "they", unless that was long ago."""
    for prior in reversed(discourse.history.before(token, reach=_REACH)):
        if discourse.tokens.paragraph[token] - discourse.tokens.paragraph[prior.token] > _REACH_PARAGRAPHS:
            return None
        if prior.character.takes_they:
            return prior.character
    return None


def _may_be_neuter(prior: PriorMention, plural: bool) -> bool:
    if prior.quoted or prior.character.kind == "person":
        return False
    if prior.character.kind == "place" and prior.oblique:  # "in Brune" is where, not who
        return False
    return prior.character.kind != "people" or (plural and prior.character.name.endswith("s"))
