"""The topics of quotes and statements, in the form that both show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_SHAPE = """
(SELECT json_group_array(json_object('name', coalesce(p.name, r.name), 'kind', r.kind, 'slug', p.slug,
    'where', x.place)) FROM {source} JOIN topics r ON r.pk = {root}
    LEFT JOIN speakers p ON p.pk = r.speaker WHERE {condition}) AS about
"""
# Columns of a query over quotes `q`, and of one over statements `st`.
OF_QUOTE = _SHAPE.format(
    source="quote_topics x JOIN topics t ON t.pk = x.topic",
    root="coalesce(t.root, t.pk)",
    condition="x.quote = q.pk",
)
OF_STATEMENT = _SHAPE.format(source="about x", root="x.topic", condition="x.statement = st.pk")


def about_of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The topics of a joined row, each once: first those named in the words, then by name."""
    topics = sorted(
        json.loads(row["about"]), key=lambda topic: (topic["where"] != "words", topic["name"], topic["kind"])
    )
    return list({(topic["name"], topic["kind"]): topic for topic in reversed(topics)}.values())[::-1]
