"""Whom "the minister" means, and who stays unnamed."""

from collections.abc import Callable

import pytest

from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister [P Ada Moor] spoke. [P Cole Ames] left. “No,” <the foreign minister> said.",
        "[P Ada Moor], the mayor of [G Brune], met [P Cole Ames]. “No,” <the mayor> said.",
        "[P Cole Ames] met [P Ada Moor], 41, a novelist from [G Brune]. “No,” <the writer> said.",
        "The party's leader, [P Ada Moor], met [P Cole Ames]. “No,” <the leader> said.",
        "The head of the union, [P Ada Moor], met [P Cole Ames]. “No,” <the union head> said.",
        "A spokeswoman for the miners, [P Ada Moor], met [P Cole Ames]. “No,” <the spokeswoman> said.",
        "[P Cole Ames] met Sen. [P Ada Moor] (D-Ohio). “No,” <the Ohio senator> said.",
        "[P Cole Ames] met Sen. [P Ada Moor]. “No,” <the lawmaker> said.",
        "[P Cole Ames] met [P Ada Moor], R-Wis. “No,” <the Republican> said.",
        "[P Cole Ames] met [P Ada Moor], who is a surgeon. “No,” <the surgeon> said.",
        "Former President [P Ada Moor] met [P Cole Ames]. “No,” <the ex-president> said.",
    ],
)
def test_a_description_means_whom_it_was_said_of(article: Article, text: str) -> None:
    assert article(text).names() == ["Ada Moor"]


def test_a_description_tells_the_gender_of_an_unknown_given_name(article: Article) -> None:
    text = "[P Peter Ames] spoke. A {} for the miners, [P Ulvi Moor], met [P Ames]. “No,” <he> said."
    assert article(text.format("spokeswoman")).names() == ["Peter Ames"]
    assert article(text.format("spokesman")).names() == ["Ulvi Moor"]


def test_an_epithet_means_whom_the_passage_is_about(article: Article) -> None:
    text = (
        "[P Cole Ames] bought a tower. [P Ames] said he would keep it. “It is mine,” <the businessman> said."
    )
    resolution = article(text).resolutions()[0]
    assert resolution is not None
    assert resolution.name == "Cole Ames"
    assert resolution.score < 0.7


def test_an_epithet_of_the_other_party_is_not_taken(article: Article) -> None:
    text = "Democrat [P Ada Moor] spoke and [P Moor] left. “No,” <the Republican nominee> said."
    assert article(text).kinds() == ["anonymous"]


@pytest.mark.parametrize(
    "mention",
    ["a senior aide", "a spokeswoman for the board", "one witness", "another Ohio Democrat", "her brother"],
)
def test_the_unnamed_stay_unnamed(article: Article, mention: str) -> None:
    resolution = article(f"[P Ada Moor] spoke. “No,” said <{mention}>.").resolutions()[0]
    assert resolution is not None
    assert (resolution.name, resolution.kind) == (mention, "anonymous")


def test_a_later_description_means_the_unnamed_one(article: Article) -> None:
    text = "“No,” said <a shepherd from the hills>. “Never,” <the shepherd> said."
    assert article(text).names() == ["a shepherd from the hills", "a shepherd from the hills"]


@pytest.mark.parametrize(
    "mention", ["activists", "the lawyers", "several villagers", "the audience", "Republicans"]
)
def test_many_are_a_group(article: Article, mention: str) -> None:
    assert article(f"[P Ada Moor] spoke. “No,” <{mention}> said.").kinds() == ["group"]


def test_two_names_are_a_group_of_full_names(article: Article) -> None:
    text = "[P Ada Moor] met [P Cole Ames]. “We agree,” <[P Moor] and [P Ames]> said."
    resolution = article(text).resolutions()[0]
    assert resolution is not None
    assert (resolution.name, resolution.kind) == ("Ada Moor and Cole Ames", "group")


@pytest.mark.parametrize(
    "both",
    [
        "<[P Ada Moor]> and Mayor [P Cole Ames]",
        "<[P Ada Moor]> and state Senate leader [P Cole Ames]",
        "<[P Ada Moor]> and [P Cole Ames], both of Brune,",
    ],
)
def test_two_who_speak_are_a_group_though_the_mention_is_the_first(article: Article, both: str) -> None:
    text = f"“We agree,” {both} said. “Fine,” <[P Moor]> said."
    assert article(text).names() == ["Ada Moor and Cole Ames", "Ada Moor"]


def test_a_verb_of_saying_is_no_part_of_the_description(article: Article) -> None:
    assert article("“We agree,” <the ad states>.").names() == ["the ad"]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Delta campaign spokesman [P Cole Ames]", "Cole Ames"),
        ("[P Cole Ames], a friend of [P Ada Moor],", "Cole Ames"),
        ("[P Moor]'s brother, engineer [P Cole Ames]", "Cole Ames"),
        ("Secretary of [G Brune]'s [O National Rail Council] [P Cole Ames]", "Cole Ames"),
        ("[P Moor]'s campaign", "Ada Moor's campaign"),
        ("a spokeswoman for rail chief [P Cole Ames]", "a spokeswoman for rail chief Cole Ames"),
    ],
)
def test_the_head_of_a_long_mention_counts(article: Article, mention: str, name: str) -> None:
    assert article(f"[P Ada Moor] spoke. “No,” said <{mention}>.").names() == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A report by the [O Delta Rights Network] came. “Bad,” <the report> said.", "Delta Rights Network"),
        (
            "The [O Delta Rights Network] issued a statement. “Bad,” <the statement> said.",
            "Delta Rights Network",
        ),
        ("<A report>, published by the [O Delta Network] on Friday, said it was “bad”.", "Delta Network"),
        ("The [O Delta Network] published a study. It was long. “Bad,” <the report> said.", "Delta Network"),
        ("According to <a complaint> filed by the [O Delta Network], it was “bad”.", "Delta Network"),
        ("“Bad,” said <a [O Delta Rights Network] report>.", "Delta Rights Network"),
        ("[P Ada Moor] left. “Bad,” <the sign> said.", "the sign"),
    ],
)
def test_a_document_speaks_for_whoever_put_it_out(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]


def test_a_document_of_nobody_is_a_document(article: Article) -> None:
    assert article("[P Ada Moor] left. “Bad,” <the sign> said.").kinds() == ["document"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[P Ada Moor] left early. “Fine,” <her campaign> said.", "Ada Moor’s campaign"),
        ("[P Cole Ames] left early. “Fine,” <his campaign> said.", "Cole Ames’ campaign"),
        ("It asked [G Brune]’s interior ministry. “Fine,” <the ministry> said.", "Brune’s interior ministry"),
        ("“Fine,” <the ferry company on Sunday> said.", "the ferry company"),
        ("[O Tarn College] wrote to [O Moor Energy], and [O Tarn College] sued. “No,” <the college> said.",
         "Tarn College"),
        ("[O Moor Energy] grew, but then [O Tarn College] sued. “No,” <the company> said.", "Moor Energy"),
    ],
)  # fmt: skip
def test_an_organization_is_told_by_its_owner_or_in_full(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The [O Rail Commission] met. “No,” <the commission> said.",
        "[O Brune Watch] — a well-read website — asked. “No,” <the website> wrote.",
        "The [O Rail Guild] struck. “No,” <the union> said.",
    ],
)
def test_an_organization_is_known_by_its_noun(article: Article, text: str) -> None:
    assert article(text).kinds() == ["organization"]
    assert article(text).names() != ["the commission"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[P Ada Moor] won. “I am tired,” <the [N Swiss]> said.", "Ada Moor"),
        ("[P Ada Moor] won. “I am tired,” <the Frenchwoman> said.", "Ada Moor"),
        (
            "The [N Kenyan] runner [P Ada Moor] beat [P Ina Hale]. “At last,” <the [N Kenyan]> said.",
            "Ada Moor",
        ),
        ("Rep. [P Cole Ames] left. “It is over,” <the [O Texas Democrat]> said.", "Cole Ames"),
        ("[P Cole Ames] met Sen. [P Ada Moor] (R-Utah). “No,” <the Utah Republican> said.", "Ada Moor"),
    ],
)
def test_a_nationality_or_a_party_means_a_person(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]


def test_a_nationality_for_a_whole_people_is_a_group(article: Article) -> None:
    assert article("“We agree,” <the [N Dutch]> said.").kinds() == ["group"]


def test_somebody_of_another_nationality_is_not_meant(article: Article) -> None:
    text = "The [N Kenyan] runner [P Ada Moor] won. “At last,” <the [N German]> said."
    assert article(text).kinds() == ["anonymous"]


@pytest.mark.parametrize("mention", ["the mayor of Corran", "the Corran mayor"])
def test_the_mayor_of_one_town_is_not_that_of_another(article: Article, mention: str) -> None:
    text = (
        "Mayor [P Ada Moor] of [G Brune] met Mayor [P Cole Ames] of [G Corran]. "
        f"“Yours is worse,” <{mention}> said."
    )
    assert article(text).names() == ["Cole Ames"]


@pytest.mark.parametrize("mention", ["the mayor of Dorne", "the Dorne mayor"])
def test_the_mayor_of_a_third_town_stays_unnamed(article: Article, mention: str) -> None:
    text = f"Mayor [P Ada Moor] of [G Brune] spoke. “No,” <{mention}> said."
    assert article(text).kinds() == ["anonymous"]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("the 60-year-old teacher", "Ina Hale"),
        ("the mother of four", "Ina Hale"),
        ("the mother of two", "Ada Moor"),
    ],
)
def test_ages_and_children_tell_two_people_apart(article: Article, mention: str, name: str) -> None:
    text = (
        "[P Ada Moor], 41, met [P Ina Hale], 60. [P Moor] is a mother of two. [P Hale] is a mother of four. "
        f"“It rains,” <{mention}> said."
    )
    assert article(text).names() == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The officer [P Ada Moor] spoke. “Stop,” said <the officer> who made the arrest.",
        "[P Ada Moor] came home. “They lied,” said <the woman>, who asked not to be named.",
    ],
)
def test_the_may_bring_in_somebody_new(article: Article, text: str) -> None:
    assert article(text).kinds() == ["anonymous"]


@pytest.mark.parametrize(
    "mention",
    ["63 percent", "more than 200 farmers", "several", "two officials", "only 52 percent of voters"],
)
def test_a_number_of_people_is_a_group(article: Article, mention: str) -> None:
    assert article(f"[P Ada Moor] spoke. “No,” said <{mention}>.").kinds() == ["group"]


def test_a_former_adviser_of_somebody_is_whom_the_passage_is_about(article: Article) -> None:
    text = "[P Cole Ames] wrote a letter. “It hurts,” [P Ada Moor]'s former strategist said."
    text = text.replace("[P Ada Moor]'s former strategist", "<[P Ada Moor]'s former strategist>")
    assert article(text).names() == ["Cole Ames"]
