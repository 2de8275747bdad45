"""Generate `quotes/client/shapes/` from the OpenAPI description of the service.

    python docs/renew_client.py

There is a module for each module of schemas that answers are made of, and `asked` for what the service is
asked: the filters of its lists and the bodies that it takes. `tests/client` checks that they are what this
script writes.
"""

from __future__ import annotations

import keyword
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marshmallow.class_registry import get_class

from quotes.app import create_app
from quotes.client.client import NAMED
from quotes.settings import Settings

FOLDER = Path(__file__).parents[1] / "quotes" / "client" / "shapes"
# The types that the client's methods return; types that these contain are also written.
GIVEN = (
    "Answer", "Draft", "Posted", "JobDetail", "Article", "ArticleDetail", "Speaker", "SpeakerDetail",
    "Statement", "StatementDetail", "Contradiction", "QuoteDetail",
)  # fmt: skip
# What the client's methods take: the filters of a list by its path, and the fields of a body by its schema.
FILTERS = {
    "ArticleFilters": "/api/articles",
    "SpeakerFilters": "/api/speakers",
    "StatementFilters": "/api/statements",
    "SpeakerStatementFilters": "/api/speakers/{slug}/statements",
    "ContradictionFilters": "/api/speakers/{slug}/contradictions",
}
BODIES = {"ArticleFields": "ArticleIn", "Correction": "Correction"}
# What the client gives by itself: the pages of lists, and what a method has a parameter for.
OWN = frozenset({"limit", "cursor", "speaker"})
OWN_OF_BODIES = frozenset({"text", "html", "url"})
HEAD = '''"""{about}

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations
'''
ABOUT = "The answers of the service, as types."
ASKED = "What the service is asked, as types: the filters of its lists, and the bodies that it takes."
# Types name those of other modules, which type checkers alone need to look up.
_HEAD_OF_ASKED = f"""{HEAD.format(about=ASKED)}
from datetime import date
from typing import Literal, NotRequired, TypedDict
"""
OTHERS = "\nif TYPE_CHECKING:\n{imports}\n"
PYTHON = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "date": "date",
}
REFERENCE = "#/components/schemas/"


def written() -> dict[str, str]:
    """The text of each module, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database=Path(folder) / "quotes.db", log="plain"))
        described = app.extensions["quotes"].api.spec.to_dict()
    schemas = described["components"]["schemas"]
    modules: dict[str, list[str]] = {}
    for name in sorted(_reached(schemas, GIVEN)):
        modules.setdefault(_module(name), []).append(name)
    texts = {module: _text(module, names, schemas) for module, names in modules.items()}
    asked = _asked(described)
    named = {**modules, "asked": sorted(asked)}
    texts["asked"] = "\n\n".join([_HEAD_OF_ASKED, *(asked[name] for name in sorted(asked))])
    return {"__init__": _together(named), **texts}


def _asked(described: dict[str, Any]) -> dict[str, str]:
    """The types of filters and of bodies, with those that they hold, by their names."""
    schemas = _dated(described["components"]["schemas"])
    found = {
        name: _filters(name, path, described["paths"][path]["get"]["parameters"])
        for name, path in FILTERS.items()
    }
    for name, schema in BODIES.items():
        fields = schemas[schema]["properties"].items()
        kept = {field: part for field, part in fields if field not in OWN_OF_BODIES}
        found[name] = _type(name, {**schemas[schema], "properties": kept}, _schema(schema))
        for held in _reached(schemas, tuple(_references(list(kept.values())))):
            found[held] = _type(held, schemas[held])
    return found


def _dated(schema: Any) -> Any:
    """A schema in which days are of a type of their own, since the client takes them as Python has them."""
    if isinstance(schema, list):
        return [_dated(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "date":
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": ["date", *kinds]}
    return {name: _dated(part) for name, part in schema.items()}


def _filters(name: str, path: str, parameters: list[dict[str, Any]]) -> str:
    """The filters of a list, none of which need be given, under the names that the client has for them."""
    named = {api: own for own, api in NAMED.items()}
    fields = {
        named.get(one["name"], one["name"]): _python(_dated(one["schema"]))
        for one in parameters
        if one["in"] == "query" and one["name"] not in OWN
    }
    listed = "".join(f"    {field}: {python} | None\n" for field, python in fields.items())
    return f'class {name}(TypedDict, total=False):\n    """The filters of {path}."""\n\n{listed}'


def _text(module: str, names: list[str], schemas: dict[str, Any]) -> str:
    types = [_type(name, schemas[name]) for name in names]
    used = [word for word in ("Any", "Literal", "NotRequired") if any(f"{word}" in one for one in types)]
    others: dict[str, set[str]] = {}
    for name in names:
        for other in _references(schemas[name]):
            if _module(other) != module:
                others.setdefault(_module(other), set()).add(other)
    checking = ["TYPE_CHECKING"] if others else []
    known = f"\nfrom typing import {', '.join([*checking, *used, 'TypedDict'])}\n"
    imports = "\n".join(
        f"    from quotes.client.shapes.{other} import {', '.join(sorted(others[other]))}"
        for other in sorted(others)
    )
    head = HEAD.format(about=ABOUT) + known + (OTHERS.format(imports=imports) if others else "")
    return "\n\n".join([head, *types])


def _together(modules: dict[str, list[str]]) -> str:
    imports = "".join(
        f"from quotes.client.shapes.{module} import {', '.join(modules[module])}\n"
        for module in sorted(modules)
    )
    names = "".join(
        f'    "{name}",\n' for name in sorted(name for names in modules.values() for name in names)
    )
    return f"{HEAD.format(about=ABOUT)}\n{imports}\n__all__ = [\n{names}]\n"


def _module(name: str) -> str:
    """The module of a type: that of its schema."""
    return _schema(name).__module__.rpartition(".")[2]


def _reached(schemas: dict[str, Any], start: tuple[str, ...]) -> set[str]:
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += _references(schemas[name])
    return reached


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if str(schema.get("$ref", "")).startswith(REFERENCE):
            yield schema["$ref"].removeprefix(REFERENCE)
        for part in schema.values():
            yield from _references(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _references(part)


def _type(name: str, schema: dict[str, Any], of: type | None = None) -> str:
    """The type of a schema, which may be one of answers or one of bodies."""
    required = set(schema.get("required", ()))
    fields = {
        field: python if field in required else f"NotRequired[{python}]"
        for field, python in ((field, _python(part)) for field, part in schema["properties"].items())
    }
    if any(keyword.iskeyword(field) for field in fields):
        listed = "".join(f'        "{field}": {_quoted(python)},\n' for field, python in fields.items())
        return f'{name} = TypedDict(\n    "{name}",\n    {{\n{listed}    }},\n)\n'
    listed = "".join(f"    {field}: {python}\n" for field, python in fields.items())
    return f'class {name}(TypedDict):\n    """{_about(of or _schema(name))}"""\n\n{listed}'


def _about(schema: type) -> str:
    """The first line of what the schema says of itself."""
    return (schema.__doc__ or "").strip().splitlines()[0]


def _schema(name: str) -> type:
    found = get_class(f"{name}Schema", all=True)
    return found[0] if isinstance(found, list) else found


def _quoted(python: str) -> str:
    return f"'{python}'" if '"' in python else f'"{python}"'


def _python(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REFERENCE)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_python(part) for part in schema[several]))
    if "enum" in schema:
        values = [value for value in schema["enum"] if value is not None]
        literal = f"Literal[{', '.join(repr(value) for value in values)}]".replace("'", '"')
        return f"{literal} | None" if _may_be_null(schema) else literal
    kinds = schema.get("type", [])
    return (
        " | ".join(_of_kind(kind, schema) for kind in ([kinds] if isinstance(kinds, str) else kinds)) or "Any"
    )


def _may_be_null(schema: dict[str, Any]) -> bool:
    return "null" in schema.get("type", []) or None in schema["enum"]


def _of_kind(kind: str, schema: dict[str, Any]) -> str:
    if kind == "array":
        return f"list[{_python(schema.get('items', {}))}]"
    return "dict[str, Any]" if kind == "object" else PYTHON[kind]


if __name__ == "__main__":
    for module, text in written().items():
        (FOLDER / f"{module}.py").write_text(text, encoding="utf-8")
