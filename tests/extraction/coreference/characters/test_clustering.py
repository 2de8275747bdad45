"""Which names of an article belong together, under which full name."""

from collections.abc import Callable

import pytest

from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


def test_a_surname_joins_the_full_name(article: Article) -> None:
    text = "[P Ada Moor] spoke. [P Moor]'s plan is old, Mrs. [P Moor] said."
    assert article(text).clusters() == {"Ada Moor": {"Ada Moor", "Moor"}}


def test_the_fullest_form_is_the_name(article: Article) -> None:
    assert "Ada R. Moor" in article("[P Ada Moor] came. [P Ada R. Moor] and [P Moor] left.").clusters()


def test_bearers_of_one_surname_are_kept_apart(article: Article) -> None:
    clusters = article("[P Margaret Moor] met [P Carlos Moor].").clusters()
    assert set(clusters) == {"Margaret Moor", "Carlos Moor"}


def test_a_title_decides_between_bearers_of_a_surname(article: Article) -> None:
    text = "[P Carlos Moor] met [P Margaret Moor]. “Fine,” said Mr. <[P Moor]>. “Good,” said Mrs. <[P Moor]>."
    assert article(text).names() == ["Carlos Moor", "Margaret Moor"]


def test_a_bare_surname_is_the_one_last_spoken_of(article: Article) -> None:
    text = (
        "[P Carlos Moor] opened the fair.\n\nThe stalls were full.\n\nIt rained.\n\nPeople stayed.\n\n"
        "[P Margaret Moor] came late.\n\n“Lovely,” <[P Moor]> said."
    )
    assert article(text).names() == ["Margaret Moor"]


def test_a_title_alone_does_not_make_a_bearer(article: Article) -> None:
    text = "Mr. [P Moor] spoke after [P Margaret Moor]. “No,” Mr. <[P Moor]> said."
    assert article(text).names() == ["Moor"]


def test_transcript_names_in_capitals_join_the_name(article: Article) -> None:
    text = (
        "[P Ada Moor] met [P Ray Wall] on air.\n\n<MOOR>: “Hello.”\n\n<WALL>: “Welcome.”\n\n<MOOR>: “Thanks.”"
    )
    assert article(text).names() == ["Ada Moor", "Ray Wall", "Ada Moor"]


def test_a_surname_taken_for_a_place_is_the_persons(article: Article) -> None:
    assert article("[P Ada Quarry] spoke. “Yes,” <[G Quarry]> said.").names() == ["Ada Quarry"]


def test_a_place_keeps_its_name_from_a_namesake(article: Article) -> None:
    text = "[P Rose Washington] flew to [G Washington]. The talks in [G Washington] failed."
    assert article(text).clusters()["Washington"] == {"Washington"}


def test_a_surname_the_recognizer_missed_is_found(article: Article) -> None:
    assert article("[P Ada Quarry] spoke. “Yes,” <Quarry> said.").names() == ["Ada Quarry"]


def test_a_given_name_and_a_surname_make_a_name(article: Article) -> None:
    assert article("“Rest,” said <Hugh Hall>, a doctor. The clinic of Hall is new.").names() == ["Hugh Hall"]


def test_a_headline_lends_no_word_to_a_name(article: Article) -> None:
    text = "[P Ada Moor Slams Rail Plan Again]\n\n[P Ada Moor] has slammed a plan. “Bad,” <[P Moor]> said."
    assert article(text).names() == ["Ada Moor"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The [O Delta Rights Network] ([O DRN]) met. “No,” the <[O DRN]> said.", "Delta Rights Network"),
        ("[O The Brune Post] asked. “No,” the <Post> wrote.", "The Brune Post"),
        ("[O Brune Energy] grew. “Yes,” <[O Brune]> said.", "Brune Energy"),
        ("[O Brune Energy] grew. “Yes,” <[P Brune]> said.", "Brune Energy"),
    ],
)
def test_short_forms_join_the_organization(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]


def test_a_nickname_in_quotation_marks_is_part_of_the_name(article: Article) -> None:
    names = article('“Yes,” said <state Del. [P Maria] "Mia" Prell>.').names()
    assert names == ['Maria "Mia" Prell']


def test_a_nickname_joins_the_name_before_it_to_the_one_behind(article: Article) -> None:
    text = "The town knows [P Jonas] “The Bear” Feld well by now. “Rest,” <[P Feld]> said."
    assert article(text).names() == ["Jonas “The Bear” Feld"]


def test_a_character_has_name_kind_and_gender(article: Article) -> None:
    [found] = article("[P Ada Moor] came.").resolver.characters
    assert (found.name, found.kind, found.gender) == ("Ada Moor", "person", "f")


@pytest.mark.parametrize("trade", ["Warden", "Skater", "Goalkeeper", "Beekeeper", "Paramedic"])
def test_a_trade_before_a_whole_name_is_no_part_of_it(article: Article, trade: str) -> None:
    assert article(f"“No,” <[P {trade} Ada Moor]> said.").names() == ["Ada Moor"]


@pytest.mark.parametrize("honour", ["MBE", "KC", "PhD"])
def test_an_honour_behind_a_name_is_no_part_of_it(article: Article, honour: str) -> None:
    assert article(f"“No,” <[P Ada Moor {honour}]> said.").names() == ["Ada Moor"]


def test_a_common_word_that_ran_into_a_name_is_no_part_of_it(article: Article) -> None:
    text = "[P Ada Quill Age] 41. She told her age. “No,” <[P Quill]> said."
    assert article(text).names() == ["Ada Quill"]


def test_a_verb_that_opens_a_question_is_no_given_name(article: Article) -> None:
    text = (
        "[P Will Ames] go? [P Cole Ames] will not say. “I will,” <[P Ames]> said.\n\n"
        "It will be late, they will say. “I will,” <[P Ames]> said."
    )
    assert article(text).names() == ["Cole Ames"] * 2


def test_a_name_with_particles_is_that_given_in_full(article: Article) -> None:
    text = "[P Ada van den Moor] met [G Pieter van der Hale]. “No,” said <[P Van der Hale]>."
    assert article(text).names() == ["Pieter van der Hale"]


def test_a_shared_family_name_means_whom_the_story_opens_with(article: Article) -> None:
    text = (
        "[P Wei Lan], son of the builder [P Wei Bo], lost his account. It is gone. Nobody knows why. "
        "“It is a pity,” <[P Wei]> said."
    )
    assert article(text).names() == ["Wei Lan"]


def test_a_known_place_is_nobody(article: Article) -> None:
    text = "[P Ada Moor] lives in [P Kyiv]. [P Kyiv] was dark. “I stay,” <she> said."
    assert article(text).names() == ["Ada Moor"]


def test_an_office_in_capitals_is_no_name(article: Article) -> None:
    text = "PRIME MINISTER: We go on.\n\nPRIME MINISTER: And on. “No,” <PRIME MINISTER> said."
    found = article(text)
    assert found.kinds() == ["anonymous"]
    assert found.clusters() == {}
