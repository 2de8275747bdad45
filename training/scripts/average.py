"""The weighted mean of trained networks of one origin: it errs less than each of them."""

import argparse
from pathlib import Path

import spacy
from spacy.language import Language


def average(pipelines: list[Language], weights: list[float]) -> Language:
    """The first pipeline, with each parameter replaced by the weighted mean over all."""
    result = pipelines[0]
    for name in result.pipe_names:
        walks = [list(nlp.get_pipe(name).model.walk()) for nlp in pipelines]
        for layers in zip(*walks, strict=True):
            for parameter in layers[0].param_names:
                if layers[0].has_param(parameter):
                    values = [layer.get_param(parameter) for layer in layers]
                    mean = sum(weight * value for weight, value in zip(weights, values, strict=True))
                    layers[0].set_param(parameter, mean.astype(values[0].dtype))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("pipelines", nargs="+", metavar="PATH=WEIGHT")
    options = parser.parse_args()
    parts = [part.rsplit("=", 1) for part in options.pipelines]
    average([spacy.load(path) for path, _ in parts], [float(weight) for _, weight in parts]).to_disk(
        options.output
    )


if __name__ == "__main__":
    main()
