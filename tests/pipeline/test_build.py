"""An invoice becomes a job order: nothing lost, nothing invented, what has no box is written out and flagged."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build import build
from pipeline.model import DoorRow, Field, ItemKind, JobOrder, LineItem
from tests.outputs.sample_orders import a_door, a_field, a_frame, an_invoice, shipped_options

OPTIONS = shipped_options()


def door_of(**changes: Field | None) -> DoorRow:
    (row,) = build(an_invoice(a_door(**changes)), OPTIONS).doors
    return row


def test_doors_and_frames_go_to_their_pages_and_the_rest_stays_off() -> None:
    transport = replace(a_door(), kind=a_field(ItemKind.OTHER), description=a_field("TRANSPORT"))
    order = build(an_invoice(a_door(), transport, a_frame(), a_door()), OPTIONS)
    assert [row.item for row in order.doors] == [1, 2]
    assert [row.item for row in order.frames] == [1]


def test_the_header_is_carried_with_its_fields() -> None:
    invoice = an_invoice(a_door())
    order = build(invoice, OPTIONS)
    assert (order.job_order_no, order.job_order_date, order.po_no) == (
        invoice.job_order_no,
        invoice.date,
        invoice.po_no,
    )
    assert (order.customer_name, order.measure_by) == (invoice.customer_name, invoice.measure_by)


def test_absent_stays_absent() -> None:
    bare = LineItem(a_field("door"), a_field("DOOR"), 1, None)
    order = build(an_invoice(bare, job_order_no=None, customer_name=None, delivery_date=None), OPTIONS)
    (row,) = order.doors
    assert [it.name for it in fields(row) if getattr(row, it.name) is not None] == ["item", "origin"]
    assert (order.job_order_no, order.customer_name, order.delivery_date) == (None, None, None)


@pytest.mark.parametrize(("thickness", "label"), [(37, "37mm"), (43, "43mm"), (48, "48mm")])
def test_a_thickness_with_a_box_ticks_it(thickness: int, label: str) -> None:
    choice = door_of(thickness_mm=a_field(thickness)).door_thickness
    assert choice is not None
    assert (choice.option, choice.other, choice.field.flagged) == (label, None, False)


def test_a_thickness_without_a_box_goes_to_others_and_is_flagged() -> None:
    choice = door_of(thickness_mm=a_field(40, "40MM")).door_thickness
    assert choice is not None
    assert (choice.option, choice.other) == (None, "40mm")
    assert choice.field.flagged


def test_a_door_type_without_a_box_goes_to_others_word_for_word() -> None:
    choice = door_of(door_type=a_field(None, "PIVOT, hidden closer")).door_type
    assert choice is not None
    assert (choice.option, choice.other, choice.field.flagged) == (None, "PIVOT, hidden closer", True)


def test_a_core_without_a_box_goes_to_the_remark_word_for_word() -> None:
    row = door_of(door_core=a_field("mineral wool", "MINERAL WOOL core"), remark=a_field("See drawing"))
    assert row.door_core is None
    assert row.remark is not None
    assert row.remark.value == "See drawing; MINERAL WOOL core"
    assert row.remark.flagged


def test_words_that_no_column_knows_go_to_the_remark_and_are_flagged() -> None:
    row = door_of(remark=None, other_words=a_field("magnetic catch", doubts=("these words are not known",)))
    assert row.remark is not None
    assert (row.remark.value, row.remark.flagged) == ("magnetic catch", True)


def test_a_line_that_may_be_no_door_is_asked_about_on_its_row() -> None:
    doubtful = replace(a_door(), kind=a_field("door", doubts=("the line does not say whether this is a door",)))
    (row,) = build(an_invoice(doubtful), OPTIONS).doors
    assert row.width_mm is not None
    assert row.width_mm.doubts == ("the line does not say whether this is a door",)


def test_known_words_without_a_column_go_to_the_remark_and_ask_nothing() -> None:
    row = door_of(remark=None, other_words=a_field("LH opening"))
    assert row.remark is not None
    assert (row.remark.value, row.remark.flagged) == ("LH opening", False)


def test_the_same_words_are_not_written_twice() -> None:
    row = door_of(remark=a_field("mineral wool"), other_words=a_field("mineral wool"))
    assert row.remark is not None
    assert row.remark.value == "mineral wool"


def test_the_count_of_a_decorative_line_stands_beside_its_box() -> None:
    choice = door_of(decorative_line=a_field("t_bar"), decorative_line_count=a_field(2)).decorative_line
    assert choice is not None
    assert (choice.option, choice.blank) == ("T-bar", "2")


def test_a_count_without_a_decorative_line_is_not_lost() -> None:
    row = door_of(decorative_line=None, decorative_line_count=a_field(2, "2 LINES"), remark=None)
    assert row.decorative_line is None
    assert row.remark is not None
    assert (row.remark.raw, row.remark.flagged) == ("2 LINES", True)


def test_doubts_of_a_count_reach_the_decorative_line() -> None:
    choice = door_of(decorative_line_count=a_field(8, doubts=("8 or 3?",))).decorative_line
    assert choice is not None
    assert choice.field.doubts == ("8 or 3?",)


def test_a_frame_ticks_its_side() -> None:
    (row,) = build(an_invoice(a_frame(inner_outer=a_field("inner"))), OPTIONS).frames
    assert row.inner_or_outer is not None
    assert row.inner_or_outer.option == "INNER"
    assert row.rebated is not None
    assert row.rebated.value == 49


def test_an_absent_delivery_date_is_worked_out_only_when_the_company_says_so() -> None:
    invoice = an_invoice(a_door(), delivery_date=None)
    assert build(invoice, OPTIONS).delivery_date is None
    order = build(invoice, replace(OPTIONS, lead_days=14))
    assert order.delivery_date is not None
    assert (order.delivery_date.value, order.delivery_date.rule) == ("2025-07-28", "order date + 14 days")
    assert order.derived == ("delivery_date",)


def test_a_delivery_date_on_the_document_is_never_replaced() -> None:
    order = build(an_invoice(a_door()), replace(OPTIONS, lead_days=90))
    assert order.delivery_date is not None
    assert (order.delivery_date.value, order.derived) == ("2025-07-28", ())


@pytest.mark.parametrize("date", [None, a_field(None, "soon"), a_field("9999-12-31")])
def test_no_delivery_date_is_worked_out_from_no_date(date: Field | None) -> None:
    order = build(an_invoice(a_door(), date=date, delivery_date=None), replace(OPTIONS, lead_days=14))
    assert (order.delivery_date, order.derived) == (None, ())


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20)
MAYBE = st.none() | st.one_of(WORDS, st.sampled_from(["honeycomb", "S/L", "na_lipping", "t_bar"])).map(a_field)


@given(door_core=MAYBE, edging=MAYBE, door_type=MAYBE, decorative_line=MAYBE, other_words=MAYBE, remark=MAYBE)
def test_no_word_of_a_specification_is_lost(**changes: Field | None) -> None:
    row = door_of(decorative_line_count=None, **changes)
    kept = [str(row.remark.value) if row.remark else ""]
    choices = (row.door_core, row.edging, row.door_type, row.decorative_line)
    ticked = {choice.field.raw for choice in choices if choice is not None}
    for field in filter(None, changes.values()):
        assert field.raw in ticked or field.raw in kept[0]


def test_a_built_order_has_no_issues_yet() -> None:
    order: JobOrder = build(an_invoice(a_door(thickness_mm=a_field(40))), OPTIONS)
    assert order.issues == ()
