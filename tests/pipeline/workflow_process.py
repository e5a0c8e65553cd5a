"""A process with the real workflow, records and archive; its readers and printers write down when they work.

Arguments: the folder, the records' address, then ``document:step`` for each step that waits for a file ``go``.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path

from pipeline.announcing import Announcer, EventType
from pipeline.archive import Archive
from pipeline.database import open_database
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

folder, database_url = Path(sys.argv[1]), sys.argv[2]
held = {tuple(pair.split(":")) for pair in sys.argv[3:]}


def note(document: str, step: str) -> None:
    with (folder / f"{document}.journal").open("a") as journal:
        journal.write(f"{step}\n")


def work(document: str, step: str) -> None:
    note(document, f"begin-{step}")
    if (document, step) in held:
        wait_for(lambda: (folder / "go").exists() or stopping.is_set())
        if stopping.is_set():
            wait_for(workflow._stopping.is_set)
            raise ConnectionError("what the step works with is being stopped, too")
    note(document, f"end-{step}")


def read(job: Job) -> Document:
    name = job.file_name.removesuffix(".pdf")
    work(name, "read")
    if name == "bug":
        raise ZeroDivisionError
    if name == "refused" and not (folder / "mended").exists():
        raise Refused("encrypted", "The PDF is locked. Send an open copy.")
    return Document("application/pdf", (Page(1, 595, 842, (Word(name, Box(0, 0, 1, 1)),), "test", "1"),))


def extract(document: Document, _groups: Groups | None) -> tuple[Invoice, ...]:
    name = document.pages[0].words[0].text
    work(name, "extract")
    return (Invoice((1,), job_order_no=Field("job_order_no", name, name, 1, 1, None, "test")),)


def build(invoice: Invoice) -> JobOrder:
    name = str(invoice.job_order_no and invoice.job_order_no.value)
    work(name, "build")
    issues = (Issue("", "Look at it."),) if name == "doubtful" else ()
    return JobOrder(invoice.job_order_no, None, None, None, None, None, issues=issues, pages=(1,))


def render(order: JobOrder, _job: Job, _record: OrderRecord) -> bytes:
    name = str(order.job_order_no and order.job_order_no.value)
    work(name, "render")
    return b"%PDF " + name.encode()


class Counted:
    """A destination that counts what it was given."""

    name = "counted"

    def deliver(self, finished: Finished, previous: str | None) -> str:
        name = str(finished.record.number)
        work(name, "deliver")
        (folder / f"{name}.delivered").write_text(str(1 + (previous is not None)))
        return name


archive = Archive(folder / "archive")
told = Announcer({"planner": frozenset(EventType)}, "https://orders.example")
records = Records(open_database(database_url), announces=told)
parts = Parts(
    archive,
    records,
    read,
    extract,
    build,
    render,
    (Counted(),),
    lambda _job: None,
    RetryPolicy(first=0.01, longest=0.2, total=20),
)
engine_url = database_url.replace("records.db", "workflow.db")  # as the service does: one PostgreSQL, or two files
workflow = Workflow(Steps(parts), EngineOptions(engine_url, "test-1", at_once=4))
stopping = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stopping.set())
workflow.start()
while not stopping.wait(0.1):
    workflow.sweep(younger=timedelta())
workflow.stop()
os._exit(0)
