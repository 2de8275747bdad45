"""A web page made an article: its main text, title, authors, and days."""
