"""The documentation of the API: OpenAPI for machines, a page for people.

The page is made from the OpenAPI description, without scripts and without outside assets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue

from quotes.requests.parsing import without_query

blueprint = Blueprint("docs", __name__, url_prefix="/api", template_folder="templates")

METHODS = ("get", "post", "put", "patch", "delete")


@blueprint.route("/openapi.json")
@without_query
def openapi() -> ResponseReturnValue:
    """Describe the API for machines."""
    return jsonify(_description())


@blueprint.route("/docs")
@without_query
def page() -> ResponseReturnValue:
    """Describe the API for people."""
    description = _description()
    schemas = description["components"]["schemas"]
    shown = render_template(
        "docs.html",
        info=description["info"],
        operations=list(_operations(description)),
        schemas={name: _fields(schema) for name, schema in schemas.items()},
        texts={name: schema.get("description", "") for name, schema in schemas.items()},
    )
    return shown, {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def _description() -> dict[str, Any]:
    description: dict[str, Any] = current_app.extensions["quotes"].api.spec.to_dict()
    return description


def _operations(description: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, item in description["paths"].items():
        for method in METHODS:
            if method in item:
                yield {
                    **item[method],
                    "path": path,
                    "method": method.upper(),
                    "anchor": f"{method}{path.replace('/', '-')}",
                    "parameters": [*item.get("parameters", []), *item[method].get("parameters", [])],
                    "body": _schema_name(item[method].get("requestBody", {})),
                    "answers": {
                        status: _schema_name(response)
                        for status, response in item[method]["responses"].items()
                        if status.startswith("2")
                    },
                }


def _schema_name(part: dict[str, Any]) -> str | None:
    """The name of the schema of a request's or an answer's content."""
    for content in part.get("content", {}).values():
        return str(content["schema"].get("$ref", "")).rpartition("/")[2] or None
    return None


def _fields(schema: dict[str, Any]) -> list[dict[str, Any]]:
    required = schema.get("required", [])
    return [
        {"name": name, "required": name in required, "type": _type(about), "about": about}
        for name, about in schema.get("properties", {}).items()
    ]


def _type(about: dict[str, Any]) -> dict[str, Any]:
    """The type of a field: the name of a schema to link to, or a type in words."""
    inner = about.get("items", about)
    choices = [one for key in ("allOf", "anyOf", "oneOf") for one in inner.get(key, [])] or [inner]
    names = [str(one["$ref"]).rpartition("/")[2] for one in choices if "$ref" in one]
    types = inner.get("type", "")
    words = " or ".join(types) if isinstance(types, list) else types
    return {
        "many": about.get("type") == "array",
        "schema": names[0] if names else None,
        "words": about.get("format") or words,
        "choices": [choice for choice in inner.get("enum", []) if choice is not None],
    }
