"""The document's date where no label names it."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in


@pytest.mark.parametrize(
    ("lines", "day", "doubted"),
    [
        ("10/2/2026\n    Delivery Date : 20/3/2026", "2026-02-10", False),
        ("10/2/2026\n\n    20/3/2026", "2026-02-10", True),
        ("OUR REF      ORDERED      DELIVERY\n    DR/25        14/9/26      16/10/26", "2026-09-14", False),
        ("Contoh Enterprise      Tue, 14 Apr 2026 at 10:22 AM\n    Delivery date: 11 May 2026", "2026-04-14", False),
        ("On Tue, 14 Apr 2026 at 10:22 AM Contoh wrote:\n    Delivery date: 11 May 2026", "2026-04-14", True),
        ("14/09/2026, 10:22      eContoh\n    20/3/2026", "2026-09-14", True),
    ],
)
def test_a_day_is_the_document_s_where_every_other_is_named(lines: str, day: str, *, doubted: bool) -> None:
    date = invoice_in(f"    # Contoh Resort Sdn Bhd\n    PO10664\n    {lines}\n").date
    assert date
    assert (date.value, bool(date.doubts)) == (day, doubted)
