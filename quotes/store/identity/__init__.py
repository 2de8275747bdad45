"""Speakers: which names are one person, and what people decide about that."""
