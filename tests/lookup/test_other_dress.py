"""The same words in another dress are told as what they are, and other words as changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from quotes.intake.article import Article
from quotes.lookup import Answer, lookup
from quotes.lookup.comparison.comparison import Comparison, compare
from quotes.workflows.ingestion import ingest

SAME_VALUE = [
    ("We lost five ferries", "We lost 5 ferries"),
    ("We lost 1,200 jobs", "We lost one thousand two hundred jobs"),
    ("It cost us 1.2 bn last year", "It cost us 1,200 million last year"),
    ("It cost us £5m last year", "It cost us five million pounds last year"),
    ("About half a million people came", "About 500,000 people came"),
    ("Prices rose 5% last year", "Prices rose five per cent last year"),
    ("We sail on May 3 for home", "We sail on the 3rd of May for home"),
    ("We sail on 3 May 2025 for home", "We sail on May 3, 2025, for home"),
    ("We meet at 9.30 in the hall", "We meet at 9:30 in the hall"),
    ("We meet at half past nine in the hall", "We meet at 9.30 in the hall"),
    ("We need a dozen pilots", "We need twelve pilots"),
    ("It is our twenty-third winter here", "It is our 23rd winter here"),
    ("We all left in the '90s", "We all left in the 1990s"),
    ("We all left in the ’seventies", "We all left in the 1970s"),
    ("Two thirds of the boats are gone", "2/3 of the boats are gone"),
]
SPELLING = [
    ("We apologise to our neighbours", "We apologize to our neighbors"),
    ("The organisation's programme was cancelled", "The organization's program was canceled"),
    ("Mum painted the grey theatre centre", "Mom painted the gray theater center"),
    ("The defence of our harbours", "The defense of our harbors"),
    ("They travelled for two years", "They traveled for two years"),
]
CONTRACTION = [
    ("We don't know and we won't ask", "We do not know and we will not ask"),
    ("We can't wait any longer", "We cannot wait any longer"),
    ("We can't wait any longer", "We can not wait any longer"),
    ("It's been a long winter here", "It has been a long winter here"),
    ("It's a long winter here", "It is a long winter here"),
    ("She'd gone home before dawn", "She had gone home before dawn"),
    ("We're gonna build it and you wanna help", "We are going to build it and you want to help"),
    ("You gotta tell 'em now", "You have got to tell them now"),
    ("The mayor's lost his mind", "The mayor has lost his mind"),
    ("'Cause we never asked", "Because we never asked"),
    ("Let's leave the port", "Let us leave the port"),
    ("Y'all should've come", "You all should have come"),
    ("I ain't leaving this town", "I am not leaving this town"),
    ("We were goin' home", "We were going home"),
    ("It's kinda late for that", "It is kind of late for that"),
]
DRESSED = [
    (one, other, kind)
    for kind, pairs in (("same_value", SAME_VALUE), ("spelling", SPELLING), ("contraction", CONTRACTION))
    for pair in pairs
    for one, other in (pair, pair[::-1])
]
CHANGED = [
    ("We lost five ferries", "We lost six ferries", "number", "five", "six"),
    ("It cost us 1.2 bn last year", "It cost us 1.2 m last year", "number", "bn", "m"),
    ("We sail on May 3 for home", "We sail on May 4 for home", "number", "3", "4"),
    ("We sail on May 3 for home", "We sail on June 3 for home", "name", "May", "June"),
    ("We sail on 3 May for home", "We sail on May 4 for home", "number", "3 May", "May 4"),
    ("It cost $5m last year", "It cost £5m last year", "number", "$", "£"),
    ("We lost 5% of it all", "We lost 5 of it all", "number", "%", ""),
    ("Prices rose 3.5 per cent", "Prices rose 35 per cent", "number", "3.5", "35"),
    ("Half of them stayed at home", "A third of them stayed at home", "number", "Half", "A third"),
    ("We left in the '90s for good", "We left in the '80s for good", "number", "90", "80"),
    ("We meet at 9.30 in the hall", "We meet at 9.45 in the hall", "number", "9.30", "9.45"),
    ("two hundred jobs in Corran", "One thousand two hundred jobs in Corran", "number", "", "One thousand"),
    ("It will cost us five million", "It will cost us five million million", "number", "", "million"),
    ("We can wait any longer", "We can't wait any longer", "negation", "can", "can't"),
    ("We will pay for it", "We won't pay for it", "negation", "will", "won't"),
    ("We could have known it", "We couldn't have known it", "negation", "could", "couldn't"),
    ("We won't pay for it", "We would not pay for it", "word", "won't", "would not"),
    ("It is broken at the pier", "It has broken at the pier", "word", "is", "has"),
    ("I have done it for years", "I had done it for years", "word", "have", "had"),
    ("We met for the first time", "We met for the last time", "word", "first", "last"),
    ("She has a desert farm there", "She has a dessert farm there", "word", "desert", "dessert"),
    ("We filed the forms there", "We filled the forms there", "word", "filed", "filled"),
    ("We need a stationary office", "We need a stationery office", "word", "stationary", "stationery"),
    ("It's the port's own fault", "It's the court's own fault", "word", "port's", "court's"),
]


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(change.kind, change.asked, change.found) for change in comparison.changes()]


@pytest.mark.parametrize(("asked", "found", "kind"), DRESSED)
def test_the_same_words_in_another_dress_are_verbatim_and_told(asked: str, found: str, kind: str) -> None:
    comparison = compare(asked, found)
    assert comparison.kind == "verbatim"
    assert {change.kind for change in comparison.changes()} == {kind}


@pytest.mark.parametrize(("asked", "found", "kind", "instead", "of"), CHANGED)
def test_other_words_are_changed(asked: str, found: str, kind: str, instead: str, of: str) -> None:
    comparison = compare(asked, found)
    assert comparison.kind == "altered"
    assert told(comparison) == [(kind, instead, of)]


@pytest.mark.parametrize(
    ("asked", "found", "changes"),
    [
        ("not pay a penny more", "We won't pay a penny more than that", [("contraction", "not", "won't")]),
        ("pay a penny more", "We won't pay a penny more than that", [("negation", "", "won't")]),
        ("spent 5 million pounds", "They spent £5m on it", [("same_value", "5 million pounds", "£5m")]),
        ("million on the bridge", "They spent 3.5 million on the bridge", []),
        ("5 million on the bridge", "They spent £5 million on the bridge", []),
        ("like the mayor's plan", "We like the mayor's plan for it", []),
        ("pay a penny more", "That is why not. Pay a penny more, I say", []),
    ],
)
def test_of_a_part_as_well(asked: str, found: str, changes: list[tuple[str, str, str]]) -> None:
    comparison = compare(asked, found)
    assert comparison.kind == "trimmed"
    assert told(comparison) == changes


def test_a_part_of_a_number_or_of_a_denial_is_no_part() -> None:
    assert compare("two hundred jobs", "It cost one thousand two hundred jobs").kind != "trimmed"
    assert compare("It cost five", "It cost five million").kind != "trimmed"
    assert compare("we will", "and we won't").kind != "trimmed"


def test_what_is_changed_comes_before_what_is_written_otherwise() -> None:
    comparison = compare(
        "We apologize for the 5 ferries we can't repair", "We apologise for the five ferries we can repair"
    )
    assert comparison.kind == "altered"
    assert told(comparison) == [
        ("negation", "can't", "can"),
        ("spelling", "apologize", "apologise"),
        ("same_value", "5", "five"),
    ]


def test_the_difference_shows_what_is_written_otherwise() -> None:
    steps = compare("We won't lose 1,200 jobs", "We will not lose one thousand two hundred jobs").difference
    assert [(step.op, step.asked, step.found) for step in steps] == [
        ("equal", "We", "We"),
        ("replace", "won't", "will not"),
        ("equal", "lose", "lose"),
        ("replace", "1,200", "one thousand two hundred"),
        ("equal", "jobs", "jobs"),
    ]


@pytest.mark.parametrize(
    ("asked", "found", "change"),
    [
        (
            "The town cannot live on it alone",
            "We lose it too. [Corran] cannot live on it alone",
            ("The town", "Corran"),
        ),
        ("So Corran cannot live on it alone", "We lose it too. Corran cannot live on it alone", ("So", "")),
        (
            "We will mend the old wooden pier this year",
            "We will mend the old wooden pier. Now go",
            ("this year", ""),
        ),
        ("Bad luck! We mend the old pier", "Good luck! We mend the old pier", ("Bad", "Good")),
    ],
)  # fmt: skip
def test_no_difference_crosses_the_end_of_a_sentence(asked: str, found: str, change: tuple[str, str]) -> None:
    assert [one[1:] for one in told(compare(asked, found))] == [change]


@pytest.mark.parametrize(
    "asked",
    [
        "We will lose the port [of Corran] too",
        "We will lose (he meant: sell) the port too",
        "[Later] we will lose the port too",
        "We will lose the port too (laughs)",
        "We [the town] will lose [in 2019] the port too [sic]",
        "We&nbsp;will lose the port &quot;too&quot;",
        "We&#160;will&#x2009;lose the port&hellip; too",
        "We\u2009will\u200b \u2060lose\u202fthe po\u00adrt\u00a0too",
        "We&#8203; will lose the po&shy;rt too",
    ],
)
def test_an_askers_gloss_an_entity_or_a_space_makes_no_change(asked: str) -> None:
    comparison = compare(asked, "We will lose the port too")
    assert comparison.kind == "verbatim"
    assert not comparison.changes()


def test_a_gloss_is_shown_as_put_in() -> None:
    steps = compare("We will lose the port [of Corran] too", "We will lose the port too").difference
    assert [(step.op, step.asked) for step in steps] == [
        ("equal", "We will lose the port"),
        ("delete", "[of Corran]"),
        ("equal", "too"),
    ]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("We will [not] lose the port too", "negation"),
        ("We [six hundred people] lose the port too", "number"),
        ("They will lose the [old] port too", "word"),
    ],
)
def test_brackets_hide_no_change(asked: str, kind: str) -> None:
    found = {"number": "We five hundred people lose the port too"}.get(kind, "We will lose the port too")
    comparison = compare(asked, found)
    assert comparison.kind == "altered"
    assert comparison.changes()[0].kind == kind


def test_what_stands_in_brackets_in_both_is_compared() -> None:
    assert compare("We (the crew) sail", "We (the crew) sail").changes() == ()
    assert compare("We (the crew) sail for home", "We (the owners) sail for home").kind == "altered"


PAIRS = st.sampled_from([(one, other) for one, other, _ in DRESSED])
WORDS = st.lists(st.sampled_from(["boats", "winter", "slowly", "harbour", "eleven", "it's"]), max_size=4).map(
    " ".join
)


@given(pair=PAIRS, before=WORDS, after=WORDS)
def test_in_any_surroundings(pair: tuple[str, str], before: str, after: str) -> None:
    asked, found = pair
    comparison = compare(asked, f"{before}. {found}. {after}")
    assert comparison.kind in ("verbatim", "trimmed")
    assert {change.kind for change in comparison.changes()} <= {"same_value", "spelling", "contraction"}
    (part,) = comparison.parts
    assert part.found == found.strip(",'")


LINES = {
    "Mira Okonjo": [
        "We lost one thousand two hundred jobs in five years.",
        "It's over.",
        "I won't apologise for that.",
    ],
    "Tam Vale": ["Mum's neighbours travelled for half a million pounds.", "We're gonna open on 3 May."],
}


@pytest.fixture
def ask(db: Database, reader: Any) -> Callable[..., Answer]:
    lines = [f'{name} says "{text}"' for name, texts in LINES.items() for text in texts]
    lines += [f'Per Moor says "{word} is over, and we wait for that."' for word in ("It", "Summer", "Snow")]
    ingest(db, Article("\n".join(lines) + "\n", publisher="The Wend", published=date(2024, 5, 1)), reader)
    return lambda words, speaker=None: lookup(db, words, speaker)


@pytest.mark.parametrize(
    ("words", "speaker", "verdict", "kinds"),
    [
        ("We lost 1,200 jobs in 5 years", "Okonjo", "verbatim", {"same_value"}),
        ("1,200 jobs", "Okonjo", "trimmed", {"same_value"}),
        ("It is over", "Okonjo", "verbatim", {"contraction"}),
        ("I will not apologize for that", "Okonjo", "verbatim", {"contraction", "spelling"}),
        ("will not apologize", "Okonjo", "trimmed", {"contraction", "spelling"}),
        ("Mom's neighbors traveled for £500,000", "Vale", "verbatim", {"spelling", "same_value"}),
        ("we are going to open on May 3", "Vale", "verbatim", {"contraction", "same_value"}),
        ("We lost 1,200 jobs in 5 years", "Vale", "other_speaker", {"same_value"}),
        ("We lost 1,200 jobs in 6 years", "Okonjo", "altered", {"number", "same_value"}),
        ("I will apologize for that", "Okonjo", "altered", {"negation", "spelling"}),
    ],
)
def test_they_are_found(
    ask: Callable[..., Answer], words: str, speaker: str, verdict: str, kinds: set[str]
) -> None:
    answer = ask(words, speaker)
    assert answer.verdict == verdict
    assert {change.kind for change in answer.matches[0].changes} == kinds


def test_what_is_written_alike_comes_first(db: Database, reader: Any) -> None:
    texts = ("We lost 5 ferries that winter.", "We lost five ferries that winter.")
    for number, text in enumerate(texts):
        article = Article(f'{("Mira Okonjo", "Tam Vale")[number]} says "{text}"\n', publisher="The Wend")
        ingest(db, article, reader)
    for text in texts:
        first, second = lookup(db, text).matches
        assert first.quote["text"] == text
        assert not first.changes
        assert [change.kind for change in second.changes] == ["same_value"]
