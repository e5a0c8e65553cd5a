"""Words in the order in which a person reads them."""

from __future__ import annotations

from pipeline.model import Word


def in_rows(words: list[Word]) -> list[Word]:
    """Top to bottom, and left to right among words whose middles share a line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.centre_y):
        if rows and word.box.centre_y - rows[-1][-1].box.centre_y < 0.35 * min(
            word.box.height, rows[-1][-1].box.height
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [word for row in rows for word in sorted(row, key=lambda word: word.box.x0)]
