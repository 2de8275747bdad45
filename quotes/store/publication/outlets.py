"""Outlets: who publishes articles, identified by domain, or by name if there is no domain."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import count

from sqlite_utils import Database

from quotes.intake.addresses import carries_others, site_named, site_of
from quotes.store.listing import Listing, Page, Row, insert, one
from quotes.tracking.names import slug_of, sort_key
from quotes.tracking.outlets import canonical, cleaned, folded

SELECT = "SELECT o.pk, o.slug, o.name, o.articles, o.sort FROM outlets o"
ORDERS = {"name": ("sort", False), "articles": ("articles", True)}
# An outlet and all that have been merged into it.
_ALL_OF_IT = "SELECT pk FROM outlets WHERE pk = :pk OR merged_into = :pk"


def of_article(db: Database, url: str | None, publisher: str | None, at: str) -> int | None:
    """The outlet of an article to be stored, made if it is new; None if it is unknown.

    The domain of the address decides. If it says nothing, the name does.
    """
    site, name = _known_by(url, publisher)
    outlet = _found(db, site, name, at)
    if outlet is not None and name is not None:
        _named_so(db, outlet, name)
    return outlet


def named_no_more(db: Database, outlet: int | None, url: str | None, publisher: str | None) -> None:
    """Uncount an article's use of an outlet's name, after the article was joined with another."""
    _, name = _known_by(url, publisher)
    if outlet is not None and name is not None:
        db.execute(
            "UPDATE outlet_names SET articles = articles - 1 WHERE outlet = ? AND name = ?", (outlet, name)
        )
        _call_best(db, outlet)


def root(db: Database, outlet: int | None) -> int | None:
    """The outlet that this one was merged into, or itself."""
    found = one(db, "SELECT coalesce(merged_into, pk) AS root FROM outlets WHERE pk = :pk", pk=outlet)
    return None if found is None else int(found["root"])


def called(db: Database, name: str) -> list[int]:
    """The outlets that a query may mean: by slug, by domain, or by any of their names."""
    rows = db.query(
        "SELECT coalesce(merged_into, pk) AS root FROM outlets WHERE slug = :slug OR pk IN"
        " (SELECT outlet FROM outlet_domains WHERE domain IN (:domain, :site)"
        " UNION SELECT outlet FROM outlet_names WHERE folded IN (:folded, :cleaned))",
        {
            "slug": name,
            "domain": name.strip().lower(),
            "site": site_named(name),
            "folded": folded(name),
            "cleaned": folded(cleaned(name)),
        },
    )
    return sorted({row["root"] for row in list(rows)})


def get(db: Database, slug: str) -> Row | None:
    """An outlet with its `domains` and `names`, including those of outlets merged into it."""
    row = one(
        db,
        "SELECT o.pk, o.slug, o.name, o.articles, r.slug AS merged_into FROM outlets o"
        " LEFT JOIN outlets r ON r.pk = o.merged_into WHERE o.slug = :slug",
        slug=slug,
    )
    if row is None:
        return None
    days = one(
        db,
        "SELECT nullif(min(nullif(day, '')), '') AS since, nullif(max(day), '') AS until FROM articles"
        " WHERE outlet = :pk",
        pk=row["pk"],
    )
    assert days is not None
    domains = db.query(
        f"SELECT domain FROM outlet_domains WHERE outlet IN ({_ALL_OF_IT}) ORDER BY domain", {"pk": row["pk"]}
    )
    names = db.query(
        f"SELECT name, sum(articles) AS articles FROM outlet_names WHERE outlet IN ({_ALL_OF_IT})"
        " AND (articles > 0 OR given) GROUP BY name ORDER BY 2 DESC, min(pk)",
        {"pk": row["pk"]},
    )
    return {**row, **days, "domains": [domain["domain"] for domain in domains], "names": list(names)}


def listing(
    db: Database, *, q: str | None = None, sort: str = "name", limit: int = 20, cursor: str | None = None
) -> Page:
    """The outlets that have articles. Raises cursor.BadCursor."""
    return list_of(q, sort).page(db, limit, cursor, dict)


def list_of(q: str | None, sort: str) -> Listing:
    order, descending = ORDERS[sort]
    rows = Listing("outlets", SELECT, "o", order, descending, numeric=order == "articles")
    rows.where("+o.articles > 0")  # the plus keeps SQLite from using the index on articles and then sorting
    if q is not None:
        rows.where(
            "o.pk IN (SELECT coalesce(m.merged_into, m.pk) FROM outlets m WHERE m.pk IN"
            " (SELECT outlet FROM outlet_names WHERE instr(folded, :q) > 0"
            " UNION SELECT outlet FROM outlet_domains WHERE instr(domain, :domain) > 0))",
            q=folded(q),
            domain=q.strip().lower(),
        )
    return rows


def assign_all(db: Database) -> None:
    """Assign all articles to the outlets of their domains and names again; people's decisions are kept."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    db.execute("UPDATE outlet_names SET articles = 0")
    outlets: dict[tuple[str | None, str | None], int | None] = {}
    counts: Counter[tuple[int, str]] = Counter()
    for pk, url, publisher, before in db.execute(
        "SELECT pk, url, publisher, read_outlet FROM articles ORDER BY pk"
    ).fetchall():
        site, name = known = _known_by(url, publisher)
        if known not in outlets:
            outlets[known] = _found(db, site, name, at)
        outlet = outlets[known]
        if outlet is not None and name is not None:
            if (outlet, name) not in counts:
                named(db, outlet, name)
            counts[outlet, name] += 1
        if outlet != before:
            db.execute(
                "UPDATE articles SET read_outlet = ?, outlet = ? WHERE pk = ?", (outlet, root(db, outlet), pk)
            )
    for (outlet, name), articles in counts.items():
        _named_so(db, outlet, name, articles)


def named(db: Database, outlet: int, name: str, *, articles: int = 0, given: bool = False) -> None:
    """Add a name to an outlet: `articles` more articles use it, or a person has `given` it."""
    db.execute(
        "INSERT INTO outlet_names (outlet, name, folded, articles, given) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET articles = articles + excluded.articles,"
        " given = max(given, excluded.given)",
        (outlet, name, folded(name), articles, given),
    )


def _known_by(url: str | None, publisher: str | None) -> tuple[str | None, str | None]:
    """The domain and the name that identify an article's outlet."""
    site = site_of(url) if url is not None else None
    name = cleaned(publisher, site) if publisher is not None and publisher.strip() else None
    if name is not None and (site is None or carries_others(site)):
        host = site_named(name)
        return (host, None) if host is not None else (None, name)
    return site, None if name is not None and site_named(name, site) is not None else name


def _found(db: Database, site: str | None, name: str | None, at: str) -> int | None:
    if site is None:
        return None if name is None else _of_name(db, name) or _add(db, name, at)
    known = one(db, "SELECT outlet FROM outlet_domains WHERE domain = :site", site=site)
    if known is not None:
        return int(known["outlet"])
    outlet = (None if name is None else _without_domain(db, name)) or _add(db, name or site, at)
    db.table("outlet_domains").insert({"domain": site, "outlet": outlet})
    if name is None:
        _call_best(db, outlet)
    return outlet


def _of_name(db: Database, name: str) -> int | None:
    """The outlet with a name: the one with this canonical name, or else the only one with this name.

    If several outlets have the name, it is one without a domain, if there is one.
    """
    rows = list(
        db.query(
            "SELECT o.pk, coalesce(o.merged_into, o.pk) AS root, r.name, n.given FROM outlet_names n"
            " JOIN outlets o ON o.pk = n.outlet JOIN outlets r ON r.pk = coalesce(o.merged_into, o.pk)"
            " WHERE n.folded = :folded ORDER BY o.articles DESC, o.pk",
            {"folded": folded(name)},
        )
    )
    called_so = [row for row in rows if folded(row["name"]) == folded(name) or row["given"]] or rows
    if len({row["root"] for row in called_so}) == 1:
        return int(called_so[0]["pk"])
    return _without_domain(db, name)


def _without_domain(db: Database, name: str) -> int | None:
    """An outlet that has this name and no domain."""
    row = one(
        db,
        "SELECT o.pk FROM outlet_names n JOIN outlets o ON o.pk = n.outlet WHERE n.folded = :folded"
        " AND NOT EXISTS (SELECT 1 FROM outlet_domains d WHERE d.outlet = o.pk) ORDER BY o.pk LIMIT 1",
        folded=folded(name),
    )
    return None if row is None else int(row["pk"])


def _add(db: Database, name: str, at: str) -> int:
    slug = slug_of(name.replace(".", " "))
    slugs = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    free = next(name for name in slugs if one(db, "SELECT 1 FROM outlets WHERE slug = :s", s=name) is None)
    row = {"slug": free, "name": name, "sort": sort_key(name), "created": at}
    return insert(db, "outlets", row)


def _named_so(db: Database, outlet: int, name: str, articles: int = 1) -> None:
    named(db, outlet, name, articles=articles)
    _call_best(db, outlet)


def _call_best(db: Database, outlet: int) -> None:
    """Choose an outlet's canonical name, unless people have chosen one."""
    row = one(
        db,
        "SELECT name, named_by_hand, (SELECT min(domain) FROM outlet_domains WHERE outlet = pk) AS domain"
        " FROM outlets WHERE pk = :pk",
        pk=outlet,
    )
    assert row is not None
    names = db.query("SELECT name, articles FROM outlet_names WHERE outlet = :pk", {"pk": outlet})
    best = canonical([(known["name"], known["articles"]) for known in names], row["domain"])
    if best and best != row["name"] and not row["named_by_hand"]:
        db.table("outlets").update(outlet, {"name": best, "sort": sort_key(best)})
