"""A value that cannot end where its line ends goes on beside or below."""

from __future__ import annotations

import pytest

from pipeline.understand.doubt.unfinished import read_on
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import VOCABULARY, page_of


def read(drawing: str) -> str:
    """The value that begins with the first segment of the first line."""
    lines = sheet_of(page_of(drawing)).lines
    return " ".join(read_on(lines[0].segments[0], lines, VOCABULARY).text.split())


@pytest.mark.parametrize(
    ("first", "second"),
    [("PO-2026-", "0473"), ("8hb September", "2025"), ("Friday, 13 March", "2026"), ("MS.", "CONTOH")],
)
def test_a_number_a_date_and_a_name_that_wrap_are_whole_with_the_next_line(first: str, second: str) -> None:
    assert read(f"    {first}\n    {second}\n") == f"{first} {second}"


def test_a_name_may_stand_apart_from_its_title() -> None:
    assert read("    MR.   CONTOH\n    C.O.D.\n") == "MR. CONTOH"


@pytest.mark.parametrize("first", ["PO-2026-0473", "8hb September 2025", "MS. CONTOH", "14 days", "7 UNIT"])
def test_what_is_whole_takes_nothing_from_the_next_line(first: str) -> None:
    assert read(f"    {first}\n    2026\n") == first
