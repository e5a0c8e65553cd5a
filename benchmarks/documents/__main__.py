"""Writes documents in layouts that nobody tuned to: python -m benchmarks.documents --out DIR [--seed N] [--count N].

Each case is a PDF and a JSON with the truth, in the schema of the labelled corpus. The same seed gives the same pages
and the same truth; more of them with a larger count. DIR/wordings tells how each case words its fields.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.documents.heading import draw_order
from benchmarks.documents.layouts import LAYOUTS
from benchmarks.documents.page import Layout, Sheet, html
from benchmarks.documents.printing import press
from benchmarks.documents.wordings import used


def main() -> None:
    """Draws and prints case after case, the layouts in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3 * len(LAYOUTS), help="documents; the layouts take turns")
    parser.add_argument("--layout", action="append", help="only this one (may be repeated)")
    arguments = parser.parse_args()
    (arguments.out / "wordings").mkdir(parents=True, exist_ok=True)
    with press() as print_pdf:
        for number in range(arguments.count):
            layout = LAYOUTS[number % len(LAYOUTS)]
            if arguments.layout and layout.name not in arguments.layout:
                continue
            page, truth, wordings = draw_case(layout, arguments.seed, number // len(LAYOUTS))
            (arguments.out / truth["file"]).write_bytes(print_pdf(page))
            (arguments.out / f"{truth['case']}.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False))
            (arguments.out / "wordings" / f"{truth['case']}.json").write_text(json.dumps(wordings, ensure_ascii=False))


def draw_case(layout: Layout, seed: int, number: int) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The HTML, the truth and the wordings of one case.

    Drawn from the layout's name, so that a new layout changes no other.
    """
    rng = Random(f"{layout.name} {seed} {number}")  # noqa: S311  # the same page each time is the point
    order, voice = draw_order(rng, layout.demand)
    case = f"{layout.name}-{seed}-{number}"
    sheet = Sheet(order, voice, rng)
    page = html(sheet, layout)
    head = {"case": case, "file": f"{case}.pdf", "mode": "digital", "layout": layout.name, "language": order.language}
    truth = head | {"effects": [], "documents": [order.truth()]}
    return page, truth, {"name": case} | used(order, voice, sheet.head)


if __name__ == "__main__":
    main()
