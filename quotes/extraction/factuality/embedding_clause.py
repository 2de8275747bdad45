"""Whether the sentence states the reporting verb as a fact.

The clause is read from the verb to the left, over its subject and complementizers: an auxiliary before its
subject ("had she said", "not once did she say"), and what the clause depends on ("denied that she had said",
"no evidence of her saying", "if she says", "wants her to say", "falsely claimed that she said").
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.factuality.fabrication import MEDIA, fake_source, is_false_quoting
from quotes.extraction.factuality.reporting_sentence import QUOTED, Word
from quotes.extraction.factuality.verb_group import group_start, is_denied
from quotes.extraction.factuality.word_lists import listed
from quotes.extraction.shared.quote import Factuality

_LONGEST_ASIDE = 10
_LONGEST_SUBJECT = 8
_INVERTING = 8  # most words before an inverted auxiliary: "at no point did she"
_DENYING = frozenset({"not", "never", "nor", "neither", "nowhere", "no"})
_YET_SAID = frozenset({"only", "until", "sooner", "surprisingly", "long"})  # "no sooner had she said"
_NONE = frozenset({"no", "any", "little", "without", "nor"})
_NOT = frozenset({"not", "n't", "hardly", "never"})
_QUESTIONS = frozenset({"did", "does", "do", "has", "have", "would", "could", "can", "will", "is", "was"})
_CONDITIONS = frozenset({"had", "should", "were"})
_HAVE = frozenset({"has", "have", "had"})
# These words before "saying" start a clause of their own.
_ASIDES = frozenset(
    {"by", "for", "after", "before", "while", "when", "despite", "besides", "beyond", "with", "in", "on"}
)
_INSTEAD = frozenset({("short", "of"), ("instead", "of"), ("rather", "than"), ("wary", "of")})


class Clause:
    """The clause of one verb, read from the verb group to the left."""

    def __init__(self, words: Sequence[Word], verb: int, final: str) -> None:
        self._words = words
        self._start = group_start(words, verb)
        self._final = final
        group = [word.text for word in words[self._start : verb]]
        self.perfect = "have" in group
        # As in "would have begun".
        self.supposed = self.perfect and bool(listed("modal") & {*group})
        self.reported = False  # the clause depends on a verb of saying
        self._infinitive = "to" in group
        self._bare = words[verb].text in listed("base_forms")
        self._participle = words[verb].text.endswith("ing")
        self._gerund = not self._infinitive and (self._participle or "having" in group)
        # What has been passed on the way to the left: a named person, a noun of claiming, "that".
        self._somebody = False
        self._noun = ""
        self._that = False

    def factuality(self) -> Factuality:
        """The factuality that follows from what the clause depends on."""
        place = self._start - 1
        if self._participle and place >= 0:
            found = self._before_participle(place)
            if found is not None:
                return found
        while place >= 0:
            word = self._words[place]
            if word.text == ",":
                opened = self._aside(place)
                if opened is None:
                    return "fabricated" if self._is_in_fake(place) else "said"
                place = opened - 1
                continue
            found = self._stop(place)
            if found is None and self._is_verb(place):
                found = self._governed(place)
            if found is None:
                found = self._noted(place)
            if found is not None:
                return found
            place -= 1
        return "said"

    def _before_participle(self, place: int) -> Factuality | None:
        """ "without saying" denies; ", saying" and "by saying" report, whatever comes before them."""
        text = self._words[place].text
        if text == "without" or (place and (self._words[place - 1].text, text) in _INSTEAD):
            return "denied"
        having = any(word.text == "having" for word in self._words[self._start :])
        return "said" if text in _ASIDES or (text == "," and not having) else None

    def _aside(self, comma: int) -> int | None:
        """The comma that opens the aside that `comma` closes: "denied, in a letter, having said"."""
        for place in range(comma - 1, max(-1, comma - _LONGEST_ASIDE), -1):
            if self._words[place].text == ",":
                return place
            if self._words[place].tag == "VERB":
                return None
        return None

    def _is_in_fake(self, comma: int) -> bool:
        """ "In a doctored clip, she says"."""
        words = self._words[:comma]
        return bool(words) and words[0].text in MEDIA and fake_source(words[1:])

    def _stop(self, place: int) -> Factuality | None:
        """What the word that ends the clause on its left implies."""
        words, word = self._words, self._words[place]
        if word.text == QUOTED:
            return "said"
        if word.text in listed("suppositions"):
            return "hypothetical"
        if word.text in ("that", "which") and self._is_relative(place):
            return "fabricated" if fake_source(words[:place]) else "said"
        if word.text == "which" and place and words[place - 1].text == "in":
            return "fabricated" if fake_source(words[: place - 1]) else self._none_of(place)
        if word.text in listed("nobody") or self._is_not_who(place):
            return "denied"
        if word.text in listed("fake") and words[place + 1].tag == "PROPN":  # "a deepfake Ada Moor says"
            return "fabricated"
        if word.text == "no" and words[place + 1].tag not in ("NUM", "PUNCT", "PROPN"):
            return "denied"
        if word.text == "and" and place == self._start - 1:
            return self._beside(place)
        return "said" if word.text in listed("breaks") - {"as"} else None

    def _is_not_who(self, place: int) -> bool:
        """ "It was not she who said"."""
        before = {word.text for word in self._words[max(0, place - _LONGEST_SUBJECT) : place]}
        return self._words[place].text == "who" and "it" in before and bool(_NOT & before)

    def _beside(self, place: int) -> Factuality:
        """What the verb before "and" depends on, if this one does too: "wants her to get up and say"."""
        for at in range(place - 1, max(-1, place - _LONGEST_SUBJECT), -1):
            word = self._words[at]
            if word.tag == "VERB":
                start = group_start(self._words, at)
                bare = bool({"to", *listed("modal")} & {one.text for one in self._words[start:at]})
                joined = bare == self._bare
                return Clause(self._words, at, self._final).factuality() if joined else "said"
            if word.text in listed("breaks") | {",", QUOTED}:
                break
        return "said"

    def _is_relative(self, place: int) -> bool:
        """Whether a relative clause begins here ("a letter that called them") and not a that-clause."""
        return place == self._start - 1 and place > 0 and self._words[place - 1].tag == "NOUN"

    def _is_verb(self, place: int) -> bool:
        word = self._words[place]
        if word.text in ("that", "to", "in", "of"):
            return False
        if word.tag in ("VERB", "AUX") or word.text in _QUESTIONS | _CONDITIONS:
            return True
        if word.text in listed("quoting") and is_false_quoting(self._words, place):
            return True
        known = any(word.text in listed(name) for name in ("deny", "refuse", "misquote", "impersonate"))
        return known and (word.tag != "NOUN" or place == self._start - 1)

    def _noted(self, place: int) -> Factuality | None:
        """What a noun or an adjective on the way implies; None if the search goes on to the left."""
        words, word = self._words, self._words[place].text
        before = {one.text for one in words[max(0, place - 4) : place]}
        if word in listed("evidence") and _NONE & before:
            return "denied"
        if word in ("record", "evidence", "proof") and _NOT & before:  # "is not on record as saying"
            return "denied"
        if self._that and words[place + 1].text == "that":
            false = word in listed("false") and not _NOT & before
            if false or (word in ("true", "case") and _NOT & before):
                return "denied"
            if word in listed("doubtful"):
                return "hypothetical"
        prospect = listed("doubtful") | listed("prospective")
        if self._infinitive and place == self._start - 1 and word in prospect:
            return "hypothetical"
        self._that = self._that or word == "that"
        if word in listed("claim_nouns") | listed("call_nouns"):
            self._noun = word
        elif words[place].tag in ("NOUN", "PROPN", "PRON") and word != "that":
            self._somebody = True
        return None

    def _governed(self, place: int) -> Factuality:
        """The factuality that follows from the verb that governs the clause."""
        if self._is_faking(place):
            return "fabricated"
        words, form = self._words, self._words[place].text
        if words[place].tag == "AUX" or form in _QUESTIONS | _CONDITIONS:
            return self._turned_round(place)
        denied = is_denied(words, place)
        self.reported = form in listed("saying") and not denied
        refused = form in listed("refuse") and self._is_refused_clause()
        if refused or (form in listed("deny") and self._is_denied_clause()):
            return "said" if denied else "denied"  # "did not deny saying"
        # "called reports that she said it a lie"
        if form in listed("label") and self._noun in listed("claim_nouns"):
            return "said" if denied else "denied"
        if denied and (form in listed("perceive") or (form in listed("implicative") and self._infinitive)):
            return "denied"
        if self._is_wished(form) or self._is_guessed(place):
            return "hypothetical"
        return self._none_of(place) if form in listed("exist") else "said"

    def _is_faking(self, place: int) -> bool:
        """Whether the verb attributes words to a person who did not say them."""
        words, form = self._words, self._words[place].text
        if form in listed("misquote") | listed("impersonate"):
            return True
        if form in listed("pose") and words[place + 1].text == "as":
            return True
        if place > 1 and words[place - 1].text == "to" and words[place - 2].text in listed("pose"):
            return any(word.tag == "PROPN" for word in words[place : self._start])
        if is_false_quoting(words, place):
            return form in listed("quoting") or (
                form in listed("hearsay") and (self.perfect or not self._infinitive)
            )
        shows = form in listed("show") | listed("hearsay") | listed("quoting")
        has = form in _HAVE and self._somebody and self._gerund  # "has her saying"
        auxiliary = words[place].tag == "AUX"
        return (has or (shows and not auxiliary)) and fake_source(words[:place])

    def _is_denied_clause(self) -> bool:
        """Whether the clause is what is denied, rather than what is said in the denial."""
        if self._noun in listed("call_nouns"):
            return self._infinitive
        if self._infinitive:
            return False
        if self._noun and self._gerund:
            return self._words[self._start - 1].text == "of"
        return True

    def _is_refused_clause(self) -> bool:
        return self._noun in ("", *listed("call_nouns")) and (self._infinitive or self._gerund)

    def _is_wished(self, form: str) -> bool:
        """ "wants her to say", "is expected to say", "imagine him saying"; not "is held to have said"."""
        if self._infinitive and not self._somebody and form in listed("prospective"):
            return True
        if self._infinitive and self.perfect:
            return False
        if form in listed("suppose"):
            return self._somebody or self._gerund
        return self._infinitive and form in listed("wish" if self._somebody else "intend")

    def _is_guessed(self, place: int) -> bool:
        """ "should be allowed to say"; but "would go on to say" is what was said."""
        words = self._words
        start = group_start(words, place)
        if not self._infinitive or self.perfect or words[place].text in listed("implicative"):
            return False
        modal = listed("modal") & {word.text for word in words[start:place]}
        return bool(modal) and not (start and words[start - 1].text in ("i", "we"))

    def _none_of(self, place: int) -> Factuality:
        """ "There is no evidence", "No recording exists in which": whether a noun is said not to exist."""
        before = {word.text for word in self._words[max(0, place - 6) : place]}
        return "denied" if {"no", "nor"} & before and listed("evidence") & before else "said"

    def _turned_round(self, place: int) -> Factuality:
        """An auxiliary before its subject: "had she said", "not once did she say", "did she say …?"."""
        words, form = self._words, self._words[place].text
        texts = [word.text for word in words[:place]]
        if form == "be" and self._infinitive and listed("modal") & set(texts[-2:]):
            return "hypothetical"  # "would be wise to say"
        if form == "be" and self._infinitive and texts[-1:] == ["to"]:  # "hopes to be able to say"
            return Clause(words, place, self._final).factuality()
        if self._noun or self._that:
            return self._none_of(place)
        if self._start - place > _LONGEST_SUBJECT:
            return "said"
        clause = texts[len(texts) - texts[::-1].index(",") :] if "," in texts else texts
        if listed("suppositions") & set(clause):
            return "hypothetical"
        if _is_denying(clause):
            return "denied"
        conditional = form in _CONDITIONS and (not clause or words[place - 1].tag == "VERB")
        question = form in _QUESTIONS and not clause and self._final == "?"
        return "hypothetical" if conditional or question else self._none_of(place)


def _is_denying(clause: Sequence[str]) -> bool:
    """Whether the words that cause an inversion are negative: "not once", "at no point"."""
    opening = set(clause[:2])
    return len(clause) <= _INVERTING and bool(_DENYING & opening) and not _YET_SAID & opening
