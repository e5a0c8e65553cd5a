"""Files without a service: read each in a child process, several at once, and write what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from config.settings import Settings
from outputs.data import render_json
from outputs.extraction import extraction, refusal
from outputs.pdf import Foot, render_pdf
from pipeline.archive import digest_of
from pipeline.contained import Workers
from pipeline.errors import Refused, Temporary
from pipeline.model import Document, Invoice
from portal.company import CompanyFiles, company
from portal.limits import reading_limits
from portal.reading import Reading as Readers
from portal.reading import reading_alone


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its line for the reader of the screen, and whether it was refused."""

    line: str
    refused: bool


Reading = tuple[Document, tuple[Invoice, ...]]
Finish = Callable[[Path, str, Reading], str]
"""Writes what was read from a file under its stem, and says so in a line."""


def extract_files(files: Sequence[Path], out: Path, settings: Settings) -> int:
    """``sendora extract``: gives the exit code, 0 unless a result could not be written."""
    company(CompanyFiles.of(settings))  # a broken one is told before anything is read

    def finish(_file: Path, stem: str, reading: Reading) -> str:
        report = extraction(stem, reading[1], [list(invoice.doubts) for invoice in reading[1]])
        _write(out / f"{stem}.json", report)
        lines = sum(len(invoice.items) for invoice in reading[1])
        return f"{len(reading[1])} document(s), {lines} line(s)" + (
            ", needs review" if "needs_review" in report else ""
        )

    def refuse(stem: str, error: Refused) -> None:
        _write(out / f"{stem}.json", refusal(stem, error))

    _each(files, out, settings, finish, refuse)
    return 0


def process_files(files: Sequence[Path], out: Path, settings: Settings) -> int:
    """``sendora process``: gives the exit code, 1 when any file was refused."""
    made = company(CompanyFiles.of(settings))

    def finish(file: Path, stem: str, reading: Reading) -> str:
        document, invoices = reading
        engine = document.pages[0].engine if document.pages else "e-invoice"
        foot = Foot(settings.portal_address, digest_of(file.read_bytes()), engine, datetime.now(UTC))
        drafts = 0
        for name, invoice in zip(_names(stem), invoices, strict=False):
            order = made.job_order(invoice)
            drafts += order.draft
            (out / f"{name}.pdf").write_bytes(render_pdf(order, made.options, foot, templates=settings.templates))
            (out / f"{name}.json").write_bytes(render_json(order))
        return f"{len(invoices)} job order(s)" + (f", {drafts} draft" if drafts else "")

    return int(any(outcome.refused for outcome in _each(files, out, settings, finish, lambda *_: None)))


def _names(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _each(
    files: Sequence[Path], out: Path, settings: Settings, finish: Finish, refuse: Callable[[str, Refused], None]
) -> list[Outcome]:
    """Every file through a child process and then through ``finish``; prints a line each as they are done."""
    out.mkdir(parents=True, exist_ok=True)
    stems = _stems(files)
    workers = Workers(min(settings.workers, len(files)), reading_limits(settings), secrets=settings.secret_files)

    def one(reader: Readers, file: Path) -> Outcome:
        try:
            return Outcome(f"{file}: {finish(file, stems[file], reader.read_and_understand(file))}", refused=False)
        except Refused as error:
            refuse(stems[file], error)
            return Outcome(f"{file}: refused ({error.code}). {error.reason}", refused=True)
        except Temporary as error:
            refuse(stems[file], Refused("failed", error.reason))
            return Outcome(f"{file}: failed. {error.reason}", refused=True)

    console = Console(stderr=True)
    outcomes = []
    with (
        reading_alone(settings, workers) as reader,
        ThreadPoolExecutor(settings.workers) as threads,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        for done in progress.track(
            as_completed([threads.submit(one, reader, file) for file in stems]), total=len(stems), description="Reading"
        ):
            outcomes.append(done.result())
            sys.stdout.write(f"{outcomes[-1].line}\n")
            sys.stdout.flush()
    workers.close()
    return outcomes


def _stems(files: Sequence[Path]) -> dict[Path, str]:
    """The name of each file's result: its stem, with its ending where two files share a stem."""
    stems = [file.stem for file in files]
    return {file: file.stem if stems.count(file.stem) == 1 else file.name.replace(".", "-") for file in files}


def _write(place: Path, report: dict[str, object]) -> None:
    place.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
