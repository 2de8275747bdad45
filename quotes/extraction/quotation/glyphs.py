"""The characters that serve as quotation marks, and what each can do.

Glyphs are grouped into families. Any glyph of a family can close what any other one opens, since typists mix
them. Some point only one way; others ("″", "´") show no direction and are often no quotation mark at all.
"""

from __future__ import annotations

import re

DOUBLE, SINGLE, ANGLE, CORNER = "double", "single", "angle", "corner"
FAMILY = {
    "“": DOUBLE, "”": DOUBLE, '"': DOUBLE, "„": DOUBLE, "‟": DOUBLE, "``": DOUBLE, "''": DOUBLE,
    "‘‘": DOUBLE, "’’": DOUBLE, "＂": DOUBLE, "″": DOUBLE, "ʺ": DOUBLE, "〝": DOUBLE, "〞": DOUBLE,
    "〟": DOUBLE, "❝": DOUBLE, "❞": DOUBLE, "´´": DOUBLE,
    "‘": SINGLE, "’": SINGLE, "'": SINGLE, "‚": SINGLE, "‛": SINGLE, "`": SINGLE, "´": SINGLE, "′": SINGLE,
    "❛": SINGLE, "❜": SINGLE,
    "«": ANGLE, "»": ANGLE, "‹": ANGLE, "›": ANGLE,
    "「": CORNER, "」": CORNER, "『": CORNER, "』": CORNER,
}  # fmt: skip
TWO_SINGLES = ("``", "''", "‘‘", "’’", "´´")  # a double mark typed as two
OPENS = frozenset({"“", "„", "‟", "‘", "‚", "‛", "«", "‹", "`", "``", "‘‘", "〝", "❝", "❛", "「", "『"})
CLOSES = frozenset({"”", "’", "»", "›", "’’", "〞", "〟", "❞", "❜", "」", "』"})
MEASURES = frozenset({'"', "”", "''", "″", "ʺ"})  # after a number they mean inches or seconds
MARK = re.compile(r"``|''(?!')|‘‘(?!‘)|’’(?!’)|´´|[“”\"„‟＂″ʺ〝〞〟❝❞‘’'‚‛`´′❛❜«»‹›「」『』]")
OPENING_EDGE = "".join(sorted({glyph[0] for glyph in FAMILY} - CLOSES | {"»", "›"}))
CLOSING_EDGE = "".join(sorted({glyph[0] for glyph in FAMILY} - set("„‟‚‛「『〝❝❛")))

# What the language model reads in their place, since it has not been trained on them; each replaces a whole
# token.
FAMILIAR = {
    "″": '"', "ʺ": '"', "＂": '"', "〝": "“", "〞": "”", "〟": "”", "❝": "“", "❞": "”", "´´": "''",
    "´": "'", "′": "'", "❛": "‘", "❜": "’", "「": "“", "」": "”", "『": "“", "』": "”",
}  # fmt: skip
