"""Which line that was read is which labelled line, and which document is which.

Lines are paired so that the sum of their likeness is greatest with the order kept (Needleman and Wunsch, 1970); lines
left over are then paired most alike first, whatever their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.evaluation.sameness import comparable, letters, same

Values = Mapping[str, object]
Pair = tuple[int | None, int | None]
"""Place of the labelled one and of the one read; None where it has no partner."""

# What tells lines apart, by how well it does. The description counts twice.
_WEIGHTS = {
    "kind": 2.0, "width_mm": 2.0, "height_mm": 1.5, "laminate_code": 2.0, "quantity": 1.0, "location": 1.0,
    "thickness_mm": 0.5, "door_core": 0.5, "frame_profile": 0.5,
}  # fmt: skip
_DESCRIPTION = 2.0
_LEAST_IN_ORDER = 0.25  # likeness of a pair
_LEAST_OUT_OF_ORDER = 0.45
_GAP = 0.18  # what a pair must be alike beyond, to be worth more than two lines without a partner
_TELLING = ("job_order_no", "po_no", "total", "date")


def likeness(truth: Values, read: Values) -> float:
    """How alike two lines are, 0–1."""
    most = got = 0.0
    for name, weight in _WEIGHTS.items():
        one, other = comparable(name, truth.get(name)), comparable(name, read.get(name))
        if one is None and other is None:
            continue
        most += weight
        if one is not None and other is not None and same(name, one, other):
            got += weight
    one_text, other_text = (letters(values.get("description") or "") for values in (truth, read))
    alike = SequenceMatcher(None, one_text, other_text, autojunk=False).ratio()
    return (got + _DESCRIPTION * alike) / (most + _DESCRIPTION) if most else alike


def paired_lines(truth: Sequence[Values], read: Sequence[Values]) -> list[Pair]:
    """Every line once: pairs first, in labelled order, then labelled lines that were not read, then invented ones."""
    alike = [[likeness(one, other) for other in read] for one in truth]
    pairs = _in_order(alike, len(read))
    free_truth = set(range(len(truth))) - {one for one, _ in pairs}
    free_read = set(range(len(read))) - {other for _, other in pairs}
    ranked = sorted(((alike[i][j], i, j) for i in free_truth for j in free_read), reverse=True)
    for degree, i, j in ranked:
        if degree >= _LEAST_OUT_OF_ORDER and i in free_truth and j in free_read:
            pairs.append((i, j))
            free_truth.remove(i)
            free_read.remove(j)
    missed: list[Pair] = [(i, None) for i in sorted(free_truth)]
    invented: list[Pair] = [(None, j) for j in sorted(free_read)]
    return [*sorted(pairs), *missed, *invented]


def paired_documents(truth: Sequence[Values], read: Sequence[Values]) -> list[Pair]:
    """The documents of a file by their number, total and date, otherwise by their order."""
    pairs: list[Pair] = []
    free = set(range(len(read)))
    for i, labels in enumerate(truth):
        best = min(free, key=lambda j: (-_told(labels, read[j]), abs(i - j)), default=None)
        pairs.append((i, best))
        free.discard(-1 if best is None else best)
    return pairs + [(None, j) for j in sorted(free)]


def _told(truth: Values, read: Values) -> int:
    """How many of the values that tell documents apart agree."""
    both = ((comparable(name, truth.get(name)), comparable(name, read.get(name))) for name in _TELLING)
    return sum(one is not None and one == other for one, other in both)


def _in_order(alike: Sequence[Sequence[float]], width: int) -> list[tuple[int, int]]:
    """The pairs with the greatest sum of likeness beyond the gap, none crossing another."""
    best = [[0.0] * (width + 1) for _ in range(len(alike) + 1)]
    for i, row in enumerate(alike, 1):
        for j, degree in enumerate(row, 1):
            best[i][j] = max(_paired(best, i, j, degree), best[i - 1][j], best[i][j - 1])
    pairs = []
    i, j = len(alike), width
    while i and j:
        if best[i][j] == _paired(best, i, j, alike[i - 1][j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return pairs


def _paired(best: Sequence[Sequence[float]], i: int, j: int, degree: float) -> float:
    return best[i - 1][j - 1] + degree - _GAP if degree >= _LEAST_IN_ORDER else -1.0
