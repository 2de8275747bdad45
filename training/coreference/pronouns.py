"""Fit the weights that rank whom "he" and "she" mean, and write them as a text file.

    python training/coreference/pronouns.py --model quotes/extraction/language/model \
        --out quotes/extraction/coreference/antecedents/data/pronoun_weights.txt

Reads ../shared (or QUOTES_SHARED): the gold coreference of the GUM treebank's news-like genres, and the
articles with resolved speakers under bench/, of which `--half 0` or `--half 1` uses every other article and
reports the hit rate on the rest. The model is a conditional logit: the candidates of one pronoun share a
probability of one, and the weights make the right one likely, with an L2 penalty.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from quotes.extraction.coreference.antecedents.pronoun_ranker import Features, candidates
from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.name_matching import parse_person, part_match, same_person
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER
from quotes.extraction.language.annotator import Annotator
from quotes.extraction.language.loading import load_model
from quotes.extraction.quotation.component import quotation_marks
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs

SHARED = Path(os.environ.get("QUOTES_SHARED", Path(__file__).parents[2].parent / "shared"))
GENRES = {"news", "bio", "interview", "speech", "court", "voyage", "textbook", "conversation", "vlog"}
BENCH = ("polnear_dev.jsonl", "worldwide_dev.jsonl")
ENTITY = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")
# What is sure though rare in the data; the penalty draws the weights towards these.
PRIOR = {
    "spoken_of": -2.0,
    "spoke_last": 1.2,
    "spoke_last_sentences": -0.5,
    "sentences": -0.5,
    "paragraphs": -0.5,
    "subject_sentences": -0.3,
    "last_subject_after_quote": 1.0,
    "introduced": 0.5,
    "gender_known": 0.4,
    "gender_lean": 0.8,
    "frequency": 0.3,
    "single_name": -0.3,
    "only_quoted": -1.0,
    "unnamed": -0.3,
    "named_in_own_words": -2.0,
}
LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}


@dataclass(frozen=True)
class Case:
    """One pronoun: its candidates' features, which of them are right, and where it comes from."""

    features: list[Features]
    right: list[bool]
    weight: float
    origin: str


# -- GUM


def gum_cases(path: Path, vocab: Vocab) -> Iterator[Case]:
    for name, lines in _documents(path):
        if name.split("_")[1] in GENRES:
            yield from _cases_of(*_gum_doc(lines, vocab))


def _documents(path: Path) -> Iterator[tuple[str, list[str]]]:
    name, lines = "", []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            if lines:
                yield name, lines
            name, lines = line.partition(" = ")[2], []
        lines.append(line)
    if lines:
        yield name, lines


def _gum_doc(lines: Sequence[str], vocab: Vocab) -> tuple[Doc, list[tuple[int, int, int, str]]]:
    """The Doc of a GUM text with gold trees, and its entities as (first, last, cluster, type)."""
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[tuple[str, str, int]] = []
    starts: list[bool] = []
    entities: list[tuple[int, int, int, str]] = []
    open_entities: list[tuple[int, int, str]] = []
    first = 0
    for line in lines:
        if line.startswith("# newpar") and words:
            words.append("\n")
            spaces.append(False)
            rows.append(("SPACE", "", len(words) - 1))
            starts.append(False)
        columns = line.split("\t")
        if len(columns) < 10:
            first = len(words)
            continue
        if not columns[0].isdigit():
            continue
        index = len(words)
        words.append(columns[1])
        spaces.append("SpaceAfter=No" not in columns[9])
        rows.append((columns[3], columns[7], index if columns[6] == "0" else first + int(columns[6]) - 1))
        starts.append(columns[0] == "1")
        for match in ENTITY.finditer(columns[9].partition("Entity=")[2].split("|")[0]):
            if match.group(1):
                if match.group(3):
                    entities.append((index, index + 1, int(match.group(1)), match.group(2)))
                else:
                    open_entities.append((index, int(match.group(1)), match.group(2)))
            else:
                cluster = int(match.group(4))
                place = max((i for i, e in enumerate(open_entities) if e[1] == cluster), default=None)
                if place is not None:
                    begin, _, kind = open_entities.pop(place)
                    entities.append((begin, index + 1, cluster, kind))
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=[row[0] if row[0] != "_" else "X" for row in rows],
        deps=[row[1] or "dep" for row in rows],
        heads=[min(row[2], len(words) - 1) for row in rows],
    )
    doc.ents = _name_spans(doc, entities)
    return doc, entities


def _name_spans(doc: Doc, entities: Sequence[tuple[int, int, int, str]]) -> list[Span]:
    """Runs of proper nouns, labelled by the innermost entity that contains them."""
    inner: list[tuple[int, str] | None] = [None] * len(doc)
    for number, (first, last, _, kind) in sorted(enumerate(entities), key=lambda e: e[1][0] - e[1][1]):
        for index in range(first, last):
            inner[index] = (number, kind)
    spans: list[Span] = []
    index = 0
    while index < len(doc):
        last = index
        while last < len(doc) and doc[last].pos_ == "PROPN" and inner[last] == inner[index]:
            last += 1
        entity = inner[index]
        if last > index and entity is not None and entity[1] in LABELS:
            spans.append(Span(doc, index, last, label=LABELS[entity[1]]))
        index = max(last, index + 1)
    return spans


def _cases_of(doc: Doc, entities: Sequence[tuple[int, int, int, str]]) -> Iterator[Case]:
    passages = [(p.start, p.end) for p in find_passages(doc.text, split_paragraphs(doc.text))]
    resolver = Resolver(doc, passages)
    people = [entity for entity in entities if entity[3] == "person"]
    clusters = {
        id(c): _cluster_of(resolver, c, people) for c in resolver.characters + resolver.discourse.unnamed
    }
    alone = {entity[0]: entity[2] for entity in people if entity[1] == entity[0] + 1}
    tokens, history = resolver.discourse.tokens, resolver.discourse.history
    for token, word in enumerate(tokens.lower):
        gender = PRONOUN_GENDER.get(word)
        if gender is None or tokens.quoted[token] >= 0 or token not in alone:
            continue
        found = candidates(tokens, history, token, gender, None)
        right = [clusters.get(id(character)) == alone[token] for character, _ in found]
        if any(right):
            history.add(token, token + 1, found[right.index(True)][0], pronoun=True)
            if len(found) > 1:
                yield Case([features for _, features in found], right, 0.3, "gum")


def _cluster_of(
    resolver: Resolver, character: Character, people: Sequence[tuple[int, int, int, str]]
) -> int | None:
    votes: Counter[int] = Counter()
    places = [(m.first, m.last) for m in character.mentions]
    places += [
        (s.first, s.last) for s in resolver.discourse.unnamed_people.values() if s.character is character
    ]
    for first, last in places:
        around = [e for e in people if e[0] <= first and last <= e[1]]
        if around:
            votes[min(around, key=lambda e: e[1] - e[0])[2]] += 1
    return votes.most_common(1)[0][0] if votes else None


# -- articles with resolved speakers


def bench_cases(path: Path, annotator: Annotator) -> Iterator[tuple[int, Case]]:
    articles = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    docs = annotator.pipe(quotation_marks(annotator.model.make_doc(article["text"])) for article in articles)
    for number, (article, doc) in enumerate(zip(articles, docs, strict=True)):
        for case in _article_cases(article, doc):
            yield number, case


def _article_cases(article: dict, doc: Doc) -> Iterator[Case]:
    resolver = Resolver(doc, [(passage.start, passage.end) for passage in doc._.passages])
    for quote in sorted(article["quotes"], key=lambda quote: quote["start"]):
        if not quote.get("source"):
            continue
        start, end = quote["source"][0]
        token, _ = resolver.discourse.tokens.tokens_of(start, end)
        passage = next(
            (
                number
                for number, passage in enumerate(doc._.passages)
                if passage.start < quote["end"] and quote["start"] < passage.end
            ),
            -1,
        )
        gender = PRONOUN_GENDER.get(article["text"][start:end].lower())
        if gender is not None and quote.get("speaker"):
            resolver.read_pronouns(token)
            speaker = resolver.discourse.speaker
            discourse = resolver.discourse
            found = candidates(discourse.tokens, discourse.history, token, gender, speaker, passage)
            right = [_is_named(character.name, quote["speaker"]) for character, _ in found]
            if any(right) and len(found) > 1:
                yield Case([features for _, features in found], right, 1.0, "bench")
        resolver.resolve(start, end, None if passage < 0 else passage)


def _is_named(name: str, gold: str) -> bool:
    one, other = parse_person(name), parse_person(gold)
    if (
        name == gold
        or one.words == other.words
        or (one.is_full and other.is_full and same_person(one, other))
    ):
        return True
    return part_match(one, other) >= 0.7 or part_match(other, one) >= 0.7


# -- fitting


def fit(cases: Sequence[Case], penalty: float, rounds: int = 600) -> dict[str, float]:
    names = sorted({*PRIOR, *(name for case in cases for features in case.features for name in features)})
    place = {name: number for number, name in enumerate(names)}
    rows = np.zeros((sum(len(case.features) for case in cases), len(names)))
    groups: list[tuple[int, int]] = []
    row = 0
    for case in cases:
        begin = row
        for features in case.features:
            for name, value in features.items():
                rows[row, place[name]] = value
            row += 1
        groups.append((begin, row))
    right = np.array([flag for case in cases for flag in case.right], dtype=float)
    group_of = np.repeat(np.arange(len(groups)), [end - begin for begin, end in groups])
    starts = np.array([begin for begin, _ in groups])
    weight = np.array([case.weight for case in cases])[group_of]
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    theta = prior.copy()
    first = np.zeros_like(theta)
    second = np.zeros_like(theta)
    for step in range(1, rounds + 1):
        raised = np.exp(rows @ theta - np.maximum.reduceat(rows @ theta, starts)[group_of])
        share = raised / np.add.reduceat(raised, starts)[group_of]
        told = raised * right
        told = told / np.add.reduceat(told, starts)[group_of]
        gradient = rows.T @ ((share - told) * weight) + penalty * (theta - prior)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        theta -= 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(value), 3) for name, value in zip(names, theta, strict=True)}


def hit_rate(cases: Sequence[Case], table: dict[str, float]) -> float:
    hits = 0
    for case in cases:
        scores = [sum(table.get(name, 0.0) * value for name, value in f.items()) for f in case.features]
        hits += case.right[int(np.argmax(scores))]
    return hits / max(len(cases), 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", required=True, help="the spaCy pipeline that reads the articles")
    parser.add_argument("--out", type=Path, help="write the weights here")
    parser.add_argument("--half", type=int, choices=(0, 1), help="fit on this half of the articles alone")
    parser.add_argument("--penalty", type=float, default=1.0)
    arguments = parser.parse_args()
    annotator = Annotator(load_model(arguments.model))
    gum = list(gum_cases(SHARED / "data/treebank/gum_train.conllu", annotator.model.vocab))
    gum_dev = list(gum_cases(SHARED / "data/treebank/gum_dev.conllu", annotator.model.vocab))
    bench = [pair for name in BENCH for pair in bench_cases(SHARED / "bench" / name, annotator)]
    used = [case for number, case in bench if arguments.half is None or number % 2 == arguments.half]
    rest = [case for number, case in bench if arguments.half is not None and number % 2 != arguments.half]
    table = fit([*gum, *used], arguments.penalty)
    for label, cases in (("gum", gum), ("gum dev", gum_dev), ("articles", used), ("other articles", rest)):
        print(f"{label:15} {len(cases):5} pronouns  {hit_rate(cases, table):.3f}")
    if arguments.out:
        lines = [f"{name} {value:g}" for name, value in table.items() if abs(value) >= 0.005]
        head = [
            "# Weights of the pronoun ranker, one feature a line; made by training/coreference/pronouns.py.",
            "# What a feature means: quotes/extraction/coreference/antecedents/pronoun_ranker.py.",
        ]
        arguments.out.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
