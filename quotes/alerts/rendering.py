"""Render a digest for each channel: plain text and HTML for mail, JSON for webhooks, cards for chats."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from quotes.alerts.digest import Digest, Item, Source, shortened

NOTHING = (
    "Nothing that is stored matches what you follow so far. This message shows that alerts reach you here."
)
# Slack's limits for a block's text and for the blocks of a message; Teams' limit for a whole message.
SLACK_TEXT = 2_900
SLACK_ITEMS = 15
TEAMS_BYTES = 24_000
TEAMS_TEXT = 4_000

_GAP = "\n\n"
_GAPS = re.compile(r"\n{3,}")

_templates = Environment(
    loader=PackageLoader("quotes.alerts", "templates"),
    autoescape=select_autoescape(["html"]),
    trim_blocks=False,
    keep_trailing_newline=True,
)


def plain(digest: Digest, unsubscribe: str | None) -> str:
    """The plain text part of a mail."""
    text = _templates.get_template("digest.txt").render(
        digest=digest, unsubscribe=unsubscribe, nothing=NOTHING
    )
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"{_GAPS.sub(_GAP, lines).strip()}\n"


def html(digest: Digest, unsubscribe: str | None) -> str:
    """The HTML part of a mail. It is self-contained: reading it loads nothing."""
    return _templates.get_template("digest.html").render(
        digest=digest, unsubscribe=unsubscribe, nothing=NOTHING
    )


def event(digest: Digest, at: str) -> bytes:
    """The body for webhooks, in the format of Standard Webhooks: a type, a time, and the data."""
    data = {
        "every": digest.every,
        "test": digest.test,
        "statements": [asdict(item) for item in digest.items],
        "more": digest.more,
    }
    told = {"type": "alerts.matched", "timestamp": at, "data": data}
    return json.dumps(told, ensure_ascii=False).encode()


def slack(digest: Digest) -> bytes:
    """A message for a Slack incoming webhook. Quoted words are plain text, so that they notify nobody."""
    blocks: list[dict[str, Any]] = [_slack_plain(digest.heading, kind="header")]
    for item in digest.items[:SLACK_ITEMS]:
        blocks += [{"type": "divider"}, _slack_plain(_quoted(item)), _slack_links(item)]
    more = digest.more + max(0, len(digest.items) - SLACK_ITEMS)
    if not digest.items:
        blocks.append(_slack_plain(NOTHING))
    if more:
        blocks.append(_slack_plain(f"{more} more statements have matched."))
    told = {"text": _slack_escaped(digest.subject), "blocks": blocks, "unfurl_links": False}
    return json.dumps(told, ensure_ascii=False).encode()


def teams(digest: Digest) -> bytes:
    """An adaptive card for a Teams incoming webhook, with as many statements as fit."""
    shown = len(digest.items)
    most = TEAMS_TEXT
    while len(body := _teams(digest, shown, most)) > TEAMS_BYTES and most > 1:
        if shown > 1:
            shown = max(1, min(shown - 1, shown * TEAMS_BYTES // len(body)))
        else:
            most //= 2
    return body


def _quoted(item: Item) -> str:
    told = f"{item.told}: " if item.told else ""
    return f"{told}“{item.text}”\n— {item.speaker}, {item.when} ({item.sure})"


def _because(item: Item) -> str:
    reasons = (
        f"{reason.text}{f' Your note: {reason.note}' if reason.note else ''}" for reason in item.reasons
    )
    before = (f"{one.how}, {one.when}: “{one.text}”" for one in item.earlier)
    return "\n".join((*before, *reasons))


def _slack_plain(text: str, kind: str = "section") -> dict[str, Any]:
    most = 150 if kind == "header" else SLACK_TEXT
    return {"type": kind, "text": {"type": "plain_text", "text": shortened(text, most), "emoji": False}}


def _slack_links(item: Item) -> dict[str, Any]:
    sources = " · ".join(_slack_link(one) for one in (item.source, *item.reports))
    text = (
        f"{sources} · <{item.permalink}|this record> · <{item.lookup}|verdict>\n"
        f"{_slack_escaped(_because(item))}"
    )
    if len(text) > SLACK_TEXT:  # losing a very long address is better than losing the message
        text = f"<{item.permalink}|this record>\n{_slack_escaped(shortened(_because(item), 1_000))}"
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _slack_link(source: Source) -> str:
    name = _slack_escaped(source.name)
    return f"<{source.url.replace('|', '%7C').replace('>', '%3E')}|{name}>" if source.url else name


def _slack_escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _teams(digest: Digest, shown: int, most: int) -> bytes:
    body: list[dict[str, Any]] = [_run(digest.heading, size="Large", weight="Bolder")]
    for item in digest.items[:shown]:
        body += _teams_item(item, most)
    more = digest.more + len(digest.items) - shown
    if not digest.items:
        body.append(_run(NOTHING))
    if more:
        body.append(_run(f"{more} more statements have matched."))
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": body,
        "actions": [{"type": "Action.OpenUrl", "title": "Your alerts", "url": digest.alerts}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return json.dumps({"type": "message", "attachments": [attachment]}, ensure_ascii=False).encode()


def _teams_item(item: Item, most: int) -> list[dict[str, Any]]:
    """A statement, with no more than so many characters of it, and half as many of why it is told."""
    links = [("Record", item.permalink), ("Verdict", item.lookup)]
    if item.source.url:
        links.insert(0, ("Source", item.source.url))
    actions = [{"type": "Action.OpenUrl", "title": title, "url": url} for title, url in links]
    return [
        {**_run(shortened(_quoted(item), most)), "separator": True},
        _run(f"{item.source.name}\n{shortened(_because(item), most // 2)}", size="Small", isSubtle=True),
        {"type": "ActionSet", "actions": actions},
    ]


def _run(text: str, **style: Any) -> dict[str, Any]:
    """Text in which nothing is interpreted as Markdown."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **style}]}
