"""From verdicts to figures: the accuracy table, silent errors, straight through, and what confidence means.

field accuracy     right values of all that were labelled or read: what is missing or invented counts as an error
silent errors      wrong or invented values that nobody was asked about, of all values that nobody was asked about
silently missing   labelled values left empty without a question, of all labelled values
straight through   documents about which nothing was asked, of all that were read
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluation.scoring import DocumentResult, Outcome, Verdict

BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
"""Lower ends of the reliability table's rows; the last is certainty."""


def share(part: float, whole: float) -> float | None:
    """``part`` of ``whole``, None of nothing."""
    return part / whole if whole else None


@dataclass(frozen=True)
class Tally:
    """Values by outcome, and those that nobody was asked about."""

    right: int
    missing: int
    invented: int
    wrong: int
    unasked: int
    silent: int
    silently_missing: int

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Tally:
        """Count them."""
        verdicts = list(verdicts)
        outcomes = [verdict.outcome for verdict in verdicts]
        unasked = [verdict for verdict in verdicts if not verdict.flagged]
        return cls(
            right=outcomes.count(Outcome.RIGHT),
            missing=outcomes.count(Outcome.MISSING),
            invented=outcomes.count(Outcome.INVENTED),
            wrong=outcomes.count(Outcome.WRONG),
            unasked=sum(verdict.outcome is not Outcome.MISSING for verdict in unasked),
            silent=sum(verdict.silent for verdict in unasked),
            silently_missing=sum(verdict.outcome is Outcome.MISSING for verdict in unasked),
        )

    @property
    def values(self) -> int:
        return self.right + self.missing + self.invented + self.wrong

    @property
    def accuracy(self) -> float | None:
        return share(self.right, self.values)

    @property
    def silent_rate(self) -> float | None:
        return share(self.silent, self.unasked)

    @property
    def silently_missing_rate(self) -> float | None:
        return share(self.silently_missing, self.values - self.invented)


@dataclass(frozen=True)
class Documents:
    """Documents and their lines."""

    labelled: int
    read: int
    straight: int
    exact: int
    straight_and_exact: int
    lines_labelled: int
    lines_read: int
    lines_paired: int

    @classmethod
    def of(cls, results: Sequence[DocumentResult]) -> Documents:
        """Count them."""
        read = [result for result in results if result.read]
        exact = [result for result in read if result.labelled and result.exact]
        return cls(
            sum(result.labelled for result in results),
            len(read),
            sum(not result.flagged for result in read),
            len(exact),
            sum(not result.flagged for result in exact),
            sum(result.lines_labelled for result in results),
            sum(result.lines_read for result in results),
            sum(result.lines_paired for result in results),
        )

    @property
    def straight_rate(self) -> float | None:
        return share(self.straight, self.read)

    @property
    def exact_rate(self) -> float | None:
        return share(self.exact, self.labelled)


@dataclass(frozen=True)
class Bin:
    """Values read with a confidence in ``low`` to ``high``: how many, what was said, what was right."""

    low: float
    high: float
    values: int
    said: float
    right: float


def reliability(told: Iterable[tuple[float, bool]], bounds: Sequence[float] = BOUNDS) -> list[Bin]:
    """Pairs of confidence and whether the value was right as a reliability table; rows without values are left out."""
    rows: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in told:
        rows.setdefault(max(0, bisect_right(bounds, confidence) - 1), []).append((confidence, right))
    ends = (*bounds[1:], 1.0)
    return [
        Bin(
            bounds[row],
            ends[row],
            len(members),
            sum(confidence for confidence, _ in members) / len(members),
            sum(right for _, right in members) / len(members),
        )
        for row, members in sorted(rows.items())
    ]


def calibration_error(table: Sequence[Bin]) -> float | None:
    """Expected calibration error: mean distance of what was said from what was right, weighted by the rows' sizes."""
    return share(sum(row.values * abs(row.said - row.right) for row in table), sum(row.values for row in table))
