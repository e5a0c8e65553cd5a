"""Marks stand at the very cell that is doubtful or changed, not at its neighbour."""

from __future__ import annotations

from dataclasses import replace

from outputs.layout import DOOR, Rect
from outputs.page import pages_of
from pipeline.build import build
from pipeline.model import Issue, JobOrder, Revision
from pipeline.revision import changed_cells, flagged_fields
from tests.outputs.sample_orders import a_door, a_field, an_invoice, shipped_options


def order_of(*widths: int, doubt_last: bool = False) -> JobOrder:
    doubts = ("Blurred.",) if doubt_last else ()
    doors = [a_door(laminate_code=a_field(f"6S-A{width}")) for width in widths[:-1]]
    doors.append(a_door(laminate_code=a_field(f"6S-A{widths[-1]}", doubts=doubts)))
    return build(an_invoice(*doors), shipped_options())


def second_laminate_code() -> Rect:
    return DOOR.cell("laminate_code", 1, 4)


def test_a_doubt_is_marked_in_its_own_row() -> None:
    order = order_of(700, 800, doubt_last=True)
    draft = replace(order, issues=tuple(Issue(path, "Is it right?") for path, _ in flagged_fields(order)))
    (mark,) = pages_of(draft, shipped_options())[0].drawing.doubtful
    assert mark.space == second_laminate_code()


def test_a_change_is_marked_in_its_own_row() -> None:
    earlier, later = order_of(700, 800), order_of(700, 900)
    revised = replace(later, revision=Revision("B", "A", "2025-03-12", changed_cells(earlier, later)))
    (mark,) = pages_of(revised, shipped_options())[0].drawing.changed
    assert mark.space == second_laminate_code()


def test_an_issue_marks_a_cell_that_is_empty() -> None:
    order = build(an_invoice(a_door(), a_door(laminate_code=None)), shipped_options())
    draft = replace(order, issues=(Issue("doors[1].laminate_code", "Which laminate?"),))
    (mark,) = pages_of(draft, shipped_options())[0].drawing.doubtful
    assert mark.space == second_laminate_code()
