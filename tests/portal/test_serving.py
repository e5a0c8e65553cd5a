"""How the service is reached."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import httpx
from litestar import Litestar

from config.settings import read_settings
from portal.serving import listen
from tests.serving import serving


def test_answers_on_a_connection_that_stays_open_wait_for_no_acknowledgement(portal: Litestar, tmp_path: Path) -> None:
    """Linux acknowledges a new connection's first segments at once, and then only after 40 ms."""
    with serving(portal, listen(read_settings(data=tmp_path, port=0))) as address, httpx.Client() as client:
        took = [client.get(f"{address}/health/live").elapsed for _ in range(30)]
    assert min(took[-10:]) < timedelta(milliseconds=30)
