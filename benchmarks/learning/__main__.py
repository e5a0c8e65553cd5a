"""What learning saves, layout by layout: five documents are corrected, their lessons taken, then the rest is read.

    python -m benchmarks.learning CORPUS/doors --readings DIR

A reviewer who knows the labels makes every correction that the first documents of a layout need. What these offer to
remember is tested on those documents as an admin would, and switched on where it helps and harms nothing. Then the
other documents are read without and with it: how many corrections does each reading need, and does one value that was
right come out wrong? ``--readings`` keeps what was read from the pages, so that a repeat only understands them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.learning.reviewer import Reviewer
from config.settings import Settings
from pipeline.evaluation.labels import Labelled, labelled
from pipeline.learned.lessons import NOTHING, Learned, Lesson
from pipeline.learned.offers import Desk, offers_of
from pipeline.learned.trial import effect
from pipeline.model import Document, JobOrder, from_json, to_json
from pipeline.reading import ReadingLimits, read
from pipeline.review.cells import COLUMNS, TABLES
from pipeline.revision import HEADER
from portal.company import CompanyFiles, company, understand

FIRST = 5
"""Documents of a layout that are corrected by hand."""


@dataclass(frozen=True)
class Case:
    """A labelled file and what was read from it."""

    label: Labelled
    document: Document


Needed = tuple[int, dict[tuple[Any, ...], bool]]
"""How many corrections a file needs, and which of its labelled cells are right."""


@dataclass
class Tally:
    """What was counted for one layout."""

    documents: int = 0
    before: int = 0
    after: int = 0
    broken: list[str] = field(default_factory=list)
    lessons: tuple[Lesson, ...] = ()

    def add(self, case: Case, before: Needed, after: Needed) -> None:
        """One more document, read without and with what was learned."""
        self.documents += 1
        self.before += before[0]
        self.after += after[0]
        broken = [cell for cell, right in before[1].items() if right and not after[1].get(cell, False)]
        self.broken += [f"{case.label.case} {cell}" for cell in broken]


class Bench:
    """Reads, corrects and learns."""

    def __init__(self) -> None:
        self.files = CompanyFiles.of(Settings())
        self.company = company(self.files)
        self.reviewer = Reviewer(self.company.options, self.company.rules)

    def orders(self, case: Case, learned: Learned) -> list[JobOrder]:
        invoices = understand(case.document, self.files, None, learned)
        return [self.company.job_order(invoice, learned) for invoice in invoices]

    def lessons(self, first: Sequence[Case]) -> Learned:
        """What the corrections of these documents teach."""
        truth = {id(case): self._right(case) for case in first}
        learned = NOTHING
        for case in first:
            for lesson in self._offers(case, learned):
                more = learned.with_one(lesson)
                effects = [effect(self.orders(c, learned), self.orders(c, more), truth[id(c)]) for c in first]
                if any(e.helps for e in effects) and not any(e.wrong for e in effects):
                    learned = more
        return learned

    def _right(self, case: Case) -> list[JobOrder]:
        made = []
        pairs = dict_by_id(self.reviewer.orders_with_truth(orders := self.orders(case, NOTHING), case.label))
        for order in orders:
            truth = pairs.get(id(order))
            made.append(self.reviewer.corrections(order, truth)[1].order if truth else order)
        return made

    def _offers(self, case: Case, learned: Learned) -> tuple[Lesson, ...]:
        found: list[Lesson] = []
        orders = self.orders(case, learned)
        suppliers = [i.supplier_name for i in understand(case.document, self.files, None, learned)]
        for order, truth in self.reviewer.orders_with_truth(orders, case.label):
            supplier = suppliers[orders.index(order)]
            desk = Desk(
                order,
                case.document.pages,
                self.company.trade.vocabulary,
                self.company.options,
                str(supplier.value) if supplier and supplier.value else "",
            )
            corrections, _ = self.reviewer.corrections(order, truth)
            found += offers_of([c.operation for c in corrections], desk)
        known = {lesson.key for lesson in learned.lessons}
        return tuple(lesson for lesson in found if lesson.key not in known)

    def needed(self, case: Case, learned: Learned) -> Needed:
        """How many corrections the file needs, and which of its labelled cells are right."""
        count, right = 0, {}
        orders = self.orders(case, learned)
        pairs = self.reviewer.orders_with_truth(orders, case.label)
        for number, (order, truth) in enumerate(pairs):
            count += len(self.reviewer.corrections(order, truth)[0])
            right |= {(number, *cell): ok for cell, ok in self._cells(order, truth)}
        count += abs(len(orders) - len(pairs)) + abs(len(case.label.documents) - len(pairs))
        return count, right

    def _cells(self, order: JobOrder, truth: Any) -> list[tuple[tuple[Any, ...], bool]]:
        found = [
            ((name,), self.reviewer.right(name, getattr(order, name), truth.get(_truth_name(name)))) for name in HEADER
        ]
        for table in TABLES:
            rows = getattr(order, table)
            for place, (item, index) in enumerate(self.reviewer.pairs(table, rows, truth)):
                if item is None or index is None:
                    continue
                for name in COLUMNS[table]:
                    wanted = item.get(self.attribute(name))
                    found.append(((table, place, name), self.reviewer.right(name, getattr(rows[index], name), wanted)))
        return found

    @staticmethod
    def attribute(name: str) -> str:
        from pipeline.learned.reading import ATTRIBUTES  # noqa: PLC0415 - beside its only use

        return ATTRIBUTES.get(name, name)


def _truth_name(name: str) -> str:
    return "date" if name == "job_order_date" else name


def dict_by_id(pairs: Sequence[tuple[JobOrder, Any]]) -> dict[int, Any]:
    """The labels by their job order."""
    return {id(order): truth for order, truth in pairs}


def main() -> None:
    """Print the table, and leave with 1 when a layout is not a third better or a right value became wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readings", type=Path, help="where what was read is kept between runs")
    parser.add_argument("--first", type=int, default=FIRST, help="documents of a layout that are corrected")
    parser.add_argument("--draws", type=int, default=4, help="choices of the first documents, layout by layout")
    parser.add_argument("--lessons", action="store_true", help="print what was learned")
    parser.add_argument("--together", action="store_true", help="all documents as one layout")
    wanted = parser.parse_args()
    bench, by_layout = Bench(), defaultdict(list)
    for case in cases_in(wanted.folder, wanted.readings):
        by_layout["all" if wanted.together else case.label.layout].append(case)
    tallies = {name: measured(bench, found, wanted.first, wanted.draws) for name, found in sorted(by_layout.items())}
    print_table(tallies, with_lessons=wanted.lessons)
    sys.exit(0 if all(good(tally) for tally in tallies.values()) else 1)


def measured(bench: Bench, found: Sequence[Case], first: int, draws: int) -> Tally:
    """One layout, with several choices of the first documents.

    What went straight through was corrected by nobody: the first ones are drawn from those that needed a person, and at
    least one of these is left.
    """
    doubtful = [case for case in found if bench.needed(case, NOTHING)[0]]
    tally = Tally()
    for draw in range(draws if len(doubtful) > 1 else 0):
        chosen = random.Random(draw).sample(doubtful, min(first, len(doubtful) - 1))  # noqa: S311 - a repeatable draw
        learned = bench.lessons(chosen)
        tally.lessons = tuple({lesson.key: lesson for lesson in (*tally.lessons, *learned.lessons)}.values())
        for case in (each for each in found if each not in chosen):
            tally.add(case, bench.needed(case, NOTHING), bench.needed(case, learned))
    return tally


def good(tally: Tally) -> bool:
    """At least a third fewer corrections, and nothing broken."""
    return not tally.broken and (tally.after <= tally.before * 2 / 3 or not tally.before)


def print_table(tallies: dict[str, Tally], *, with_lessons: bool) -> None:
    """A row a layout, and the sum."""
    print(f"{'layout':<34}{'documents':>10}{'before':>8}{'after':>8}{'saved':>8}{'broken':>8}{'lessons':>9}")
    everything = Tally()
    for name, tally in tallies.items():
        print_row(name, tally)
        everything.documents += tally.documents
        everything.before += tally.before
        everything.after += tally.after
        everything.broken += tally.broken
        everything.lessons += tally.lessons
        for lesson in tally.lessons if with_lessons else ():
            print(f"    {lesson.sentence}")
        for place in tally.broken:
            print(f"    broken: {place}")
    print_row("all", everything)


def print_row(name: str, tally: Tally) -> None:
    """One layout's figures."""
    saved = f"{1 - tally.after / tally.before:.0%}" if tally.before else "-"
    print(
        f"{name:<34}{tally.documents:>10}{tally.before:>8}{tally.after:>8}{saved:>8}{len(tally.broken):>8}{len(tally.lessons):>9}"
    )


def cases_in(folder: Path, readings: Path | None) -> list[Case]:
    """The labelled files, read now or before."""
    found = []
    for path in sorted(folder.glob("*.json")):
        label = labelled(path.stem, json.loads(path.read_text("utf-8")))
        if label:
            found.append(Case(label, reading_of(folder / label.file, path.stem, readings)))
    return found


def reading_of(file: Path, case: str, readings: Path | None) -> Document:
    """What stands on the pages."""
    kept = readings / f"{case}.json" if readings else None
    if kept and kept.exists():
        return from_json(kept.read_bytes(), Document)
    document = read(file, ReadingLimits())
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(to_json(document))
    return document


if __name__ == "__main__":
    main()
