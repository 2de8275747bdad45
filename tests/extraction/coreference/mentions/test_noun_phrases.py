"""How far a mention reaches: the whole noun phrase that names the source."""

from collections.abc import Callable

import pytest

from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“No,” said <[O BRTV]> host [P Ada Moor].", "Ada Moor"),
        ("[P Cole Ames] left. “No,” <[P Ames]> spokeswoman [P Ada Moor] said.", "Ada Moor"),
        ("“No,” <[O Rail Board]> press secretary [P Ada Moor] said.", "Ada Moor"),
        ("“No,” said <[G Brune]>'s [P Ada Moor].", "Ada Moor"),
        ("“No,” said <Fishing lawyer> and harbour expert [P Ada Moor], who was there.", "Ada Moor"),
        ("“No,” <[P Cole Ames]'s campaign manager> [P Ada Moor] said.", "Ada Moor"),
        ("[P Ada Moor], the mayor of [G Brune], came. “No,” the <[G Brune]> mayor said.", "Ada Moor"),
        ("Former President [P Ada Moor] met [P Cole Ames]. “No,” said <the ex>-president.", "Ada Moor"),
    ],
)
def test_the_name_or_noun_that_a_mention_modifies_is_the_source(
    article: Article, text: str, name: str
) -> None:
    assert article(text).names() == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“No,” <[O BRTV]> told host [P Ada Moor].", "BRTV"),
        ("“No,” <[P Cole Ames]> and host [P Ada Moor]'s guests said.", "Cole Ames"),
        ("“No,” said <a host>. [P Ada Moor] left.", "a host"),
        ("“No,” said <[O BRTV]>, host [P Ada Moor] said.", "BRTV"),
    ],
)
def test_other_names_near_by_are_not(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[P Ada Moor], <a farmer from the hills>, called it “a pity”.", "Ada Moor"),
        ("[P Ada Moor], 41, <leader of the guild> stated: “It is a pity.”", "Ada Moor"),
        ("“A pity,” said <the chief engineer>, [P Ada Moor].", "Ada Moor"),
        ("According to [P Ada Moor], <a neighbour> said “it is a pity”.", "a neighbour"),
        ("“A pity,” <the lawyer> representing the fishermen, [P Ada Moor], said.", "Ada Moor"),
        ("“A pity,” said <the port agency> [O Unilar], which runs it.", "Unilar"),
    ],
)
def test_an_apposition_is_whom_it_stands_beside(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]
