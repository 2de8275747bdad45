"""Statements: which quotes report one, kept up to date a few quotes at a time."""
