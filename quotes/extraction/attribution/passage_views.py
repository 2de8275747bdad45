"""Each passage in quotation marks, with what the features of all its candidate sources share."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.attribution.article_words import ArticleWords
from quotes.extraction.attribution.candidates import Candidate
from quotes.extraction.attribution.cues import CueLink, acting_subjects, find_cue_links
from quotes.extraction.attribution.plain_cases import is_described, is_plainly_a_term, is_plainly_said
from quotes.extraction.quotation.marks import Passage

_CLOSING = frozenset({",", ".", "?", "!", "…", "—", "–", "-", ":", ";", "..."})
_BEFORE_TAG = frozenset({",", "?", "!"})
_ADJOINING = 4  # most tokens from a passage to the verb next to it, with only small words between
_BINS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 35)


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage with what the features of all mentions share."""

    index: int
    passage: Passage
    tokens: tuple[int, int]
    paragraph: tuple[int, int]
    links: tuple[CueLink, ...]
    subjects: dict[int, tuple[tuple[CueLink, str], ...]]
    heads: tuple[int, ...]
    adjoining: int  # the reporting verb right before or after the passage; -1 if there is none
    closing: str
    opening: str
    before: str
    after: str
    form: str
    said: bool
    term: bool
    second_half: bool


@dataclass(frozen=True, slots=True)
class Previous:
    """The decision on the passage before: its source mention and name, and what is between the passages."""

    mention: Candidate | None
    key: str
    same_paragraph: bool
    adjacent: bool
    asked: bool = False  # whether it ends with a question mark
    apart: int = 0  # paragraphs in between


def view_passage(article: ArticleWords, index: int) -> PassageView:
    """What the features of all mentions share for passage `index`."""
    tree, passage = article.tree, article.passages[index]
    first, last = article.passage_tokens[index]
    paragraph = article.paragraph_tokens[passage.paragraph]
    links = tuple(find_cue_links(tree, (first, last), paragraph, article.inside))
    subjects: dict[int, list[tuple[CueLink, str]]] = {}
    for link in links:
        for subject, way in acting_subjects(tree, link.token):
            subjects.setdefault(subject, []).append((link, way))
    heads = [
        token for token in range(first, last)
        if not first <= tree.head[token] < last or tree.head[token] == token
        if tree.dep[token] not in ("punct", "")
    ]  # fmt: skip
    closing = _closing(article, passage, first, last)
    return PassageView(
        index=index,
        passage=passage,
        tokens=(first, last),
        paragraph=paragraph,
        links=links,
        subjects={token: tuple(ways) for token, ways in subjects.items()},
        heads=tuple(heads[:3]),
        adjoining=_adjoining(article, first, last, paragraph),
        closing=closing,
        opening=_edge_word(article, first - 1, paragraph),
        before=article.edge_class(first - 1, paragraph),
        after=article.edge_class(last, paragraph),
        form=_form(article, first, last),
        said=is_plainly_said(article, index, closing) or is_described(article, index, links),
        term=is_plainly_a_term(article, index, links),
        second_half=_is_second_half(article, index, first),
    )


def _closing(article: ArticleWords, passage: Passage, first: int, last: int) -> str:
    if not passage.closed:
        return "unclosed"
    inner = article.tree.lower[last - 2] if last - 2 > first else ""
    if inner in _CLOSING:
        return inner
    return "word"


def _is_second_half(article: ArticleWords, index: int, first: int) -> bool:
    """Whether a tag separates it from the passage before, as in “The tests,” he said, “were in vain”."""
    if index == 0 or article.passages[index - 1].paragraph != article.passages[index].paragraph:
        return False
    before, lower = article.passage_tokens[index - 1][1], article.tree.lower
    set_off = lower[before] == "," or lower[max(before - 2, 0)] in _BEFORE_TAG
    one_sentence = article.terminals[before] == article.terminals[first]
    goes_on = _form(article, *article.passage_tokens[index]).startswith("lower")
    return goes_on and set_off and one_sentence and first - before > 1 and lower[first - 1] == ","


def _adjoining(article: ArticleWords, first: int, last: int, paragraph: tuple[int, int]) -> int:
    before = range(first - 1, max(paragraph[0], first - _ADJOINING) - 1, -1)
    behind = range(last, min(paragraph[1], last + _ADJOINING))
    for tokens in (before, behind):
        for token in tokens:
            if article.reports(token):
                return token
            if article.symbol(token) not in ("", ",", ":", "that", "as", "of", "x"):
                break
    return -1


def _edge_word(article: ArticleWords, token: int, paragraph: tuple[int, int]) -> str:
    return article.tree.lower[token] if paragraph[0] <= token < paragraph[1] else "<edge>"


def _form(article: ArticleWords, first: int, last: int) -> str:
    letters = next((word for word in range(first, last) if article.tree.lower[word][:1].isalnum()), None)
    if letters is None:
        return "none"
    upper = article.text[article.tree.start[letters]].isupper()
    size = last - first - 2
    length = "1" if size < 2 else "4" if size < 5 else "9" if size < 10 else "+"
    return f"{'upper' if upper else 'lower'}{length}"


def in_bins(count: int) -> str:
    """A count, rounded up to one of a few sizes."""
    for limit in _BINS:
        if count <= limit:
            return str(limit)
    return "more"
