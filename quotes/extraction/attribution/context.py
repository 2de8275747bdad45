"""An article prepared for attribution: its candidate mentions, its passages, and their positions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from sys import intern

from spacy.tokens import Doc

from quotes.extraction.attribution.article_words import ArticleWords
from quotes.extraction.attribution.candidates import Candidate, find_mentions, phrase_mention
from quotes.extraction.attribution.cues import reports_its_own
from quotes.extraction.attribution.mention_features import MentionFeatures
from quotes.extraction.attribution.nobody_features import TitleFeatures
from quotes.extraction.attribution.options import NOBODY, UNKNOWN, Attribution, Option
from quotes.extraction.attribution.passage_views import PassageView, Previous
from quotes.extraction.quotation.marks import Passage, continuations
from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.tree import Tree

_TURN_CERTAINTY = 0.98
_SHORT = 25  # most tokens of a sentence that only introduces a person
_VERBS_ABOVE = 3
_NEAREST = 24
# Only this many mentions after a passage, and on either side of a word, are considered, so that time stays
# bounded.
_MOST_BEHIND = 500
_MOST_AROUND = 200
_PARAGRAPHS_BACK = 2
_ELSEWHERE = 6
_FAR = 4  # the rank given to the previous passage's source if it is not among the nearest
_LEADING_KINDS = frozenset({"person", "organization", "pronoun", "label"})
_LEADING_ROLES = ("nsubj", "root", "appos", "parataxis", "conj", "list", "vocative", "dep")


NOTHING_BEFORE = Previous(None, "", same_paragraph=False, adjacent=False)


class AttributionContext:
    """A Doc prepared for attribution: its tree, its candidate mentions, its passages."""

    def __init__(self, doc: Doc) -> None:
        self.tree: Tree = doc._.tree
        self.passages = doc._.passages
        self.mentions = find_mentions(doc, self.tree)
        self.article = ArticleWords(
            self.tree, doc._.passages, doc._.passage_tokens, doc._.paragraph_tokens, doc.text
        )
        self._features = MentionFeatures(self.article)
        self._titles = TitleFeatures(self.article)
        self._labels: dict[int, Candidate] = {}
        self._labels_inside = {
            self.article.owner[mention.start]: mention
            for mention in self.mentions
            if mention.kind == "label" and self.article.inside[mention.start]
        }
        self._named_by: dict[Passage, tuple[int, int]] = doc._.labels
        self._by_paragraph: dict[int, list[Candidate]] = {}
        self._leads: dict[int, list[Candidate]] = {}
        for mention in self.mentions:
            self._by_paragraph.setdefault(mention.paragraph, []).append(mention)

    def runs(self) -> Iterator[list[Passage]]:
        """Groups of passages that continue one another. A label inside the marks starts a new group."""
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
        """The attribution of a turn or post, decided by its label or credit; None for other passages."""
        passage = self.passages[index]
        label = self._labels_inside.get(index)
        if label is None and passage in self._named_by:
            start, end = self._named_by[passage]
            # All paragraphs of one turn share one mention.
            label = self._labels.setdefault(
                start, Candidate(start, end, end - 1, end - 1, "label", passage.paragraph)
            )
        if label is None:
            return None
        return Attribution(index, label, "mention", _TURN_CERTAINTY, _TURN_CERTAINTY, None)

    def options(self, view: PassageView, previous: Previous) -> list[Option]:
        """All possible sources of a passage: the mentions near it, nobody, and an unknown source."""
        # The ranking of every passage is kept with its features. Most features recur, so they are interned:
        # without that, a long article would take gigabytes.
        options = [
            Option(
                mention, "mention", tuple(map(intern, self._features.of(view, mention, previous, between)))
            )
            for mention, between in self._window(view, previous)
        ]
        shared = tuple(map(intern, self._titles.of(view, previous)))
        options.append(Option(None, NOBODY, shared))
        options.append(Option(None, UNKNOWN, tuple(intern(f"unknown {feature}") for feature in shared)))
        return options

    def _window(self, view: PassageView, previous: Previous) -> list[tuple[Candidate, int]]:
        """The mentions that may be the source, each with the number of mentions nearer on its side."""
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
        speakers = (mention for mention in nearest if mention.kind != "label")
        if self.article.reporting(view.paragraph[0], view.tokens[0]):
            near = islice(speakers, _MOST_BEHIND)
            speakers = (mention for mention in near if not self._goes_on_to_report(mention, view))
        return islice(speakers, _NEAREST)

    def _goes_on_to_report(self, mention: Candidate, view: PassageView) -> bool:
        """Whether a mention after a complete sentence begins a new one: “Again?” The keeper said it was."""
        tree, verb = self.tree, self.tree.head[mention.link]
        return (
            tree.dep[mention.link].startswith("nsubj")
            and self.article.reports(verb)
            and reports_its_own(tree, verb, view.tokens, self.article.inside)
        )

    def _leading(self, paragraph: int) -> list[Candidate]:
        """The last mentions of an earlier paragraph that may introduce a passage, last first."""
        if paragraph not in self._leads:
            mentions = reversed(self._by_paragraph.get(paragraph, []))
            self._leads[paragraph] = list(islice(filter(self._may_lead, mentions), _ELSEWHERE))
        return self._leads[paragraph]

    def _may_lead(self, mention: Candidate) -> bool:
        return mention.kind in _LEADING_KINDS or self.tree.dep[mention.link].startswith(_LEADING_ROLES)

    def previous(self, index: int, mention: Candidate | None) -> Previous:
        """What passage `index + 1` needs to know of the one before, given that one's source."""
        if index + 1 >= len(self.passages):
            return NOTHING_BEFORE
        passage, following = self.passages[index], self.passages[index + 1]
        last = self.article.passage_tokens[index][1]
        first = self.article.passage_tokens[index + 1][0]
        return Previous(
            mention,
            self.article.key(mention) if mention else "",
            same_paragraph=passage.paragraph == following.paragraph,
            adjacent=passage.paragraph == following.paragraph and first - last <= 3,
            asked=last > 1 and self.tree.lower[last - 2] == "?",
            apart=max(following.paragraph - passage.paragraph - 1, 0),
        )

    def cue(self, view: PassageView, mention: Candidate) -> tuple[int, int] | None:
        """The cue, as a token range: the words that make `mention` the source.

        The first of these that applies: a reporting verb whose subject is the mention, or a reporting verb
        above such a verb ("said while accusing Baku of allowing …"); "according to" and the like before the
        mention; a colon after it; any verb that connects mention and passage.
        """
        tree = self.tree
        ways = view.subjects.get(mention.link) or view.subjects.get(mention.head) or ()
        own = tree.head[mention.link]
        tied = [link.token for link, _ in ways]
        verbs = [own, *tied, *(above for verb in tied for above in self._above(verb))]
        verbs += [link.token for link in view.links if link.token in (mention.start - 1, mention.end)]
        reporting = next((verb for verb in verbs if self.article.reports(verb)), None)
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

    def asks_for_others(self, mention: Candidate) -> bool:
        """Whether a mention is an unnamed reporter, host or the like."""
        classes = word_classes("attribution", "speech_nouns").get(self.tree.lemma[mention.head], ())
        return mention.kind == "nominal" and "askers" in classes

    def asked_by(self, asker: Candidate) -> Candidate | None:
        """The person who is asked: "Ada Moor" in "the host asked Ada Moor"."""
        verb = self.tree.head[asker.link]
        for kid in self.tree.kids(verb):
            if kid > verb and self.tree.dep[kid] in ("obj", "iobj") and not self.article.inside[kid]:
                return self.mention_of(kid, asker.paragraph)
        return None

    def introduced(self, view: PassageView) -> Candidate | None:
        """The person whom a single short sentence introduces, above a paragraph that is quoted as a whole.

        "The keeper, Emil Aas, was less pleased." and then “I let one in.”
        """
        above = view.passage.paragraph - 1
        if view.tokens != view.paragraph or view.passage.continues or above < 0:
            return None
        first, last = self.article.paragraph_tokens[above]
        short = last - first <= _SHORT and self.article.terminals[last] - self.article.terminals[first] == 1
        if not short or any(self.article.inside[first:last]):
            return None
        subjects = [
            kid
            for token in range(first, last)
            if self.tree.dep[token] == "root"
            for kid in self.tree.subjects(token)
        ]
        found = self.mention_of(subjects[0], above) if subjects else None
        return found if found is not None and found.kind == "person" else None

    def mention_of(self, head: int, paragraph: int) -> Candidate:
        """The mention with this head, or its apposed name: "Otto Brill" for "the driver, Otto Brill"."""
        appositions = self._appositions(head)
        here = self._around(head, paragraph)
        around = [mention for mention in here if mention.start <= head < mention.end]
        names = [
            mention
            for mention in here
            if mention.kind == "person" and not appositions.isdisjoint((mention.head, mention.link))
        ]
        named = [mention for mention in around if mention.kind in _LEADING_KINDS]
        if found := named or names or around:
            return found[0]
        bounds = self.article.paragraph_tokens[paragraph]
        return phrase_mention(self.tree, head, paragraph, bounds, self.article.inside)

    def _around(self, token: int, paragraph: int) -> Sequence[Candidate]:
        """The mentions of a paragraph near a token, on both sides."""
        here = self._by_paragraph.get(paragraph, [])
        at = bisect_left(here, token, key=lambda mention: mention.start)
        return here[max(0, at - _MOST_AROUND) : at + _MOST_AROUND]

    def _appositions(self, head: int) -> set[int]:
        """The heads of phrases in apposition to a phrase, and of those in apposition to these."""
        tree, found = self.tree, {head}
        for _ in range(2):
            found |= {kid for noun in found for kid in tree.kids(noun) if tree.dep[kid] == "appos"}
        return found - {head}

    def _between(self, view: PassageView, mention: Candidate) -> list[int]:
        """The first and last reporting verb between mention and passage, the one nearest the mention first.

        Empty if the two are in different sentences.
        """
        first, last = view.tokens
        before = mention.end <= first
        start, end = (mention.end, first) if before else (last, mention.start)
        terminals = self.article.terminals
        if not view.paragraph[0] <= start <= end <= view.paragraph[1] or terminals[start] != terminals[end]:
            return []
        verbs = self.article.reporting(start, end)
        return verbs if before else verbs[::-1]

    def _above(self, token: int) -> Iterator[int]:
        for _ in range(_VERBS_ABOVE):
            if self.tree.head[token] == token:
                return
            token = self.tree.head[token]
            yield token
