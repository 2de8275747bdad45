"""Fit the weights of attribution and confidence on articles with marked sources or named speakers.

    python training/attribution/train.py [--shared ../shared] [--model NAME] [--cache FOLDER]

Writes `attribution/data/weights.txt` and `assembly/data/calibration.txt` in `quotes/extraction`. The ranker
learns from the mentions that PolNeAR's annotators marked, and from the speakers named in
`training/annotations` for newspapers of other countries and years. The confidence learns from those names,
in articles that the ranker used for them has not seen. The same data and model give the same files. Parsing
takes minutes, fitting one minute: `--cache` keeps the parsed articles for the next time.

Prints the calibration of the confidence on unseen articles.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from confidence import cross_validated, fit_confidence, outcomes, report
from gold import Answer, answers, articles, named_articles, right
from named_examples import named_examples
from ranker import Group, assemble, fit
from spacy.tokens import Doc, DocBin

from quotes.extraction.attribution.attributor import Attributor
from quotes.extraction.attribution.context import NOTHING_BEFORE, AttributionContext
from quotes.extraction.attribution.options import Attribution
from quotes.extraction.attribution.passage_views import view_passage
from quotes.extraction.language.annotator import Annotator
from quotes.extraction.language.loading import load_model
from quotes.extraction.quotation.component import quotation_marks
from quotes.extraction.shared.tree import Tree

EXTRACTION = Path(__file__).parents[2] / "quotes" / "extraction"
WEIGHTS = EXTRACTION / "attribution" / "data" / "weights.txt"
CALIBRATION = EXTRACTION / "assembly" / "data" / "calibration.txt"
LEAST_PASSAGES = 4  # a feature must occur with at least this many passages
PENALTY = 8.0
FOLDS = 4
SEED = 0
NAMED_COUNT = 2  # how often an article of other newspapers counts: PolNeAR has three times as many quotes
LEAST_WEIGHT = 0.02  # smaller weights decide nothing and are not shipped

Read = tuple[dict[str, Any], Doc, list[Answer | None]]


def main() -> None:
    """Parse, fit the ranker, then fit the confidence on decisions about articles it has not seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where bench/ lies")
    parser.add_argument("--model", default=None, help="another spaCy pipeline than the shipped one")
    parser.add_argument("--cache", type=Path, default=None, help="keep parsed articles in this folder")
    arguments = parser.parse_args()
    gold = list(articles(arguments.shared / "bench" / "polnear_train.jsonl"))
    named = list(named_articles(arguments.shared))
    read = parse(gold, named, arguments.model, _file(arguments.cache, "polnear_train"))
    marked = {article["id"] for article in gold}
    others = [article for article in named if article["id"] not in marked]
    other_docs = annotate(others, arguments.model, _file(arguments.cache, "others"))
    groups = [*as_at_work(read), *named_groups(read, others, other_docs)]
    write_weights(fit_ranker(groups))
    docs = [*(doc for _, doc, _ in read), *other_docs]
    ids = [article["id"] for article in (*gold, *others)]
    of_article = dict(zip(ids, zip(docs, held_out(docs, groups), strict=True), strict=True))
    found = [outcome for article in named for outcome in outcomes(article, *of_article[article["id"]])]
    report(cross_validated(found))
    write_calibration(fit_confidence(found))


def _file(folder: Path | None, name: str) -> Path | None:
    return None if folder is None else folder / f"{name}.spacy"


def fit_ranker(groups: Sequence[Sequence[Group]]) -> dict[str, float]:
    """The weights that fit the passages of all articles."""
    return fit(assemble([group for part in groups for group in part], LEAST_PASSAGES), PENALTY)


def named_groups(
    read: Sequence[Read], others: Sequence[dict[str, Any]], docs: Sequence[Doc]
) -> list[list[Group]]:
    """The options of the passages of articles whose speakers are named, as often as they count.

    `read` are the articles whose sources are marked.
    """
    attributor = Attributor(fit_ranker([examples(article) for article in read]))
    pairs = zip(others, docs, strict=True)
    return [named_examples(article, doc, attributor) * NAMED_COUNT for article, doc in pairs]


def parse(
    gold: Sequence[dict[str, Any]], named: Sequence[dict[str, Any]], model: str | None, cache: Path | None
) -> list[Read]:
    """Annotated Docs of articles with the gold answers for their passages.

    `named` are articles read by the rules of `training/annotations`, some of them the same.
    """
    docs = annotate(gold, model, cache)
    read = {article["id"]: article for article in named}
    return [
        (article, doc, answers(article, doc._.passages, read.get(article["id"])))
        for article, doc in zip(gold, docs, strict=True)
    ]


def annotate(texts: Sequence[dict[str, Any]], model: str | None, cache: Path | None) -> list[Doc]:
    """Docs of articles as attribution needs them, from the cache if they are there."""
    nlp = load_model(model)
    if cache is not None and cache.exists():
        docs = list(DocBin().from_disk(cache).get_docs(nlp.vocab))
    else:
        docs = list(Annotator(nlp).pipe(quotation_marks(nlp.make_doc(article["text"])) for article in texts))
        if cache is not None:
            kept = ["TAG", "POS", "MORPH", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
            cache.parent.mkdir(parents=True, exist_ok=True)
            DocBin(attrs=kept, docs=docs).to_disk(cache)
    for doc in docs:
        quotation_marks(doc)
        doc._.tree = Tree.of(doc)
    return docs


def as_at_work(read: Sequence[Read]) -> list[list[Group]]:
    """The options of all passages as the ranker sees them in use, article by article.

    In use, the right source of the passage before is not known, only the ranker's own decision, which may be
    wrong. So a first ranker learns from the right answers, and the second one from the first one's decisions
    on articles it has not seen.
    """
    found = held_out([doc for _, doc, _ in read], [examples(article) for article in read])
    return [examples(article, decided) for article, decided in zip(read, found, strict=True)]


def examples(read: Read, decided: Sequence[Attribution] | None = None) -> list[Group]:
    """The options of each passage of an article, the right ones marked.

    The passage before has the source that was decided on, or the right one.
    """
    _, doc, answered = read
    context = AttributionContext(doc)
    previous = NOTHING_BEFORE
    groups: list[Group] = []
    for index, answer in enumerate(answered):
        options = context.options(view_passage(context.article, index), previous)
        marks = [answer is not None and right(option, answer, context) for option in options]
        if answer is not None:
            groups.append([(option.features, mark) for option, mark in zip(options, marks, strict=True)])
        source = next((option.mention for option, mark in zip(options, marks, strict=True) if mark), None)
        previous = context.previous(index, decided[index].mention if decided else source)
    return groups


def held_out(docs: Sequence[Doc], groups: Sequence[Sequence[Group]]) -> list[list[Attribution]]:
    """The decisions on each article by a ranker fitted without it."""
    order = list(range(len(docs)))
    random.Random(SEED).shuffle(order)  # noqa: S311  not used for secrets
    found: dict[int, list[Attribution]] = {}
    for part in range(FOLDS):
        unseen = set(order[part::FOLDS])
        attributor = Attributor(fit_ranker([groups[index] for index in order if index not in unseen]))
        found |= {index: attributor.attribute(docs[index]) for index in unseen}
    return [found[index] for index in range(len(docs))]


def write_weights(weights: dict[str, float]) -> None:
    """Write the ranker's weights, sorted by feature, in the package's format."""
    rows = [
        f"{weight:.2f}\t{name}" for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT
    ]
    head = "# Weights of the attribution ranker: weight, tab, feature. Made by training/attribution/train.py."
    WEIGHTS.write_text("\n".join([head, *rows, ""]), encoding="utf-8")


def write_calibration(weights: dict[str, float]) -> None:
    """Write the terms of the confidence in the package's format."""
    head = "# Confidence, see confidence.py: term, tab, weight. Made by training/attribution/train.py."
    rows = [f"{name}\t{value:.4f}" for name, value in sorted(weights.items())]
    CALIBRATION.write_text("\n".join([head, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
