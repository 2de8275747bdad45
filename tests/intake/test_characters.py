from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.intake.characters import charset_of, decode_html, decode_text, storable

CZECH = "„Přišli jsme včas,“ řekla Žofie Říhová. „Příště přijdeme ještě dřív.“"


def test_lone_surrogates_and_nuls_are_replaced_one_for_one():
    assert storable("a\x00b\ud83dc") == "a�b�c"


@given(st.text(st.characters()))
def test_a_storable_text_keeps_its_length_and_survives_utf8(text):
    kept = storable(text)
    assert len(kept) == len(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\x00" not in kept


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_left_out(encoding):
    assert decode_text(CZECH.encode(encoding)).text == CZECH
    assert decode_html(CZECH.encode(encoding)).text == CZECH


def test_big_endian_text_is_read_by_its_mark():
    assert decode_text(codecs.BOM_UTF16_BE + CZECH.encode("utf-16-be")).text == CZECH


def test_line_ends_are_kept():
    assert decode_text(b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


def test_a_page_is_read_in_the_encoding_it_declares():
    page = f'<html><head><meta charset="windows-1250"></head><p>{CZECH}</p></html>'
    assert decode_html(page.encode("windows-1250")).text == page


def test_what_the_server_says_goes_before_what_the_page_says():
    page = f'<html><head><meta charset="windows-1252"></head><p>{CZECH}</p></html>'
    assert decode_html(page.encode("windows-1250"), "windows-1250").text == page


def test_a_page_that_says_nothing_is_read_in_the_encoding_that_the_server_says():
    page = "<html><p>Мост закрыт, сказала Мила Холт.</p></html>"
    assert decode_html(page.encode("koi8-r"), "KOI8-R").text == page


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "klingon", "rot13", "", "\x00", None])
def test_a_page_in_utf8_is_read_so_whatever_the_server_says(charset):
    page = f"<html><p>{CZECH}</p></html>"
    assert decode_html(page.encode(), charset).text == page


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=Windows-1251", "windows-1251"),
        ('text/html;charset="utf-8"; x=y', "utf-8"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("", None),
        (None, None),
        ("text/html;\r\n charset=utf-8", "utf-8"),
        ("; ; =;;charset", None),
    ],
)
def test_the_encoding_is_found_in_the_header_of_an_answer(header, charset):
    assert (charset_of(header) or None) == charset


def test_a_page_that_says_latin_1_is_read_as_browsers_read_it():
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Yes”</p></html>'
    assert decode_html(page.encode("cp1252")).text == page


def test_an_unknown_declared_encoding_is_passed_over():
    page = '<html><head><meta charset="klingon"></head><p>café, café, “café”</p></html>'
    assert "caf" in decode_html(page.encode("cp1252")).text


def test_text_that_is_not_utf8_and_says_nothing_is_windows_1252():
    text = "“We won,” said Zoé Lefèvre – at last…"
    assert decode_text(text.encode("cp1252")).text == text
    assert decode_html(text.encode("cp1252")).text == text


@given(st.binary())
def test_any_bytes_whatever_can_be_read(content):
    assert isinstance(decode_text(content).text, str)
    assert isinstance(decode_html(content).text, str)


TALK = "“We have no choice,” said Zoé Lefèvre – “none at all,” and that’s that."


@pytest.mark.parametrize(
    "bad", [b"\xff", b"\x80", b"\xe9 ", b"\xe2\x80", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5"]
)
@pytest.mark.parametrize("place", [0, 10, -1])
def test_one_bad_place_leaves_the_rest_of_utf8_as_it_is(bad, place):
    lines = [TALK] * 12
    content = b"\n".join(line.encode() for line in lines)
    lines[place] = ""
    at = (
        content.replace(b"\n", b"\n" + bad, 1)
        if place == 10
        else bad + content
        if place == 0
        else content + bad
    )
    for decoded in (decode_text(at), decode_html(at)):
        assert decoded.text.count(TALK) == 12
        assert decoded.damaged > 0


def test_a_page_that_says_utf8_is_read_as_that_even_where_as_much_is_damaged_as_is_whole():
    page = b'<meta charset="utf-8"><p>caf\xc3\xa9, caf\xe9</p>'
    assert decode_html(page).text == '<meta charset="utf-8"><p>café, caf�</p>'
    assert decode_html(page).damaged == 1


def test_a_character_that_the_end_of_a_file_has_cut_is_no_other_encoding():
    content = ("“Yes,” said Ada. “No,” said Bo. “" + "x" * 50 + "”").encode()[:-1]
    assert decode_text(content).text.startswith("“Yes,” said Ada. “No,” said Bo. “")


def test_a_page_that_says_utf8_and_is_windows_1252_is_read_as_what_it_is():
    page = f'<html><head><meta charset="utf-8"></head><p>{TALK}</p></html>'
    assert decode_html(page.encode("cp1252")).text == page


def test_a_page_put_together_of_two_encodings_is_read_as_both():
    around = "<html><head><meta charset='utf-8'></head><p>© Tarnholm Post</p>"
    page = around.encode() + f"<p>{TALK}</p></html>".encode("cp1252")
    assert decode_html(page).text == f"{around}<p>{TALK}</p></html>"


def test_a_page_that_is_damaged_in_the_encoding_it_declares_is_read_in_it():
    page = f'<html><head><meta charset="shift_jis"></head><p>{"「はい」" * 9}</p></html>'
    content = page.encode("cp932").replace(b"</p>", b"\x82</p>")
    assert page.replace("</p>", "�</p>") == decode_html(content).text


def test_a_page_that_is_far_from_what_it_declares_is_windows_1252():
    page = f'<html><head><meta charset="euc-kr"></head><p>{TALK}</p></html>'
    assert decode_html(page.encode("cp1252")).text == page


def test_the_encoding_of_an_xml_declaration_counts():
    page = f'<?xml version="1.0" encoding="windows-1250"?><html><p>{CZECH}</p></html>'
    assert decode_html(page.encode("cp1250")).text == page


@pytest.mark.parametrize("name", ["unicode_escape", "utf-7", "rot13", "idna", "hex", "utf-16"])
def test_what_is_no_encoding_of_pages_is_passed_over(name):
    page = f'<html><head><meta charset="{name}"></head><p>+AGE- \\u0041 {TALK}</p></html>'
    assert decode_html(page.encode("cp1252")).text == page


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_nuls(encoding):
    assert decode_text(TALK.encode(encoding)).text == TALK


def test_a_text_that_holds_replacement_characters_is_not_damaged():
    assert decode_text("“Yes�,” he said".encode()).damaged == 0
    assert decode_text("“Yes�,” he said".encode() + b" \xff").damaged == 1


@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)),
    bad=st.lists(st.sampled_from([b"\xff", b"\xc0", b"\xfe", b"\xf8\x88"]), max_size=3),
)
def test_few_bad_bytes_change_nothing_else(words, bad):
    sentences = [f"“{word}” – said «Zoé»" for word in words]
    pieces = [sentence.encode() for sentence in sentences]
    content = b"\n".join([*pieces[:1], *bad, *pieces[1:]])
    if words:
        decoded = decode_text(content).text
        assert all(sentence in decoded for sentence in sentences)
