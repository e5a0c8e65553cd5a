"""The job's address as a QR code, drawn as one path: no picture, no file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

SIDE = 40.0
"""Points: 14 mm, about 0.4 mm a module, which a phone reads from paper at arm's length."""
LEFT = {"DOOR": 560.0, "FRAME": 545.0}
"""Where the code stands free of the signatures, by page."""


@dataclass(frozen=True)
class QrCode:
    """The path in modules, how many modules a side has, and where it goes."""

    path: str
    modules: int
    side: float
    left: dict[str, float]


def qr_code(address: str) -> QrCode:
    """The code of ``address``; a seventh of it may be smudged (error level M)."""
    matrix = segno.make(address, error="m", micro=False).matrix
    runs = (run for y, row in enumerate(matrix) for run in _dark_runs(y, row))
    return QrCode("".join(runs), len(matrix), SIDE, LEFT)


def _dark_runs(y: int, row: bytearray) -> list[str]:
    runs, x = [], 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            runs.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return runs
