"""Word lists of the extraction stages, read from `data/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def word_classes(name: str) -> Mapping[str, tuple[str, ...]]:
    """The file `data/<name>.txt` as word → its classes, in file order.

    Lines read `class: word word …`; `#` opens a comment; an underscore stands for a space.
    """
    classes: dict[str, tuple[str, ...]] = {}
    for line in files("quotes.extraction").joinpath("data", f"{name}.txt").read_text("utf-8").splitlines():
        label, separator, words = line.partition("#")[0].partition(":")
        if not separator:
            continue
        for word in words.split():
            key = word.replace("_", " ")
            if label.strip() not in classes.get(key, ()):
                classes[key] = (*classes.get(key, ()), label.strip())
    return classes
