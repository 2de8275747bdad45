"""Coreference: whom the source mentions of an article's quotes mean."""

from quotes.extraction.coreference.characters import Character
from quotes.extraction.coreference.resolution import Resolution
from quotes.extraction.coreference.resolve import Resolver

__all__ = ["Character", "Resolution", "Resolver"]
