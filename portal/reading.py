"""How a file is read: by the embedded engines in a child process, and Document AI beside them where it is set up.

The child has no credentials and reaches no network: it makes pictures of pages, and the service itself sends them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from config.documentai import DocumentAI
from config.settings import Settings
from pipeline.contained import Workers
from pipeline.database import open_database
from pipeline.documentai.asking import AskingParts, ProcessorUse, Request, SecondReader
from pipeline.documentai.breaker import Breaker
from pipeline.documentai.client import Connection, Google
from pipeline.documentai.fields import read_field_maps
from pipeline.model import Document, Invoice
from pipeline.reading import ReadingLimits, read
from pipeline.reading.sent import CopyLimits, PageCopies
from pipeline.retry import RetryPolicy
from pipeline.spending import Budget
from pipeline.usage import Usage
from portal.company import CompanyFiles, kinds_in, read_and_understand, understand
from portal.limits import reading_limits

Told = Callable[[str, str], None]
DOCUMENT_AI = "documentai"
_LONGEST_PAUSE = 8.0  # seconds between two tries of one page, unless Google asks for more


@dataclass(frozen=True)
class Reading:
    """What reads files. ``reader`` is the setting; ``second`` is None where Document AI is not set up."""

    workers: Workers
    limits: ReadingLimits
    reader: str
    files: CompanyFiles
    second: SecondReader | None = None

    def read(self, request: Request) -> Document:
        """What stands on the pages. Raises what :func:`pipeline.reading.read` raises, and Temporary."""
        embedded = "auto" if self.reader == DOCUMENT_AI else self.reader
        document = self.workers.call(read, request.path, self.limits, embedded)
        return self.improved(document, request)

    def improved(self, document: Document, request: Request) -> Document:
        """``document`` as the second reader betters it, where the setting allows it to be asked."""
        if self.second is None or self.reader not in ("auto", DOCUMENT_AI):
            return document
        asked = Request(request.path, request.asker, request.job_id, everything=self.reader == DOCUMENT_AI)
        return self.second.improved(document, asked)

    def read_and_understand(self, path: Path) -> tuple[Document, tuple[Invoice, ...]]:
        """What stands on the pages and what it says."""
        if self.second is None:
            return self.workers.call(read_and_understand, path, self.limits, self.reader, self.files)
        document = self.read(Request(path))
        return document, self.workers.call(understand, document, self.files)


def reading(settings: Settings, workers: Workers, records: sa.Engine, told: Told) -> Reading:
    """The readers that the settings name. Raises :class:`OSError` and :class:`ValueError` for documentai.toml."""
    files, limits = CompanyFiles.of(settings), reading_limits(settings)
    second = _second(settings, settings.document_ai, workers, records, told) if settings.document_ai else None
    return Reading(workers, limits, settings.reader, files, second)


@contextmanager
def reading_alone(settings: Settings, workers: Workers) -> Iterator[Reading]:
    """The same for a command without a service: what is spent is counted in the service's records all the same."""
    if settings.document_ai is None:
        yield Reading(workers, reading_limits(settings), settings.reader, CompanyFiles.of(settings))
        return
    settings.data.mkdir(parents=True, exist_ok=True)
    records = open_database(settings.records_url)
    try:
        yield reading(settings, workers, records, _say)
    finally:
        records.dispose()


def _say(_about: str, words: str) -> None:
    sys.stderr.write(f"{words}\n")


def usage_of(settings: Settings, records: sa.Engine) -> Usage:
    """Pages and money against the settings' budget."""
    return Usage(records, _budget(settings.document_ai) if settings.document_ai else None)


def processors_of(settings: Settings) -> dict[str, ProcessorUse]:
    """Every processor of the settings by its name. Raises :class:`OSError` and :class:`ValueError` with the cure."""
    google, file = settings.document_ai, settings.document_ai_file
    if google is None:
        return {}
    maps = read_field_maps(file.read_text(encoding="utf-8"), file.name)
    if missing := {processor.fields for processor in google.processors} - set(maps):
        raise ValueError(
            f"{file.name} has no table [{min(missing)}], which a processor of [document_ai] names. "
            f"Add it, or correct fields: there are {', '.join(maps)}."
        )
    return {p.name: ProcessorUse(p.name, maps[p.fields], p.price_per_page, p.imageless) for p in google.processors}


def _second(settings: Settings, google: DocumentAI, workers: Workers, records: sa.Engine, told: Told) -> SecondReader:
    files, limits, uses = CompanyFiles.of(settings), reading_limits(settings), processors_of(settings)

    def processor(kind: str | None) -> ProcessorUse | None:
        chosen = google.processor_for(kind)
        return uses[chosen.name] if chosen else None

    return SecondReader(
        AskingParts(
            calls=Google(Connection(google.credentials_file, google.endpoint, google.timeout_seconds)),
            usage=usage_of(settings, records),
            breaker=Breaker(google.pause_after, google.pause_seconds),
            kinds=lambda document: workers.call(kinds_in, document, files),
            processor=processor,
            copies=partial(_copies, workers, limits),
            told=told,
            policy=RetryPolicy(longest=_LONGEST_PAUSE, total=google.patience_seconds),
            doubtful_share=google.doubtful_share,
            most_bytes=google.max_request_mb * 2**20,
        )
    )


def _budget(google: DocumentAI) -> Budget:
    return Budget(google.budget_per_day, google.budget_per_month, google.currency)


def _copies(
    workers: Workers, limits: ReadingLimits, path: Path, numbers: Sequence[int], within: CopyLimits
) -> tuple[PageCopies, ...]:
    return workers.call(copies_in_child, path, tuple(numbers), limits, within)


def copies_in_child(
    path: Path, numbers: tuple[int, ...], limits: ReadingLimits, within: CopyLimits
) -> tuple[PageCopies, ...]:
    """Pictures of pages; for a child process."""
    from pipeline.reading.copies import copies_of  # noqa: PLC0415 - brings OpenCV, which only the child needs

    return copies_of(path, numbers, limits, within)
