"""Statements: groups of quotes, kept up to date a few quotes at a time."""
