"""Which parts of a page belong to the text of its article, and which do not."""
