"""How a value is written on the job order and in its data: dates day first, sizes in millimetres, codes as they stand.

The same words go on paper, into the JSON and into the planner's sheet.
"""

from __future__ import annotations

from datetime import date

from pipeline.model import Choice, DoorRow, Field, FrameRow, Revision

UNKNOWN_SIDE = "____"
"""Stands for the missing one of two sizes, to be filled by hand."""


def words(field: Field | None) -> str:
    """The value as text; the raw text when a value was found but not understood; nothing when it is absent."""
    if field is None:
        return ""
    return field.raw if field.value is None else str(field.value)


def date_words(field: Field | None) -> str:
    """A date as written in Malaysia, day first: 14/07/2025."""
    if field is None or not isinstance(field.value, str):
        return words(field)
    try:
        return date.fromisoformat(field.value).strftime("%d/%m/%Y")
    except ValueError:
        return field.value


def millimetre_words(field: Field | None) -> str:
    """A measure as the form writes it: 49MM. Words that already carry their unit stay as they are."""
    return f"{field.value}MM" if field is not None and isinstance(field.value, int) else words(field)


def door_size_words(row: DoorRow) -> str:
    """Width before height, in millimetres: ``915 x 2440 mm``."""
    if row.width_mm is None and row.height_mm is None:
        return ""
    return f"{words(row.width_mm) or UNKNOWN_SIDE} x {words(row.height_mm) or UNKNOWN_SIDE} mm"


def frame_size_words(row: FrameRow) -> str:
    """Width before height, as the FRAME page writes it: ``1428MM x 2348MM``."""
    if row.width_mm is None and row.height_mm is None:
        return ""
    return f"{millimetre_words(row.width_mm) or UNKNOWN_SIDE} x {millimetre_words(row.height_mm) or UNKNOWN_SIDE}"


def choice_words(choice: Choice | None) -> str:
    """The ticked box, with what stands on its line: ``Groove Line 3``, ``Others: 40mm``."""
    if choice is None:
        return ""
    if choice.option is None:
        return f"Others: {choice.other or ''}".strip()
    return f"{choice.option} {choice.blank or ''}".strip()


def revision_words(revision: Revision) -> str:
    """``Rev. B, replaces Rev. A of 12/03``."""
    return f"Rev. {revision.letter}, replaces Rev. {revision.replaces} of {_day_and_month(revision.replaced_on)}"


def _day_and_month(day: str) -> str:
    try:
        return date.fromisoformat(day[:10]).strftime("%d/%m")
    except ValueError:
        return day  # already written as the form wants it
