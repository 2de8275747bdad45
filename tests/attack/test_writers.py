"""Several processes on one file at once: nothing is lost, nothing is stored twice, nobody is turned away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from attack.victims import article

from quotes.intake.addresses import tidy_address
from quotes.store import checking
from quotes.store.database.connection import reading

WRITERS = 3
ARTICLES = {False: 20, True: 200}  # of each writer; half of them are those of the next one too

WRITE = """
import sys
from pathlib import Path
from attack.victims import article, app
from conftest import TOKEN, HandReader
from quotes.workflows.ingestion import ingest
from quotes.store.database.connection import reading, writing

path, first, number, way = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
client = app(path).test_client()
for one in range(first, first + number):
    given = article(one)
    if way == "post":
        body = {"url": given.url, "text": given.text, "published": given.published.isoformat()}
        answer = client.post("/api/articles", json=body, headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code in (200, 201), answer.get_data(as_text=True)
    else:
        with writing(path) as db:
            ingest(db, given, HandReader())
    assert client.get("/api/lookup?quote=not a penny").status_code == 200
"""


def test_several_writers_get_on_with_each_other(tmp_path: Path, *, long: bool) -> None:
    path, number = tmp_path / "quotes.db", ARTICLES[long]
    writers = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                WRITE,
                path,
                str(one * number // 2),
                str(number),
                ("post", "ingest")[one % 2],
            ],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stderr=subprocess.PIPE,
            text=True,
        )
        for one in range(WRITERS)
    ]
    for writer in writers:
        _, told = writer.communicate(timeout=600)
        assert writer.returncode == 0, told
    everything = [article(one) for one in range((WRITERS + 1) * number // 2)]
    with reading(path) as db:
        stored = db.execute(
            "SELECT a.url, r.text FROM revisions r JOIN articles a ON a.pk = r.article"
        ).fetchall()
        assert sorted(stored) == sorted({(tidy_address(one.url or ""), one.text) for one in everything})
        places = db.execute("SELECT article, spans, revision FROM quotes").fetchall()
        assert len(places) == len({(one, json.dumps(spans), at) for one, spans, at in places})
        assert {one.check.name: one.findings for one in checking.check(db) if one.findings} == {}
