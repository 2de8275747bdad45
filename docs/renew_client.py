"""Generate `quotes/client/shapes/` from the OpenAPI description of the service.

    python docs/renew_client.py

There is one module for each module of schemas. `tests/client` checks that they are up to date.
"""

from __future__ import annotations

import keyword
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from marshmallow.class_registry import get_class

from quotes.app import create_app
from quotes.settings import Settings

FOLDER = Path(__file__).parents[1] / "quotes" / "client" / "shapes"
# The types that the client's methods return; types that these contain are also written.
GIVEN = (
    "Answer", "Draft", "Posted", "JobDetail", "Article", "ArticleDetail", "Speaker", "SpeakerDetail",
    "Statement", "StatementDetail", "Contradiction", "QuoteDetail",
)  # fmt: skip
HEAD = '''"""{about}

`docs/renew_client.py` writes this module; change the schemas in `quotes/api/schemas` instead.
"""

from __future__ import annotations
'''
ABOUT = "The answers of the service, as types."
# Types from other modules are imported for type checkers only.
OTHERS = "\nif TYPE_CHECKING:\n{imports}\n"
PYTHON = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
REFERENCE = "#/components/schemas/"


def written() -> dict[str, str]:
    """The text of each module, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database=Path(folder) / "quotes.db", log="plain"))
        schemas = app.extensions["quotes"].api.spec.to_dict()["components"]["schemas"]
    modules: dict[str, list[str]] = {}
    for name in sorted(_reached(schemas, GIVEN)):
        modules.setdefault(_module(name), []).append(name)
    texts = {module: _text(module, names, schemas) for module, names in modules.items()}
    return {"__init__": _together(modules), **texts}


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


def _type(name: str, schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    fields = {
        field: python if field in required else f"NotRequired[{python}]"
        for field, python in ((field, _python(part)) for field, part in schema["properties"].items())
    }
    if any(keyword.iskeyword(field) for field in fields):
        listed = "".join(f'        "{field}": {_quoted(python)},\n' for field, python in fields.items())
        return f'{name} = TypedDict(\n    "{name}",\n    {{\n{listed}    }},\n)\n'
    listed = "".join(f"    {field}: {python}\n" for field, python in fields.items())
    return f'class {name}(TypedDict):\n    """{_about(name)}"""\n\n{listed}'


def _about(name: str) -> str:
    """The first line of the schema's docstring."""
    return (_schema(name).__doc__ or "").strip().splitlines()[0]


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
