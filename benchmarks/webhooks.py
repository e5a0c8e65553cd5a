"""How soon a webhook is answered: ``python -m benchmarks.webhooks [--senders 50] [--each 4] [--pause 4]``.

Starts the real service, and has so many senders at once deliver signed documents of 200 kB, each a new one. It prints
the answers' times; beside them, from the same run, what the same number of programs waits that only write and sync a
file of that size (the reference: what the disk alone takes), and how many jobs fifty copies of one delivery became.
"""

from __future__ import annotations

import argparse
import base64
import hmac
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

SECRET = os.urandom(32)
SIZE = 200_000


def document(number: int) -> bytes:
    """Something that passes for a PDF at the door, of 200 kB, each another one."""
    head = b"%PDF-1.4\n% " + str(number).encode() + b"\n"
    return head + random.Random(number).randbytes(SIZE - len(head))  # noqa: S311 - filling


def headers(body: bytes, name: str) -> dict[str, str]:
    """As Standard Webhooks 1.0 signs."""
    stamp = str(int(time.time()))
    digest = hmac.digest(SECRET, f"{name}.{stamp}.".encode() + body, "sha256")
    signature = "v1," + base64.b64encode(digest).decode()
    return {
        "content-type": "application/pdf",
        "webhook-id": name,
        "webhook-timestamp": stamp,
        "webhook-signature": signature,
    }


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """The service and its address. Nothing is worked on meanwhile but what comes in."""
    secret = folder / "secret"
    secret.write_text("whsec_" + base64.b64encode(SECRET).decode())
    sources = json.dumps([{"name": "bench", "secret_files": [str(secret)]}])
    process = subprocess.Popen(  # noqa: S603 - our own command
        [Path(sys.executable).with_name("sendora"), "run", "--data", folder / "data", "--port", "0"],
        env={**os.environ, "SENDORA_WEBHOOKS": sources, "SENDORA_WORKERS": "1", "SENDORA_LOG_LEVEL": "error"},
        stdout=subprocess.PIPE,
        text=True,
    )
    line = next(line for line in process.stdout or () if "runs at" in line)
    return process, line.split("runs at ")[1].strip().rstrip("/")


def at_once(count: int, each: int, pause: float, work: Callable[[int], float]) -> list[float]:
    """``count`` threads do ``work`` ``each`` times, resting ``pause`` seconds between (spread by chance)."""
    times: list[float] = []
    ready = threading.Barrier(count)

    def run(sender: int) -> None:
        ready.wait()
        for turn in range(each):
            time.sleep(random.random() * pause)  # noqa: S311 - spreads them
            times.append(work(sender * each + turn))

    threads = [threading.Thread(target=run, args=(sender,)) for sender in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def told(name: str, times: list[float]) -> float:
    """Prints a line; gives the 99th percentile, in milliseconds."""
    ranked = sorted(1000 * one for one in times)
    p99 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
    print(f"{name:34} n={len(ranked):4}  median {statistics.median(ranked):6.1f} ms  p99 {p99:6.1f} ms")
    return p99


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--senders", type=int, default=50)
    parser.add_argument("--each", type=int, default=4, help="deliveries of each sender")
    parser.add_argument("--pause", type=float, default=4.0, help="most seconds between two deliveries of a sender")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reference = measure_disk(folder, given)
        process, address = start(folder)
        try:
            measure_service(address, given, reference)
        finally:
            process.terminate()
            process.wait()


def measure_disk(folder: Path, given: argparse.Namespace) -> float:
    """The reference: the same writes without us."""

    def write(number: int) -> float:
        data = document(number)
        begun = time.perf_counter()
        with (folder / f"{number}.bin").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return time.perf_counter() - begun

    return told("writing and syncing 200 kB", at_once(given.senders, given.each, given.pause, write))


def measure_service(address: str, given: argparse.Namespace, reference: float) -> None:
    """Answers to new documents, all at once to the same one, and a burst."""
    clients = [httpx.Client(base_url=address, timeout=60) for _ in range(given.senders)]
    for client in clients:
        client.get("/health/live")
    answers: dict[str, str] = {}

    def send(number: int, body: bytes, name: str, client: httpx.Client) -> float:
        signed = headers(body, name)
        begun = time.perf_counter()
        answer = client.post("/webhooks/bench", content=body, headers=signed)
        took = time.perf_counter() - begun
        if answer.status_code != 202:
            raise SystemExit(f"The service answered {answer.status_code}: {answer.text}")
        answers[f"{name} {number}"] = answer.json()["job_id"]
        return took

    def fresh(number: int) -> float:
        return send(number, document(number), f"msg_{number}", clients[number // given.each])

    p99 = told("202 to a new document", at_once(given.senders, given.each, given.pause, fresh))
    jobs = len(set(answers.values()))
    print(f"{'':34} {jobs} jobs of {len(answers)} deliveries; {p99 / reference:.1f} times the disk's p99")
    answers.clear()
    same = document(10**6)
    told(
        "202 to one delivery 50 times at once",
        at_once(50, 1, 0, lambda n: send(n, same, "same", clients[n % len(clients)])),
    )
    print(f"{'':34} {len(set(answers.values()))} job of {len(answers)} copies")


if __name__ == "__main__":
    main()
