"""Draw the picture of architecture.md: the rooms, and the way of one article through them.

    python docs/draw_architecture.py

Writes `architecture.svg` next to this script. The picture has no background, and its colours follow the
reader's light or dark setting. `tests/docs` checks that it is up to date, and that it shows every room and
every stage.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

PICTURE = Path(__file__).with_name("architecture.svg")
WIDTH, HEIGHT = 960, 500
ROOMS = (
    ("intake", "a page or a text", "becomes an Article"),
    ("extraction", "the text becomes", "dated quotes"),
    ("tracking", "one speaker, one", "statement"),
    ("store", "one SQLite file,", "all the SQL"),
    ("lookup", "words become", "a verdict"),
)
FACES = ("api", "web", "cli")
STAGES = (
    ("quotation", "which words stand in quotation marks, turns or posts"),
    ("language", "tags, trees and names around them"),
    ("attribution", "which mention is the source, if any"),
    ("coreference", "who that mention is, by name"),
    ("assembly", "one quote of several passages; how sure it is"),
    ("dating", "when it was said"),
    ("factuality", "whether it was said at all"),
    ("topics", "whom and what it is about"),
)
NOTES = (
    "Above: the rooms, in the order",
    "in which an article passes them.",
    "A room imports rooms to its left,",
    "never one to its right.",
    "",
    "Beside this: the stages inside",
    "extraction, one package each.",
    "Each reads what the stages above",
    "it leave on the spaCy Doc.",
)
STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1b1f24 }
  .name { font-weight: 600 }
  .small { font-size: 12px; fill: #4a525c }
  rect { fill: #f3f6fa; stroke: #5b6b7f; stroke-width: 1.2 }
  .stage { fill: #e8f1e9; stroke: #4f7a57 }
  path { fill: none; stroke: #5b6b7f; stroke-width: 1.4 }
  .dashed { stroke-dasharray: 4 4 }
  .head { fill: #5b6b7f; stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8ecf1 }
    .small { fill: #b4bdc8 }
    rect { fill: #20262e; stroke: #8b9bb0 }
    .stage { fill: #1d2b20; stroke: #7fae88 }
    path { stroke: #8b9bb0 }
    .head { fill: #8b9bb0 }
  }
"""


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "middle") -> str:
    """Words at a point; `anchor` is "start" or "middle"."""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" class="{kind}">{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str = "") -> str:
    """A rectangle with rounded corners."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8" class="{kind}"/>'


def arrow(x1: float, x2: float, y: float) -> str:
    """An arrow to the right."""
    head = f'<path class="head" d="M{x2:g} {y:g} l-9 -5 v10 z"/>'
    return f'<path d="M{x1:g} {y:g} H{x2 - 8:g}"/>{head}'


def drawn() -> str:
    """The picture as SVG."""
    parts: list[str] = []
    wide, tall, gap, top = 142, 82, 24, 40
    for number, (name, *lines) in enumerate(ROOMS):
        x = 12 + number * (wide + gap)
        parts += [box(x, top, wide, tall), text(x + wide / 2, top + 26, name, "name")]
        parts += [text(x + wide / 2, top + 48 + 17 * row, line, "small") for row, line in enumerate(lines)]
        parts.append(arrow(x + wide + 2, x + wide + gap - 2, top + tall / 2))
    faces = 12 + len(ROOMS) * (wide + gap)
    for number, name in enumerate(FACES):
        parts += [
            box(faces, top + 29 * number, 106, 24),
            text(faces + 53, top + 17 + 29 * number, name, "name"),
        ]
    left, below = 12 + wide + gap, 160
    edges = f"M{left} {top + tall} L{left - 60} {below} M{left + wide} {top + tall} L{left + 534} {below}"
    parts.append(f'<path class="dashed" d="{edges}"/>')
    for number, (name, words) in enumerate(STAGES):
        y = below + 8 + 39 * number
        parts += [box(left - 60, y, 594, 31, "stage"), text(left - 44, y + 20, name, "name", "start")]
        parts.append(text(left + 66, y + 20, words, "small", "start"))
    parts += [text(726, below + 28 + 18 * row, line, "small", "start") for row, line in enumerate(NOTES)]
    title = "<title>The rooms of quotes, and the stages of extraction</title>"
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"{title}<style>{STYLE}</style>\n{body}\n</svg>\n"
    )


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
