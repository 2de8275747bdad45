"""Words in, verdict with evidence out."""

from quotes.lookup.answers import Answer, Match, lookup

__all__ = ["Answer", "Match", "lookup"]
