"""Who issued a document: "a report by the Delta Rights Network", "the ministry's statement"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quotes.extraction.coreference.antecedents.subject_antecedents import extent
from quotes.extraction.coreference.article_tokens import POSSESSIVE, ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clustering import Cast
from quotes.extraction.coreference.descriptions import noun_at, thing_kind
from quotes.extraction.coreference.recognition.name_mention import NameMention
from quotes.extraction.coreference.word_lists import fold, word_set

_BY = frozenset({"by", "from"})
_ISSUES = word_set("issuing")
_APPEARED = frozenset({"published", "printed", "aired", "posted"})
_THEIRS = frozenset({"a", "an", "his", "her", "its", "their"})
_MOST_JOINED = 4  # verbs
_REACH = 8
_LONGEST_BODY = 5  # tokens
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", ""})
_KNOWN = frozenset({"the", "this", "that", "its", "their"})  # before a noun mentioned earlier
_AHEAD = 200  # most tokens until the next mention of the document
_PARAGRAPHS_AHEAD = 2
# Interchangeable nouns: "a study" may be "the report" a paragraph later.
_ALIKE = tuple(
    map(word_set, ("alike_reports", "alike_letters", "alike_books", "alike_rulings", "alike_films"))
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued a document, and how `sure` that is, from 0 to 1.

    `character` is None for a body that is only described.
    """

    character: Character | None
    sure: float
    other: Character | None = None  # a second person who issued it
    body: str | None = None  # the noun after the name, if a person's body issued it: "campaign"
    described: tuple[int, int] | None = None  # the tokens that describe a body or a person, or "she"

    @property
    def names(self) -> str:
        """Their names: "Ada Quill and Cole Ames", "Ada Quill campaign"; "" if they are only described."""
        if self.character is None:
            return ""
        if self.other is not None:
            return f"{self.character.name} and {self.other.name}"
        return f"{self.character.name} {self.body}" if self.body else self.character.name


def issuer_of(
    tokens: ArticleTokens,
    cast: Cast,
    name_at: Mapping[int, NameMention],
    noun: str,
    first: int,
    last: int,
    *,
    plural: bool = False,
) -> Issuer | None:
    """Who issued the document, or documents, that the mention at tokens [first, last) names by a noun."""
    inside = _within(tokens, cast, name_at, noun, first, last)
    if inside is not None:
        return inside
    nouns = frozenset({noun, f"{noun}s"} if plural else {noun})  # "reports by" many are not "the report"
    before = _told_before(tokens, cast, name_at, nouns, first) or next(
        (_told_before(tokens, cast, name_at, alike, first) for alike in _ALIKE if noun in alike), None
    )
    if before is not None or tokens.lower[first] in _KNOWN:
        return before
    return _told_next(tokens, cast, name_at, noun, last)


def _told_before(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], nouns: frozenset[str], first: int
) -> Issuer | None:
    """Who issued a document that one of the nouns mentioned before token `first`."""
    best: Issuer | None = None
    for index in range(first - 1, max(-1, first - 1500), -1):
        word = fold(tokens.words[index])
        if tokens.quoted[index] >= 0 or word not in nouns:
            continue
        told = _told_beside(tokens, cast, name_at, index, index + 1, index + 1 + _REACH)
        if told is not None and (best is None or told.sure > best.sure + 0.2):
            best = told
        if best is not None and tokens.paragraph[first] - tokens.paragraph[index] > 6:
            break
    return best


def _told_next(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], noun: str, last: int
) -> Issuer | None:
    """Who put it out, as told at the next "the report …" behind a headline's or a lead's "a report"."""
    for index in range(last + 1, min(len(tokens), last + _AHEAD)):
        if tokens.paragraph[index] - tokens.paragraph[last - 1] > _PARAGRAPHS_AHEAD:
            return None
        if fold(tokens.words[index]) == noun and tokens.quoted[index] < 0:
            return _told_beside(tokens, cast, name_at, index, index + 1, index + 1 + _REACH)
    return None


def _within(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], noun: str, first: int, last: int
) -> Issuer | None:
    """The issuer named inside the phrase: "a Delta Rights Network report", "the report by the Network"."""
    place = next(
        (i for i in range(first, last) if fold(tokens.words[i]).rstrip("s") == noun.rstrip("s")), last - 1
    )
    told = _told_beside(tokens, cast, name_at, place, place + 1, min(len(tokens), last + 4))
    if told is not None:
        return told
    for index in range(place + 1, last):  # "a document on the Network's website"
        if tokens.words[index] in POSSESSIVE and index - 1 in name_at:
            return _issuer(tokens, cast, name_at, name_at[index - 1], 0.6)
    for index in range(first, place):
        if index in name_at and name_at[index].kind == "organization":
            return _issuer(tokens, cast, name_at, name_at[index], 0.7)
    return None


def _told_beside(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], first: int, last: int, ceiling: int
) -> Issuer | None:
    """The issuer named around the noun phrase [first, last): a possessor, a "by …", a verb of issuing."""
    sentence = tokens.sentence[first]
    for index in range(first, max(first - 6, 0), -1):  # "the Delta Rights Network's new report"
        if tokens.words[index] in POSSESSIVE and index - 1 in name_at and tokens.sentence[index] == sentence:
            return _issuer(tokens, cast, name_at, name_at[index - 1], 0.8)
    for index in range(first, last):
        if tokens.words[index] in POSSESSIVE and index - 1 in name_at:
            return _issuer(tokens, cast, name_at, name_at[index - 1], 0.8)
    told = _told_after(tokens, cast, name_at, first, last, ceiling)
    if told is not None:
        return told
    dated = first > 0 and tokens.words[first - 1].isdigit()  # "the Brune Council 2020 report"
    before = name_at.get(first - 1 - dated)
    if (
        before is not None and before.kind == "organization" and before.last == first - dated
    ):  # "a Brune Post article"
        return _issuer(tokens, cast, name_at, before, 0.7)
    return _subject_of_issuing(tokens, cast, name_at, first)


def _told_after(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], first: int, last: int, ceiling: int
) -> Issuer | None:
    """ "A report (…) by the Delta Rights Network", "a report “…” published in the Brune Post"."""
    if last < len(tokens) and tokens.quoted[last] >= 0:  # the report's title
        _, last = tokens.tokens_of(*tokens.passages[tokens.quoted[last]])
        ceiling = last + _REACH
    for index in range(first, min(ceiling, len(tokens)) - 1):
        lower, following = tokens.lower[index], tokens.lower[index + 1]
        ends = lower in {",", ";"} and index >= last and not (lower == "," and following in _ISSUES)
        if ends or tokens.sentence[index] != tokens.sentence[first]:
            return None
        if lower not in _BY and not (lower in {"in", "on"} and tokens.lower[index - 1] in _APPEARED):
            continue
        for place in range(index + 1, min(index + 5, len(tokens))):
            if place in name_at and name_at[place].kind in {"person", "organization"}:
                return _issuer(tokens, cast, name_at, name_at[place], 0.85)
        end = _body_end(tokens, index + 1) if lower in _BY else None
        if end is not None:
            return Issuer(None, 0.7, described=(index + 1, end))
    return None


def _body_end(tokens: ArticleTokens, first: int) -> int | None:
    """The token after a description of a body that begins at a token: "the village council"."""
    for index in range(first, min(len(tokens), first + _LONGEST_BODY)):
        noun = noun_at(tokens, index, first)
        if noun is not None and not (index + 1 < len(tokens) and noun_at(tokens, index + 1, index + 1)):
            single = thing_kind(noun[0], noun[2]) == "organization" and not noun[2]
            ends = tokens.lower[index + 1 : index + 2] != ["of"]  # "the local chapter of the Union"
            return index + 1 if single and ends else None
        if tokens.pos[index] not in _NOMINAL:
            return None
    return None


def _subject_of_issuing(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], noun: int
) -> Issuer | None:
    """ "The Interior Ministry said in a statement", "his campaign sent out an email"."""
    if not tokens.dep[noun]:
        return _name_before_issuing(tokens, cast, name_at, noun)
    verb = tokens.head[noun]
    put_out = tokens.dep[noun] == "obj" or (tokens.dep[noun] == "obl" and _is_theirs(tokens, noun))
    if not put_out or tokens.lower[verb] not in _ISSUES or tokens.quoted[verb] >= 0:
        return None
    subject = _subject_of(tokens, verb)
    return None if subject is None else _spoken_for(tokens, cast, name_at, subject)


def _name_before_issuing(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], noun: int
) -> Issuer | None:
    """The same where there is no tree: the name before the verb of issuing before the noun."""
    opening = tokens.sentence_first[tokens.sentence[noun]]
    before = range(noun - 1, max(opening - 1, noun - 9), -1)
    verb = next((index for index in before if tokens.lower[index] in _ISSUES), None)
    if verb is None:
        return None
    for index in range(verb - 1, max(opening - 1, verb - 6), -1):
        mention = name_at.get(index)
        if mention is not None and mention.kind in {"organization", "person"}:
            return _issuer(tokens, cast, name_at, mention, 0.7)
        if tokens.words[index] in {",", ";"}:
            break
    return None


def _is_theirs(tokens: ArticleTokens, noun: int) -> bool:
    """Whether "said in a statement" or "wrote in her letter", and not "said in any statement", is told."""
    return any(tokens.lower[kid] in _THEIRS for kid in tokens.tree.kids(noun))


def _subject_of(tokens: ArticleTokens, verb: int) -> int | None:
    """The subject of a verb, or of the verb that it is joined to: "rose and announced"."""
    for _ in range(_MOST_JOINED):
        found = tokens.tree.subjects(verb)
        if found:
            return None if tokens.dep[found[0]].endswith(":pass") else found[0]
        if tokens.dep[verb] != "conj":
            return None
        verb = tokens.head[verb]
    return None


def _spoken_for(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], subject: int
) -> Issuer:
    """The subject of a verb of issuing: a name, or what describes somebody: "the mogul", "she"."""
    if subject in name_at and name_at[subject].kind in {"organization", "person"}:
        return _issuer(tokens, cast, name_at, name_at[subject], 0.75)
    return Issuer(None, 0.7, described=extent(tokens, subject))


def _issuer(
    tokens: ArticleTokens, cast: Cast, name_at: Mapping[int, NameMention], mention: NameMention, sure: float
) -> Issuer:
    """The bearer of a name, or what the name belongs to: "Ada Quill and Cole Ames", "the Quill campaign"."""
    issuer, after = Issuer(cast.of(mention), sure), mention.last
    if mention.kind != "person" or after >= len(tokens):
        return issuer
    if tokens.lower[after] == "and":
        second = name_at.get(after + 1)
        return replace(issuer, other=cast.of(second)) if second and second.kind == "person" else issuer
    body = thing_kind(tokens.lower[after], False) == "organization"
    return replace(issuer, body=tokens.words[after]) if body else issuer
