from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.intake import NoArticle, PageTooLarge, read_html

CLOSED = """The harbour bridge in Tarn will close for six weeks in June, the council said on Friday, after
engineers found cracks in two of its piers. Traffic will be sent over the old mill road."""
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour bridge to close | Tarn Post</title>
<meta name="author" content="Lena Orbach">
<meta property="article:published_time" content="2024-05-03T23:30:00-07:00">
<meta property="og:site_name" content="Tarn Post">
<link rel="canonical" href="https://tarn.example/bridge"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Harbour bridge to close</h1>
<p>{CLOSED}</p>
<p>“We have no choice,” said <b>Ivo   Marek</b>, the mayor.<br>“It will <em>open</em> again.”</p>
<blockquote><p>“It is a shame,” she said.</p><p>“But needed.”</p></blockquote>
<ul><li>One lane stays open.</li><li>“Two would be better,” said Ann Bray.</li></ul>
<p>Shop owners on the quay were less pleased &mdash; they said &ldquo;the summer is lost.&rdquo;
The council will pay.</p></article>
<footer>© 2019 Tarn Post. All rights reserved.</footer></body></html>"""


def test_the_main_text_has_its_paragraphs_separated_by_blank_lines():
    assert read_html(PAGE).text.split("\n\n") == [
        "Harbour bridge to close",
        CLOSED.replace("\n", " "),
        "“We have no choice,” said Ivo Marek, the mayor.\n“It will open again.”",
        "“It is a shame,” she said.",
        "“But needed.”",
        "One lane stays open.",
        "“Two would be better,” said Ann Bray.",
        "Shop owners on the quay were less pleased — they said “the summer is lost.” The council will pay.",
    ]


def test_what_the_page_says_of_itself_is_kept():
    article = read_html(PAGE)
    assert article.title == "Harbour bridge to close"
    assert article.author == "Lena Orbach"
    assert article.publisher == "Tarn Post"
    assert article.url == "https://tarn.example/bridge"


def test_the_date_is_the_one_printed_whatever_its_time_zone():
    assert read_html(PAGE).published == date(2024, 5, 3)


def test_a_year_in_the_footer_is_no_date():
    undated = PAGE.replace("2024-05-03T23:30:00-07:00", "")
    assert read_html(undated).published is None


def test_what_the_caller_knows_wins():
    article = read_html(
        PAGE,
        url="https://tarn.example/a/1",
        title="Bridge shut",
        publisher="The Post",
        author="L. O.",
        published=date(2024, 5, 4),
    )
    assert article.url == "https://tarn.example/a/1"
    assert article.title == "Bridge shut"
    assert article.publisher == "The Post"
    assert article.author == "L. O."
    assert article.published == date(2024, 5, 4)


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>“We won,” said Ada Brun.</p>", "“We won,” said Ada Brun."),
        ("“We won,” she said.<br><br>“No,” he said.", "“We won,” she said.\n\n“No,” he said."),
        ("<table><tr><td>“Yes,” said Bo Bax.</td><td>Ann</td></tr></table>", "“Yes,” said Bo Bax.\n\nAnn"),
    ],
)
def test_a_fragment_of_a_page_is_read_too(fragment, text):
    assert read_html(fragment).text == text


@pytest.mark.parametrize("page", ["", " ", "<html></html>", "<html><body><script>1</script></body></html>"])
def test_a_page_without_text_is_no_article(page):
    with pytest.raises(NoArticle):
        read_html(page)


def test_a_page_nested_thousands_deep_ends_in_an_answer():
    with pytest.raises(NoArticle):
        read_html("<div>" * 5000 + "“Deep,” he said." + "</div>" * 5000)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<br>", "<td>", "<html>", "<!--", "&#0;", "&#xD800;", "\x00", "\ud800"]
)


@settings(deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(st.characters(), max_size=30)), max_size=12).map("".join))
def test_any_characters_whatever_give_a_storable_text_or_no_article(page):
    try:
        text = read_html(page).text
    except NoArticle:
        return
    assert text.strip() == text != ""
    assert "\x00" not in text
    assert text.encode("utf-8").decode("utf-8") == text


PARAGRAPHS = "".join(
    f"<p>“We stay here for winter {number},” said Ada Moor, who keeps the light.</p>" for number in range(20)
)


def page_of(body: str, head: str = "<title>T</title>") -> str:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("x" * 10_000_001, "more than 10000000 characters"),
        (page_of("<p " + " ".join(f"a{one}=1" for one in range(100_000)) + ">x</p>"), "too many attributes"),
        (page_of("<p></p>" * 60_000), "50000 elements"),
        (page_of("<p>" + "word " * 500_000 + "</p>"), "text has more than 2000000 characters"),
    ],
    ids=["characters", "attributes", "elements", "text"],
)
def test_a_page_that_would_take_too_long_is_refused_at_once(page, why, seconds):
    def read():
        with pytest.raises(PageTooLarge, match=why):
            read_html(page)

    assert seconds(read) < 5


@pytest.mark.parametrize("tag", ["div", "span", "section"])
def test_what_stands_deep_within_elements_is_read(tag):
    deep = page_of(f"<{tag}>" * 1_500 + PARAGRAPHS + f"</{tag}>" * 1_500)
    assert read_html(deep).text == read_html(page_of(PARAGRAPHS)).text


def test_data_within_an_attribute_are_no_attributes():
    data = "<div data-state='" + '{"a": 1, "b c": 2} ' * 5_000 + "'></div>"
    assert read_html(page_of(data + PARAGRAPHS)).text == read_html(page_of(PARAGRAPHS)).text


def test_a_title_without_end_is_cut_between_words():
    title = read_html(page_of(PARAGRAPHS, f"<title>{'word ' * 5_000}</title>")).title
    assert len(title) <= 1_000
    assert title.endswith("word…")
