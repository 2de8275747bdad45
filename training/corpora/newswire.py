"""Newswire with entity labels: one token and IOB tag per line, a blank line after each paragraph."""

from collections.abc import Iterator
from pathlib import Path

from corpora.annotated import Annotated

LABELS = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "NORP": "NORP",
    "Date": "DATE",
    "Facility": "FAC",
    "Misc": "MISC",
    "Money": "MONEY",
    "Product": "PRODUCT",
}
CLITICS = ("'s", "n't", "'m", "'re", "'ve", "'ll", "'d")
NO_SPACE_BEFORE = frozenset(
    [*",.;:?!)]%”’'…", "...", *CLITICS, *(each.replace("'", "’") for each in CLITICS)]
)
NO_SPACE_AFTER = frozenset("([$€£“‘")


def iob(tag: str) -> str:
    tag = tag.strip()
    if tag == "O":
        return tag
    prefix, label = tag.split("-", 1)
    return f"{prefix}-{LABELS[label]}"


def guess_spaces(words: list[str]) -> list[bool]:
    """Guess whether a space follows each token: the source has only tokens, but the network needs text."""
    spaces = [True] * len(words)
    open_quote = False
    for i, word in enumerate(words):
        if word in NO_SPACE_AFTER:
            spaces[i] = False
        if word == '"':
            open_quote = not open_quote
            spaces[i if open_quote else i - 1] = not open_quote and i == 0
        if not i:
            continue
        before = words[i - 1]
        if word in NO_SPACE_BEFORE or word == "/" or before == "/":
            spaces[i - 1] = False
        if before in ("'", "’") and word in ("s", "t", "re", "ve", "ll", "m", "d"):
            spaces[i - 1] = False
        if word == "-" and before[-1].isalnum() and words[i + 1 : i + 2] and words[i + 1][0].isalnum():
            spaces[i - 1] = spaces[i] = False
        if (
            before == "."
            and i > 1
            and len(words[i - 2]) == len(word) == 1
            and words[i - 2].isupper()
            and word.isupper()
        ):
            spaces[i - 1] = words[i + 1 : i + 2] != ["."]
    return spaces


def read_articles(path: Path) -> Iterator[list[Annotated]]:
    """Articles as lists of paragraphs."""
    article: list[Annotated] = []
    paragraph = Annotated()

    def close() -> None:
        nonlocal paragraph
        if paragraph.words:
            paragraph.spaces = guess_spaces(paragraph.words)
            paragraph.spaces[-1] = False
            article.append(paragraph)
            paragraph = Annotated()

    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# article"):
            close()
            if article:
                yield article
            article = []
        elif not line.strip():
            close()
        else:
            word, tag = (line.split("\t") if "\t" in line else line.rsplit(None, 1))[:2]
            tag = iob(tag)
            label = tag[2:]
            if tag.startswith("I-") and (not paragraph.ents or paragraph.ents[-1][2:] != label):
                tag = f"B-{label}"
            paragraph.words.append(word.strip())
            paragraph.ents.append(tag)
    close()
    if article:
        yield article
