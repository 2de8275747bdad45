"""Coreference: whom the source mentions of an article's quotes mean."""

from quotes.extraction.coreference.clusters import Character
from quotes.extraction.coreference.resolve import Resolution, Resolver

__all__ = ["Character", "Resolution", "Resolver"]
