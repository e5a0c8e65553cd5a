"""Goods on the page that no line item took are asked about, whatever the reason that they were not taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Invoice
from pipeline.understand.doubt.left_over import left_over
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import TRADE, invoice_in, page_of

PAGE = """
INVOICE NO: KDI-2507-003         DATE: 03/07/2025

NO   DESCRIPTION                                    QTY   UNIT PRICE   AMOUNT
1    Flush door 900mm x 2100mm, laminate 6S-A057    4     300.00       1,200.00
2    Door frame 950mm x 2150mm, laminate 6S-A057    2     150.00         300.00
3    Delivery of doors                              1     100.00         100.00
                                                          TOTAL        1,600.00
"""


def questions(invoice: Invoice, page: str = PAGE) -> list[str]:
    return list(left_over(invoice, [sheet_of(page_of(page))], TRADE))


def test_nothing_is_asked_where_every_line_was_taken() -> None:
    invoice = invoice_in(PAGE)
    assert len(invoice.items) == 3
    assert questions(invoice) == []
    dealer = "BILL TO: CONTOH DOORS SUPPLY SDN BHD      DATED: 03.07.2025" + PAGE
    assert questions(invoice_in(dealer), dealer) == []


def test_each_lost_item_is_asked_about_by_its_size_or_its_price() -> None:
    invoice = invoice_in(PAGE)
    for lost, words in ((0, "900mm x 2100mm"), (1, "950mm x 2150mm"), (2, "Delivery of doors")):
        rest = replace(invoice, items=tuple(item for place, item in enumerate(invoice.items) if place != lost))
        (question, *_) = questions(rest)
        assert words in question


def test_what_is_said_of_a_total_or_of_the_terms_is_no_item() -> None:
    more = (
        "TOTAL FOR DOORS AND FRAMES 1,600.00\nDoors are guaranteed for 12 months.\n"
        "2. Sizes such as 900 x 2100mm or 3' x 7' are nominal, tolerance 2mm."
    )
    assert questions(invoice_in(PAGE), f"{PAGE}\n{more}") == []


@pytest.mark.parametrize("name", ["Sum of doors RM", "Doors total", "Jumlah pintu"])
def test_what_all_doors_come_to_is_no_door_that_is_missing(name: str) -> None:
    assert questions(invoice_in(PAGE), f"{PAGE}\n                    {name} 812.00") == []


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Lever handle lockset   6 SET", True),
        ("Please also supply 6 sets of lever handle and 4 pcs door stopper.", True),
        ("Accessories: 4 pcs rubber stopper", True),
        ("Lever handles are guaranteed for 12 months.", False),
        ("Req. Delivery Date 9 November 2026", False),
        ("Total hinges   6 pcs", False),
    ],
)
def test_what_else_is_counted_outside_of_every_line_is_asked_about(line: str, *, asked: bool) -> None:
    assert bool(questions(invoice_in(PAGE), f"{PAGE}\n\n\n{line}")) is asked


BROKEN = """
INVOICE NO: KDI-2507-003         DATE: 03/07/2025

NO   DESCRIPTION    QTY   UNIT   SIZE     CORE
1    Flush          4     PCS    900      Honeycomb
     door                        x
                                 2100
2    Flush          6     PCS    800 x    Honeycomb
     door                        2100
"""


def test_a_size_that_a_narrow_cell_breaks_over_lines_is_asked_about_too() -> None:
    invoice = replace(invoice_in(BROKEN), items=())
    plain = BROKEN.replace("PCS", "   ").replace("Flush", "Type ").replace("door", "    ")
    assert [question[:12] for question in questions(invoice, plain)] == ["“900 x 2100”", "“800 x 2100”"]


def test_a_row_of_cells_that_counts_goods_is_asked_about_without_a_price_or_a_size() -> None:
    invoice = invoice_in(BROKEN)
    assert questions(invoice, BROKEN) == []
    unsized = BROKEN.replace("2100", "    ").replace("Flush", "Door ")
    first, second = questions(replace(invoice, items=()), unsized)
    assert "1 Door 4 PCS" in first
    assert "2 Door 6 PCS" in second


def test_what_labels_count_in_a_row_of_cells_is_no_item() -> None:
    more = "Doors : 10 PCS      Frames : none      Checked : A.B."
    assert questions(invoice_in(BROKEN), f"{BROKEN}\n{more}") == []
