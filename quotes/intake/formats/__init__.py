"""Readers for the formats of files: mail, Markdown, PDF, JSON, WARC, plain text."""
