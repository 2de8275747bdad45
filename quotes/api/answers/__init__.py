"""Formats of answers: pages of lists, files, feeds and JSON-LD."""
