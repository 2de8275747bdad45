"""Which version of its rules each derived part of a file follows, in this program."""

from __future__ import annotations

from quotes.tracking.names import NAMES_VERSION
from quotes.tracking.statements import STATEMENTS_VERSION
from quotes.tracking.topics import TOPICS_VERSION
from quotes.tracking.words import WORDS_VERSION

# A part that is given up is deleted from the table `derived` by a migration: what the table names and this
# does not is of a newer program.
VERSIONS = {
    "names": NAMES_VERSION,
    "topics": TOPICS_VERSION,
    "words": WORDS_VERSION,
    "statements": STATEMENTS_VERSION,
}
