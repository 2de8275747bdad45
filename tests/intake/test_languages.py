from __future__ import annotations

import pytest

from quotes.intake import read_html, read_text
from quotes.intake.languages import is_english, language_of
from tests.intake.pages import FIRST, SAID, TEXT, article, page

SPANISH = (
    "El ayuntamiento de la ciudad decidió que el barco de la noche seguirá un año más, según dijo una"
    " portavoz después de una larga reunión en la escuela. Los billetes no serán más caros que hasta ahora."
)
GERMAN = (
    "Die Stadt behält ihre Fähre für ein weiteres Jahr, das hat der Rat nach einer langen Sitzung in der"
    " Schule beschlossen. Die Preise werden nicht erhöht, sagte eine Sprecherin, und das Boot fährt auch in"
    " der Nacht."
)
RUSSIAN = "Совет города решил сохранить ночной паром ещё на один год, сказал представитель."


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (FIRST, None, "en"),
        (FIRST, "es", "en"),
        (SPANISH, None, "es"),
        (SPANISH, "en-GB", "es"),
        (GERMAN, None, "de"),
        (GERMAN, "de_AT", "de"),
        (RUSSIAN, None, "ru"),
        (RUSSIAN, "uk", "uk"),
        ("“We stay.”", None, None),
        ("“We stay.”", "en", "en"),
        ("kala mi tawa lon telo " * 10, None, None),
        ("", "!?", None),
    ],
)
def test_the_words_of_a_text_tell_its_language_before_the_page_does(text, declared, language):
    assert language_of(text, declared) == language


def test_a_page_and_a_text_have_a_language():
    assert read_html(page(article(*TEXT))).lang == "en"
    assert read_html(page(article(SPANISH, SPANISH), lang="es-MX")).lang == "es"
    assert read_text(SPANISH).lang == "es"


def test_whoever_sends_it_knows_its_language_better():
    assert read_text(SPANISH, lang="en").lang == "en"
    assert read_html(page(article(SAID)), lang="fr").lang == "fr"


@pytest.mark.parametrize(
    ("lang", "english"), [(None, True), ("en", True), ("en-GB", True), ("es", False), ("und", False)]
)
def test_what_is_not_known_is_taken_for_english(lang, english):
    assert is_english(lang) is english
