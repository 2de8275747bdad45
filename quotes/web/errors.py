"""Error pages for people; programs get problem details, as everywhere."""

from __future__ import annotations

from flask import Flask, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from quotes.requests import problems
from quotes.requests.problems import Problem
from quotes.web.pages import HEADERS, pages

TITLES = {
    400: "This address contains something invalid",
    401: "Please sign in",
    403: "Your token does not allow this",
    404: "There is no such page",
    405: "This is not possible here",
    413: "That is too long",
    422: "Please correct the form",
    429: "Too many tries",
    503: "Busy at the moment",
}


def page(problem: Problem) -> ResponseReturnValue:
    """A problem as a page."""
    title = TITLES.get(problem.status, "Something went wrong")
    shown = make_response(
        render_template("error.html", title=title, problem=problem), problem.status, problem.headers
    )
    shown.headers.extend(HEADERS)
    return shown


def for_people() -> bool:
    """Whether the request is for a page: outside the API, from a client that accepts HTML."""
    outside = not request.path.startswith("/api/") and request.blueprint in (None, pages.name)
    return outside and request.accept_mimetypes.accept_html


def register(app: Flask) -> None:
    """Answer unknown addresses with a page if a person asked."""

    def of_http(error: HTTPException) -> ResponseReturnValue:
        problem = problems.of_http(error)
        return page(problem) if for_people() else problems.answer(problem)

    for status in (400, 404, 405, 413):
        app.register_error_handler(status, of_http)


@pages.errorhandler(Problem)
def of_problem(problem: Problem) -> ResponseReturnValue:
    return page(problem)


for _kind in problems.OF_SERVICE:
    pages.register_error_handler(_kind, lambda error: page(problems.of_service(error)))
