"""Names in GUM's entity notation, as partial entity labels.

GUM marks every mention, whether or not it is a name, with its whole noun phrase. A certain name of a person,
an organization or a place becomes a label; a certain non-name becomes O; the rest stays unlabelled, because
the newswire has labels (dates, nationalities, works, money) that GUM draws differently or not at all.
"""

import json
import re
from pathlib import Path

from corpora.annotated import Annotated
from corpora.treebank import Sentence

LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
TITLES = frozenset(
    json.loads((Path(__file__).parents[1] / "words.json").read_text(encoding="utf8"))["titles"]
)
WITHIN = frozenset({"of", "the", "and", "for", "-", "&", "de", "al", "."})
IN_NAMES = frozenset({"PROPN", "ADP", "ADJ", "CCONJ", "DET", "NUM", "PUNCT", "NOUN", "VERB"})
NEVER = frozenset({"PRON", "DET", "AUX", "CCONJ", "ADP"})
BRACKET = re.compile(r"(\()?([^()]+)(\))?")


def mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    """(first word, last word, type) of a sentence's mentions, counted from 0, outermost first."""
    started: dict[str, list[tuple[int, str]]] = {}
    result = []
    for place, row in enumerate(sentence.rows):
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for opens, content, closes in BRACKET.findall(entity):
            fields = content.split("-")
            if opens:
                started.setdefault(fields[0], []).append((place, fields[1]))
            if closes and started.get(fields[0]):
                start, kind = started[fields[0]].pop()
                result.append((start, place, kind))
    return sorted(result, key=lambda mention: (mention[0], -mention[1]))


def trim(sentence: Sentence, start: int, end: int, person: bool) -> tuple[int, int] | None:
    """The name within a mention, or None if the mention is more than a name."""
    rows = sentence.rows
    while start <= end and (rows[start][3] == "DET" or (person and rows[start][1].lower() in TITLES)):
        start += 1
    while start <= end and (rows[end][3] in ("PART", "PUNCT") and rows[end][1] != "."):
        end -= 1
    inner = rows[start : end + 1]
    allowed = frozenset(["PROPN"]) if person else IN_NAMES
    if not inner or not any(row[3] == "PROPN" for row in inner):
        return None
    for row in inner:
        capital = row[1][0].isupper() or row[1].lower() in WITHIN
        if person and row[4] == "NNPS":
            return None
        if not capital or (row[3] not in allowed and row[1] not in {"-", "."}):
            return None
    return start, end


def unsaid(row: list[str]) -> bool:
    """Whether a word may belong to an entity with one of the newswire's labels."""
    form, pos = row[1], row[3]
    if pos == "NUM" and form.islower():
        return form in {"hundred", "thousand", "million", "billion", "trillion"}
    return pos in ("PROPN", "NUM", "SYM", "X") or (form[0].isupper() and pos not in NEVER)


def labels(sentence: Sentence) -> list[str]:
    """IOB tags for a sentence, "" where GUM gives no answer."""
    rows = sentence.rows
    tags = ["" if unsaid(row) else "O" for row in rows]
    if rows and rows[0][1][0].isupper() and rows[0][3] in ("VERB", "ADV", "SCONJ", "INTJ"):
        tags[0] = "O"
    taken: set[int] = set()
    for start, end, kind in mentions(sentence):
        name = trim(sentence, start, end, kind == "person") if kind in LABELS else None
        if name is None or taken.intersection(range(name[0], name[1] + 1)):
            continue
        taken.update(range(name[0], name[1] + 1))
        tags[name[0] : name[1] + 1] = [f"B-{LABELS[kind]}"] + [f"I-{LABELS[kind]}"] * (name[1] - name[0])
    for i, tag in enumerate(tags):
        # Never label a name whose next word is unlabelled and might continue it: that would teach half a
        # name.
        if tag == "" and i and tags[i - 1][:2] in ("B-", "I-") and rows[i][3] == "PROPN":
            j = i - 1
            while tags[j].startswith("I-"):
                tags[j] = ""
                j -= 1
            tags[j] = ""
    return tags


def annotated(sentences: list[Sentence]) -> Annotated:
    result = Annotated()
    for sentence in sentences:
        syntax = sentence.annotated()
        result.extend(Annotated(words=syntax.words, spaces=syntax.spaces, ents=labels(sentence)))
    return result
