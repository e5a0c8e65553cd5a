"""Charts as rectangles: what a template needs to draw them as SVG. Pure; units are those of the drawing's viewBox."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 960.0, 240.0
LEFT, BOTTOM, TOP = 44.0, 26.0, 10.0
"""Room for the figures at the left and the days below."""
MOST_LABELS = 8


@dataclass(frozen=True)
class Block:
    """A part of a column; ``kind`` chooses its pattern."""

    kind: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """A stacked column with its label; ``labelled`` says whether there is room to write it."""

    label: str
    total: int
    x: float
    width: float
    blocks: tuple[Block, ...]
    labelled: bool


@dataclass(frozen=True)
class Line:
    """A line of the grid and the figure at its left end."""

    y: float
    value: int


@dataclass(frozen=True)
class Columns:
    """A chart of stacked columns."""

    columns: tuple[Column, ...]
    grid: tuple[Line, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    base: float = HEIGHT - BOTTOM


def stacked(days: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> Columns:
    """Columns of ``(label, ((kind, count), …))``, each kind upon the one before it."""
    top = nice_top(max((sum(count for _, count in parts) for _, parts in days), default=0))
    slot = (WIDTH - LEFT) / max(1, len(days))
    gap = min(8.0, slot * 0.25)
    every = math.ceil(len(days) / MOST_LABELS)
    columns = tuple(
        Column(
            label,
            sum(count for _, count in parts),
            _round(LEFT + n * slot + gap / 2),
            _round(slot - gap),
            _blocks(parts, LEFT + n * slot + gap / 2, slot - gap, top),
            (len(days) - 1 - n) % every == 0,
        )
        for n, (label, parts) in enumerate(days)
    )
    step = max(1, top // 4)
    return Columns(columns, tuple(Line(_height(value, top), value) for value in range(0, top + 1, step)))


def nice_top(most: int) -> int:
    """The end of a scale: the next of 4, 8, 12, 16, 20, 24, 28, 32, 40, 80, 120 … so that its quarters are whole."""
    scale = 1
    while True:
        for top in (4, 8, 12, 16, 20, 24, 28, 32):
            if most <= top * scale:
                return top * scale
        scale *= 10


def _blocks(parts: Sequence[tuple[str, int]], x: float, width: float, top: int) -> tuple[Block, ...]:
    blocks, below = [], 0
    for kind, count in parts:
        if count:
            upper, lower = _height(below + count, top), _height(below, top)
            blocks.append(Block(kind, count, _round(x), upper, _round(width), _round(lower - upper)))
        below += count
    return tuple(blocks)


def _height(value: int, top: int) -> float:
    return _round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top)


def _round(value: float) -> float:
    return round(value, 1)
