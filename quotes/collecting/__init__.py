"""Fetching articles from the web: pages given by address, and articles that sources announce."""
