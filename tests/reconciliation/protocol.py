"""What the Reconciliation Service API 0.2 demands of answers, as JSON Schemas written after its text."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
NUMBER = {"type": "number"}
SERVICE_PATH = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {"service_url": {"type": "string", "pattern": "^https?://.*[^/]$"}, "service_path": TEXT},
}
TYPE = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
WITH_ID = {"type": "string", "pattern": r"\{\{id\}\}"}
SUGGEST = {
    **SERVICE_PATH,
    "properties": {
        **SERVICE_PATH["properties"],  # type: ignore[dict-item]
        "flyout_service_url": TEXT,
        "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"},
    },
}

MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "documentation": {"type": "string", "pattern": "^https?://"},
        "serviceVersion": TEXT,
        "authentication": {
            "type": "object",
            "required": ["type", "name", "in"],
            "properties": {"type": {"const": "apiKey"}, "name": TEXT, "in": {"enum": ["header", "query"]}},
        },
        "view": {"type": "object", "required": ["url"], "properties": {"url": WITH_ID}},
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
        "suggest": {
            "type": "object",
            "properties": dict.fromkeys(("entity", "property", "type"), SUGGEST),
            "additionalProperties": False,
        },
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {"url": WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "extend": {"type": "object", "properties": {"propose_properties": SERVICE_PATH}},
        "batchSize": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}

RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score"],
                    "properties": {
                        "id": TEXT,
                        "name": TEXT,
                        "description": {"type": "string"},
                        "score": {"type": "number", "minimum": 0, "maximum": 100},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": TYPE},
                        "features": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["id", "value"],
                                "properties": {"id": TEXT, "value": {"type": ["number", "boolean"]}},
                            },
                        },
                    },
                    "additionalProperties": False,
                },
            }
        },
    },
}

SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {
                    "id": TEXT,
                    "name": TEXT,
                    "description": {"type": "string"},
                    "notable": {"type": "array", "items": TYPE},
                },
                "additionalProperties": False,
            },
        }
    },
}

PROPOSED = {
    "type": "object",
    "required": ["properties", "type"],
    "properties": {
        "properties": {"type": "array", "items": TYPE},
        "type": {"type": "string"},
        "limit": NUMBER,
    },
}


def _one(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": [name], "properties": {name: schema}, "additionalProperties": False}


DATE_TIME = (
    r"^\d{4,}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12]\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)?$"
)
EXTENDED = {
    "type": "object",
    "required": ["rows", "meta"],
    "properties": {
        "meta": {"type": "array", "items": TYPE},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            _one("str", {"type": "string"}),
                            _one("int", {"type": "integer"}),
                            _one("float", NUMBER),
                            _one("date", {"type": "string", "pattern": DATE_TIME}),
                        ]
                    },
                },
            },
        },
    },
}
