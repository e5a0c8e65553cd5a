"""What a revision changed is said in the words of the form."""

from __future__ import annotations

from dataclasses import replace

from portal.changes import Change, changes
from tests.outputs.sample_orders import a_field, sample_order


def test_only_what_prints_otherwise_is_a_change_in_the_order_of_the_form() -> None:
    earlier = sample_order(doors=2, frames=1)
    wider = replace(earlier.doors[1], width_mm=a_field(1000, "1000"), location=None)
    later = replace(earlier, po_no=a_field("PO-2"), doors=(earlier.doors[0], wider))
    assert changes(earlier, later) == (
        Change("header", 0, "po_no", str(earlier.po_no.value) if earlier.po_no else "", "PO-2"),
        Change("door", 2, "width_mm", "705 mm", "1000 mm"),
        Change("door", 2, "location", "Master Bedroom", ""),
    )


def test_a_row_that_came_or_went_is_told_cell_by_cell() -> None:
    earlier, later = sample_order(doors=1, frames=0), sample_order(doors=2, frames=0)
    came, went = changes(earlier, later), changes(later, earlier)
    assert {(change.kind, change.number, change.before) for change in came} == {("door", 2, "")}
    assert {(change.kind, change.number, change.after) for change in went} == {("door", 2, "")}
    assert Change("door", 2, "width_mm", "", "705 mm") in came


def test_the_same_again_changed_nothing() -> None:
    assert changes(sample_order(3, 2), sample_order(3, 2)) == ()
