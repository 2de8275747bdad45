"""Names that the recognizer missed, or found in part."""

from collections.abc import Callable

import pytest

from tests.extraction.coreference.conftest import MarkedArticle

Article = Callable[..., MarkedArticle]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mbeko Dialla, a farmer from [G Brune], was there. “Good,” said <Dialla>.", "Mbeko Dialla"),
        ("The farmer Mbeko Dialla was there. “Good,” <Dialla> said.", "Mbeko Dialla"),
        ("Lim Soo-jun, who was there, agreed. “Good,” <Lim> said.", "Lim Soo-jun"),
        ("It rained but He Lanying, an official, came. “Good,” said <He Lanying>.", "He Lanying"),
        ("“Good,” says Rosa Quirela (44), a nurse. The nurse left. “Bye,” <Quirela> said.", "Rosa Quirela"),
    ],
)
def test_a_missed_name_is_known_by_its_company(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met Rosa [P Quirela Moras] there. “Good,” <[P Moras]> said.", "Rosa Quirela Moras"),
        (
            "The speaker, Jamil [P Tareq Al-Basir], left before the vote. “Good,” <[P Al-Basir]> said.",
            "Jamil Tareq Al-Basir",
        ),
        (
            "They met [P Ada Moor]-Quirela there when the rain stopped. “Good,” <[G Moor]-[P Quirela]> said.",
            "Ada Moor-Quirela",
        ),
        ("[G Kalem], leader of the guild, came. “Good,” said <[G Kalem]>.", "Kalem"),
    ],
)
def test_a_name_that_was_cut_is_made_whole(article: Article, text: str, name: str) -> None:
    assert article(text).names() == [name]
    assert article(text).kinds() == ["person"]


@pytest.mark.parametrize(
    "text",
    [
        "“Good,” said [P Ada Moor]. Election Day is near; the election is close. “Fine,” <[P Moor]> said.",
        "In [P Ada Moor] Election Day, a film about an election, she sings one day. “Fine,” <[P Moor]> said.",
        "The director of Health [P Ada Moor] left. “Fine,” <[P Moor]> said.",
        "Yesterday [P Ada Moor] left. “Fine,” <[P Moor]> said.",
    ],
)
def test_words_that_are_no_names_are_not_joined(article: Article, text: str) -> None:
    assert article(text).names() == ["Ada Moor"]


def test_a_place_before_a_person_stays_a_place(article: Article) -> None:
    built = article("In [G Brune], farmer [P Ada Moor] spoke. In [G Brune], a farmer said it was “fine”.")
    assert "Brune" in built.clusters()
    assert [c.kind for c in built.resolver.characters if c.name == "Brune"] == ["place"]
