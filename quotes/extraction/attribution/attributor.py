"""Attribution: for every passage in quotation marks, choose the mention that names its source.

A log-linear ranker (a softmax over the candidate mentions of one passage, after the ranking models of O'Keefe
et al. 2012 and Almeida et al. 2014) adds up the weights of readable features. Two further candidates compete
with the mentions: "nobody", for titles, terms, nicknames and scare quotes, and "unknown", for reported words
whose source the article does not name. Passages are decided in text order, because a quotation often
continues the one before. The weights are in `data/weights.txt`; `training/attribution` fits them on PolNeAR.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from quotes.extraction.attribution.context import NOTHING_BEFORE, AttributionContext
from quotes.extraction.attribution.options import NOBODY, UNKNOWN, Attribution, Option
from quotes.extraction.attribution.passage_views import PassageView, Previous, view_passage
from quotes.extraction.attribution.relayed_speech import relayed
from quotes.extraction.quotation.turns import TURN

__all__ = [
    "LEAST_QUOTED", "NOBODY", "NOTHING_BEFORE", "UNKNOWN",
    "Attribution", "AttributionContext", "Attributor", "Option", "shipped_weights",
]  # fmt: skip

LEAST_QUOTED = 0.45  # least probability; a higher one would let fewer titles in, but lose as many quotes
_PLAIN_CERTAINTY = 0.98  # that a passage found by `plain_cases` is a quote
_CLAUSE_CERTAINTY = 0.9  # that `relayed_speech` names the right source
_ANSWER_CERTAINTY = 0.8  # that the person who is asked answers
_LEAST_ANSWER = 0.5  # least share among sources other than the reporter for one of them to answer
_INTRODUCTION_CERTAINTY = 0.7  # that the person a short sentence introduces says the paragraph below


@cache
def shipped_weights() -> Mapping[str, float]:
    """The shipped weights. Each line of the file reads `weight<TAB>feature`; `#` starts a comment line."""
    weights: dict[str, float] = {}
    path = files("quotes.extraction.attribution").joinpath("data", "weights.txt")
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            weight, _, feature = line.partition("\t")
            weights[feature] = float(weight)
    return weights


class Attributor:
    """Ranks the candidates of each passage of a Doc."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self.weights = shipped_weights() if weights is None else weights

    def attribute(self, doc: Doc) -> list[Attribution]:
        """One decision for each of `doc._.passages`, in text order."""
        context = AttributionContext(doc)
        decisions: list[Attribution] = []
        previous = NOTHING_BEFORE
        for run in context.runs():
            first = len(decisions)
            for index in range(first, first + len(run)):
                decision = context.turn(index)
                if decision is None:
                    view = view_passage(context.article, index)
                    decision = self.decide(context, view, context.options(view, previous))
                    decision = _as_relayed(context, view, _as_answer(context, view, decision, previous))
                    if view.second_half and decisions[-1].mention is not None:
                        decision = _as_first_half(decision, decisions[-1])
                decisions.append(decision)
                previous = context.previous(index, decision.mention)
            if len(run) > 1 and run[0].family != TURN:
                decisions[first:] = _one_source(context, decisions[first:])
                previous = context.previous(len(decisions) - 1, decisions[-1].mention)
        return decisions

    def decide(
        self, context: AttributionContext, view: PassageView, options: Sequence[Option]
    ) -> Attribution:
        """The most likely option, with the probabilities of all options in descending order."""
        scores = [self.score(option.features) for option in options]
        probabilities = _softmax(scores)
        ranking = sorted(zip(options, probabilities, strict=True), key=lambda pair: -pair[1])
        nobody = next(probability for option, probability in ranking if option.label == NOBODY)
        chance = 1 - nobody
        if view.said or view.term:
            chance = max(chance, _PLAIN_CERTAINTY) if view.said else min(chance, 1 - _PLAIN_CERTAINTY)
        quoted = chance >= LEAST_QUOTED
        possible = [pair for pair in ranking if (pair[0].label != NOBODY) == quoted]
        if quoted and nobody > LEAST_QUOTED:  # what the ranker takes for a term it gives to nobody known, too
            possible.sort(key=lambda pair: pair[0].label == UNKNOWN)
        best, probability = possible[0]
        cue = context.cue(view, best.mention) if best.mention else None
        return Attribution(view.index, best.mention, best.label, probability, chance, cue, tuple(ranking))

    def score(self, features: Iterable[str]) -> float:
        """The sum of the features' weights."""
        get = self.weights.get
        return sum(get(feature, 0.0) for feature in features)


def _as_answer(
    context: AttributionContext, view: PassageView, decision: Attribution, previous: Previous
) -> Attribution:
    """Give an untagged passage after a reporter's question to somebody else.

    Only unnamed reporters are treated so. A named person who asks and goes on mostly answers the question:
    “Do I regret it?” Moor asked. “No.”
    """
    asker = previous.mention
    if asker is None or decision.mention is not asker or not previous.asked or not previous.same_paragraph:
        return decision
    if view.links or view.closing == "?" or not context.asks_for_others(asker):
        return decision
    if asked := context.asked_by(asker):
        return replace(decision, mention=asked, probability=_ANSWER_CERTAINTY, cue=None)
    others = [
        (one, chance) for one, chance in decision.ranking if one.label != NOBODY and one.mention is not asker
    ]
    likeliest, chance = others[0]
    share = chance / sum(chance for _, chance in others)
    mention = likeliest.mention if share >= _LEAST_ANSWER else None
    label = UNKNOWN if mention is None else "mention"
    return replace(decision, mention=mention, label=label, probability=share, cue=None)


def _as_relayed(context: AttributionContext, view: PassageView, decision: Attribution) -> Attribution:
    """The decision, or the source that the grammar of relayed speech names instead; see `relayed_speech`."""
    if decision.label == NOBODY:
        return decision
    clause = relayed(context.article, view)
    if clause is None:
        introduced = context.introduced(view)
        if introduced is None or introduced is decision.mention:
            return decision
        certainty = max(decision.probability, _INTRODUCTION_CERTAINTY)
        return replace(decision, mention=introduced, label="mention", probability=certainty, cue=None)
    certainty = max(decision.probability, _CLAUSE_CERTAINTY)
    if clause.speaker is None:
        return replace(decision, mention=None, label=UNKNOWN, probability=certainty, cue=None)
    mention, cue = (
        context.mention_of(clause.speaker, view.passage.paragraph),
        (clause.verb, clause.verb + 1),
    )
    return replace(decision, mention=mention, label="mention", probability=certainty, cue=cue)


def _as_first_half(decision: Attribution, first: Attribution) -> Attribution:
    """Give the second half of a quotation that its tag interrupts to the source of the first half."""
    return replace(
        first,
        passage=decision.passage,
        probability=max(first.probability, decision.probability),
        ranking=decision.ranking,
    )


def _one_source(context: AttributionContext, decisions: Sequence[Attribution]) -> list[Attribution]:
    """Give a quotation over several paragraphs one source, if possible one named beside its passage."""
    named = [decision for decision in decisions if decision.mention is not None]
    if not named:
        return list(decisions)
    beside = [
        decision for decision in named
        if decision.mention and decision.mention.paragraph == context.passages[decision.passage].paragraph
    ]  # fmt: skip
    best = max(beside or named, key=lambda decision: decision.probability)
    return [
        replace(decision, mention=best.mention, label=best.label, cue=best.cue, probability=best.probability)
        for decision in decisions
    ]


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
