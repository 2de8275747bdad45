"""Pages made for tests: invented articles, with what stands beside them."""

from __future__ import annotations

import json

FIRST = (
    "The town of Oddmoor will keep its night ferry for another year, the council decided after a long meeting"
    " in the school hall, which lasted until the last boat had left."
)
SAID = (
    "“It is the only way home,” said Mira Holt, who cleans offices across the water until one in the morning."
)
LAST = (
    "Tickets stay at two crowns, and the boat leaves every forty minutes, but for the night of Christmas Eve."
)
TEXT = [FIRST, SAID, LAST]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "", lang: str = "en", linked: object = None) -> str:
    data = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return (
        f'<html lang="{lang}"><head><title>Night ferry stays</title>{head}{data}</head>'
        f"<body>{body}</body></html>"
    )


def article(*texts: str) -> str:
    return f"<article><h1>Night ferry stays</h1>{paragraphs(*texts)}</article>"
