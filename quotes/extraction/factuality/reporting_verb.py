"""The verb that reports the quoted words, and in what mood it does so."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.factuality.embedding_clause import Clause
from quotes.extraction.factuality.fabrication import fake_source, in_a_fake, is_posing, told_denied
from quotes.extraction.factuality.reporting_sentence import ReportingSentence, Word
from quotes.extraction.factuality.verb_group import is_tied, mood
from quotes.extraction.factuality.word_lists import listed
from quotes.extraction.shared.quote import Factuality

_NEAR = 12  # most words between a verb and the quoted ones, if the attribution has found no cue


def by_verb(sentence: ReportingSentence) -> Factuality:
    """The factuality that follows from the verb that reports the words, before or after them."""
    verb = verb_before(sentence)
    if verb is not None:
        before = sentence.before
        if before[verb].text in listed("show") | listed("hearsay") and fake_source(before[:verb]):
            return "fabricated"
        if in_a_fake(before[verb + 1 :]) or in_a_fake(sentence.behind):
            return "fabricated"
        is_cue = sentence.cue_side == "before" and verb == sentence.cue
        gap = before[verb + 1 :]
        if not is_cue and sentence.cue is not None and told_denied(sentence.behind):
            return "denied"
        return _judged(before, verb, gap, behind=False, final=sentence.final, is_cue=is_cue)
    if sentence.cue_side == "behind" and sentence.cue is not None:
        if not sentence.set_off and _is_not_what_was_said(sentence):
            return "denied"
        teller = sentence.behind[sentence.cue + 1 :]
        if in_a_fake(teller) or is_posing(teller):
            return "fabricated"
        return _judged(sentence.behind, sentence.cue, (), behind=True, final=sentence.final, is_cue=True)
    return "said"


def _is_not_what_was_said(sentence: ReportingSentence) -> bool:
    """ "“…” is not something she ever said", "“…” was never said by her"."""
    behind = [word.text for word in sentence.behind]
    clause = set(behind[: behind.index(",")] if "," in behind else behind)
    if not clause or sentence.behind[0].tag != "AUX":
        return False
    return bool(listed("negation") & clause and listed("utter") & clause)


def verb_before(sentence: ReportingSentence) -> int | None:
    """The last verb before the words that reports them; the cue if there is no such verb."""
    before = sentence.before
    if sentence.cue_side == "behind" and sentence.set_off:
        return None
    cue = sentence.cue if sentence.cue_side == "before" else None
    least = cue if cue is not None else max(0, len(before) - _NEAR)
    for place in range(len(before) - 1, least - 1, -1):
        word = before[place]
        gives = word.text in listed("utter") and word.tag not in ("NOUN", "PROPN", "ADP")
        if gives and is_tied(word, before[place + 1 :]):
            return place
    if cue is None and sentence.cue_side == "behind":
        return None
    return cue


def _judged(
    words: Sequence[Word], verb: int, gap: Sequence[Word], *, behind: bool, final: str, is_cue: bool
) -> Factuality:
    """The factuality by the verb at `verb`; `gap` are the words between it and the quoted ones."""
    form = words[verb].text
    gives = form in listed("utter") | listed("report") | listed("answer") | listed("quoting")
    tied = gives and is_tied(words[verb], gap)
    clause = Clause(words, verb, final)
    hangs_on = clause.factuality()
    if is_cue and form in listed("saying") and is_tied(words[verb], gap) and clause.supposed:
        return "hypothetical"
    if tied and (is_cue or form in listed("utter")):
        own = mood(words, verb, gap, behind=behind)
        # "She said she would call it": these are her words now, whatever she will do.
        told = own == "hypothetical" and clause.reported and not clause.perfect
        if own != "said" and not told:
            return own
    return hangs_on if tied or hangs_on == "fabricated" else "said"
