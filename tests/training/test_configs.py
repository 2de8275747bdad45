"""The settings of the networks, filled in and started on the small files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from corpora.newswire import read_articles
from corpora.treebank import read_sentences, together
from pipeline.vector_file import as_pipeline
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.util import load_config

CONFIGS = Path(__file__).parents[2] / "training" / "configs"


@pytest.fixture
def paths(tmp_path, treebank_file, newswire_file):
    """The paths that the settings leave open."""
    vocab = spacy.blank("en").vocab
    parsed = [together(list(read_sentences(treebank_file)))] * 12
    named = [paragraph for article in read_articles(newswire_file) for paragraph in article]
    for name, documents in (("syntax", parsed), ("names", named)):
        DocBin(docs=[each.doc(vocab) for each in documents]).to_disk(tmp_path / f"{name}.spacy")
    as_pipeline(["flour", "board"], np.eye(2, 64, dtype=np.float32)).to_disk(tmp_path / "vectors")
    return tmp_path


def started(name: str, paths: Path, corpus: str, start: Path | None = None):
    given = {"paths.train": str(paths / corpus), "paths.dev": str(paths / corpus)}
    given["paths.vectors"] = str(paths / "vectors")
    if start:
        given["paths.start"] = str(start)
    return init_nlp(load_config(CONFIGS / f"{name}.cfg", given, interpolate=True))


@pytest.mark.parametrize(
    ("name", "corpus"), [("syntax", "syntax.spacy"), ("lemmas", "syntax.spacy"), ("names", "names.spacy")]
)
def test_a_network_starts_with_the_treebanks_tokens(name, corpus, paths):
    nlp = started(name, paths, corpus)
    assert [token.text for token in nlp("co-bakers")] == ["co-bakers"]


def test_names_go_on_from_where_they_were(paths):
    first = started("names", paths, "names.spacy")
    first.to_disk(paths / "first")
    second = started("refine", paths, "names.spacy", paths / "first")
    text = "Mira Oduya told the Flour Board."
    before, after = (nlp.get_pipe("tok2vec").predict([nlp.make_doc(text)])[0] for nlp in (first, second))
    assert np.allclose(before, after)
