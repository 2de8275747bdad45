"""Whom "he", "she", "they", "who" and "I" mean."""

from collections.abc import Callable

import pytest

from quotes.extraction.coreference.antecedents.pronoun_ranker import rank, weights
from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[P Margaret Moor] met [P Carlos Ames]. “No,” <he> said.", "Carlos Ames"),
        ("[P Margaret Moor] met [P Carlos Ames]. “No,” <she> said.", "Margaret Moor"),
        ("[P Carlos Ames] praised [P Ray Wall]. “No,” <he> said.", "Carlos Ames"),
        ("[P Carlos Ames] came.\n\n“No,” said [P Ray Wall], a doctor.\n\n“Never,” <he> added.", "Ray Wall"),
        ("Mr. [P Xu] met Ms. [P Zed]. “No,” <she> said.", "Zed"),
        ("Spokeswoman [P Qin Zed] met [P Qot Ames]. “No,” <she> said.", "Qin Zed"),
        ("[P Carlos Ames] should quit, <he> said. [P Ray Wall] left.", None),
    ],
)
def test_he_and_she_mean_whom_the_text_is_about(article: Article, text: str, name: str | None) -> None:
    found = article(text).names()
    assert found == [name] if name is not None else found != ["Ray Wall"]


def test_a_chain_of_pronouns_keeps_its_person(article: Article) -> None:
    text = (
        "[P Carlos Ames] came to the fair. He looked at the stalls of [P Ray Wall].\n\n"
        "“Fine,” <he> said.\n\n“Very fine,” <he> added."
    )
    assert article(text).names() == ["Carlos Ames", "Carlos Ames"]


def test_he_means_the_speaker_of_spoken_of_others(article: Article) -> None:
    text = "[P Carlos Ames] spoke on Monday.\n\n[P Ray Wall] should resign, <he> said. “It is time.”"
    assert article(text).names() == ["Carlos Ames"]


def test_nobody_is_the_source_of_words_that_name_them(article: Article) -> None:
    text = (
        "[P Ray Wall] spoke first. [P Carlos Ames] answered at length, and [P Wall] left the hall.\n\n"
        "“If [P Wall] were a boat, nobody would board it,” <he> said."
    )
    assert article(text).names() == ["Carlos Ames"]


def test_nobody_fitting_leaves_the_pronoun_unresolved(article: Article) -> None:
    resolution = article("[P Margaret Moor] came. “No,” <he> said.").resolutions()[0]
    assert resolution is not None
    assert resolution.kind == "anonymous"
    assert resolution.score <= 0.1


def test_an_author_is_meant_by_no_pronoun(article: Article) -> None:
    text = "By [P Carlos Ames]\n\n[P Margaret Moor] came to town. “No,” <he> said."
    assert article(text).names() != ["Carlos Ames"]


def test_an_author_known_from_outside_is_meant_by_no_pronoun(article: Article) -> None:
    text = "[P Carlos Ames] in [G Brune]\n\nThe mayor came to town, and [P Ray Wall] too. “No,” <he> said."
    assert article(text, author="Carlos Ames").names() == ["Ray Wall"]


def test_a_line_with_a_name_alone_is_a_byline(article: Article) -> None:
    text = "Rain again\n\n[P Carlos Ames]\n\n[P Ray Wall] came to town when it was late. “No,” <he> said."
    assert article(text).names() == ["Ray Wall"]


def test_an_author_who_is_quoted_by_name_keeps_it(article: Article) -> None:
    assert article("By [P Carlos Ames]\n\n“No,” <[P Ames]> said.").names() == ["Carlos Ames"]


def test_i_in_quoted_words_is_their_speaker(article: Article) -> None:
    built = article("“When asked, I said ‘never’ at once,” said <[P Ada Moor]>.")
    start, end = built.mentions[0]
    first = built.resolver.resolve(start, end, passage=0)
    place = built.resolver.discourse.tokens.text.index("I said")
    inner = built.resolver.resolve(place, place + 1, passage=1)
    assert first is not None
    assert inner is not None
    assert inner.name == first.name == "Ada Moor"


def test_i_of_the_narrator_is_nobody(article: Article) -> None:
    assert article("By [P Ada Moor]\n\n“No,” <I> said.").names() == [None]


def test_who_means_the_name_before_it(article: Article) -> None:
    text = "The prize went to [P Ada Moor], <who> said she was “glad”. [P Eva Zed] lost."
    assert article(text).names() == ["Ada Moor"]


@pytest.mark.parametrize("pronoun", ["it", "they"])
def test_it_and_they_mean_the_last_organization(article: Article, pronoun: str) -> None:
    text = f"“No,” the <[O Rail Board]> said. “Never,” <{pronoun}> added."
    assert article(text).names() == ["Rail Board", "Rail Board"]


def test_he_may_mean_somebody_unnamed(article: Article) -> None:
    text = "[P Margaret Moor] spoke first. A farmer from the hills said no. “We cannot,” <he> said."
    assert article(text).kinds() == ["anonymous"]


def test_shares_of_the_candidates_add_up() -> None:
    assert rank([]) == []


def test_every_weight_is_a_number_for_a_feature() -> None:
    table = weights()
    assert table["order=0"] > table["order=4"]
    assert all(name == name.strip() for name in table)


def test_a_pronoun_tells_the_gender_of_a_unisex_name(article: Article) -> None:
    text = "[P Alex Moor] praised [P Ina Hale]. “She works,” <he> said. “He jokes,” <she> replied."
    assert article(text).names() == ["Alex Moor", "Ina Hale"]


def test_a_pronoun_that_opens_the_story_means_who_is_named_next(article: Article) -> None:
    text = "“I did not see it coming,” <she> said. [P Ada Moor], who ran the mill, then wept."
    assert article(text).names() == ["Ada Moor"]


def test_nobody_of_the_other_gender_is_named_next(article: Article) -> None:
    text = "“I did not see it coming,” <she> said. Mr [P Cole Ames] then wept."
    assert article(text).kinds() == ["anonymous"]


@pytest.mark.parametrize("told", ["who uses they/them pronouns", "who is non-binary"])
def test_they_may_be_one_person(article: Article, told: str) -> None:
    text = f"[P Robin Hale], {told}, won. The judges were split. “It took a week,” <they> said."
    assert article(text).names() == ["Robin Hale"]
