"""The characters that serve as quotation marks, and what each may do.

A glyph belongs to a family, within which any may close what any other opens, since typists mix them. Some
point one way only; others ("″", "´") say nothing of the direction and are as often no quotation mark at all.
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
MEASURES = frozenset({'"', "”", "''", "″", "ʺ"})  # behind a number they are inches or seconds
MARK = re.compile(r"``|''(?!')|‘‘(?!‘)|’’(?!’)|´´|[“”\"„‟＂″ʺ〝〞〟❝❞‘’'‚‛`´′❛❜«»‹›「」『』]")
OPENING_EDGE = "".join(sorted({glyph[0] for glyph in FAMILY} - CLOSES | {"»", "›"}))
CLOSING_EDGE = "".join(sorted({glyph[0] for glyph in FAMILY} - set("„‟‚‛「『〝❝❛")))

# What the language model, which has met no others, reads in their place; each stands for a whole token.
FAMILIAR = {
    "″": '"', "ʺ": '"', "＂": '"', "〝": "“", "〞": "”", "〟": "”", "❝": "“", "❞": "”", "´´": "''",
    "´": "'", "′": "'", "❛": "‘", "❜": "’", "「": "“", "」": "”", "『": "“", "』": "”",
}  # fmt: skip
