"""An evaluation as a whole: what was measured, when, on how much; and its figures as JSON."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from pipeline.evaluation.figures import Bin, Documents, Tally, calibration_error, reliability
from pipeline.evaluation.scoring import Judged, Outcome, Verdict

Json = dict[str, object]


@dataclass(frozen=True)
class Measured:
    """One file: what it was, how long it took in seconds of one child process, and the verdicts.

    ``refused`` is the reason when it was; it then has no pages and every labelled value is missing.
    """

    case: str
    file: str
    mode: str
    layout: str
    engine: str
    pages: int
    reading_seconds: float
    understanding_seconds: float
    judged: Judged
    refused: str = ""


@dataclass(frozen=True)
class Evaluation:
    """All files of a set. ``folder`` is its name, ``reader`` and ``version`` what was measured."""

    measured_at: datetime
    folder: str
    reader: str
    version: str
    files: tuple[Measured, ...]

    @property
    def pages(self) -> int:
        return sum(file.pages for file in self.files)

    @property
    def verdicts(self) -> list[Verdict]:
        return _verdicts(self.files)

    @property
    def tally(self) -> Tally:
        return Tally.of(self.verdicts)

    @property
    def documents(self) -> Documents:
        return documents_of(self.files)

    def grouped(self, key: Callable[[Measured], str]) -> dict[str, tuple[Measured, ...]]:
        """The files by a property of theirs; files without one are left out."""
        names = sorted({key(file) for file in self.files} - {""})
        return {name: tuple(file for file in self.files if key(file) == name) for name in names}

    def by_field(self) -> dict[str, Tally]:
        """The values by field, the document's fields first."""
        verdicts = self.verdicts
        names = sorted({verdict.name for verdict in verdicts})
        return {name: Tally.of(verdict for verdict in verdicts if verdict.name == name) for name in names}


def tally_of(files: Iterable[Measured]) -> Tally:
    """The values of some of the files."""
    return Tally.of(_verdicts(files))


def documents_of(files: Iterable[Measured]) -> Documents:
    """The documents of some of the files."""
    return Documents.of([result for file in files for result in file.judged.documents])


def confidence_table(verdicts: Iterable[Verdict]) -> list[Bin]:
    """How often a value was right that was said to be so sure."""
    return reliability((v.confidence, v.outcome is Outcome.RIGHT) for v in verdicts if v.confidence is not None)


def weakest_word_table(verdicts: Iterable[Verdict]) -> list[Bin]:
    """How often a value was right whose weakest word the engine was so sure of."""
    return reliability((v.weakest_word, v.outcome is Outcome.RIGHT) for v in verdicts if v.weakest_word is not None)


@dataclass(frozen=True)
class Pace:
    """Seconds a page: the middle one of the files and the one that 95 of 100 stay within."""

    reading: float
    reading_95: float
    understanding: float
    understanding_95: float

    @classmethod
    def of(cls, files: Sequence[Measured]) -> Pace | None:
        """None when no page was read."""
        with_pages = [file for file in files if file.pages]
        if not with_pages:
            return None
        reading = [file.reading_seconds / file.pages for file in with_pages]
        understanding = [file.understanding_seconds / file.pages for file in with_pages]
        return cls(*_middle_and_95(reading), *_middle_and_95(understanding))


def report(evaluation: Evaluation) -> Json:
    """The evaluation as JSON: figures first, then every value that was measured."""
    verdicts = evaluation.verdicts
    confidence = confidence_table(verdicts)
    return {
        "measured_at": evaluation.measured_at.isoformat(timespec="seconds"),
        "folder": evaluation.folder,
        "version": evaluation.version,
        "reader": evaluation.reader,
        "files": len(evaluation.files),
        "pages": evaluation.pages,
        "all": _figures(evaluation.files),
        "by_mode": {name: _figures(files) for name, files in evaluation.grouped(lambda file: file.mode).items()},
        "by_layout": {name: _figures(files) for name, files in evaluation.grouped(lambda file: file.layout).items()},
        "by_field": {name: _tally(tally) for name, tally in evaluation.by_field().items()},
        "calibration": {"error": _rounded(calibration_error(confidence)), "table": [asdict(row) for row in confidence]},
        "weakest_word": [asdict(row) for row in weakest_word_table(verdicts)],
        "refused": {file.file: file.refused for file in evaluation.files if file.refused},
        "values": [_value(file, verdict) for file in evaluation.files for verdict in file.judged.verdicts],
    }


def _figures(files: Sequence[Measured]) -> Json:
    documents, pace = documents_of(files), Pace.of(files)
    rates = {"straight_through": _rounded(documents.straight_rate), "exact_rate": _rounded(documents.exact_rate)}
    return {
        **_tally(tally_of(files)),
        "documents": asdict(documents) | rates,
        "seconds_a_page": asdict(pace) if pace else None,
    }


def _tally(tally: Tally) -> Json:
    return {
        "accuracy": _rounded(tally.accuracy),
        "silent_error_rate": _rounded(tally.silent_rate),
        "silently_missing_rate": _rounded(tally.silently_missing_rate),
        **asdict(tally),
    }


def _value(file: Measured, verdict: Verdict) -> Json:
    return {
        "case": file.case,
        "document": verdict.document,
        "line": verdict.line,
        "field": verdict.field,
        "outcome": verdict.outcome.value,
        "truth": verdict.truth,
        "read": verdict.read,
        "flagged": verdict.flagged,
        "confidence": verdict.confidence,
        "weakest_word": verdict.weakest_word,
        "standing": verdict.standing.words if verdict.standing else None,
        "engine": file.engine,
        "layout": file.layout,
    }


def _verdicts(files: Iterable[Measured]) -> list[Verdict]:
    return [verdict for file in files for verdict in file.judged.verdicts]


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 5)


def _middle_and_95(seconds: list[float]) -> tuple[float, float]:
    ranked = sorted(seconds)
    return round(statistics.median(ranked), 4), round(ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))], 4)
