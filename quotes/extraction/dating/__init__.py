from quotes.extraction.dating.attach import date_quotes
from quotes.extraction.dating.people import Attributed

__all__ = ["Attributed", "date_quotes"]
