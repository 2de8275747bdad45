"""Make archives of any size from invented articles with invented quotes.

    python benchmarks/invented_archive.py FOLDER ARTICLES
    time quotes archive load FOLDER --database FOLDER/quotes.db

Articles are like those of a news agency. In each, two to four of some thousands of people are quoted eight
times, frequent speakers far more often than rare ones. Many articles repeat a quote of the days before, and
some give only a surname. An article's contents depend on its number alone.
"""

from __future__ import annotations

import json
import random
import sys
from bisect import bisect
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from invented import sentences

from quotes.archive.extraction import extract_shard
from quotes.archive.inputs import Piece
from quotes.archive.reading import Options, Outcome
from quotes.extraction import Cue, Mention, Quote, Said, Span, Topic
from quotes.intake.article import Article

QUOTES = 8  # of an article
ARTICLES_A_SHARD = 2_000
PEOPLE = 6_000
DAYS = 1_500
REPEATED = 0.12  # share of quotes that an article of the days before has too
MOST_WORDS = 8_000  # words that quotes are made of
SURNAME_ALONE = 0.02  # people who are quoted

_SMALL = [
    "the",
    "a",
    "of",
    "and",
    "to",
    "in",
    "that",
    "it",
    "is",
    "was",
    "for",
    "on",
    "with",
    "as",
    "we",
    "they",
    "not",
    "be",
    "by",
    "but",
    "have",
    "this",
    "from",
    "or",
]
_GIVEN = [
    "Mira",
    "Tobin",
    "Hanne",
    "Oskar",
    "Lucan",
    "Petra",
    "Idris",
    "Salome",
    "Anders",
    "Beata",
    "Cyril",
    "Dora",
    "Edvin",
    "Freya",
    "Goran",
    "Helga",
]
_SYLLABLES = [
    "an",
    "ber",
    "cor",
    "del",
    "est",
    "fal",
    "gor",
    "hav",
    "ist",
    "jor",
    "kel",
    "lan",
    "mor",
    "nor",
    "ost",
    "pel",
    "quin",
    "ras",
    "sel",
    "tor",
    "uld",
    "var",
    "wes",
]
_ENDINGS = [
    "by",
    "dal",
    "ek",
    "field",
    "gren",
    "holm",
    "ius",
    "konen",
    "land",
    "mark",
    "nova",
    "ov",
    "rud",
    "sen",
    "stad",
    "thorpe",
    "vik",
    "wald",
]
_OFFICES = [
    "mayor",
    "minister",
    "spokeswoman",
    "senator",
    "director",
    "professor",
    "judge",
    "coach",
    "engineer",
    "farmer",
]
_FIRST_DAY = date(2020, 1, 6)


class InventedPieces:
    """Returns an article for each line with a number, instead of reading one."""

    version = "invented-1"

    def read(self, pieces: Iterable[Piece], options: Options) -> Iterator[Outcome]:  # noqa: ARG002
        for piece in pieces:
            number = json.loads(piece.content)
            article, quotes = invented_article(number)
            yield Outcome(piece.place, len(article.text), number, article, quotes)


def make(folder: Path, articles: int) -> None:
    """Write an archive of this many articles."""
    numbers = folder / "numbers"
    numbers.mkdir(parents=True)
    for start in range(0, articles, ARTICLES_A_SHARD):
        file = numbers / f"{start:09d}.jsonl"
        file.write_text("".join(f"{n}\n" for n in range(start, min(start + ARTICLES_A_SHARD, articles))))
        extract_shard([str(file)], str(folder), reader=InventedPieces())


def invented_article(number: int) -> tuple[Article, list[Quote]]:
    """The article with this number, and its quotes."""
    chance = random.Random(number)  # noqa: S311 - the same articles each time, and no secret
    published = _FIRST_DAY + timedelta(days=number * 7919 % DAYS)
    people = [_person(chance) for _ in range(chance.choice((2, 2, 3, 4)))]
    named = {person: chance.random() >= SURNAME_ALONE for person in people}
    place = chance.choice(sentences.PLACES)
    lines, quotes = [f"{place.upper()} — {sentences.sentence(chance)}"], []
    at = len(lines[0]) + 2
    for _ in range(QUOTES):
        person, words = _said(number, people, chance)
        line, quote = _quoted(words, person, at, published, chance, named=named.get(person, True))
        lines.append(line)
        quotes.append(quote)
        at += len(line) + 2
    outlet = f"https://www.{place.lower()}-{number % 12}.example"
    article = Article(
        "\n\n".join(lines),
        f"{outlet}/{published:%Y/%m/%d}/{number}",
        f"Number {number}",
        None,
        None,
        published,
    )
    return article, quotes


def _said(number: int, people: list[tuple[str, str]], chance: random.Random) -> tuple[tuple[str, str], str]:
    """Who says what: one of these people something new, or anybody what recent articles quote."""
    person = chance.choice(people)
    if chance.random() < REPEATED:
        chance = random.Random(f"{number * 7919 % DAYS // 2}, {chance.randrange(40)}")  # noqa: S311 - the same
        person = _person(chance)
    return person, " ".join(_sentence(chance) for _ in range(chance.choice((1, 1, 1, 2))))


def _sentence(chance: random.Random) -> str:
    """A sentence with words as frequent and as rare as in news, so that quotes seldom share any."""
    subject = chance.choice(
        (*sentences.WHO, f"the {_word(chance)}", f"the people of {chance.choice(sentences.PLACES)}")
    )
    rest = [
        chance.choice(_SMALL) if chance.random() < 0.4 else _word(chance)
        for _ in range(chance.randint(6, 18))
    ]
    text = (
        f"{subject} {chance.choice(sentences.AUXILIARIES)} {chance.choice(sentences.VERBS)} {' '.join(rest)}."
    )
    return text[0].upper() + text[1:]


def _word(chance: random.Random) -> str:
    """One of some thousand words, distributed as in natural language."""
    number = int(MOST_WORDS ** chance.random())
    parts = [_SYLLABLES[number * step % len(_SYLLABLES)] for step in (1, 7, 11)[: 1 + len(str(number)) // 2]]
    return "".join(parts) + str(_ENDINGS[number // 23 % len(_ENDINGS)])


def _quoted(
    words: str, person: tuple[str, str], at: int, published: date, chance: random.Random, *, named: bool
) -> tuple[str, Quote]:
    """A paragraph that quotes the words and starts at an offset of the text, and the quote."""
    given, surname = person
    full = f"{given} {surname}" if named else surname
    office, place = chance.choice(_OFFICES), chance.choice(sentences.PLACES)
    told = f"said {full}, {office} of {place}." if chance.random() < 0.5 else f"{surname} said."
    mention = full if told.startswith("said") else surname
    line = f"“{words.rstrip('.')},” {told}"
    end = at + line.index("”") + 1
    start_of_mention, start_of_cue = at + line.rindex(mention), at + line.rindex("said")
    return line, Quote(
        text=words.rstrip(".") + ",",
        spans=(Span(at, end),),
        form="sentence",
        speaker=full,
        speaker_kind="person",
        mention=Mention(mention, start_of_mention, start_of_mention + len(mention)),
        cue=Cue("said", start_of_cue, start_of_cue + 4),
        said=Said(published, "day", "published"),
        confidence=round(chance.uniform(0.6, 0.99), 4),
        about=tuple(Topic(name, "place", "words") for name in sentences.PLACES if name in words),
    )


def _person(chance: random.Random) -> tuple[str, str]:
    people, weights = _people()
    return people[bisect(weights, chance.random() * weights[-1])]


@cache
def _people() -> tuple[list[tuple[str, str]], list[float]]:
    chance = random.Random(0)  # noqa: S311 - the same
    surnames = sorted(
        {
            f"{chance.choice(_SYLLABLES)}{chance.choice(_SYLLABLES)}{chance.choice(_ENDINGS)}".capitalize()
            for _ in range(PEOPLE)
        }
    )
    people = sorted({(chance.choice(_GIVEN), chance.choice(surnames)) for _ in range(PEOPLE)})
    chance.shuffle(people)
    return people, list(accumulate(1 / (rank + 20) for rank in range(len(people))))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
