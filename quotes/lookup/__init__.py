"""Words in, verdict with evidence out."""

from quotes.lookup.answer import Answer, Match
from quotes.lookup.answering import lookup

__all__ = ["Answer", "Match", "lookup"]
