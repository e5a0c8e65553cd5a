"""A process with the real workflow, records and archive; its readers and printers write down when they work."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from pipeline.announcing import Announcer, EventType
from pipeline.archive import Archive
from pipeline.database import AWAY, open_database
from pipeline.delivery import Finished
from pipeline.errors import Refused
from pipeline.jobs import Job
from pipeline.model import Box, Document, Field, Invoice, Issue, JobOrder, Page, Word
from pipeline.orders import OrderRecord
from pipeline.records import Records
from pipeline.retry import RetryPolicy
from pipeline.steps import Groups, Parts, Steps
from pipeline.workflow import EngineOptions, Workflow
from tests.waiting import wait_for


@dataclass
class Journals:
    """What was begun and ended, in a file for each document. ``held`` steps wait until a file ``go`` appears."""

    folder: Path
    held: frozenset[tuple[str, str]]
    stopping: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)

    def note(self, document: str, step: str) -> None:
        with (self.folder / f"{document}.journal").open("a") as journal:
            journal.write(f"{step}\n")

    def work(self, document: str, step: str) -> None:
        self.note(document, f"begin-{step}")
        if (document, step) in self.held:
            wait_for(lambda: (self.folder / "go").exists() or self.stopping.is_set())
            if self.stopping.is_set():
                wait_for(self.stopped.is_set)
                raise ConnectionError("what the step works with is being stopped, too")
        self.note(document, f"end-{step}")

    def read(self, job: Job) -> Document:
        name = job.file_name.removesuffix(".pdf")
        self.work(name, "read")
        if name == "bug":
            raise ZeroDivisionError
        if name == "refused" and not (self.folder / "mended").exists():
            raise Refused("encrypted", "The PDF is locked. Send an open copy.")
        return Document("application/pdf", (Page(1, 595, 842, (Word(name, Box(0, 0, 1, 1)),), "test", "1"),))

    def extract(self, document: Document, _groups: Groups | None) -> tuple[Invoice, ...]:
        name = document.pages[0].words[0].text
        self.work(name, "extract")
        return (Invoice((1,), job_order_no=Field("job_order_no", name, name, 1, 1, None, "test")),)

    def build(self, invoice: Invoice) -> JobOrder:
        name = str(invoice.job_order_no and invoice.job_order_no.value)
        self.work(name, "build")
        issues = (Issue("", "Look at it."),) if name == "doubtful" else ()
        return JobOrder(invoice.job_order_no, None, None, None, None, None, issues=issues, pages=(1,))

    def render(self, order: JobOrder, _job: Job, _record: OrderRecord) -> bytes:
        name = str(order.job_order_no and order.job_order_no.value)
        self.work(name, "render")
        return b"%PDF " + name.encode()


@dataclass
class Counted:
    """A destination that counts what it was given."""

    journals: Journals
    name: str = "counted"

    def deliver(self, finished: Finished, previous: str | None) -> str:
        name = str(finished.record.number)
        self.journals.work(name, "deliver")
        (self.journals.folder / f"{name}.delivered").write_text(str(1 + (previous is not None)))
        return name


def run(folder: Path, database_url: str, *held: str) -> None:
    """Work until told to stop. ``held`` are ``document:step`` for each step that waits."""
    journals = Journals(folder, frozenset((document, step) for document, step in (pair.split(":") for pair in held)))
    told = Announcer({"planner": frozenset(EventType)}, "https://orders.example")
    parts = Parts(
        Archive(folder / "archive"),
        Records(open_database(database_url), announces=told),
        journals.read,
        journals.extract,
        journals.build,
        journals.render,
        (Counted(journals),),
        lambda _job: None,
        RetryPolicy(first=0.01, longest=0.2, total=20),
    )
    engine_url = database_url.replace("records.db", "workflow.db")  # as the service does: one PostgreSQL, or two files
    workflow = Workflow(Steps(parts), EngineOptions(engine_url, "test-1", at_once=4))
    journals.stopped = workflow._stopping
    signal.signal(signal.SIGTERM, lambda *_: journals.stopping.set())
    workflow.start()
    while not journals.stopping.wait(0.1):
        with suppress(*AWAY):  # as in the service: the next look finds what this one missed
            workflow.sweep(younger=timedelta())
    workflow.stop()
    os._exit(0)
