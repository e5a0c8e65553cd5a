"""Values in a column of their own begin there, whatever labels their first word ends."""

from __future__ import annotations

from pipeline.understand.item.value_column import with_values_marked
from tests.pipeline.understand.item.said import found
from tests.pipeline.understand.laid_out import VOCABULARY, passage_of


def _marked(drawing: str) -> str:
    return with_values_marked(passage_of(drawing), VOCABULARY.specification_labels).text


def test_a_word_in_the_values_column_ends_no_label() -> None:
    drawing = """
    Pintu laminat
    Saiz Pintu       838mm x 2100mm
    Tebal            44mm
    Teras            honeycomb
    Lubang           kunci tombol
    Bukaan Lubang    kunci mortis
    Jenis Hiasan K   kunci
    """
    assert "Lubang:kunci tombol" in _marked(drawing)
    assert "Bukaan Lubang:kunci mortis" in _marked(drawing)
    assert "Pintu laminat" in _marked(drawing)


def test_a_label_that_reaches_up_to_the_column_ends_where_the_others_values_begin() -> None:
    drawing = """
    Pintu laminat
    Saiz         838mm x 2100mm
    Tebal        44mm
    Teras        honeycomb
    Jenis Lubang kunci mortis
    """
    assert "Jenis Lubang:kunci mortis" in _marked(drawing)


def test_gaps_that_stand_anywhere_make_no_column() -> None:
    drawing = """
    Room Door        Qty 10 PC
    Leaf     S/L
    Core        Metal Skeleton
    """
    assert ":" not in _marked(drawing)


def test_dashes_part_labels_from_values_where_several_do() -> None:
    drawing = """
    Pintu laminat
    Jalur Hiasan - GARIS ALUR
    Jenis Lubang - LUBANG TOMBOL
    Lokasi Pasang - PEJABAT
    """
    assert "Jenis Lubang : LUBANG TOMBOL" in _marked(drawing)
    assert found(drawing.strip())["open_hole_type"] == "LUBANG TOMBOL"
    assert found("Pintu, Jenis Lubang - LUBANG TOMBOL, Lokasi - Dapur")["open_hole_type"] == "LUBANG TOMBOL"


def test_a_dash_behind_no_label_parts_statements() -> None:
    assert " : " not in _marked("Flush door - 43mm\nLaminate - 6S-A057 - ABS edging")
