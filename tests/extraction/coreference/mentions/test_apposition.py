from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We had no choice,” its mayor, Ivo Marrek, said on Friday.", "Ivo Marrek"),
        (
            "A spokesman for the fishermen, Olof Brandt, was more cautious. “A ferry will do,” he said.",
            "Olof Brandt",
        ),
        (
            "“A choice,” said Agnes Tolve.\n\nIt is, the engineer, Lena Ostby, said. “It will,” she said.",
            "Lena Ostby",
        ),
    ],
)
def test_a_description_is_whom_the_name_between_commas_names(extractor, text, speaker):
    assert extractor.extract(text)[-1].speaker == speaker
