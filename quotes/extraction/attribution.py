"""Attribution: for every passage in quotation marks, the mention that names its source.

A log-linear ranker (a softmax over the candidate mentions of one passage, after the ranking models of
O'Keefe et al. 2012 and Almeida et al. 2014) adds up readable feature weights. Two further candidates compete:
"nobody", for titles, terms, nicknames and scare quotes, and "unknown", for reported words whose source the
article does not name. Passages are decided in text order, since a quotation often carries on the one before.
Weights live in `data/attribution.txt`; `training/attribution` remakes them from PolNeAR.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from itertools import islice

from spacy.tokens import Doc

from quotes.extraction.features import MentionFeatures
from quotes.extraction.marks import Passage, continuations
from quotes.extraction.mentions import Candidate, find_mentions, phrase_mention
from quotes.extraction.speech_clauses import relayed
from quotes.extraction.surface import PassageView, Previous, Surface
from quotes.extraction.titles import TitleFeatures
from quotes.extraction.tree import Tree
from quotes.extraction.turns import TURN

NOBODY, UNKNOWN = "nobody", "unknown"
LEAST_QUOTED = 0.5  # of the probability; more would let fewer titles in and lose as many quotes
_TURN_CERTAINTY = 0.98
_PLAIN_CERTAINTY = 0.98  # that what is plainly said is said
_CLAUSE_CERTAINTY = 0.9  # that the grammar of relayed speech tells the source
_VERBS_ABOVE = 3
_NEAREST = 24
_PARAGRAPHS_BACK = 2
_ELSEWHERE = 6
_FAR = 4  # the rank of the passage before's source where it is not among the nearest
_LEADING_KINDS = frozenset({"person", "organization", "pronoun", "label"})
_LEADING_ROLES = ("nsubj", "root", "appos", "parataxis", "conj", "list", "vocative", "dep")


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate for one passage: a mention, or NOBODY or UNKNOWN; with its features."""

    mention: Candidate | None
    label: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The decision on one passage.

    `probability` of the option taken and `quoted`, that of anybody being quoted at all, are the ranker's own,
    not yet calibrated.
    """

    passage: int
    mention: Candidate | None
    label: str
    probability: float
    quoted: float
    cue: tuple[int, int] | None
    ranking: tuple[tuple[Option, float], ...] = field(repr=False, default=())


@cache
def shipped_weights() -> Mapping[str, float]:
    """The weights in the package: lines `weight<TAB>feature`, `#` opening a comment line."""
    weights: dict[str, float] = {}
    path = files("quotes.extraction").joinpath("data", "attribution.txt")
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
        """One decision for each of `doc._.passages`, in order."""
        discourse = Discourse(doc)
        decisions: list[Attribution] = []
        previous = NOTHING_BEFORE
        for run in discourse.runs():
            first = len(decisions)
            for index in range(first, first + len(run)):
                decision = discourse.turn(index)
                if decision is None:
                    view = discourse.surface.view(index)
                    decision = self.decide(discourse, view, discourse.options(view, previous))
                    decision = _as_relayed(discourse, view, decision)
                    if view.second_half and decisions[-1].mention is not None:
                        decision = _as_first_half(decision, decisions[-1])
                decisions.append(decision)
                previous = discourse.previous(index, decision.mention)
            if len(run) > 1 and run[0].family != TURN:
                decisions[first:] = _one_source(discourse, decisions[first:])
                previous = discourse.previous(len(decisions) - 1, decisions[-1].mention)
        return decisions

    def decide(self, discourse: Discourse, view: PassageView, options: Sequence[Option]) -> Attribution:
        """The likeliest option, with all options' probabilities, likeliest first."""
        scores = [self.score(option.features) for option in options]
        probabilities = _softmax(scores)
        ranking = sorted(zip(options, probabilities, strict=True), key=lambda pair: -pair[1])
        nobody = next(probability for option, probability in ranking if option.label == NOBODY)
        chance = max(1 - nobody, _PLAIN_CERTAINTY) if view.said else 1 - nobody
        quoted = chance >= LEAST_QUOTED
        best, probability = next(pair for pair in ranking if (pair[0].label != NOBODY) == quoted)
        cue = discourse.cue(view, best.mention) if best.mention else None
        return Attribution(view.index, best.mention, best.label, probability, chance, cue, tuple(ranking))

    def score(self, features: Iterable[str]) -> float:
        """The sum of the features' weights."""
        get = self.weights.get
        return sum(get(feature, 0.0) for feature in features)


NOTHING_BEFORE = Previous(None, "", same_paragraph=False, adjacent=False)


class Discourse:
    """A Doc prepared for attribution: its tree, its candidate mentions, its passages."""

    def __init__(self, doc: Doc) -> None:
        self.tree: Tree = doc._.tree
        self.passages = doc._.passages
        self.mentions = find_mentions(doc, self.tree)
        self.surface = Surface(
            self.tree, doc._.passages, doc._.passage_tokens, doc._.paragraph_tokens, doc.text
        )
        self._features = MentionFeatures(self.surface)
        self._titles = TitleFeatures(self.surface)
        self._labels: dict[int, Candidate] = {}
        self._labels_inside = {
            self.surface.owner[mention.start]: mention
            for mention in self.mentions
            if mention.kind == "label" and self.surface.inside[mention.start]
        }
        self._named_by: dict[Passage, tuple[int, int]] = doc._.labels
        self._by_paragraph: dict[int, list[Candidate]] = {}
        self._leads: dict[int, list[Candidate]] = {}
        for mention in self.mentions:
            self._by_paragraph.setdefault(mention.paragraph, []).append(mention)

    def runs(self) -> Iterator[list[Passage]]:
        """Passages that carry on one another, a transcript's label inside the marks beginning a new run."""
        index = 0
        for run in continuations(self.passages):
            part: list[Passage] = []
            for passage in run:
                if part and index in self._labels_inside:
                    yield part
                    part = []
                part.append(passage)
                index += 1
            yield part

    def turn(self, index: int) -> Attribution | None:
        """The attribution of a turn or post, which its label or credit makes; None for other passages."""
        passage = self.passages[index]
        label = self._labels_inside.get(index)
        if label is None and passage in self._named_by:
            start, end = self._named_by[passage]
            # The paragraphs of one turn share one mention.
            label = self._labels.setdefault(
                start, Candidate(start, end, end - 1, end - 1, "label", passage.paragraph)
            )
        if label is None:
            return None
        return Attribution(index, label, "mention", _TURN_CERTAINTY, _TURN_CERTAINTY, None)

    def options(self, view: PassageView, previous: Previous) -> list[Option]:
        """Everything that may be the source of a passage: mentions near it, nobody, somebody unknown."""
        options = [
            Option(mention, "mention", tuple(self._features.of(view, mention, previous, between)))
            for mention, between in self._window(view, previous)
        ]
        shared = tuple(self._titles.of(view, previous))
        options.append(Option(None, NOBODY, shared))
        options.append(Option(None, UNKNOWN, tuple(f"unknown {feature}" for feature in shared)))
        return options

    def _window(self, view: PassageView, previous: Previous) -> list[tuple[Candidate, int]]:
        """The mentions that may be the source, each with the count of mentions nearer on its side."""
        paragraph = view.passage.paragraph
        here = self._by_paragraph.get(paragraph, [])
        window = [*enumerate(self._before(here, view)), *enumerate(self._after(here, view))]
        for step in range(1, _PARAGRAPHS_BACK + 1):
            window += enumerate(self._leading(paragraph - step))
        if not here:
            window += enumerate(self._by_paragraph.get(paragraph + 1, [])[:_ELSEWHERE])
        if previous.mention is not None and all(mention is not previous.mention for _, mention in window):
            window.append((_FAR, previous.mention))
        return [(mention, rank) for rank, mention in window]

    def _before(self, here: Sequence[Candidate], view: PassageView) -> Iterator[Candidate]:
        at = bisect_left(here, view.tokens[0], key=lambda mention: mention.start)
        nearest = (here[index] for index in range(at - 1, -1, -1))
        return islice((mention for mention in nearest if mention.end <= view.tokens[0]), _NEAREST)

    def _after(self, here: Sequence[Candidate], view: PassageView) -> Iterator[Candidate]:
        at = bisect_left(here, view.tokens[1], key=lambda mention: mention.start)
        nearest = (here[index] for index in range(at, len(here)))
        return islice((mention for mention in nearest if mention.kind != "label"), _NEAREST)

    def _leading(self, paragraph: int) -> list[Candidate]:
        """The last mentions of a paragraph further up that may lead in to a passage, last first."""
        if paragraph not in self._leads:
            mentions = reversed(self._by_paragraph.get(paragraph, []))
            self._leads[paragraph] = list(islice(filter(self._may_lead, mentions), _ELSEWHERE))
        return self._leads[paragraph]

    def _may_lead(self, mention: Candidate) -> bool:
        return mention.kind in _LEADING_KINDS or self.tree.dep[mention.link].startswith(_LEADING_ROLES)

    def previous(self, index: int, mention: Candidate | None) -> Previous:
        """What the passage after passage `index` needs to know, when `mention` is that one's source."""
        if index + 1 >= len(self.passages):
            return NOTHING_BEFORE
        passage, following = self.passages[index], self.passages[index + 1]
        last = self.surface.passage_tokens[index][1]
        first = self.surface.passage_tokens[index + 1][0]
        return Previous(
            mention,
            self.surface.key(mention) if mention else "",
            same_paragraph=passage.paragraph == following.paragraph,
            adjacent=passage.paragraph == following.paragraph and first - last <= 3,
            asked=last > 1 and self.tree.lower[last - 2] == "?",
            apart=max(following.paragraph - passage.paragraph - 1, 0),
        )

    def cue(self, view: PassageView, mention: Candidate) -> tuple[int, int] | None:
        """The words through which a mention is the source, as a token range.

        A verb of saying whose subject the mention is, or one above such a verb ("said while accusing Baku of
        allowing …"); else "according to" and the like before the mention, or the colon after it; else
        whatever verb ties the two.
        """
        tree = self.tree
        ways = view.subjects.get(mention.link) or view.subjects.get(mention.head) or ()
        own = tree.head[mention.link]
        tied = [link.token for link, _ in ways]
        verbs = [own, *tied, *(above for verb in tied for above in self._above(verb))]
        verbs += [link.token for link in view.links if link.token in (mention.start - 1, mention.end)]
        reporting = next((verb for verb in verbs if self.surface.reports(verb)), None)
        if reporting is not None:
            return reporting, reporting + 1
        before = [tree.lower[token] for token in range(max(0, mention.start - 2), mention.start)]
        if before == ["according", "to"]:
            return mention.start - 2, mention.start
        if mention.end < len(tree.lower) and tree.lower[mention.end] == ":":
            return mention.end, mention.end + 1
        between = self._between(view, mention)
        return next(
            ((verb, verb + 1) for verb in (*between, *tied, *(link.token for link in view.links))), None
        )

    def mention_of(self, head: int, view: PassageView) -> Candidate:
        """The mention with a head, by a name in apposition where it has one, as "the driver, Otto Brill"."""
        appositions = self._appositions(head)
        paragraph = view.passage.paragraph
        here = self._by_paragraph.get(paragraph, [])
        around = [mention for mention in here if mention.start <= head < mention.end]
        names = [
            mention
            for mention in here
            if mention.kind == "person" and not appositions.isdisjoint((mention.head, mention.link))
        ]
        named = [mention for mention in around if mention.kind in _LEADING_KINDS]
        if found := named or names or around:
            return found[0]
        return phrase_mention(self.tree, head, paragraph, view.paragraph, self.surface.inside)

    def _appositions(self, head: int) -> set[int]:
        """The heads of the phrases set beside a phrase, and of those beside these."""
        tree, found = self.tree, {head}
        for _ in range(2):
            found |= {kid for noun in found for kid in tree.kids(noun) if tree.dep[kid] == "appos"}
        return found - {head}

    def _between(self, view: PassageView, mention: Candidate) -> list[int]:
        """The verbs of reporting between a mention and the passage in one sentence, the nearest first."""
        first, last = view.tokens
        before = mention.end <= first
        start, end = (mention.end, first) if before else (last, mention.start)
        terminals = self.surface.terminals
        if not view.paragraph[0] <= start <= end <= view.paragraph[1] or terminals[start] != terminals[end]:
            return []
        verbs = [token for token in range(start, end) if self.surface.reports(token)]
        return verbs if before else verbs[::-1]

    def _above(self, token: int) -> Iterator[int]:
        for _ in range(_VERBS_ABOVE):
            if self.tree.head[token] == token:
                return
            token = self.tree.head[token]
            yield token


def _as_relayed(discourse: Discourse, view: PassageView, decision: Attribution) -> Attribution:
    """The decision, or what the grammar of relayed speech says instead; see `speech_clauses`."""
    clause = relayed(discourse.surface, view) if decision.label != NOBODY else None
    if clause is None:
        return decision
    certainty = max(decision.probability, _CLAUSE_CERTAINTY)
    if clause.speaker is None:
        return replace(decision, mention=None, label=UNKNOWN, probability=certainty, cue=None)
    mention, cue = discourse.mention_of(clause.speaker, view), (clause.verb, clause.verb + 1)
    return replace(decision, mention=mention, label="mention", probability=certainty, cue=cue)


def _as_first_half(decision: Attribution, first: Attribution) -> Attribution:
    """The second half of a quotation that its tag interrupts is whose the first half is."""
    return replace(
        first,
        passage=decision.passage,
        probability=max(first.probability, decision.probability),
        ranking=decision.ranking,
    )


def _one_source(discourse: Discourse, decisions: Sequence[Attribution]) -> list[Attribution]:
    """A quotation over several paragraphs has one source; the paragraph that names it knows best."""
    named = [decision for decision in decisions if decision.mention is not None]
    if not named:
        return list(decisions)
    beside = [
        decision for decision in named
        if decision.mention and decision.mention.paragraph == discourse.passages[decision.passage].paragraph
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
