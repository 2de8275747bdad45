"""Fabricated quotes: misquotations, and words in a doctored picture or by an account in another's name."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.factuality.reporting_sentence import QUOTED, Word
from quotes.extraction.factuality.word_lists import listed

_LONGEST_NOUN_PHRASE = 8
_INNER = 4  # most words from "fake" to what is fake
_AFTER_CARRIER = 6  # most words from what is fake to the words that say so: "that has been digitally altered"
MEDIA = frozenset({"in", "on", "via", "through"})  # most words before the source: "in a clip"
_PREPOSITIONS = frozenset({
    "of", "about", "behind", "over", "against", "by", "with", "after", "from", "to", "for", "at",
})  # fmt: skip
_ORIGINS = frozenset({"of", "from", "by", "on", "in"})
_GIVING = frozenset({"attributed", "reading", "ascribed", "saying", "read", "credited"})


def is_false_quoting(words: Sequence[Word], verb: int) -> bool:
    """ "falsely quotes", "was wrongly attributed"."""
    near = (*words[max(0, verb - 2) : verb], *words[verb + 1 : verb + 2])
    return any(word.text in listed("falsely") for word in near)


def fake_source(words: Sequence[Word]) -> bool:
    """Whether the noun phrase that opens the words' last clause is a fake: "A doctored image (shows)"."""
    if words and words[-1].text == ",":  # "A doctored image, widely shared, (shows)"
        opened = next((place for place in range(len(words) - 2, -1, -1) if words[place].text == ","), None)
        if opened is None:
            return False
        aside = words[opened + 1 : -1]
        if fake_phrase(aside) is not None:  # "The letter, a forgery, (has)"
            return True
        if opened and words[opened - 1].text in listed("carriers") and _is_faked(aside):
            return True
        words = words[:opened]
    ends = listed("breaks") | {","}
    start = max((place + 1 for place, word in enumerate(words) if word.text in ends), default=0)
    return fake_phrase(words[start:]) is not None


def fake_phrase(clause: Sequence[Word]) -> int | None:
    """The position of the noun of a fake that opens a clause, if there is one."""
    carrier_before = False
    for place, word in enumerate(clause[:_LONGEST_NOUN_PHRASE]):
        if word.text in listed("hoaxes") and _is_noun(clause, place):
            return place
        if word.text in listed("fake"):
            for noun in range(place + 1, min(len(clause), place + 1 + _INNER)):
                if clause[noun].text in listed("carriers") | listed("hoaxes"):
                    return noun
        if word.text in listed("carriers") and _is_faked(clause[place + 1 :]):
            return place
        if word.text in _PREPOSITIONS and not (word.text in _ORIGINS and carrier_before):
            return None
        if word.tag == "VERB" and word.text not in listed("fake") and not word.text.endswith(("ed", "ing")):
            return None
        carrier_before = word.text in listed("carriers")
    return None


def _is_noun(clause: Sequence[Word], place: int) -> bool:
    following = clause[place + 1] if place + 1 < len(clause) else None
    return following is None or following.tag not in ("NOUN", "PROPN") or following.text in listed("carriers")


def _is_faked(behind: Sequence[Word]) -> bool:
    """Whether what follows a carrier makes it a fake: "edited with AI", "that has been altered"."""
    for word in behind[:_AFTER_CARRIER]:
        if word.text in listed("faked") and word.text != "edited":
            return True
        if word.tag not in ("VERB", "AUX", "ADP", "ADV", "PRON", "SCONJ", "CCONJ") and word.text != "edited":
            return False
    return False


def in_a_fake(words: Sequence[Word]) -> bool:
    """Whether the words begin with a fake as the place of the words: "(she says) in a doctored clip"."""
    for place, word in enumerate(words[:_INNER]):
        if word.text in MEDIA or (word.text == "to" and place and words[place - 1].text == "according"):
            return fake_phrase(words[place + 1 :]) is not None
    return False


def is_posing(words: Sequence[Word]) -> bool:
    """Whether the words soon mention somebody in another's name: "(wrote) an account impersonating her"."""
    near = words[:_LONGEST_NOUN_PHRASE]
    return any(
        word.text in listed("impersonate")
        or (word.text in listed("pose") and place + 1 < len(near) and near[place + 1].text == "as")
        for place, word in enumerate(near)
    )


def fake_quote_before(words: Sequence[Word]) -> bool:
    """ "The made-up quote “…”", "A fake quote attributed to her, “…”"."""
    for place in range(len(words) - 1, max(-1, len(words) - 16), -1):
        word = words[place]
        if word.text in listed("quote_nouns") | {"headline", "headlines"}:
            fake = any(one.text in listed("fake") for one in words[max(0, place - _INNER) : place])
            return fake and not any(
                one.tag == "VERB" and one.text not in _GIVING for one in words[place + 1 :]
            )
        if word.text == QUOTED or word.text in listed("breaks") - {":", "—", "–"}:
            return False
    return False


def told_fake(words: Sequence[Word]) -> bool:
    """Whether the words begin by calling their subject a fake: "is a fabrication"."""
    if not words or words[0].tag not in ("AUX", "VERB"):
        return False
    for place, word in enumerate(words[:7]):
        if word.text in listed("negation") | {",", QUOTED}:
            return False
        if word.text in listed("faked") | listed("misquote"):
            return True
        if word.text in listed("quoting") and is_false_quoting(words, place):
            return True
    return False


def told_denied(words: Sequence[Word]) -> bool:
    """Whether the words begin with the denial of what was passed on: ", which she denies"."""
    texts = [word.text for word in words[:7]]
    opening = set(texts[:3]) & ({"which", "something"} | listed("claim_nouns"))
    return bool(opening) and texts[:1] == [","] and bool(listed("deny") & set(texts))


def told_false(words: Sequence[Word]) -> bool:
    """Whether the words begin by calling a claim false: "is untrue", "are baseless"."""
    if not words or words[0].tag not in ("AUX", "VERB"):
        return False
    texts = [word.text for word in words[:5]]
    for place, text in enumerate(texts):
        if text in (",", QUOTED):
            return False
        if text in listed("false"):
            return not listed("negation") & set(texts[:place])
        if text in ("true", "correct"):
            return bool(listed("negation") & set(texts[:place]))
    return False


def from_a_fake(words: Sequence[Word]) -> bool:
    """ "comes from a satirical site"."""
    for place, word in enumerate(words[:6]):
        near = {one.text for one in words[place + 1 : place + 3]}
        if word.text in listed("source_verbs") and "from" in near:
            return any(one.text in listed("fake") for one in words[place + 1 : place + 7])
    return False
