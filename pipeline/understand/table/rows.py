"""Where the items of a table begin, by their numbers, counts and money and by the room between them.

Where rules part the rows, each is an item. Where the room between lines tells (wider between items than inside them),
each stretch with one number or count is an item, wherever in the stretch that stands. Else an item begins at its number
or count; in a table that centres them, at a rule or the widest gap above.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipeline.understand.grammar.line_numbers import RANGE
from pipeline.understand.page.layout import Line, Sheet
from pipeline.understand.page.merged_rows import cells_begin
from pipeline.understand.page.pitch import pitch_of
from pipeline.understand.table.anchors import (
    Cells,
    anchor_strength,
    cell_text,
    has_item_number,
    has_money,
    has_quantity,
)
from pipeline.understand.table.cells import is_told
from pipeline.understand.table.set_low import with_cells_above

_FEWEST_CELLS = 3  # of a line that shows how far the columns reach
_SEVERAL = 2
_QUARTER = 4  # of the rooms inside items; there may be a blank line in each
_NEARLY = 0.8  # of the usual room between items, or of a line's pitch
_MOSTLY = 0.6  # of the counted lines are numbered where items are
_APART, _SKEW = 1.25, 0.6  # line pitches between items that nothing counts, and between the halves of a row set askew
_PALE = 0.15  # of a row's width that is ruled, where a scan shows pale rules with gaps
_RULED, _NARROWEST_ROW = 0.5, 0.3  # of a row's width that is ruled, of the page's width that a row takes at least
_CLEARLY = 0.12  # text heights by which the least room between items exceeds the most inside one


def row_starts(lines: Sequence[Line], cells: Sequence[Cells], sheet: Sheet) -> list[int]:
    """The index of the first line of each item; what stands before the first belongs to the page before.

    ``cells`` are the lines' words by column. Empty where nothing begins an item.
    """
    anchors = _anchors(cells, lines)
    if not anchors:
        return []
    if ruled := _by_rules(lines, cells, sheet) or _by_rules(lines, cells, sheet, least=_PALE):
        return ruled
    apart = _by_room(lines, anchors)
    told = apart and (apart == anchors or not _on_ruled_paper(lines, sheet))
    return with_cells_above(lines, cells, apart if told else _starts(lines, cells, anchors, sheet))


def _on_ruled_paper(lines: Sequence[Line], sheet: Sheet) -> bool:
    """Whether each line stands on a rule of its own, as in a pad of forms: the room between them tells nothing."""
    return all(ruled_between(above, below, sheet) for above, below in pairwise(lines))


def rooms_of(lines: Sequence[Line]) -> list[float]:
    """The free height above each line but the first, in points; negative where lines stand beside each other."""
    rooms, bottom = [], lines[0].y1 if lines else 0.0
    for line in lines[1:]:
        rooms.append(line.y0 - bottom)
        bottom = max(bottom, line.y1)
    return rooms


def stretches_apart(lines: Sequence[Line], cells: Sequence[Cells]) -> list[list[Line]]:
    """Runs of lines without number, count or money, right above an item, with as much room around as items have.

    Only where items begin on the line of their number or count, which no room above then parts from their text.
    """
    anchored = [bool(anchor_strength(each)) for each in cells]
    rooms = [0.0, *rooms_of(lines)]
    between = [room for n, room in enumerate(rooms) if n and anchored[n]]
    inside = [room for n, room in enumerate(rooms) if n and not anchored[n]]
    if not between:
        return []
    least = _NEARLY * median(between)
    if inside and least <= median(inside) + _CLEARLY * (lines[0].y1 - lines[0].y0):
        return []
    runs: list[list[int]] = []
    for n, own in enumerate(anchored):
        if own:
            continue
        if runs and runs[-1][-1] == n - 1 and rooms[n] < least:
            runs[-1].append(n)
        elif n == 0 or rooms[n] >= least:
            runs.append([n])
    above = [run for run in runs if run[-1] + 1 < len(lines) and anchored[run[-1] + 1]]
    return [[lines[n] for n in run] for run in above if rooms[run[-1] + 1] >= least]


def _by_rules(lines: Sequence[Line], cells: Sequence[Cells], sheet: Sheet, *, least: float = _RULED) -> list[int]:
    """The starts where rules part the lines into rows with one count each, and one number if any has one; else empty.

    A scan tears the cells of such a row, which stand in its middle, into lines of their own. Below a row whose cells
    are one (``Remark: …`` of the item above) it may have lost the rule between both: then the rules tell nothing.
    """
    starts = [0, *(n for n in range(1, len(lines)) if ruled_between(lines[n - 1], lines[n], sheet, least))]
    if len(starts) in (1, len(lines)):
        return []
    numbers = int(any(map(has_item_number, cells)))
    for start, end in pairwise([*starts, len(lines)]):
        row = cells[start:end]
        if sum(map(has_item_number, row)) != numbers or sum(map(has_quantity, row)) != 1:
            return []
        if any(cells_begin(above, below, sheet) for above, below in pairwise(lines[start:end])):
            return []
    return starts


def _by_room(lines: Sequence[Line], anchors: Sequence[int]) -> list[int]:
    """The starts where the widest rooms part the lines into stretches with one anchor each; else empty.

    A stretch without an anchor may stand first: the rest of an item that began on the page before. Where each anchor
    stands right below a wide room, items begin there, and a wider room inside one is but a blank line.
    """
    rooms = rooms_of(lines)
    if starts := _below_room(rooms, anchors, lines):
        return starts
    widest = sorted(range(len(rooms)), key=lambda n: -rooms[n])
    for parts in (len(anchors), len(anchors) - 1):
        starts = sorted(n + 1 for n in widest[:parts])
        if parts < len(rooms) and not _clearly_wider(rooms, widest, parts, lines):
            continue
        stretches = list(pairwise([0, *starts, len(lines)]))
        held = [sum(start <= a < end for a in anchors) for start, end in stretches]
        if anchors[0] == 0 and any(_runs_under(lines[start], lines[0]) for start in starts):
            continue
        if held == [1] * len(anchors):
            last = anchors[0] == 0 and all(_ends_with_anchor(each, anchors, rooms) for each in stretches)
            return list(anchors) if last else [start for start, _ in stretches]
        if held == [0] + [1] * len(anchors):
            return [start for start, _ in stretches[1:]]
    return []


def _below_room(rooms: Sequence[float], anchors: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """The starts where the first line is an anchor and the room above every other one wider than items' lines leave.

    Items whose count was not read begin where as many cells stand below as much room. Else empty.
    """
    inside = [room for n, room in enumerate(rooms, start=1) if n not in anchors]
    if anchors[0] != 0 or not inside or len(anchors) < _SEVERAL:
        return []
    usual = max(sorted(inside)[len(inside) // _QUARTER], 0.0) + _CLEARLY * (lines[0].y1 - lines[0].y0)
    least = min(rooms[anchor - 1] for anchor in anchors[1:])
    cells = max(_FEWEST_CELLS, len(lines[0].segments) - 1)
    below = [n for n, room in enumerate(rooms, start=1) if room >= least and n not in anchors]
    uncounted = [n for n in below if len(lines[n].segments) >= cells and not is_told(lines[n])]
    return sorted((*anchors, *uncounted)) if least > usual else []


def _ends_with_anchor(stretch: tuple[int, int], anchors: Sequence[int], rooms: Sequence[float]) -> bool:
    """Whether an anchor is the last line of a stretch, clear below the line above it."""
    start, end = stretch
    return end - 1 in anchors and (end - start == 1 or rooms[end - 2] >= 0)


def _runs_under(line: Line, own: Line) -> bool:
    """Whether a line is text that reaches from the name to the last figure of an item's ``own`` line: no cell holds it.

    It goes on with the item above, however wide the room between them.
    """
    if len(line.segments) > 1 or len(own.segments) < _FEWEST_CELLS:
        return False
    text = line.segments[0]
    return text.x0 < own.segments[1].x1 and text.x1 > own.segments[-1].x0


def _clearly_wider(rooms: Sequence[float], widest: Sequence[int], parts: int, lines: Sequence[Line]) -> bool:
    height = lines[0].y1 - lines[0].y0
    return parts == 0 or rooms[widest[parts - 1]] > max(rooms[widest[parts]], 0.0) + _CLEARLY * height


def _anchors(cells: Sequence[Cells], lines: Sequence[Line]) -> list[int]:
    """The lines that begin or carry an item: by its number where items are numbered, else by count or money."""
    numbered = [i for i, c in enumerate(cells) if has_item_number(c)]
    counted = [i for i, c in enumerate(cells) if has_quantity(c) or has_money(c)]
    if not counted and any(RANGE.fullmatch(cell_text(c, "number")) for c in cells):  # a table of details
        return [i for i, c in enumerate(cells) if has_item_number(c) or RANGE.fullmatch(cell_text(c, "number"))]
    if not numbered:
        return counted or _described(cells, lines)
    with_count = [i for i, c in enumerate(cells) if has_quantity(c)] or counted
    if len(numbered) < _MOSTLY * len(with_count):
        return sorted(set(numbered) | set(with_count))
    pitch = pitch_of(lines)
    lost = [i for i in counted if anchor_strength(cells[i]) >= 2 and not _near(i, numbered, lines, pitch)]
    return sorted(set(numbered) | set(lost))


def _near(index: int, anchors: Sequence[int], lines: Sequence[Line], pitch: float) -> bool:
    return any(abs(lines[index].middle - lines[a].middle) < _NEARLY * pitch for a in anchors)


def _described(cells: Sequence[Cells], lines: Sequence[Line]) -> list[int]:
    """Without numbers, counts and money: each line that does not follow closely on the one before."""
    pitch = pitch_of(lines)
    return [
        i
        for i, c in enumerate(cells)
        if "description" in c and (i == 0 or lines[i].middle - lines[i - 1].middle > _APART * pitch)
    ]


def _starts(lines: Sequence[Line], cells: Sequence[Cells], anchors: Sequence[int], sheet: Sheet) -> list[int]:
    """The first line of each item. Items begin at their anchor, unless text stands above the first anchor already."""
    pitch = pitch_of(lines)
    centred = _is_centred(lines[: anchors[0] + 1], cells, sheet, pitch)
    between = [_start_between(lines, a, b, sheet, centred=centred) for a, b in pairwise(anchors)]
    if not centred:
        between = [_with_jitter(lines, start, pitch) for start in between]
    return sorted({0, *between})


def _is_centred(lines: Sequence[Line], cells: Sequence[Cells], sheet: Sheet, pitch: float) -> bool:
    """Whether text of the first item stands above its anchor, the last of ``lines``, with no rule between.

    The rest of a heading does not tell so: it stands above a rule, or over figures alone.
    """
    ruled = [n for n in range(1, len(lines)) if ruled_between(lines[n - 1], lines[n], sheet)]
    own = range(max(ruled, default=0), len(lines) - 1)
    described = [n for n in own if "description" in cells[n]]
    return bool(described) and lines[-1].middle - lines[described[0]].middle > _NEARLY * pitch


def _with_jitter(lines: Sequence[Line], start: int, pitch: float) -> int:
    """Takes in lines just above the start that stand on the same row but for the skew of a scan."""
    anchor = lines[start]
    while (
        start > 0 and lines[start - 1].page == anchor.page and anchor.middle - lines[start - 1].middle < _SKEW * pitch
    ):
        start -= 1
    return start


def _start_between(lines: Sequence[Line], before: int, anchor: int, sheet: Sheet, *, centred: bool) -> int:
    """Where the item of ``anchor`` begins: on that line; in a centred table at a rule or the widest gap above it."""
    if not centred:
        return anchor
    for index in range(before + 1, anchor + 1):
        if ruled_between(lines[index - 1], lines[index], sheet):
            return index
    gaps = [(lines[i].y0 - lines[i - 1].y1, i) for i in range(before + 1, anchor + 1)]
    widest, start = max(gaps)
    as_wide = gaps[-1][0] > widest - _CLEARLY / 2 * (lines[anchor].y1 - lines[anchor].y0)
    return anchor if as_wide else start


def ruled_between(above: Line, below: Line, sheet: Sheet, share: float = _RULED) -> bool:
    """Whether rules as wide as a ``share`` of a row lie between two lines."""
    left, right = below.segments[0].x0, below.segments[-1].x1
    least = share * max(right - left, _NARROWEST_ROW * sheet.width)
    total = sum(
        min(x1, sheet.width) - max(x0, 0.0) for y, x0, x1 in sheet.horizontal_rules if above.middle < y < below.middle
    )
    return total >= least
