"""Relayed speech: who is quoted after a reporting clause in which the hearer or the reporter is nearer.

    The tenants were told by the agency: “…”          the agency's; unknown without "by"
    Brandt said the bishop, Edwin Pohl, told her: “…” the bishop's
    A witness heard the driver shout: “…”             the driver's
    The film shows footage of the driver saying: “…”  the driver's
    The driver said, “…,” the Courier reported        the driver's
    The Courier reported that a banker called it “…”  the banker's
    Farmers heard from the minister that it was “…”   the minister's
    Brandt rejected the bishop's claim that it was “…” the bishop's

Such clauses are too rare in annotated news for the ranker to learn, and the annotators chose the person who
passes the words on as often as the person who said them. So grammar decides here, and only in plain cases. In
“Brandt said the bishop called it ‘…’” the words may belong to either; there the ranker's choice is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.attribution.article_words import ArticleWords
from quotes.extraction.attribution.cues import acting_subjects
from quotes.extraction.attribution.passage_views import PassageView
from quotes.extraction.shared.lexicon import word_classes
from quotes.extraction.shared.tree import SENTENCE_ENDS

_REACH = 16  # most tokens before a passage until the verb that introduces it
_CLAUSES_ABOVE = 6  # most steps through the tree from a passage to the noun whose content it is
_SET_OFF = frozenset({":", ","})
_SPOKEN = frozenset({"say", "write", "act"})
_LISTENED = frozenset({"acl", "advcl", "xcomp", "ccomp", "parataxis", "dep", "acl:relcl"})
_BESIDE = frozenset({"conj", "advcl", "parataxis"})
_NAMING = frozenset({"NOUN", "PROPN"})
_MISTAKEN = frozenset({"obj", "iobj", "nsubj"})
_OBJECTS = frozenset({"obj", "iobj"})


@dataclass(frozen=True, slots=True)
class RelayedClause:
    """The verb that introduces a passage and the head of the speaker's phrase; None if it is not named."""

    verb: int
    speaker: int | None


def relayed(article: ArticleWords, view: PassageView) -> RelayedClause | None:
    """The clause of relayed speech that introduces or follows a passage, if there is one."""
    if second := _second_speaker(article, view):
        return second
    if claimed := _claimed(article, view):
        return claimed
    verb = _verb_before(article, view)
    if reported := _reported_after(article, view, verb):
        return reported
    if verb is None:
        return _told_after(article, view)
    return (
        _told(article, view, verb)
        or _witnessed(article, verb)
        or _received(article, verb)
        or _nested(article, view, verb)
    )


def is_a(article: ArticleWords, token: int, kind: str) -> bool:
    """Whether a token is a verb of one of the classes of relayed speech."""
    tree = article.tree
    return tree.pos[token] == "VERB" and kind in word_classes("shared", "relayed_speech").get(
        tree.lemma[token], ()
    )


def _claimed(article: ArticleWords, view: PassageView) -> RelayedClause | None:
    """ "rejected the bishop's claim that it was “…”": whose claim it is, where a noun names the owner."""
    tree, (first, last) = article.tree, view.tokens
    hanging = (token for token in view.heads if tree.dep[token] != "punct")
    noun = next((tree.head[token] for token in hanging), first)
    for _ in range(_CLAUSES_ABOVE):
        if not view.paragraph[0] <= noun < last:
            return None
        if noun < first - 1 and tree.pos[noun] == "NOUN" and tree.lower[noun + 1] == "that":
            break
        noun = tree.head[noun]
    else:
        return None
    if view.opening == "as":  # "described his claim that … as “…”"
        return None
    if "claims" not in word_classes("attribution", "speech_nouns").get(tree.lemma[noun], ()):
        return None
    owners = [kid for kid in tree.kids(noun) if tree.dep[kid] == "nmod:poss" and tree.pos[kid] in _NAMING]
    return RelayedClause(noun, owners[0]) if owners and not article.inside[noun] else None


def _second_speaker(article: ArticleWords, view: PassageView) -> RelayedClause | None:
    """ "Hart said “no”, while Lowe answered “maybe”": the subject between two quotations of one sentence."""
    tree, verb, first = article.tree, view.adjoining, view.tokens[0]
    if view.index == 0 or verb >= first:
        return None
    before = article.passage_tokens[view.index - 1][1]
    if before <= view.paragraph[0] or article.terminals[before] != article.terminals[first]:
        return None
    if tree.lower[before - 2] in SENTENCE_ENDS:
        return None
    if verb < 0 and view.opening == ":":
        return _cut_in(article, view, before)
    if verb < 0 or article.classes[verb] not in _SPOKEN or tree.dep[verb] not in _BESIDE:
        return None
    subjects = [kid for kid in tree.subjects(verb) if before <= kid < verb and tree.dep[kid] == "nsubj"]
    return RelayedClause(verb, subjects[-1]) if subjects and tree.pos[subjects[-1]] in _NAMING else None


def _cut_in(article: ArticleWords, view: PassageView, before: int) -> RelayedClause | None:
    """ "“We were about to—” Amadi began, before the chairman cut her off: “Time.”"."""
    tree = article.tree
    verb = _verb_before(article, view)
    if verb is None or verb < before:
        return None
    own = [kid for kid in tree.subjects(verb) if before <= kid < verb]
    nearest = [token for token in range(before, verb) if tree.pos[token] == "PROPN"]
    subject = next(iter(own or nearest[-1:]), None)
    return None if subject is None or tree.pos[subject] not in _NAMING else RelayedClause(verb, subject)


def _verb_before(article: ArticleWords, view: PassageView) -> int | None:
    """The nearest verb before a passage in its sentence, without its own copula and verbs of calling."""
    tree, first = article.tree, view.tokens[0]
    for token in range(first - 1, max(view.paragraph[0], first - _REACH) - 1, -1):
        if article.inside[token] or tree.lower[token] in (".", "!", "?", ";"):
            return None
        if tree.pos[token] == "VERB":
            return token
    return None


def is_passive(article: ArticleWords, verb: int) -> bool:
    """Whether a verb has a passive auxiliary or subject."""
    tree = article.tree
    return any(tree.dep[kid] in ("aux:pass", "nsubj:pass", "csubj:pass") for kid in tree.kids(verb))


def _told(article: ArticleWords, view: PassageView, verb: int) -> RelayedClause | None:
    """ "were told by the agency: “…”", "was told: “…”"; the passage must depend on that verb."""
    if not is_a(article, verb, "addressing") or not is_passive(article, verb):
        return None
    agent = _agent(article, verb)
    if agent is None and article.tree.lower[view.tokens[0] - 1] not in _SET_OFF:
        return None
    return RelayedClause(verb, agent)


def _told_after(article: ArticleWords, view: PassageView) -> RelayedClause | None:
    """ "“…,” the tenants were told by the agency"."""
    for link in view.links:
        verb = link.token
        if link.side == "after" and is_a(article, verb, "addressing") and is_passive(article, verb):
            return RelayedClause(verb, _agent(article, verb))
    return None


def _reported_after(article: ArticleWords, view: PassageView, verb: int | None) -> RelayedClause | None:
    """ "The driver said, “…,” the Courier reported": who acts in the verb before."""
    if verb is None or article.classes[verb] not in _SPOKEN or article.tree.dep[verb].startswith("acl"):
        return None
    if not any(link.side == "after" and is_a(article, link.token, "reporting") for link in view.links):
        return None
    acting = (token for token, way in acting_subjects(article.tree, verb) if not way.endswith(":pass"))
    speaker = next((token for token in acting if token < verb), None)
    return None if speaker is None else RelayedClause(verb, speaker)


def _agent(article: ArticleWords, verb: int) -> int | None:
    tree = article.tree
    for kid in tree.kids(verb):
        if kid > verb and tree.dep[kid].startswith("obl") and _case(article, kid) == "by":
            return kid
    return None


def _case(article: ArticleWords, noun: int) -> str:
    tree = article.tree
    return next((tree.lower[kid] for kid in tree.kids(noun) if tree.dep[kid] == "case" and kid < noun), "")


def _witnessed(article: ArticleWords, verb: int) -> RelayedClause | None:
    """ "heard the driver shout", "footage of the driver saying", "quoted a trader as saying"."""
    tree = article.tree
    if article.classes[verb] not in _SPOKEN or tree.subjects(verb):
        return None
    if heard := _heard(article, verb):
        return RelayedClause(verb, heard)
    witness = tree.head[verb]
    for _ in range(2):
        if is_a(article, witness, "witnessing") or is_a(article, witness, "quoting"):
            break
        witness = tree.head[witness]
    else:
        return None
    if not witness < verb or tree.dep[verb] not in _LISTENED:
        return None
    if is_a(article, witness, "quoting") and not _as_before(article, verb):
        return None
    if is_passive(article, witness):
        subject = next(iter(tree.subjects(witness)), None)
    else:
        subject = next(
            (kid for kid in tree.kids(witness) if tree.dep[kid] in _OBJECTS and witness < kid < verb), None
        )
    return None if subject is None else RelayedClause(verb, subject)


def _heard(article: ArticleWords, verb: int) -> int | None:
    """Who is heard in "footage of the driver saying", whatever the parser ties the verb to."""
    tree, shown = article.tree, verb - 1
    while tree.dep[shown] in ("flat", "flat:name") and tree.head[shown] < shown:
        shown = tree.head[shown]
    if tree.pos[shown] not in _NAMING or _case(article, shown) != "of":
        return None
    recording = word_classes("attribution", "speech_nouns").get(tree.lemma[tree.head[shown]], ())
    return shown if "recordings" in recording else None


def _as_before(article: ArticleWords, verb: int) -> bool:
    return article.tree.lower[verb - 1] == "as"


def _received(article: ArticleWords, verb: int) -> RelayedClause | None:
    """ "heard from the minister that …", "got a letter from the board saying …"."""
    tree = article.tree
    if is_a(article, verb, "receiving"):
        sender = next((kid for kid in tree.kids(verb) if kid > verb and _case(article, kid) == "from"), None)
        return (
            None
            if sender is None or not _is_clause_above(article, verb, sender)
            else RelayedClause(verb, sender)
        )
    if article.classes[verb] not in _SPOKEN | {"show"} or tree.subjects(verb):
        return None
    above = tree.head[verb]
    for received in (above, tree.head[above]):
        if is_a(article, received, "receiving"):
            letters = [kid for kid in tree.kids(received) if tree.dep[kid] == "obj" and received < kid < verb]
            senders = [
                kid
                for letter in (*letters, received)
                for kid in tree.kids(letter)
                if letter < kid < verb and _case(article, kid) == "from"
            ]
            return RelayedClause(verb, senders[0]) if letters and senders else None
    return None


def _is_clause_above(article: ArticleWords, verb: int, sender: int) -> bool:
    """Whether "that" or a colon makes the words heard a clause of their own."""
    tree = article.tree
    return any(
        tree.dep[kid] in ("ccomp", "parataxis") or tree.lower[kid] in (":", "that")
        for kid in tree.kids(verb)
        if kid > sender
    )


def _nested(article: ArticleWords, view: PassageView, verb: int) -> RelayedClause | None:
    """ "said the bishop told her: “…”" and "reported that a banker called it “…”"."""
    tree = article.tree
    before = tree.lower[view.tokens[0] - 1]
    above = _teller(article, view, verb)
    if above is None or not article.classes[verb]:
        return None
    direct = before in _SET_OFF and article.classes[verb] in _SPOKEN
    if not direct and not (is_a(article, above, "reporting") and article.classes[verb] in ("say", "label")):
        return None
    speaker = _subject(article, verb, above)
    if speaker is None or tree.pos[speaker] not in _NAMING:
        return None  # a pronoun is mostly the teller: "Brandt said he told them"
    return RelayedClause(verb, speaker)


def _teller(article: ArticleWords, view: PassageView, verb: int) -> int | None:
    """The verb whose content is the clause of `verb`, by the tree or because it precedes the subject."""
    tree = article.tree
    above = tree.head[verb]
    if tree.dep[verb] in ("ccomp", "parataxis") and above < verb and is_a(article, above, "telling"):
        return above if view.paragraph[0] <= above else None
    for kid in tree.kids(verb):  # "Moss says her boss said to her", where the parser confused the two verbs
        if kid < verb and tree.dep[kid] in ("ccomp", "parataxis") and is_a(article, kid, "telling"):
            return kid
    return None


def _subject(article: ArticleWords, verb: int, above: int) -> int | None:
    """Who speaks: the verb's own subject, or a phrase that the parser attached to the verb above."""
    tree = article.tree
    own = [kid for kid in tree.subjects(verb) if above < kid < verb and tree.dep[kid] == "nsubj"]
    if own:
        return own[-1]
    taken = [kid for kid in tree.kids(above) if tree.dep[kid] in _MISTAKEN and above < kid < verb]
    return taken[-1] if taken else None
