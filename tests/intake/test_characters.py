from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.intake.characters import decode_html, decode_text, storable

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
    assert decode_text(CZECH.encode(encoding)) == CZECH
    assert decode_html(CZECH.encode(encoding)) == CZECH


def test_big_endian_text_is_read_by_its_mark():
    assert decode_text(codecs.BOM_UTF16_BE + CZECH.encode("utf-16-be")) == CZECH


def test_line_ends_are_kept():
    assert decode_text(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


def test_a_page_is_read_in_the_encoding_it_declares():
    page = f'<html><head><meta charset="windows-1250"></head><p>{CZECH}</p></html>'
    assert decode_html(page.encode("windows-1250")) == page


def test_a_page_that_says_latin_1_is_read_as_browsers_read_it():
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Yes”</p></html>'
    assert decode_html(page.encode("cp1252")) == page


def test_an_unknown_declared_encoding_is_passed_over():
    page = '<html><head><meta charset="klingon"></head><p>café, café, “café”</p></html>'
    assert "caf" in decode_html(page.encode("cp1252"))


def test_text_that_is_not_utf8_and_says_nothing_is_windows_1252():
    text = "“We won,” said Zoé Lefèvre – at last…"
    assert decode_text(text.encode("cp1252")) == text
    assert decode_html(text.encode("cp1252")) == text


@given(st.binary())
def test_any_bytes_whatever_can_be_read(content):
    assert isinstance(decode_text(content), str)
    assert isinstance(decode_html(content), str)
