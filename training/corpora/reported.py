"""Make reported speech from treebank sentences.

A plain sentence is put in quotation marks, with a reporting clause before or after it, annotated as treebanks
annotate real ones. Treebanks have few quotations, compared with their importance in news. The network must
learn that “…,” she said is one sentence, and that the sentences of a longer quotation are not.
"""

import json
import random
from pathlib import Path

from corpora.annotated import Annotated

WORDS = json.loads((Path(__file__).parents[1] / "words.json").read_text(encoding="utf8"))
VERBS = {
    "said": "say",
    "added": "add",
    "explained": "explain",
    "warned": "warn",
    "noted": "note",
    "argued": "argue",
}
ASKED = {"asked": "ask", "wondered": "wonder", "said": "say"}
PRESENT_TENSE, INVERTED, LEADING, PAIRED = 0.15, 0.4, 0.25, 0.35
"""Shares: “says”, verb before subject, clause before the quotation, two sentences in one."""
LENGTHS = 5, 40
"""Words of a sentence that may be quoted, at least and at most."""
PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"

Word = tuple[str, str, str, str, str, str, int]
"""word, lemma, UPOS, XPOS, morphology, relation, head counted from this word"""


def _append(document: Annotated, words: list[Word]) -> None:
    for word, lemma, pos, tag, morph, dep, head in words:
        document.heads.append(len(document) + head)
        for name, value in zip(
            ("words", "lemmas", "pos", "tags", "morphs", "deps", "spaces"),
            (word, lemma, pos, tag, morph, dep, True),
            strict=True,
        ):
            getattr(document, name).append(value)


def _speaker(rng: random.Random) -> tuple[list[Word], int]:
    """A subject's words and the position of its head; the caller sets the head's own head."""
    kind = rng.choices(("pronoun", "role", "last name", "full name"), weights=(35, 20, 15, 30))[0]
    if kind == "pronoun":
        word, gender = rng.choice((("he", "Masc"), ("she", "Fem")))
        return [
            (word, word, "PRON", "PRP", f"Case=Nom|Gender={gender}|Number=Sing|Person=3|PronType=Prs", "", 0)
        ], 0
    if kind == "role":
        role = rng.choice(WORDS["roles"])
        return [
            ("the", "the", "DET", "DT", "Definite=Def|PronType=Art", "det", 1),
            (role, role, "NOUN", "NN", "Number=Sing", "", 0),
        ], 1
    last = rng.choice(WORDS["last names"])
    if kind == "last name":
        return [(last, last, "PROPN", "NNP", "Number=Sing", "", 0)], 0
    first = rng.choice(WORDS["first names"])
    return [
        (first, first, "PROPN", "NNP", "Number=Sing", "", 0),
        (last, last, "PROPN", "NNP", "Number=Sing", "flat", -1),
    ], 0


def _tail(rng: random.Random) -> list[Word]:
    """Where or when it was said; the first head is the distance to the verb, which the caller sets."""
    kind = rng.choices(("none", "day", "occasion"), weights=(70, 15, 15))[0]
    if kind == "none":
        return []
    if kind == "day":
        day = rng.choice(WORDS["days"])
        return [("on", "on", "ADP", "IN", "", "case", 1), (day, day, "PROPN", "NNP", "Number=Sing", "obl", 0)]
    noun = rng.choice(("statement", "speech", "interview", "letter"))
    article = "an" if noun == "interview" else "a"
    return [
        ("in", "in", "ADP", "IN", "", "case", 2),
        (article, "a", "DET", "DT", "Definite=Ind|PronType=Art", "det", 1),
        (noun, noun, "NOUN", "NN", "Number=Sing", "obl", 0),
    ]


def reporting_clause(rng: random.Random, question: bool, leads: bool) -> tuple[list[Word], int]:
    """“she said on Friday”, “said Rosa Walsh”: words with heads relative to each, and the verb's position."""
    form, lemma = rng.choice(list((ASKED if question else VERBS).items()))
    verb: Word = (form, lemma, "VERB", "VBD", PAST, "ROOT", 0)
    if not question and rng.random() < PRESENT_TENSE:
        verb = ("says", "say", "VERB", "VBZ", PRESENT, "ROOT", 0)
    subject, head = _speaker(rng)
    inverted = not leads and rng.random() < INVERTED and subject[0][2] != "PRON"
    before = [] if inverted else subject
    after = subject if inverted else []
    words = [*before, verb, *after]
    place = len(before)
    start = 0 if before else 1
    word = words[start + head]
    words[start + head] = (*word[:5], "nsubj", place - start - head)
    tail = _tail(rng)
    if tail:
        words.extend(tail)
        words[-1] = (*words[-1][:6], place - len(words) + 1)
    return words, place


def suits(sentence: Annotated) -> bool:
    """Whether a sentence can be quoted: a clause of some length with an end mark and no quotation marks."""
    if not LENGTHS[0] <= len(sentence) <= LENGTHS[1] or sentence.words[-1] not in (".", "?", "!"):
        return False
    if any(word in "\"“”‘’'``''«»()" for word in sentence.words) or not sentence.words[0][0].isupper():
        return False
    root = sentence.deps.index("ROOT")
    return sentence.pos[root] in ("VERB", "AUX", "ADJ", "NOUN") and sentence.deps.count("ROOT") == 1


def _mark(opening: bool, head: int) -> Word:
    return (
        ("“", "“", "PUNCT", "``", "", "punct", head)
        if opening
        else ("”", "”", "PUNCT", "''", "", "punct", head)
    )


def _punct(word: str, head: int) -> Word:
    return (word, word, "PUNCT", ":" if word == ":" else "," if word == "," else ".", "", "punct", head)


def quoted(
    sentence: Annotated, rng: random.Random, leads: bool, further: Annotated | None = None
) -> Annotated:
    """The sentence as a quotation with a reporting clause, which leads or follows.

    `further` is another sentence within the same marks: after the sentence if the clause leads, else before
    it.
    """
    result = Annotated()
    question = sentence.words[-1] == "?"
    clause, verb = reporting_clause(rng, question and not leads, leads)
    if leads:
        clause[0] = (clause[0][0].capitalize(), *clause[0][1:])
        _append(result, clause)
        _append(result, [_punct(rng.choice((",", ":")), verb - len(result))])
        result.spaces[-2] = False
    if further is not None and not leads:
        root = further.deps.index("ROOT")
        _append(result, [_mark(True, root + 1)])
        result.spaces[-1] = False
        result.extend(further)
        result.spaces[-1] = True
    root = sentence.deps.index("ROOT")
    if leads or further is None:
        _append(result, [_mark(True, root + 1)])
        result.spaces[-1] = False
    start = len(result)
    result.extend(sentence)
    result.spaces[-2] = False
    end_mark = len(result) - 1
    head = start + root
    result.deps[head] = "ccomp"
    if leads:
        result.heads[head] = verb
        if further is not None:
            result.spaces[-1] = True
            inner = len(result) + further.deps.index("ROOT")
            result.extend(further)
            head = inner
        result.spaces[-1] = False
        _append(result, [_mark(False, head - len(result))])
        return result
    if result.words[end_mark] == ".":
        result.words[end_mark] = result.lemmas[end_mark] = result.tags[end_mark] = ","
        result.heads[end_mark] = head
    result.spaces[end_mark] = False
    _append(result, [_mark(False, head - len(result))])
    result.heads[head] = len(result) + verb
    place = len(result) + verb
    _append(result, clause)
    result.spaces[-1] = False
    _append(result, [_punct(".", place - len(result))])
    return result


def with_reported_speech(sentences: list[Annotated], rng: random.Random, share: float) -> list[Annotated]:
    """Sentences of one document, some of them turned into quotations (merging may reduce their number)."""
    result: list[Annotated] = []
    waiting = list(sentences)
    while waiting:
        sentence = waiting.pop(0)
        if not suits(sentence) or rng.random() > share:
            result.append(sentence)
            continue
        leads = rng.random() < LEADING
        if waiting and suits(waiting[0]) and rng.random() < PAIRED:
            other = waiting.pop(0)
            result.append(
                quoted(sentence, rng, True, other) if leads else quoted(other, rng, False, sentence)
            )
        else:
            result.append(quoted(sentence, rng, leads))
    return result
