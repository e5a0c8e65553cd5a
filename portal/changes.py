"""What a revision changed, cell by cell, as people read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import JobOrder
from portal.sheet import Group, Shown, groups


@dataclass(frozen=True)
class Change:
    """A cell that differs: in the header, or in row ``number`` of the doors or frames. "" is blank."""

    kind: str
    number: int
    name: str
    before: str
    after: str


def changes(earlier: JobOrder, later: JobOrder) -> tuple[Change, ...]:
    """Every cell that prints something else, in the order of the form."""
    before, after = _cells(groups(earlier)), _cells(groups(later))
    found = [
        Change(kind, number, name, _text(before, place), _text(after, place))
        for place in {**after, **before}
        if _text(before, place) != _text(after, place)
        for kind, number, name in (place,)
    ]
    return tuple(sorted(found, key=lambda change: _ORDER.index(change.kind) * 10_000 + change.number))


_ORDER = ("header", "door", "frame")
_Place = tuple[str, int, str]


def _cells(shown: tuple[Group, ...]) -> dict[_Place, Shown]:
    """By where they stand on the form: the third door of both is compared with the third door."""
    numbers = dict.fromkeys(_ORDER, 0)
    found: dict[_Place, Shown] = {}
    for group in shown:
        numbers[group.kind] += group.kind != "header"
        for cell in group.cells:
            found[group.kind, numbers[group.kind], cell.name] = cell
    return found


def _text(cells: Mapping[_Place, Shown], place: _Place) -> str:
    return cells[place].text if place in cells else ""
