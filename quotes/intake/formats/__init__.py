"""Formats of files, each made an article: mail, Markdown, PDF, JSON, WARC, plain text."""
