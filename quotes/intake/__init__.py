"""Text or HTML in, Article out."""

from quotes.intake.article import Article
from quotes.intake.days import parse_day
from quotes.intake.errors import ArticleTooLong, BadRecord, IntakeError, NoArticle, PageTooLarge
from quotes.intake.files import find_files, read_file
from quotes.intake.html import read_html
from quotes.intake.records import Incoming, read_records
from quotes.intake.text import check_length, read_text

__all__ = [
    "Article",
    "ArticleTooLong",
    "BadRecord",
    "Incoming",
    "IntakeError",
    "NoArticle",
    "PageTooLarge",
    "check_length",
    "find_files",
    "parse_day",
    "read_file",
    "read_html",
    "read_records",
    "read_text",
]
