"""Which of a size's lengths is the width is told beside the table, too."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

GOODS = """
    No   Description                        Size            Qty
    1    Flush Door                         1500 x 1800     2 pcs
    2    Flush Door                         1000 x 2100     1 pcs
"""


@pytest.mark.parametrize("note", [
    "All sizes in H x W", "Note: sizes are height by width", "Saiz: T x L", "All dimensions in mm (HxW)",
])  # fmt: skip
def test_a_note_that_names_the_height_first_is_asked_about(note: str) -> None:
    (asked,) = invoice_in(TOP + GOODS + f"\n    {note}\n").doubts
    assert asked == f"“{note}” names the height first, and sizes were read width first: which is right?"


@pytest.mark.parametrize("note", ["All sizes in W x H", "Saiz: L x T", "Sizes are T x W x H", "Attn: H. W. Tan"])
def test_any_other_note_is_asked_of_nobody(note: str) -> None:
    invoice = invoice_in(TOP + GOODS + f"\n    {note}\n")
    assert (column(invoice, "width_mm"), invoice.doubts) == ([1500, 1000], ())


def test_sizes_under_a_title_that_names_the_height_first_are_asked_of_nobody() -> None:
    titled = (
        GOODS.replace("Size      ", "Size (HxW)")
        .replace("1500 x 1800", "2100 x 1500")
        .replace("1000 x 2100", "2100 x 900")
    )
    invoice = invoice_in(TOP + titled + "\n    All sizes in H x W\n")
    assert (column(invoice, "width_mm"), invoice.doubts) == ([1500, 900], ())
