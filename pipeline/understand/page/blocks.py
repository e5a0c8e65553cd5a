"""Text set in blocks beside each other: which words are read together.

Label and value stand beside each other too, but there the left block is a column of labels and is read line by line.
Several labelled values in one line (``Thk 43MM   Core Honeycomb``) are read one by one, each with what goes on below;
and so are labels that stand over their values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.page.passage import Ink
from pipeline.understand.words.phrases import Phrases

_GUTTER = 1.2  # text heights without any word, over all lines
_WIDER = 1.5  # usual word spaces
_PITCH = 1.5  # text heights: as wide is no word space of a fixed pitch
_WIDEST_SPACE = 2.0  # text heights
_LEAST_LINES = 2
_MOSTLY = 0.6
_AT_AN_EDGE = 1.0  # points by which the left edges of a list's labels differ
_CELL_GAP = 1.0  # text heights between two labelled values in one line

_Cell = list[list[Ink]]


def in_blocks(rows: Sequence[Sequence[Ink]], labels: Phrases) -> list[list[Ink]]:
    """``rows`` block by block, left to right, where they form blocks; else as they are."""
    least = _WIDER * _usual_space(rows)
    cut = [_with_values(_cut(row, least), labels) for row in rows]
    cells = _labelled_cells(cut, labels) if any(len(pieces) > 1 for pieces in cut) else []
    if cells:
        return [row for cell in cells for row in cell]
    named = _names_a_list(rows, labels)
    if named:
        return [*map(list, rows[:named]), *in_blocks(rows[named:], labels)]
    gutter = _gutter(rows)
    if gutter is not None and _labels_left(rows, gutter, labels):
        gutter = _second_list(rows, gutter, labels) or _edge_of_second_list(rows, labels)
    if gutter is None or _parts_labels(rows, gutter):
        return [list(row) for row in rows]
    left = [[ink for ink in row if ink.x1 <= gutter] for row in rows]
    right = [[ink for ink in row if ink.x1 > gutter] for row in rows]
    return [*[row for row in left if row], *in_blocks([row for row in right if row], labels)]


def _names_a_list(rows: Sequence[Sequence[Ink]], labels: Phrases) -> int:
    """How many lines only name what the list of labels below them tells of: they lie over its columns as it comes."""
    texts = [_text(row) for row in rows]
    first = next((n for n, text in enumerate(texts) if ":" in text), 0)
    below = sum(
        ":" in text and _label_and_value(row, labels) for text, row in zip(texts[first:], rows[first:], strict=True)
    )
    return first if below >= _LEAST_LINES and below > _MOSTLY * (len(rows) - first) else 0


def _parts_labels(rows: Sequence[Sequence[Ink]], gutter: float) -> bool:
    """Whether a gutter runs between values and the labels that end the lines left of it, behind other words."""
    lefts = [[ink for ink in row if ink.x1 <= gutter] for row in rows if row[-1].x1 > gutter]
    ending = [left for left in lefts if left and left[-1].text.endswith(":")]
    most = len(ending) >= _LEAST_LINES and len(ending) > _MOSTLY * len(lefts)
    return most and any(":" in _text(left[:-1]) for left in ending)


def _second_list(rows: Sequence[Sequence[Ink]], first: float, labels: Phrases) -> float | None:
    """What parts a list of labels with their values from another such list right of it; None where there is none."""
    beside = [[ink for ink in row if ink.x0 > first] for row in rows]
    gutter = _gutter([row for row in beside if row])
    if gutter is None:
        return None
    lists = [([ink for ink in row if ink.x1 <= gutter], [ink for ink in row if ink.x1 > gutter]) for row in rows]
    right = [row for _, row in lists if row]
    begun = sum(_label_and_value(row, labels) for row in right)
    apart = not any(_is_label(_text(row), labels) for row in right) and not any(
        right and _is_label(_text(left), labels) and not _label_and_value(right, labels) for left, right in lists
    )
    return gutter if apart and begun >= _LEAST_LINES and begun > _MOSTLY * len(right) else None


def _edge_of_second_list(rows: Sequence[Sequence[Ink]], labels: Phrases) -> float | None:
    """Where labels with their colons begin under each other behind other such values, however close these come."""
    begun = [
        row[n].x0
        for row, text in ((row, _text(row)) for row in rows)
        if text.count(":") > 1
        for n in range(1, len(row))
        if ":" in _text(row[:n]) and _begins_with_colon(_text(row[n:]), labels)
    ]
    for x in begun:
        flush = sum(abs(x - other) < _AT_AN_EDGE for other in begun) >= _LEAST_LINES
        if flush and not any(ink.x0 < x - _AT_AN_EDGE and ink.x1 > x for row in rows for ink in row):
            return x - _AT_AN_EDGE
    return None


def _begins_with_colon(text: str, labels: Phrases) -> bool:
    found = labels.starting(text)
    if found is None or squeeze(text[: found.start]):
        return False
    return text[labels.both_languages(text, found).end :].lstrip().startswith(":")


def _labelled_cells(cut: list[list[list[Ink]]], labels: Phrases) -> list[_Cell]:
    """The labelled values that stand several in a line, each as its own lines; empty where none do.

    ``cut`` are the pieces of each line that stand apart.
    """
    edges = _edges_of_labels(cut, labels)
    cut = [[part for piece in pieces for part in _cut_at(piece, edges, labels)] for pieces in cut]
    several = [pieces for pieces in cut if len(pieces) > 1 and any(_labelled(piece, labels) for piece in pieces)]
    inline = sum(all(_labelled(p, labels) for p in pieces) for pieces in several) > len(several) / 2
    inline = inline and any(_label_and_value(p, labels) for pieces in several for p in pieces)
    heads = [len(above) > 1 and _over_values(above, below, labels) for above, below in pairwise(cut)]
    if not (inline or any(heads)):  # most texts
        return []
    listed = sum(
        _label_beside_value(pieces, labels) and not _goes_on(pieces, cut[:n], labels) for n, pieces in enumerate(cut)
    )
    if listed > sum(heads):
        return []
    colons = inline and all(":" in _text(piece) for pieces in several for piece in pieces)
    cells: list[_Cell] = []
    above: list[_Cell] = []
    for pieces in cut:
        opened = [_open_label(piece, above, labels) for piece in pieces]
        if any(opened):
            above = [cell or [list(piece)] for piece, cell in zip(pieces, opened, strict=True)]
            for piece, cell, own in zip(pieces, opened, above, strict=True):
                if cell:
                    cell.append(list(piece))
                else:
                    cells.append(own)
            continue
        if above and not _begins(pieces, labels, colons=colons):
            places = [_under(piece, above) for piece in pieces]
        else:
            places = [None] * len(pieces)
        if all(place is None for place in places):
            above = [[list(piece)] for piece in pieces]
            cells += above
            continue
        for piece, place in zip(pieces, places, strict=True):
            _append(place if place is not None else above[-1], piece, labels)
    return cells


def _open_label(piece: Sequence[Ink], above: Sequence[_Cell], labels: Phrases) -> _Cell | None:
    """The cell above a piece that is but a label with its colon, whose value wrapped: ``Open Hole :`` over ``KNOB``."""
    cell = _under(piece, above)
    opened = cell is not None and len(cell) == 1 and _text(cell[0]).endswith(":") and _is_label(_text(cell[0]), labels)
    return cell if opened and ":" not in _text(piece) else None


def _begins(pieces: Sequence[Sequence[Ink]], labels: Phrases, *, colons: bool = False) -> bool:
    """Whether a line begins new values; ``T-bar   2`` below two of them are their last words, no label's value.

    Where labels have ``colons``, one without ends the value above it: ``Hole: BATHROOM`` / ``LOCK``.
    """
    stated = any(_label_and_value(p, labels) or _text(p).endswith(":") for p in pieces)
    return stated or (not colons and all(_is_label(_text(piece), labels) for piece in pieces))


def _goes_on(
    pieces: Sequence[Sequence[Ink]], before: Sequence[Sequence[Sequence[Ink]]], labels: Phrases
) -> bool:  # fmt: skip
    """Whether a line stands right under several labelled values and begins none."""
    above = before[-1] if before else []
    several = len(above) > 1 and all(_labelled(piece, labels) and ":" in _text(piece) for piece in above)
    under = all(any(abs(p[0].x0 - a[0].x0) < p[0].height / 2 for a in above) for p in pieces)
    return several and under and not _begins(pieces, labels)


def _edges_of_labels(cut: Sequence[Sequence[Sequence[Ink]]], labels: Phrases) -> list[float]:
    """Where labels begin under each other right of other words."""
    starts = [pieces[n][0] for pieces in cut for n in range(1, len(pieces)) if _labelled(pieces[n], labels)]
    return [a.x0 for a in starts if sum(abs(a.x0 - b.x0) < a.height / 3 for b in starts) >= _LEAST_LINES]


def _cut_at(piece: list[Ink], edges: Sequence[float], labels: Phrases) -> Iterator[list[Ink]]:
    """A run of words cut where a label begins at an edge, however close the word before it comes.

    Other words stand there by chance, as a line printer's pitch lets them: the ``6FT 9IN`` of ``6FT 3IN X 6FT 9IN``,
    and the ``BILIK AIR`` behind ``LOKASI``.
    """
    begin = 0
    for place, word in enumerate(piece):
        at_edge = place and any(abs(word.x0 - edge) < word.height / 3 for edge in edges)
        if at_edge and _labelled(piece[place:], labels) and not _is_value_of(piece[begin:place], piece[place:], labels):
            yield piece[begin:place]
            begin = place
    yield piece[begin:]


def _is_value_of(left: Sequence[Ink], right: Sequence[Ink], labels: Phrases) -> bool:
    """Whether ``right`` is what the label that is all of ``left`` asks for, though its own first word may label too."""
    return _is_label(_text(left), labels) and _label_and_value(right, labels)


def _labelled(piece: Sequence[Ink], labels: Phrases) -> bool:
    """Whether a piece begins with a label, its value behind it or below it."""
    return _label_and_value(piece, labels) or _is_label(_text(piece), labels)


def _append(cell: _Cell, piece: Sequence[Ink], labels: Phrases) -> None:
    """Adds what stands below: a label's value to the label's line, what goes on with a value as its next line."""
    if len(cell) == 1 and _is_label(_text(cell[0]), labels):
        cell[0].extend(piece)
    else:
        cell.append(list(piece))


def _text(piece: Sequence[Ink]) -> str:
    return " ".join([ink.text for ink in piece])


def _usual_space(rows: Sequence[Sequence[Ink]]) -> float:
    """The usual space between two words of a line, in points; 0 where no two stand so near."""
    spaces = [b.x0 - a.x1 for row in rows for a, b in pairwise(row) if b.x0 - a.x1 < _WIDEST_SPACE * b.height]
    return median(spaces) if spaces else 0.0


def _cut(row: Sequence[Ink], least: float) -> list[list[Ink]]:
    """A line cut where words stand more than ``least`` points apart: a till prints spaces of a text height."""
    pieces: list[list[Ink]] = []
    for word in row:
        if pieces and word.x0 - pieces[-1][-1].x1 <= max(least, _CELL_GAP * word.height):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _with_values(pieces: Sequence[list[Ink]], labels: Phrases) -> list[list[Ink]]:
    """Pieces that a printer's wide word space parted from their label, which are its value: ``LOKASI  BILIK AIR 2``."""
    joined: list[list[Ink]] = []
    for piece in pieces:
        near = joined and piece[0].x0 - joined[-1][-1].x1 < _PITCH * piece[0].height
        if near and _is_value_of(joined[-1], piece, labels):
            joined[-1] = [*joined[-1], *piece]
        else:
            joined.append(piece)
    return joined


def _under(piece: Sequence[Ink], above: Sequence[_Cell]) -> _Cell | None:
    """The cell whose left edge a piece keeps, or that of its value behind the colon."""
    first = piece[0]
    return next((c for c in above if any(abs(x - first.x0) < first.height / 2 for x in _edges(c[0]))), None)


def _edges(line: Sequence[Ink]) -> list[float]:
    """Where a line begins, and where the value begins in it that stands behind a colon."""
    behind = [ink.x0 for before, ink in pairwise(line) if before.text == ":" or ink.text.startswith(":")]
    return [line[0].x0, *behind]


def _over_values(above: Sequence[Sequence[Ink]], below: Sequence[Sequence[Ink]], labels: Phrases) -> bool:
    """Whether a line holds nothing but labels, each with something under it that is none."""
    edges = [piece[0].x0 for piece in below]
    return all(_is_label(_text(piece), labels) for piece in above) and all(
        any(abs(piece[0].x0 - x) < piece[0].height / 2 for x in edges) for piece in above
    )


def _label_beside_value(pieces: Sequence[Sequence[Ink]], labels: Phrases) -> bool:
    """Whether a line is a label, and right of it its value: a line of a list of labels."""
    return len(pieces) > 1 and _is_label(_text(pieces[0]), labels) and not _labelled(pieces[1], labels)


def _label_and_value(piece: Sequence[Ink], labels: Phrases) -> bool:
    """Whether a piece begins with a label and says something behind it."""
    return _says_a_value(_text(piece), labels)


@lru_cache(maxsize=4096)
def _says_a_value(text: str, labels: Phrases) -> bool:
    """Whether a text begins with a label and says something behind it."""
    found = labels.starting(text)
    if found is None or squeeze(text[: found.start]):
        return False
    return bool(squeeze(text[labels.both_languages(text, found).end :]))


def _gutter(rows: Sequence[Sequence[Ink]]) -> float | None:
    """The left edge of the first stretch of the width in which no line has a word, between two that have several."""
    if len(rows) < _LEAST_LINES:
        return None
    if len(rows) < _LEAST_LINES:
        return None
    words = sorted((ink for row in rows for ink in row), key=lambda ink: ink.x0)
    reach = words[0].x1 if words else 0.0
    for ink in words:
        if ink.x0 - reach > _GUTTER * ink.height and _both_sides(rows, reach) and _wide(rows, reach, ink.x0):
            return reach
        reach = max(reach, ink.x1)
    return None


def _wide(rows: Sequence[Sequence[Ink]], left: float, right: float) -> bool:
    """Whether the room is wider than the usual word space elsewhere: a printer's fixed pitch leaves as much in text."""
    beside = [(a, b) for row in rows for a, b in pairwise(row) if b.x0 <= left or a.x1 >= right]
    spaces = [b.x0 - a.x1 for a, b in beside if b.x0 - a.x1 < _WIDEST_SPACE * b.height]
    return not spaces or right - left > _WIDER * median(spaces)


def _both_sides(rows: Sequence[Sequence[Ink]], gutter: float) -> bool:
    left = sum(any(ink.x1 <= gutter for ink in row) for row in rows)
    right = sum(any(ink.x0 > gutter for ink in row) for row in rows)
    cells = right == 1 and any(ink.x0 > gutter for ink in rows[0])  # a count, a price beside the first line
    return left >= _LEAST_LINES and (right >= _LEAST_LINES or cells)


def _labels_left(rows: Sequence[Sequence[Ink]], gutter: float, labels: Phrases) -> bool:
    """Whether the left block is a column of labels, but for lines whose right part says something by itself."""
    both = [([i for i in row if i.x1 <= gutter], [i for i in row if i.x1 > gutter]) for row in rows]
    texts = [_text(left) for left, right in both if left and right and not _label_and_value(right, labels)]
    return sum(_is_label(text, labels) for text in texts) > _MOSTLY * len(texts)


@lru_cache(maxsize=4096)
def _is_label(text: str, labels: Phrases) -> bool:
    """Whether ``text`` is a label alone, with or without its translation, a note in brackets and a colon.

    ``: TK 721`` is a value, and so is ``TK 721``, though what begins it labels a thickness elsewhere.
    """
    found = labels.starting(text)
    if not found or text.startswith((":", "=")):
        return False
    return not squeeze(text[labels.both_languages(text, found).end :].split("(", maxsplit=1)[0])
