"""What of a job order is shown, and from where."""

from pipeline.model import Box, Choice, DoorRow, Field, Issue, JobOrder, Revision
from portal.sheet import groups, loose_issues, row_size

PLACE = Box(0.1, 0.2, 0.3, 0.25)


def field(name: str, value: str | int, raw: str = "", **more: object) -> Field:
    return Field(name, raw or str(value), value, 0.97, 1, PLACE, "size", **more)  # type: ignore[arg-type] # doubts only


def door(**cells: Field | Choice) -> DoorRow:
    empty = dict.fromkeys(DoorRow.__dataclass_fields__)
    return DoorRow(**{**empty, "item": 1, **cells})  # type: ignore[arg-type] # the names are checked by the class


def order(*doors: DoorRow, **more: object) -> JobOrder:
    nothing = dict.fromkeys(("job_order_no", "job_order_date", "po_no", "delivery_date", "customer_name", "measure_by"))
    return JobOrder(**{**nothing, "doors": doors, **more})  # type: ignore[arg-type]


def test_a_value_is_shown_as_the_form_prints_it_beside_what_stood_there() -> None:
    _, row = groups(order(door(width_mm=field("width_mm", 915, "3FT"))))
    width = row.cell("width_mm")
    assert width is not None
    assert (width.text, width.raw, width.box, width.read_differently) == ("915 mm", "3FT", PLACE, True)


def test_a_ticked_box_is_shown_by_its_label_and_its_blank() -> None:
    line = Choice("Groove Line", None, field("decorative_line", "groove"), blank="2")
    other = Choice(None, "Zinc", field("door_type", "zinc"))
    _, row = groups(order(door(decorative_line=line, door_type=other)))
    assert [cell.text for cell in row.filled] == ["Others: Zinc", "Groove Line 2"]


def test_what_the_document_does_not_say_is_listed_as_blank() -> None:
    _, row = groups(order(door()))
    assert row.filled == ()
    assert len(row.empty) == 13


def test_each_doubt_is_shown_once_even_when_review_repeats_it() -> None:
    doubtful = field("width_mm", 915, doubts=("The 9 could be a 4.",))
    issue = Issue("doors[0].width_mm", "The 9 could be a 4.", 1, PLACE)
    _, row = groups(order(door(width_mm=doubtful), issues=(issue,)))
    assert [cell.doubts for cell in row.filled] == [("The 9 could be a 4.",)]


def test_a_missing_value_that_a_person_must_give_is_not_hidden_among_the_blanks() -> None:
    header, *_ = groups(order(issues=(Issue("job_order_no", "No number was found."),)))
    assert [cell.name for cell in header.filled] == ["job_order_no"]


def test_a_question_about_the_whole_document_is_not_lost() -> None:
    asked = order(door(), issues=(Issue("", "Two documents?"), Issue("doors[0]", "Is this a door?")))
    assert [issue.message for issue in loose_issues(asked)] == ["Two documents?", "Is this a door?"]


def test_a_worked_out_date_and_a_changed_value_say_so() -> None:
    shown = order(
        delivery_date=field("delivery_date", "2026-03-26"),
        po_no=field("po_no", "4500"),
        derived=("delivery_date",),
        revision=Revision("B", "A", "2026-03-01", ("po_no",)),
    )
    header, *_ = groups(shown)
    assert [(cell.text, cell.derived, cell.changed) for cell in header.filled] == [
        ("4500", False, True),
        ("26 Mar 2026", True, False),
    ]


def test_a_half_known_size_says_which_half_is_missing() -> None:
    _, row = groups(order(door(width_mm=field("width_mm", 915))))
    assert row_size(row) == "915 x ? mm"
