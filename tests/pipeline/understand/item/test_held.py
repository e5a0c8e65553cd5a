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


@pytest.mark.parametrize(("said", "name", "value"), [
    ("Thickness for all doors: 38mm", "thickness_mm", 38),
    ("Laminate code (all doors): 6S-A057", "laminate_code", "6S-A057"),
    ("Open hole type for all doors: LEVER LOCK HOLE", "open_hole_type", "LEVER LOCK HOLE"),
])  # fmt: skip
def test_goods_between_a_label_and_its_value_belong_to_neither(said: str, name: str, value: object) -> None:
    items = invoice_in(TOP + TWO + f"\n    {said}\n").items
    assert [(f.value, f.doubts) for item in items if (f := getattr(item, name))] == [(value, ())] * 2
