"""How often a value is right at each confidence, and why: the tables behind passage.py and certainty.py.

    sendora evaluate CORPUS/doors --out evaluation
    python -m benchmarks.calibration evaluation/report.json

In the first table, the one behind `_OBSERVED`, only values count that OCR read and nothing doubts. Rows go between the
points of `_OBSERVED`; "expected" is what these points say on average of the row's values, and "off" whether what was
right leaves the 95 % interval (Wilson, 1927) that so many values allow. The second table says how often values were
right that stand under, beside, far from or without a doubt, and what certainty.py allows them at most; the third is the
confidence that is told to people. Several reports, such as one of layouts at first sight and one of known ones, are
taken together.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from pipeline.certainty import Standing
from pipeline.evaluation.figures import Bin, calibration_error, reliability
from pipeline.understand.page.passage import TEXT_LAYER, calibrated

WEAKEST_WORD_BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
Value = dict[str, Any]


def main() -> None:
    """Print the tables from the reports that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, nargs="+", help="report.json of an evaluation")
    values: list[Value] = []
    for path in parser.parse_args().report:
        content = json.loads(path.read_text("utf-8"))
        print(f"{content['folder']}, {content['files']} files, measured {content['measured_at']}")
        values += content["values"]
    print_table("weakest word", weakest_words(values), "expected")
    print_standings(values)
    print_table("confidence told", told(values), "said")


def weakest_words(values: list[Value]) -> list[Bin]:
    """The reliability table of what OCR read; each row says what `_OBSERVED` makes of its values."""
    words = [
        (value["weakest_word"], value["outcome"] == "right")
        for value in values
        if value["weakest_word"] is not None
        and value["engine"] != TEXT_LAYER
        and value["standing"] != Standing.DOUBTED.words
    ]
    rows = reliability(words, WEAKEST_WORD_BOUNDS)
    return [Bin(row.low, row.high, row.values, _expected(words, row), row.right) for row in rows]


def told(values: list[Value]) -> list[Bin]:
    """The reliability table of the confidences themselves."""
    return reliability((v["confidence"], v["outcome"] == "right") for v in values if v["confidence"] is not None)


def interval(right: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share ``right`` that was seen in ``count`` values."""
    z = 1.96
    middle = (right + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(right * (1 - right) / count + z * z / (4 * count * count))
    return middle - half, middle + half


def print_table(title: str, rows: list[Bin], claim: str) -> None:
    """A row a line, with its interval; the expected calibration error below."""
    print(f"\n{title:>16}{'values':>8}{claim:>10}{'right':>8}   95 % interval")
    for row in rows:
        low, high = interval(row.right, row.values)
        off = "" if low <= row.said <= high else "  off"
        name = f"{row.low:g}-{row.high:g}"
        print(f"{name:>16}{row.values:>8}{row.said:>10.4f}{row.right:>8.4f}   {low:.4f}-{high:.4f}{off}")
    print(f"calibration error {calibration_error(rows) or 0:.4f}")


def print_standings(values: list[Value]) -> None:
    """How often values were right by where they stand to what is doubted, and the most that certainty.py allows."""
    print(f"\n{'':>22}{'values':>8}{'at most':>10}{'right':>8}   95 % interval")
    for standing in Standing:
        right = [value["outcome"] == "right" for value in values if value["standing"] == standing.words]
        if right:
            seen = sum(right) / len(right)
            low, high = interval(seen, len(right))
            print(f"{standing.words:>22}{len(right):>8}{standing.most:>10.4f}{seen:>8.4f}   {low:.4f}-{high:.4f}")


def _expected(words: list[tuple[float, bool]], row: Bin) -> float:
    """What the points say on average of the values in a row."""
    last = row.high >= 1.0
    inside = [confidence for confidence, _ in words if row.low <= confidence and (last or confidence < row.high)]
    return sum(calibrated(confidence) for confidence in inside) / len(inside)


if __name__ == "__main__":
    main()
