"""What the neighbouring sentences say about a quote: "The quote is fake", "She said no such thing"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.extraction.factuality.reporting_sentence import Word
from quotes.extraction.factuality.word_lists import listed
from quotes.extraction.shared.quote import Factuality

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "it", "its", "both", "they"})
_BE = frozenset({"is", "was", "are", "were", "been", "be", "as", "being"})
_ACTUALLY = frozenset({"actually", "really", "truly", "fact"})
_RATINGS = frozenset({"verdict", "rating", "conclusion", "finding", "assessment"})
_SO = frozenset({"this", "that", "it", "so", "those", "these", "them", "any", "such", "anything", "either"})
_SAYING = frozenset({
    "said", "say", "says", "saying", "made", "make", "making", "used", "use", "using", "wrote", "written",
    "writing", "uttered", "tweeted", "posted",
})  # fmt: skip
_AFTER_FAKED = 4


def is_rumour(words: Iterable[Word], ahead: Iterable[Word]) -> bool:
    """Whether a sentence passes on a rumour: "allegedly", "in a viral post", "A post says".

    `ahead` are its words before the verb that attributes the quote.
    """
    return any(word.text in listed("rumours") for word in words) or any(
        word.text in listed("posts") for word in ahead
    )


def is_faked(words: Sequence[Word], *, rumour: bool) -> bool:
    """Whether the rest of a sentence calls what it quotes a fake: "…, but the image is doctored"."""
    return _faked([word.text for word in words], rumour=rumour)


def declared(sentences: Iterable[Sequence[Word]], *, rumour: bool) -> Factuality | None:
    """The factuality that the sentences after a quote declare, if any."""
    for words in sentences:
        texts = [word.text for word in words]
        if _faked(texts, rumour=rumour):
            return "fabricated"
        if rumour:
            if _instead(texts) or _never_said(texts) or _rated(texts):
                return "fabricated"
            if _denied(texts):
                return "denied"
    return None


def announced(words: Sequence[Word]) -> bool:
    """Whether the sentence before mentions a fake that contains the quote: "A doctored clip is out."."""
    texts = [word.text for word in words]
    return any(
        text in listed("fake") and set(texts[place + 1 : place + 1 + _AFTER_FAKED]) & listed("carriers")
        for place, text in enumerate(texts)
    )


def _faked(texts: Sequence[str], *, rumour: bool) -> bool:
    """ "The quote is fake", "said the image had been altered", "called the letter a forgery"."""
    if rumour and any(text == "made" and "up" in texts[at + 1 : at + 4] for at, text in enumerate(texts)):
        return True  # "made it up"
    nouns = frozenset({"quote", "quotation"})
    if rumour:
        nouns = listed("carriers") | listed("quote_nouns") | {"it", "this", "claim"}
    for place, text in enumerate(texts):
        if text not in nouns or not _DEFINITE & set(texts[max(0, place - 3) : place + 1]):
            continue
        following = texts[place + 1 : place + 8]
        be = next((at for at, word in enumerate(following[:4]) if word in _BE), None)
        if be is None:
            verb = texts[max(0, place - 3) : place]
            if {"called", "calls", "branded", "dubbed", "labelled", "labeled"} & set(verb):
                be = -1
            else:
                continue
        told = following[be + 1 : be + 1 + _AFTER_FAKED]
        if listed("negation") & set(told):
            continue
        if listed("faked") & set(told) or (rumour and listed("false") & set(told)):
            return True
    return False


def _instead(texts: Sequence[str]) -> bool:
    """ "What she actually said was", "But she really said"."""
    return any(
        text in _ACTUALLY and bool(_SAYING & set(texts[place + 1 : place + 3]))
        for place, text in enumerate(texts)
    )


def _rated(texts: Sequence[str]) -> bool:
    """ "Verdict: false"."""
    return texts[:1] != [] and texts[0] in _RATINGS and bool(listed("false") & set(texts[1:4]))


def _never_said(texts: Sequence[str]) -> bool:
    """ "She said no such thing", "He never said that"; but not "he denies", which is only his word."""
    for place, text in enumerate(texts):
        if text in _SAYING:
            after = texts[place + 1 : place + 4]
            before = texts[max(0, place - 3) : place]
            if after[:2] == ["no", "such"]:
                return True
            nothing = "no" in texts[:place] and listed("evidence") & set(texts[:place])
            if nothing and _SO & set(after[:2]):  # "There is no evidence that she said this"
                return True
            clause = before[len(before) - before[::-1].index(",") :] if "," in before else before
            if not listed("negation") & set(clause):
                continue
            # "never said that" with no clause after it
            if _SO & set(after[:2]) and not (after[:1] == ["that"] and len(after) > 1):
                return True
    return False


def _denied(texts: Sequence[str]) -> bool:
    """ "Voss denies having said so"."""
    for place, text in enumerate(texts):
        if text in listed("deny") and _SAYING & set(texts[place + 1 : place + 5]):
            return True
    return False
