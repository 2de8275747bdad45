"""Answers "did they say this?" from the stored quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from sqlite_utils import Database

from quotes.extraction import Factuality
from quotes.lookup.answer import Answer, Match, Searched, SearchedSpeaker, Verdict
from quotes.lookup.candidates import candidates
from quotes.lookup.comparison.comparison import Comparison, Kind, compare
from quotes.lookup.comparison.splices import Piece, pieces_of
from quotes.lookup.corpus import Corpus
from quotes.lookup.database_corpus import DatabaseCorpus
from quotes.lookup.denial import denies
from quotes.lookup.question import Question, check_name
from quotes.store.listing import Row
from quotes.store.search import NoWords
from quotes.tracking.words import words_of

# At most this many quotes of one wording are compared, to take the best.
MOST_OF_A_WORDING = 50
# A wording with less in common with the question is no evidence of anything.
LEAST_LIKENESS = 0.2
# At most this many differing words are checked for being names.
MOST_DIFFERING = 40
# The most near matches that are shown.
MOST_NEAR = 5
# The most passages reported as not said that are shown.
MOST_DISPUTING = 5
# This many changed words in a row may come from another passage.
LONG_CHANGE = 3
ORDER: dict[Kind, int] = {"verbatim": 0, "trimmed": 1, "altered": 2, "spliced": 3, "near": 4}


@dataclass(frozen=True, slots=True)
class _Found:
    """A quote that may be shown, with its comparison; `theirs` if the speaker in the question said it."""

    key: int
    quote: Row
    kind: Kind
    comparison: Comparison
    theirs: bool
    pieces: tuple[Piece, ...] = ()

    @property
    def factuality(self) -> Factuality:
        """The factuality of the words: that of the quote, unless the quote itself denies them."""
        told: Factuality = self.quote["factuality"]
        inside = self.kind == "trimmed" and denies(self.comparison.text, self.comparison.parts[0].start)
        return "denied" if told == "said" and inside else told

    @property
    def said(self) -> bool:
        """Whether the words are reported as said."""
        return self.factuality == "said"

    @property
    def rank(self) -> tuple[Any, ...]:
        """The sort key: kind of match, speaker, similarity; then current quotes first, and the earliest."""
        exact = self.kind in ("verbatim", "trimmed")
        first = self.pieces[0].a if self.pieces else 0
        whose = (False, not self.theirs) if exact else (True, ORDER[self.kind], not self.theirs)
        quote = self.quote
        return (
            *whose,
            ORDER[self.kind],
            first,
            -round(self.comparison.likeness, 6),
            -self.comparison.similarity,
            self.comparison.dressed,
            not quote["live"],
            quote["day"] or "9999",
            quote["pk"],
        )


def lookup(asked_of: Database | Corpus, words: str, speaker: str | None = None, limit: int = 10) -> Answer:
    """Whether these words were said, by this speaker if one is given.

    `speaker` is a slug or any name that a speaker goes by. Raises search.NoWords where there is no word, and
    question.NoName where the speaker's name has no letter.
    """
    if speaker is not None:
        check_name(speaker)
    corpus = corpus_of(asked_of)
    asked = Question(words)
    if not asked.words:
        raise NoWords
    named = None if speaker is None else corpus.called(speaker)
    wordings = candidates(corpus, asked, named)
    compared = {key: compare(asked, text) for key, text in wordings.items()}
    found = _found(corpus, asked, compared, named, limit)
    said = [one for one in found if one.said]
    not_said = [one for one in found if not one.said and one.kind in ("verbatim", "trimmed", "altered")]
    disputing = [one for one in not_said if _disputes(one)]
    verdict = _verdict(said)
    if verdict == "not_found" and disputing:
        verdict = "disputed"
    elif verdict == "not_found":
        disputing = [one for one in not_said if one.theirs or one.kind != "altered"]
    disputing = disputing[:MOST_DISPUTING]
    near = [one for one in said if one.kind == "near"]
    shown = [one for one in said if one.kind != "near"][:limit]
    shown += [*disputing, *near[: limit - len(shown)]]
    return Answer(verdict, _matches(corpus, shown), _searched(corpus, speaker, named))


def answer_with_evidence(asked_of: Database | Corpus, answer: Answer) -> Answer:
    """The answer with evidence for the quotes of its matches, and reports for their statements."""
    corpus = corpus_of(asked_of)
    packets = corpus.with_evidence([match.quote for match in answer.matches])
    reported = corpus.with_reports([match.statement for match in answer.matches])
    matches = [
        replace(match, quote=packet, statement=statement)
        for match, packet, statement in zip(answer.matches, packets, reported, strict=True)
    ]
    return replace(answer, matches=matches)


def all_searched(corpus: Corpus) -> Searched:
    """What there is to search, whoever is asked for."""
    return _searched(corpus, None, None)


def corpus_of(asked_of: Database | Corpus) -> Corpus:
    """The corpus to search: that of a database, if given one, else the given corpus."""
    return DatabaseCorpus(asked_of) if isinstance(asked_of, Database) else asked_of


def _found(
    corpus: Corpus, asked: Question, compared: Mapping[int, Comparison], named: list[int] | None, limit: int
) -> list[_Found]:
    """The quotes that may be shown, the best of each statement, best first."""
    theirs = corpus.wordings_of(list(compared), named) if named else set()
    found = list(_quotes_of(corpus, _worthiest(compared, theirs, limit), theirs, named))
    if not any(_explains(one) and one.theirs for one in found):
        ordered = sorted(compared, key=lambda key: key not in theirs)
        pieces = pieces_of(asked.words, {key: compared[key].words for key in ordered})
        if pieces and (named is None or any(piece.key in theirs for piece in pieces)):
            taken = {piece.key for piece in pieces}
            found = [one for one in found if one.kind != "altered" and one.key not in taken]
            found += _spliced(corpus, pieces, compared, theirs, named)
    best: dict[int, _Found] = {}
    for one in sorted(found, key=lambda one: one.rank):
        best.setdefault(one.quote["statement"], one)
    return _shown(list(best.values()))


def _shown(found: list[_Found]) -> list[_Found]:
    """The matches; and near ones if there are none, or none of the speaker in the question."""
    near = [one for one in found if one.kind == "near" and one.said]
    sure = [one for one in found if one.kind != "near"]
    if sure:
        near = [one for one in near if one.theirs and not any(other.theirs for other in sure)]
    return [*sure, *near[:MOST_NEAR]]


def _disputes(one: _Found) -> bool:
    """Whether a quote reported as not said disputes the words: same speaker, and not their opposite."""
    if not one.theirs or one.kind != "altered":
        return one.theirs
    return not any(change.kind == "negation" for change in one.comparison.changes(frozenset()))


def _explains(one: _Found) -> bool:
    """Whether a match accounts for all words of the question, so that none must come from another passage."""
    return one.kind in ("verbatim", "trimmed", "altered") and one.comparison.changed < LONG_CHANGE


def _worthiest(
    compared: Mapping[int, Comparison], theirs: set[int], limit: int
) -> dict[int, tuple[Comparison, tuple[Piece, ...]]]:
    """The wordings whose quotes to show: the best ones, and the best by the speaker in the question."""
    shown = [key for key, one in compared.items() if one.kind != "near" or one.likeness >= LEAST_LIKENESS]
    shown.sort(
        key=lambda key: (ORDER[compared[key].kind], -compared[key].likeness, -compared[key].similarity)
    )
    most = limit if shown and compared[shown[0]].kind != "near" else MOST_NEAR
    chosen = [*shown[:most], *[key for key in shown if key in theirs][:most]]
    return {key: (compared[key], ()) for key in chosen}


def _spliced(
    corpus: Corpus,
    pieces: list[Piece],
    compared: Mapping[int, Comparison],
    theirs: set[int],
    named: list[int] | None,
) -> Iterator[_Found]:
    """A quote for each wording that words were taken from."""
    by_key: dict[int, tuple[Piece, ...]] = {}
    for piece in pieces:
        by_key[piece.key] = (*by_key.get(piece.key, ()), piece)
    return _quotes_of(corpus, {key: (compared[key], taken) for key, taken in by_key.items()}, theirs, named)


def _quotes_of(
    corpus: Corpus,
    wordings: Mapping[int, tuple[Comparison, tuple[Piece, ...]]],
    theirs: set[int],
    named: list[int] | None,
) -> Iterator[_Found]:
    for key, (comparison, pieces) in wordings.items():
        asked = [(), named] if named and key in theirs else [()]
        rows = [
            row
            for speakers_asked, said in product(asked, (True, False))
            for row in corpus.of_wording(key, MOST_OF_A_WORDING, speakers_asked, said=said)
        ]
        kind: Kind = "spliced" if pieces else comparison.kind
        for row in rows:
            yield _Found(key, row, kind, comparison, named is None or row["speaker"] in named, pieces)


def _verdict(found: list[_Found]) -> Verdict:
    """The best verdict for the speaker in the question; another's exact words win over altered ones."""
    theirs = {one.kind for one in found if one.theirs}
    for said in ("verbatim", "trimmed"):
        if said in theirs:
            return said
    if any(one.kind in ("verbatim", "trimmed") for one in found):
        return "other_speaker"
    if "altered" in theirs:
        return "altered"
    return "spliced" if any(one.kind == "spliced" for one in found) else "not_found"


def _matches(corpus: Corpus, found: list[_Found]) -> list[Match]:
    quoted = {row["pk"]: row for row in corpus.quotes([one.quote["pk"] for one in found])}
    stated = {row["pk"]: row for row in corpus.statements([one.quote["statement"] for one in found])}
    matches = []
    for one in found:
        quote = quoted[one.quote["pk"]]
        comparison = one.comparison
        if comparison.text != quote["text"]:  # the same words, written differently
            comparison = compare(comparison.asked, quote["text"])
        matches.append(
            Match(
                quote,
                stated[one.quote["statement"]],
                one.kind,
                comparison.similarity,
                comparison.difference,
                comparison.changes(_known(corpus, comparison)) if not one.pieces else (),
                tuple(comparison.part(piece.a, piece.b, piece.c, piece.d) for piece in one.pieces)
                or comparison.parts,
                one.factuality,
            )
        )
    return matches


def _known(corpus: Corpus, comparison: Comparison) -> frozenset[str]:
    """The differing words that are parts of a speaker's name."""
    if comparison.kind != "altered":
        return frozenset()
    differing = {
        word
        for step in comparison.difference
        if step.op != "equal"
        for word in (*words_of(step.asked), *words_of(step.found))
    }
    return corpus.parts_of_names(sorted(differing)[:MOST_DIFFERING])


def _searched(corpus: Corpus, speaker: str | None, named: list[int] | None) -> Searched:
    """What was searched; of two corpora separately, since they do not share speakers."""
    if corpus.beside is None:
        return _extent(corpus, speaker, named or [], bool(named))
    searched = _extent(corpus, speaker, named or [], None)
    theirs = [row["pk"] for row in corpus.beside.of_speakers(named or [])]
    return replace(searched, archive=_searched(corpus.beside, speaker, theirs))


def _extent(corpus: Corpus, speaker: str | None, named: list[int], known: bool | None) -> Searched:
    """What one corpus contains. A name is known if it has speakers with quotes, unless `known` is given."""
    if speaker is None:
        return Searched(**corpus.everything(), speaker=None)
    found = corpus.of_speakers(named)
    about = SearchedSpeaker(speaker, bool(found) if known is None else known, found)
    return Searched(**corpus.everything(), speaker=about)
