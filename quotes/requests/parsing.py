"""Strict parsing of requests: nothing that a client sends is ignored.

Refused are unknown names in the query and the body, a name given twice, a body whose media type is not JSON,
and JSON that only Python accepts (NaN).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, NoReturn

from flask import Request, current_app, request
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser

from quotes.requests.problems import Problem, invalid

View = Callable[..., Any]


class Parser(FlaskParser):
    """Loads the query or the JSON body of a request with a schema, or raises Problem."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"query": RAISE, "json": RAISE}  # noqa: RUF012 - as the base class has it

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The query. A name given twice is an error, since either value could be meant."""
        refuse_repeated(req)
        return super().load_querystring(req, schema)

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002 - the base class's signature
        """The body. Raises Problem with 415 or 400."""
        if not req.is_json:
            raise Problem(415, "The body must be JSON, sent as Content-Type: application/json.")
        if req.content_encoding not in (None, "identity"):
            raise Problem(415, "The body must be sent without a Content-Encoding.")
        try:
            return json.loads(
                req.get_data().decode("utf-8"), parse_constant=_no_json, object_pairs_hook=_object
            )
        except RecursionError:
            raise Problem(400, "The JSON of the body is nested too deeply.") from None
        except ValueError as error:
            raise Problem(400, f"The body is not JSON: {_reason(error)}.") from error

    def handle_error(
        self,
        error: ValidationError,
        req: Request,  # noqa: ARG002 - the base class's signature
        schema: Schema,  # noqa: ARG002
        *,
        error_status_code: int | None,  # noqa: ARG002
        error_headers: Any,  # noqa: ARG002
    ) -> NoReturn:
        """Answer with 422 and the fields, without the name of their place, such as "json"."""
        assert isinstance(error.messages, dict)  # grouped by place by the base class
        (messages,) = error.messages.values()
        raise invalid(messages if isinstance(messages, dict) else {"_schema": messages}) from error


class Resource(Blueprint):  # type: ignore[misc] # the library has no types
    """A blueprint whose views accept only the query names that they declare."""

    ARGUMENTS_PARSER = Parser()

    def arguments(self, schema: type[Schema], *, location: str = "json") -> Callable[[View], View]:
        """Pass the request's body or query, as loaded with a schema, to a view."""
        decorator: Callable[[View], View] = super().arguments(schema, location=location)
        return decorator

    def response(
        self, status: int, schema: type[Schema] | None = None, *, description: str | None = None
    ) -> Callable[[View], View]:
        """Present what a view returns with a schema, with this status unless the view gives another."""
        decorator: Callable[[View], View] = super().response(status, schema, description=description)
        return decorator

    def alt_response(
        self, status: int, *, schema: type[Schema] | None = None, description: str
    ) -> Callable[[View], View]:
        """Document another answer that a view gives."""
        decorator: Callable[[View], View] = super().alt_response(
            status, schema=schema, description=description, success=True
        )
        return decorator

    def doc(self, **description: Any) -> Callable[[View], View]:
        """Add to a view's OpenAPI description."""
        decorator: Callable[[View], View] = super().doc(**description)
        return decorator

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Register a view. If it declares no query arguments, it refuses all."""
        register = super().route(rule, **options)

        def decorator(view: View) -> View:
            documented = getattr(view, "_apidoc", {}).get("arguments", {}).get("parameters", [])
            takes_query = any(parameter["in"] == "query" for parameter in documented)
            strict = view if takes_query else without_query(view)
            scope = scope_of(view, options.get("methods", ["GET"]))
            if scope != "read":
                strict = self.doc(security=[{"token": [scope]}])(strict)
            registered: View = register(strict)
            return registered

        return decorator


def reads_only(view: View) -> View:
    """Mark a view that changes nothing although its method is not GET."""
    view.reads_only = True  # type: ignore[attr-defined] # functions take attributes
    return view


def open_where(condition: Callable[[], bool]) -> Callable[[View], View]:
    """Mark a view that answers anybody, token or not, where a condition holds for the request."""

    def decorator(view: View) -> View:
        view.open_where = condition  # type: ignore[attr-defined] # functions take attributes
        return view

    return decorator


def needs(scope: str) -> Callable[[View], View]:
    """Mark a view that changes something as needing only this scope."""

    def decorator(view: View) -> View:
        view.scope = scope  # type: ignore[attr-defined] # functions take attributes
        return view

    return decorator


def scope_of(view: View | None, methods: Collection[str]) -> str:
    """The scope that a request with one of these methods needs.

    A request that changes something needs the scope `decide` unless the view says otherwise, since that is
    the scope that the fewest tokens have.
    """
    return "read" if reads(view, methods) else str(getattr(view, "scope", "decide"))


def reads(view: View | None, methods: Collection[str]) -> bool:
    """Whether a request with one of these methods changes nothing."""
    return getattr(view, "reads_only", False) or {"GET", "HEAD", "OPTIONS"}.issuperset(methods)


def refuse_repeated(req: Request) -> None:
    """Raises ValidationError for a query name that is given twice."""
    repeated = [name for name, values in req.args.lists() if len(values) > 1]
    if repeated:
        raise ValidationError({name: ["Given more than once."] for name in repeated})


def without_query(view: View) -> View:
    """Wrap a view so that it refuses every query name."""

    @wraps(view)
    def strict(*args: Any, **kwargs: Any) -> Any:
        if request.args:
            raise invalid({name: ["Unknown field."] for name in request.args})
        return current_app.ensure_sync(view)(*args, **kwargs)

    return strict


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is given twice in one object")
    return found


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")


def _reason(error: ValueError) -> str:
    """The error in a few words, which quote nothing of the body."""
    match error:
        case json.JSONDecodeError():
            return f"{error.msg} (line {error.lineno}, column {error.colno})"
        case UnicodeDecodeError():
            return f"byte {error.start} is not UTF-8"
        case _:
            return str(error).split(";")[0]
