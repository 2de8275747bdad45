"""Pronouns of the GUM treebank's news-like genres, with the people that its gold coreference gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from cases import Case
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from quotes.extraction.coreference.antecedents.pronoun_ranker import candidates
from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.word_lists import PRONOUN_GENDER
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs

GENRES = {"news", "bio", "interview", "speech", "court", "voyage", "textbook", "conversation", "vlog"}
ENTITY = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")
LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}


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
    """Runs of proper nouns, labelled by the innermost entity they lie in."""
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
                yield Case([features for _, features in found], right, 0.3)


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
