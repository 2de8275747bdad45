"""The verb that reports the words, with the words that belong to it: "did not say", "might have said"."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.factuality.reporting_sentence import QUOTED, Word
from quotes.extraction.factuality.word_lists import listed
from quotes.extraction.shared.quote import Factuality

_COPULAS = frozenset({"is", "are", "was", "were"})
_COORDINATION = frozenset({"and", "or", "nor", ",", QUOTED})
_NAMING_NOUNS = frozenset({"word", "words", "phrase", "term", "terms", "expression", "slogan", "line"})
# "not only said", "had never before said": these still report speech.
_LIMITING = frozenset({"only", "just", "merely", "simply", "before", "least"})
_FIRST_PERSONS = frozenset({"i", "we"})
_SUBJECT = 6  # most words before a verb group in which "no one" is its subject


def group_start(words: Sequence[Word], verb: int) -> int:
    """The first word of a verb's group: "has never once said"."""
    start = verb
    base = words[verb].text in listed("base_forms")
    while start > 0:
        word = words[start - 1]
        if base and word.text in _COPULAS:  # "all she could do was shout"
            break
        if word.text not in listed("auxiliary") | listed("negation") and word.tag != "ADV":
            break
        start -= 1
    return start


def is_tied(verb: Word, gap: Sequence[Word]) -> bool:
    """Whether the quoted words can be the object of the verb, given the words between."""
    texts = [word.text for word in gap]
    if verb.text in ("use", "used", "uses", "using") and not _NAMING_NOUNS & set(texts):
        return False
    # "claims that she said it “a lie”"
    if texts in (["it"], ["so"], ["this"]) and verb.text in listed("say"):
        return False
    if listed("limits") & set(texts) or (gap and gap[0].tag == "AUX"):
        return False
    if QUOTED in texts:
        return set(texts[texts.index(QUOTED) :]) <= _COORDINATION
    if "," in texts and any(word.tag == "VERB" for word in gap[texts.index(",") :]):
        return False
    return not set(texts) & (listed("breaks") - {"as", ":"})


def is_denied(words: Sequence[Word], verb: int) -> bool:
    """Whether a verb is negated, by its group or by its subject: "no one denies"."""
    start = group_start(words, verb)
    if listed("negation") & {word.text for word in words[start:verb]}:
        return True
    for place in range(start - 1, max(-1, start - _SUBJECT - 1), -1):
        word = words[place]
        if word.text in listed("nobody") | {"few"} or (word.text == "no" and place + 1 < start):
            return True
        if word.tag in ("VERB", "PUNCT") or word.text in listed("breaks"):
            return False
    return False


def mood(words: Sequence[Word], verb: int, gap: Sequence[Word], *, behind: bool) -> Factuality:
    """The mood of a verb's group: whether it denies the words, supposes them, or reports them."""
    start = group_start(words, verb)
    group = [word.text for word in words[start:verb]]
    answers = words[verb].text in listed("answer")
    if (is_negated(group) and not answers) or group[-2:] == ["yet", "to"]:
        return "denied"
    modal = next((word for word in group if word in listed("modal")), None)
    if modal is None or (start and words[start - 1].text in _FIRST_PERSONS):
        return "said"
    if "have" in group:
        return "hypothetical"
    if behind and modal in ("would", "must"):  # “…,” he would say
        return "said"
    if modal == "would" and _is_habit(words, group, gap):
        return "said"
    return "hypothetical"


def is_negated(group: Sequence[str]) -> bool:
    """Whether a verb's group is negated."""
    return any(
        word in listed("negation") and not _LIMITING & set(group[place + 1 : place + 2])
        for place, word in enumerate(group)
    )


def _is_habit(words: Sequence[Word], group: Sequence[str], gap: Sequence[Word]) -> bool:
    """Whether "would" describes a habit: "would often say"."""
    around = {word.text for word in (*words, *gap)}
    often = listed("habit") & {*group, *(word.text for word in gap)} or "whenever" in around
    return bool(often) and not listed("guess") & around
