"""Decide who is the same speaker across articles, and which quotes are one statement."""
