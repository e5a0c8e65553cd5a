"""What a busy demo does to the service: ``python -m benchmarks.load``.

Starts a service of its own in demo mode on this machine, sends it 100 uploads of 20 visitors at 10 addresses, 10 at a
time, which is exactly what the demo's limits allow, and then 20 quick ones of one visitor, of whom most must meet 429.
Prints what happened; the reference of the same run is one upload alone.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from pipeline.jobs import JobState
from tests.journeys.conftest import an_invoice
from tests.journeys.running import RunningService

UPLOADS, AT_ONCE, VISITORS, ADDRESSES, QUICK = 100, 10, 20, 10, 20
PATIENCE = 1800
"""Seconds for all documents to come to their end on a slow machine."""


@dataclass(frozen=True)
class Answer:
    """What one upload was answered, and after how many seconds."""

    status: int
    seconds: float
    retry_after: str


def main() -> None:
    """Run it and print; ends with 1 when something was not as promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2, help="documents worked on at once")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = RunningService(
            Path(folder) / "data",
            SENDORA_WORKERS=str(arguments.workers),
            SENDORA_DEMO__FILES_PER_SESSION="5",
            SENDORA_DEMO__FILES_PER_HOUR="10",
        )
        try:
            sys.exit(0 if measure(service) else 1)
        finally:
            service.end()


def measure(service: RunningService) -> bool:
    """Everything against a running service; whether all was as promised."""
    documents = [an_invoice(f"L-{n:04}") for n in range(UPLOADS + QUICK + 1)]
    with visitor(service, "127.0.2.1") as alone:
        reference = upload(alone, documents.pop())
    wait_for_end(service)
    started = time.perf_counter()
    with heartbeat(service) as beats:
        answers = crowd(service, documents[:UPLOADS])
        taken = time.perf_counter() - started
        wait_for_end(service)
    ended = time.perf_counter() - started
    with visitor(service, "127.0.2.2") as one:
        quick = [upload(one, document) for document in documents[UPLOADS:]]
    wait_for_end(service)
    tell(reference, answers, quick, beats)
    states = {state: count for state, count in service.records.counts().items() if count}
    rate = 60 * UPLOADS / ended
    print(f"all {UPLOADS} received after {taken:.1f} s, worked off after {ended:.1f} s: {rate:.0f} a minute")
    print("what became of them:", ", ".join(f"{count} {state.value}" for state, count in states.items()))
    return as_promised(answers, quick) and JobState.FAILED not in states


def crowd(service: RunningService, documents: list[bytes]) -> list[Answer]:
    """The uploads of all visitors, 10 at a time; each visitor is within the limits."""
    with many_visitors(service) as visitors, ThreadPoolExecutor(AT_ONCE) as threads:
        sent = [threads.submit(upload, visitors[n % VISITORS], document) for n, document in enumerate(documents)]
        return [one.result() for one in sent]


@contextmanager
def many_visitors(service: RunningService) -> Iterator[list[httpx.Client]]:
    """Visitors at several addresses, each with the cookie that a first look at the page gives."""
    clients = [client_at(service, f"127.0.1.{1 + n % ADDRESSES}") for n in range(VISITORS)]
    for client in clients:
        client.get("/").raise_for_status()
    yield clients
    for client in clients:
        client.close()


@contextmanager
def visitor(service: RunningService, address: str) -> Iterator[httpx.Client]:
    """One of them."""
    with client_at(service, address) as client:
        client.get("/").raise_for_status()
        yield client


def client_at(service: RunningService, address: str) -> httpx.Client:
    """A browser's stand-in that asks from this address of the machine."""
    own_page = {"Sec-Fetch-Site": "same-origin"}
    transport = httpx.HTTPTransport(local_address=address)
    return httpx.Client(base_url=service.address, timeout=120, transport=transport, headers=own_page)


def upload(client: httpx.Client, document: bytes) -> Answer:
    """Send one document."""
    started = time.perf_counter()
    answer = client.post("/upload", files={"file": ("invoice.pdf", document, "application/pdf")})
    return Answer(answer.status_code, time.perf_counter() - started, answer.headers.get("retry-after", ""))


@contextmanager
def heartbeat(service: RunningService) -> Iterator[list[float]]:
    """Seconds that ``/health/live`` took, asked twice a second meanwhile: does the portal still answer?"""
    beats: list[float] = []
    stop = threading.Event()

    def ask() -> None:
        with httpx.Client(base_url=service.address, timeout=60) as client:
            while not stop.wait(0.5):
                started = time.perf_counter()
                client.get("/health/live").raise_for_status()
                beats.append(time.perf_counter() - started)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield beats
    finally:
        stop.set()
        asking.join()


def wait_for_end(service: RunningService) -> None:
    """Until no document is in work."""
    limit = time.monotonic() + PATIENCE
    while service.records.unfinished():
        if time.monotonic() > limit:
            sys.exit(f"documents did not come to their end within {PATIENCE} s")
        time.sleep(0.2)


def tell(reference: Answer, answers: list[Answer], quick: list[Answer], beats: list[float]) -> None:
    """Print what was seen."""
    seconds = sorted(answer.seconds for answer in answers)
    middle, late = statistics.median(seconds), seconds[int(len(seconds) * 0.95)]
    print(f"{len(answers)} uploads, {AT_ONCE} at a time: {dict(Counter(answer.status for answer in answers))}")
    print(
        f"  an upload took {middle * 1000:.0f} ms (p95 {late * 1000:.0f}, worst {seconds[-1] * 1000:.0f}); "
        f"one alone {reference.seconds * 1000:.0f} ms: {middle / reference.seconds:.1f} times"
    )
    print(
        f"  meanwhile the portal answered in {statistics.median(beats) * 1000:.0f} ms (worst {max(beats) * 1000:.0f})"
    )
    print(
        f"{QUICK} quick ones of one visitor: {json.dumps(Counter(answer.status for answer in quick))}, "
        f"told to come back after {', '.join(sorted({a.retry_after for a in quick if a.retry_after})[:2])} s"
    )


def as_promised(answers: list[Answer], quick: list[Answer]) -> bool:
    """All within the limits were taken; of the quick ones five, and the others were told when to come back."""
    taken = all(answer.status == 201 for answer in answers)
    limited = [answer.status for answer in quick] == [201] * 5 + [429] * (QUICK - 5)
    return taken and limited and all(answer.retry_after for answer in quick[5:])


if __name__ == "__main__":
    main()
