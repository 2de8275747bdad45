"""Load the language model: the English pipeline shipped in the package, or another one by name."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

from quotes.extraction.errors import ModelError

SHIPPED = Path(__file__).parent / "model"
_NEEDED_ENTITIES = ("PERSON", "ORG")
_NEEDED_ANNOTATION = {
    "token.pos": "part-of-speech tags",
    "token.morph": "morphology",
    "token.dep": "dependencies",
    "doc.ents": "entities",
}
_ALSO_ASSIGNED = {  # components of spaCy's own English pipelines that assign more than their factory declares
    "morphologizer": ("token.pos", "token.morph"),
    "attribute_ruler": ("token.pos", "token.morph"),
}


def load_model(name: str | None = None, *, vocab: Vocab | bool = True) -> Language:
    """Load the shipped pipeline, or the installed pipeline or folder called `name`.

    The pipeline shares `vocab` with the caller's Docs, if given. Raises ModelError if nothing of that name
    can be loaded, or if it lacks what the stages need; the message says what.
    """
    try:
        model = spacy.load(name or SHIPPED, vocab=vocab)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"the language model {name or SHIPPED.name!r} cannot be loaded: {error}") from error
    missing = missing_parts(model)
    if missing:
        raise ModelError(f"the language model {name or SHIPPED.name!r} lacks {', '.join(missing)}")
    _multiply_with_numpy(model)
    return model


def _multiply_with_numpy(model: Language) -> None:
    """Have all layers of `model`, and of no other pipeline, multiply matrices with numpy's BLAS.

    It is several times faster than thinc's on current processors, and gives the same results but for
    rounding.
    """
    ops = NumpyOps(use_blis=False)
    for _, component in model.pipeline:
        network = getattr(component, "model", None)
        if isinstance(network, Model):
            for layer in network.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = ops


def missing_parts(model: Language) -> list[str]:
    """What the stages need and `model` lacks, in words."""
    assigned: set[str] = set()
    for component in model.pipe_names:
        assigned.update(model.get_pipe_meta(component).assigns)
        assigned.update(_ALSO_ASSIGNED.get(model.get_pipe_meta(component).factory, ()))
    missing = [words for attribute, words in _NEEDED_ANNOTATION.items() if attribute not in assigned]
    if "doc.ents" in assigned:
        labels = {label for component in model.pipe_names for label in model.pipe_labels.get(component, ())}
        missing += [f"{label} entities" for label in _NEEDED_ENTITIES if label not in labels]
    return missing
