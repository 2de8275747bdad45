"""Look words up: words in, a verdict with its evidence out."""

from quotes.lookup.answer import Answer, Match
from quotes.lookup.answering import answer_with_evidence, lookup

__all__ = ["Answer", "Match", "answer_with_evidence", "lookup"]
