"""Relayed speech: whose words a clause of saying leads in, when the hearer or the teller stands nearer.

    The tenants were told by the agency: “…”          the agency's; nobody's by name without "by"
    Brandt said the bishop, Edwin Pohl, told her: “…” the bishop's
    A witness heard the driver shout: “…”             the driver's
    The Courier reported that a banker called it “…”  the banker's
    Farmers heard from the minister that it was “…”   the minister's

Such clauses are too rare in annotated news for the ranker to learn them, and its annotators took the one who
tells for the source as often as the one told of. Here the grammar decides, and only where it is plain. In
“Brandt said the bishop called it ‘…’” the words may be either's, and the ranker's choice stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.attribution.passage_views import TERMINAL, PassageView, Surface
from quotes.extraction.shared.lexicon import word_classes

_REACH = 16  # tokens before a passage in which the verb that leads it in comes
_SET_OFF = frozenset({":", ","})
_SPOKEN = frozenset({"say", "write", "act"})
_LISTENED = frozenset({"acl", "advcl", "xcomp", "ccomp", "parataxis", "dep", "acl:relcl"})
_BESIDE = frozenset({"conj", "advcl", "parataxis"})
_NAMING = frozenset({"NOUN", "PROPN"})
_MISTAKEN = frozenset({"obj", "iobj", "nsubj"})
_OBJECTS = frozenset({"obj", "iobj"})


@dataclass(frozen=True, slots=True)
class RelayedClause:
    """The verb that leads a passage in and the head of the phrase that speaks, None where it is not told."""

    verb: int
    speaker: int | None


def relayed(surface: Surface, view: PassageView) -> RelayedClause | None:
    """The clause of relayed speech that leads in or follows a passage, where there is one."""
    verb = _verb_before(surface, view)
    if second := _second_speaker(surface, view):
        return second
    if verb is None:
        return _told_after(surface, view)
    return (
        _told(surface, view, verb)
        or _witnessed(surface, verb)
        or _received(surface, verb)
        or _nested(surface, view, verb)
    )


def is_a(surface: Surface, token: int, kind: str) -> bool:
    """Whether a token is a verb of one of the classes of relayed speech."""
    tree = surface.tree
    return tree.pos[token] == "VERB" and kind in word_classes("shared", "relayed_speech").get(
        tree.lemma[token], ()
    )


def _second_speaker(surface: Surface, view: PassageView) -> RelayedClause | None:
    """ "Hart said “no”, while Lowe answered “maybe”": who acts between two quotations of one sentence."""
    tree, verb, first = surface.tree, view.adjoining, view.tokens[0]
    if view.index == 0 or verb >= first:
        return None
    before = surface.passage_tokens[view.index - 1][1]
    if before <= view.paragraph[0] or surface.terminals[before] != surface.terminals[first]:
        return None
    if tree.lower[before - 2] in TERMINAL:
        return None
    if verb < 0 and view.opening == ":":
        return _cut_in(surface, view, before)
    if verb < 0 or surface.classes[verb] not in _SPOKEN or tree.dep[verb] not in _BESIDE:
        return None
    subjects = [kid for kid in tree.subjects(verb) if before <= kid < verb and tree.dep[kid] == "nsubj"]
    return RelayedClause(verb, subjects[-1]) if subjects and tree.pos[subjects[-1]] in _NAMING else None


def _cut_in(surface: Surface, view: PassageView, before: int) -> RelayedClause | None:
    """ "“We were about to—” Amadi began, before the chairman cut her off: “Time.”"."""
    tree = surface.tree
    verb = _verb_before(surface, view)
    if verb is None or verb < before:
        return None
    own = [kid for kid in tree.subjects(verb) if before <= kid < verb]
    nearest = [token for token in range(before, verb) if tree.pos[token] == "PROPN"]
    subject = next(iter(own or nearest[-1:]), None)
    return None if subject is None or tree.pos[subject] not in _NAMING else RelayedClause(verb, subject)


def _verb_before(surface: Surface, view: PassageView) -> int | None:
    """The nearest verb before a passage in its sentence, its own copula and what it is called aside."""
    tree, first = surface.tree, view.tokens[0]
    for token in range(first - 1, max(view.paragraph[0], first - _REACH) - 1, -1):
        if surface.inside[token] or tree.lower[token] in (".", "!", "?", ";"):
            return None
        if tree.pos[token] == "VERB":
            return token
    return None


def is_passive(surface: Surface, verb: int) -> bool:
    """Whether a verb has a passive auxiliary or subject."""
    tree = surface.tree
    return any(tree.dep[kid] in ("aux:pass", "nsubj:pass", "csubj:pass") for kid in tree.kids(verb))


def _told(surface: Surface, view: PassageView, verb: int) -> RelayedClause | None:
    """ "were told by the agency: “…”", "was told: “…”"; the passage must hang on that verb."""
    if not is_a(surface, verb, "addressing") or not is_passive(surface, verb):
        return None
    agent = _agent(surface, verb)
    if agent is None and surface.tree.lower[view.tokens[0] - 1] not in _SET_OFF:
        return None
    return RelayedClause(verb, agent)


def _told_after(surface: Surface, view: PassageView) -> RelayedClause | None:
    """ "“…,” the tenants were told by the agency"."""
    for link in view.links:
        verb = link.token
        if link.side == "after" and is_a(surface, verb, "addressing") and is_passive(surface, verb):
            return RelayedClause(verb, _agent(surface, verb))
    return None


def _agent(surface: Surface, verb: int) -> int | None:
    tree = surface.tree
    for kid in tree.kids(verb):
        if kid > verb and tree.dep[kid].startswith("obl") and _case(surface, kid) == "by":
            return kid
    return None


def _case(surface: Surface, noun: int) -> str:
    tree = surface.tree
    return next((tree.lower[kid] for kid in tree.kids(noun) if tree.dep[kid] == "case" and kid < noun), "")


def _witnessed(surface: Surface, verb: int) -> RelayedClause | None:
    """ "heard the driver shout", "recalled her father telling her", "quoted a trader as saying"."""
    tree = surface.tree
    if surface.classes[verb] not in _SPOKEN or tree.subjects(verb):
        return None
    witness = tree.head[verb]
    for _ in range(2):
        if is_a(surface, witness, "witnessing") or is_a(surface, witness, "quoting"):
            break
        witness = tree.head[witness]
    else:
        return None
    if not witness < verb or tree.dep[verb] not in _LISTENED:
        return None
    if is_a(surface, witness, "quoting") and not _as_before(surface, verb):
        return None
    if is_passive(surface, witness):
        subject = next(iter(tree.subjects(witness)), None)
    else:
        subject = next(
            (kid for kid in tree.kids(witness) if tree.dep[kid] in _OBJECTS and witness < kid < verb), None
        )
    return None if subject is None else RelayedClause(verb, subject)


def _as_before(surface: Surface, verb: int) -> bool:
    return surface.tree.lower[verb - 1] == "as"


def _received(surface: Surface, verb: int) -> RelayedClause | None:
    """ "heard from the minister that …", "got a letter from the board saying …"."""
    tree = surface.tree
    if is_a(surface, verb, "receiving"):
        sender = next((kid for kid in tree.kids(verb) if kid > verb and _case(surface, kid) == "from"), None)
        return (
            None
            if sender is None or not _is_clause_above(surface, verb, sender)
            else RelayedClause(verb, sender)
        )
    if surface.classes[verb] not in _SPOKEN | {"show"} or tree.subjects(verb):
        return None
    above = tree.head[verb]
    for received in (above, tree.head[above]):
        if is_a(surface, received, "receiving"):
            letters = [kid for kid in tree.kids(received) if tree.dep[kid] == "obj" and received < kid < verb]
            senders = [
                kid
                for letter in (*letters, received)
                for kid in tree.kids(letter)
                if letter < kid < verb and _case(surface, kid) == "from"
            ]
            return RelayedClause(verb, senders[0]) if letters and senders else None
    return None


def _is_clause_above(surface: Surface, verb: int, sender: int) -> bool:
    """Whether "that" or a colon makes what was heard a clause of its own."""
    tree = surface.tree
    return any(
        tree.dep[kid] in ("ccomp", "parataxis") or tree.lower[kid] in (":", "that")
        for kid in tree.kids(verb)
        if kid > sender
    )


def _nested(surface: Surface, view: PassageView, verb: int) -> RelayedClause | None:
    """ "said the bishop told her: “…”" and "reported that a banker called it “…”"."""
    tree = surface.tree
    before = tree.lower[view.tokens[0] - 1]
    above = _teller(surface, view, verb)
    if above is None or not surface.classes[verb]:
        return None
    direct = before in _SET_OFF and surface.classes[verb] in _SPOKEN
    if not direct and not (is_a(surface, above, "reporting") and surface.classes[verb] in ("say", "label")):
        return None
    speaker = _subject(surface, verb, above)
    if speaker is None or tree.pos[speaker] not in _NAMING:
        return None  # a pronoun mostly means the teller: "Brandt said he told them"
    return RelayedClause(verb, speaker)


def _teller(surface: Surface, view: PassageView, verb: int) -> int | None:
    """The verb of telling whose content the clause of `verb` is, by the tree or right before its subject."""
    tree = surface.tree
    above = tree.head[verb]
    if tree.dep[verb] in ("ccomp", "parataxis") and above < verb and is_a(surface, above, "telling"):
        return above if view.paragraph[0] <= above else None
    for kid in tree.kids(verb):  # "Moss says her boss said to her", the verbs taken the wrong way round
        if kid < verb and tree.dep[kid] in ("ccomp", "parataxis") and is_a(surface, kid, "telling"):
            return kid
    return None


def _subject(surface: Surface, verb: int, above: int) -> int | None:
    """Who speaks: the verb's own subject, or the phrase that was taken for a part of the verb above."""
    tree = surface.tree
    own = [kid for kid in tree.subjects(verb) if above < kid < verb and tree.dep[kid] == "nsubj"]
    if own:
        return own[-1]
    taken = [kid for kid in tree.kids(above) if tree.dep[kid] in _MISTAKEN and above < kid < verb]
    return taken[-1] if taken else None
