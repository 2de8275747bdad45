"""Intake: turns text, HTML and files into Articles."""

from quotes.intake.article import Article
from quotes.intake.days import parse_day
from quotes.intake.errors import ArticleTooLong, BadRecord, IntakeError, NoArticle, PageTooLarge
from quotes.intake.files import find_files, read_file
from quotes.intake.formats.records import Incoming, read_records
from quotes.intake.formats.text import check_length, read_text
from quotes.intake.page.web_page import read_html

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
