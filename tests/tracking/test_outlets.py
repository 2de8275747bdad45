from __future__ import annotations

import pytest

from quotes.tracking.outlets import canonical, cleaned, folded


@pytest.mark.parametrize(
    ("name", "domain", "told"),
    [
        ("Tarn | News that moves", "tarn.co.uk", "Tarn"),
        ("Breaking news, weather and sport | Tarn Post", "tarnpost.com", "Tarn Post"),
        ("The Tarn Post - Latest headlines", "tarnpost.com", "The Tarn Post"),
        ("News | Tarn News", "tarnnews.com", "Tarn News"),
        ("Latest from The Tarn | The Tarn", "thetarn.com", "The Tarn"),
        ("Tarn Post: home", "tarnpost.com", "Tarn Post"),
        ("Al-Tarn", "altarn.com", "Al-Tarn"),
        ("The Wend | since 1840", "tw.com", "The Wend"),
        ("Post - Dispatch", None, "Post - Dispatch"),
        ("The Wend | since 1840", None, "The Wend"),
        ("  The\n Wend ", None, "The Wend"),
        ("|", None, "|"),
        ("Ann's letters", "ann.substack.com", "Ann's letters"),
    ],
)
def test_a_name_is_told_from_its_slogan(name: str, domain: str | None, told: str):
    assert cleaned(name, domain) == told


def test_case_marks_spaces_and_the_article_make_no_other_name():
    assert len({folded(name) for name in ("The Tarn-Post", "tarn post", "TARNPOST", "Tärn Post")}) == 1
    assert folded("The") == "the"
    assert folded("!") == "!"
    assert folded("Таймс") != folded("Вест")


def test_the_name_most_used_stands_for_an_outlet_and_no_host_does():
    assert canonical([("tarn.co.uk", 9), ("Tarn", 2), ("Tarn Daily", 3)], "tarn.co.uk") == "Tarn Daily"
    assert canonical([("Where hope lives", 5), ("The Tarn", 1)], "tarn.co.uk") == "The Tarn"
    assert canonical([("Ann's letters", 5), ("Letters", 1)], "medium.com/@bea") == "Ann's letters"
    assert canonical([("Tarn", 0)], "tarn.co.uk") == "tarn.co.uk"
    assert canonical([], None) == ""
