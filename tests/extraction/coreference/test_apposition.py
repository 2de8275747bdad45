from __future__ import annotations

import pytest

from quotes.extraction import Extractor


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We had no choice,” its mayor, Ivo Marrek, said on Friday.", "Ivo Marrek"),
        (
            "A spokesman for the fishermen, Olof Brandt, was more cautious. “A ferry will do,” he said.",
            "Olof Brandt",
        ),
        (
            "“He made a choice,” said Agnes Tolve.\n\nThe piers should last, the chief engineer, "
            "Lena Ostby, said last week. “They will be here when we are gone,” she said.",
            "Lena Ostby",
        ),
    ],
)
def test_a_description_is_whom_the_name_between_commas_names(extractor, text, speaker):
    assert extractor.extract(text)[-1].speaker == speaker
