"""Candidates for the words of a question: stored wordings that contain them, or share most runs with them.

At each position in the question, the shortest run that is rare enough is looked up. A wording scores more for
rarer runs. The amount of reading is bounded, however many quotes are stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log2

from quotes.lookup.corpus import Corpus
from quotes.lookup.question import Question
from quotes.tracking.words import RUN, key_of, runs_of

# If more wordings than this contain a run, a further word is added to it, up to the longest run.
FEW = 100
# At how many positions of a long text runs are looked up.
MOST_PLACES = 64
# How many wordings are compared; and how many of them must be by the speakers in the question, if any.
MOST_COMPARED = 24
MOST_BY_ASKED = 8
# How many wordings with a common run are examined to find one by the speakers in the question, or one that
# contains another common run too.
MOST_LOOKED_THROUGH = 2_000
MOST_JOINED = 300
# The score of a run that many wordings contain.
OF_COMMON_RUN = 0.2


@dataclass(slots=True)
class _Found:
    """The results so far: the score of each wording, by key, and the best ones of each position."""

    worth: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    places: list[list[int]] = field(default_factory=list)
    complete: bool = False

    def put(self, keys: Sequence[int], worth: float) -> None:
        for key in set(keys):
            self.worth[key] += worth
        self.places.append(list(keys))

    def best(self, most: int) -> list[int]:
        """The wordings with the highest scores, including the best of each position."""
        ranked = sorted(self.worth, key=lambda key: -self.worth[key])
        first = {max(keys, key=self.worth.__getitem__) for keys in self.places if keys}
        chosen = ranked[: most // 2] + sorted(first, key=lambda key: -self.worth[key]) + ranked[most // 2 :]
        return list(dict.fromkeys(chosen))[:most]


def candidates(corpus: Corpus, asked_words: Question, asked: Sequence[int] | None) -> dict[int, str]:
    """Wordings to compare with the words, by key, each with a text of it; `asked` are speakers."""
    found = _Found()
    words = asked_words.words
    marks = runs_of(words)
    for place in _places(len(words)):
        _look_up(corpus, found, marks[place], min(RUN, len(words) - place))
    if not found.complete and len(words) > RUN:
        found.put(_holding_all(corpus, marks[: 1 - RUN]), 1.0)
    chosen = [key_of(asked_words.wording.written), *found.best(MOST_COMPARED)]
    if asked:
        chosen += _by_asked(corpus, found, words, asked)
    return corpus.wordings(list(dict.fromkeys(chosen)))


def _places(length: int) -> list[int]:
    """The positions at which runs are looked up: every word, or some of many."""
    if length <= MOST_PLACES:
        return list(range(length))
    return [number * (length - 1) // (MOST_PLACES - 1) for number in range(MOST_PLACES)]


def _look_up(corpus: Corpus, found: _Found, mark: int, longest: int) -> None:
    for length in range(1, longest + 1):
        if not corpus.is_common(mark, length, FEW):
            keys = corpus.holding(mark, length, FEW)
            found.put(keys, log2(1 + FEW / max(1, len(keys))))
            found.complete = True
            return
    found.put(corpus.holding(mark, longest, FEW), OF_COMMON_RUN)


def _holding_all(corpus: Corpus, marks: list[int]) -> list[int]:
    """If all runs of the question are common: some wordings that contain its first and its last run."""
    return corpus.holding_both(marks[0], marks[-1], MOST_JOINED)[:FEW]


def _by_asked(corpus: Corpus, found: _Found, words: list[str], asked: Sequence[int]) -> list[int]:
    """The best wordings with which the speakers in the question are quoted."""
    theirs = corpus.wordings_of(found.best(10 * MOST_BY_ASKED), asked)
    ranked = sorted(theirs, key=lambda key: -found.worth[key])[:MOST_BY_ASKED]
    if not found.complete and (not theirs or len(words) > RUN):
        ranked += _holding_all_by(corpus, words, asked)[:MOST_BY_ASKED]
    return ranked


def _holding_all_by(corpus: Corpus, words: list[str], asked: Sequence[int]) -> list[int]:
    """If all runs of the question are common: wordings by its speakers that contain them."""
    if len(words) <= RUN:
        many = corpus.holding(runs_of(words)[0], len(words), MOST_LOOKED_THROUGH)
        return sorted(corpus.wordings_of(many, asked))
    return corpus.holding_all_by(words, asked)
