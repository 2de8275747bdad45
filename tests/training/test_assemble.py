from __future__ import annotations

import json

import pytest
import spacy
from corpora.newswire import read_articles
from corpora.treebank import read_sentences, together
from pipeline import package
from pipeline.assemble import assemble, lean, save
from spacy.language import Language
from spacy.training import Example

LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
META = {"name": "invented", "version": "0.0.1", "license": "CC BY-SA 4.0"}


def initialized(nlp: Language, documents) -> Language:
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in (each.doc(nlp.vocab) for each in documents)]
    nlp.initialize(lambda: examples)
    return nlp


@pytest.fixture
def folders(tmp_path, treebank_file, newswire_file):
    syntax = spacy.blank("en")
    syntax.add_pipe("tok2vec")
    for name in ("tagger", "morphologizer", "senter", "parser"):
        syntax.add_pipe(name, config={"model": {"tok2vec": LISTENER}})
    initialized(syntax, [together(list(read_sentences(treebank_file)))]).to_disk(tmp_path / "syntax")
    lemmas = spacy.blank("en")
    lemmas.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})
    initialized(lemmas, [together(list(read_sentences(treebank_file)))]).to_disk(tmp_path / "lemmas")
    names = spacy.blank("en")
    names.add_pipe("tok2vec")
    names.add_pipe("ner", config={"model": {"tok2vec": LISTENER}})
    initialized(names, next(read_articles(newswire_file))).to_disk(tmp_path / "names")
    return tmp_path / "syntax", tmp_path / "lemmas", tmp_path / "names"


@pytest.fixture
def pipeline(tmp_path, folders):
    save(assemble(*folders, META), tmp_path / "pipeline")
    return tmp_path / "pipeline"


def test_the_parts_are_one_pipeline_that_predicts_as_they_did(pipeline, folders):
    text = "“Rye is dear,” Mira Oduya told the Flour Board."
    whole, syntax, lemmas, names = (spacy.load(path) for path in (pipeline, *folders))
    doc, parsed, named = whole(text), syntax(text), names(text)
    lemmatized = lemmas(text)
    assert [(t.pos_, t.tag_, t.dep_, t.head.i, str(t.morph)) for t in doc] == [
        (t.pos_, t.tag_, t.dep_, t.head.i, str(t.morph)) for t in parsed
    ]
    assert [t.lemma_ for t in doc] == [t.lemma_ for t in lemmatized]
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in named.ents]


def test_sentence_starts_are_found_more_or_less_readily(folders):
    starts = []
    for by in (-50, 50):
        syntax = spacy.load(folders[0], exclude=["parser"])
        lean(syntax, by)
        starts.append([bool(token.is_sent_start) for token in syntax("Rye is dear. So is wheat.")])
    assert starts == [[True] + [False] * 7, [True] * 8]


def test_entities_need_no_other_component(pipeline):
    nlp = spacy.load(pipeline, enable=["ner"])
    assert nlp("Mira Oduya left.").has_annotation("ENT_IOB")


def test_no_path_setting_or_word_of_the_training_stays_behind(pipeline, tmp_path):
    config = (pipeline / "config.cfg").read_text(encoding="utf8")
    assert str(tmp_path) not in config
    assert "Corpus" not in config
    strings = json.loads((pipeline / "vocab" / "strings.json").read_text(encoding="utf8"))
    assert {"Oduya", "Belmora", "sleep"}.isdisjoint(strings)


def test_the_description_is_kept(pipeline):
    meta = json.loads((pipeline / "meta.json").read_text(encoding="utf8"))
    assert (meta["name"], meta["license"]) == ("invented", "CC BY-SA 4.0")


def test_a_pipeline_without_the_needed_entities_is_not_shipped(pipeline):
    with pytest.raises(SystemExit, match="does not know NORP"):
        package.check(pipeline)


def test_a_pipeline_that_is_too_big_is_not_shipped(pipeline, monkeypatch):
    monkeypatch.setattr(package, "MOST_BYTES", 1000)
    with pytest.raises(SystemExit, match="more than 1000"):
        package.check(pipeline)


def test_shipping_replaces_the_folder_and_puts_the_licence_beside(pipeline, tmp_path, monkeypatch):
    monkeypatch.setattr(package, "NEEDED", {"PERSON"})
    licence, target = tmp_path / "licence.txt", tmp_path / "model"
    licence.write_text("share alike", encoding="utf8")
    target.mkdir()
    (target / "stale").touch()
    monkeypatch.setattr("sys.argv", ["package.py", str(pipeline), str(licence), str(target)])
    package.main()
    assert (target / "LICENSE").read_text(encoding="utf8") == "share alike"
    assert not (target / "stale").exists()
    assert spacy.load(target).pipe_names[0] == "ner"
