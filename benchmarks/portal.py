"""How fast the portal's pages are with many jobs: python -m benchmarks.portal [--jobs 100000] [--database URL].

Fills one database with 100 jobs and one with as many as asked for, looks ahead as the service does when it starts,
opens the same pages over both, and prints the median of the server's time in milliseconds, the first look of all, the
best, the processor's own time (other work on the machine touches it least), the ratio to the small one of the same run,
and the size of the answer. Every page of the portal is opened; exports, which are files, are not.
A PostgreSQL database must be empty; it is used for the many, and the few stay in SQLite.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from litestar import Litestar
from litestar.testing import TestClient

from benchmarks.many_jobs import fill
from config.settings import read_settings
from pipeline.held_mails import HeldMails
from pipeline.jobs import JobFilters, JobState
from pipeline.model import to_json
from pipeline.records import Records
from portal.ahead import Ahead
from portal.app import create_portal
from portal.wiring import open_service
from tests.outputs.sample_orders import sample_order

FEW = 100
PAGES = (
    "/",
    "/?show=needs-you",
    "/?show=running",
    "/?show=today",
    "/?show=refused",
    "/?source=webhook",
    "/?q={number}",
    "/?q={customer}",
    "/?q=6s-a057",
    "/?q=invoice+4711.pdf",
    "/?q=nowhere+to+be+found",
    "/?q=12+Mar",
    "/?from={day}&to={day}",
    "/?from=2026-03-01&to=2026-03-31",
    "/?cursor={middle}",
    "/live/rows",
    "/live/tabs",
    "/jobs/{middle}",
    "/jobs/{long}",
    "/review/{order}",
    "/upload",
    "/status",
    "/numbers?days=7",
    "/numbers?days=30",
    "/numbers?days=90",
    "/numbers?days=365",
    "/api/stats?days=365",
    "/webhooks",
    "/mails",
    "/learned",
    "/learned/thresholds",
    "/access",
    "/access/tokens",
    "/api/docs",
)
LONG_HISTORY = 200
"""Events of the job that was corrected and retried again and again."""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=100_000, help="how many the large database holds")
    parser.add_argument("--runs", type=int, default=15, help="how often each page is opened")
    parser.add_argument("--database", default="", help="an empty PostgreSQL database for the many")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        few = _measured(folder / "few", FEW, "", arguments.runs)
        many = _measured(folder / "many", arguments.jobs, arguments.database, arguments.runs)
        print(f"filled and measured in {time.perf_counter() - started:.0f} s")
    print(f"{'page':32}{FEW:>8} jobs{arguments.jobs:>8} jobs        first         best    processor   ratio     kB")
    for page in PAGES:
        small, large = few[page], many[page]
        times = (small.median, large.median, large.first, large.best, large.processor)
        each = "".join(f"{time:10.1f} ms" for time in times)
        print(f"{page:32}{each} {large.median / small.median:7.1f} {large.size / 1000:6.1f}")


@dataclass(frozen=True)
class Taken:
    """Milliseconds of a page's first look, of half of all, of the quickest, and of the processor; bytes."""

    first: float
    median: float
    best: float
    processor: float
    size: int


def _measured(folder: Path, count: int, url: str, runs: int) -> dict[str, Taken]:
    folder.mkdir()
    with _portal(folder, count, url) as (client, values):
        return {page: _page(client, page.format(**values), runs) for page in PAGES}


def _page(client: TestClient[Litestar], address: str, runs: int) -> Taken:
    size, taken, worked = 0, [], []
    for _ in range(runs + 1):
        _forget(client)
        start, began = time.perf_counter(), time.process_time()
        answer = client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - began) * 1000)
        size = len(answer.raise_for_status().content)
    first, *later = taken
    return Taken(first, median(later), min(later), median(worked), size)


def _forget(client: TestClient[Litestar]) -> None:
    """Nothing that was added up before is shown again: each page is measured as if something had just happened."""
    for name in ("tallies", "figures"):
        client.app.dependencies[name].dependency()._kept.clear()


@contextmanager
def _portal(folder: Path, count: int, url: str) -> Iterator[tuple[TestClient[Litestar], dict[str, str]]]:
    service = open_service(read_settings(data=folder, database_url=url))
    records, archive = service.records, service.archive
    fill(records.engine, count, archive.put(to_json(sample_order(4, 2))), archive.put(b"%PDF"))
    middle = records.list_jobs(JobFilters(), limit=count // 2).next_cursor or ""
    found = [job for job in records.list_jobs(JobFilters(), middle, 20).jobs if job.title]
    _lengthen(records, found[1].id)
    values = {
        "middle": middle,
        "number": found[0].title or "",
        "customer": (found[0].customer or "").replace(" ", "+"),
        "day": found[0].received_at.date().isoformat(),
        "long": found[1].id,
        "order": records.orders.of_job(found[0].id)[0].id,
    }
    held = HeldMails(records.engine, {"orders"}, lambda: None)
    portal = create_portal(replace(service.desk, held_mails=held))
    Ahead(*portal.state.looks).look()
    with TestClient(portal, base_url="http://127.0.0.1") as client:
        yield client, values
    records.engine.dispose()


def _lengthen(records: Records, job_id: str) -> None:
    """A job that people came back to again and again."""
    for number in range(LONG_HISTORY):
        records.add_event(job_id, JobState.DONE, f"Corrected width of door {number}", actor="reviewer")


if __name__ == "__main__":
    main()
