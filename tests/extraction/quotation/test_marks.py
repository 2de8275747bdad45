"""Quotation marks. The tables read: a text, and the passages found in it, marks included."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quotes.extraction.quotation.marks import Passage, continuations, find_passages, unquoted
from quotes.extraction.text.paragraphs import split_paragraphs


def passages(text: str) -> list[Passage]:
    return find_passages(text, split_paragraphs(text))


def found(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in passages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We stay,” she said.", ["“We stay,”"], id="curly"),
        pytest.param('"We stay," she said.', ['"We stay,"'], id="straight"),
        pytest.param("«We stay», she said.", ["«We stay»"], id="angle"),
        pytest.param("« We stay », she said.", ["« We stay »"], id="angle with inner spaces"),
        pytest.param("»We stay«, she said.", ["»We stay«"], id="angle pointing inwards"),
        pytest.param("„We stay“, she said.", ["„We stay“"], id="low and high"),
        pytest.param("„We stay”, she said.", ["„We stay”"], id="low and high, other closing"),
        pytest.param("”We stay,” she said.", ["”We stay,”"], id="closing glyph on both sides"),
        pytest.param("``We stay,'' she said.", ["``We stay,''"], id="newswire"),
        pytest.param("''We stay,'' she said.", ["''We stay,''"], id="two apostrophes on both sides"),
        pytest.param("`` We stay , '' she said .", ["`` We stay , ''"], id="tokenized newswire"),
        pytest.param("‘We stay,’ she said.", ["‘We stay,’"], id="curly single"),
        pytest.param("'We stay,' she said.", ["'We stay,'"], id="straight single"),
        pytest.param("She said 'we stay'.", ["'we stay'"], id="straight single inside"),
        pytest.param("‘‘We stay,’’ she said.", ["‘‘We stay,’’"], id="two curly singles on both sides"),
        pytest.param("‹We stay›, she said.", ["‹We stay›"], id="single angle"),
        pytest.param("＂We stay,＂ she said.", ["＂We stay,＂"], id="full width"),
        pytest.param("″We stay,″ she said.", ["″We stay,″"], id="double primes"),
        pytest.param("ʺWe stay,ʺ she said.", ["ʺWe stay,ʺ"], id="modifier double primes"),
        pytest.param("´We stay,´ she didn´t say.", ["´We stay,´"], id="acute accents"),
        pytest.param("´´We stay,´´ she said.", ["´´We stay,´´"], id="two acute accents on both sides"),
        pytest.param("〝We stay,〞 she said.", ["〝We stay,〞"], id="double prime marks"),
        pytest.param("「We stay,」 she said. 『Here.』", ["「We stay,」", "『Here.』"], id="corner brackets"),
        pytest.param("❝We stay,❞ she said.", ["❝We stay,❞"], id="heavy marks"),
        pytest.param('" We stay , " she said .', ['" We stay , "'], id="straight with spaces around"),
        pytest.param("“ We stay , ” she said .", ["“ We stay , ”"], id="curly with spaces around"),
    ],
)
def test_every_kind_of_mark_opens_and_closes_a_passage(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('“We stay," she said.', ['“We stay,"'], id="curly opens, straight closes"),
        pytest.param('"We stay,” she said.', ['"We stay,”'], id="straight opens, curly closes"),
        pytest.param("``We stay,” she said.", ["``We stay,”"], id="newswire opens, curly closes"),
        pytest.param("“We stay,'' she said.", ["“We stay,''"], id="curly opens, two apostrophes close"),
        pytest.param("“We stay,’’ she said.", ["“We stay,’’"], id="curly opens, two curly singles close"),
        pytest.param("‘We stay,' she said.", ["‘We stay,'"], id="curly single opens, straight closes"),
        pytest.param(
            '“We stay," she said. "You go,” he said.', ['“We stay,"', '"You go,”'], id="mixed both ways round"
        ),
    ],
)
def test_mixed_glyphs_of_one_family_make_a_pair(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The mayor's plan didn't pass.", id="possessive and contraction"),
        pytest.param("The mayor’s plan didn’t pass.", id="the same, curly"),
        pytest.param("The farmers' plan and the bakers' answer.", id="plural possessives"),
        pytest.param("The farmers’ plan and the bakers’ answer.", id="plural possessives, curly"),
        pytest.param("Both the Oldes' and the Moors' houses stood empty.", id="families"),
        pytest.param("Let 'em come, she told the '90s crowd.", id="elisions"),
        pytest.param("Let ’em come, she told the ’90s crowd.", id="elisions, curly"),
        pytest.param(
            "Let ‘em come, she told the ‘90s crowd.", id="elisions, turned wrong by a word processor"
        ),
        pytest.param("It was rock 'n' roll in '68.", id="rock 'n' roll"),
        pytest.param("He was a fishin' and huntin' man.", id="dropped letters"),
        pytest.param('A 6" pipe burst.', id="inches"),
        pytest.param("The keeper is 6'3\" tall.", id="feet and inches"),
        pytest.param("The keeper is 6’3” tall.", id="feet and inches, curly"),
        pytest.param('The 6" pipe and the 8" pipe burst.', id="inches twice"),
        pytest.param("News (12') and weather (4')", id="minutes"),
        pytest.param("The ship lay at 54°19'30\" north.", id="degrees, minutes, seconds"),
        pytest.param("O'Mara met D’Arcy.", id="names"),
        pytest.param('""', id="an empty pair"),
        pytest.param("“ ”", id="a pair around a space"),
        pytest.param("“…”", id="a pair around dots"),
        pytest.param("", id="no text"),
        pytest.param(" \n\n\t", id="white space alone"),
    ],
)
def test_what_quotes_nothing_is_no_passage(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "‘The farmers’ plan is ours,’ she said.", ["‘The farmers’ plan is ours,’"], id="plural possessive"
        ),
        pytest.param("‘We don’t know,’ she said.", ["‘We don’t know,’"], id="contraction"),
        pytest.param("'We don't know,' she said.", ["'We don't know,'"], id="contraction, straight"),
        pytest.param("‘Let ’em come,’ she said.", ["‘Let ’em come,’"], id="elision"),
        pytest.param("'We left in '68,' she said.", ["'We left in '68,'"], id="year"),
    ],
)
def test_apostrophes_inside_single_marks_do_not_close_them(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('The 6" pipe "burst at noon," she said.', ['"burst at noon,"'], id="before the passage"),
        pytest.param('"It burst at noon," she said of the 6" pipe.', ['"It burst at noon,"'], id="after it"),
        pytest.param('"The 6" pipe burst," she said.', ['"The 6" pipe burst,"'], id="inside"),
        pytest.param('"He is 6\'3" tall," she said.', ['"He is 6\'3" tall,"'], id="feet and inches inside"),
        pytest.param(
            '"I was born in 1968," she said.', ['"I was born in 1968,"'], id="a year closes, though"
        ),
    ],
)
def test_inches_beside_or_inside_a_passage_leave_it_whole(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“He told me ‘never’ twice,” she said.", ["“He told me ‘never’ twice,”"], id="single in double"
        ),
        pytest.param(
            "\"He told me 'never' twice,\" she said.",
            ["\"He told me 'never' twice,\""],
            id="the same, straight",
        ),
        pytest.param(
            "‘He told me “never” twice,’ she said.", ["‘He told me “never” twice,’"], id="double in single"
        ),
        pytest.param(
            "“He told me “never” twice,” she said.", ["“He told me “never” twice,”"], id="double in double"
        ),
        pytest.param(
            "“He said «never» twice,” she said.", ["“He said «never» twice,”"], id="angle in double"
        ),
        pytest.param(
            "“He told me ‘never,’” she said.", ["“He told me ‘never,’”"], id="both closing together"
        ),
        pytest.param(
            "“‘Never,’ he told me,” she said.", ["“‘Never,’ he told me,”"], id="both opening together"
        ),
        pytest.param(
            "\"'Never,' he told me,\" she said.", ["\"'Never,' he told me,\""], id="both opening, straight"
        ),
    ],
)
def test_nested_marks_belong_to_the_passage_around_them(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“We stay,” she said. “You go.”", ["“We stay,”", "“You go.”"], id="around the attribution"
        ),
        pytest.param('"We stay," she said. "You go."', ['"We stay,"', '"You go."'], id="the same, straight"),
        pytest.param('He is "firm" and "fair" and "late".', ['"firm"', '"fair"', '"late"'], id="three words"),
        pytest.param('"Stay"—"or go," she said.', ['"Stay"', '"or go,"'], id="joined by a dash"),
        pytest.param("('We stay,' she said.)", ["'We stay,'"], id="in brackets"),
        pytest.param('("We stay.")', ['"We stay."'], id="brackets close upon the mark"),
        pytest.param('"[We] stay," she said.', ['"[We] stay,"'], id="brackets inside"),
        pytest.param("‘Stay,’ she said; ‘go,’ he said.", ["‘Stay,’", "‘go,’"], id="single twice"),
    ],
)
def test_several_passages_of_a_paragraph_stay_apart(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'Ada Moor said Wednesday "neighbours "know best" and will not "go away" soon.',
            ['"know best"', '"go away"'],
            id="a stray mark before good pairs",
        ),
        pytest.param("“We stay,” she said. “You go.", ["“We stay,”", "“You go."], id="the last never closed"),
        pytest.param('"We stay," she said. "You go.', ['"We stay,"', '"You go.'], id="the same, straight"),
        pytest.param(
            "We stay,” she said. “You go,” he said.", ["“You go,”"], id="a closing mark too many first"
        ),
        pytest.param("“You go,” he said. We stay.”", ["“You go,”"], id="a closing mark too many last"),
        pytest.param('"We stay,"" she said. "You go."', ['"We stay,"', '"You go."'], id="doubled by mistake"),
    ],
)
def test_a_mark_too_many_or_too_few_leaves_the_other_passages_of_the_paragraph_alone(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("“He never came back, the report said.", id="never closed"),
        pytest.param("He never came back,” the report said.", id="never opened"),
        pytest.param('"He never" came "back, the report" said".', id="one too many"),
        pytest.param("'He never came back, the report said.", id="single, never closed"),
        pytest.param('A 6" pipe.', id="inches"),
        pytest.param('" " " "', id="marks alone"),
        pytest.param("“ ‘ “ „ «", id="opening marks alone"),
        pytest.param("” ’ ” »", id="closing marks alone"),
    ],
)
def test_a_bad_paragraph_leaves_the_paragraphs_around_it_alone(bad):
    text = f"“We stay,” Ada Moor said.\n\n{bad}\n\nThe town is “not for sale,” she said. “Ever.”"
    whole = passages(text)
    good = [text[passage.start : passage.end] for passage in whole if passage.paragraph != 1]
    assert good == ["“We stay,”", "“not for sale,”", "“Ever.”"]
    assert all(passage.opened and passage.closed for passage in whole if passage.paragraph != 1)


def test_a_mark_that_is_never_closed_quotes_to_the_end_of_its_paragraph_and_says_so():
    (passage,) = passages("She said: “We stay, whatever comes.")
    assert (passage.opened, passage.closed) == (True, False)
    assert passage.end == len("She said: “We stay, whatever comes.")


# ---------------------------------------------------------------------- over several paragraphs


def runs(text: str) -> list[list[str]]:
    """The words of each group of continued passages."""
    groups = continuations(passages(text))
    return [[text[passage.start : passage.end] for passage in group] for group in groups]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("«", "»"), ("``", "''"), ("‘", "’")],
    ids=["curly", "straight", "angle", "newswire", "single"],
)
def test_a_quotation_over_several_paragraphs_opens_each_and_closes_the_last(opening, closing):
    text = (
        f"{opening}We built this pier.\n\n{opening}Our sons kept it.\n\n"
        f"{opening}Nobody will take it,{closing} she said.\n\nThe town {opening}will see{closing}."
    )
    assert runs(text) == [
        [
            f"{opening}We built this pier.",
            f"{opening}Our sons kept it.",
            f"{opening}Nobody will take it,{closing}",
        ],
        [f"{opening}will see{closing}"],
    ]


def test_the_paragraphs_of_a_long_quotation_tell_that_they_are_open():
    first, second, third = passages("“We built it.\n\n“We kept it.\n\n“It is ours,” she said.")
    assert [passage.closed for passage in (first, second, third)] == [False, False, True]
    assert [passage.continues for passage in (first, second, third)] == [False, True, True]


def test_a_long_quotation_may_begin_after_its_attribution():
    text = "Ada Moor said: “We built this pier.\n\n“Our sons kept it.”"
    assert runs(text) == [["“We built this pier.", "“Our sons kept it.”"]]


def test_a_paragraph_without_a_mark_ends_a_quotation_that_was_never_closed():
    text = "“We built this pier.\n\nThe crowd cheered.\n\n“Our sons kept it,” said another."
    assert runs(text) == [["“We built this pier."], ["“Our sons kept it,”"]]


def test_a_closed_passage_is_not_continued_by_the_next_paragraph():
    assert runs("“We built this pier.”\n\n“Our sons kept it.”") == [
        ["“We built this pier.”"],
        ["“Our sons kept it.”"],
    ]


def test_a_paragraph_may_close_what_the_one_before_left_open_without_opening_it_again():
    _, second = passages("“We built this pier.\n\nOur sons kept it,” she said.")
    assert (second.opened, second.closed, second.continues) == (False, True, True)
    assert second.start == len("“We built this pier.\n\n")


def test_nested_marks_do_not_break_a_long_quotation():
    text = "“We asked for ‘one more year.’\n\n“They said ‘never,’” she said."
    assert runs(text) == [["“We asked for ‘one more year.’", "“They said ‘never,’”"]]


def test_a_passage_that_could_continue_joins_no_closed_one():
    closed = Passage(0, 5, 0, "double")
    later = Passage(10, 15, 1, "double", continues=True)
    assert continuations([closed, later]) == [[closed], [later]]


def test_no_passages_have_no_groups():
    assert continuations([]) == []


# ---------------------------------------------------------------------- what always holds


def test_passages_are_in_order_and_never_overlap():
    text = "“One ‘two’ three” four ‘five “six” seven’ «eight» \"nine\" ``ten'' “eleven.\n“Twelve” 'thirteen'."
    order = [(passage.start, passage.end) for passage in passages(text)]
    assert order == sorted(order)
    assert all(end <= start for (_, end), (start, _) in pairwise(order))


@pytest.mark.parametrize(
    "unit",
    ['"', '" ', "“”", "“ ” ", "'", "«‘“", "“a ", '"a\n'],
    ids=repr,
)
def test_time_grows_with_the_length_of_the_text_only(unit, seconds):
    short, long = unit * 1_000, unit * 16_000
    assert seconds(passages, long) < 16 * 4 * seconds(passages, short)


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("“We stay,”", "We stay,"),
        ('"We stay"', "We stay"),
        ("``We stay.''", "We stay."),
        ("''We stay.''", "We stay."),
        ("« We stay »", "We stay"),
        ("“‘Never,’ they said”", "‘Never,’ they said"),
        ("“He said ‘never’”", "He said ‘never’"),
    ],
    ids=str,
)
def test_the_outer_marks_are_taken_off(marked, words):
    assert unquoted(f"a {marked} b", Passage(2, 2 + len(marked), 0, "double")) == words


@pytest.mark.parametrize(
    ("marked", "opened", "closed", "words"),
    [
        ("“We stay.", True, False, "We stay."),
        ("We stay.”", False, True, "We stay."),
        ("We stay.", False, False, "We stay."),
    ],
)
def test_marks_that_are_only_implied_are_not(marked, opened, closed, words):
    passage = Passage(0, len(marked), 0, "double", opened=opened, closed=closed)
    assert unquoted(marked, passage) == words


def test_single_marks_beside_nested_ones_are_taken_off_one_by_one():
    marked = "'He said ''never'''"
    assert unquoted(marked, Passage(0, len(marked), 0, "single")) == "He said ''never''"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "He is 6′ 2″ tall. ″He filled the door,″ she said.", ["″He filled the door,″"], id="feet"
        ),
        pytest.param('A 12" board. "It held," she said.', ['"It held,"'], id="inches"),
        pytest.param(
            "The ‘rock ’n’ roll years’ ended.", ["‘rock ’n’ roll years’"], id="a word of one letter"
        ),
        pytest.param("A ‘red line’ they ‘won’t cross’.", ["‘red line’", "‘won’t cross’"], id="an apostrophe"),
    ],
)
def test_marks_of_other_uses_are_told_apart(text, expected):
    assert found(text) == expected


def test_a_stage_direction_within_a_long_speech_is_no_passage():
    assert found("“We stay.\n\n(APPLAUSE)\n\n“We always did.”") == ["“We stay.", "“We always did.”"]
