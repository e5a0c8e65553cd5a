"""Lines of charges and accessories below goods that stand in no headed table."""

from __future__ import annotations

import pytest

from pipeline.understand.listed.charges import charges_among
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import TRADE, page_of


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("5   Mortise lockset   4 set   118.00   472.00", {"description", "quantity", "unit_price", "amount"}),
        ("Transport   1   trip   220.00", {"description", "quantity", "unit", "amount"}),
        ("Drop seal 900MM   4   PCS", {"description", "quantity", "unit"}),
        ("5   Fitting the doors   Quantity: 1 LOT", {"description", "quantity"}),
        (
            "Item 4 Transport to site   Qty: 2 TRIP   Unit price: RM 262.00   Amount: RM 524.00",
            {"description", "quantity", "unit_price", "amount"},
        ),
        ("1 x Lorry charges (Klang Valley)", {"description", "quantity"}),
        ("2 x Flush door", set()),
        ("7. Door chain - 3 PCS", {"description", "quantity"}),
        ("7. Door chain – 3 pcs – RM 42.00   Total Payable: RM 472.00", {"description", "quantity", "amount"}),
        ("5. Lever handle lockset   6 SET", {"description", "quantity"}),
        ("5. Lever handle lockset   Qty 6 SET", {"description", "quantity"}),
        ("5. Tombol pintu   Kuantiti 6", {"description", "quantity"}),
        (
            "5. Carriage to site   Qty 2 TRIP @ 110.00 = RM 220.00",
            {"description", "quantity", "unit_price", "amount"},
        ),
        (
            "6. Digital lockset   Qty 2 SET @ 240.00 = RM 480.00",
            {"description", "quantity", "unit_price", "amount"},
        ),
        ('Flush bolt 6"   10 pair × RM 32.00 = RM 320.00', {"description", "quantity", "unit_price", "amount"}),
        ("6. Digital lockset   Qty 2 SET @ 240.00", set()),
        ("Rubber door stopper   4 PCS", {"description", "quantity"}),
        ("Transport to site   Qty 1 TRIP", {"description", "quantity"}),
        ("Collected by   4 PCS", set()),
        ("7. Prices hold   30 days", set()),
        ("7. Prices hold   Qty 30 days", set()),
        ("7. Prices hold - 30 days", set()),
        ("Samples - 3 pcs", set()),
        ("Total   4   472.00", set()),
        ("Door 900 x 2100   4   472.00", set()),
        ("Terms   30 days   Bank   1234", set()),
    ],
)
def test_a_charge_is_words_a_count_and_money(line: str, cells: set[str]) -> None:
    found = [set(charge.row.cells) for charge in charges_among(sheet_of(page_of(line)).lines, TRADE.vocabulary)]
    assert found == ([cells] if cells else [])
