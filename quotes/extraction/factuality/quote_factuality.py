"""Whether the article reports that quoted words were said: said, denied, hypothetical or fabricated.

The speaker of words that were not said is the person to whom they are attributed: the one who is said to have
said them, might say them, or is made to say them in a fake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quotes.extraction.factuality.alleged_speaker import Giver, named_for
from quotes.extraction.factuality.fabrication import fake_quote_before, from_a_fake, told_fake, told_false
from quotes.extraction.factuality.following_sentences import announced, declared, is_faked, is_rumour
from quotes.extraction.factuality.reporting_sentence import ReportingSentence, ReportingSentences, Word
from quotes.extraction.factuality.reporting_verb import by_verb, verb_before
from quotes.extraction.factuality.word_lists import listed
from quotes.extraction.shared.quote import Factuality, Quote, Said

_SENTENCES_BEHIND = 2


def with_factuality(doc: Doc) -> list[Quote]:
    """The quotes of `doc`, each with its factuality."""
    if not doc._.quotes:
        return []
    reader, giver = ReportingSentences(doc), Giver(doc)
    reference = doc._.reference
    # What was not said has no day.
    undated = None if reference is None else Said(reference, "day", "published")
    return [_judged(reader, giver, quote, undated) for quote in doc._.quotes]


def _judged(reader: ReportingSentences, giver: Giver, quote: Quote, undated: Said | None) -> Quote:
    sentence = reader.sentence(quote)
    factuality = _factuality(reader, quote, sentence)
    if factuality == "said":
        return replace(quote, factuality=factuality)
    verb = verb_before(sentence)
    person = None if verb is None else named_for(sentence.before, verb)
    given = quote if person is None else giver.given(quote, person)
    return replace(given, factuality=factuality, said=undated)


def _factuality(reader: ReportingSentences, quote: Quote, sentence: ReportingSentence) -> Factuality:
    found = _by_subject(sentence) or by_verb(sentence)
    if found != "said":
        return found
    ahead = () if sentence.cue_side == "behind" else sentence.before[: sentence.cue]
    rumour = is_rumour((*sentence.before, *sentence.behind), ahead)
    if is_faked(sentence.behind, rumour=rumour):
        return "fabricated"
    following = declared(reader.sentences_behind(quote, _SENTENCES_BEHIND), rumour=rumour)
    if following is not None:
        return following
    if _is_continued(sentence, rumour=rumour) and announced(reader.sentence_before(quote)):
        return "fabricated"
    return "said"


def _is_continued(sentence: ReportingSentence, *, rumour: bool) -> bool:
    """Whether a sentence refers back to something mentioned before: "In it, she says"."""
    opening = [word.text for word in sentence.before[:2]]
    return opening in (["in", "it"], ["in", "them"]) or (rumour and opening[:1] == ["it"])


def _opening(words: Sequence[Word]) -> set[str]:
    """The words of a sentence before its first verb: its subject, or its setting."""
    verb = next((place for place, word in enumerate(words) if word.tag in ("VERB", "AUX")), len(words))
    return {word.text for word in words[:verb]}


def _by_subject(sentence: ReportingSentence) -> Factuality | None:
    """What is said of quoted words that are the subject or part of it: "The quote “…” is fake"."""
    before, behind = sentence.before, sentence.behind
    if behind and behind[0].text == ",":
        behind = behind[1:]
    if fake_quote_before(before):
        return "fabricated"
    nouns = {word.text for word in before}
    if listed("carriers") & _opening(before) and told_fake(behind):
        return "fabricated"
    if not before or nouns & (listed("quote_nouns") | listed("claim_nouns") | listed("rumours")):
        if told_fake(behind) or from_a_fake(behind):
            return "fabricated"
        if before and nouns & (listed("claim_nouns") | listed("quote_nouns")) and told_false(behind):
            return "denied"
    return None
