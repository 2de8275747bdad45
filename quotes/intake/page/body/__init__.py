"""Selects the parts of a page that belong to the text of its article."""
