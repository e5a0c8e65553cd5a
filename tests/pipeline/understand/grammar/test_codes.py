"""A code is repaired only where its neighbours leave one reading; where both could stand a person is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.understand.grammar.codes import Code, in_shape, read_code, shape_of, thin_letters, words_repaired

CODES = ("6S-A057", "KDI-2507-003", "HS-2665M", "EDL-1530", "DO-123", "WO-7", "CH2", "P1", "OAK", "SD-118", "8S-B203")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("trusted", [True, False])
def test_a_code_read_well_stays_as_it_is(code: str, trusted: bool) -> None:
    found = read_code(code, trusted=trusted)
    assert (found.text, found.doubts) == (code, ())


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("KDI-25O7-003", "KDI-2507-003"),  # between two digits only a digit can stand
        ("KDI-2507-0O3", "KDI-2507-003"),
        ("12l45", "12145"),
        ("EDL-I530", "EDL-1530"),  # a stretch of figures alone
        ("INV-OO1", "INV-001"),
        ("D0-123", "DO-123"),  # a stretch of letters alone
        ("lNV-7", "INV-7"),
        ("0AK457T", "OAK457T"),  # no maker's codes begin with a nought and letters
    ],
)
def test_ocr_is_put_right_where_one_reading_is_left(read: str, meant: str) -> None:
    found = read_code(read, trusted=False)
    assert (found.text, found.doubts) == (meant, ())


@pytest.mark.parametrize("read", ["6S-AO57", "6S-Al45", "A|23"])
def test_where_a_letter_or_a_digit_could_stand_a_person_is_asked(read: str) -> None:
    assert read_code(read, trusted=False).doubts


@given(st.text(alphabet="OoIl01|S5B8-A /", min_size=1, max_size=12))
def test_stored_characters_are_believed_whatever_they_are(text: str) -> None:
    found = read_code(text, trusted=True)
    assert (found.text, found.doubts) == (" ".join(text.split()), ())


@given(st.text(max_size=20))
def test_only_lookalikes_ever_change(text: str) -> None:
    lookalikes = str.maketrans(dict.fromkeys("Oo0", "0") | dict.fromkeys("Il|1", "1"))
    read = read_code(text, trusted=False).text
    assert read.translate(lookalikes).casefold() == " ".join(text.split()).translate(lookalikes).casefold()


@pytest.mark.parametrize(
    ("read", "word"),
    [
        ("AR-06 BR00KLYN", "AR-06 BROOKLYN"),
        ("Bedro0m 2", "Bedroom 2"),
        ("BIk C Lobby, Ground FIr", "Blk C Lobby, Ground Flr"),
        ("BIK C, PII Inn", "BIK C, PII Inn"),
        ("D-77 BORNE0", "D-77 BORNEO"),
        ("A0B0C", "A0B0C"),
        ("DS-20 X400B", "DS-20 X400B"),
    ],
)
def test_a_nought_or_an_i_among_the_letters_of_a_word_is_the_letter_that_makes_one(read: str, word: str) -> None:
    assert words_repaired(read) == word


@pytest.mark.parametrize("read", ["SQ1", "SGQ9038-R1", "Q2608-513"])
def test_a_q_that_was_read_is_one(read: str) -> None:
    assert read_code(read, trusted=False) == Code(read)


def test_every_confusion_of_the_trade_has_one_way_back() -> None:
    assert in_shape("LK O4B1", "AA ####") == "LK 0481"
    assert in_shape("0K-1l5", "AA-###") == "OK-115"
    assert in_shape("MX-12", "AA-###") is None


def test_codes_of_one_maker_share_a_shape() -> None:
    assert shape_of("6S-A057") == shape_of("8S-B203") == "#A-A###"
    assert shape_of("65-A213") != shape_of("6S-A213")


def test_an_i_before_a_code_s_figures_may_have_been_an_l() -> None:
    assert thin_letters("VI-09")
    assert not any(map(thin_letters, ("VL-09", "8S-C066", "TYPE I", "Linea 04")))
