from __future__ import annotations

import random

import pytest
import spacy
from corpora import blend
from corpora.annotated import Annotated
from corpora.blend import main, names, syntax
from corpora.newswire import read_articles
from corpora.treebank import paragraphs, read_sentences, together
from spacy.tokens import DocBin


@pytest.fixture
def vocab():
    return spacy.blank("en").vocab


@pytest.fixture
def parsed(treebank_file, vocab):
    return [together(group).doc(vocab) for group in paragraphs(list(read_sentences(treebank_file)))]


@pytest.fixture
def named(newswire_file, vocab):
    return [paragraph.doc(vocab) for article in read_articles(newswire_file) for paragraph in article]


def test_a_parsed_document_comes_as_it_is_and_then_run_together_with_others(parsed):
    found = list(syntax(parsed, random.Random(3)))
    plain, varied = found[: len(parsed)], found[len(parsed) :]
    assert [document.words for document in plain] == [[token.text for token in doc] for doc in parsed]
    assert [document.heads for document in plain] == [[token.head.i for token in doc] for doc in parsed]
    assert sum(document.deps.count("ROOT") for document in varied) == 4
    assert len(varied) < 4


def test_the_teachers_tags_are_left_out(parsed):
    for document in syntax(parsed, random.Random(4)):
        assert not any([*document.tags, *document.pos, *document.morphs])
        assert len(document.deps) == len(document)


def test_paragraphs_that_run_together_keep_a_space_between_them(parsed, monkeypatch):
    monkeypatch.setattr(blend, "vary", lambda document, _rng: document)
    monkeypatch.setattr(blend, "SENTENCES", (4,))
    (whole,) = list(syntax(parsed, random.Random(0)))[len(parsed) :]
    assert "Belmora. Rolls rose. Ovens" in whole.doc(spacy.blank("en").vocab).text


def test_a_run_ends_before_it_grows_too_long(parsed, monkeypatch):
    monkeypatch.setattr(blend, "LONGEST", 12)
    assert max(len(document) for document in syntax(parsed, random.Random(1))) <= 12


def test_named_documents_keep_their_labels_in_every_variant(named):
    found = list(names(named, random.Random(2)))
    assert found[0].ents[:2] == ["B-PERSON", "I-PERSON"]
    assert len(found) >= 2 * len(named)
    labels = [sorted(tag for tag in document.ents if tag != "O") for document in found]
    assert labels[: len(named)] == labels[-len(named) :]


def test_what_people_labelled_comes_as_often_as_asked(parsed, tmp_path, monkeypatch, vocab):
    for name in ("labelled", "taught"):
        DocBin(attrs=blend.ATTRIBUTES, docs=parsed).to_disk(tmp_path / name)
    arguments = ["syntax", *(str(tmp_path / name) for name in ("labelled", "taught", "out")), "--repeat", "3"]
    monkeypatch.setattr("sys.argv", ["blend.py", *arguments])
    main()
    docs = list(DocBin().from_disk(tmp_path / "out").get_docs(vocab))
    assert [doc.text for doc in docs].count("Rolls rose.") + [doc.text for doc in docs].count(
        "Rolls rose. "
    ) == 4


def test_a_document_made_of_a_doc_has_the_layers_asked_for(parsed, named):
    tree, entities = Annotated.of(parsed[0], syntax=True), Annotated.of(named[0], syntax=False)
    assert tree.doc(parsed[0].vocab).text == parsed[0].text
    assert tree.deps[9] == "ROOT"
    assert not tree.ents
    assert entities.ents[4:6] == ["B-ORG", "I-ORG"]
    assert not entities.heads
