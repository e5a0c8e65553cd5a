"""A label that a narrow cell breaks over lines is one label: the rest of it is no word of the value beside it."""

from __future__ import annotations

import pytest

from pipeline.understand.page.layout import sheet_of
from pipeline.understand.page.wrapped_labels import with_labels_whole
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, invoice_in, page_of, value, values


def _lines(drawing: str) -> list[list[str]]:
    sheet = with_labels_whole(sheet_of(page_of(drawing)), VOCABULARY)
    return [[segment.text for segment in line.segments] for line in sheet.lines]


def test_the_other_language_of_a_label_stands_below_it_and_is_set_behind_it() -> None:
    drawing = """
    Laminate /     6S-A057      Lock hole /      Lever lock
    Lamina                      Lubang kunci     60mm backset
    """
    assert _lines(drawing) == [
        ["Laminate / Lamina", "6S-A057", "Lock hole / Lubang kunci", "Lever lock"],
        ["60mm backset"],
    ]


def test_the_second_word_of_a_label_stands_below_it_where_the_value_beside_it_has_a_colon() -> None:
    drawing = """
    Kod        : 6S-A057     Garis      : Groove line
    lamina                   hiasan
    """
    assert _lines(drawing) == [["Kod lamina", ": 6S-A057", "Garis hiasan", ": Groove line"]]


@pytest.mark.parametrize(
    "rows",
    [
        ("Design     : DS-15", "Code       : 6S-A057"),  # each has its own value
        ("Design     DS-15", "Code       6S-A057"),  # nothing tells
        ("Laminate /  6S-A057", "Core       Honeycomb"),  # another label
    ],
)
def test_a_label_below_another_one_stays_a_label(rows: tuple[str, str]) -> None:
    assert len(_lines("\n".join(rows))) == len(rows)


def test_a_label_close_behind_a_value_in_a_second_list_takes_the_words_below_it_and_its_own_value() -> None:
    invoice = invoice_in(
        TOP
        + """\
    No   Description                                                       Qty      Amount
    1    Pintu flush                                                       2 pcs    200.00
         Saiz      : 1600 x 2075 mm Tebal     : 40mm
         Jenis     : Dua belah      Kod       : 6S-A057
                                    lamina
         Lubang    : Cylindrical    Catatan   : Potong bawah
         kunci       70mm backset               10mm
    """
    )
    (item,) = invoice.items
    assert values(item, "laminate_code", "thickness_mm", "door_type") == ("6S-A057", 40, "D/L")
    assert value(item, "open_hole_type") == "Cylindrical 70mm backset"
    assert value(item, "remark") == "Potong bawah 10mm"
