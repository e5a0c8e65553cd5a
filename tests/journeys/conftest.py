"""Documents to drop and a service to drop them into."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from samples import printed
from samples.__main__ import write_samples
from samples.facts import INVOICE
from tests.journeys.running import RunningService

Start = Callable[..., RunningService]


@pytest.fixture(scope="session")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A born-digital invoice, a scan and a photo, by file name."""
    return {path.name: path.read_bytes() for path in write_samples(tmp_path_factory.mktemp("samples"))}


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the service on this test's data folder; ends every one that is left."""
    started: list[RunningService] = []

    def run(name: str = "data", data: Path | None = None, **given: str) -> RunningService:
        started.append(RunningService(data or tmp_path / name, **given))
        return started[-1]

    yield run
    for service in started:
        service.end()


@pytest.fixture
def gate(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """A wkhtmltopdf that waits until the gate file exists: an environment to start with, and the file."""
    opened = tmp_path / "open"
    return {"PATH": gated_printing(tmp_path / "bin", opened)}, opened


def gated_printing(folder: Path, opened: Path) -> str:
    """A PATH on which wkhtmltopdf waits until the file ``opened`` exists."""
    folder.mkdir()
    program = folder / "wkhtmltopdf"
    program.write_text(
        f"#!/bin/sh\nwhile [ ! -e '{opened}' ]; do sleep 0.05; done\nexec {shutil.which('wkhtmltopdf')} \"$@\"\n"
    )
    program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def an_invoice(number: str, **header: str) -> bytes:
    """A born-digital invoice with this number, and what else shall stand in its head."""
    return printed.pdf(replace(INVOICE, header={**INVOICE.header, "Invoice No": number, **header}))
