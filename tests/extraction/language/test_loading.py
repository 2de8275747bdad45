from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from quotes.extraction import ModelError
from quotes.extraction.language.loading import load_model, missing_parts


@pytest.fixture(scope="module")
def shipped() -> Language:
    return load_model()


def with_entities(*labels: str) -> Language:
    nlp = spacy.blank("en")
    for name in ("tok2vec", "morphologizer", "parser", "trainable_lemmatizer"):
        nlp.add_pipe(name)
    recognizer = nlp.add_pipe("ner")
    for label in labels:
        recognizer.add_label(label)
    return nlp


def test_a_pipeline_with_all_parts_lacks_nothing():
    assert missing_parts(with_entities("PERSON", "ORG", "DATE")) == []


def test_entity_labels_that_are_missing_are_named():
    assert missing_parts(with_entities("DATE", "PERSON")) == ["ORG entities"]


def test_each_missing_part_is_named_in_words():
    assert missing_parts(spacy.blank("en")) == [
        "part-of-speech tags",
        "morphology",
        "dependencies",
        "entities",
    ]


def test_a_pipeline_that_lacks_parts_is_refused_with_a_sentence_that_names_them(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError, match=r"lacks part-of-speech tags, morphology, dependencies, entities$"):
        load_model(str(tmp_path / "bare"))


def test_tags_without_morphology_do_not_suffice():
    nlp = with_entities("PERSON", "ORG")
    nlp.remove_pipe("morphologizer")

    @Language.component("only_tags", assigns=["token.pos"])
    def only_tags(doc):
        return doc

    nlp.add_pipe("only_tags")
    assert missing_parts(nlp) == ["morphology"]


def test_a_pipeline_that_is_not_there_is_named():
    with pytest.raises(ModelError, match="'en_no_such_pipeline'"):
        load_model("en_no_such_pipeline")


def test_the_shipped_pipeline_is_loaded_by_default_and_lacks_nothing(shipped):
    assert missing_parts(shipped) == []


def test_the_shipped_pipeline_tags_parses_lemmatizes_and_names(shipped):
    doc = shipped("“We will rebuild the old bridge,” said Laura Mendes, who leads the Finance Ministry.")
    said = next(token for token in doc if token.text == "said")
    laura = next(token for token in doc if token.text == "Laura")
    assert (said.pos_, said.lemma_, said.dep_) == ("VERB", "say", "ROOT")
    assert (laura.dep_, laura.head) == ("nsubj", said)
    assert next((entity.text, entity.label_) for entity in doc.ents) == ("Laura Mendes", "PERSON")


@pytest.mark.parametrize(
    ("text", "word", "features"),
    [
        ("She left early.", "She", {"Gender": "Fem", "Number": "Sing", "Person": "3"}),
        ("He left early.", "He", {"Gender": "Masc", "Number": "Sing", "Person": "3"}),
        ("They left early.", "They", {"Number": "Plur", "Person": "3"}),
        ("We left early.", "We", {"Number": "Plur", "Person": "1"}),
    ],
)
def test_pronouns_have_person_number_and_gender(shipped, text, word, features):
    token = next(token for token in shipped(text) if token.text == word)
    assert {name: token.morph.get(name, [""])[0] for name in features} == features


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "«»"])
def test_a_quotation_and_its_clause_are_one_sentence_however_the_marks_are_written(shipped, marks):
    text = (
        f"The rain stopped. {marks[0]}We will rebuild the bridge,{marks[1]} the mayor said. Nobody answered."
    )
    assert [sentence.text for sentence in shipped(text).sents] == [
        "The rain stopped.",
        f"{marks[0]}We will rebuild the bridge,{marks[1]} the mayor said.",
        "Nobody answered.",
    ]


def test_a_question_in_quotation_marks_does_not_end_the_sentence(shipped):
    assert len(list(shipped("“Will you come back?” she asked.").sents)) == 1


def test_entities_are_found_without_the_parser(shipped):
    text = "Laura Mendes met reporters in Lima on Friday."
    with shipped.select_pipes(enable=["ner"]):
        alone = [(entity.text, entity.label_) for entity in shipped(text).ents]
    assert alone == [(entity.text, entity.label_) for entity in shipped(text).ents]
    assert alone == [("Laura Mendes", "PERSON"), ("Lima", "LOC"), ("Friday", "DATE")]
