"""Pages in a real browser: the ways that people take, without a mouse, without scripts, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLE = """“The bridge is safer than my own house,” Mayor Ivo Marrek said on Wednesday.

“I would not count on it,” said Sanna Quill, whose shop stands beside it.
"""
DRAFT = (
    "Marrek said: “I said seven weeks, and seven weeks it was.” “The moon is made of cheese,” Halsey said."
)
SEEN = (
    "/", "/lookup", "/lookup?quote=They+never+asked+you", "/lookup?quote=marrek", "/lookup?quote=green+moons",
    "/lookup/draft", "/speakers", "/speakers/ivo-marrek", "/speakers/ivo-marrek/names",
    "/speakers/suggestions", "/compare?a=ivo-marrek&b=agnes-tolve", "/articles", "/sign-in", "/nowhere",
)  # fmt: skip
FOR_REPORTERS = ("/review", "/articles/new")
TOKEN = "made-up-token"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """async (rules) => {
    const found = await axe.run(document, { runOnly: rules });
    return found.violations.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html}`);
}"""


def first_links(page: Page, site: str) -> Iterator[str]:
    """An article, a quote and a statement, as somebody would come to them."""
    page.goto(f"{site}/articles")
    article = page.locator(".day a").first.get_attribute("href")
    assert article is not None
    yield article
    page.goto(f"{site}{article}")
    quote = page.locator(".note a[href^='/quotes/']").first.get_attribute("href")
    assert quote is not None
    yield quote
    page.goto(f"{site}{quote}")
    statement = page.locator("a[href^='/statements/']").first.get_attribute("href")
    assert statement is not None
    yield statement


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_post_review_correct_follow_look_up_check_and_compare(
    site: str, open_page: Callable[..., Page], javascript: bool
) -> None:
    page = open_page(java_script_enabled=javascript)
    page.goto(f"{site}/articles/new")
    page.fill("#token", TOKEN)
    page.click("main button")
    page.fill("#body", ARTICLE)
    if not javascript:
        page.fill("[name=title]", "The bridge again")
    page.fill("[name=published]", "2024-07-18")
    page.click("text=Read it")
    assert "2 quotes found" in page.inner_text("#read")
    page.click("text=Store it")
    assert "The article is stored." in page.inner_text("[role=status]")

    page.click(".note:has-text('count on it') >> text=Correct it")
    page.fill("[name=speaker]", "agnes-tolve")
    page.click("text=Set the speaker")
    assert "Agnes Tolve" in page.inner_text(".note:has-text('count on it')")

    page.goto(f"{site}/speakers/agnes-tolve?q=count")
    assert "I would not count on it" in page.inner_text("main")
    page.goto(site)
    page.fill("#quote", "The bridge is safer than my house")
    page.click("main button")
    assert "Not in these words" in page.inner_text("#verdict")

    page.goto(f"{site}/lookup/draft")
    page.fill("#text", DRAFT)
    page.click("text=Check the quotes")
    assert "2 quotations need a look, of 2." in page.inner_text(".summary")
    page.goto(f"{site}/compare?a=Marrek&b=Tolve")
    assert page.locator(".month").count() > 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_nothing_keeps_people_from_using_a_page(
    site: str,
    open_page: Callable[..., Page],
    sign_in: Callable[[Page], None],
    axe: str,
    theme: Any,
    width: int,
) -> None:
    # The policy of the pages would keep out axe's own script.
    page = open_page(
        viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True, reduced_motion="reduce"
    )
    page.add_init_script(axe)
    addresses = [*SEEN, *first_links(page, site)]
    sign_in(page)
    addresses += [*FOR_REPORTERS, *first_links(page, site)]
    for address in addresses:
        page.goto(f"{site}{address}")
        assert page.evaluate(ASK_AXE, RULES) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_draft_is_walked_through_with_keys(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto(f"{site}/lookup/draft")
    page.fill("#text", DRAFT)
    page.click("text=Check the quotes")
    page.wait_for_load_state()
    focused = "document.activeElement.id"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    second = page.evaluate(focused)
    page.keyboard.press("k")
    assert page.evaluate(focused) == first != second
    page.keyboard.press("?")
    assert "the next one" in page.inner_text("dialog")


def test_one_key_confirms_the_quote_that_has_the_focus(
    site: str, open_page: Callable[..., Page], sign_in: Callable[[Page], None]
) -> None:
    page = open_page()
    sign_in(page)
    page.goto(f"{site}/articles")
    page.locator(".day a").first.click()
    page.wait_for_load_state()
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("c")
    assert page.locator(".note").first.locator("text=confirmed").count() == 1


def test_everything_on_the_first_page_is_reached_with_the_keyboard(
    site: str, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(site)
    page.keyboard.type("They never asked me")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/lookup"))
    assert page.inner_text("#verdict").endswith("Yes, in these words")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_hostile_texts_run_nothing(
    site: str, open_page: Callable[..., Page], sign_in: Callable[[Page], None]
) -> None:
    page = open_page()
    sign_in(page)
    page.goto(f"{site}/articles/new")
    hostile = "<img src=x onerror=alert(1)>"
    page.fill("#body", f"“It is {hostile} now,” said Ada {hostile} Moor on Friday.")
    page.fill("[name=title]", f"{hostile}<script>alert(2)</script>")
    page.fill("[name=publisher]", f'"><script>alert(3)</script>{"x" * 300}')
    page.click("text=Read it")
    page.click("text=Store it")
    for address in ("/", "/articles", f"/lookup?quote=It+is+now&speaker={hostile}"):
        page.goto(f"{site}{address}")
        assert page.locator("img, script:not([src])").count() == 0
