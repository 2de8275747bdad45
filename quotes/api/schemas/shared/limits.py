"""Limits of the lengths and numbers in a request, and the kinds of speakers and reports."""

from quotes.intake.article import LONGEST_LABEL

__all__ = ["LONGEST_LABEL"]

LONGEST_QUERY = 1_000
LONGEST_REASON = 5_000
MOST_ROWS = 100
MOST_ARTICLES = 100
MOST_DRAFT_MATCHES = 10
KINDS = ("person", "organization", "group", "document")
FACTUALITIES = ("said", "denied", "hypothetical", "fabricated")
LANGUAGE = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}$"  # a language tag: en, en-GB
LONGEST_LANGUAGE = 50
