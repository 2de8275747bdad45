"""The annotation stage, with a pipeline of hand-made components instead of a trained one."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotes.extraction.language.annotator import Annotator
from quotes.extraction.quotation.component import quotation_marks


class Recorder:
    """Tags every word NOUN and hangs it from its piece's first; remembers which texts it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, doc: Doc) -> Doc:
        self.seen.append(doc.text.strip())
        for token in doc:
            token.pos_ = "NOUN"
            token.head = doc[0]
            token.dep_ = "dep" if token.i else "ROOT"
        return doc


class Namer:
    """Calls every capitalised word a PERSON."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, doc: Doc) -> Doc:
        self.seen.append(doc.text.strip())
        doc.ents = [Span(doc, token.i, token.i + 1, "PERSON") for token in doc if token.is_title]
        return doc


@Language.factory("recorder")
def make_recorder(nlp, name):  # noqa: ARG001  spaCy passes them
    return Recorder()


@Language.factory("namer")
def make_namer(nlp, name):  # noqa: ARG001  spaCy passes them
    return Namer()


@pytest.fixture
def model():
    nlp = spacy.blank("en")
    nlp.add_pipe("recorder", name="parser")
    nlp.add_pipe("namer", name="ner")
    return nlp


@pytest.fixture
def annotate(model):
    annotator = Annotator(model)
    return lambda text: annotator(quotation_marks(model.make_doc(text)))


TEXT = "Ada left.\n\nNobody saw Ben.\n\n“We stay,” said Cleo.\n\nDora too."


def test_syntax_is_there_only_where_somebody_may_be_quoted(annotate, model):
    doc = annotate(TEXT)
    assert sorted(model.get_pipe("parser").seen) == ["Nobody saw Ben.", "“We stay,” said Cleo."]
    assert [token.text for token in doc if token.pos_ == "NOUN"][:2] == ["Nobody", "saw"]
    assert [token.pos_ for token in doc if token.text in ("left", "too")] == ["", ""]


def test_entities_are_found_in_every_paragraph(annotate):
    names = [entity.text for entity in annotate(TEXT).ents]
    assert names == ["Ada", "Nobody", "Ben", "We", "Cleo", "Dora"]


def test_trees_stay_inside_their_paragraph(annotate):
    doc = annotate(TEXT)
    for (first, last), parsed in zip(doc._.paragraph_tokens, doc._.parsed_paragraphs, strict=True):
        heads = [token.head.i for token in doc[first:last]]
        assert all(first <= head < last for head in heads)
        if parsed:
            assert set(heads) == {first}


def test_the_tree_is_left_for_the_stages_after(annotate):
    doc = annotate(TEXT)
    assert doc._.tree.lower == [token.lower_ for token in doc]
    parsed = [token for token in doc if token.has_head()]
    assert parsed
    assert [doc._.tree.head[token.i] for token in parsed] == [token.head.i for token in parsed]


def test_a_paragraph_longer_than_the_model_should_see_at_once_is_read_in_pieces(annotate, model):
    doc = annotate("“" + "Ada left and " * 2_000 + "stayed,” she said.")
    pieces = model.get_pipe("parser").seen
    assert len(pieces) > 1
    assert max(len(piece.split()) for piece in pieces) <= 1_500
    assert sum(entity.text == "Ada" for entity in doc.ents) == 2_000
    assert all(token.pos_ == "NOUN" for token in doc)


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "Ada", "“"], ids=["no text", "white space", "a word", "a mark"]
)
def test_the_least_of_texts_is_annotated(text, annotate):
    assert annotate(text).text == text


def test_docs_come_back_in_order(model):
    texts = [f"“We stay,” said number {number}." + " And stayed." * (number % 5) for number in range(40)]
    docs = Annotator(model).pipe(quotation_marks(model.make_doc(text)) for text in texts)
    assert [doc.text for doc in docs] == texts


def test_a_pipeline_that_shares_an_embedding_layer_runs_it_for_the_entities_as_well():
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("parser")
    nlp.add_pipe(
        "ner",
        config={
            "model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}}
        },
    )
    nlp.get_pipe("parser").add_label("dep")
    nlp.get_pipe("ner").add_label("PERSON")
    nlp.initialize()
    assert Annotator(nlp)._entity_pipes == ["tok2vec", "ner"]
