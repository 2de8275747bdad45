from __future__ import annotations

import pytest
from corpora.named import annotated, labels, mentions
from corpora.treebank import Sentence, read_sentences


def sentence(*words: tuple[str, str, str]) -> Sentence:
    """A sentence of (form, UPOS, entity) words; only what names are read from matters."""
    rows = [
        [str(place), form, form, pos, "NNP", "_", "0", "root", "_", f"Entity={entity}" if entity else "_"]
        for place, (form, pos, entity) in enumerate(words, 1)
    ]
    return Sentence(1, 1, rows, {})


@pytest.fixture
def sentences(treebank_file):
    return list(read_sentences(treebank_file))


def test_brackets_give_the_mentions(sentences):
    assert mentions(sentences[0]) == [(1, 1, "person"), (7, 8, "person")]
    assert mentions(sentences[1]) == [(0, 2, "organization"), (5, 5, "place")]


def test_names_are_labelled_without_their_article_and_common_nouns_are_not(sentences):
    result = annotated(sentences[:2])
    found = [(word, tag) for word, tag in zip(result.words, result.ents, strict=True) if tag not in ("", "O")]
    assert found == [
        ("Mira", "B-PERSON"),
        ("Oduya", "I-PERSON"),
        ("Flour", "B-ORG"),
        ("Board", "I-ORG"),
        ("Belmora", "B-LOC"),
    ]


def test_a_persons_title_is_no_part_of_the_name_and_stays_unsaid():
    result = labels(
        sentence(("President", "PROPN", "(1-person-new"), ("Oduya", "PROPN", "1)"), ("spoke", "VERB", ""))
    )
    assert result == ["", "B-PERSON", "O"]


def test_nested_mentions_keep_the_outer_name():
    opened = "(1-organization-new(2-place-new)"
    result = labels(sentence(("Belmora", "PROPN", opened), ("University", "PROPN", "1)")))
    assert result == ["B-ORG", "I-ORG"]


def test_a_mention_with_more_than_a_name_is_unsaid_rather_than_wrong():
    result = labels(
        sentence(
            ("Oduya", "PROPN", "(1-person-new"),
            (",", "PUNCT", ""),
            ("who", "PRON", ""),
            ("left", "VERB", "1)"),
        )
    )
    assert result == ["", "O", "O", "O"]


def test_numbers_may_belong_to_a_date_or_a_sum_and_are_unsaid():
    assert labels(sentence(("paid", "VERB", ""), ("1999", "NUM", ""), ("three", "NUM", ""))) == ["O", "", "O"]
