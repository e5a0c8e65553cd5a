"""How often a value is right whose weakest word OCR was so sure of: the table behind `_OBSERVED` in passage.py.

    sendora evaluate CORPUS/doors --out evaluation
    python -m benchmarks.calibration evaluation/report.json

Only values read by OCR count; a text layer's words are certain. Rows go between the points of `_OBSERVED`; "expected"
is what these points say on average of the row's values, and "off" whether what was right leaves the 95 % interval
(Wilson, 1927) that so many values allow. The second table is the confidence that is told to people.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from pipeline.evaluation.figures import Bin, calibration_error, reliability
from pipeline.understand.page.passage import TEXT_LAYER, calibrated

WEAKEST_WORD_BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
Value = dict[str, Any]


def main() -> None:
    """Print both tables from the report that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path, help="report.json of an evaluation")
    content = json.loads(parser.parse_args().report.read_text("utf-8"))
    print(f"{content['folder']}, {content['files']} files, measured {content['measured_at']}")
    values = content["values"]
    print_table("weakest word", weakest_words(values), "expected")
    print_table("confidence told", told(values), "said")


def weakest_words(values: list[Value]) -> list[Bin]:
    """The reliability table of what OCR read; each row says what `_OBSERVED` makes of its values."""
    words = [
        (value["weakest_word"], value["outcome"] == "right")
        for value in values
        if value["weakest_word"] is not None and value["engine"] != TEXT_LAYER
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


def _expected(words: list[tuple[float, bool]], row: Bin) -> float:
    """What the points say on average of the values in a row."""
    last = row.high >= 1.0
    inside = [confidence for confidence, _ in words if row.low <= confidence and (last or confidence < row.high)]
    return sum(calibrated(confidence) for confidence in inside) / len(inside)


if __name__ == "__main__":
    main()
