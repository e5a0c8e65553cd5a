"""Which wordings are read worst: python -m benchmarks.documents.wordings DIR REPORT.json [--below 0.9].

DIR is a folder of generated cases, REPORT what score.py wrote about them. For each label (by field) and for each way
to write a value, the share of truth fields that came out right; only those below the limit are printed.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.documents.order import Order
from benchmarks.documents.wording import Voice

_HEADER = {"date": "date", "po": "po_no", "delivery": "delivery_date", "measure": "measure_by", "total": "total",
           "bill_to": "customer_name", "vendor": "customer_name"}  # fmt: skip
_OPEN = (
    "laminate_code", "width_mm", "height_mm", "thickness_mm", "rebate_mm", "location", "design_name", "open_hole_type",
    "remark", "frame_width", "frame_profile",
)  # fmt: skip
"""Fields whose values are open-ended: their label is what counts."""


def used(order: Order, voice: Voice, manner: str) -> dict[str, Any]:
    """The wordings of one document: a label by field of the header, and label and text by field of each line."""
    head = {_HEADER[key]: label for key, label in voice.kept.items() if key in _HEADER}
    number = next((label for key, label in voice.kept.items() if key.endswith(".number")), "")
    head["po_no" if order.kind == "purchase_order" else "job_order_no"] = number
    lines = [
        {name: [voice.kept.get(part.key, ""), part.plain] for part in item.parts for name in part.values}
        for item in order.items
    ]
    for line, item in zip(lines, order.items, strict=True):
        line["kind"] = ["", item.noun]
    return {"header": head, "manner": manner, "items": lines}


def main() -> None:
    """Prints the wordings below the limit, worst first within a field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--below", type=float, default=0.9)
    parser.add_argument("--seen", type=int, default=2, help="wordings met less often are left out")
    arguments = parser.parse_args()
    cases = [json.loads(path.read_text()) for path in sorted((arguments.folder / "wordings").glob("*.json"))]
    counts = count(cases, json.loads(arguments.report.read_text())["errors"])
    for (field, key), (right, seen) in sorted(
        counts.items(), key=lambda entry: (entry[0][0], entry[1][0] / entry[1][1])
    ):
        if right / seen < arguments.below and seen >= arguments.seen:
            print(f"{field:16} {right:3} of {seen:3}  {key}")


def count(cases: list[dict[str, Any]], errors: list[dict[str, Any]]) -> dict[tuple[str, str], list[int]]:
    """By field and wording: right and seen. Lines not found, or found as another kind, say nothing of wordings."""
    wrong = {(error["case"], error["item"], error["field"].split(".")[1]) for error in errors}
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        for wording, number, field in _mentions(case):
            if field == "kind" or (case["name"], number, "kind") not in wrong:
                counts[field, wording][0] += (case["name"], number, field) not in wrong
                counts[field, wording][1] += 1
    return counts


def _mentions(case: dict[str, Any]) -> list[tuple[str, int | None, str]]:
    """Wording, line and field for each wording that the case uses."""
    found: list[tuple[str, int | None, str]] = [
        (f"label: {label}", None, field) for field, label in case["header"].items()
    ]
    found += [(f"head: {case['manner']}", None, field) for field in case["header"]]
    for number, line in enumerate(case["items"]):
        for field, (label, text) in line.items():
            found.append((f"label: {label}", number, field))
            if field not in _OPEN:
                found.append((f"says: {text.lower()}", number, field))
    return found


if __name__ == "__main__":
    main()
