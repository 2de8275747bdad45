"""Views for people who read the file with other programs, and an index with which lists find speakers.

The views have plain names and the columns of the exports, and contain only what lists show: no quote that was
rejected or deleted, no speaker that was merged into another. Ids connect them: `article`, `quote`,
`statement`, and the slug of a speaker or outlet. `quote_pk` and `text_pk` are the rows of the full-text
indexes `quotes_search` and `revisions_search`; lists are ordered by `day`.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("quotes")

INDEX = "CREATE INDEX speakers_by_wikidata ON speakers (wikidata) WHERE wikidata IS NOT NULL;"

ARTICLES = """
CREATE VIEW article_list AS
SELECT a.id AS article, a.title, o.name AS publisher, o.slug AS outlet, a.author, a.published, a.url,
    (SELECT count(*) FROM quotes q WHERE q.article = a.pk AND q.live) AS quotes,
    a.lang, a.modified, a.collected, a.revision, a.day, r.pk AS text_pk
FROM articles a
LEFT JOIN outlets o ON o.pk = a.outlet
LEFT JOIN revisions r ON r.article = a.pk AND r.number = a.revision;
"""

QUOTES = """
CREATE VIEW quote_list AS
SELECT q.id AS quote, q.text, coalesce(s.name, iif(q.speaker_decided, NULL, q.read_name)) AS speaker,
    coalesce(s.kind, iif(q.speaker_decided, NULL, q.read_kind)) AS speaker_kind, s.slug AS speaker_slug,
    q.said_on, q.said_precision, q.said_basis, q.said_text, q.said_confidence, q.factuality, q.form,
    q.confidence, q.status, a.published, o.name AS publisher, o.slug AS outlet, a.title, a.url,
    a.id AS article, st.id AS statement, q.pk AS quote_pk
FROM quotes q
JOIN articles a ON a.pk = q.article
LEFT JOIN outlets o ON o.pk = a.outlet
LEFT JOIN speakers s ON s.pk = q.speaker
LEFT JOIN statements st ON st.pk = q.statement
WHERE q.live;
"""

STATEMENTS = """
CREATE VIEW statement_list AS
SELECT st.id AS statement, l.text, coalesce(s.name, iif(l.speaker_decided, NULL, l.read_name)) AS speaker,
    coalesce(s.kind, iif(l.speaker_decided, NULL, l.read_kind)) AS speaker_kind, s.slug AS speaker_slug,
    d.said_on, d.said_precision, d.said_basis, d.said_text, d.said_confidence,
    (SELECT group_concat(coalesce(p.name, t.name), '; ') FROM about b JOIN topics t ON t.pk = b.topic
        LEFT JOIN speakers p ON p.pk = t.speaker WHERE b.statement = st.pk) AS about,
    st.factuality, st.form, st.confidence, st.reports, st.articles, fa.published AS first_published,
    fo.name AS first_publisher, fa.title AS first_title, fa.url AS first_url, st.day, l.pk AS quote_pk
FROM statements st
LEFT JOIN speakers s ON s.pk = st.speaker
LEFT JOIN quotes l ON l.pk = st.lead
LEFT JOIN quotes d ON d.pk = st.dated
LEFT JOIN quotes f ON f.pk = st.first
LEFT JOIN articles fa ON fa.pk = f.article
LEFT JOIN outlets fo ON fo.pk = fa.outlet
WHERE st.reports > 0;
"""

SPEAKERS = """
CREATE VIEW speaker_list AS
SELECT s.slug, s.name, s.kind, s.description,
    (SELECT group_concat(r.role, '; ') FROM speaker_roles r WHERE r.speaker = s.pk) AS roles, s.wikidata,
    s.quotes, (SELECT coalesce(sum(c.articles), 0) FROM coverage c WHERE c.speaker = s.pk) AS articles,
    (SELECT min(q.day) FROM quoted_in q WHERE q.speaker = s.pk AND q.day > '') AS first_published,
    (SELECT max(q.day) FROM quoted_in q WHERE q.speaker = s.pk AND q.day > '') AS last_published,
    (SELECT group_concat(n.name, '; ') FROM (SELECT DISTINCT name FROM speaker_names WHERE speaker = s.pk
        OR speaker IN (SELECT m.pk FROM speakers m WHERE m.merged_into = s.pk)) n) AS names
FROM speakers s
WHERE s.merged_into IS NULL AND (s.quotes > 0 OR s.listed IS NOT NULL);
"""

OUTLETS = """
CREATE VIEW outlet_list AS
SELECT o.slug, o.name,
    (SELECT group_concat(d.domain, '; ') FROM outlet_domains d WHERE d.outlet = o.pk) AS domains,
    o.articles,
    (SELECT min(a.day) FROM articles a WHERE a.outlet = o.pk AND a.day > '') AS first_published,
    (SELECT max(a.day) FROM articles a WHERE a.outlet = o.pk AND a.day > '') AS last_published
FROM outlets o
WHERE o.merged_into IS NULL;
"""


@migrations()
def m0024_shared_views(db: Database) -> None:
    for script in (INDEX, ARTICLES, QUOTES, STATEMENTS, SPEAKERS, OUTLETS):
        db.executescript(script)
