"""Import a newsroom's list of speakers row by row, or report what an import would do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlite_utils import Database

from quotes.intake.tables.speaker_lists import BadRow, Listed
from quotes.store.identity import speaker_lists
from quotes.store.identity.speaker_lists import Plan, Unclear
from quotes.store.listing import Row
from quotes.store.quotations.decision_history import Decision
from quotes.store.tracking.grouping import grouped
from quotes.tracking.names import folded

Outcome = Literal["new", "changed", "unchanged", "unclear", "bad"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Taken:
    """The outcome of a row. `unclear` and `bad` rows store nothing, and `problems` say why.

    `joined` are the speakers who were merged into the listed one, each with `slug`, `name` and `quotes`;
    `names` are new to the speaker, `changes` are the fields that are set. An accepted row may have problems
    too: parts that were left out because a person has decided otherwise.
    """

    line: int
    name: str
    outcome: Outcome
    slug: str | None = None
    quotes: int = 0
    joined: tuple[Row, ...] = ()
    names: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def take_in(
    db: Database, rows: Iterable[Listed | BadRow], decision: Decision, *, dry_run: bool = False
) -> Iterator[Taken]:
    """Import the rows of a list, each completely or not at all, in its own transaction.

    A dry run stores nothing. A speaker that matched one row is not merged by a later one.
    """
    every = list(rows)
    repeated = _repeated([row for row in every if isinstance(row, Listed)])
    meant: set[int] = set()
    for row in every:
        if isinstance(row, BadRow):
            yield Taken(row.line, row.name, "bad", problems=row.problems)
        elif row.line in repeated:
            yield Taken(row.line, row.name, "unclear", problems=(repeated[row.line],))
        else:
            yield _take_in(db, row, decision, meant, dry_run=dry_run)


def _take_in(db: Database, row: Listed, decision: Decision, meant: set[int], *, dry_run: bool) -> Taken:
    slug = None
    try:
        if dry_run:
            wanted = speaker_lists.plan(db, row, meant)
        else:
            with grouped(db):
                wanted = speaker_lists.plan(db, row, meant)
                pk = speaker_lists.carry_out(db, wanted, decision)
                slug = speaker_lists.slug_of(db, pk)
            meant.add(pk)
    except Unclear as unclear:
        return Taken(row.line, row.name, "unclear", problems=(str(unclear),))
    if wanted.target is not None:
        meant.add(wanted.target["pk"])
        slug = wanted.target["slug"]
    meant.update(one["pk"] for one in wanted.joined)
    return Taken(
        row.line,
        row.name,
        _outcome(wanted),
        slug,
        wanted.target["quotes"] if wanted.target else 0,
        tuple({name: one[name] for name in ("slug", "name", "quotes")} for one in wanted.joined),
        tuple(wanted.names),
        tuple(wanted.changes),
        tuple(wanted.problems),
    )


def _outcome(wanted: Plan) -> Outcome:
    if wanted.target is None:
        return "new"
    return "changed" if wanted.joined or wanted.names or wanted.changes else "unchanged"


def _repeated(rows: Sequence[Listed]) -> dict[int, str]:
    """Why rows that share a name or an id are unclear, by line. Slugs can distinguish namesakes."""
    sharing: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for row in rows:
        kind = row.kind or "person"
        keys = {("a name", folded(name, kind)) for name in row.names}
        keys |= {("a Wikidata id", row.wikidata)} if row.wikidata else set()
        keys |= {("a slug", row.slug)} if row.slug else set()
        for key in keys:
            sharing[key].append(row)
    found: dict[int, str] = {}
    for (what, _), several in sharing.items():
        slugs = [row.slug for row in several]
        told_apart = what == "a name" and None not in slugs and len(set(slugs)) == len(slugs)
        if len(several) > 1 and not told_apart:
            lines = [row.line for row in several]
            for row in several:
                others = ", ".join(str(line) for line in lines if line != row.line)
                found.setdefault(row.line, f"It has {what} in common with line {others}.")
    return found
