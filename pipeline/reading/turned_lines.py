"""Lines of print that run up or down an upright page: the titles of narrow columns, turned to save room.

The detector finds them like any line; read across they give nonsense. Each tall line is read in both directions, and
what is read for sure in one of them is a turned line.
"""

from __future__ import annotations

import numpy as np

from pipeline.reading.lines import TextLine
from pipeline.reading.ocr import OcrEngine, Pixels, Quad, distance

_TALL = 2.0  # times as high as wide; a lone 1 is as tall, but is no word in either direction
_LEAST_LETTERS = 3
_SURE = 0.8


def turned_lines(
    picture: Pixels, quads: list[Quad], lines: dict[int, TextLine], engine: OcrEngine
) -> dict[int, tuple[Quad, TextLine]]:
    """By their place in ``quads``: the lines that run up or down, each with its corners in its own direction."""
    tall = [n for n, quad in enumerate(quads) if distance(quad[0], quad[3]) > _TALL * distance(quad[0], quad[1])]
    ways = [(n, np.roll(quads[n], shift, axis=0)) for n in tall for shift in (1, 3)]
    read = engine.read_lines(picture, [quad for _, quad in ways])
    found: dict[int, tuple[Quad, TextLine]] = {}
    for (place, quad), line in zip(ways, read, strict=True):
        best = found[place][1].certainty if place in found else lines[place].certainty
        letters = sum(character.isalpha() for character in line.text)
        if letters >= _LEAST_LETTERS and line.certainty > max(_SURE, best):
            found[place] = quad, line
    return found
