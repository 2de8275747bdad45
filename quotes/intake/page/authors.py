"""The authors of an article, separated from the site, their roles, and the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from quotes.intake.page.linked_data import Node, nodes_within, scripts, string_of
from quotes.intake.spelling import letters
from quotes.intake.word_lists import word_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# "Brekk, Una" is one author, if the element has only one.
_AUTHOR_NAMES = frozenset(("author", "article:author", "dc.creator", "citation_author", "parsely-author"))
_SURNAME_FIRST = re.compile(r"\s*([^\s,;]+)\s*,\s*([^\s,;]+)\s*\Z")
_BETWEEN = re.compile(r"\s*(?:[,;/&|]|\band\b)\s*")
_BY = re.compile(r"(?:(?:words|story|report|written)\s+)?by:?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@")
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|van|von|de|der|den|del|da|di|al|bin|la|le)){1,3}\Z")
_FIRST_LINES = 4  # of the text, among which to look for a byline
_ONE_WORD_EACH = 2


def find_authors(
    read: str | None, nodes: Sequence[Node], tree: HtmlElement, site: str | None, lines: Sequence[str]
) -> str | None:
    """The authors of a page, separated by `; `; None if it names none.

    The first source that has any is used: the article's JSON-LD, what trafilatura has `read`, or a byline
    among the first `lines` of the text. The site itself counts only if there is no other author.
    """
    named = list(_of_nodes(nodes, tree))
    found = authors_alone("; ".join(named), tree, site) if named else ""
    other = authors_alone(read, tree, site) if read else ""
    if found:
        found = _better_spelled(found, other)
    best = found or other
    if not best or (site is not None and letters(best) == letters(site)):
        return "; ".join(byline(lines)) or best or _publisher_as_author(nodes)
    return best


def authors_alone(authors: str, tree: HtmlElement, site: str | None) -> str:
    """The authors, separated by `; `, each once; the site itself only if it is the only one."""
    turned = _turned(authors, tree)
    if turned is not None:
        return turned
    found: dict[str, str] = {}
    for name in authors.split("; "):
        key = letters(name)
        if key and (site is None or key != letters(site)) and _worth(name) > _worth(found.get(key, "")):
            found[key] = name
    persons = [name for name in found.values() if not _is_role(name)]
    return "; ".join(persons or found.values()) or authors


def byline(lines: Sequence[str]) -> list[str]:
    """The names in a line at the beginning of a text that has only names."""
    for line in lines[:_FIRST_LINES]:
        names = [name for name in _BETWEEN.split(_BY.sub("", line.strip(), count=1)) if name]
        if names and all(_NAME.match(name) and not _is_role(name) for name in names):
            return names
    return []


def is_byline(line: str, author: str | None) -> bool:
    """Whether a line holds nothing but names of the author, or "By" and names with or without roles."""
    text = line.strip()
    names = [name for name in _BETWEEN.split(_BY.sub("", text, count=1)) if name]
    if _BY.match(text):
        return bool(names) and all(_NAME.match(name) or _is_role(name) for name in names)
    return bool(names) and {letters(name) for name in names} <= set(map(letters, (author or "").split("; ")))


def _of_nodes(nodes: Sequence[Node], tree: HtmlElement) -> Iterator[str]:
    """The authors named by the first node that names any, each once."""
    for node in nodes:
        names = list(dict.fromkeys(_names(node.get("author"), tree)))
        if names:
            yield from names
            return


def _names(author: Any, tree: HtmlElement) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        if isinstance(one, str):
            yield from _split(one)
        elif isinstance(one, dict) and not _is_organization(one):
            name = string_of(one, "name") or string_of(one, "byline") or _named_elsewhere(one, tree)
            if name is not None:
                yield from _split(name)


def _split(names: str) -> Iterator[str]:
    """Split names: "A and B" is two, "Brekk, Una" is one."""
    if _SURNAME_FIRST.match(names):
        yield names.strip().replace(", ", "; ")
        return
    for name in _BETWEEN.split(names):
        alone = _BY.sub("", name.strip(), count=1)
        if alone and not _ADDRESS.search(alone):
            yield alone


def _is_organization(node: Node) -> bool:
    kind = node.get("@type")
    return isinstance(kind, str) and kind.endswith("Organization")


def _named_elsewhere(author: Node, tree: HtmlElement) -> str | None:
    """The name of a person whom a node gives only by `@id`."""
    wanted = author.get("@id")
    if not isinstance(wanted, str):
        return None
    for script in scripts(tree):
        for node in nodes_within(script):
            if node.get("@id") == wanted and node.get("@type") != "ImageObject" and string_of(node, "name"):
                return string_of(node, "name")
    return None


def _publisher_as_author(nodes: Sequence[Node]) -> str | None:
    """The organization that is given as the author, if there is no other."""
    for node in nodes:
        author = node.get("author")
        for one in author if isinstance(author, list) else [author]:
            if isinstance(one, dict) and (name := string_of(one, "name")):
                return name
    return None


def _better_spelled(names: str, others: str) -> str:
    """The names, each in the better of two spellings: `una-brekk` becomes Una Brekk."""
    spelled = {letters(name): name for name in others.split("; ")}
    best = (max(name, spelled.get(letters(name), name), key=_worth) for name in names.split("; "))
    return "; ".join(best)


def _turned(authors: str, tree: HtmlElement) -> str | None:
    """One author whose surname comes first and was taken for another author; None if there are two.

    The page itself shows this: by an element with one author, or by giving the name in its usual order.
    """
    parts = authors.split("; ")
    if len(parts) != _ONE_WORD_EACH or any(" " in part for part in parts):
        return None
    surname, given = parts
    for meta in tree.iterfind(".//meta[@content]"):
        found = _SURNAME_FIRST.match(meta.get("content", ""))
        names = {meta.get("name", "").lower(), meta.get("property", "").lower()}
        if found and found.groups() == (surname, given) and names & _AUTHOR_NAMES:
            return f"{given} {surname}"
    called = f"{given} {surname}"
    return called if any(called in text for text in tree.itertext()) else None


def _is_role(name: str) -> bool:
    words: Iterable[str] = re.findall(r"\w+", name.lower())
    return any(word in word_list("author_roles", "role") | word_list("author_roles", "day") for word in words)


def _worth(name: str) -> tuple[bool, bool, int]:
    """The sort key for spellings of one name: spaces and capitals are better."""
    return bool(name), " " in name, sum(letter.isupper() for letter in name)
