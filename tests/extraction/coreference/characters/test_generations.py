"""Father and son, mother and daughter of one family name."""

from collections.abc import Callable

from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


def test_a_suffix_and_the_elder_tell_father_and_son_apart(article: Article) -> None:
    text = (
        "[P Ned Roe Sr.] built the boat. His son, [P Ned Roe Jr.], sold it. “It was time,” <[P Roe Jr.]> "
        "said. “It was a sin,” the elder <[P Roe]> said."
    )
    assert article(text).names() == ["Ned Roe Jr.", "Ned Roe Sr"]


def test_the_younger_is_whom_the_article_calls_a_child(article: Article) -> None:
    text = (
        "[P Tom Hale] sold the shop. His daughter, [P Ina Hale], wept. “It was ours,” the younger <[P Hale]> "
        "said. “It was mine,” the elder <[P Hale]> said."
    )
    assert article(text).names() == ["Ina Hale", "Tom Hale"]


def test_one_bearer_of_the_name_is_meant_whatever_the_generation(article: Article) -> None:
    text = "[P Tom Hale] sold the shop. “It was mine,” the elder <[P Hale]> said."
    assert article(text).names() == ["Tom Hale"]
