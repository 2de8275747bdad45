"""Measure what each group of features and each component of the language model contributes to attribution.

    python training/attribution/ablate.py [--shared ../shared] [--model NAME] [--cache FOLDER]

Fits the ranker on its training material, leaving out one group or component at a time, and scores every fit
on the two development sets with the usual script. Prints a Markdown table: what was left out, the mention,
end-to-end and resolved-speaker figures on each set, and the loss compared with the first line, where nothing
is left out. Leaving out a component means that its annotation is blank both in training and in use.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from gold import articles, named_articles
from ranker import Group
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, POS
from spacy.tokens import Doc
from train import Read, annotate, as_at_work, fit_ranker, named_groups, parse

from quotes.extraction.assembly.quotes import assemble as assemble_quotes
from quotes.extraction.attribution.attributor import Attributor
from quotes.extraction.coreference.sources import resolve_sources
from quotes.extraction.shared.tree import Tree

SETS = {"PolNeAR dev": "polnear_dev", "worldwide dev": "worldwide_dev"}
FIGURES = ("attribution", "e2e_f1", "resolved")

# The features of each group, as a pattern for their beginning (or for a part that identifies them).
GROUPS = {
    "where and distance": r"where=\S+( (words|nearer)=\S+)?$|nearer=",
    "kind and role of the mention": r"(where=\S+ )?(kind|role)=",
    "marks and words at the passage's edges": r"where=\S+ (close|form)=",
    "lead-in from a paragraph beside": r"\S+ away=",
    "patterns between": r"(before|after) (pattern|beside|beyond|quotes-between|cues-between)",
    "cue links": r"(cue|subject|cue-verb|path-to-cue)=|adjoining |colon ",
    "path through the tree": r"(before|after) path=",
    "the mention's own verb": r"own-verb=|main-",
    "the passage before": r"whole-paragraph=|same-|another-before|nobody-before",
    "whether anybody is quoted": r"(unknown )?nobody .",
}
COMPONENTS = {
    "tagger and morphologizer": [POS],
    "parser": [DEP, HEAD],
    "entity recognizer": [ENT_IOB, ENT_TYPE],
}


def main() -> None:
    """Fit and score the full model, then without each group and each component."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where bench/ lies")
    parser.add_argument("--model", default=None, help="another spaCy pipeline than the shipped one")
    parser.add_argument("--cache", type=Path, default=None, help="keep parsed articles in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.shared, arguments.model, arguments.cache or Path(folder))
        _print_row("lacking", [f"{name}: {figure}" for name in SETS for figure in FIGURES])
        _print_row("---", ["---"] * (len(SETS) * len(FIGURES)))
        whole = _ablate_groups(bench)
        for name, attributes in COMPONENTS.items():
            bench.blank(attributes)
            _print_figures(name, bench.score(bench.fit(bench.examples())), whole)


def _ablate_groups(bench: Bench) -> list[float]:
    groups = bench.examples()
    whole = bench.score(bench.fit(groups))
    _print_figures("nothing", whole)
    for name, pattern in GROUPS.items():
        lacks = re.compile(pattern).match
        features = {feature for group in groups for names, _ in group for feature in names}
        if not any(map(lacks, features)):
            raise ValueError(f"no feature is of the group {name!r} any more: {pattern}")
        _print_figures(name, bench.score(bench.fit(list(_without(groups, lacks)))), whole)
    return whole


def _without(groups: Sequence[Group], lacks: Callable[[str], object]) -> Iterator[Group]:
    for group in groups:
        yield [([name for name in names if not lacks(name)], right) for names, right in group]


class Bench:
    """The parsed training and development articles."""

    def __init__(self, shared: Path, model: str | None, cache: Path) -> None:
        self._folder, self._model, self._cache = shared / "bench", model, cache
        marked = {article["id"] for article in articles(self._folder / "polnear_train.jsonl")}
        self._named = list(named_articles(shared))
        self._others = [article for article in self._named if article["id"] not in marked]
        self._read()

    def _read(self) -> None:
        self._train = self._parse("polnear_train")
        self._other_docs = annotate(self._others, self._model, self._cache / "others.spacy")
        self._dev = {name: self._parse(name) for name in SETS.values()}

    def _parse(self, name: str) -> list[Read]:
        gold = list(articles(self._folder / f"{name}.jsonl"))
        return parse(gold, self._named, self._model, self._cache / f"{name}.spacy")

    def blank(self, attributes: Sequence[int]) -> None:
        """Read all articles again and remove some annotation."""
        self._read()
        read = [doc for part in (self._train, *self._dev.values()) for _, doc, _ in part]
        for doc in (*read, *self._other_docs):
            _blank(doc, attributes)

    def examples(self) -> list[Group]:
        """The training examples of the ranker."""
        named = named_groups(self._train, self._others, self._other_docs)
        return [group for part in (*as_at_work(self._train), *named) for group in part]

    def fit(self, groups: Sequence[Group]) -> Mapping[str, float]:
        """The weights."""
        return fit_ranker([groups])

    def score(self, weights: Mapping[str, float]) -> list[float]:
        """The figures of all development sets, one after the other."""
        attributor = Attributor(weights)
        return [
            figure
            for name, articles in self._dev.items()
            for figure in self._score(name, articles, attributor)
        ]

    def _score(self, name: str, articles: Sequence[Read], attributor: Attributor) -> list[float]:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
            for article, doc, _ in articles:
                doc._.attributions = attributor.attribute(doc)
                quotes = assemble_quotes(doc, doc._.attributions, resolve_sources(doc))
                record = {"id": article["id"], "quotes": [quote.as_record() for quote in quotes]}
                predictions.write(json.dumps(record) + "\n")
            predictions.flush()
            command = [self._folder / "score.py", self._folder / f"{name}.jsonl", predictions.name, "--json"]
            done = subprocess.run([sys.executable, *command], check=True, capture_output=True)  # noqa: S603
        figures = json.loads(done.stdout)
        return [figures[figure] for figure in FIGURES]


def _blank(doc: Doc, attributes: Sequence[int]) -> None:
    if ENT_TYPE in attributes:
        doc.ents = ()
    else:
        doc.from_array(list(attributes), np.zeros((len(doc), len(attributes)), dtype=np.uint64))
    doc._.tree = Tree.of(doc)


def _print_figures(name: str, figures: Sequence[float], whole: Sequence[float] | None = None) -> None:
    if whole is None:
        _print_row(name, [f"{figure:.3f}" for figure in figures])
        return
    pairs = zip(figures, whole, strict=True)
    _print_row(name, [f"{figure:.3f} ({figure - full:+.3f})" for figure, full in pairs])


def _print_row(name: str, cells: Sequence[str]) -> None:
    print("|", " | ".join([name, *cells]), "|", flush=True)


if __name__ == "__main__":
    main()
