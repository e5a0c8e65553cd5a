"""How soon a webhook is answered: ``python -m benchmarks.webhooks [--senders 50] [--each 4] [--pause 4]``.

Starts the real service, warms it up, and has so many senders deliver signed invoices of 200 kB, each a new one, over
connections that stay open: spread over time as fifty systems are, then all in the same instant, then ten each, one
after another without a pause. The senders are a process of their own. Beside the answers' times stand, from the same
run, those of a service that does nothing with a delivery (:mod:`benchmarks.bare`), and what it takes on this disk to
write and sync the same file.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import httpx

from benchmarks.senders import Plan, at_once, sent
from tests.journeys.conftest import an_invoice

SIZE = 200_000
WARM_UP = 10
BACK_TO_BACK = 10
"""Deliveries of each sender that sends without a pause."""
PRINTED = 50
"""Invoices that are printed for each way of sending; further documents have other bytes around the same pages."""
PATIENCE = 300.0
"""Seconds for the service to work off what the warm-up brought."""


@dataclass(frozen=True)
class Load:
    """How much is sent by how many, and how it is signed."""

    folder: Path
    senders: int
    each: int
    pause: float
    key: str

    def plan(self, address: str, name: str, count: int, **more: object) -> Plan:
        """Deliveries of ``count`` new documents."""
        given: dict[str, object] = {"senders": self.senders, "pause": self.pause, **more}
        return Plan(address, documents(self.folder, name, count), key=self.key, name=name, **given)  # type: ignore[arg-type] # as the plan has them

    @property
    def count(self) -> int:
        return self.senders * self.each


def documents(folder: Path, name: str, count: int) -> list[str]:
    """New invoices of 200 kB; the same ones when they are asked for again."""
    paths = [folder / f"{name}-{number}.pdf" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            path.write_bytes(padded(_printed(f"{name.upper()}-{number % PRINTED:04}")))
    return [str(path) for path in paths]


_printed = cache(an_invoice)


def padded(pdf: bytes) -> bytes:
    """The same PDF with an object nobody uses, as an incremental update (ISO 32000-1, 7.5.6), so that it is 200 kB."""
    size, root = (re.findall(rb"/%b (\d+)" % name, pdf)[-1] for name in (b"Size", b"Root"))
    before = re.findall(rb"startxref\s+(\d+)", pdf)[-1]
    filling = os.urandom(SIZE - len(pdf) - 250)
    stream = b"%b 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (size, len(filling), filling)
    table = b"xref\n%b 1\n%010d 00000 n \n" % (size, len(pdf))
    trailer = b"trailer\n<< /Size %d /Root %b 0 R /Prev %b >>\n" % (int(size) + 1, root, before)
    return pdf + stream + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + len(stream))


@contextmanager
def running(command: list[object], **environment: str) -> Iterator[str]:
    """A service, and its address."""
    process = subprocess.Popen(  # noqa: S603 - our own commands
        [str(part) for part in command], env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    )
    try:
        line = next(line for line in process.stdout or () if "runs at" in line)
        yield line.split("runs at ")[1].strip().rstrip("/")
    finally:
        process.terminate()
        process.wait()


@contextmanager
def sendora(load: Load) -> Iterator[str]:
    """The real service, with one source set up and one document worked on at a time, warm."""
    secret = load.folder / "secret"
    secret.write_text("whsec_" + load.key)
    given = {
        "SENDORA_WEBHOOKS": json.dumps([{"name": "bench", "secret_files": [str(secret)]}]),
        "SENDORA_WORKERS": "1",
        "SENDORA_LOG_LEVEL": "error",
    }
    program = Path(sys.executable).with_name("sendora")
    with running([program, "run", "--data", load.folder / "data", "--port", "0"], **given) as address:
        sent(load.plan(address, "warm", WARM_UP, senders=WARM_UP, pause=0.0))
        wait_until_idle(address)
        yield address


def wait_until_idle(address: str) -> None:
    """Until every document that came has come to its end."""
    running_states = ["received", "reading", "extracting", "building", "rendering", "delivering"]
    end = time.monotonic() + PATIENCE
    while httpx.get(f"{address}/api/jobs", params={"state": running_states}).json()["jobs"]:
        if time.monotonic() > end:
            raise SystemExit("The documents of the warm-up did not come to an end.")
        time.sleep(0.5)


def told(name: str, seconds: list[float]) -> float:
    """Prints a line; gives the 99th percentile, in milliseconds."""
    ranked = sorted(1000 * one for one in seconds)
    p95, p99 = (ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.95, 0.99))
    figures = f"p50 {statistics.median(ranked):6.1f}  p95 {p95:6.1f}  p99 {p99:6.1f}  most {ranked[-1]:6.1f} ms"
    print(f"{name:43} n={len(ranked):4}  {figures}", flush=True)
    return p99


def disk(load: Load) -> list[float]:
    """What the same number of writers wait for the disk alone."""
    data = os.urandom(SIZE)
    taken: list[float] = []

    def write(sender: int) -> None:
        for turn in range(load.each):
            time.sleep(load.pause / 2)
            begun = time.perf_counter()
            with (load.folder / f"{sender}-{turn}.bin").open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            taken.append(time.perf_counter() - begun)

    at_once(load.senders, write)
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--senders", type=int, default=50)
    parser.add_argument("--each", type=int, default=4, help="deliveries of each sender")
    parser.add_argument("--pause", type=float, default=4.0, help="most seconds between two deliveries of a sender")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        key = base64.b64encode(os.urandom(32)).decode()
        measure(Load(Path(folder), given.senders, given.each, given.pause, key))


def measure(load: Load) -> None:
    """The references first, then the service."""
    told("disk: write and sync 200 kB", disk(load))
    with running([sys.executable, "-m", "benchmarks.bare"]) as address:
        bare = measure_one("bare 202", address, load)
    with sendora(load) as address:
        ours = measure_one("202 of Sendora", address, load)
        one = sent(copies(load, address))
        told("202, one delivery 50 times at once", one.seconds)
    times = ", ".join(f"{way} {ours[way] / bare[way]:.1f}" for way in ours)
    print(f"{len(set(one.jobs))} job of {len(one.jobs)} copies; p99 as a multiple of the bare 202's: {times}")


def measure_one(name: str, address: str, load: Load) -> dict[str, float]:
    """Each way of sending and its p99: spread over time, all at once, and back to back."""
    senders, figures = load.senders, {}
    for way, count, pause in (
        ("spread", load.count, load.pause),
        ("at once", senders, 0.0),
        ("back to back", senders * BACK_TO_BACK, 0.0),
    ):
        answered = sent(load.plan(address, way.replace(" ", "-"), count, pause=pause))
        figures[way] = told(f"{name}, {senders} senders {way}", answered.seconds)
    return figures


def copies(load: Load, address: str) -> Plan:
    """One delivery fifty times in the same instant."""
    plan = load.plan(address, "same", 1, senders=50, pause=0.0, same=True)
    return Plan(**{**plan.__dict__, "documents": plan.documents * 50})


if __name__ == "__main__":
    main()
