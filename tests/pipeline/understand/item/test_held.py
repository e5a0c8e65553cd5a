"""What is said of all goods holds for each, the words that nobody knows as well."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in

TWO = """
    No   Description                        Size            Qty
    1    Flush Door                         900 x 2100mm    2 pcs
    2    Flush Door                         800 x 2100mm    1 pcs
"""


@pytest.mark.parametrize(("said", "kept"), [
    ("ALL DOORS: 48mm thick, oak veneer strip", "oak veneer strip"), ("All doors: bronze mesh", "bronze mesh"),
    ("All doors 48mm thick, honeycomb core, packed in pairs", "packed in pairs"),
])  # fmt: skip
def test_unknown_words_for_all_goods_are_kept_with_each_and_asked_about(said: str, kept: str) -> None:
    items = invoice_in(TOP + TWO + f"\n    {said}\n").items
    words = [item.other_words for item in items]
    assert [(each.value, bool(each.doubts)) if each else None for each in words] == [(kept, True)] * 2


def test_known_words_for_all_goods_are_kept_with_each_and_asked_of_nobody() -> None:
    items = invoice_in(TOP + TWO + "\n    ALL DOORS: 48mm thick, honeycomb core, fire rated\n").items
    words = [item.other_words for item in items]
    assert [(each.value, each.doubts) if each else None for each in words] == [("fire rated", ())] * 2
