"""The confidence points fitted on all layouts but one and checked on that one, in turn: do they hold on the unseen?

    sendora evaluate CORPUS/doors --out evaluation
    python -m benchmarks.rotation evaluation/report.json

What is fitted on data are the points of `passage.py`: how often a value is right whose weakest word OCR was so sure of.
For each layout they are fitted on the other layouts (`points_of`), and both figures are printed: the calibration error
on the layouts they were fitted on and on the one left out, and what the threshold does there: wrong values that would
pass it, and right values that it would ask about. Only values count that OCR read and nothing doubts.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from pipeline.certainty import Standing
from pipeline.evaluation.figures import calibration_error, reliability
from pipeline.understand.page.passage import TEXT_LAYER, calibrated

KNOTS = (0.0, 0.3, 0.5, 0.6, 0.8, 0.98, 1.0)
"""Where `_OBSERVED` in passage.py has its points."""

THRESHOLD = 0.95
"""Below it a value is asked about: the default of the setting."""

_ROWS = (0.0, 0.3, 0.5, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99)
_FEWEST = 20  # values a row needs before its share is believed; fewer lean on the share of all

Seen = tuple[float, bool]
"""OCR's confidence in the weakest word of a value, and whether the value was right."""
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Held:
    """How points do on some values: their number, the calibration error, and what the threshold does."""

    values: int
    error: float
    passed_wrong: int
    asked_right: int


def main() -> None:
    """Print a row for each layout and the sums of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, help="report.json of an evaluation")
    by_layout = seen_by_layout(json.loads(parser.parse_args().report.read_text("utf-8"))["values"])
    titles = f"{'left out':<18}{'values':>7}{'error, others':>15}{'error, left out':>17}"
    print(f"{titles}{'passed wrong':>14}{'asked right':>13}")
    left_out = [_print_row(layout, by_layout) for layout in sorted(by_layout)]
    count = sum(held.values for held in left_out)
    error = sum(held.error * held.values for held in left_out) / max(1, count)
    wrong, asked = (sum(getattr(held, name) for held in left_out) for name in ("passed_wrong", "asked_right"))
    print(f"{'all, in turn':<18}{count:>7}{'':>15}{error:>17.4f}{wrong:>14}{asked:>13}")
    used = _in_use([one for seen in by_layout.values() for one in seen])
    print(
        f"{'points in use':<18}{used.values:>7}{'':>15}{used.error:>17.4f}{used.passed_wrong:>14}{used.asked_right:>13}"
    )


def seen_by_layout(values: Iterable[dict[str, Any]]) -> dict[str, list[Seen]]:
    """What OCR read of each layout; a file of several layouts is left out."""
    found: dict[str, list[Seen]] = {}
    for value in values:
        if value["weakest_word"] is None or value["engine"] == TEXT_LAYER or "+" in value["layout"]:
            continue
        if value["standing"] == Standing.DOUBTED.words:
            continue
        found.setdefault(value["layout"], []).append((value["weakest_word"], value["outcome"] == "right"))
    return found


def points_of(seen: Sequence[Seen]) -> Points:
    """Points fitted on ``seen``: the share right around each knot, never falling; rare rows lean on that of all."""
    overall = sum(right for _, right in seen) / max(1, len(seen))
    edges = [(a + b) / 2 for a, b in pairwise(KNOTS)]
    rows: list[list[bool]] = [[] for _ in KNOTS]
    for confidence, right in seen:
        rows[bisect_right(edges, confidence)].append(right)
    shares = [(sum(row) + overall * _FEWEST) / (len(row) + _FEWEST) for row in rows]
    return list(zip(KNOTS, accumulate(shares, max), strict=True))


def said(confidence: float, points: Points) -> float:
    """What ``points`` make of an engine's confidence, by straight lines between them."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if confidence <= x1:
            return y0 + (y1 - y0) * (confidence - x0) / (x1 - x0)
    return points[-1][1]


def held(seen: Sequence[Seen], points: Points) -> Held:
    """How ``points`` do on ``seen``."""
    return _held([(said(confidence, points), right) for confidence, right in seen])


def _in_use(seen: Sequence[Seen]) -> Held:
    """How the points in passage.py do: they are more careful where so few values are wrong that no fit can tell."""
    return _held([(calibrated(confidence), right) for confidence, right in seen])


def _held(told: Sequence[Seen]) -> Held:
    return Held(
        len(told),
        calibration_error(reliability(told, _ROWS)) or 0.0,
        sum(confidence >= THRESHOLD and not right for confidence, right in told),
        sum(confidence < THRESHOLD and right for confidence, right in told),
    )


def _print_row(layout: str, by_layout: dict[str, list[Seen]]) -> Held:
    others = [one for name, seen in by_layout.items() if name != layout for one in seen]
    points = points_of(others)
    fitted, left = held(others, points), held(by_layout[layout], points)
    counts = f"{left.passed_wrong:>14}{left.asked_right:>13}"
    print(f"{layout:<18}{left.values:>7}{fitted.error:>15.4f}{left.error:>17.4f}{counts}")
    return left


if __name__ == "__main__":
    main()
