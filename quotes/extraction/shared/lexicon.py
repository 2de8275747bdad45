"""The word lists of the stages, as the classes of each word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def word_classes(stage: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """The list `name` in a stage's `data` folder, as word → its classes, in file order.

    Lines have the form `class: word word …`; `#` starts a comment; an underscore stands for a space.
    """
    classes: dict[str, tuple[str, ...]] = {}
    path = files("quotes.extraction").joinpath(stage, "data", f"{name}.txt")
    for line in path.read_text("utf-8").splitlines():
        label, separator, words = line.partition("#")[0].partition(":")
        if not separator:
            continue
        for word in words.split():
            key = word.replace("_", " ")
            if label.strip() not in classes.get(key, ()):
                classes[key] = (*classes.get(key, ()), label.strip())
    return classes
