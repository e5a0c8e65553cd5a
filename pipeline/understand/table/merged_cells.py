"""A cell drawn over several rows, such as a room's name beside all doors that go there, says the same of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.centred_cells import centred_places
from pipeline.understand.table.columns import FIGURES, Column, descriptions
from pipeline.understand.table.storeys import Cell, cell_at

_FEWEST_ROWS = 2
_PIECE = 0.2  # of a cell's width; a rule beside it may be drawn into it by a skewed scan
_EDGE = 3.0  # points by which a drawn cell may reach over its column
_REACHES = 5.0  # points that a scanned rule may leave open before the upright one that it ends at
_BROKEN = 10.0  # points of an upright rule that may be missing where a level one meets it


def merged_cells(
    rows: Sequence[Sequence[Line]], columns: Sequence[Column], sheet: Sheet
) -> list[Mapping[str, list[Ink]]]:
    """What stands in cells drawn over several ``rows`` (the lines of each), by column meaning, for each row.

    Only where the goods' own cells, or their counts, are drawn one by one: else no rule parts any rows, and a cell is
    the whole table.
    """
    told: list[dict[str, list[Ink]]] = [{} for _ in rows]
    described = descriptions(columns) or next((c for c in columns if c.meaning == "quantity"), None)
    if described is None or not sheet.horizontal_rules or len(rows) < _FEWEST_ROWS:
        return list(told)
    own = [_cell_of(lines, described, sheet) for lines in rows]
    for n, ink in enumerate(centred_places(rows, described, columns)):
        told[n]["location"] = ink
    for column in columns:
        if column.meaning is None or column.meaning in FIGURES or column is described:
            continue
        for cell, within in _shared(rows, column, own, sheet):
            parts = [_ink_in(cell, column, columns, rows[n]) for n in within]
            ink = [each for part in parts for each in part]
            for n in within if _is_one(parts) else ():
                told[n][column.meaning] = ink
    return list(told)


def _shared(
    rows: Sequence[Sequence[Line]], column: Column, own: Sequence[Cell | None], sheet: Sheet
) -> Iterator[tuple[Cell, list[int]]]:
    """The cells of ``column`` that several rows lie in, and which; each of these has its ``own`` cell for the goods."""
    shared = [_cell_of(lines, column, sheet) for lines in rows]
    for cell in {cell for cell in shared if cell and _in_column(cell, column)}:
        within = [n for n, each in enumerate(shared) if each == cell]
        apart = [each for n in within if (each := own[n])]
        one_by_one = len(set(apart)) == len(within) >= _FEWEST_ROWS
        if one_by_one and not _is_crossed(cell, sheet) and _is_left_open(cell, apart, sheet):
            yield cell, within


def _cell_of(lines: Sequence[Line], column: Column, sheet: Sheet) -> Cell | None:
    return cell_at(column.title_middle, lines[0].middle, sheet)


def _is_crossed(cell: Cell, sheet: Sheet) -> bool:
    """Whether a piece of a level rule is seen inside a cell: a scan may show a rule with gaps, and no cell has any."""
    return any(
        cell.y0 + _EDGE < y < cell.y1 - _EDGE and min(x1, cell.x1) - max(x0, cell.x0) > _PIECE * (cell.x1 - cell.x0)
        for y, x0, x1 in sheet.horizontal_rules
    )


def _is_left_open(cell: Cell, apart: Sequence[Cell], sheet: Sheet) -> bool:
    """Whether each rule that parts cells ``apart`` from each other ends at upright rules on both sides of ``cell``.

    Where it ends anywhere else, a scan has lost a piece of it: pale rules are seen with gaps, one as wide as a cell.
    """
    return all(_ends_beside(cell, above.y1, sheet) for above in apart[:-1])


def _ends_beside(cell: Cell, level: float, sheet: Sheet) -> bool:
    pieces = [(x0, x1) for y, x0, x1 in sheet.horizontal_rules if abs(y - level) < _EDGE]
    before = max((x1 for _, x1 in pieces if x1 <= cell.x0 + _REACHES), default=cell.x0)
    behind = min((x0 for x0, _ in pieces if x0 >= cell.x1 - _REACHES), default=cell.x1)
    upright = [x for x, y0, y1 in sheet.vertical_rules if y0 - _BROKEN <= level <= y1 + _BROKEN]
    return all(any(abs(x - edge) <= _REACHES for x in upright) for edge in (before, behind))


def _in_column(cell: Cell, column: Column) -> bool:
    return column.x0 - _EDGE <= cell.x0 and cell.x1 <= column.x1 + _EDGE


def _is_one(parts: Sequence[Sequence[Ink]]) -> bool:
    """Whether a cell's words stand in one row; in more of them only where no rule can have been missed, as in scans."""
    filled = [part for part in parts if part]
    return len(filled) == 1 or (bool(filled) and all(ink.word.confidence == 1.0 for part in filled for ink in part))


def _ink_in(cell: Cell, column: Column, columns: Sequence[Column], lines: Sequence[Line]) -> list[Ink]:
    ink = [ink for line in lines for ink in by_meaning(line, columns).get(str(column.meaning), [])]
    return [each for each in ink if cell.y0 < (each.y0 + each.y1) / 2 < cell.y1]
