"""Everything that the description allows is asked, and a little more: no answer is a 5xx or undescribed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from litestar import Litestar

from pipeline.jobs import Job
from tests.serving import serving

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)
SECONDS = "8"


def test_no_answer_is_a_server_error_or_undescribed(portal: Litestar, done: Job, tmp_path: Path) -> None:
    assert done.id
    with serving(portal) as address:
        told = subprocess.run(  # noqa: S603, PLW1510 - our own tool; the outcome is what is asserted
            [
                Path(sys.executable).with_name("schemathesis"),
                "run",
                f"{address}/api/openapi.json",
                *("--checks", ",".join(CHECKS)),
                *("--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--max-time", SECONDS),
                # One at a time: Python 3.11 counts the depth of its parser once for all threads.
                *("--workers", "1", "--no-shrink", "--generation-deterministic"),
                *("--continue-on-failure", "--warnings", "off", "--no-color"),
            ],
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
    assert told.returncode == 0, told.stdout[-20_000:]
