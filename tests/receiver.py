"""A receiver of webhooks on this machine: keeps what it gets, and answers as a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook


@dataclass(frozen=True)
class Got:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> dict[str, Any]:
        """The event, when the reference implementation believes its signature."""
        Webhook(secret).verify(self.body, self.headers)
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Receiver:
    """``answer`` is given to each request: a status and headers; None keeps the sender waiting until ``let_go`` is set.

    ``got`` is what came, also what was refused; ``taken`` what was answered with success.
    """

    address: str
    answer: tuple[int, dict[str, str]] | None = (204, {})
    let_go: threading.Event = field(default_factory=threading.Event)
    got: list[Got] = field(default_factory=list)
    taken: list[Got] = field(default_factory=list)

    def take(self, got: Got) -> tuple[int, dict[str, str]] | None:
        """The answer; None hangs up without one."""
        self.got.append(got)
        answer = self.answer
        if answer is None:
            self.let_go.wait(60)
        elif 200 <= answer[0] < 300:
            self.taken.append(got)
        return answer


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver in a thread."""

    class Site(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            if (answer := receiver.take(Got(self.path, headers, body))) is None:
                return
            status, more = answer
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    receiver = Receiver(f"http://127.0.0.1:{server.server_port}/hook")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield receiver
    finally:
        receiver.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
