"""Presentation on pages: words for dates and verdicts, marked texts, timelines."""
