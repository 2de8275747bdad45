"""The subjects of the sentences before "it" or "they", as candidate antecedents."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.extraction.coreference.antecedents.discourse_model import DiscourseModel
from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.descriptions import thing_kind
from quotes.extraction.coreference.mentions.source_phrases import PRONOUNS, Phrase, read_mention
from quotes.extraction.shared.lexicon import word_classes

_ANNOUNCES = frozenset({"say", "write"})
_SENTENCES = 3
_PARAGRAPHS = 1
_REACH = 500  # most tokens of a sentence, so that time stays bounded


def body_or_group(discourse: DiscourseModel, token: int, plural: bool) -> Phrase | None:
    """The last subject before the token that "it", or "they" if `plural`, may refer to."""
    for first, last, _ in _subjects(discourse.tokens, token):
        phrase = read_mention(discourse.tokens, first, last, discourse.name_at)
        if _fits(phrase, plural):
            return phrase
    return None


def announcer(tokens: ArticleTokens, token: int) -> tuple[int, int] | None:
    """The last subject before the token that said something: "Moor denied it. “No,” the statement said"."""
    verbs = word_classes("shared", "cue_verbs")
    for first, last, verb in _subjects(tokens, token, pronouns=True):
        if not _ANNOUNCES.isdisjoint(verbs.get(tokens.tree.lemma[verb], ())):
            return first, last
    return None


def _subjects(tokens: ArticleTokens, token: int, *, pronouns: bool = False) -> Iterator[tuple[int, int, int]]:
    """The subjects of the main clauses before the token, last first, and their verbs."""
    number = tokens.sentence[token]
    end = token
    for sentence in range(number, max(-1, number - _SENTENCES), -1):
        first = tokens.sentence_first[sentence]
        if tokens.paragraph[token] - tokens.paragraph[first] > _PARAGRAPHS:
            return
        for verb in range(end - 1, max(first, end - _REACH) - 1, -1):
            if tokens.dep[verb] == "root" and tokens.quoted[verb] < 0:
                for subject in tokens.tree.subjects(verb):
                    if first <= subject < end and (pronouns or tokens.lower[subject] not in PRONOUNS):
                        yield *extent(tokens, subject), verb
        end = first


def extent(tokens: ArticleTokens, noun: int) -> tuple[int, int]:
    """A noun with the words before it, and the words after it up to a clause of its own."""
    first = last = noun
    waiting = [noun]
    while waiting:
        for kid in tokens.tree.kids(waiting.pop()):
            if tokens.dep[kid] not in {"acl:relcl", "acl", "punct", "appos", "parataxis"}:
                first, last = min(first, kid), max(last, kid)
                waiting.append(kid)
    return first, last + 1


def _fits(phrase: Phrase, plural: bool) -> bool:
    if phrase.kind == "names":
        return plural
    if phrase.kind == "name":
        return phrase.names[0].kind == "organization"
    asked = phrase.description
    if phrase.kind != "description" or asked is None:
        return False
    if asked.plural or thing_kind(asked.head, False) == "group":
        return plural
    kind = thing_kind(asked.head, False)
    return kind == "organization" or (kind == "document" and not plural)
