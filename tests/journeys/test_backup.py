"""The server burns down; the backup brings back the same jobs and the same job orders."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from pipeline.jobs import JobState
from tests.journeys.conftest import Start, an_invoice
from tests.journeys.running import SENDORA
from tests.waiting import wait_for


def printed(data: Path) -> dict[str, str]:
    """Each job order that lies where people look, by its bytes."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (data / "outputs").rglob("*.*")}


def run(*command: str | Path) -> str:
    told = subprocess.run([SENDORA, *command], capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_after_a_loss_the_backup_brings_back_the_same_jobs_and_pdfs_and_what_was_in_work_is_finished(
    start: Start, gate: tuple[dict[str, str], Path], tmp_path: Path
) -> None:
    environment, opened = gate
    opened.touch()
    service = start(**environment)
    (service.data / "inbox/done.pdf").write_bytes(an_invoice("KDI-2611-001"))
    wait_for(service.all_ended(1))
    opened.unlink()
    (service.data / "inbox/in-work.pdf").write_bytes(an_invoice("KDI-2611-002"))
    wait_for(lambda: "in-work.pdf" in service.jobs() and service.jobs()["in-work.pdf"].state is JobState.RENDERING)
    before, pdfs, done = service.jobs(), printed(service.data), service.jobs()["done.pdf"]
    history = service.words("done.pdf")
    told = run("backup", tmp_path / "backups", "--data", service.data)
    assert "2 jobs, 2 job orders" in told
    service.kill()
    shutil.rmtree(service.data)

    told = run("restore", tmp_path / "backups", "--data", service.data)
    assert "2 jobs, 2 job orders" in told
    opened.touch()
    service = start(**environment)
    wait_for(service.all_ended(2))
    assert service.jobs()["done.pdf"] == done
    assert service.words("done.pdf") == history
    assert service.jobs()["in-work.pdf"].id == before["in-work.pdf"].id
    assert service.jobs()["in-work.pdf"].state is JobState.DONE
    after = printed(service.data)
    assert {name: after[name] for name in pdfs} == pdfs
    assert sorted(name for name in after if name.endswith(".pdf")) == ["KDI-2611-001.pdf", "KDI-2611-002.pdf"]
