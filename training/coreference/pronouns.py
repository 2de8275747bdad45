"""Fit the weights that rank whom "he" and "she" mean, and write them as a text file.

    python training/coreference/pronouns.py [--shared ../shared] [--folds 5] [--write]

Reads the gold coreference of the GUM treebank's news-like genres, and the articles whose quotes people have
named (`training/annotations/named.jsonl`). Prints how often the likeliest person is the right one: of
articles left out of the fit, in cross-validation, and on the development sets. The model is a conditional
logit: the candidates of one pronoun share a probability of one, and the weights make the right one likely,
with an L2 penalty.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from articles import article_cases
from cases import Case
from gum import gum_cases

from quotes.extraction import Extractor
from quotes.extraction.coreference.antecedents import pronoun_ranker
from quotes.extraction.language.annotator import Annotator
from quotes.extraction.language.loading import load_model

sys.path.append(str(Path(__file__).parents[1]))
from corpora.annotations import NAMED, annotated_articles, records

DATA = Path(__file__).parents[2] / "quotes" / "extraction" / "coreference" / "antecedents" / "data"
DEVELOPMENT = ("polnear", "worldwide", "modern")
PENALTY = 3.0
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
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="where bench/ and data/ lie")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="replace the weights that are shipped")
    arguments = parser.parse_args()
    extractor, annotator = Extractor(), Annotator(load_model())
    treebank = arguments.shared / "data" / "treebank"
    gum = list(gum_cases(treebank / "gum_train.conllu", annotator.model.vocab))
    # Whom earlier pronouns mean is a feature of later ones. Weights from GUM alone, which do not depend on
    # those that are shipped, resolve them while the articles are read.
    put_to_work(fit(gum, PENALTY))
    named = list(article_cases(list(annotated_articles(NAMED, arguments.shared)), extractor, annotator))
    unseen = 0.0
    for part in range(arguments.folds):
        left_out = [case for number, case in named if number % arguments.folds == part]
        seen = [case for number, case in named if number % arguments.folds != part]
        unseen += len(left_out) * hit_rate(left_out, fit([*gum, *seen], PENALTY))
    print(f"{'cross-validated':18} {len(named):5} pronouns  {unseen / max(len(named), 1):.3f}")
    table = fit([*gum, *(case for _, case in named)], PENALTY)
    put_to_work(table)
    gum_dev = list(gum_cases(treebank / "gum_dev.conllu", annotator.model.vocab))
    print(f"{'GUM dev':18} {len(gum_dev):5} pronouns  {hit_rate(gum_dev, table):.3f}")
    for name in DEVELOPMENT:
        articles = list(records(arguments.shared / "bench" / f"{name}_dev.jsonl"))
        cases = [case for _, case in article_cases(articles, extractor, annotator)]
        print(f"{name + ' dev':18} {len(cases):5} pronouns  {hit_rate(cases, table):.3f}")
    if arguments.write:
        write(table)


def put_to_work(table: dict[str, float]) -> None:
    """Let the extractor rank by these weights from now on instead of the shipped ones."""
    pronoun_ranker.weights = lambda: table


def write(table: dict[str, float]) -> None:
    """Replace the shipped weights by those that matter."""
    lines = [f"{name} {value:g}" for name, value in table.items() if abs(value) >= 0.005]
    head = [
        "# Weights of the pronoun ranker, one feature a line; made by training/coreference/pronouns.py.",
        "# What a feature means: quotes/extraction/coreference/antecedents/pronoun_ranker.py.",
    ]
    (DATA / "pronoun_weights.txt").write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
