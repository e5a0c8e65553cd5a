"""``sendora evaluate``: reads a folder of labelled documents as the service would, and measures how right that was."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from config.settings import Settings
from outputs.evaluation_page import Cuttings, ErrorPlace, errors_of, evaluation_page, summary
from outputs.extraction import extraction, refusal
from pipeline.contained import Workers
from pipeline.documentai.asking import Request
from pipeline.errors import DocumentError, Refused
from pipeline.evaluation.labels import Labelled, LabelsInvalid, labelled
from pipeline.evaluation.report import Evaluation, Measured, report
from pipeline.evaluation.scoring import ReadDocument, judge
from pipeline.model import Box, Document, Invoice
from pipeline.reading import ReadingLimits, page_image, read
from portal.company import CompanyFiles, company, questions, understand
from portal.limits import reading_limits
from portal.reading import DOCUMENT_AI, Reading, reading_alone

_PICTURE_PX = 1600  # longer side of the page that cuttings are taken from: small print stays legible


def labels_in(folder: Path) -> list[Labelled]:
    """The labels of every JSON file in ``folder``, by name. Raises LabelsInvalid."""
    found = [label for path in sorted(folder.glob("*.json")) if (label := _label(path))]
    absent = [label.file for label in found if not (folder / label.file).is_file()]
    if absent:
        raise LabelsInvalid(
            f"{folder} has labels for files that are not there: {', '.join(absent[:5])}. Add them or remove the labels."
        )
    if not found:
        raise LabelsInvalid(
            f"{folder} has no labels. Put beside each document a JSON file that says what is on it; "
            "docs/evaluate.md shows how."
        )
    return found


def evaluate_folder(folder: Path, out: Path, settings: Settings) -> int:
    """Writes report.json, report.html and extracted/ into ``out``, prints a summary; gives the exit code, 0."""
    labels = labels_in(folder)
    (out / "extracted").mkdir(parents=True, exist_ok=True)
    workers = Workers(min(settings.workers, len(labels)), reading_limits(settings), secrets=settings.secret_files)
    with reading_alone(settings, workers) as reader:
        bench = _Bench(folder, out / "extracted", settings, workers, reader)
        files, cuttings = _measure(labels, bench, settings.workers)
    workers.close()
    name = folder.resolve().name
    measured = Evaluation(datetime.now(UTC), name, settings.reader, version("sendora-joborders"), files)
    _write(out / "report.json", report(measured))
    (out / "report.html").write_text(evaluation_page(measured, cuttings), encoding="utf-8")
    sys.stdout.write(f"{summary(measured)}\n{out / 'report.html'} shows each error where it was read.\n")
    return 0


@dataclass(frozen=True)
class Timed:
    """What was read from a file, and how long each part took in seconds."""

    document: Document
    invoices: tuple[Invoice, ...]
    reading: float
    understanding: float


def read_and_understand_timed(path: Path, limits: ReadingLimits, reader: str, files: CompanyFiles) -> Timed:
    """As the service does it, with a clock; for a child process."""
    company(files)  # read once in a child's life, so no part of any page's time
    start = time.perf_counter()
    document = read(path, limits, reader)
    middle = time.perf_counter()
    invoices = understand(document, files)
    return Timed(document, invoices, middle - start, time.perf_counter() - middle)


def understand_timed(document: Document, files: CompanyFiles) -> tuple[tuple[Invoice, ...], float]:
    """What the document says, and how long that took in seconds; for a child process."""
    start = time.perf_counter()
    invoices = understand(document, files)
    return invoices, time.perf_counter() - start


def cut_out(path: Path, page: int, boxes: tuple[Box, ...], limits: ReadingLimits) -> tuple[bytes, ...]:
    """The places on a page as small pictures; for a child process."""
    from outputs.cuttings import cuttings  # noqa: PLC0415 - brings Pillow, which only the child needs

    return cuttings(page_image(path, page, _PICTURE_PX, limits), boxes)


@dataclass(frozen=True)
class _Bench:
    """Measures one file after the other; used from several threads."""

    folder: Path
    extracted: Path
    settings: Settings
    workers: Workers
    reader: Reading

    def measure(self, label: Labelled) -> tuple[Measured, Cuttings]:
        """A file's verdicts, and a picture of each place where something is wrong."""
        try:
            measured = self._read(label)
        except DocumentError as error:
            refused = error if isinstance(error, Refused) else Refused("failed", str(error))
            _write(self.extracted / f"{label.case}.json", refusal(label.case, refused))
            nothing, mode = judge(label, ()), label.mode or "refused"
            measured = Measured(label.case, label.file, mode, label.layout, "", 0, 0, 0, nothing, refused.reason)
        return measured, self._pictures(label, errors_of(measured))

    def _read(self, label: Labelled) -> Measured:
        files, path = CompanyFiles.of(self.settings), self.folder / label.file
        timed = self._timed(path, files)
        asked = [questions(company(files).job_order(invoice)) for invoice in timed.invoices]
        _write(self.extracted / f"{label.case}.json", extraction(label.case, timed.invoices, asked))
        read_documents = [ReadDocument(one, bool(asks)) for one, asks in zip(timed.invoices, asked, strict=True)]
        judged = judge(label, read_documents, timed.document)
        engine = timed.document.pages[0].engine if timed.document.pages else "e-invoice"
        pages, mode = len(timed.document.pages), label.mode or engine
        return Measured(
            label.case, label.file, mode, label.layout, engine, pages, timed.reading, timed.understanding, judged
        )

    def _timed(self, path: Path, files: CompanyFiles) -> Timed:
        """What was read; the second reader's time counts as reading."""
        embedded = "auto" if self.settings.reader == DOCUMENT_AI else self.settings.reader
        timed = self.workers.call(read_and_understand_timed, path, self.reader.limits, embedded, files)
        start = time.perf_counter()
        document = self.reader.improved(timed.document, Request(path))
        if document is timed.document:
            return timed
        asking = time.perf_counter() - start
        invoices, understanding = self.workers.call(understand_timed, document, files)
        return Timed(document, invoices, timed.reading + asking, understanding)

    def _pictures(self, label: Labelled, places: Iterable[ErrorPlace]) -> Cuttings:
        """A page that cannot be drawn has no pictures; its errors are told without."""
        by_page: dict[int, list[ErrorPlace]] = defaultdict(list)
        for place in places:
            by_page[place.page].append(place)
        found: Cuttings = {}
        for page, there in by_page.items():
            boxes = tuple(place.box for place in there)
            try:
                cut = self.workers.call(cut_out, self.folder / label.file, page, boxes, reading_limits(self.settings))
            except DocumentError:
                continue
            found.update(zip(there, cut, strict=True))
        return found


def _measure(labels: list[Labelled], bench: _Bench, threads: int) -> tuple[tuple[Measured, ...], Cuttings]:
    """Every file, in the order of the labels."""
    console = Console(stderr=True)
    files: dict[str, Measured] = {}
    cuttings: Cuttings = {}
    with (
        ThreadPoolExecutor(threads) as pool,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        done = as_completed([pool.submit(bench.measure, label) for label in labels])
        for future in progress.track(done, total=len(labels), description="Measuring"):
            measured, pictures = future.result()
            files[measured.case] = measured
            cuttings.update(pictures)
    return tuple(files[label.case] for label in labels), cuttings


def _label(path: Path) -> Labelled | None:
    try:
        return labelled(path.stem, json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise LabelsInvalid(f"{path.name} is not JSON: {error}. Mend it or move it away.") from error


def _write(place: Path, content: dict[str, object]) -> None:
    place.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
