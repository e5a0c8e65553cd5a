"""An evaluation for people: one HTML page that needs nothing else, and a summary for the screen. Pure."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.evaluation.figures import Documents, Tally, calibration_error
from pipeline.evaluation.report import Evaluation, Measured, Pace, confidence_table, documents_of, tally_of
from pipeline.evaluation.scoring import Outcome, Verdict
from pipeline.model import Box


@dataclass(frozen=True)
class ErrorPlace:
    """Where on a page something is wrong."""

    case: str
    page: int
    box: Box


Cuttings: TypeAlias = dict[ErrorPlace, bytes]
"""A PNG of each place that could be drawn."""


@dataclass(frozen=True)
class Group:
    """A row of the accuracy table."""

    name: str
    files: int
    tally: Tally
    documents: Documents
    pace: Pace | None


@dataclass(frozen=True)
class Shown:
    """An error as the page shows it. ``picture`` is a data address, or empty."""

    file: str
    verdict: Verdict
    place: str
    picture: str
    picture_shows_line: bool


def errors_of(file: Measured) -> list[ErrorPlace]:
    """The places of a file where something is wrong, each once."""
    places = (_place(file, verdict) for verdict in _wrong(file))
    return list(dict.fromkeys(place for place in places if place))


def evaluation_page(evaluation: Evaluation, cuttings: Mapping[ErrorPlace, bytes]) -> str:
    """The page: accuracy, calibration, time, and every error with a picture of where it was read."""
    table = confidence_table(evaluation.verdicts)
    return _environment().get_template("evaluation.html.j2").render(
        evaluation=evaluation,
        whole=_group("all", evaluation.files),
        modes=[_group(name, files) for name, files in evaluation.grouped(lambda file: file.mode).items()],
        layouts=[_group(name, files) for name, files in evaluation.grouped(lambda file: file.layout).items()],
        fields=evaluation.by_field(),
        table=table,
        calibration_error=calibration_error(table),
        errors=_shown(evaluation, cuttings),
        refused=[file for file in evaluation.files if file.refused],
    )  # fmt: skip


def summary(evaluation: Evaluation) -> str:
    """The figures in a few lines of text, with the date and the size of the set beside them."""
    whole = _group("all", evaluation.files)
    rows = [_group(name, files) for name, files in evaluation.grouped(lambda file: file.mode).items()] + [whole]
    lines = [
        f"{evaluation.folder}: {len(evaluation.files)} files, {evaluation.pages} pages, {whole.tally.values} values, "
        f"measured {evaluation.measured_at:%Y-%m-%d %H:%M} UTC",
        f"{'':12}{'accuracy':>10}{'silent':>10}{'straight':>10}{'exact':>10}{'s/page':>8}",
    ]
    for row in rows:
        documents = row.documents
        pace = f"{row.pace.reading + row.pace.understanding:8.2f}" if row.pace else f"{'–':>8}"
        rates = (row.tally.accuracy, row.tally.silent_rate, documents.straight_rate, documents.exact_rate)
        lines.append(f"{row.name:12}" + "".join(f"{percent(rate):>10}" for rate in rates) + pace)
    return "\n".join(lines)


def percent(rate: float | None, digits: int = 2) -> str:
    """``0.9871`` as ``98.71 %``; nothing to divide by is a dash."""
    return "–" if rate is None else f"{100 * rate:.{digits}f} %"


def _group(name: str, files: tuple[Measured, ...]) -> Group:
    return Group(name, len(files), tally_of(files), documents_of(files), Pace.of(files))


def _wrong(file: Measured) -> Iterator[Verdict]:
    return (verdict for verdict in file.judged.verdicts if verdict.outcome is not Outcome.RIGHT)


def _place(file: Measured, verdict: Verdict) -> ErrorPlace | None:
    return ErrorPlace(file.case, verdict.page, verdict.box) if verdict.page and verdict.box else None


def _shown(evaluation: Evaluation, cuttings: Mapping[ErrorPlace, bytes]) -> list[Shown]:
    """Silent errors first, since they cost most; then those that a person would have seen."""
    wrong = [(file, verdict) for file in evaluation.files for verdict in _wrong(file)]
    wrong.sort(key=lambda pair: (not pair[1].silent, pair[1].flagged))
    return [_error(file, verdict, cuttings) for file, verdict in wrong]


def _error(file: Measured, verdict: Verdict, cuttings: Mapping[ErrorPlace, bytes]) -> Shown:
    place = _place(file, verdict)
    png = cuttings.get(place) if place else None
    picture = f"data:image/png;base64,{base64.b64encode(png).decode()}" if png else ""
    where = [f"page {verdict.page}"] if verdict.page else []
    where += [f"document {verdict.document}"] if verdict.document > 1 else []
    where += [f"line {verdict.line}"] if verdict.line is not None else []
    return Shown(file.file, verdict, ", ".join(where), picture, verdict.confidence is None)


def _words(value: object) -> str:
    """A value as people write it; none is a dash."""
    if value is None or value == "":
        return "–"
    return f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("templates", "."), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"percent": percent, "words": _words}
    return environment
