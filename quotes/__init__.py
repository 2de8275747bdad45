"""Direct quotes and the people they belong to, out of news articles, dated, in SQLite."""
