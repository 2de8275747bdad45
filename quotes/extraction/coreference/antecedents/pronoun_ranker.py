"""Rank the people mentioned before as antecedents of "he", "she" and their other forms.

The model is linear. Its weights are in a readable text file, one feature per line, which
`training/coreference` writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from quotes.extraction.coreference.antecedents.mention_history import MentionHistory, PriorMention
from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.word_lists import SAYING, Gender

_MOST_CANDIDATES = 16
_FAR = 10
_OFTEN = 5  # more mentions make nobody likelier

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
    resource = files("quotes.extraction.coreference.antecedents").joinpath("data", "pronoun_weights.txt")
    for line in resource.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, value = line.split()
            table[name] = float(value)
    return table


def candidates(
    tokens: ArticleTokens,
    history: MentionHistory,
    token: int,
    gender: Gender | None,
    last_speaker: Character | None,
    passage: int = -1,
) -> list[tuple[Character, Features]]:
    """The possible antecedents of a pronoun at the token, with the features for and against each.

    Without a `gender`, people of any gender. `passage` is the quoted passage whose source the pronoun is, if
    any.
    """
    latest: dict[int, list[PriorMention]] = {}
    for prior in reversed(history.before(token)):
        if prior.character.kind != "person" or prior.character.is_author:
            continue
        known = latest.setdefault(id(prior.character), [])
        if len(known) < 8 and len(latest) <= _MOST_CANDIDATES:
            known.append(prior)
    fitting = [
        priors
        for priors in latest.values()
        if priors and (gender is None or priors[0].character.gender in (None, gender))
    ]
    place = _Place.of(tokens, token, fitting, history.inside(passage))
    return [
        (priors[0].character, _features(tokens, history, place, gender, priors, order, last_speaker))
        for order, priors in enumerate(fitting)
    ]


@dataclass(frozen=True, slots=True)
class _Place:
    """The position of a pronoun. `subjects` are the candidates that were subjects, latest first.

    `named` are the candidates named in the words whose source the pronoun is.
    """

    token: int
    tags_speech: bool
    after_quote: bool
    subjects: tuple[int, ...]
    last_to_speak: int | None
    named: frozenset[int]

    @classmethod
    def of(
        cls,
        tokens: ArticleTokens,
        token: int,
        fitting: Sequence[Sequence[PriorMention]],
        named: frozenset[int],
    ) -> _Place:
        # In "Quill should resign, he said", "he" is not Quill.
        tags = token > 0 and tokens.words[token - 1] == "," and tokens.quoted[token - 1] < 0
        tags = tags and token + 1 < len(tokens) and tokens.lower[token + 1] in SAYING
        last_subject = {
            id(priors[0].character): prior.token
            for priors in fitting
            if (prior := next((t for t in priors if t.main), None)) is not None
            and not (tags and tokens.sentence[prior.token] == tokens.sentence[token])
        }
        first = tokens.sentence_first[tokens.sentence[token]]
        after_quote = any(tokens.quoted[index] >= 0 for index in range(max(first, token - 3), token))
        saying = tokens.speaks(token, token + 1)
        speaking = [t for priors in fitting for t in priors if saying and t.speaks and not t.quoted]
        last = max(speaking, key=lambda prior: prior.token, default=None)
        subjects = tuple(sorted(last_subject, key=lambda key: -last_subject[key]))
        return cls(token, tags, after_quote, subjects, id(last.character) if last else None, named)


def rank(found: Sequence[tuple[Character, Features]]) -> list[Ranked]:
    """Candidates by descending probability; the probabilities add up to 1."""
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
    tokens: ArticleTokens,
    history: MentionHistory,
    place: _Place,
    gender: Gender | None,
    priors: Sequence[PriorMention],
    order: int,
    last_speaker: Character | None,
) -> Features:
    """`priors` are the candidate's latest mentions, latest first; `order` counts the candidates after it."""
    character, latest, token = priors[0].character, priors[0], place.token
    features: Features = {
        f"order={min(order, 4)}": 1.0,
        "paragraphs": _distance(tokens.paragraph[token] - tokens.paragraph[latest.token]),
        "frequency": log(1 + min(history.count(character, token), _OFTEN)),
        "near": log(1 + sum(tokens.paragraph[token] - tokens.paragraph[t.token] <= 1 for t in priors)),
    }
    if gender is not None and character.gender == gender:
        features["gender_known"] = 1.0
    elif gender is not None:
        features["gender_lean"] = character.gender_evidence if gender == "m" else -character.gender_evidence
    outside = next((prior for prior in priors if not prior.quoted), None)
    if outside is None:
        features["only_quoted"] = 1.0
    else:
        features |= _narrated(tokens, history, place, outside)
    features |= _as_subject(tokens, place, character, priors)
    features |= _in_paragraph(tokens, history, token, priors)
    features |= _as_speaker(tokens, place, character, priors, last_speaker)
    if tokens.section[tokens.paragraph[latest.token]] != tokens.section[tokens.paragraph[token]]:
        features["other_section"] = 1.0
    if id(character) in place.named:
        features["named_in_own_words"] = 1.0  # people call themselves "I"
    if character.is_unnamed:
        features["unnamed"] = 1.0
    elif " " not in character.name and not character.mentions[0].title:
        features["single_name"] = 1.0
    return features


def _in_paragraph(
    tokens: ArticleTokens, history: MentionHistory, token: int, priors: Sequence[PriorMention]
) -> Features:
    """The candidate's mentions in the pronoun's own paragraph."""
    same = [t for t in priors if tokens.paragraph[t.token] == tokens.paragraph[token] and not t.quoted]
    features = {}
    if same and same[-1].token == _first_touch(history, tokens, token):
        features["opens_paragraph"] = 1.0
    if any(prior.pronoun for prior in same):
        features["pronoun_in_paragraph"] = 1.0
    return features


def _as_speaker(
    tokens: ArticleTokens,
    place: _Place,
    character: Character,
    priors: Sequence[PriorMention],
    last_speaker: Character | None,
) -> Features:
    """Whether the candidate was the last one quoted, or the last one who said something."""
    features = {}
    if character is last_speaker:
        paragraphs = tokens.paragraph[place.token] - tokens.paragraph[priors[0].token]
        features[f"last_speaker_paragraphs={min(paragraphs, 2)}"] = 1.0
        if place.after_quote:
            features["last_speaker_after_quote"] = 1.0
    if place.last_to_speak == id(character):
        spoke = next(prior for prior in priors if prior.speaks and not prior.quoted)
        features["spoke_last"] = 1.0
        features["spoke_last_sentences"] = _distance(
            tokens.sentence[place.token] - tokens.sentence[spoke.token]
        )
    return features


def _narrated(
    tokens: ArticleTokens, history: MentionHistory, place: _Place, outside: PriorMention
) -> Features:
    """Features of the candidate's last mention outside quoted words."""
    gap = tokens.sentence[place.token] - tokens.sentence[outside.token]
    if place.tags_speech and gap == 0:
        return {"spoken_of": 1.0}
    role = _role(outside)
    features = {"sentences": _distance(gap), f"role={role}": 1.0}
    if gap <= 1:
        features[f"{'same' if gap == 0 else 'next'}_sentence"] = 1.0
        features[f"near_role={role}"] = 1.0
        if outside.pronoun:
            features["near_pronoun"] = 1.0
        if not outside.pronoun and history.count(outside.character, outside.token) == 0:
            features["introduced"] = 1.0
    if outside.pronoun:
        features["pronoun"] = 1.0
    return features


def _as_subject(
    tokens: ArticleTokens, place: _Place, character: Character, priors: Sequence[PriorMention]
) -> Features:
    """How long ago the candidate was the subject of a sentence, and how many others were since."""
    main = next((prior for prior in priors if prior.main), None)
    if main is None or id(character) not in place.subjects:
        return {"never_subject": 1.0}
    order = place.subjects.index(id(character))
    features = {
        f"subject_order={min(order, 2)}": 1.0,
        "subject_sentences": _distance(tokens.sentence[place.token] - tokens.sentence[main.token]),
    }
    if order == 0 and place.after_quote:
        features["last_subject_after_quote"] = 1.0
    return features


def _role(prior: PriorMention) -> str:
    if prior.main:
        return "main"
    if prior.subject:
        return "subject"
    if prior.possessive:
        return "possessive"
    return "oblique" if prior.oblique else "other"


def _first_touch(history: MentionHistory, tokens: ArticleTokens, token: int) -> int:
    """The token of the first mention of a person in the token's paragraph, or -1."""
    first = tokens.paragraph_first[tokens.paragraph[token]]
    for prior in history.before(token):
        if prior.token >= first and prior.character.kind == "person":
            return prior.token
    return -1


def _distance(gap: int) -> float:
    """A distance in sentences or paragraphs, in coarser steps the larger it is."""
    return log(1 + min(max(gap, 0), _FAR))
