"""How far the printed form is from the company's: python -m benchmarks.form_geometry FORM-FACTS.json [--all].

Prints a job order, reads the PDF's own geometry and compares it with the facts measured on the company's form, in
points. Ends with 1 if anything is further than 2 points off. docs/form.md says which facts are not compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.outputs.form_geometry import PageGeometry, read_geometry
from tests.outputs.sample_orders import print_order, sample_order

LIMIT = 2.0
ASCENT = 0.9375
"""The facts give the top of a line; its baseline is this share of the size below (measured on the form itself)."""
CALIBRI_ASCENT = 0.75

Measured = tuple[str, float]


def main() -> int:
    """Compares and prints; the exit code says whether all is within the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="form-facts.json")
    parser.add_argument("--all", action="store_true", help="print every distance, not only the worst")
    arguments = parser.parse_args()
    facts = json.loads(arguments.facts.read_text())
    door, frame = read_geometry(print_order(sample_order(doors=4, frames=1)))
    measured = [*_door(facts["door"], door), *_frame(facts["frame"], frame)]
    measured.sort(key=lambda it: -it[1])
    for name, distance in measured if arguments.all else measured[:10]:
        print(f"{distance:6.2f} pt  {name}")
    within = sum(distance <= LIMIT for _, distance in measured)
    print(f"{within} of {len(measured)} facts within {LIMIT:g} pt; the worst is {measured[0][1]:.2f} pt")
    return 0 if within == len(measured) else 1


def _door(facts: dict[str, Any], page: PageGeometry) -> Iterator[Measured]:
    yield from _door_words(facts, page)
    edges, rows = facts["column_edges_x"], facts["row_edges_y"]
    for name, x in edges.items():
        yield f"door column edge {name}", page.distance_of_rule_down(x, rows["table_top"], rows["table_bottom"])
    for name, y in rows.items():
        yield f"door row edge {name}", page.distance_of_rule_across(y, edges["left"], edges["open_hole_type"])
    for y in facts["option_rules_y_in_row_1"]:
        for left, right in (("door_thickness", "door_size"), ("door_type", "door_core"), ("edging", "decorative_line")):
            yield f"door option rule {y} in {left}", page.distance_of_rule_across(y, edges[left], edges[right])
    for name in ("title_box", "job_order_box"):
        box = facts[name]
        yield f"door {name}", page.distance_of_box(box["x0"], box["y0"], box["x1"], box["y1"])
    for y in facts["header_rules_y"]:
        yield f"door header rule {y} left", page.distance_of_rule_across(y, 103.1, 253.1)
        yield f"door header rule {y} right", page.distance_of_rule_across(y, 673.9, 823.9)
    yield "door signature rule", page.distance_of_rule_across(facts["signature_rule_y"], 15, 160)


def _door_words(facts: dict[str, Any], page: PageGeometry) -> Iterator[Measured]:
    for label in facts["header"].values():
        yield _at(page, "door", label["label"], label["label_position"], label["font_size"])
    for words in (*facts["branding"].values(), facts["title"]):
        yield _at(page, "door", words["text"], words["position"], words["font_size"])
    for column in facts["columns"].values():
        # The facts place the heading EDGING where the form has the option No Edging.
        words = "No Edging" if column["position"]["y"] > 150 else column["header"]
        yield _at(page, "door", words, column["position"], column["font_size"])
    for group in facts["checkbox_groups"].values():
        for option, place in group["found_positions"].items():
            yield _at(page, "door option", option, place["text_position"], place["font_size"])
    for element in facts["footer"]["elements"].values():
        yield _at(page, "door", element["label"], element["position"], element["font_size"])


def _frame(facts: dict[str, Any], page: PageGeometry) -> Iterator[Measured]:
    groups = (facts["header_and_columns"], facts["text"], *facts["checkbox_groups"].values())
    for fact in (fact for group in groups for fact in group.values()):
        if fact["font"] == "Wingdings2":  # the box itself, which is drawn here: its middle is compared
            middle = (fact["x"] + fact["width"] / 2, fact["y"] + fact["height"] / 2)
            yield "frame box", page.distance_of_box(middle[0] - 3, middle[1] - 3, middle[0] + 3, middle[1] + 3)
        else:
            ascent = CALIBRI_ASCENT if fact["font"].startswith("Calibri") else ASCENT
            baseline = fact["y"] + ascent * fact["size"]
            yield f"frame “{fact['text']}”", page.distance_of_words(fact["text"], fact["x"], baseline)


def _at(page: PageGeometry, where: str, words: str, place: dict[str, float], size: float) -> Measured:
    return f"{where} “{words}”", page.distance_of_words(words, place["x"], place["y"] + ASCENT * size)


if __name__ == "__main__":
    sys.exit(main())
