"""The portal of a test behind a real server, for programs that ask over the network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from litestar import Litestar

from portal.heads import BoundedHeads
from tests.waiting import wait_for


@contextmanager
def serving(portal: Litestar, listening: socket.socket | None = None) -> Iterator[str]:
    """Gives its address on this machine."""
    listening = listening or socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(portal, log_level="error", access_log=False, http=BoundedHeads, ws="websockets-sansio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        wait_for(lambda: server.started)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
