from __future__ import annotations

from datetime import date
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language

from quotes.extraction import ModelError, Span
from quotes.extraction.language.loading import SHIPPED

TEXT = "“The tests,” said Laura Mendes on Tuesday, “were in vain.” It rained. “Go,” she added."


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.load(SHIPPED)
    nlp.add_pipe("quotes")
    return nlp


def test_spacy_finds_the_component_by_its_entry_point():
    [found] = entry_points(group="spacy_factories", name="quotes")
    assert found.value == "quotes.extraction.spacy_component:make_quotes"


def test_its_needs_are_met_by_a_tagger_a_parser_and_an_entity_recognizer(nlp):
    assert nlp.analyze_pipes()["problems"]["quotes"] == []
    bare = spacy.blank("en")
    bare.add_pipe("quotes")
    assert "token.dep" in bare.analyze_pipes()["problems"]["quotes"]


def test_quotes_are_those_of_the_extractor(nlp, extractor):
    doc = nlp.make_doc(TEXT)
    doc._.published = date(2024, 5, 3)
    assert nlp(doc)._.quotes == extractor.extract(TEXT, date(2024, 5, 3))


def test_each_stretch_of_a_quote_is_a_span_that_knows_its_quote(nlp):
    doc = nlp(TEXT)
    spans = list(doc.spans["quotes"])
    assert [span.text for span in spans] == ["“The tests,”", "“were in vain.”", "“Go,”"]
    assert spans[0]._.quote is spans[1]._.quote is doc._.quotes[0]
    assert spans[0]._.quote.spans[0] == Span(spans[0].start_char, spans[0].end_char)
    assert doc[-3:]._.quote is None


def test_a_text_without_quotes_has_no_spans(nlp):
    doc = nlp("It rained.")
    assert doc._.quotes == []
    assert len(doc.spans["quotes"]) == 0


def test_an_empty_text_has_no_quotes(nlp):
    assert nlp("")._.quotes == []


def test_spans_may_be_kept_under_another_key():
    nlp = spacy.load(SHIPPED)
    nlp.add_pipe("quotes", config={"spans_key": "said"})
    doc = nlp("“No,” said Ada Moor.")
    assert [span.text for span in doc.spans["said"]] == ["“No,”"]


def test_texts_may_be_piped(nlp):
    docs = nlp.pipe(["“No,” said Ada Moor.", "“Yes,” said Tom Hale."])
    assert [doc._.quotes[0].speaker for doc in docs] == ["Ada Moor", "Tom Hale"]


def test_a_pipeline_with_the_component_can_be_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    assert spacy.load(tmp_path / "pipeline")("“No,” said Ada Moor.")._.quotes[0].speaker == "Ada Moor"


def test_a_pipeline_that_sets_no_annotation_is_told_what_is_missing():
    bare = spacy.blank("en")
    bare.add_pipe("quotes")
    assert bare("It rained.")._.quotes == []
    with pytest.raises(ModelError, match="part-of-speech tags, dependencies, entities"):
        bare("“No,” said Ada Moor.")
