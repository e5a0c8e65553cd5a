"""How fast the portal's pages are with many jobs: python -m benchmarks.portal [--jobs 100000] [--database URL].

Fills one database with 100 jobs and one with as many as asked for, opens the same pages over both, and prints the
median of the server's time in milliseconds (and the best, which other work on the machine touches least), the ratio
to the small one of the same run, and the size of the answer.
A PostgreSQL database must be empty; it is used for the many, and the few stay in SQLite.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from litestar import Litestar
from litestar.testing import TestClient

from benchmarks.many_jobs import fill
from config.settings import read_settings
from pipeline.jobs import JobFilters
from pipeline.model import to_json
from portal.app import create_portal
from portal.wiring import open_service
from tests.outputs.sample_orders import sample_order

FEW = 100
PAGES = (
    "/",
    "/?show=needs-you",
    "/?show=running",
    "/?show=today",
    "/?source=webhook",
    "/?q=contoh",
    "/?q={number}",
    "/?q=6s-a057",
    "/?q=nowhere+to+be+found",
    "/?q=12+Mar",
    "/?from=2026-03-01&to=2026-03-31",
    "/?cursor={middle}",
    "/live/rows",
    "/live/tabs",
    "/jobs/{middle}",
    "/status",
    "/numbers",
    "/numbers?days=90",
)


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
    print(f"{'page':32} {FEW:>8} jobs {arguments.jobs:>8} jobs        best   ratio    kB")
    for page in PAGES:
        (small, _, _), (large, best, size) = few[page], many[page]
        print(f"{page:32} {small:10.1f} ms {large:10.1f} ms {best:8.1f} ms {large / small:7.1f} {size / 1000:6.1f}")


def _measured(folder: Path, count: int, url: str, runs: int) -> dict[str, tuple[float, float, int]]:
    """Each page's median and best milliseconds, and bytes."""
    folder.mkdir()
    with _portal(folder, count, url) as (client, values):
        return {page: _page(client, page.format(**values), runs) for page in PAGES}


def _page(client: TestClient[Litestar], address: str, runs: int) -> tuple[float, float, int]:
    size, taken = len(client.get(address).raise_for_status().content), []
    for _ in range(runs):
        _forget(client)
        start = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken), min(taken), size


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
    number = next(job.title for job in records.list_jobs(JobFilters(), middle, 20).jobs if job.title)
    with TestClient(create_portal(service.desk), base_url="http://127.0.0.1") as client:
        yield client, {"middle": middle, "number": number or ""}
    records.engine.dispose()


if __name__ == "__main__":
    main()
