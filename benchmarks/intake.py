"""How fast the watched folder is: ``python -m benchmarks.intake``.

Measures the time from close() to the job's row for single files, how long a flood of small files takes and what it
costs in memory, and the processor time of an idle watcher.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from pathlib import Path

from intake.folder import FolderIntake, FolderOptions
from intake.receive import Door, DoorLimits
from intake.shelves import Shelves
from pipeline.archive import Archive
from pipeline.database import open_database
from pipeline.jobs import JobFilters
from pipeline.records import Records

SINGLE, FLOOD, IDLE_SECONDS = 50, 5000, 20


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        records = Records(open_database(f"sqlite:///{folder / 'records.db'}"))
        door = Door(Archive(folder / "archive"), records, DoorLimits(16 * 2**20, 0), lambda _job: None)
        intake = FolderIntake(door, Shelves(folder, "/jobs/{id}"), FolderOptions(folder / "inbox"))
        intake.start()
        _single(folder / "inbox", records)
        _idle()
        _flood(folder / "inbox", records)
        intake.stop()


def _single(inbox: Path, records: Records) -> None:
    waits = []
    for n in range(SINGLE):
        before = records.last_event_id()
        (inbox / f"single {n}.pdf").write_bytes(_pdf(f"single {n}"))
        closed = time.perf_counter()
        while records.last_event_id() == before:
            time.sleep(0.001)
        waits.append((time.perf_counter() - closed) * 1000)
    print(f"close() to recorded: median {statistics.median(waits):.0f} ms, worst {max(waits):.0f} ms of {SINGLE}")


def _idle() -> None:
    before = time.process_time()
    time.sleep(IDLE_SECONDS)
    print(f"idle: {(time.process_time() - before) / IDLE_SECONDS * 100:.2f} % of a core over {IDLE_SECONDS} s")


def _flood(inbox: Path, records: Records) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    for n in range(FLOOD):
        (inbox / f"{n}.pdf").write_bytes(_pdf(str(n)))
    while sum(records.counts(JobFilters()).values()) < FLOOD + SINGLE:
        time.sleep(0.1)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    print(f"flood: {FLOOD} files in {time.perf_counter() - started:.1f} s, memory grew by {grown:.0f} MB")


def _pdf(text: str) -> bytes:
    return b"%PDF-1.4\n% " + text.encode() + b"\n%%EOF\n"


if __name__ == "__main__":
    main()
