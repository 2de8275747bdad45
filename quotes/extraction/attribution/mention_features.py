"""Readable features of "this mention is the source of this passage".

Every feature is a string such as `cue=gov:ccomp subject=own class=say`, which a mention either has or has
not. The ranker adds up the weights of the features, so that a reader can follow any decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from quotes.extraction.attribution.article_words import FUNCTION, ArticleWords
from quotes.extraction.attribution.candidates import Candidate
from quotes.extraction.attribution.cues import CueLink, reports_its_own
from quotes.extraction.attribution.passage_views import PassageView, Previous, in_bins
from quotes.extraction.shared.lexicon import word_classes

_MAX_PATTERN = 7
_MAX_PATH = 5
_INVERTED = 6  # most tokens from a verb to the name in “…,” said the old keeper Ben Hale
_GAP_END = 40  # tokens of a longer gap that are compared, both next to the mention and next to the passage


class MentionFeatures:
    """Features of one Doc's mentions as sources of its passages."""

    def __init__(self, article: ArticleWords) -> None:
        self._article = article
        self._tree = article.tree

    def of(self, view: PassageView, mention: Candidate, previous: Previous, between: int) -> Iterator[str]:
        """The features of `mention` as a passage's source; `between` counts the mentions nearer to it."""
        first, last = view.tokens
        before = mention.start < last
        side = "before" if before else "after"
        here = view.paragraph[0] <= mention.start < view.paragraph[1]
        gap = (min(mention.end, first), first) if before else (last, mention.start)
        sentences = self._article.terminals[gap[1]] - self._article.terminals[gap[0]] if here else 9
        where = f"{side}{min(sentences, 2)}" if here else f"{side}-paragraph"
        kind = self._kind(mention)
        role = self._role(mention)
        yield f"where={where}"
        yield f"kind={kind}"
        yield f"where={where} kind={kind}"
        yield f"where={where} role={role}"
        yield f"role={role} kind={kind}"
        distance = in_bins(gap[1] - gap[0])
        yield f"where={where} words={distance}"
        yield f"where={where} nearer={min(between, 4)}"
        yield f"nearer={min(between, 4)} role={role}"
        yield f"where={where} close={view.closing}"
        yield f"where={where} close={view.closing} after={view.after} before={view.before}"
        yield f"where={where} form={view.form}"
        if here:
            yield from self._patterns(view, mention, side, gap, kind)
            yield from self._cue_features(view, mention, where, role, kind)
            yield from self._path(view, mention, side)
        else:
            yield from self._lead(view, mention, where, role, kind)
        yield from self._own_verb(view, mention, where)
        yield from self._discourse(view, mention, previous, where, kind)

    def _lead(self, view: PassageView, mention: Candidate, where: str, role: str, kind: str) -> Iterator[str]:
        """How a mention in a neighbouring paragraph may introduce the passage."""
        first, last = self._article.paragraph_tokens[mention.paragraph]
        away = abs(view.passage.paragraph - mention.paragraph)
        whole = view.tokens == view.paragraph
        ending = self._tree.lower[last - 1] if self._tree.lower[last - 1] in ":,—–" else "other"
        sentences = self._article.terminals[last] - self._article.terminals[mention.end]
        yield f"{where} away={away} ending={ending} whole={whole}"
        yield f"{where} away={away} sentences-after={min(sentences, 3)} role={role}"
        near, verb = min(sentences, 2), self._verb_of(mention)
        yield f"{where} away={away} ending={ending} sentences-after={near} class={verb}"
        coarse, opening = kind.split(":", maxsplit=1)[0], mention.start - first < 4
        yield f"{where} away={away} opening={opening} kind={coarse} quoting={self._quotes_in(first, last)}"

    def _verb_of(self, mention: Candidate) -> str:
        verb = self._tree.head[mention.link]
        return (
            self._article.classes[verb] or "other"
            if self._tree.dep[mention.link].startswith("nsubj")
            else "none"
        )

    def _quotes_in(self, first: int, last: int) -> bool:
        return any(self._article.inside[token] for token in (first, last - 1))

    def _kind(self, mention: Candidate) -> str:
        if mention.kind == "pronoun":
            word = self._tree.lower[mention.head]
            return f"pronoun:{word}"
        if mention.kind == "nominal":
            classes = word_classes("attribution", "nouns").get(self._tree.lemma[mention.head], ())
            return f"nominal:{classes[0] if classes else 'other'}"
        return mention.kind

    def _role(self, mention: Candidate) -> str:
        tree, link = self._tree, mention.link
        dep = tree.dep[link] or "unparsed"
        if dep.startswith(("obl", "nmod")):
            case = next(
                (tree.lower[kid] for kid in tree.kids(link) if tree.dep[kid] == "case" and kid < link), ""
            )
            if case == "to" and tree.lower[max(0, mention.start - 2)] == "according":
                case = "according"
            return f"{dep}:{case}" if case in FUNCTION or case in ("according", "per", "'s", "’s") else dep
        return dep

    def _patterns(
        self, view: PassageView, mention: Candidate, side: str, gap: tuple[int, int], kind: str
    ) -> Iterator[str]:
        """The words in between, as a pattern: `Vsay` between the passage and the name in “…,” said Aliyev."""
        symbols: list[str] = []
        for token in _both_ends(*gap):
            symbol = self._article.symbol(token)
            if symbol and (not symbols or symbols[-1] != symbol):
                symbols.append(symbol)
        coarse = kind.split(":", maxsplit=1)[0]
        if len(symbols) <= _MAX_PATTERN:
            yield f"{side} pattern={' '.join(symbols)}"
            yield f"{side} pattern={' '.join(symbols)} kind={coarse}"
        near = symbols[-3:] if side == "before" else symbols[:3]
        yield f"{side} beside-passage={' '.join(near)}"
        far = symbols[:2] if side == "before" else symbols[-2:]
        yield f"{side} beside-mention={' '.join(far)} kind={coarse}"
        other = mention.start - 1 if side == "before" else mention.end
        symbol = self._article.edge_class(other, view.paragraph)
        yield f"{side} beyond-mention={symbol} kind={coarse}"
        yield f"{side} pattern-start={' '.join(symbols[:2])} beyond={symbol}"
        yield f"{side} quotes-between={min(symbols.count('Q'), 3)}"
        yield f"{side} cues-between={min(sum(symbol[:1] == 'V' for symbol in symbols), 3)}"
        if side == "before" and view.opening == ":":
            verbs = sum(symbol[:1] in "Vv" for symbol in symbols if symbol)
            yield f"colon verbs-between={min(verbs, 3)} nearer={min(symbols.count('n'), 3)}"

    def _cue_features(
        self, view: PassageView, mention: Candidate, where: str, role: str, kind: str
    ) -> Iterator[str]:
        ways = view.subjects.get(mention.link) or view.subjects.get(mention.head) or ()
        coarse = kind.split(":", maxsplit=1)[0]
        yield from self._adjoining(view, ways, where, mention)
        if not ways:
            yield f"cue=none others={bool(view.subjects)} where={where}"
            yield f"cue=none others={bool(view.subjects)} kind={coarse} role={role}"
        for link, way in ways[:2]:
            kind_of_verb = self._article.classes[link.token] or "other"
            yield f"cue={link.how} subject={way} class={kind_of_verb}"
            yield f"cue={link.how} side={link.side} where={where}"
            yield f"subject={way} class={kind_of_verb} side={link.side}"
            yield f"subject={way} kind={kind}"
            yield f"cue-verb={self._tree.lemma[link.token]}"
        if not ways and view.links:
            link = view.links[0]
            path = self._climb(mention.link, link.token)
            if path:
                yield f"path-to-cue={path} class={self._article.classes[link.token] or 'other'}"

    def _adjoining(
        self, view: PassageView, ways: Sequence[tuple[CueLink, str]], where: str, mention: Candidate
    ) -> Iterator[str]:
        """Whether the mention is the subject of the reporting verb next to the passage."""
        verb = view.adjoining
        if verb < 0:
            return
        own = next((way for link, way in ways if link.token == verb), "")
        others = bool(self._tree.subjects(verb)) and not own
        yield f"adjoining subject={own or others} class={self._article.classes[verb]}"
        yield f"adjoining subject={own or others} where={where}"
        if verb < mention.start < verb + _INVERTED and verb >= view.tokens[1]:
            between = {self._article.symbol(token) for token in range(verb + 1, mention.start)}
            yield f"adjoining inverted={between <= {'', 'n'}} subject={own or others}"

    def _climb(self, token: int, ancestor: int) -> str:
        labels: list[str] = []
        for _ in range(_MAX_PATH):
            if token == ancestor:
                return ">".join(labels)
            labels.append(self._tree.dep[token])
            if self._tree.head[token] == token:
                break
            token = self._tree.head[token]
        return ""

    def _path(self, view: PassageView, mention: Candidate, side: str) -> Iterator[str]:
        """The path through the dependency tree from the mention to the passage."""
        if not view.heads:
            return
        up = self._ancestors(mention.link)
        for head in view.heads[:1]:
            down = self._ancestors(head)
            common = next((token for token in up if token in down), None)
            if common is None:
                yield f"{side} path=none"
                return
            rise = [self._tree.dep[token] for token in up[: up.index(common)]]
            fall = [self._tree.dep[token] for token in down[: down.index(common)]]
            if len(rise) + len(fall) <= _MAX_PATH + 1:
                verb = self._article.classes[common] or self._tree.pos[common].lower()
                path = f"{'>'.join(rise)}^{verb}^{'<'.join(reversed(fall))}"
                yield f"{side} path={path}"
            else:
                yield f"{side} path=long"

    def _ancestors(self, token: int) -> list[int]:
        chain = [token]
        for _ in range(_MAX_PATH):
            head = self._tree.head[token]
            if head == token:
                break
            chain.append(head)
            token = head
        return chain

    def _own_verb(self, view: PassageView, mention: Candidate, where: str) -> Iterator[str]:
        tree = self._tree
        verb = tree.head[mention.link]
        if verb == mention.link or not tree.dep[mention.link].startswith(("nsubj", "obj", "iobj", "obl")):
            return
        kind = self._article.classes[verb] if not self._article.inside[verb] else "quoted"
        linked = any(link.token == verb for link in view.links)
        dep = tree.dep[mention.link].split(":")[0]
        yield f"own-verb={kind or 'other'} as={dep} linked={linked} where={where}"
        if tree.dep[verb] == "root":
            yield f"main-{dep} where={where}"
        if verb >= view.tokens[1] and reports_its_own(tree, verb, view.tokens, self._article.inside):
            yield f"own-verb has-content where={where}"

    def _discourse(
        self, view: PassageView, mention: Candidate, previous: Previous, where: str, kind: str
    ) -> Iterator[str]:
        coarse = kind.split(":", maxsplit=1)[0]
        start = "paragraph" if view.tokens[0] == view.paragraph[0] else view.before
        whole = view.tokens == view.paragraph
        yield f"whole-paragraph={whole} where={where}"
        linked = "linked" if view.links else "unlinked"
        if previous.mention is mention:
            yield f"same-mention-as-before {linked}"
            paragraph = previous.same_paragraph
            yield f"same-mention-as-before paragraph={paragraph} start={start} close={view.closing}"
            yield f"same-mention-as-before adjacent={previous.adjacent} start={start} after={view.after}"
            yield f"same-mention-as-before continues={view.passage.continues} form={view.form}"
            yield f"same-mention-as-before apart={min(previous.apart, 2)} whole={whole}"
            yield f"same-mention-as-before asked={previous.asked} {linked} paragraph={paragraph}"
        elif previous.key and previous.key == self._article.key(mention):
            yield f"same-name-as-before {linked} paragraph={previous.same_paragraph}"
            yield f"same-name-as-before where={where}"
        elif previous.mention is None:
            yield f"nobody-before kind={coarse}"
        else:
            yield f"another-before {linked} paragraph={previous.same_paragraph} where={where}"
            yield f"another-before start={start} where={where} kind={coarse}"
            yield f"another-before apart={min(previous.apart, 2)} whole={whole} where={where}"
            yield f"another-before asked={previous.asked} {linked} where={where}"


def _both_ends(start: int, end: int) -> range | chain[int]:
    if end - start <= 2 * _GAP_END:
        return range(start, end)
    return chain(range(start, start + _GAP_END), range(end - _GAP_END, end))
