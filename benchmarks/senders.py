"""Senders in a process of their own, so that what they need of the processor is not counted as the service's.

``python -m benchmarks.senders`` reads a :class:`Plan` as JSON from its input, prepares and signs all deliveries, opens
a connection for each sender, and only then begins. It prints the seconds from a request's first byte sent to its
answer's last byte read, and the answers' job ids.
"""

from __future__ import annotations

import base64
import hmac
import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Plan:
    """``senders`` deliver the files of ``documents`` in turn, at most ``pause`` seconds (by chance) between two.

    With ``same`` every delivery is the same one. ``key`` is the secret in base64, ``name`` begins the deliveries' ids.
    """

    address: str
    documents: list[str]
    senders: int
    pause: float
    key: str
    name: str
    same: bool = False


@dataclass
class Sent:
    """Seconds of each answer, and the jobs that were named."""

    seconds: list[float] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Delivery:
    """A request, ready to be sent."""

    body: bytes
    headers: dict[str, str]


def sent(plan: Plan) -> Sent:
    """Have it done by another process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.senders"],
        input=json.dumps(asdict(plan)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"The senders stopped: {done.stderr}")
    return Sent(**json.loads(done.stdout))


def signed(plan: Plan, number: int, body: bytes) -> Delivery:
    """As Standard Webhooks 1.0 signs."""
    name, stamp = plan.name if plan.same else f"{plan.name}_{number}", str(int(time.time()))
    digest = hmac.digest(base64.b64decode(plan.key), f"{name}.{stamp}.".encode() + body, "sha256")
    headers = {
        "Content-Type": "application/pdf",
        "webhook-id": name,
        "webhook-timestamp": stamp,
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }
    return Delivery(body, headers)


def at_once(count: int, work: Callable[[int], None]) -> None:
    """``work`` in so many threads, which begin together."""
    ready = threading.Barrier(count)

    def run(number: int) -> None:
        ready.wait()
        work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def deliver(plan: Plan) -> Sent:
    """Send everything; raises :class:`SystemExit` for any answer but 202."""
    bodies = [Path(document).read_bytes() for document in plan.documents]
    deliveries = [signed(plan, number, body) for number, body in enumerate(bodies)]
    host = urlsplit(plan.address).netloc
    connections = [HTTPConnection(host, timeout=60) for _ in range(plan.senders)]
    for connection in connections:
        connection.request("GET", "/health/live")
        connection.getresponse().read()
    result = Sent()

    def send_all(sender: int) -> None:
        for delivery in deliveries[sender :: plan.senders]:
            time.sleep(random.random() * plan.pause)  # noqa: S311 - spreads them
            _send(connections[sender], delivery, result)

    at_once(plan.senders, send_all)
    return result


def _send(connection: HTTPConnection, delivery: Delivery, result: Sent) -> None:
    begun = time.perf_counter()
    connection.request("POST", "/webhooks/bench", delivery.body, delivery.headers)
    answer = connection.getresponse()
    body = answer.read()
    took = time.perf_counter() - begun
    if answer.status != 202:
        raise SystemExit(f"{answer.status}: {body.decode()}")
    result.seconds.append(took)
    result.jobs.append(json.loads(body).get("job_id", ""))


if __name__ == "__main__":
    made = deliver(Plan(**json.load(sys.stdin)))
    print(json.dumps(asdict(made)))
