"""Find the article's authors from bylines and credits; a pronoun never makes an author the speaker."""

from __future__ import annotations

import re

from quotes.extraction.coreference.article_tokens import ArticleTokens
from quotes.extraction.coreference.characters.character import Character
from quotes.extraction.coreference.characters.clustering import Cast

_BYLINE = re.compile(
    r"(?:(?:story|words|text|written|reported|report|analysis|opinion|photos?) )?by[: ]", re.IGNORECASE
)
_CREDIT = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|edited|with reporting|photographs?) by\b"
    r"|contributed to this (?:report|story|article)|\(?(?:photo|picture|image)s? ?(?:by|credit|:)"
    r"|.*\bgetty images\b|.*/ ?(?:ap|afp|reuters|getty)\b",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r",|;|&|\band\b|\||/|^by\b", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"[.?!…][\"'”’)]*$")
_SHORT_LINE = 120  # characters
_HEAD_LINES, _TAIL_LINES = 8, 4


def mark_authors(tokens: ArticleTokens, cast: Cast, author: str | None) -> None:
    """Set `is_author` of the characters that wrote the article."""
    for part in _SEPARATORS.split(author or ""):
        character = cast.named(part) if len(part.split()) > 1 else None
        if character is not None and character.kind == "person":
            character.is_author = True
    lines = _lines(tokens)
    in_line: dict[int, list[Character]] = {}
    for mention in cast.mentions:
        if mention.kind == "person":
            in_line.setdefault(tokens.paragraph[mention.first], []).append(cast.of(mention))
    for number, line in enumerate(lines):
        people = in_line.get(number, [])
        if not people or len(line) > 3 * _SHORT_LINE:
            continue
        if (_BYLINE.match(line) and len(line) <= _SHORT_LINE) or _CREDIT.match(line):
            for character in people:
                character.is_author = True
        elif (
            _is_edge(number, len(lines))
            and len({id(c) for c in people}) == 1
            and _is_name_line(line, people[0])
        ):
            only_here = all(not _in_prose(tokens, lines, m.first) for m in people[0].mentions)
            people[0].is_author = people[0].is_author or only_here


def _is_edge(number: int, count: int) -> bool:
    return number < _HEAD_LINES or number >= count - _TAIL_LINES


def _is_name_line(line: str, character: Character) -> bool:
    return any(line.strip(" -—|").casefold() == form.casefold() for form in character.forms)


def _in_prose(tokens: ArticleTokens, lines: list[str], token: int) -> bool:
    line = lines[tokens.paragraph[token]]
    return len(line) > 60 and bool(_ENDS_A_SENTENCE.search(line))


def _lines(tokens: ArticleTokens) -> list[str]:
    return [tokens.span_text(first, last).strip() for first, last in tokens.paragraph_tokens()]
