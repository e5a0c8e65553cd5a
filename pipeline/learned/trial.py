"""What a lesson would change on a document whose right values are known. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import JobOrder
from pipeline.review.cells import COLUMNS, TABLES, words_of
from pipeline.review.operations import RowRef
from pipeline.review.rows import Row, found, named
from pipeline.revision import HEADER
from pipeline.understand.grammar.tokens import squeeze


@dataclass(frozen=True)
class Effect:
    """Cells that come out otherwise: to the right value, away from it, or with nobody knowing; questions fewer (more).

    What was wrong and stays wrong counts as neither.

    ``examples`` are a few changes in words.
    """

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    fewer_questions: int = 0
    examples: tuple[str, ...] = ()

    @property
    def changed(self) -> int:
        return self.right + self.wrong + self.unknown

    @property
    def helps(self) -> bool:
        """Whether it does some good and no harm."""
        return not self.wrong and (self.right > 0 or self.fewer_questions > 0)

    def plus(self, other: Effect) -> Effect:
        """Both together."""
        return Effect(
            self.right + other.right,
            self.wrong + other.wrong,
            self.unknown + other.unknown,
            self.fewer_questions + other.fewer_questions,
            (*self.examples, *other.examples)[:5],
        )


def effect(before: Sequence[JobOrder], after: Sequence[JobOrder], truth: Sequence[JobOrder | None]) -> Effect:
    """What differs between two readings of a file, judged by what its job orders came to be."""
    if [order.pages for order in before] != [order.pages for order in after]:
        return Effect(unknown=1, examples=("the file falls into other documents",))
    total = Effect()
    for one, other, right in zip(before, after, truth, strict=False):
        total = total.plus(_of_order(one, other, right))
    return total


def _of_order(before: JobOrder, after: JobOrder, truth: JobOrder | None) -> Effect:
    was, known = dict(_cells(before)), dict(_cells(truth)) if truth else {}
    right = wrong = unknown = 0
    examples = []
    for place, words in _cells(after):
        old = _at(place, was)
        if squeeze(words) == squeeze(old or ""):
            continue
        meant = _at(place, known)
        examples.append(f"{place[1]}: “{old or ''}” becomes “{words}”")
        if truth is None or meant is None:
            unknown += 1
        elif squeeze(words) == squeeze(meant):
            right += 1
        elif squeeze(old or "") == squeeze(meant):
            wrong += 1
    fewer = len(before.issues) - len(after.issues)
    return Effect(right, wrong, unknown, fewer, tuple(examples[:5])).plus(_of_rows(before, after, truth))


def _of_rows(before: JobOrder, after: JobOrder, truth: JobOrder | None) -> Effect:
    """Rows that come or go: right where the form has none, or has one, in the end."""
    total = Effect()
    for table in TABLES:
        was, now = (named(table, getattr(order, table)) for order in (before, after))
        meant = named(table, getattr(truth, table)) if truth else None
        for rows, others, verb in ((was, now, "is off the form"), (now, was, "is on the form")):
            for row in (row for row in rows if found(row.ref, others) is None):
                stays = None if meant is None else found(row.ref, meant) is not None
                good = None if stays is None else stays == (verb == "is on the form")
                said = " ".join(row.content.origin.text.split())[:60] if row.content.origin else table
                total = total.plus(Effect(good is True, good is False, good is None, 0, (f"“{said}” {verb}",)))
    return total


Place = tuple[RowRef | None, str]


def _cells(order: JobOrder) -> Iterator[tuple[Place, str]]:
    for name in HEADER:
        yield (None, name), words_of(getattr(order, name))
    for table in TABLES:
        for row in named(table, getattr(order, table)):
            for name in COLUMNS[table]:
                yield (row.ref, name), words_of(getattr(row.content, name))


def _at(place: Place, cells: dict[Place, str]) -> str | None:
    """The words at the same place of another reading; None when its row is not there."""
    if place in cells or place[0] is None:
        return cells.get(place)
    refs = list(dict.fromkeys(ref for ref, _ in cells if ref is not None and ref.table == place[0].table))
    index = found(place[0], [Row(ref, None) for ref in refs])  # type: ignore[arg-type] # only its name is asked for
    return cells.get((refs[index], place[1])) if index is not None else None
