"""Find the antecedent of a description of an organization or document: "the commission", "the report"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quotes.extraction.coreference.antecedents.description_agreement import agreement
from quotes.extraction.coreference.antecedents.discourse_model import DiscourseModel
from quotes.extraction.coreference.antecedents.document_issuers import issuer_of
from quotes.extraction.coreference.antecedents.pronoun_ranker import candidates, rank
from quotes.extraction.coreference.antecedents.resolution import Resolution, meaning
from quotes.extraction.coreference.antecedents.subject_antecedents import announcer
from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.descriptions import Description, thing_kind
from quotes.extraction.coreference.mentions.source_phrases import Phrase, read_mention
from quotes.extraction.coreference.name_matching import organization_words
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER, fold, word_set
from quotes.extraction.shared.quote import SpeakerKind

Resolve = Callable[[Phrase], Resolution | None]

_BARE = word_set("bare_organizations")
_NOT_WITHIN = word_set("determiners") | word_set("prepositions") | word_set("clause_words") | {"same", "new"}
_TOLD_REACH = 400  # tokens
_SENT_REACH = 1500  # tokens
_LONGEST_FULL = 5  # tokens before the noun
_CALLED = {
    noun: f"called_{kind}"
    for kind, nouns in {
        "force": ("force", "constabulary"),
        "newspaper": ("newspaper", "paper", "daily", "tabloid"),
        "bank": ("bank", "lender"),
        "company": ("company", "firm", "corporation", "manufacturer", "maker", "retailer"),
        "airline": ("airline", "carrier"),
        "team": ("team", "club", "side"),
        "university": ("university", "college", "school"),
        "broadcaster": ("broadcaster", "channel", "station", "network", "outlet"),
        "charity": ("charity", "nonprofit", "foundation"),
    }.items()
    for noun in nouns
}
_EXTRACTS = word_set("extracts")
_SENT = word_set("sent_documents")
_COMMERCIAL = word_set("bare_organizations") - word_set("public_bodies")
_PUBLIC = word_set("public_bodies")
_MOST_BODIES = 300  # most organizations of an article; later ones are ignored
_REACH = 30  # most mentions to look back over
_REACH_PARAGRAPHS = 2
_ANNOUNCED = 0.6  # how certain it is that "the statement" is by whoever was last said to say something
_BY_PRONOUN = 0.7  # how certain it is that "she" is who she was taken for
_NOBODY = 0.1  # the score of a pronoun without an antecedent


def organization_described(
    discourse: DiscourseModel, phrase: Phrase, asked: Description, text: str
) -> Resolution:
    """The organization that the description refers to, or the phrase itself."""
    owned = _with_owner(discourse, phrase) or _with_meant_owner(discourse, phrase, asked)
    if owned is not None:
        return Resolution(owned, "organization", 0.85, {"owner": 1.0})
    if asked.possessor is not None:
        whole = [c for c in discourse.cast.organizations[:_MOST_BODIES] if _is_named_so(c, asked)]
        if len(whole) == 1:
            return meaning(whole[0], 0.8, {"description": 1.0})
    if asked.definite and asked.possessor is None:
        found = [
            (
                value + discourse.nearness(character, phrase.first),
                discourse.history.last_at(character, phrase.first),
                character,
            )
            for character in discourse.cast.organizations[:_MOST_BODIES]
            if (value := _answers(character, asked))
        ]
        if found:
            (value, _, character), *others = sorted(found, key=lambda entry: entry[:2], reverse=True)
            second = _sureness(others[0][0]) if others else 0.0
            return meaning(character, _sureness(value), {"description": value}, second)
        if not asked.modifiers and asked.head in _BARE:
            focus = _in_focus(discourse, phrase.first, commercial=asked.head in _COMMERCIAL)
            if focus is not None:
                return meaning(focus, 0.5, {"focus": 1.0})
    if asked.definite and not asked.modifiers and asked.possessor is None:
        text = _told_in_full(discourse, phrase, asked) or text
    return Resolution(text, "organization", 0.6, {"unnamed": 1.0})


def _sureness(value: float) -> float:
    """How certain it is that a description refers to an organization that fits so well and is so near."""
    return min(0.85, 0.4 + 0.25 * value)


def document_described(
    discourse: DiscourseModel, phrase: Phrase, asked: Description, text: str, resolve: Resolve
) -> Resolution:
    """Whoever issued the document, if the article tells, or the document itself."""
    owner = (
        _possessor(discourse, phrase, resolve)
        if asked.possessor is not None
        else _author(discourse, phrase, asked, resolve)
    )
    if owner is not None:
        return owner
    issuer = issuer_of(
        discourse.tokens,
        discourse.cast,
        discourse.name_at,
        asked.head,
        phrase.first,
        phrase.last,
        plural=asked.plural,
    )
    if issuer is not None and (issuer.other is not None or issuer.body is not None):
        kind: SpeakerKind = "group" if issuer.other is not None else "organization"
        return Resolution(issuer.names, kind, 0.8 * issuer.sure, {"issuer": issuer.sure})
    if issuer is not None and issuer.described is not None:
        found = _described_issuer(discourse, issuer.described, resolve)
        if found is not None:
            return replace(found, score=issuer.sure * found.score, features={"issuer": issuer.sure})
    elif issuer is not None and issuer.character and issuer.character.kind in {"organization", "person"}:
        return meaning(issuer.character, 0.8 * issuer.sure, {"issuer": issuer.sure})
    elif issuer is None and _is_just_sent(discourse.tokens, phrase, asked):
        teller = announcer(discourse.tokens, phrase.first)
        found = _described_issuer(discourse, teller, resolve) if teller is not None else None
        if found is not None:
            return replace(found, score=_ANNOUNCED * found.score, features={"issuer": _ANNOUNCED})
    return Resolution(text, "document", 0.7, {"unnamed": 1.0})


def _is_just_sent(tokens: ArticleTokens, phrase: Phrase, asked: Description) -> bool:
    """Whether "the statement" is the first mention of what somebody has just said to have sent."""
    if not asked.definite or asked.possessor is not None or asked.modifiers or asked.head not in _SENT:
        return False
    before = range(max(0, phrase.first - _SENT_REACH), phrase.first)
    return all(tokens.quoted[index] >= 0 or fold(tokens.words[index]) != asked.head for index in before)


def _described_issuer(
    discourse: DiscourseModel, tokens: tuple[int, int], resolve: Resolve
) -> Resolution | None:
    """Who issued a document that "the council", "the mogul" or "she" put out, if that has a name."""
    phrase = read_mention(discourse.tokens, *tokens, discourse.name_at)
    if phrase.kind == "name":
        return resolve(phrase)
    if phrase.kind == "pronoun":
        meant = discourse.history.at(phrase.first)
        return None if meant is None or meant.is_unnamed else meaning(meant, _BY_PRONOUN, {})
    asked = phrase.description
    if asked is None or thing_kind(asked.head, asked.plural) == "document":
        return None
    found = resolve(phrase)
    return found if found is not None and found.kind in {"organization", "person"} else None


def _in_focus(discourse: DiscourseModel, token: int, commercial: bool) -> Character | None:
    """The organization with a name of several words that was last the subject of a sentence."""
    tokens = discourse.tokens
    for prior in reversed(discourse.history.before(token, reach=_REACH)):
        if tokens.paragraph[token] - tokens.paragraph[prior.token] > _REACH_PARAGRAPHS:
            return None
        character = prior.character
        if character.kind != "organization" or not prior.main or " " not in character.name:
            continue
        if not commercial or _PUBLIC.isdisjoint(organization_words(character.name)):
            return character
    return None


def _answers(character: Character, asked: Description) -> float:
    """How well an organization fits "the commission": by a word of its name or by its descriptions."""
    told = max((agreement(asked, description) for description in character.descriptions), default=0.0)
    for form in character.forms:
        words = organization_words(form)
        parts = frozenset(words) | {word[:-1] for word in words if word.endswith("s")}  # "Iran's ministry"
        if not parts.isdisjoint(word_set(_CALLED.get(asked.head, ""))):
            told = max(told, 0.4 if asked.modifiers else 0.6)
        if asked.head in parts:
            others = asked.modifiers - {asked.head}
            told = max(told, 0.9 if not others or others & parts else 0.4)
    return told


def _is_named_so(character: Character, asked: Description) -> bool:
    """Whether the name has all words of "Brune's air safety board": "Air Safety Board of Brune"."""
    words = asked.words - {"s", "the"}
    return len(words) > 2 and any(words <= frozenset(organization_words(form)) for form in character.forms)


def _with_owner(discourse: DiscourseModel, phrase: Phrase) -> str | None:
    """The text of "Quill's campaign" with the owner's full name: "Ada Quill's campaign"."""
    first, last = phrase.core
    mention = discourse.name_at.get(first)
    if mention is None or mention.first != first or mention.kind != "person" or mention.last >= last:
        return None
    rest = " ".join(discourse.tokens.span_text(mention.last, last).split())
    return discourse.cast.of(mention).name + ("" if rest[:1] in "'’" else " ") + rest


def _with_meant_owner(discourse: DiscourseModel, phrase: Phrase, asked: Description) -> str | None:
    """The text of "her campaign" with the owner's name."""
    tokens = discourse.tokens
    gender = PRONOUN_GENDER.get(tokens.lower[phrase.first])
    if gender is None or asked.possessor is None or phrase.core[1] - phrase.first < 2:
        return None
    ranked = rank(candidates(tokens, discourse.history, phrase.first, gender, discourse.speaker))
    if not ranked or ranked[0].character.is_unnamed:
        return None
    rest = " ".join(tokens.span_text(phrase.first + 1, phrase.core[1]).split())
    owner = ranked[0].character.name
    return f"{owner}{'’' if owner.endswith('s') else '’s'} {rest}"


def _told_in_full(discourse: DiscourseModel, phrase: Phrase, asked: Description) -> str | None:
    """The last full phrase that "the ministry" abbreviates: "the country's interior ministry"."""
    tokens = discourse.tokens
    for last in range(phrase.first - 1, max(0, phrase.first - _TOLD_REACH), -1):
        if fold(tokens.words[last]) != asked.head or tokens.quoted[last] >= 0:
            continue
        first = last
        while first > 0 and last - first < _LONGEST_FULL and _is_within(tokens, first - 1, last):
            first -= 1
        if first < last and tokens.words[first] not in POSSESSIVE:
            return " ".join(tokens.span_text(first, last + 1).split())
    return None


def _is_within(tokens: ArticleTokens, index: int, last: int) -> bool:
    word, lower = tokens.words[index], tokens.lower[index]
    if tokens.paragraph[index] != tokens.paragraph[last] or tokens.quoted[index] >= 0:
        return False
    if word in POSSESSIVE or word == "-":
        return True
    return (
        word[0].isalpha()
        and lower not in _NOT_WITHIN
        and tokens.pos[index] not in {"VERB", "AUX", "ADV", "ADP"}
    )


def _author(
    discourse: DiscourseModel, phrase: Phrase, asked: Description, resolve: Resolve
) -> Resolution | None:
    """Whose words "excerpts of his speech" and "a copy of her letter" repeat, whoever put them out."""
    if asked.head.rstrip("s") not in _EXTRACTS:
        return None
    tokens = discourse.tokens
    for index in range(phrase.core[1], phrase.last - 1):
        if tokens.lower[index] in {"of", "from"} and tokens.lower[index + 1] in PRONOUN_GENDER:
            found = resolve(read_mention(tokens, index + 1, index + 2, discourse.name_at))
            return found if found is not None and found.character is not None else None
    return None


def _possessor(discourse: DiscourseModel, phrase: Phrase, resolve: Resolve) -> Resolution | None:
    """The owner in "its report" and "the regulator's report", if it is a known character."""
    tokens = discourse.tokens
    last = next((i for i in range(phrase.first + 1, phrase.last) if tokens.words[i] in POSSESSIVE), None)
    if last is None:
        last = phrase.first + 1
    owner = read_mention(tokens, phrase.first, last, discourse.name_at)
    if owner.last >= phrase.last or owner.kind not in {"name", "description", "pronoun"}:
        return None  # an owner cannot be part of what it owns
    found = resolve(owner)
    if found is None or found.character is None or found.character.is_unnamed or found.score <= _NOBODY:
        return None
    return replace(found, score=0.8 * found.score)
