"""What an item is worth to the reading that found it."""

from __future__ import annotations

from pipeline.model import Field, ItemKind, LineItem, with_fields
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY, SPECIFIED
from pipeline.understand.worth import MOST, worth_of


def said(name: str, value: str | int) -> Field:
    return Field(name, str(value), value, 1.0, 1, None, "test")


def item(kind: ItemKind, *names: str) -> LineItem:
    sums = {name: said(name, value) for name, value in (("quantity", 2), ("unit_price", "5.00"), ("amount", "10.00"))}
    fields = {name: said(name, 900) for name in names}
    return with_fields(LineItem(said("kind", kind.value), said("description", "…"), 1, None), sums | fields)


def test_no_item_is_worth_more_than_a_door_of_which_all_is_known() -> None:
    door = item(ItemKind.DOOR, *(name for name in SPECIFIED if name not in FRAME_ONLY))
    frame = item(ItemKind.FRAME, *(n for n in SPECIFIED if n not in DOOR_ONLY - {"thickness_mm", "design_name"}))
    assert worth_of(door) == MOST
    assert worth_of(frame) < MOST
