"""Corrections: they do what they say and no more, can be undone, and hold when a document is read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import WIDER
from pipeline.model import Box, Choice, Field, Issue, Origin
from pipeline.review.changes import Accept, Add, Change, Merge, Remove, Set, Split
from pipeline.review.operations import Correction, Undo, decode, depending, encode, standing, undone_by
from pipeline.review.typed import Ticked
from pipeline.revision import changed_cells
from tests.pipeline.review.orders import CHANGES, HEADER_CHANGES, Desk, at_work, door, line, order, read, row_changes


def widths(desk: Desk) -> list[object]:
    return [row.width_mm.value if row.width_mm else None for row in desk.order.doors]


# -- each operation -----------------------------------------------------------------------------------------------


def test_a_typed_size_may_be_in_feet() -> None:
    desk = Desk(order())
    desk.change(Set("doors[0].width_mm", "3FT"), Set("doors[0].height_mm", "8'"))
    row = desk.order.doors[0]
    assert (row.width_mm and row.width_mm.value, row.height_mm and row.height_mm.value) == (915, 2440)
    assert row.width_mm
    assert (row.width_mm.rule, row.width_mm.page, row.width_mm.box) == ("person reviewer", 0, None)


def test_what_was_selected_on_the_page_keeps_its_place() -> None:
    desk, box = Desk(order()), Box(0.2, 0.2, 0.3, 0.3)
    desk.change(Set("po_no", "PO-7", page=1, box=box))
    assert desk.order.po_no == Field("po_no", "PO-7", "PO-7", 1.0, 1, box, "person reviewer")


def test_a_box_of_the_form_is_ticked_or_others_or_a_count_filled_in() -> None:
    desk = Desk(order())
    desk.change(
        Set("doors[0].door_core", "Solid Timber"),
        Set("doors[1].door_thickness", Ticked(other="52mm")),
        Set("doors[2].decorative_line", Ticked(option="T-bar", blank="3")),
        Set("doors[2].door_type", None),
    )
    first, second, third = desk.order.doors
    assert (first.door_core and first.door_core.option) == "Solid Timber"
    assert second.door_thickness
    assert third.decorative_line
    assert (second.door_thickness.option, second.door_thickness.other) == (None, "52mm")
    assert (third.decorative_line.option, third.decorative_line.blank) == ("T-bar", "3")
    assert third.door_type is None


def test_an_accepted_cell_has_no_doubt_and_says_who_accepted_it() -> None:
    desk = Desk(order())
    desk.change(Accept("doors[1].height_mm"))
    height = desk.order.doors[1].height_mm
    assert height is not None
    assert (height.value, height.doubts, height.rule) == (2135, (), "size, accepted by reviewer")
    assert desk.order.issues == ()


def test_a_split_row_becomes_one_for_each_quantity_alike_in_all_else() -> None:
    desk = Desk(order())
    desk.change(Split("doors[0]", (1, 3)))
    first, second = desk.order.doors[:2]
    assert [row.item for row in desk.order.doors] == [1, 2, 3, 4]
    assert (first.quantity and first.quantity.value, second.quantity and second.quantity.value) == (1, 3)
    assert replace(first, quantity=None, item=0) == replace(second, quantity=None, item=0)


def test_merged_rows_add_up_and_ask_where_they_differ() -> None:
    desk = Desk(replace(order(), doors=(door(0), door(1, width=815), door(2))))
    desk.change(Merge(("doors[0]", "doors[1]")))
    row = desk.order.doors[0]
    assert (len(desk.order.doors), row.quantity and row.quantity.value) == (2, 8)
    assert row.width_mm
    assert (row.width_mm.value, row.width_mm.doubts) == (915, ("the merged rows differ here: “915” and “815”",))


def test_an_added_row_is_asked_for_what_it_cannot_be_built_without() -> None:
    desk = Desk(order())
    desk.change(Add("doors", "doors[0]"))
    assert [issue.path for issue in desk.order.issues if issue.path.startswith("doors[1]")] == [
        "doors[1].width_mm",
        "doors[1].height_mm",
        "doors[1].quantity",
    ]
    desk.change(
        *(Set(f"doors[1].{name}", value) for name, value in (("width_mm", 900), ("height_mm", 2100), ("quantity", 2)))
    )
    assert [issue for issue in desk.order.issues if issue.path.startswith("doors[1]")] == []


def test_a_leaf_that_a_person_made_wider_than_high_is_asked_about_until_it_is_not() -> None:
    desk = Desk(order())
    desk.change(Set("doors[0].width_mm", 2200))
    assert [issue.message for issue in desk.order.issues if issue.path == "doors[0].width_mm"] == [WIDER]
    desk.change(Set("doors[0].door_type", "D/L"))
    assert [issue.message for issue in desk.order.issues if issue.path == "doors[0].width_mm"] == []


def test_what_a_pasted_text_brings_along_unseen_is_left_out() -> None:
    desk = Desk(order())
    desk.change(Set("customer_name", "\u202aPINTU\u200b MAJU\u202c \u00ad发票\ufeff"))
    assert desk.order.customer_name
    assert desk.order.customer_name.value == "PINTU MAJU 发票"


def test_a_delivery_date_that_was_worked_out_moves_with_the_date_it_was_worked_out_from() -> None:
    desk = Desk(order())
    desk.change(Set("job_order_date", "10/11/2026"))
    assert desk.order.delivery_date
    assert (desk.order.delivery_date.value, desk.order.derived) == ("2026-11-24", ("delivery_date",))
    desk.change(Set("delivery_date", "01/12/2026"))
    assert (desk.order.delivery_date.value, desk.order.derived) == ("2026-12-01", ())


# -- reading again ------------------------------------------------------------------------------------------------


def shifted(box: Box, by: float) -> Box:
    return Box(box.x0 + by, box.y0 + by, box.x1 + by, box.y1 + by)


def test_a_correction_finds_its_row_when_rows_before_it_come_or_go() -> None:
    desk = Desk(order())
    desk.change(Set("doors[2].width_mm", 800))
    again = replace(order(), doors=(door(0), door(7), door(2)))
    assert desk.now(again).order.doors[2].width_mm == desk.order.doors[2].width_mm
    again = replace(order(), doors=(door(2),))
    assert desk.now(again).order.doors[0].width_mm == desk.order.doors[2].width_mm


def test_another_readers_boxes_differ_by_a_little() -> None:
    desk = Desk(order())
    desk.change(Set("doors[1].width_mm", 800))
    rows = [
        replace(row, origin=Origin(1, shifted(row.origin.box, 0.003), f"d00r {n}"))
        for n, row in enumerate(order().doors)
        if row.origin and row.origin.box
    ]
    found = desk.now(replace(order(), doors=tuple(rows))).order.doors
    assert [row.width_mm.value for row in found if row.width_mm] == [915, 800, 915]


@pytest.mark.parametrize("page", [1, 2])
def test_a_correction_without_its_row_becomes_a_question_and_touches_no_other_door(page: int) -> None:
    desk = Desk(order())
    desk.change(Set("doors[1].width_mm", 800))
    moved = replace(door(1), origin=line(9, page))
    again = desk.now(replace(order(), doors=(door(0), moved, door(2)))).order
    assert [row.width_mm.value for row in again.doors if row.width_mm] == [915, 915, 915]
    assert "reviewer changed the width of a door to “800”" in again.issues[0].message
    assert again.draft


def test_a_line_that_became_two_rows_is_not_guessed_at() -> None:
    desk = Desk(order())
    desk.change(Set("doors[1].width_mm", 800))
    again = desk.now(replace(order(), doors=(door(0), door(1), door(1)))).order
    assert [row.width_mm.value for row in again.doors if row.width_mm] == [915, 915, 915]
    assert again.issues[0].path == ""


def test_a_value_that_a_person_accepted_is_not_overwritten_by_a_later_reading() -> None:
    desk = Desk(order())
    desk.change(Accept("customer_name"))
    again = desk.now(replace(order(), customer_name=read("customer_name", "C0NT0H"))).order
    assert again.customer_name
    assert again.customer_name.value == "CONTOH SDN BHD"


def test_an_answered_question_is_asked_again_only_when_it_changed() -> None:
    question = replace(order(), issues=(_issue("The lines add up to 4."),))
    desk = Desk(question)
    desk.change(Accept(""))
    assert not [issue for issue in desk.order.issues if not issue.path]
    other = replace(order(), issues=(_issue("The lines add up to 5."),))
    assert [issue.message for issue in desk.now(other).order.issues if not issue.path] == ["The lines add up to 5."]


def _issue(message: str) -> Issue:
    return Issue("", message)


# -- any corrections ----------------------------------------------------------------------------------------------


@given(CHANGES)
def test_undoing_everything_gives_back_what_was_built(changes: list[Change]) -> None:
    desk = Desk(order())
    made = at_work(desk, changes)
    for correction in reversed([c for each in made for c in each]):
        desk.undo(correction)
    assert desk.order == order()


@given(CHANGES)
def test_undoing_the_last_change_gives_back_what_was_before_it(changes: list[Change]) -> None:
    desk = Desk(order())
    at_work(desk, changes[:-1])
    before = desk.order
    for correction in reversed([c for each in at_work(desk, changes[-1:]) for c in each]):
        desk.undo(correction)
    assert desk.order == before


@given(st.lists(HEADER_CHANGES, max_size=4), st.lists(row_changes(), max_size=4))
def test_changes_of_the_head_and_of_rows_may_come_in_any_order(head: list[Change], rows: list[Change]) -> None:
    one, other = Desk(order()), Desk(order())
    at_work(one, [*head, *rows])
    at_work(other, [*rows, *head])
    assert changed_cells(one.order, other.order) == ()


@given(CHANGES)
def test_the_same_decisions_give_the_same_job_order_again(changes: list[Change]) -> None:
    desk = Desk(order())
    at_work(desk, changes)
    kept = [replace(c, operation=decode(encode(c.operation))) for c in desk.decisions]
    again = Desk(order())
    again.decisions = kept
    assert again.order == desk.order


@given(st.lists(row_changes(), max_size=6))
def test_what_nobody_touched_does_not_change(changes: list[Change]) -> None:
    desk = Desk(order())
    at_work(desk, changes)
    assert desk.order.frames == order().frames
    assert replace(desk.order, doors=(), issues=()) == replace(order(), doors=(), issues=())


@given(CHANGES)
def test_no_value_is_without_a_place_or_a_person(changes: list[Change]) -> None:
    desk = Desk(order())
    at_work(desk, changes)
    for row in (*desk.order.doors, *desk.order.frames):
        names = ("width_mm", "height_mm", "quantity", "door_core", "laminate_code")
        contents = [getattr(row, name, None) for name in names]
        for content in (c.field if isinstance(c, Choice) else c for c in contents if c is not None):
            assert content.value is None or content.box is not None or content.rule.startswith("person ")


# -- undoing ------------------------------------------------------------------------------------------------------


def test_an_undo_can_be_undone() -> None:
    desk = Desk(order())
    (typed,) = desk.change(Set("doors[0].width_mm", 800))
    desk.undo(typed)
    assert widths(desk)[0] == 915
    desk.undo(desk.decisions[-1])
    assert widths(desk)[0] == 800
    assert undone_by(desk.decisions) == {"c2": desk.decisions[2]}


def test_what_was_done_to_a_row_depends_on_what_made_it() -> None:
    desk = Desk(order())
    (split,) = desk.change(Split("doors[0]", (1, 3)))
    (typed,) = desk.change(Set("doors[1].width_mm", 800))
    (removed,) = desk.change(Remove("doors[2]"))
    assert [c.id for c in depending(desk.decisions, split.id)] == [typed.id]
    assert removed in standing(desk.decisions)


@given(st.lists(st.integers(0, 8), max_size=8))
def test_what_holds_is_what_was_not_undone_last(targets: list[int]) -> None:
    desk = Desk(order())
    (typed,) = desk.change(Set("po_no", "PO-1"))
    for target in targets:
        if target < len(desk.decisions):
            desk.record(Undo(desk.decisions[target].id))
    held: set[str] = {c.id for c in standing(desk.decisions)}
    last = _holds(desk.decisions, typed)
    assert (typed.id in held) == last


def _holds(decisions: list[Correction], correction: Correction) -> bool:
    """By definition: no later undo of it holds."""
    later = [c for c in decisions if isinstance(c.operation, Undo) and c.operation.of == correction.id]
    return not any(_holds(decisions, undo) for undo in later)
