"""Questions with known answers, made from stored quotes.

Each kind of question is made from a quote by a rule: its words unchanged, in another spelling, cut, changed
in one place, joined with those of another quote, or asked about somebody else.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lookup_dresses import DRESSES, Change
from punctuated import bare, put

from quotes.tracking.words import words_of

FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Said:
    """A quote to ask about: its words and its speaker."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Case:
    """Words to look up, the right verdict, and the texts one of which must come first.

    `dress` is the kind that all changes must have if the words are only written in another way.
    """

    kind: str
    asked: str
    speaker: str | None
    verdict: str
    right: frozenset[str] = frozenset()
    dress: str | None = None


OTHER_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty")
SCALES = ("hundred", "thousand", "million", "billion")
OTHER_NAMES = ("Ostrava", "Kestrel", "Marlow", "Tamsin", "Veldt", "Orrin", "Lisbon", "Quito")
AUXILIARIES = frozenset(
    words_of("is are was were am will would shall should can could may might must do does did have has had")
)
DENIALS = frozenset(("not", "never"))
FUNCTION_WORDS = frozenset(
    words_of(
        """the a an of to in on at by for from with and or but that this it he she they we i you is are was
        were be been have has had do does did will would can could not as if so his her their our my your its
        who what which when there here than then about into no all"""
    )
)


def cases(stored: Sequence[Said], unseen: Iterable[Said], chance: random.Random) -> Iterator[Case]:
    """Questions of each kind about every stored quote that allows it, and about quotes not stored."""
    by_speaker: dict[str, list[Said]] = {}
    texts = frozenset(" ".join(words_of(said.text)) for said in stored)
    for said in stored:
        by_speaker.setdefault(said.speaker, []).append(said)
    speakers = sorted(by_speaker)
    for said in stored:
        words = said.text.split()
        if len(words) < FEWEST_WORDS:
            continue
        here = frozenset((said.text,))
        yield Case("unchanged", said.text, said.speaker, "verbatim", here)
        yield Case("typographic noise", noisy(said.text, chance), said.speaker, "verbatim", here)
        yield from _in_another_dress(said, chance)
        part = trimmed(words, chance)
        if part is not None:
            yield Case("trimmed", part, said.speaker, "trimmed", here)
        for kind, change in CHANGES.items():
            changed = change(list(words), chance)
            if changed is not None and not _stands(" ".join(words_of(" ".join(changed))), texts):
                yield Case(kind, " ".join(changed), said.speaker, "altered", here)
        spliced = splice(said, chance.choice(by_speaker[said.speaker]), chance)
        if spliced is not None:
            yield spliced
        other = chance.choice(speakers)
        if other != said.speaker:
            yield Case("wrong speaker", said.text, other, "other_speaker", here)
    for said in unseen:
        if len(said.text.split()) >= FEWEST_WORDS:
            yield Case("unseen", said.text, said.speaker, "not_found")


def _in_another_dress(said: Said, chance: random.Random) -> Iterator[Case]:
    for dress, change in DRESSES.items():
        changed = change(said.text.split(), chance)
        if changed is not None:
            kind, here = dress.replace("_", " "), frozenset((said.text,))
            yield Case(kind, " ".join(changed), said.speaker, "verbatim", here, dress)


def _stands(words: str, texts: frozenset[str]) -> bool:
    return words in texts


def noisy(text: str, chance: random.Random) -> str:
    """The text as another keyboard, editor or phone would write it."""
    text = text.translate(str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-"}))
    for change in chance.sample(NOISES, 3):
        text = change(text)
    return text


NOISES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.rstrip(".,!"),
    lambda text: f"“{text}”",
    lambda text: f"«{text}»",
    lambda text: text.replace("'", "’"),
    lambda text: text.replace("—", " -- "),
    lambda text: text.replace(" - ", " — ").replace("—", "–"),
    lambda text: text.replace(", ", " , "),
    lambda text: text.replace("fi", "ﬁ"),
    lambda text: text[: len(text) // 2] + "\u200b" + text[len(text) // 2 :],
    lambda text: f"{text} ...",
)


def trimmed(words: list[str], chance: random.Random) -> str | None:
    """Some consecutive words, from the beginning, the end or the middle; the cut never removes a negation."""
    if len(words) < 8:
        return None
    length = chance.randint(5, len(words) - 2)
    start = chance.choice((0, len(words) - length, chance.randint(0, len(words) - length)))
    if start and bare(words[start - 1]) in DENIALS | {"no"}:
        return None
    return " ".join(words[start : start + length])


def splice(one: Said, other: Said, chance: random.Random) -> Case | None:
    """The first half of one quote and the second half of another by the same speaker."""
    first, second = one.text.split(), other.text.split()
    if one.text == other.text or min(len(first), len(second)) < 12:
        return None
    joint = chance.choice((" ", " ", " and ", ". "))
    asked = " ".join(first[: len(first) // 2]).rstrip(",.") + joint + " ".join(second[len(second) // 2 :])
    return Case("spliced", asked, one.speaker, "spliced", frozenset((one.text, other.text)))


def one_word(words: list[str], chance: random.Random) -> list[str] | None:
    """Replace, remove or insert one word that carries meaning."""
    places = [at for at, word in enumerate(words) if len(bare(word)) > 3 and bare(word).isalpha()]
    places = [at for at in places if bare(words[at]) not in FUNCTION_WORDS]
    if not places:
        return None
    at = chance.choice(places)
    words[at] = put(words[at], chance.choice(("window", "gentle", "carrying", "harbour", "yellow", "slowly")))
    return words


def number(words: list[str], chance: random.Random) -> list[str] | None:
    """Replace one number by another."""
    places = [at for at, word in enumerate(words) if _other_number(bare(word), chance)]
    if not places:
        return None
    at = chance.choice(places)
    words[at] = put(words[at], _other_number(bare(words[at]), chance) or "")
    return words


def _other_number(word: str, chance: random.Random) -> str | None:
    if word in OTHER_NUMBERS or word in SCALES:
        return chance.choice([other for other in (OTHER_NUMBERS, SCALES)[word in SCALES] if other != word])
    if not word[:1].isdigit() or not word.replace(",", "").replace(".", "").isdigit():
        return None
    if len(word) == 4 and word.isdigit():
        return str(int(word) + chance.choice((-10, -1, 1, 3)))
    changes = [str(1 + int(word[0])) + word[1:]]
    if "." not in word:  # 3.50 is 3.5
        changes.append(f"{word}0")
    if len(word) > 1:
        changes.append(word[:-1].rstrip(",."))
    if "." in word:
        changes.append(word.replace(".", ""))
    return chance.choice(changes)


def negation(words: list[str], chance: random.Random) -> list[str] | None:
    """Remove a negation if there is one, else insert one."""
    for at, word in enumerate(words):
        core = bare(word).replace("’", "'")
        if core in DENIALS:
            return words[:at] + words[at + 1 :]
        if core.endswith("n't") and core not in ("can't", "won't", "ain't"):
            return [*words[:at], put(word, core[:-3]), *words[at + 1 :]]
    places = [at for at, word in enumerate(words) if bare(word) in AUXILIARIES]
    if not places:
        return None
    at = chance.choice(places) + 1
    return [*words[:at], chance.choice(("not", "not", "never")), *words[at:]]


def name(words: list[str], chance: random.Random) -> list[str] | None:
    """Replace one name by another."""
    places = [
        at
        for at, word in enumerate(words)
        if at and word[:1].isupper() and word.isalpha() and len(word) > 2 and words[at - 1][-1].isalpha()
    ]
    if not places:
        return None
    at = chance.choice(places)
    words[at] = chance.choice([other for other in OTHER_NAMES if other != words[at]])
    return words


CHANGES: dict[str, Change] = {
    "one word changed": one_word,
    "number changed": number,
    "negation put in or taken out": negation,
    "name changed": name,
}
