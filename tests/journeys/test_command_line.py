"""The commands that scripts and measurements build on."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.journeys.running import SENDORA, RunningService, names


def sendora(*arguments: str | Path, cwd: Path, told: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own
        [SENDORA, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        input=told,
        env={**os.environ, **environment},
    )


@pytest.fixture
def folder(tmp_path: Path, sample_files: dict[str, bytes]) -> Path:
    (tmp_path / "invoice.pdf").write_bytes(sample_files["invoice.pdf"])
    (tmp_path / "empty.pdf").touch()
    return tmp_path


def test_extract_writes_what_was_read_and_what_was_refused(folder: Path) -> None:
    done = sendora("extract", "invoice.pdf", "empty.pdf", "--out", "read", cwd=folder)
    assert done.returncode == 0, done.stderr
    read = json.loads((folder / "read/invoice.json").read_text())
    assert read["case"] == "invoice"
    assert read["documents"][0]["job_order_no"]["value"] == "KDI-2611-001"
    refused = json.loads((folder / "read/empty.json").read_text())
    assert refused["rejected"]["code"] == "empty"
    assert len(done.stdout.splitlines()) == 2


def test_process_prints_a_job_order_for_each_file_and_ends_with_1_when_one_was_refused(folder: Path) -> None:
    done = sendora("process", "invoice.pdf", "empty.pdf", "--out", "made", cwd=folder)
    assert done.returncode == 1
    assert names(folder / "made") == ["invoice.json", "invoice.pdf"]
    assert "empty.pdf: refused (empty)" in done.stdout
    assert sendora("process", "invoice.pdf", "--out", "made", cwd=folder).returncode == 0


def test_check_names_each_part_and_ends_with_0_when_all_is_there(folder: Path) -> None:
    done = sendora("check", cwd=folder)
    assert done.returncode == 0, done.stdout
    assert [line.split(":")[0][2:] for line in done.stdout.splitlines()] == [
        "settings",
        "company",
        "folders",
        "room",
        "database",
        "people",
        "reading",
        "documentai",
        "printing",
        "fonts",
        "mailbox",
    ]


def test_check_ends_with_1_and_the_cure_when_something_is_missing(folder: Path) -> None:
    (folder / "data").write_text("a file where a folder should be")
    done = sendora("check", cwd=folder)
    assert done.returncode == 1
    assert "✗ folders" in done.stdout
    assert "data cannot be made: File exists. A file stands where a folder is needed: move it away" in done.stdout
    assert done.stderr == ""


def test_wrong_settings_are_all_told_at_once_with_their_cure(folder: Path) -> None:
    (folder / "sendora.toml").write_text('port = 99999\nworkers = "many"\ncolour = "red"\n')
    done = sendora("check", cwd=folder)
    assert done.returncode == 1
    assert all(word in done.stderr for word in ("port", "workers", "colour is not a setting", "SENDORA_PORT"))


@pytest.mark.parametrize(
    ("data", "broken", "told"),
    [
        ("/proc/nowhere", {}, "/proc/nowhere cannot be made: No such file or directory. Is the disk"),
        ("data", {"SENDORA_DATABASE_URL": "sqlite:///invoice.pdf"}, "database cannot be used: file is not a database"),
    ],
)
def test_a_start_that_fails_says_what_cannot_be_used_and_not_where_in_our_code(
    folder: Path, data: str, broken: dict[str, str], told: str
) -> None:
    refused = sendora("run", "--data", data, "--port", "0", cwd=folder, **broken)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: ")
    assert told in refused.stderr


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(folder: Path) -> None:
    done = sendora("extract", "invoice.pdf", "--out", "/proc/nowhere", cwd=folder)
    told = "Error: /proc/nowhere cannot be used: No such file or directory. Correct its path, or its rights.\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_a_service_for_others_starts_when_somebody_can_sign_in_and_says_how_until_then(folder: Path) -> None:
    public = {"SENDORA_PUBLIC_ADDRESS": "https://orders.sendora.example"}
    refused = sendora("run", "--data", "data", "--port", "0", cwd=folder, **public)
    assert refused.returncode == 1
    assert f"  {SENDORA} user add NAME --role admin --data {folder / 'data'}\n" in refused.stderr
    assert "INFO" not in refused.stderr.replace("INFO    pipeline.database: The database's tables are now of", "")
    command = ["user", "add", "siti", "--role", "admin", "--data", "data", "--password-file", "-"]
    assert sendora(*command, cwd=folder, told="nobody guesses this").returncode == 0
    service = RunningService(folder / "data", **public)
    assert service.stop() == 0


@pytest.mark.parametrize("command", ["run", "check", "process", "extract", "evaluate"])
def test_help_says_what_a_command_does(command: str, tmp_path: Path) -> None:
    done = sendora(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout) > 300
