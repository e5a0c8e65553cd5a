"""Goods that may not be meant to be made are asked about: optional, cancelled, or one of several to choose."""

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in

HEAD = """
    No   Description                                           Qty   Price    Amount
    1    Door 43mm 900 x 2100, 6S-A057, honeycomb              8     200.00   1,600.00
"""


@pytest.mark.parametrize("said", ["OPTIONAL: door", "Door (cancelled)", "Door - KIV", "Pintu (batal)"])
def test_a_line_that_says_so_is_asked_about(said: str) -> None:
    invoice = invoice_in(TOP + HEAD + f"""
    2    {said} 43mm 750 x 2100, 6S-A057, honeycomb      2     190.00   380.00
    """)  # fmt: skip
    first, second = invoice.items
    assert not first.kind.doubts
    assert any("is it to be made?" in doubt for doubt in second.kind.doubts)


@pytest.mark.parametrize("head", ["Option B", "ALTERNATIVE 2: solid timber", "Optional items"])
def test_a_heading_that_makes_lines_a_choice_is_asked_about(head: str) -> None:
    invoice = invoice_in(TOP + HEAD + f"""
    {head}
    2    Door 43mm 750 x 2100, 6S-A057, honeycomb              2     190.00   380.00
    """)  # fmt: skip
    assert any("makes some lines a choice" in doubt for doubt in invoice.doubts)


@pytest.mark.parametrize(
    "note", ["Payment option: cash or cheque", "Optional hardware may be ordered with any of our doors"]
)
def test_a_note_that_offers_something_else_is_not(note: str) -> None:
    assert not invoice_in(TOP + HEAD + f"\n    {note}\n").doubts


@pytest.mark.parametrize("said", ["approx. 750 x 2100", "750 x 2100 (TBC)", "750 x 2100 +/-"])
def test_what_is_not_settled_yet_is_asked_about(said: str) -> None:
    invoice = invoice_in(TOP + HEAD + f"""
    2    Door 43mm {said}, 6S-A057, honeycomb            2     190.00   380.00
    """)  # fmt: skip
    assert any("settled" in doubt for doubt in invoice.items[1].kind.doubts)


@pytest.mark.parametrize("note", ["Quantities above are per house.", "Kuantiti bagi setiap rumah"])
def test_counts_for_one_house_are_asked_about(note: str) -> None:
    assert any("in all" in doubt for doubt in invoice_in(TOP + HEAD + f"\n    {note}\n").doubts)
