"""A value that holds something of another kind is asked about; it is never cut or dropped."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.model import Field, Invoice, LineItem, present_fields, with_fields
from pipeline.understand.doubt.out_of_place import with_strays_doubted
from tests.pipeline.understand.laid_out import TRADE


def read(name: str, value: Any) -> Field:
    return Field(name, str(value), value, 1.0, 1, None, "test")


def line(kind: str = "door", description: str = "DOOR", **values: Any) -> LineItem:
    fields = {name: read(name, value) for name, value in values.items()}
    return LineItem(read("kind", kind), read("description", description), 1, None, **fields)


def doubts(name: str, value: str) -> tuple[str, ...]:
    fields = {name: read(name, value)}
    header = name in {"customer_name", "measure_by"}
    asked = Invoice((1,), items=() if header else (line(**{name: value}),))
    found = with_strays_doubted(with_fields(asked, fields) if header else asked, TRADE)
    field = present_fields(found if header else found.items[0])[name]
    assert field.value == value
    return field.doubts


@pytest.mark.parametrize(("name", "value"), [
    ("location", "2 BEDROOM 2 & 3 GL9134-W 43"),
    ("location", "LOBBY RM 420.00"),
    ("location", "Pantry L3 Harga / Price"),
    ("design_name", "Lubang / Open Hole Catatan / Remark"),
    ("customer_name", "MANAGEMENT SDN BHD"),
    ("open_hole_type", "DEADBOLT 70MM Amount RM: 688.50 BACKSET"),
    ("location", "TO 7 CORRIDOR"),
    ("location", "ROOM"),
    ("frame_profile", "42mm CH5"),
    ("frame_profile", "OUTER CH2"),
    ("laminate_code", "OAK-403 S/L"),
    ("laminate_code", "STORE ROOM 8K-395"),
    ("open_hole_type", "RIM LOCK HOLE solid doors 900 x 2100 from our showroom"),
    ("location", "STORE 900mm x 2100mm"),
    ("design_name", "FLUSH PLAIN Area: ROOM 4"),
    ("design_name", "PLAIN LOCATION KITCHEN"),
    ("remark", "SWING LEFT, OPEN IN. @ RM 372.00 each = RM 1,116.00"),
    ("location", "BEDROOM 2A BOTTOM GAP 15MM FOR GRILLE"),
    ("location", "Stor Seperti lawatan tapak"), ("location", "Bedroom 2 Delivery to site"),
    ("location", "Bedroom 2 as per drawing A-101"), ("open_hole_type", "cylindrical 60mm As per our site visit"),
    ("design_name", "OSAKA 3 Supply and install"), ("laminate_code", "6S-A057 or equivalent"),
    ("measure_by", "Payment Terms"),
    ("measure_by", "Pay Terms"),
    ("measure_by", "Mr."),
    ("customer_name", "BINA MEGAH CONSTRUCTION SDN"), ("customer_name", "Please supply the following for Lim Sdn Bhd"),
    ("customer_name", "Delivery Date"),
])  # fmt: skip
def test_what_holds_something_of_another_kind_is_asked_about(name: str, value: str) -> None:
    assert doubts(name, value)


@pytest.mark.parametrize(("name", "value"), [
    ("location", "UNIT B-03-07"),
    ("location", "BLOCK A, LEVEL 3"),
    ("location", "D1"),
    ("location", "RM 102"),
    ("location", "Job 298 Bath"),
    ("location", "Bilik tidur utama tingkat 2"),
    ("design_name", "DS-03 OSLO"),
    ("design_name", "GROOVE 2 LINES"),
    ("remark", "CUT BOTTOM 15 mm, VISION PANEL 200 x 900"),
    ("remark", "REFER DRAWING DWG-A102"),
    ("measure_by", "SITE TEAM B"),
    ("measure_by", "Ms. Measurer"),
    ("customer_name", "PINTU BAIK 1688 SDN BHD"),
])  # fmt: skip
def test_what_holds_only_its_own_passes(name: str, value: str) -> None:
    assert not doubts(name, value)


@pytest.mark.parametrize(("hole", "asked"), [
    ("MORTISE LOCK 85X60", False), ("SASH LOCK 60 x 85", False), ("LEVER LOCK 900 x 2100", True),
    ("LEVER LOCK 3FT X 7FT", True),
])  # fmt: skip
def test_a_lock_s_own_size_is_no_door_s_where_the_door_has_one(hole: str, asked: bool) -> None:
    sized = line(open_hole_type=hole, width_mm=813, height_mm=2134)
    (item,) = with_strays_doubted(Invoice((1,), items=(sized,)), TRADE).items
    assert [bool(field.doubts) for field in (item.open_hole_type,) if field] == [asked]


def test_what_may_be_the_only_size_of_a_door_is_asked_about_in_its_lock_s_hole() -> None:
    assert doubts("open_hole_type", "MORTISE LOCK 36 x 84")


def test_an_accessory_of_a_door_s_size_may_be_a_door() -> None:
    items = [line("other", "DOOR CLOSER PANEL 900mm x 2100mm"), line("other", 'BUTT HINGE 4" x 3" x 2mm')]
    found = with_strays_doubted(Invoice((1,), items=tuple(items)), TRADE).items
    assert [bool(item.kind.doubts) for item in found] == [True, False]


def test_a_line_without_a_price_among_priced_ones_may_be_no_line() -> None:
    words = line("other", "/ LAIN-LAIN")
    priced = line("other", "DELIVERY", amount=120)
    kinds = [i.kind for i in with_strays_doubted(Invoice((1,), items=(words, priced)), TRADE).items]
    assert [bool(kind.doubts) for kind in kinds] == [True, False]
    (alone,) = with_strays_doubted(Invoice((1,), items=(words,)), TRADE).items
    assert not alone.kind.doubts


def test_goods_without_a_price_among_priced_ones_are_asked_about() -> None:
    priced = [line(unit_price="100.00", amount="200.00") for _ in range(3)]
    found = with_strays_doubted(Invoice((1,), items=(*priced, line())), TRADE)
    assert [bool(item.kind.doubts) for item in found.items] == [False, False, False, True]


@pytest.mark.parametrize(("design", "laminate", "asked"), [
    ("OSLO 6S-A057", None, True), ("OSLO 6S-A057", "7T-C063", False), ("MODENA 12", None, False),
    ("DS-1501", None, False),
])  # fmt: skip
def test_a_code_behind_a_design_may_be_the_laminate_s_where_none_is_read(
    design: str, laminate: str | None, asked: bool
) -> None:
    values = {"design_name": design} | ({"laminate_code": laminate} if laminate else {})
    (item,) = with_strays_doubted(Invoice((1,), items=(line(**values),)), TRADE).items
    assert [bool(field.doubts) for field in (item.design_name,) if field] == [asked]
