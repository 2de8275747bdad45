"""Whether the article reports that quoted words were said: said, denied, hypothetical or fabricated.

    frame       the narrator's sentence around a quote, as words
    group       the verb that gives the words: negated, supposed
    embedding   what its clause hangs on: "denied that", "if", "wants her to"
    fakes       who gives the words: a doctored picture, an account in another's name
    given       to whom the words are given, where that is not the one who denies or fakes them
    aftermath   what the sentences around say: "The quote is fake"

Nearly all quotes of nearly all articles are said; so each rule asks for words that leave no other reading,
and where none does, a quote is said. The speaker is the one of whom it is denied, supposed or made up.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from quotes.extraction.factuality.aftermath import announced, declared, is_faked, is_rumour
from quotes.extraction.factuality.embedding import judged
from quotes.extraction.factuality.fakes import (
    fake_quote_before,
    fake_source,
    from_a_fake,
    in_a_fake,
    is_posing,
    told_denied,
    told_fake,
    told_false,
)
from quotes.extraction.factuality.frame import Frame, Reader
from quotes.extraction.factuality.given import Giver, named_for
from quotes.extraction.factuality.group import is_tied
from quotes.extraction.factuality.words import listed
from quotes.extraction.quote import Factuality, Quote, Said

_SENTENCES_BEHIND = 2
_NEAR = 12


def with_factuality(doc: Doc) -> list[Quote]:
    """The quotes of `doc`, each with whether it was said."""
    if not doc._.quotes:
        return []
    reader, giver = Reader(doc), Giver(doc)
    published = doc._.published
    # What was not said was said at no time.
    undated = None if published is None else Said(published, "day", "published")
    return [_judged(reader, giver, quote, undated) for quote in doc._.quotes]


def _judged(reader: Reader, giver: Giver, quote: Quote, undated: Said | None) -> Quote:
    frame = reader.frame(quote)
    factuality = _factuality(reader, quote, frame)
    if factuality == "said":
        return replace(quote, factuality=factuality)
    verb = _verb_before(frame)
    person = None if verb is None else named_for(frame.before, verb)
    given = quote if person is None else giver.given(quote, person)
    return replace(given, factuality=factuality, said=undated)


def _factuality(reader: Reader, quote: Quote, frame: Frame) -> Factuality:
    found = _by_subject(frame) or _by_verb(frame)
    if found != "said":
        return found
    cue = frame.cue if frame.cue_side == "before" else None
    ahead = frame.before if cue is None else frame.before[:cue]
    rumour = is_rumour((*frame.before, *frame.behind), ahead)
    if is_faked(frame.behind, rumour=rumour):
        return "fabricated"
    following = declared(reader.sentences_behind(quote, _SENTENCES_BEHIND), rumour=rumour)
    if following is not None:
        return following
    if _is_continued(frame, rumour=rumour) and announced(reader.sentence_before(quote)):
        return "fabricated"
    return "said"


def _is_continued(frame: Frame, *, rumour: bool) -> bool:
    """Whether a sentence speaks of what was told of before: "In it, she says"."""
    opening = [word.text for word in frame.before[:2]]
    return opening in (["in", "it"], ["in", "them"]) or (rumour and opening[:1] == ["it"])


def _by_verb(frame: Frame) -> Factuality:
    verb = _verb_before(frame)
    if verb is not None:
        before = frame.before
        if before[verb].text in listed("show") | listed("hearsay") and fake_source(before[:verb]):
            return "fabricated"
        if in_a_fake(before[verb + 1 :]) or in_a_fake(frame.behind[:2] and frame.behind):
            return "fabricated"
        is_cue = frame.cue_side == "before" and verb == frame.cue
        gap = before[verb + 1 :]
        if not is_cue and frame.cue is not None and told_denied(frame.behind):
            return "denied"
        return judged(before, verb, gap, behind=False, final=frame.final, is_cue=is_cue)
    if frame.cue_side == "behind" and frame.cue is not None:
        if not frame.set_off and _is_not_what_was_said(frame):
            return "denied"
        teller = frame.behind[frame.cue + 1 :]
        if in_a_fake(teller) or is_posing(teller):
            return "fabricated"
        return judged(frame.behind, frame.cue, (), behind=True, final=frame.final, is_cue=True)
    return "said"


def _is_not_what_was_said(frame: Frame) -> bool:
    """ "“…” is not something she ever said", "“…” was never said by her"."""
    behind = [word.text for word in frame.behind]
    clause = set(behind[: behind.index(",")] if "," in behind else behind)
    if not clause or frame.behind[0].tag != "AUX":
        return False
    return bool(listed("negation") & clause and listed("utter") & clause)


def _verb_before(frame: Frame) -> int | None:
    """The innermost verb before the words that gives them; the cue where there is none."""
    before = frame.before
    if frame.cue_side == "behind" and frame.set_off:
        return None
    cue = frame.cue if frame.cue_side == "before" else None
    least = cue if cue is not None else max(0, len(before) - _NEAR)
    for place in range(len(before) - 1, least - 1, -1):
        word = before[place]
        gives = word.text in listed("utter") and word.tag not in ("NOUN", "PROPN", "ADP")
        if gives and is_tied(word, before[place + 1 :]):
            return place
    if cue is None and frame.cue_side == "behind":
        return None
    return cue


def _by_subject(frame: Frame) -> Factuality | None:
    """What is told of quoted words that are the subject or belong to it: "The quote “…” is fake"."""
    before, behind = frame.before, frame.behind
    if behind and behind[0].text == ",":
        behind = behind[1:]
    if fake_quote_before(before):
        return "fabricated"
    nouns = {word.text for word in before}
    if not before or nouns & (listed("quote_nouns") | listed("claim_nouns") | listed("rumours")):
        if told_fake(behind) or from_a_fake(behind):
            return "fabricated"
        if before and nouns & (listed("claim_nouns") | listed("quote_nouns")) and told_false(behind):
            return "denied"
    return None
