"""What is read beside a name in an article."""

from __future__ import annotations

from quotes.tracking.identity.name_context import ArticleNames, Beside


def beside(text: str, name: str, *mentions: str, kind: str = "person") -> Beside:
    return ArticleNames(text).beside(name, kind, mentions)


def test_offices_stand_before_and_behind_a_name() -> None:
    text = "Former Pennsylvania governor Ed Ottley spoke. Ed Ottley, a senator from Ohio, sat."
    found = beside(text, "Ed Ottley")
    assert {"governor", "senator"} <= found.roles
    assert {"pennsylvania", "ohio"} <= found.places


def test_an_office_of_two_words_is_one() -> None:
    assert beside("Vice President Joe Vale waved.", "Joe Vale").roles == {"vice-president"}


def test_short_offices_and_descriptions_elsewhere_count() -> None:
    assert beside("Sen. Ada Fenn waved.", "Ada Fenn").roles == {"senator"}
    assert "mayor" in beside("Ada Fenn waved.", "Ada Fenn", "the Tarnholm mayor").roles


def test_what_is_said_of_a_relative_is_not_said_of_the_name() -> None:
    text = "Former President Bill Fenn spoke. His wife, Hilla Fenn, did not."
    found = beside(text, "Hilla Fenn")
    assert "president" not in found.roles
    assert found.bearers == {"bill": 1, "hilla": 1}


def test_titles_tell_the_gender_where_only_one_has_the_surname() -> None:
    assert beside("Ada Fenn came. Mrs. Fenn spoke.", "Ada Fenn").gender == "f"
    assert beside("Ada Fenn came. Olof Fenn too. Mr. Fenn spoke.", "Ada Fenn").gender is None


def test_a_suffix_behind_the_surname_is_seen() -> None:
    assert beside("Olof Brandt and Olof Brandt Jr. came.", "Olof Brandt").relatives == {"jr"}


def test_a_surname_with_marks_is_found() -> None:
    assert beside("President José Rodríguez waved.", "Rodríguez").bearers == {"jose": 1}


def test_the_letters_of_an_organization_stand_in_brackets() -> None:
    text = "The Wend River Authority (WRA) said so."
    assert beside(text, "Wend River Authority", kind="organization").letters == {"wra"}
    assert beside("Wend River Authority (XYZ)", "Wend River Authority", kind="organization").letters == set()


def test_an_article_that_gives_the_initials_of_many_is_told() -> None:
    text = "Ada J. Fenn, Olof K. Brandt and Mira L. Okonjo met Tam P. Vale."
    assert beside(text, "Ada J. Fenn").initials
    assert not beside("Ada J. Fenn met Olof Brandt.", "Ada J. Fenn").initials


def test_a_record_keeps_all() -> None:
    found = beside("Sen. Ada J. Fenn and Mr. Fenn Jr. came.", "Ada J. Fenn")
    assert Beside.of_record(found.as_record()) == found
