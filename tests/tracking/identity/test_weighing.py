"""Two names, with what articles say of each: one speaker's, perhaps, or two speakers'."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from quotes.tracking.identity.judgement import JOINED, WORTH_ASKING
from quotes.tracking.identity.profiles import Profile
from quotes.tracking.identity.weighing import Company, Form, weigh
from quotes.tracking.names import folded, generation

NOTHING = Profile(articles=1)


def said(articles: int = 1, **roles: int) -> Profile:
    """A profile of so many articles with these roles, underscores for hyphens."""
    return Profile(articles=articles, roles={role.replace("_", "-"): count for role, count in roles.items()})


def form(pk: int, name: str, kind: str, profile: Profile) -> Form:
    return Form(pk, f"{folded(name, kind)} {' '.join(sorted(generation(name)))}", name, kind, profile)


def outcome(
    one: str,
    other: str,
    mine: Profile = NOTHING,
    theirs: Profile = NOTHING,
    company: Company = Company(),  # noqa: B008 - frozen
    kind: str = "person",
) -> str:
    forms = form(1, one, kind, mine), form(2, other, kind, theirs)
    judgement = weigh(*forms, company)
    assert weigh(*reversed(forms), company) == judgement
    if judgement is None or judgement.probability < WORTH_ASKING:
        return "two"
    return "one" if judgement.probability >= JOINED else "perhaps"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Initials and second given names.
        ("Ada Fenn", "Ada J. Fenn", "one"),
        ("Ada Smith", "Ada J. Smith", "one"),
        ("Ada J. Fenn", "Ada Josefine Fenn", "one"),
        ("Ada J. Fenn", "Ada K. Fenn", "two"),
        ("Georg W. Marrek", "Georg H. W. Marrek", "two"),
        ("Georg W. Marrek", "Georg H.W. Marrek", "two"),
        ("Mira Adaeze Okonjo", "Mira Okonjo", "perhaps"),
        ("Mira Adaeze Smith", "Mira Smith", "perhaps"),
        ("Mira Adaeze Okonjo", "Mira Chioma Okonjo", "two"),
        ("Olof Gustav Brandt", "Gustav Brandt", "perhaps"),
        ("J.D. Ottley", "James David Ottley", "one"),
        ("J.D. Ottley", "James Robert Ottley", "two"),
        ("JD Ottley", "James David Ottley", "perhaps"),
        # Nicknames.
        ("Bob Ottley", "Robert Ottley", "perhaps"),
        ("Bob Smith", "Robert Smith", "perhaps"),
        ("Joe Vale", "Joseph R. Vale", "perhaps"),
        ("Agnes Ottley", "Albert Ottley", "two"),
        # Suffixes.
        ("Olof Brandt", "Olof Brandt Jr.", "one"),
        ("Olof Brandt Sr.", "Olof Brandt Jr.", "two"),
        ("Cyrus Vane II", "Cyrus Vane III", "two"),
        ("Olof Smith", "Olof Smith Jr.", "perhaps"),
        # Transliterations.
        ("Hossein Amir-Soltani", "Hussein Amirsoltani", "perhaps"),
        ("Muammar Qadhari", "Moammar Kadhari", "perhaps"),
        ("Yulia Ivashova", "Julia Ivashova", "perhaps"),
        ("Aleksandr Chernov", "Alexander Tchernov", "perhaps"),
        ("Teddy Gorff", "Ed O'Grieff", "two"),
        ("Anna Lind", "Hanna Lund", "two"),
        # Married names, and people of two surnames.
        ("Mira Okonjo", "Mira Okonjo-Vale", "perhaps"),
        ("José Arrieta", "José Arrieta Mendoza", "perhaps"),
        ("José Arrieta Mendoza", "José Arrieta Ruiz", "two"),
        # Other people.
        ("Mira Okonjo", "Tam Okonjo", "two"),
        ("Kim Dong Un", "Kim Yo Dong", "two"),
        ("Okonjo", "Mira Okonjo", "two"),
    ],
)
def test_names_alone(one: str, other: str, expected: str) -> None:
    assert outcome(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "mine", "theirs", "expected"),
    [
        ("Bob Ottley", "Robert G. Ottley", said(governor=1), said(governor=1), "one"),
        ("Bob Ottley", "Robert Ottley", said(governor=1), said(rapper=1), "perhaps"),
        ("Bob Smith", "Robert Smith", said(governor=1), said(rapper=1), "two"),
        ("Joe Smith", "Joseph R. Smith Jr.", said(5, vice_president=5), said(3, vice_president=3), "perhaps"),
        ("Mira Adaeze Okonjo", "Mira Okonjo", said(mayor=1), said(mayor=1), "one"),
        ("Ada Fenn", "Ada J. Fenn", said(senator=1), said(coach=1), "perhaps"),
        ("Ada Fenn", "Ada J. Fenn", said(9, senator=6), said(5, coach=5), "perhaps"),
        ("Ada Smith", "Ada J. Smith", said(9, senator=6), said(5, coach=5), "two"),
        ("Mira Okonjo", "Mira Okonjo-Vale", said(mayor=1), said(mayor=1), "one"),
        ("Muammar Qadhari", "Moammar Kadhari", said(colonel=1), said(colonel=1), "one"),
        # A wide noun says less than an office.
        ("Bob Smith", "Robert Smith", said(official=1), said(official=1), "perhaps"),
    ],
)
def test_names_with_what_people_are_called_beside_them(
    one: str, other: str, mine: Profile, theirs: Profile, expected: str
) -> None:
    assert outcome(one, other, mine, theirs) == expected


def test_a_famous_man_is_told_from_his_son() -> None:
    father, son = said(200, president=150), said(1)
    assert outcome("Olof Brandt", "Olof Brandt Jr.", father, son) == "two"
    assert outcome("Olof Brandt", "Olof Brandt Jr.", said(2), son) == "one"
    named = Profile(articles=2, relatives=frozenset(("jr",)))
    assert outcome("Olof Brandt", "Olof Brandt Jr.", named, son) == "two"


def test_two_sources_of_one_article_are_two() -> None:
    assert outcome("Ada Fenn", "Ada J. Fenn", company=Company(both=1)) == "perhaps"
    assert outcome("Bob Ottley", "Robert Ottley", company=Company(both=1)) == "two"
    assert outcome("Olof Brandt", "Olof Brandt Jr.", company=Company(both=1)) == "two"


def test_the_same_company_speaks_for_one_speaker() -> None:
    assert outcome("Bob Ottley", "Robert Ottley", company=Company(shared=3)) == "one"


def test_titles_tell_a_man_from_a_woman() -> None:
    man, woman = (Profile(articles=2, genders={gender: 2}) for gender in ("m", "f"))
    assert outcome("Chris Ottley", "Christopher Ottley", man, man) != "two"
    assert outcome("Chris Ottley", "Christine Ottley", man, woman) == "two"


def test_an_article_that_writes_both_first_names_joins_them() -> None:
    known: Mapping[str, Profile] = {
        "initials": Profile(articles=1, named=frozenset(("jeb", "john"))),
        "plain": NOTHING,
    }
    assert outcome("John Ellis Brandt", "Jeb Brandt", known["initials"]) == "one"
    assert outcome("John Ellis Brandt", "Jeb Brandt", known["plain"]) == "perhaps"


@pytest.mark.parametrize(
    ("one", "other", "told", "expected"),
    [
        ("Wend River Authority", "WRA", False, "perhaps"),
        ("Wend River Authority", "WRA", True, "one"),
        ("Ministry of the Interior and Ports", "MIP", True, "one"),
        ("Wend River Authority", "WRB", False, "two"),
        ("Wend River Authority", "World Rowing Association", False, "two"),
    ],
)
def test_an_organization_and_its_letters(one: str, other: str, told: bool, expected: str) -> None:
    profile = Profile(articles=1, letters=frozenset(("wra",)) if told else frozenset())
    found = outcome(one, other, profile, kind="organization")
    assert found == expected or (expected == "perhaps" and found == "two")


def test_reasons_are_told_in_words() -> None:
    judgement = weigh(
        form(1, "Bob Ottley", "person", said(governor=1)),
        form(2, "Robert G. Ottley", "person", said(governor=1)),
        Company(),
    )
    assert judgement is not None
    assert "both are called governor" in judgement.speaking_for
    assert "only one of the names has a middle name" in judgement.speaking_against
