"""Job orders to correct, and the corrections of people who were at work on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import strategies as st

from pipeline.checks import CheckRules
from pipeline.errors import Refused
from pipeline.form import read_form_options
from pipeline.model import Box, Choice, DoorRow, Field, FrameRow, JobOrder, Origin
from pipeline.review.changes import Accept, Add, Asked, Change, Merge, NotADoor, Remove, Set, Split, operations_of
from pipeline.review.corrections import Corrected, corrected
from pipeline.review.documents import concerning
from pipeline.review.operations import Correction, Operation, Undo

AT = datetime(2026, 11, 27, tzinfo=UTC)
RULES = CheckRules()
OPTIONS = read_form_options((Path(__file__).parents[3] / "config/form.toml").read_text())
ASKED = Asked("reviewer", OPTIONS, RULES)


def read(name: str, value: str | int, line: int = 0, doubts: tuple[str, ...] = ()) -> Field:
    """A value read on page 1."""
    return Field(name, str(value), value, 0.99, 1, Box(0.1, 0.1 + line / 50, 0.4, 0.11 + line / 50), "size", doubts)


def line(number: int, page: int = 1, text: str = "door") -> Origin:
    """Where a line stands."""
    return Origin(page, Box(0.1, 0.1 + number / 50, 0.9, 0.115 + number / 50), f"{text} {number}")


def door(number: int, width: int = 915, quantity: int = 4) -> DoorRow:
    return DoorRow(
        item=number + 1,
        laminate_code=read("laminate_code", "6S-A057", number),
        door_thickness=Choice("43mm", None, read("thickness_mm", 43, number)),
        width_mm=read("width_mm", width, number),
        height_mm=read("height_mm", 2135, number, ("the 1 could be a 7",) if number == 1 else ()),
        location=None,
        quantity=read("quantity", quantity, number),
        door_type=Choice("S/L", None, read("door_type", "S/L", number)),
        door_core=None,
        edging=None,
        decorative_line=None,
        design_name=None,
        open_hole_type=None,
        remark=None,
        origin=line(number),
    )


def frame(number: int) -> FrameRow:
    return FrameRow(
        number + 1, None, None, None, read("width_mm", 975, 20 + number), read("height_mm", 2165, 20 + number), None,
        read("quantity", 4, 20 + number), None, None, None, line(20 + number, text="frame"),
    )  # fmt: skip


def order(doors: int = 3, frames: int = 2) -> JobOrder:
    return JobOrder(
        job_order_no=read("job_order_no", "KDI-1"),
        job_order_date=read("date", "2026-11-09"),
        po_no=None,
        delivery_date=replace(read("delivery_date", "2026-11-23"), rule="order date + 14 days"),
        customer_name=read("customer_name", "CONTOH SDN BHD"),
        measure_by=None,
        doors=tuple(door(n) for n in range(doors)),
        frames=tuple(frame(n) for n in range(frames)),
        derived=("delivery_date",),
        pages=(1,),
    )


class Desk:
    """Records corrections as the service does, without a database."""

    def __init__(self, built: JobOrder) -> None:
        self.built = built
        self.decisions: list[Correction] = []

    def now(self, built: JobOrder | None = None) -> Corrected:
        """The job order with all that was decided, built anew or as it was."""
        found = built or self.built
        return corrected(found, concerning(self.decisions, 1, found.pages), RULES)

    @property
    def order(self) -> JobOrder:
        return self.now().order

    def change(self, *changes: Change) -> list[Correction]:
        made: list[Correction] = []
        for change in changes:
            for operation, reason in operations_of(change, self.now(), ASKED):
                made.append(self.record(operation, reason))
        return made

    def record(self, operation: Operation, reason: str | None = None) -> Correction:
        number = len(self.decisions) + 1
        made = Correction(f"c{number}", "job", 1, 1, number, operation, "reviewer", AT, reason)
        self.decisions.append(made)
        return made

    def undo(self, correction: Correction) -> None:
        self.record(Undo(correction.id))


NUMBERS = st.integers(1, 4000)
HEADER_CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(Set, st.sampled_from(["job_order_no", "po_no", "customer_name"]), st.text("ABC12 -", max_size=8)),
    st.builds(Set, st.just("job_order_date"), st.sampled_from(["12/03/2026", "2026-12-31", None])),
    st.builds(Accept, st.sampled_from(["job_order_no", "delivery_date"])),
)


def row_changes(rows: int = 3) -> st.SearchStrategy[Change]:
    """Changes of door rows, some of which may be refused."""
    path = st.integers(0, rows).map(lambda n: f"doors[{n}]")
    return st.one_of(
        st.builds(lambda p, v: Set(f"{p}.width_mm", v), path, NUMBERS),
        st.builds(lambda p, v: Set(f"{p}.quantity", v), path, st.one_of(st.none(), NUMBERS)),
        st.builds(lambda p: Set(f"{p}.door_core", "Honeycomb"), path),
        st.builds(lambda p: Accept(f"{p}.height_mm"), path),
        st.just(Add("doors")),
        st.builds(lambda p: Add("doors", p), path),
        st.builds(Remove, path),
        st.builds(NotADoor, path),
        st.builds(lambda p, q: Split(p, q, "as told"), path, st.lists(NUMBERS, min_size=2, max_size=3).map(tuple)),
        st.builds(lambda a, b: Merge((a, b)), path, path),
    )


CHANGES = st.lists(st.one_of(HEADER_CHANGES, row_changes()), max_size=8)


def at_work(desk: Desk, changes: Sequence[Change]) -> list[list[Correction]]:
    """The changes that the job order takes, as they were recorded."""
    made = []
    for change in changes:
        try:
            made.append(desk.change(change))
        except Refused:
            continue
    return made
