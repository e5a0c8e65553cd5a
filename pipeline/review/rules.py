"""What a person typed is checked as what a machine read is: ranges, proportions, and whether anything is missing. Pure.

Only rows that a person touched are looked at again; the rest was checked when it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.checks import BESIDE, NEEDED_ON_FORM, WIDER, CheckRules
from pipeline.model import Choice, DoorRow, Field, FrameRow
from pipeline.review.cells import by_person, noun_of

Content = Field | Choice | None


def checked_row(
    row: DoorRow | FrameRow, rules: CheckRules, settled: frozenset[str], *, made: bool
) -> Mapping[str, Content]:
    """The cells of ``row`` whose doubts change: those typed by a person, and those that depend on them.

    ``settled`` cells were overruled or accepted by a person: they are asked about no more. In a row that a person
    ``made`` the cells that it cannot be built without are asked for too.
    """
    changed: dict[str, Content] = {}
    for name, limits in _limits(rules).items():
        field = getattr(row, name, None)
        if isinstance(field, Field) and by_person(field):
            changed[name] = replace(field, doubts=_out_of_range(field, limits))
    changed |= _thickness(row, rules)
    changed |= _proportions(row, changed)
    changed |= _other_length(row, changed, settled)
    if made:
        changed |= {name: _missing(name) for name in NEEDED_ON_FORM if getattr(row, name) is None}
    return {name: content for name, content in changed.items() if name not in settled}


def _limits(rules: CheckRules) -> dict[str, tuple[int, int]]:
    return {
        "width_mm": rules.plausible.width,
        "height_mm": rules.plausible.height,
        "rebated": rules.rebate,
        "quantity": (1, rules.most_of_one),
    }


def _out_of_range(field: Field, limits: tuple[int, int]) -> tuple[str, ...]:
    low, high = limits
    outside = isinstance(field.value, int) and not low <= field.value <= high
    return (f"{field.value} is not between {low} and {high}",) if outside else ()


def _thickness(row: DoorRow | FrameRow, rules: CheckRules) -> dict[str, Content]:
    """A thickness typed into Others must be one that a door can have."""
    choice = row.door_thickness if isinstance(row, DoorRow) else None
    if choice is None or not by_person(choice):
        return {}
    figures = str(choice.field.value).lower().removesuffix("mm").strip()
    value = replace(choice.field, value=int(figures)) if figures.isascii() and figures.isdigit() else choice.field
    doubts = _out_of_range(value, rules.plausible.thickness)
    return {"door_thickness": replace(choice, field=replace(choice.field, doubts=doubts))}


def _proportions(row: DoorRow | FrameRow, changed: Mapping[str, Content]) -> dict[str, Content]:
    """Asks whether a leaf wider than high is meant, or asks no more, once a person typed one of its measures."""
    width, height = changed.get("width_mm", row.width_mm), changed.get("height_mm", row.height_mm)
    kind = row.door_type if isinstance(row, DoorRow) else None
    if not any(by_person(content) for content in (width, height, kind)) or not isinstance(width, Field):
        return {}
    single = kind is None or kind.option == "S/L" or kind.field.value == "S/L"
    values = (width.value, height.value if isinstance(height, Field) else None)
    wider = single and all(isinstance(v, int) for v in values) and values[0] > values[1]  # type: ignore[operator] # both are whole numbers
    doubts = tuple(doubt for doubt in width.doubts if doubt != WIDER)
    return {"width_mm": replace(width, doubts=(*doubts, WIDER) if wider else doubts)}


def _other_length(
    row: DoorRow | FrameRow, changed: Mapping[str, Content], settled: frozenset[str]
) -> dict[str, Content]:
    """A length that was asked about for the sake of the other is asked about no more once a person settled that one."""
    found: dict[str, Content] = {}
    for name, other in (("width_mm", "height_mm"), ("height_mm", "width_mm")):
        content, beside = (changed.get(each, getattr(row, each)) for each in (name, other))
        answered = other in settled or (isinstance(beside, Field) and by_person(beside) and not beside.doubts)
        if isinstance(content, Field) and BESIDE in content.doubts and answered:
            found[name] = replace(content, doubts=tuple(doubt for doubt in content.doubts if doubt != BESIDE))
    return found


def _missing(name: str) -> Field:
    """An empty cell that is asked about."""
    return Field(name, "", None, 0.0, 0, None, "missing", (f"no {noun_of(name)} is given for this row",))
