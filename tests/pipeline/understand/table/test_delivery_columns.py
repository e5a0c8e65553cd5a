"""When each line is to be delivered: one day is the document's; where lines differ, a person is asked."""

from __future__ import annotations

from pipeline.model import Invoice
from tests.pipeline.understand.laid_out import column, invoice_in, value


def ordered(*days: str, head: str = "") -> Invoice:
    """A customer's order whose lines are to be delivered on ``days``."""
    lines = "\n".join(f"    {n}   FLUSH DOOR            900 x 2100   {day}    4" for n, day in enumerate(days, 1))
    return invoice_in(
        f"""
    # BUKIT CONTOH SDN BHD
                          PURCHASE ORDER
    To : SENDORA GROUP SDN BHD             PO No : BC-0331
    {head}

    No  Description           Size         Delivery Date   Qty
{lines}
    """
    )


def test_one_day_for_all_lines_is_the_delivery_date() -> None:
    order = ordered("14.09.2026", "14.09.2026")
    assert value(order, "delivery_date") == "2026-09-14"
    assert column(order, "other_words") == [None, None]


def test_lines_that_differ_keep_their_days_and_are_asked_about() -> None:
    order = ordered("14.09.2026", "28.09.2026")
    assert value(order, "delivery_date") is None
    assert [bool(item.other_words and item.other_words.doubts) for item in order.items] == [True, True]


def test_a_label_that_says_another_day_is_doubted() -> None:
    found = ordered("14.09.2026", "14.09.2026", head="Delivery Date : 01.10.2026").delivery_date
    assert found
    assert found.value == "2026-10-01"
    assert found.doubts
