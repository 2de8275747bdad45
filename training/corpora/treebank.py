"""CoNLL-U treebanks: sentences, combined into the paragraphs and documents they come from."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora.annotated import Annotated


@dataclass
class Sentence:
    """A sentence's word lines, and the numbers of its document and paragraph, from 1."""

    document: int
    paragraph: int
    rows: list[list[str]]
    joined: dict[int, tuple[int, bool]]
    """Where a surface token of several words starts: its last word, and whether a space follows."""

    def annotated(self) -> Annotated:
        result = Annotated()
        inside = {}
        for first, (last, space) in self.joined.items():
            inside.update(dict.fromkeys(range(first, last), False))
            inside[last] = space
        for number, form, lemma, pos, tag, morph, head, dep, _, misc in self.rows:
            place = int(number)
            result.words.append(form)
            result.spaces.append(inside.get(place, "SpaceAfter=No" not in misc))
            result.lemmas.append(lemma)
            result.pos.append(pos)
            result.tags.append(tag)
            result.morphs.append("" if morph == "_" else morph)
            result.heads.append((int(head) or place) - 1)
            result.deps.append("ROOT" if head == "0" else dep)
        return result


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; empty nodes are left out."""
    document = paragraph = 0
    rows: list[list[str]] = []
    joined: dict[int, tuple[int, bool]] = {}
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if line.startswith("#"):
            document += line.startswith("# newdoc")
            paragraph += line.startswith(("# newdoc", "# newpar"))
        elif not line:
            if rows:
                yield Sentence(document, paragraph, rows, joined)
            rows, joined = [], {}
        else:
            row = line.split("\t")
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                joined[first] = last, "SpaceAfter=No" not in row[9]
            elif "." not in row[0]:
                rows.append(row)


def together(sentences: list[Sentence]) -> Annotated:
    result = Annotated()
    for sentence in sentences:
        result.extend(sentence.annotated())
    return result


def grouped(sentences: list[Sentence], key: str) -> list[list[Sentence]]:
    groups: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(getattr(sentence, key), []).append(sentence)
    return list(groups.values())


def paragraphs(sentences: list[Sentence]) -> list[list[Sentence]]:
    return grouped(sentences, "paragraph")


def documents(sentences: list[Sentence]) -> list[list[Sentence]]:
    return grouped(sentences, "document")


def cut(sentences: list[Sentence], sizes: Callable[[], int], longest: int) -> list[list[Sentence]]:
    """Runs of `sizes()` sentences, ended sooner if the next would make more than `longest` words.

    The parser's training time grows with the square of a document's length.
    """
    result: list[list[Sentence]] = []
    wanted = words = 0
    for sentence in sentences:
        if not result or len(result[-1]) >= wanted or words + len(sentence.rows) > longest:
            result.append([])
            wanted, words = sizes(), 0
        result[-1].append(sentence)
        words += len(sentence.rows)
    return result


def stretches(sentences: list[Sentence], rng: random.Random, longest: int) -> list[list[Sentence]]:
    """Documents cut at random sentence ends, so that the network sees boundaries of every kind."""
    return [
        stretch
        for document in documents(sentences)
        for stretch in cut(document, lambda: rng.choice((1, 2, 3, 4, 6)), longest)
    ]
