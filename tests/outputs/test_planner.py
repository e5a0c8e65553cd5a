"""The planner's sheet: a line a door or frame, numbers as numbers, nothing taken for a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

from outputs.planner import COLUMNS, planner_csv, planner_lines, planner_xlsx
from pipeline.build import build
from pipeline.model import Issue, JobOrder
from tests.outputs.sample_orders import a_door, a_field, an_invoice, sample_order, shipped_options


def rows_of(*orders: JobOrder) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(planner_csv(orders).decode("utf-8-sig"))))


def tricky_order(words: str) -> JobOrder:
    return build(an_invoice(a_door(design_name=a_field(words))), shipped_options())


def test_each_door_and_frame_has_a_line() -> None:
    rows = rows_of(sample_order(doors=5, frames=2), sample_order(doors=1, frames=0))
    assert [(row["Page"], row["Item"]) for row in rows] == [
        ("DOOR", "1"), ("DOOR", "2"), ("DOOR", "3"), ("DOOR", "4"), ("DOOR", "5"), ("FRAME", "1"), ("FRAME", "2"),
        ("DOOR", "1"),
    ]  # fmt: skip


def test_a_line_holds_what_the_form_does() -> None:
    (row,) = rows_of(sample_order(doors=1, frames=0))
    assert row["Job Order No"] == "KDI-2507-003"
    assert (row["Width mm"], row["Height mm"], row["Quantity"]) == ("700", "2440", "1")
    assert (row["Door Thickness"], row["Decorative Line"]) == ("43mm", "Groove Line 3")
    assert (row["Delivery Date"], row["State"]) == ("28/07/2025", "final")


def test_a_draft_is_told_from_a_final_order() -> None:
    draft = replace(sample_order(doors=1, frames=0), issues=(Issue("", "Look again."),))
    assert rows_of(draft)[0]["State"] == "DRAFT"


def test_words_that_look_like_a_formula_stay_words() -> None:
    assert rows_of(tricky_order("=1+1"))[0]["Design Name"] == "'=1+1"
    sheet = zipfile.ZipFile(io.BytesIO(planner_xlsx([tricky_order("=1+1")]))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_chinese_and_commas_come_through() -> None:
    assert rows_of(tricky_order('雕花, "A"'))[0]["Design Name"] == '雕花, "A"'


def test_numbers_are_numbers_in_the_workbook() -> None:
    sheet = zipfile.ZipFile(io.BytesIO(planner_xlsx([sample_order(doors=1, frames=0)]))).read(
        "xl/worksheets/sheet1.xml"
    )
    assert b"<v>700</v>" in sheet


def test_every_column_is_filled_on_every_line() -> None:
    headings = {heading for heading, _ in COLUMNS}
    assert all(set(line) == headings for line in planner_lines([sample_order(doors=1, frames=1)]))


def test_the_same_orders_give_the_same_workbook() -> None:
    assert planner_xlsx([sample_order()]) == planner_xlsx([sample_order()])


def test_no_orders_give_a_sheet_with_headings() -> None:
    assert rows_of() == []
    assert planner_xlsx([])
