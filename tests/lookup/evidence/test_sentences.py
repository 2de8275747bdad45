"""The sentences around a quote. The tables read: the text, and in it what is before, around and after."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.lookup.evidence.sentences import Context, context
from quotes.lookup.evidence.text_window import Window


def place(text: str, words: str) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def around(text: str, *spans: str, mention: str | None = None, cue: str | None = None) -> Context:
    quote: dict[str, Any] = {
        "spans": [place(text, span) for span in spans],
        "mention": mention and place(text, mention),
        "cue": cue and place(text, cue),
    }
    return context(Window(text, 0, begins=True, ends=True), quote)


def shown(found: Context) -> tuple[str | None, str, str | None]:
    before, after = found.before, found.after
    return before.text if before else None, found.sentence.text, after.text if after else None


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        pytest.param(
            "It rained. “We stay,” she said. Nobody left.",
            "“We stay,”",
            ("It rained.", "“We stay,” she said.", "Nobody left."),
            id="three sentences",
        ),
        pytest.param("“We stay,” she said.", "“We stay,”", (None, "“We stay,” she said.", None), id="alone"),
        pytest.param(
            "“We stay. We fight,” she said. “It is ours.” Rain fell.",
            "“It is ours.”",
            ("“We stay. We fight,” she said.", "“It is ours.”", "Rain fell."),
            id="no sentence ends inside a quotation",
        ),
        pytest.param(
            "Mr. J. B. Feld of the U.S. Navy came at 5 p.m. sharp. “No,” he said.",
            "“No,”",
            ("Mr. J. B. Feld of the U.S. Navy came at 5 p.m. sharp.", "“No,” he said.", None),
            id="shortened words",
        ),
        pytest.param(
            "Prices rose by 3.5 per cent. She called it “alarming” again! Why?",
            "“alarming”",
            ("Prices rose by 3.5 per cent.", "She called it “alarming” again!", "Why?"),
            id="fragment",
        ),
        pytest.param(
            "Harbour closed\n\nThe mayor: “We stay.”\nNo full stop here",
            "“We stay.”",
            ("Harbour closed", "The mayor: “We stay.”", "No full stop here"),
            id="paragraphs end sentences",
        ),
        pytest.param(
            "“Will we win?” Mayor Marrek asked. “We will!” The crowd left. It rained.",
            "“We will!”",
            ("“Will we win?” Mayor Marrek asked.", "“We will!”", "The crowd left."),
            id="a question with its attribution",
        ),
        pytest.param(
            "Er kam. »Wir bleiben. Alle.« So war es.",
            "»Wir bleiben. Alle.«",
            ("Er kam.", "»Wir bleiben. Alle.«", "So war es."),
            id="marks pointing inwards",
        ),
        pytest.param(
            "下雨了。他说：“我们留下。”没有人走。",
            "“我们留下。”",
            ("下雨了。", "他说：“我们留下。”", "没有人走。"),
            id="a script without spaces",
        ),
    ],
)
def test_a_sentence_and_its_neighbours(
    text: str, span: str, expected: tuple[str | None, str, str | None]
) -> None:
    assert shown(around(text, span)) == expected


def test_spans_hold_in_the_text() -> None:
    text = "It rained. “We stay,” she said. Nobody left."
    found = around(text, "“We stay,”")
    for part in (found.before, found.sentence, found.after):
        assert part is not None
        assert text[part.start : part.end] == part.text


def test_the_words_that_attribute_a_quote_are_of_its_sentence() -> None:
    text = "Rain fell. “Will we win?” Mayor Marrek asked. Nobody knew."
    found = around(text, "“Will we win?”", mention="Mayor Marrek", cue="asked")
    assert shown(found) == ("Rain fell.", "“Will we win?” Mayor Marrek asked.", "Nobody knew.")


def test_a_mention_in_another_paragraph_is_not() -> None:
    text = "Marrek spoke on Monday.\n“We stay.” Rain fell."
    assert shown(around(text, "“We stay.”", mention="Marrek")) == (
        "Marrek spoke on Monday.",
        "“We stay.”",
        "Rain fell.",
    )


def test_an_interrupted_quotation_is_one_with_all_between() -> None:
    text = "It rained. “We stay,” she said. “All of us.” Nobody left."
    assert shown(around(text, "“We stay,”", "“All of us.”")) == (
        "It rained.",
        "“We stay,” she said. “All of us.”",
        "Nobody left.",
    )


def test_what_the_edge_of_a_window_cuts_is_shown_in_whole_words() -> None:
    text = "bel came. “We stay,” she said. Nobody le"
    quote = {"spans": [{"start": 110, "end": 120}], "mention": None, "cue": None}
    found = context(Window(text, 100, begins=False, ends=False), quote)
    assert shown(found) == ("came.", "“We stay,” she said.", "Nobody")
    assert found.before is not None
    assert (found.before.start, found.before.end) == (104, 109)
