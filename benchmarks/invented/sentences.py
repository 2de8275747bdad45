"""Sentences that nobody said, as varied as real quotes."""

from __future__ import annotations

import random

from lookup_cases import Said

WHO = ("we", "they", "you", "I", "nobody", "everybody")
SUBJECTS = [
    "the council",
    "this ministry",
    "our fishermen",
    "the harbour board",
    "every family here",
    "the old ferry company",
    "my government",
    "the teachers' union",
    "their lawyers",
    "the night shift",
    "our neighbours",
    "the young people of {place}",
    "the engineers",
    "the people of {place}",
    "{name}",
    "{name}'s party",
    "the court in {place}",
    "the farmers",
]
VERBS = [
    "repair",
    "close",
    "defend",
    "abandon",
    "reopen",
    "inspect",
    "finance",
    "sell",
    "protect",
    "rebuild",
    "postpone",
    "welcome",
    "criticise",
    "measure",
    "replace",
    "question",
    "support",
    "ignore",
    "celebrate",
    "investigate",
    "surrender",
    "prepare",
    "examine",
    "renegotiate",
]
ADJECTIVES = [
    "northern",
    "wooden",
    "crowded",
    "public",
    "expensive",
    "dangerous",
    "forgotten",
    "secret",
    "modest",
    "ruined",
    "ambitious",
    "dry",
    "temporary",
    "private",
    "ancient",
    "reliable",
    "unfinished",
    "generous",
    "disputed",
    "shallow",
]
NOUNS = [
    "bridge",
    "hospital",
    "harbour",
    "budget",
    "treaty",
    "school",
    "railway",
    "reservoir",
    "lighthouse",
    "market",
    "pension fund",
    "airfield",
    "vaccine",
    "tunnel",
    "border post",
    "fishing quota",
    "ceasefire",
    "power station",
    "archive",
    "orchard",
    "refinery",
    "census",
    "water supply",
    "shipyard",
    "broadcaster",
    "election",
    "coastline",
    "insurance scheme",
]
PLACES = [
    "Tarnholm",
    "Veldmark",
    "Ostrel",
    "Quenby",
    "Harrowgate",
    "Lindvik",
    "Sommeral",
    "Port-Adaine",
    "Kesteva",
    "Bryndal",
]
NAMES = [
    f"{first} {last}"
    for first in ("Mira", "Tobin", "Hanne", "Oskar", "Lucan", "Petra", "Idris", "Salome")
    for last in ("Okonjo", "Vale", "Marrek", "Ostby", "Thorne", "Adair", "Brandt", "Quist")
]
AUXILIARIES = ("will", "must", "can", "should", "could", "would", "may")
TIMES = [
    "before the winter",
    "by the end of March",
    "after the storm",
    "on Friday morning",
    "within {number} years",
    "for {number} months",
    "until {year}",
    "since {year}",
    "when the ice melts",
    "in the coming weeks",
    "as soon as the money is there",
    "again and again",
    "without asking anybody",
    "at the next assembly in {place}",
    "with {name} at our side",
]
COSTS = [
    "It would cost {amount}",
    "We have lost {number} boats and {number} houses",
    "Only {percent} of voters agree",
    "That is {number} times what {name} was promised",
    "More than {amount} was spent on it",
    "There were {number} of us in {place}",
    "The figure is {percent}, not {percent}",
]
OPINIONS = [
    "I have never seen anything like it",
    "That is not what {name} told us",
    "It was a mistake, and everybody knew",
    "There is no reason to be afraid",
    "People in {place} remember what happened",
    "Our patience is not endless",
    "I am proud of what was done here",
    "Nothing of this was decided in {place}",
    "It isn't a question of money",
    "You can't run a {noun} on promises",
    "{name} does not speak for the {noun}",
    "Somebody has to pay for the {noun}",
    "Without the {noun} there is no {noun} either",
    "The {adjective} {noun} was never meant to last",
]


def quotes(count: int, chance: random.Random) -> list[Said]:
    """The given number of different quotes, of one to four clauses, each by one of a few dozen people."""
    made: dict[str, Said] = {}
    while len(made) < count:
        text = " ".join(sentence(chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))))
        made.setdefault(text, Said(text, chance.choice(NAMES)))
    return list(made.values())


def sentence(chance: random.Random) -> str:
    """One sentence, with a capital letter and a full stop."""
    pattern = chance.choice(
        (
            "{subject} {aux} {verb} the {adjective} {noun} {time}",
            "{subject} {aux} not {verb} the {noun} of {place} {time}",
            "{who} {aux} {verb} the {noun} and {verb} the {adjective} {noun} {time}",
            "{subject} {aux} {verb} {number} {adjective} {noun}s, and {who} {aux} {verb} the {noun}",
            "If {subject} {aux} not {verb} the {noun}, {who} {aux} never {verb} the {noun} of {place}",
            "{cost}, and {subject} {aux} {verb} the {noun} {time}",
            "{opinion}, and {who} {aux} {verb} the {adjective} {noun} {time}",
            "{opinion}; {subject} {aux} {verb} the {noun}",
        )
    )
    text = pattern
    while "{" in text:
        start = text.index("{")
        end = text.index("}", start)
        text = text[:start] + _filled(text[start + 1 : end], chance) + text[end + 1 :]
    return text[0].upper() + text[1:] + "."


def _filled(slot: str, chance: random.Random) -> str:
    if slot == "number":
        return chance.choice(
            ("two", "three", "seven", "twelve", str(chance.randint(4, 900)), "1,200", "40,000")
        )
    if slot == "amount":
        return f"${chance.randint(2, 95)}{chance.choice(('', '.5'))} {chance.choice(('million', 'billion'))}"
    if slot == "percent":
        return f"{chance.randint(3, 97)}{chance.choice(('%', ' percent', '.5%'))}"
    if slot == "year":
        return str(chance.randint(1948, 2031))
    return chance.choice(SLOTS[slot])


SLOTS = {
    "who": WHO,
    "subject": SUBJECTS,
    "verb": VERBS,
    "adjective": ADJECTIVES,
    "noun": NOUNS,
    "place": PLACES,
    "name": NAMES,
    "aux": AUXILIARIES,
    "time": TIMES,
    "cost": COSTS,
    "opinion": OPINIONS,
}
