"""The answers of the service, as types.

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations

from quotes.client.shapes.articles import Article, ArticleDetail, Capture, Posted, Revision, Saving, TextChange
from quotes.client.shapes.asked import ArticleFields, ArticleFilters, ContradictionFilters, Correction, SaidIn, SpeakerFilters, SpeakerIn, SpeakerStatementFilters, StatementFilters
from quotes.client.shapes.draft import Checked, Draft, Totals
from quotes.client.shapes.evidence import Context, QuoteDetail, QuoteEvidence, Report, ReportedStatement, Selector, Snapshot, Target
from quotes.client.shapes.jobs import JobArticle, JobDetail
from quotes.client.shapes.lookup import Answer, Change, Match, Passage, Searched, SearchedOfSpeaker, SearchedSpeaker
from quotes.client.shapes.parts import About, ArticleRef, Difference, Part, Said, Source, Span
from quotes.client.shapes.quotes import Entry, Quote, Reading
from quotes.client.shapes.speakers import Joined, Name, Role, SeenIn, Speaker, SpeakerDetail
from quotes.client.shapes.statements import ClaimReview, Contradiction, Copies, Differing, FirstReport, OtherDate, Otherwise, SameWords, Statement, StatementDetail, Wording

__all__ = [
    "About",
    "Answer",
    "Article",
    "ArticleDetail",
    "ArticleFields",
    "ArticleFilters",
    "ArticleRef",
    "Capture",
    "Change",
    "Checked",
    "ClaimReview",
    "Context",
    "Contradiction",
    "ContradictionFilters",
    "Copies",
    "Correction",
    "Difference",
    "Differing",
    "Draft",
    "Entry",
    "FirstReport",
    "JobArticle",
    "JobDetail",
    "Joined",
    "Match",
    "Name",
    "OtherDate",
    "Otherwise",
    "Part",
    "Passage",
    "Posted",
    "Quote",
    "QuoteDetail",
    "QuoteEvidence",
    "Reading",
    "Report",
    "ReportedStatement",
    "Revision",
    "Role",
    "Said",
    "SaidIn",
    "SameWords",
    "Saving",
    "Searched",
    "SearchedOfSpeaker",
    "SearchedSpeaker",
    "SeenIn",
    "Selector",
    "Snapshot",
    "Source",
    "Span",
    "Speaker",
    "SpeakerDetail",
    "SpeakerFilters",
    "SpeakerIn",
    "SpeakerStatementFilters",
    "Statement",
    "StatementDetail",
    "StatementFilters",
    "Target",
    "TextChange",
    "Totals",
    "Wording",
]
