"""For any text, whatever is asked: an answer made of the text's own characters, in bounded time."""

import time
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from quotes.extraction.coreference.antecedents.resolver import Resolver
from quotes.extraction.quotation.marks import find_passages
from quotes.extraction.text.paragraphs import split_paragraphs

_SPECIMENS = """
Ada Moor Cole Ames Mr. Mrs. Sen. the The a he she they it I who said says , . : “ ” " ' ’s - ( ) minister
report board of and D-Ohio Rail Board MOOR: 41 é 漢字 *** Jr. de al- campaign
"""
_WORDS = st.sampled_from([*_SPECIMENS.split(), "\n", "\n\n", "\u00a0"])
_LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE", "MISC")


def _resolver(doc: Doc) -> Resolver:
    passages = find_passages(doc.text, split_paragraphs(doc.text))
    return Resolver(doc, [(passage.start, passage.end) for passage in passages], "Ada Moor")


@settings(max_examples=150, deadline=None)
@given(words=st.lists(_WORDS, max_size=40), data=st.data())
def test_any_mention_of_any_text_has_an_answer_from_the_text(
    tokenize: Callable[[str], Doc], words: list[str], data: st.DataObject
) -> None:
    doc = tokenize(" ".join(words))
    ends = sorted(data.draw(st.sets(st.integers(0, len(doc)), max_size=8)))
    doc.ents = [
        Span(doc, first, last, label=data.draw(st.sampled_from(_LABELS)))
        for first, last in zip(ends[::2], ends[1::2], strict=False)
    ]
    resolver = _resolver(doc)
    text_words = set("".join(char if char.isalnum() else " " for char in doc.text).split()) | {"and"}
    for character in resolver.characters:
        assert _words_of(character.name) <= text_words
    for start in range(0, len(doc.text), 3):
        resolution = resolver.resolve(start, min(len(doc.text), start + 9), None)
        if resolution is not None:
            assert 0.0 <= resolution.score <= 1.0
            assert _words_of(resolution.name) <= text_words


@settings(max_examples=100, deadline=None)
@example(text="about")
@given(text=st.text(max_size=200))
def test_any_characters_are_read(tokenize: Callable[[str], Doc], text: str) -> None:
    doc = tokenize(text)
    resolver = _resolver(doc)
    resolver.resolve(0, len(text), 0)
    assert all(character.name for character in resolver.characters)


def test_a_long_article_of_names_ends_in_bounded_time(tokenize: Callable[[str], Doc]) -> None:
    sentence = "Ada Moor{0} met Cole Moor and Eva Moor. “No,” he said to Moor. The {0}th report said “so”. "
    doc = tokenize("".join(sentence.format(number) for number in range(1500)))
    people = [token.i for token in doc if token.text in {"Ada", "Cole", "Eva"}]
    doc.ents = [Span(doc, first, first + 2, label="PERSON") for first in people]
    begin = time.process_time()
    resolver = _resolver(doc)
    places = [token.idx for token in doc if token.text == "he"]
    names = [resolver.resolve(place, place + 2) for place in places]
    assert len(names) == 1500
    assert time.process_time() - begin < 30


def _words_of(name: str) -> set[str]:
    return set("".join(char if char.isalnum() else " " for char in name).split())
