"""Which line is which."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.alignment import likeness, paired_documents, paired_lines

DOOR: dict[str, object] = {"kind": "door", "width_mm": 915, "height_mm": 2135, "description": "SINGLE LEAF DOOR"}
OTHER_DOOR: dict[str, object] = {**DOOR, "width_mm": 815, "height_mm": 2040, "laminate_code": "6S-A060"}
FRAME: dict[str, object] = {"kind": "frame", "width_mm": 975, "height_mm": 2165, "description": "FRAME CH2"}
TRANSPORT: dict[str, object] = {"kind": "other", "description": "TRANSPORT TO SITE"}

lines = st.lists(st.sampled_from([DOOR, OTHER_DOOR, FRAME, TRANSPORT]), max_size=6)


def test_a_line_is_wholly_like_itself_and_little_like_another() -> None:
    assert likeness(DOOR, DOOR) == 1
    assert likeness(DOOR, TRANSPORT) < 0.25


def test_a_missing_line_does_not_shift_the_others() -> None:
    assert paired_lines([DOOR, OTHER_DOOR, FRAME], [DOOR, FRAME]) == [(0, 0), (2, 1), (1, None)]


def test_an_invented_line_has_no_partner() -> None:
    assert paired_lines([DOOR, FRAME], [DOOR, TRANSPORT, FRAME]) == [(0, 0), (1, 2), (None, 1)]


def test_equal_lines_are_paired_in_their_order() -> None:
    assert paired_lines([DOOR, DOOR], [DOOR, DOOR]) == [(0, 0), (1, 1)]


def test_a_line_that_was_read_out_of_order_is_found() -> None:
    assert paired_lines([DOOR, FRAME], [FRAME, DOOR]) == [(0, 1), (1, 0)]


@given(lines, lines)
def test_every_line_is_accounted_for_once(truth: list[dict[str, object]], read: list[dict[str, object]]) -> None:
    pairs = paired_lines(truth, read)
    assert sorted(i for i, _ in pairs if i is not None) == list(range(len(truth)))
    assert sorted(j for _, j in pairs if j is not None) == list(range(len(read)))


@given(lines)
def test_a_perfect_reading_is_paired_line_by_line(truth: list[dict[str, object]]) -> None:
    assert paired_lines(truth, truth) == [(i, i) for i in range(len(truth))]


def test_documents_are_known_by_their_number_and_otherwise_by_their_order() -> None:
    one: dict[str, object] = {"job_order_no": "K-1"}
    two: dict[str, object] = {"job_order_no": "K-2"}
    assert paired_documents([one, two], [two, one]) == [(0, 1), (1, 0)]
    assert paired_documents([{}, {}], [one, two]) == [(0, 0), (1, 1)]
    assert paired_documents([one], [one, two]) == [(0, 0), (None, 1)]
