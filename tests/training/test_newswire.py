from __future__ import annotations

import pytest
import spacy
from corpora.newswire import guess_spaces, read_articles


def test_articles_hold_paragraphs_with_entities_under_spacys_names(newswire_file):
    first, second = read_articles(newswire_file)
    vocab = spacy.blank("en").vocab
    docs = [paragraph.doc(vocab) for paragraph in first]
    assert [[(entity.text, entity.label_) for entity in doc.ents] for doc in docs] == [
        [("Mira Oduya", "PERSON"), ("Flour Board", "ORG")],
        [("U.S.", "LOC"), ("US $4", "MONEY"), ("Monday", "DATE")],
    ]
    assert [paragraph.words for paragraph in second] == [["no", "one"]]


def test_text_gets_the_spaces_it_is_written_with(newswire_file):
    first = next(read_articles(newswire_file))
    assert first[0].doc(spacy.blank("en").vocab).text == 'Mira Oduya of the Flour Board said: "It\'s over."'


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("a well - known baker", "a well-known baker"),
        ("( he left )", "(he left)"),
        ("the baker ’s “ bread ” .", "the baker’s “bread”."),
        ("the baker ’ s bread", "the baker’s bread"),
        ("and / or", "and/or"),
        ("rye - “ dark ”", "rye - “dark”"),
        ("- 5 %", "- 5%"),
    ],
)
def test_spaces_are_guessed_from_the_tokens(tokens, text):
    words = tokens.split()
    pieces = zip(words, guess_spaces(words), strict=True)
    assert "".join(word + " " * space for word, space in pieces).strip() == text


def test_an_unknown_label_is_an_error(tmp_path):
    path = tmp_path / "wrong.tsv"
    path.write_text("# article a\nMira\tB-Weather\n", encoding="utf8")
    with pytest.raises(KeyError, match="Weather"):
        list(read_articles(path))
