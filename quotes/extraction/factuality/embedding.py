"""Whether the verb that gives the words stands in a sentence as a fact.

From the verb leftwards: its own group ("did not say", "might have said"), its subject ("nobody said"), a turned
round auxiliary ("had she said", "not once did she say"), and what its clause hangs on ("denied that she had
said", "no evidence of her saying", "if she says", "wants her to say", "falsely claimed that she said").
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.factuality.fakes import fake_source, is_false_quoting
from quotes.extraction.factuality.frame import QUOTED, Word
from quotes.extraction.factuality.words import listed
from quotes.extraction.quote import Factuality

_LONGEST_ASIDE = 10
_SUBJECT = 8
_ASIDE_PREPOSITIONS = frozenset({"by", "for", "after", "before", "while", "when", "despite", "besides", "beyond", "with", "in", "on"})  # fmt: skip
_NAMING_NOUNS = frozenset({"word", "words", "phrase", "term", "terms", "expression", "slogan", "line"})
_QUESTIONS = frozenset({"did", "does", "do", "has", "have", "would", "could", "can", "will", "is", "was"})
_CONDITIONS = frozenset({"had", "should", "were"})
_HAVE = frozenset({"has", "have", "had"})
_COPULAS = frozenset({"is", "are", "was", "were"})
_COORDINATION = frozenset({"and", "or", "nor", ",", QUOTED})
_INVERTING = 8  # words before a turned round auxiliary: "at no point did she"
_DENYING = frozenset({"not", "never", "nor", "neither", "nowhere", "no"})
_YET_SAID = frozenset({"only", "until", "sooner", "surprisingly", "long"})  # "no sooner had she said"


def judged(
    words: Sequence[Word], verb: int, gap: Sequence[Word], *, behind: bool, final: str, is_cue: bool
) -> Factuality:
    """How the words are told, by the verb at `verb`; `gap` are the words between it and the quoted ones."""
    start = group_start(words, verb)
    gives = words[verb].text in listed("utter") | listed("report") | listed("answer") | listed("quoting")
    tied = gives and is_tied(words[verb], gap)
    leftwards = _Leftwards(words, start, verb, final, tied=tied)
    found = leftwards.found()
    if tied:
        own = _own(words, start, verb, gap, behind=behind, is_cue=is_cue)
        # "She said she would call it": her words now, whatever she will do.
        if own != "said" and not (
            own == "hypothetical" and leftwards.reported and not _is_perfect(words, start, verb)
        ):
            return own
    return found or "said"


def _is_perfect(words: Sequence[Word], start: int, verb: int) -> bool:
    return any(word.text == "have" for word in words[start:verb])


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
    """Whether the words between a verb and the quoted ones leave these its object."""
    texts = [word.text for word in gap]
    if verb.text in ("use", "used", "uses", "using") and not _NAMING_NOUNS & set(texts):
        return False
    if listed("limits") & set(texts) or (gap and gap[0].tag == "AUX"):
        return False
    if QUOTED in texts:
        return set(texts[texts.index(QUOTED) :]) <= _COORDINATION
    if "," in texts and any(word.tag == "VERB" for word in gap[texts.index(",") :]):
        return False
    return not set(texts) & (listed("breaks") - {"as", ":"})


def is_denied(words: Sequence[Word], verb: int) -> bool:
    """Whether a verb is negated, by its group or by its subject."""
    start = group_start(words, verb)
    group = [word.text for word in words[start:verb]]
    if listed("negation") & set(group):
        return True
    for place in range(start - 1, max(-1, start - 5), -1):
        word = words[place]
        if word.text in listed("nobody") or (word.text == "no" and place + 1 < start) or word.text == "few":
            return True
        if word.tag in ("VERB", "PUNCT") or word.text in listed("breaks"):
            return False
    return False


def _own(
    words: Sequence[Word], start: int, verb: int, gap: Sequence[Word], *, behind: bool, is_cue: bool
) -> Factuality:
    """What the verb's own group says: its negation, its mood."""
    form = words[verb].text
    if not (is_cue or form in listed("utter")):
        return "said"
    group = [word.text for word in words[start:verb]]
    if (_negated(group) and form not in listed("answer")) or group[-2:] == ["yet", "to"]:
        return "denied"
    modal = next((word for word in group if word in listed("modal")), None)
    subject = words[start - 1].text if start else ""
    if modal is None or subject in ("i", "we"):
        return "said"
    if "have" in group:
        return "hypothetical"
    if modal != "would":
        return "said" if modal == "must" and behind else "hypothetical"
    if behind:
        return "said"
    return _would(words, gap, group)


def _negated(group: Sequence[str]) -> bool:
    for place, word in enumerate(group):
        if word in listed("negation") and group[place + 1 : place + 2] not in (
            ["only"], ["just"], ["merely"], ["simply"], ["before"], ["least"],
        ):  # fmt: skip
            return True
    return False


def _would(words: Sequence[Word], gap: Sequence[Word], group: Sequence[str]) -> Factuality:
    around = {word.text for word in (*words, *gap)}
    habit = listed("habit") & ({*group} | {word.text for word in gap})
    habit = habit or {"whenever"} & around
    return "said" if habit and not listed("guess") & around else "hypothetical"


class _Leftwards:
    """Reads from a verb's group to the left, over subjects and complementizers, for what its clause hangs on."""

    def __init__(self, words: Sequence[Word], start: int, verb: int, final: str, *, tied: bool) -> None:
        self._words = words
        self._start = start
        self._verb = words[verb]
        self._final = final
        self._tied = tied
        group = [word.text for word in words[start:verb]]
        self._infinitive = "to" in group
        self._past_infinitive = "to" in group and "have" in group
        self._gerund = not self._infinitive and (self._verb.text.endswith("ing") or "having" in group)
        self._subject = False  # a subject or object was crossed
        self._noun = ""  # a noun of claiming or calling was crossed
        self._that = False
        self.reported = False  # the clause hangs on a verb of saying

    def found(self) -> Factuality | str | None:
        words, place = self._words, self._start - 1
        if self._gerund and place >= 0 and self._verb.text.endswith("ing"):
            if words[place].text == "," and "having" not in {w.text for w in words[self._start :]}:
                return None
            if words[place].text in ("without",):
                return self._if_tied("denied")
            if words[place].text in _ASIDE_PREPOSITIONS:
                return None
            if words[place].text == "of" and place and words[place - 1].text in ("short", "instead", "wary"):
                return self._if_tied("denied")
            if words[place].text == "than" and place and words[place - 1].text == "rather":
                return self._if_tied("denied")
        while place >= 0:
            word = words[place]
            if word.text == ",":
                opened = self._aside(place)
                if opened is None:
                    return "fabricated" if self._fronted(place) else None
                place = opened - 1
                continue
            if word.text == QUOTED:
                return None
            if word.text in ("that", "which") and place == self._start - 1 and self._is_relative(place):
                return "fabricated" if fake_source(words[:place]) else None
            if word.text == "which" and place and words[place - 1].text == "in":
                return "fabricated" if fake_source(words[: place - 1]) else self._none_of(place)
            if word.text in listed("suppositions"):
                return self._if_tied("hypothetical")
            if word.text in listed("breaks") - {"as"}:
                return None
            if word.text in listed("nobody") or (
                word.text == "no" and words[place + 1].tag not in ("NUM", "PUNCT", "PROPN")
            ):
                return self._if_tied("denied")
            if self._is_verb(place):
                judged = self._governed(place)
                return judged
            noted = self._noted(place)
            if noted is not None:
                return noted
            place -= 1
        return None

    def _if_tied(self, factuality: Factuality) -> Factuality | None:
        return factuality if self._tied else None

    def _is_relative(self, place: int) -> bool:
        """ "a letter that called them": no clause of saying."""
        return place > 0 and self._words[place - 1].tag == "NOUN"

    def _aside(self, comma: int) -> int | None:
        """The comma that opens the aside which `comma` closes: "denied, in a letter, having said"."""
        for place in range(comma - 1, max(-1, comma - _LONGEST_ASIDE), -1):
            if self._words[place].text == ",":
                return place
            if self._words[place].tag == "VERB":
                return None
        return None

    def _fronted(self, comma: int) -> bool:
        """ "In a doctored clip, she says"."""
        words = self._words[:comma]
        return bool(words) and words[0].text in ("in", "on", "via", "through") and fake_source(words[1:])

    def _is_verb(self, place: int) -> bool:
        word = self._words[place]
        if word.text in ("that", "to", "in", "of"):
            return False
        if word.tag == "AUX" or word.text in _QUESTIONS | _CONDITIONS:
            return True
        if word.tag == "VERB":
            return True
        if word.text in listed("quoting") and is_false_quoting(self._words, place):
            return True
        known = any(word.text in listed(name) for name in ("deny", "refuse", "misquote", "impersonate"))
        return known and (word.tag != "NOUN" or place == self._start - 1)

    def _noted(self, place: int) -> Factuality | None:
        """What a noun, an adjective or a complementizer on the way tells; else None, with what it was kept."""
        words, word = self._words, self._words[place].text
        before = [one.text for one in words[max(0, place - 4) : place]]
        if word == "that":
            self._that = True
        elif word in listed("evidence") and {"no", "any", "little", "without", "nor"} & set(before):
            return self._if_tied("denied")
        elif self._that and words[place + 1].text == "that":
            if word == "true" and ({"not", "n't", "hardly", "never"} & set(before)):
                return self._if_tied("denied")
            if word in listed("false") and not {"not", "n't"} & set(before):
                return self._if_tied("denied")
            if word in listed("doubtful"):
                return self._if_tied("hypothetical")
        elif self._infinitive and place == self._start - 1 and word in listed("doubtful"):
            return self._if_tied("hypothetical")
        elif self._infinitive and place == self._start - 1 and word in listed("prospective"):
            return self._if_tied("hypothetical")
        if word in listed("claim_nouns") | listed("call_nouns"):
            self._noun = word
        elif self._words[place].tag in ("NOUN", "PROPN", "PRON") and word != "that":
            self._subject = True
        return None

    def _governed(self, place: int) -> Factuality | str | None:
        """What the verb that governs the clause makes of it."""
        words, form = self._words, self._words[place].text
        posing = place > 1 and words[place - 1].text == "to" and words[place - 2].text in listed("pose")
        if posing and any(word.tag == "PROPN" for word in words[place : self._start]):
            return "fabricated"
        if form in _HAVE and self._subject and self._gerund and fake_source(words[:place]):
            return "fabricated"
        if words[place].tag == "AUX" or form in _QUESTIONS | _CONDITIONS:
            return self._turned_round(place)
        if form in listed("misquote") | listed("impersonate"):
            return "fabricated"
        if form in listed("pose") and words[place + 1].text == "as":
            return "fabricated"
        denied = is_denied(words, place)
        self.reported = form in listed("saying") and not denied
        if form in listed("deny") and self._is_complement():
            return None if denied else self._if_tied("denied")
        if (
            form in listed("refuse")
            and self._noun in ("", *listed("call_nouns"))
            and (self._infinitive or self._gerund)
        ):
            return None if denied else self._if_tied("denied")
        if form in listed("implicative") and self._infinitive and denied:
            return self._if_tied("denied")
        if form in listed("prospective") and self._infinitive and not self._subject:
            return self._if_tied("hypothetical")
        if form in listed("suppose") and (self._subject or self._gerund) and not self._past_infinitive:
            return self._if_tied("hypothetical")
        if form in listed("wish") and self._infinitive and not self._past_infinitive and self._subject:
            return self._if_tied("hypothetical")
        if form in listed("quoting") and is_false_quoting(words, place):
            return "fabricated"
        if form in listed("hearsay") and is_false_quoting(words, place) and not self._infinitive:
            return "fabricated"
        if form in listed("show") | listed("hearsay") | listed("quoting") and fake_source(words[:place]):
            return "fabricated"
        if form in listed("exist"):
            return self._none_of(place)
        return None

    def _is_complement(self) -> bool:
        """Whether the clause is what is denied, and not what is said in denying."""
        if self._noun in listed("call_nouns"):
            return self._infinitive
        if self._infinitive:
            return False
        if self._noun and self._gerund:
            return self._words[self._start - 1].text == "of"
        return True

    def _none_of(self, place: int) -> Factuality | None:
        """ "No recording (exists) in which she says"."""
        before = [word.text for word in self._words[max(0, place - 6) : place]]
        if {"no", "nor"} & set(before) and listed("evidence") & set(before):
            return self._if_tied("denied")
        return None

    def _turned_round(self, place: int) -> Factuality | None:
        """An auxiliary before its subject: "had she said", "not once did she say", "did she say …?"; or "is"."""
        words, form = self._words, self._words[place].text
        texts = [word.text for word in words[:place]]
        if form == "be" and self._infinitive and listed("modal") & set(texts[-2:]):  # "would be wise to say"
            return self._if_tied("hypothetical")
        if self._noun or self._that or words[place].tag != "AUX" and form not in _QUESTIONS | _CONDITIONS:
            return self._none_of(place)
        if self._start - place > _SUBJECT:
            return None
        clause = texts[len(texts) - texts[::-1].index(",") :] if "," in texts else texts
        if listed("suppositions") & set(clause):
            return self._if_tied("hypothetical")
        opening = clause[:2]
        if len(clause) <= _INVERTING and _DENYING & set(opening) and not _YET_SAID & set(opening):
            return self._if_tied("denied")
        if form in _CONDITIONS and (not clause or words[place - 1].tag == "VERB"):
            return self._if_tied("hypothetical")
        if form in _QUESTIONS and not clause and self._final == "?":
            return self._if_tied("hypothetical")
        return self._none_of(place)
