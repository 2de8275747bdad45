from __future__ import annotations

import random

import pytest
import spacy
from corpora.annotated import Annotated
from corpora.augment import headline, quotation_marks, recase, requote, respace, unquote, vary
from corpora.treebank import read_sentences, together

SEEDS = range(12)


@pytest.fixture
def document(treebank_file) -> Annotated:
    return together(list(read_sentences(treebank_file))[:2])


def tree(document: Annotated) -> list[tuple[str, str]]:
    return [(document.lemmas[i], document.lemmas[head]) for i, head in enumerate(document.heads)]


def test_straight_marks_open_and_close_by_the_spaces_around_them(document):
    assert quotation_marks(document.words, document.spaces) == {0: True, 6: False}


@pytest.mark.parametrize("seed", SEEDS)
def test_requoting_changes_marks_and_apostrophes_only(document, seed):
    changed = requote(document, random.Random(seed))
    same = [i for i in range(len(document)) if i not in (0, 3, 6)]
    assert [changed.words[i] for i in same] == [document.words[i] for i in same]
    assert changed.words[3] in ("n't", "n’t")
    assert changed.heads == document.heads


def test_every_style_comes_up(document):
    styles = {tuple(requote(document, random.Random(seed)).words[i] for i in (0, 6)) for seed in range(300)}
    assert {('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("``", "''")} <= styles


def test_unquoting_keeps_the_tree_of_the_rest(document):
    changed = unquote(document)
    text = changed.doc(spacy.blank("en").vocab).text
    assert text.startswith("Bakers can't sleep, Mira Oduya said.")
    assert tree(changed) == [pair for pair in tree(document) if pair[0] != '"']


@pytest.mark.parametrize("seed", SEEDS)
def test_recasing_changes_case_only(document, seed):
    changed = recase(document, random.Random(seed))
    assert [word.lower() for word in changed.words] == [word.lower() for word in document.words]
    assert changed.heads == document.heads


@pytest.mark.parametrize("seed", SEEDS)
def test_added_whitespace_is_one_token_of_the_tokenizers_and_moves_no_head(document, seed):
    changed = respace(document, random.Random(seed))
    place = changed.pos.index("SPACE")
    doc = changed.doc(spacy.blank("en").vocab)
    assert doc[place].text.isspace()
    assert [token.text for token in spacy.blank("en")(doc.text)] == [token.text for token in doc]
    assert [pair for pair in tree(changed) if not pair[0].isspace()] == tree(document)


def test_whitespace_inside_a_name_stays_inside_it():
    document = Annotated(words=["Mira", "Oduya"], spaces=[True, False], ents=["B-PERSON", "I-PERSON"])
    assert respace(document, random.Random(1)).ents == ["B-PERSON", "I-PERSON", "I-PERSON"]


def test_a_seed_gives_the_same_variant_twice(document):
    assert vary(document, random.Random(7)) == vary(document, random.Random(7))


def test_variants_leave_the_original_alone(document):
    before = document.copy()
    for seed in SEEDS:
        vary(document, random.Random(seed))
    assert document == before


def test_a_headline_is_the_first_sentence_with_capitals_on_words_of_weight():
    words = ["Mira", "Oduya", "warns", "of", "dearer", "rye", "in", "Belmora", ".", "Nobody", "listened", "."]
    ents = ["B-PERSON", "I-PERSON", "O", "O", "O", "O", "O", "B-LOC", "O", "O", "O", "O"]
    result = headline(Annotated(words=words, spaces=[True] * 12, ents=ents[: len(words)]))
    assert " ".join(result.words) == "Mira Oduya Warns of Dearer Rye in Belmora"
    assert result.ents == ["B-PERSON", "I-PERSON", "O", "O", "O", "O", "O", "B-LOC"]


@pytest.mark.parametrize("length", [1, 40])
def test_a_sentence_too_short_or_too_long_makes_no_headline(length):
    assert headline(Annotated(words=["rye"] * length, spaces=[True] * length, ents=["O"] * length)) is None
