from __future__ import annotations

import json

import pytest
import spacy
from corpora.convert import main
from spacy.tokens import DocBin


@pytest.fixture
def corpus(tmp_path, treebank_file, newswire_file, monkeypatch):
    data = tmp_path / "data"
    for name in ("ewt_train", "ewt_dev", "gum_train", "gum_dev"):
        target = data / "treebank" / f"{name}.conllu"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(treebank_file.read_bytes())
    for name in ("train", "dev"):
        target = data / "newswire_ner" / f"{name}.tsv"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(newswire_file.read_bytes())
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"text": "Rye is dear.\n\nWheat is not."}) + "\n", encoding="utf8")

    def convert(name: str):
        output = tmp_path / name
        monkeypatch.setattr(
            "sys.argv", ["convert.py", str(data), str(articles), str(output), "--newswire-variants", "1"]
        )
        main()
        return output

    return convert


def docs(path):
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def test_every_file_is_written_and_dev_documents_are_as_they_were(corpus):
    output = corpus("corpus")
    assert [doc.text.strip() for doc in docs(output / "treebank_dev.spacy")[:3]] == [
        '"Bakers can\'t sleep," Mira Oduya said. The Flour Board met in Belmora.',
        "Rolls rose.",
        "Ovens cool slowly in winter.",
    ]
    assert len(docs(output / "treebank_dev_documents.spacy")) == 4
    assert [len(doc.ents) for doc in docs(output / "newswire_dev.spacy")] == [2, 3, 0]
    assert len(docs(output / "treebank_train.spacy")) > len(docs(output / "treebank_dev.spacy"))


def test_treebank_documents_say_nothing_of_entities_and_newswire_nothing_of_trees(corpus):
    output = corpus("corpus")
    assert not any(doc.has_annotation("ENT_IOB") for doc in docs(output / "treebank_train.spacy"))
    assert not any(doc.has_annotation("DEP") for doc in docs(output / "newswire_train.spacy"))


def test_texts_to_be_parsed_are_articles_and_newswire_without_labels(corpus):
    found = docs(corpus("corpus") / "unparsed.spacy")
    assert [doc.text.strip() for doc in found[:2]] == ["Rye is dear.", "Wheat is not."]
    assert found[-1].text.strip() == "no one"
    assert not any(doc.has_annotation("ENT_IOB") or doc.has_annotation("DEP") for doc in found)


def test_texts_to_be_named_are_articles_and_treebanks_without_labels(corpus):
    found = docs(corpus("corpus") / "unnamed.spacy")
    assert {"Rye is dear.", "Rolls rose."} <= {doc.text.strip() for doc in found}
    assert not any(doc.has_annotation("DEP") or doc.has_annotation("TAG") for doc in found)


def test_the_teacher_of_syntax_reads_longer_runs_than_the_students(corpus):
    output = corpus("corpus")
    teachers, students = (docs(output / f"{name}.spacy") for name in ("teacher_syntax", "treebank_train"))
    assert all(doc.has_annotation("DEP") for doc in teachers)
    assert sum(map(len, teachers)) == pytest.approx(sum(map(len, students)), rel=0.5)


def test_the_same_seed_writes_the_same_files(corpus):
    first, second = corpus("first"), corpus("second")
    for path in first.iterdir():
        if path.suffix == ".spacy":
            same = [doc.to_json() for doc in docs(path)] == [
                doc.to_json() for doc in docs(second / path.name)
            ]
            assert same, path.name
        else:
            assert path.read_bytes() == (second / path.name).read_bytes()
