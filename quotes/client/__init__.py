"""A client of the REST API, for programs in Python.

In: questions and articles. Out: the answers as typed dictionaries (`shapes`). It imports neither spaCy nor
Flask.
"""

from quotes.client.client import Client
from quotes.client.errors import ClientError, NoAnswer, ProblemError

__all__ = ["Client", "ClientError", "NoAnswer", "ProblemError"]
