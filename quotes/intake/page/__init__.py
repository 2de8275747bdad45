"""Reads a web page: its main text, title, authors and days."""
