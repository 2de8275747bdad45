"""How sure a name is: the score, how near the next best came, and by what kind of words it was found."""

from collections.abc import Callable

import pytest

from quotes.extraction.coreference.antecedents.resolution import Resolution
from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


def first(article: Article, text: str) -> Resolution:
    resolution = article(text).resolutions()[0]
    assert resolution is not None
    return resolution


@pytest.mark.parametrize(
    ("text", "mention_type"),
    [
        ("“No,” <[P Ada Moor]> said.", "full_name"),
        ("[P Ada Moor] spoke. “No,” <[P Moor]> said.", "partial_name"),
        ("[P Ada Moor] and [P Cole Ames] spoke. “No,” <[P Ada Moor] and [P Cole Ames]> said.", "names"),
        ("[P Ada Moor] spoke. “No,” <she> said.", "pronoun"),
        ("The [O Brune Council] met. “No,” <it> said.", "neuter"),
        ("[P Ada Moor], <who> said “no”, left.", "relative"),
        ("[P Ada Moor], the mayor, spoke. “No,” <the mayor> said.", "description"),
        ("Its mayor, [P Ada Moor], spoke. “No,” said <its mayor>, [P Ada Moor], at noon.", "apposition"),
        ("[P Cole Ames] bought a tower. “It is mine,” <the businessman> said.", "epithet"),
        ("The [O Seed Council] published a report. “Prices fell,” <the report> said.", "issuer"),
        ("“No,” said <a shepherd>.", "phrase"),
    ],
)
def test_a_resolution_tells_by_what_words_it_was_found(
    article: Article, text: str, mention_type: str
) -> None:
    assert first(article, text).mention_type == mention_type


def test_a_pronoun_between_two_people_is_less_sure_than_one_for_a_single_person(article: Article) -> None:
    alone = first(article, "[P Ada Moor] came home. “No,” <she> said.")
    between = first(article, "[P Ada Moor] met [P Ina Hale]. “No,” <she> said.")
    assert alone.runner_up == 0
    assert between.runner_up > 0
    assert between.margin < alone.margin


def test_a_family_name_that_two_people_bear_is_less_sure(article: Article) -> None:
    alone = first(article, "[P Ada Moor] came. “No,” <[P Moor]> said.")
    shared = first(article, "[P Ada Moor] came. [P Cole Moor] left. “No,” <[P Moor]> said.")
    assert shared.score < alone.score
    assert shared.margin < alone.margin


def test_a_description_that_fits_two_people_has_a_runner_up(article: Article) -> None:
    text = "[P Ada Moor], a teacher, met [P Cole Ames], a teacher. “No,” <the teacher> said."
    assert first(article, text).runner_up > 0
