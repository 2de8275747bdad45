"""Readable features of "this mention is the source of this passage".

Every feature is a string such as `cue=gov:ccomp subject=own class=say`; a mention has each or has it not.
The ranker adds up their weights, so that a reader can follow any decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.extraction.cues import CueLink, acting_subjects, find_cue_links, verb_class
from quotes.extraction.lexicon import word_classes
from quotes.extraction.marks import Passage
from quotes.extraction.mentions import Candidate
from quotes.extraction.tree import Tree

_DASHES = frozenset({"—", "–", "―", "-", "--", "---", "‒", "⸺", "−"})
_TERMINAL = frozenset({".", "!", "?", "…"})
_FUNCTION = frozenset(
    [
        "that",
        "as",
        "to",
        "of",
        "in",
        "on",
        "by",
        "from",
        "with",
        "for",
        "at",
        "about",
        "because",
        "if",
        "whether",
        "and",
        "but",
        "or",
        "who",
        "which",
        "when",
        "while",
        "after",
    ]
)
_MAX_PATTERN = 7
_MAX_PATH = 5
_SMALL_IN_TITLES = frozenset(
    "a an and as at but by for from in into of on or the to vs with 's ’s n't n’t is".split()
)
_NAMING_REACH = 4
_FIRST_PERSON = frozenset("i we me us my our i'm i've we're".split())
_SECOND_PERSON = frozenset("you your".split())
_EDGES = " \t\"'“”‘’«»„`.,;:!?…—–-"


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage with what every mention's features share."""

    index: int
    passage: Passage
    tokens: tuple[int, int]
    paragraph: tuple[int, int]
    links: tuple[CueLink, ...]
    subjects: dict[int, tuple[tuple[CueLink, str], ...]]
    heads: tuple[int, ...]
    closing: str
    opening: str
    before: str
    after: str
    form: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The decision on the passage before: its source mention and name, and what lies between."""

    mention: Candidate | None
    key: str
    same_paragraph: bool
    adjacent: bool


class FeatureMaker:
    """Features of one Doc's passages and mentions."""

    def __init__(self, tree: Tree, passages: Sequence[Passage], passage_tokens: Sequence[tuple[int, int]],
                 paragraph_tokens: Sequence[tuple[int, int]], text: str) -> None:  # fmt: skip
        self.tree = tree
        self.passages = passages
        self.passage_tokens = passage_tokens
        self.paragraph_tokens = paragraph_tokens
        self.text = text
        self.owner = [-1] * len(tree.lower)
        for index, (first, last) in enumerate(passage_tokens):
            self.owner[first:last] = [index] * (last - first)
        self.inside = [index >= 0 for index in self.owner]
        self._classes = [
            verb_class(tree, token) if not self.inside[token] and tree.pos[token] == "VERB" else ""
            for token in range(len(tree.lower))
        ]
        self._wordings = Counter(map(self._wording, passages))
        self._terminals = _running_count(
            not self.inside[token] and word in _TERMINAL for token, word in enumerate(tree.lower)
        )

    def view(self, index: int) -> PassageView:
        """What all mentions' features of passage `index` share."""
        tree, passage = self.tree, self.passages[index]
        first, last = self.passage_tokens[index]
        paragraph = self.paragraph_tokens[passage.paragraph]
        links = tuple(find_cue_links(tree, (first, last), paragraph, self.inside))
        subjects: dict[int, list[tuple[CueLink, str]]] = {}
        for link in links:
            for subject, way in acting_subjects(tree, link.token):
                subjects.setdefault(subject, []).append((link, way))
        heads = [
            token for token in range(first, last)
            if not first <= tree.head[token] < last or tree.head[token] == token
            if tree.dep[token] not in ("punct", "")
        ]  # fmt: skip
        return PassageView(
            index=index,
            passage=passage,
            tokens=(first, last),
            paragraph=paragraph,
            links=links,
            subjects={token: tuple(ways) for token, ways in subjects.items()},
            heads=tuple(heads[:3]),
            closing=self._closing(passage, first, last),
            opening=self._edge_word(first - 1, paragraph),
            before=self._edge_class(first - 1, paragraph),
            after=self._edge_class(last, paragraph),
            form=self._form(first, last),
        )

    def _closing(self, passage: Passage, first: int, last: int) -> str:
        if not passage.closed:
            return "unclosed"
        inner = self.tree.lower[last - 2] if last - 2 > first else ""
        if inner in (",", ".", "?", "!", "…", "—", "–", "-", ":", ";", "..."):
            return inner
        return "word"

    def _edge_word(self, token: int, paragraph: tuple[int, int]) -> str:
        return self.tree.lower[token] if paragraph[0] <= token < paragraph[1] else "<edge>"

    def _edge_class(self, token: int, paragraph: tuple[int, int]) -> str:
        if not paragraph[0] <= token < paragraph[1]:
            return "<edge>"
        return self._symbol(token)

    def _form(self, first: int, last: int) -> str:
        letters = next((word for word in range(first, last) if self.tree.lower[word][:1].isalnum()), None)
        if letters is None:
            return "none"
        upper = self.text[self.tree.start[letters]].isupper()
        size = last - first - 2
        return f"{'upper' if upper else 'lower'}{'1' if size < 2 else '4' if size < 5 else '9' if size < 10 else '+'}"

    def _symbol(self, token: int) -> str:
        """A token's part in a pattern: cue verbs by class, function words as they are, the rest by kind."""
        tree = self.tree
        if self.inside[token]:
            return "Q"
        word, pos = tree.lower[token], tree.pos[token]
        if pos == "VERB":
            return f"V{self._classes[token]}" if self._classes[token] else "v"
        if word in _FUNCTION:
            return word
        if word in _DASHES:
            return "—"
        if pos == "PUNCT":
            return word if word in ",:;.—–-()!?" else "p"
        if pos in ("NOUN", "PROPN", "PRON", "NUM"):
            return "n"
        if pos in ("AUX", "PART"):
            return "x"
        return ""  # determiners, adjectives, adverbs do not matter

    # ------------------------------------------------------------------ one mention

    def mention(
        self, view: PassageView, mention: Candidate, previous: Previous, between: int
    ) -> Iterator[str]:
        """The features of `mention` as the source of the passage; `between` counts the mentions nearer to it."""
        first, last = view.tokens
        before = mention.start < last
        side = "before" if before else "after"
        here = view.paragraph[0] <= mention.start < view.paragraph[1]
        gap = (min(mention.end, first), first) if before else (last, mention.start)
        sentences = self._terminals[gap[1]] - self._terminals[gap[0]] if here else 9
        where = f"{side}{min(sentences, 2)}" if here else f"{side}-paragraph"
        kind = self._kind(mention)
        role = self._role(mention)
        yield f"where={where}"
        yield f"kind={kind}"
        yield f"where={where} kind={kind}"
        yield f"where={where} role={role}"
        yield f"role={role} kind={kind}"
        distance = _bin(gap[1] - gap[0])
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
        """A mention in a paragraph beside: does its sentence lead in to the passage?"""
        first, last = self.paragraph_tokens[mention.paragraph]
        away = abs(view.passage.paragraph - mention.paragraph)
        whole = view.tokens == view.paragraph
        ending = self.tree.lower[last - 1] if self.tree.lower[last - 1] in ":,—–" else "other"
        sentences = self._terminals[last] - self._terminals[mention.end]
        yield f"{where} away={away} ending={ending} whole={whole}"
        yield f"{where} away={away} sentences-after={min(sentences, 3)} role={role}"
        yield f"{where} away={away} ending={ending} sentences-after={min(sentences, 2)} class={self._verb_of(mention)}"
        yield f"{where} away={away} opening={mention.start - first < 4} kind={kind.split(':')[0]} quoting={self._quotes_in(first, last)}"

    def _verb_of(self, mention: Candidate) -> str:
        verb = self.tree.head[mention.link]
        return self._classes[verb] or "other" if self.tree.dep[mention.link].startswith("nsubj") else "none"

    def _quotes_in(self, first: int, last: int) -> bool:
        return any(self.inside[token] for token in (first, last - 1))

    def _kind(self, mention: Candidate) -> str:
        if mention.kind == "pronoun":
            word = self.tree.lower[mention.head]
            return f"pronoun:{word}"
        if mention.kind == "nominal":
            classes = word_classes("nouns").get(self.tree.lemma[mention.head], ())
            return f"nominal:{classes[0] if classes else 'other'}"
        return mention.kind

    def _role(self, mention: Candidate) -> str:
        tree, link = self.tree, mention.link
        dep = tree.dep[link] or "unparsed"
        if dep.startswith(("obl", "nmod")):
            case = next(
                (tree.lower[kid] for kid in tree.kids(link) if tree.dep[kid] == "case" and kid < link), ""
            )
            if case == "to" and tree.lower[max(0, mention.start - 2)] == "according":
                case = "according"
            return f"{dep}:{case}" if case in _FUNCTION or case in ("according", "per", "'s", "’s") else dep
        return dep

    def _patterns(
        self, view: PassageView, mention: Candidate, side: str, gap: tuple[int, int], kind: str
    ) -> Iterator[str]:
        """The words between, masked: `, Vsay` between a passage and "Aliyev" in '", said Aliyev'."""
        symbols: list[str] = []
        for token in range(gap[0], gap[1]):
            symbol = self._symbol(token)
            if symbol and (not symbols or symbols[-1] != symbol):
                symbols.append(symbol)
            if len(symbols) > 24:
                break
        coarse = kind.split(":", maxsplit=1)[0]
        if len(symbols) <= _MAX_PATTERN:
            yield f"{side} pattern={' '.join(symbols)}"
            yield f"{side} pattern={' '.join(symbols)} kind={coarse}"
        near = symbols[-3:] if side == "before" else symbols[:3]
        yield f"{side} beside-passage={' '.join(near)}"
        far = symbols[:2] if side == "before" else symbols[-2:]
        yield f"{side} beside-mention={' '.join(far)} kind={coarse}"
        other = mention.start - 1 if side == "before" else mention.end
        symbol = self._edge_class(other, view.paragraph)
        yield f"{side} beyond-mention={symbol} kind={coarse}"
        yield f"{side} pattern-start={' '.join(symbols[:2])} beyond={symbol}"
        yield f"{side} quotes-between={min(symbols.count('Q'), 3)}"
        yield f"{side} cues-between={min(sum(symbol[:1] == 'V' for symbol in symbols), 3)}"

    def _cue_features(
        self, view: PassageView, mention: Candidate, where: str, role: str, kind: str
    ) -> Iterator[str]:
        ways = view.subjects.get(mention.link) or view.subjects.get(mention.head) or ()
        coarse = kind.split(":", maxsplit=1)[0]
        if not ways:
            yield f"cue=none others={bool(view.subjects)} where={where}"
            yield f"cue=none others={bool(view.subjects)} kind={coarse} role={role}"
        for link, way in ways[:2]:
            kind_of_verb = self._classes[link.token] or "other"
            yield f"cue={link.how} subject={way} class={kind_of_verb}"
            yield f"cue={link.how} side={link.side} where={where}"
            yield f"subject={way} class={kind_of_verb} side={link.side}"
            yield f"subject={way} kind={kind}"
            yield f"cue-verb={self.tree.lemma[link.token]}"
        if not ways and view.links:
            link = view.links[0]
            path = self._climb(mention.link, link.token)
            if path:
                yield f"path-to-cue={path} class={self._classes[link.token] or 'other'}"

    def _climb(self, token: int, ancestor: int) -> str:
        labels: list[str] = []
        for _ in range(_MAX_PATH):
            if token == ancestor:
                return ">".join(labels)
            labels.append(self.tree.dep[token])
            if self.tree.head[token] == token:
                break
            token = self.tree.head[token]
        return ""

    def _path(self, view: PassageView, mention: Candidate, side: str) -> Iterator[str]:
        """The way through the tree from the mention to the passage."""
        if not view.heads:
            return
        up = self._ancestors(mention.link)
        for head in view.heads[:1]:
            down = self._ancestors(head)
            common = next((token for token in up if token in down), None)
            if common is None:
                yield f"{side} path=none"
                return
            rise = [self.tree.dep[token] for token in up[: up.index(common)]]
            fall = [self.tree.dep[token] for token in down[: down.index(common)]]
            if len(rise) + len(fall) <= _MAX_PATH + 1:
                verb = self._classes[common] or self.tree.pos[common].lower()
                path = f"{'>'.join(rise)}^{verb}^{'<'.join(reversed(fall))}"
                yield f"{side} path={path}"
            else:
                yield f"{side} path=long"

    def _ancestors(self, token: int) -> list[int]:
        chain = [token]
        for _ in range(_MAX_PATH):
            head = self.tree.head[token]
            if head == token:
                break
            chain.append(head)
            token = head
        return chain

    def _own_verb(self, view: PassageView, mention: Candidate, where: str) -> Iterator[str]:
        tree = self.tree
        verb = tree.head[mention.link]
        if verb == mention.link or not tree.dep[mention.link].startswith(("nsubj", "obj", "iobj", "obl")):
            return
        kind = self._classes[verb] if not self.inside[verb] else "quoted"
        linked = any(link.token == verb for link in view.links)
        dep = tree.dep[mention.link].split(":")[0]
        yield f"own-verb={kind or 'other'} as={dep} linked={linked} where={where}"
        if tree.dep[verb] == "root":
            yield f"main-{dep} where={where}"

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
            yield f"same-mention-as-before paragraph={previous.same_paragraph} start={start} close={view.closing}"
            yield f"same-mention-as-before adjacent={previous.adjacent} start={start} after={view.after}"
            yield f"same-mention-as-before continues={view.passage.continues} form={view.form}"
        elif previous.key and previous.key == self.key(mention):
            yield f"same-name-as-before {linked} paragraph={previous.same_paragraph}"
            yield f"same-name-as-before where={where}"
        elif previous.mention is None:
            yield f"nobody-before kind={coarse}"
        else:
            yield f"another-before {linked} paragraph={previous.same_paragraph} where={where}"
            yield f"another-before start={start} where={where} kind={coarse}"

    def key(self, mention: Candidate) -> str:
        """What two mentions of one source share at sight: the last word of a name, a pronoun as it is."""
        last = mention.end - 1
        while last > mention.start and self.tree.lower[last] in ("'s", "’s", "'", "’"):
            last -= 1
        return self.tree.lower[last]

    # ------------------------------------------------------------------ nobody

    def nobody(self, view: PassageView, previous: Previous) -> Iterator[str]:
        """The features of "nobody is quoted here": titles, terms, nicknames, scare quotes."""
        tree = self.tree
        first, last = view.tokens
        family = view.passage.family
        words = [token for token in range(first, last) if tree.lower[token][:1].isalnum()]
        titled = self._titled(words)
        verbal = any(tree.pos[token] in ("VERB", "AUX") for token in words)
        size = _bin(len(words))
        yield "nobody"
        yield f"nobody family={family} first-paragraph={view.passage.paragraph == 0}"
        yield f"nobody size={size} titled={titled}"
        yield f"nobody size={size} verb={verbal} titled={titled}"
        yield f"nobody close={view.closing} titled={titled}"
        yield f"nobody form={view.form} family={family}"
        yield f"nobody before={view.opening}"
        yield f"nobody before={view.opening} titled={titled}"
        yield f"nobody named-by={self._naming_word(first, view)} titled={titled}"
        yield f"nobody between={self._pos(first - 1, view)}-{self._pos(last, view)} size={size} titled={titled}"
        yield f"nobody first-word={tree.lower[words[0]] if words else ''}"
        yield f"nobody person={self._person(words)} size={size}"
        yield f"nobody repeated={self._repeated(view)} titled={titled}"
        yield f"nobody before={view.before} after={view.after}"
        yield f"nobody before-pos={self._pos(first - 1, view)} after-pos={self._pos(last, view)}"
        yield f"nobody before-pos={self._pos(first - 1, view)} size={size} titled={titled}"
        yield f"nobody after-pos={self._pos(last, view)} size={size} close={view.closing}"
        yield f"nobody linked={bool(view.links)} titled={titled} size={size}"
        yield from self._short_words(view, words, size, titled)
        for link in view.links[:2]:
            kind = self._classes[link.token] or "other"
            yield f"nobody cue={link.how.split(':')[0]} class={kind} titled={titled}"
            if kind == "other":
                yield f"nobody cue-verb={tree.lemma[link.token]}"
        if view.heads and len(words) < 6:
            yield f"nobody head-dep={tree.dep[view.heads[0]]} titled={titled}"
            governor = tree.head[view.heads[0]]
            if not self.inside[governor]:
                yield f"nobody governor={tree.lemma[governor]}"
        if previous.mention is None:
            yield f"nobody nobody-before paragraph={previous.same_paragraph}"
        else:
            yield f"nobody somebody-before paragraph={previous.same_paragraph} size={size}"

    def _titled(self, words: Sequence[int]) -> str:
        """How the words are capitalised: as a title is ("State of the Union"), one word, all capitals, or not."""
        telling = [
            word
            for place, word in enumerate(words)
            if place == 0 or self.tree.lower[word] not in _SMALL_IN_TITLES
        ]
        upper = [word for word in telling if self.text[self.tree.start[word]].isupper()]
        if not telling or len(upper) < len(telling):
            return "most" if telling and 2 * len(upper) > len(telling) else "few"
        if all(self.text[self.tree.start[word] : self.tree.end[word]].isupper() for word in telling):
            return "capitals"
        return "title" if len(telling) > 1 else "word"

    def _short_words(self, view: PassageView, words: Sequence[int], size: str, titled: str) -> Iterator[str]:
        """How a few words sit in the sentence around: "a “purity test”" against "called it “a disgrace”"."""
        first, last = view.tokens
        before, after = self._pos(first - 1, view), self._pos(last, view)
        tied = sorted(
            {f"{link.how.split(':')[0]}-{self._classes[link.token] or 'other'}" for link in view.links}
        )
        cues = "+".join(tied[:2]) or "none"
        yield f"nobody cues={cues} before-pos={before} titled={titled}"
        yield f"nobody cues={cues} size={size}"
        if not 0 < len(words) <= 4:
            return
        tags = "-".join(self.tree.pos[word] for word in words)
        yield f"nobody tags={tags}"
        yield f"nobody tags={tags} before-pos={before}"
        yield f"nobody before={view.opening} after-pos={after} few"
        yield f"nobody cues={cues} before={view.opening} few"
        yield f"nobody cues={cues} between={before}-{after} few"
        if view.heads:
            head = view.heads[0]
            governor = self.tree.head[head]
            yield f"nobody head={self.tree.pos[head]}-{self.tree.dep[head]} before-pos={before} few"
            yield f"nobody head-dep={self.tree.dep[head]} governor={self.tree.pos[governor]}-{self._classes[governor]} few"
            modifiers = sorted(
                {self.tree.dep[kid] for kid in self.tree.kids(head) if not first <= kid < last} - {"punct"}
            )
            yield f"nobody outside-modifiers={'+'.join(modifiers)} few"

    def _naming_word(self, first: int, view: PassageView) -> str:
        """The class of the nearest word before the passage that announces a title, a term or a name."""
        classes = word_classes("naming_words")
        for token in range(first - 1, max(view.paragraph[0], first - _NAMING_REACH) - 1, -1):
            if self.inside[token] or self.tree.lower[token] in _TERMINAL:
                break
            found = classes.get(self.tree.lemma[token]) or classes.get(self.tree.lower[token])
            if found:
                return f"{found[0]}{min(first - token, 3)}"
        return "none"

    def _person(self, words: Sequence[int]) -> str:
        """Whether the words themselves speak of I or we, or of you: somebody must be saying them."""
        lower = {self.tree.lower[word] for word in words}
        return "first" if lower & _FIRST_PERSON else "second" if lower & _SECOND_PERSON else "none"

    def _repeated(self, view: PassageView) -> int:
        """How often the passage's words stand between marks in this article, 3 for more."""
        return min(self._wordings[self._wording(view.passage)], 3)

    def _wording(self, passage: Passage) -> str:
        return self.text[passage.start : passage.end].strip(_EDGES).casefold()[:80]

    def _pos(self, token: int, view: PassageView) -> str:
        return self.tree.pos[token] if view.paragraph[0] <= token < view.paragraph[1] else "edge"


def _bin(count: int) -> str:
    for limit in (0, 1, 2, 3, 4, 6, 9, 13, 20, 35):
        if count <= limit:
            return str(limit)
    return "more"


def _running_count(flags: Iterator[bool] | Sequence[bool]) -> list[int]:
    """`counts[i]` is how many of the first i flags are set."""
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return counts
