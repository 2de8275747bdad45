"""The article as lists: paragraphs, the narrator's sentences, quoted words, subjects."""

from collections.abc import Callable

import spacy
from spacy.tokens import Doc

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs


def _tokens(tokenize: Callable[[str], Doc], text: str) -> ArticleTokens:
    return ArticleTokens.of(
        tokenize(text), [(p.start, p.end) for p in find_passages(text, split_paragraphs(text))]
    )


def test_quoted_words_end_no_sentence_of_the_narrator(tokenize: Callable[[str], Doc]) -> None:
    tokens = _tokens(tokenize, "“Go. Run. Hide,” she said. He left.")
    assert tokens.sentence[tokens.words.index("said")] == tokens.sentence[0] == 0
    assert tokens.sentence[tokens.words.index("left")] == 1


def test_a_full_stop_inside_the_marks_ends_the_sentence_with_them(tokenize: Callable[[str], Doc]) -> None:
    tokens = _tokens(tokenize, "She said “Go.” He left.")
    assert tokens.sentence[tokens.words.index("left")] == 1


def test_paragraphs_and_sections_are_numbered(tokenize: Callable[[str], Doc]) -> None:
    tokens = _tokens(tokenize, "One.\n\n***\n\nTwo.")
    assert [tokens.paragraph[tokens.words.index(word)] for word in ("One", "Two")] == [0, 2]
    assert tokens.section[0] < tokens.section[2]


def test_a_subject_is_known_from_the_tree() -> None:
    words = ["Ada", "Moor", "who", "met", "Cole", "spoke"]
    heads = [5, 0, 3, 0, 3, 5]
    deps = ["nsubj", "flat", "nsubj", "acl:relcl", "obj", "ROOT"]
    tokens = ArticleTokens.of(Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps), [])
    assert tokens.is_subject(0, 2) is True
    assert tokens.is_main(0, 2)
    assert tokens.is_subject(4, 5) is False


def test_without_a_tree_nothing_is_known_of_subjects(tokenize: Callable[[str], Doc]) -> None:
    assert _tokens(tokenize, "Ada spoke.").is_subject(0, 1) is None


def test_who_speaks_stands_beside_a_verb_of_saying(tokenize: Callable[[str], Doc]) -> None:
    tokens = _tokens(tokenize, "“No,” said Ada, and Cole said so to Ray.")
    ada, cole, ray = (tokens.words.index(name) for name in ("Ada", "Cole", "Ray"))
    assert tokens.speaks(ada, ada + 1)
    assert tokens.speaks(cole, cole + 1)
    assert not tokens.speaks(ray, ray + 1)
