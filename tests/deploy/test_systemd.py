"""The units are what systemd expects, and leave the service its own folders only."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parent.parent.parent / "deploy/systemd"
EXPOSED_AT_MOST = 20
"""Of 100, by systemd's own measure; a unit without a sandbox has 96."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as the script puts them in place; the program that they start is there."""
    folder = tmp_path_factory.mktemp("units")
    program = folder / "opt/current/.venv/bin/sendora"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (folder / "opt/current/README.md").touch()
    (folder / "opt/current/docs").mkdir()
    (folder / "opt/current/docs/operate.md").touch()
    for unit in UNITS.glob("sendora*"):
        written = unit.read_text().replace("{home}", str(folder)).replace("{opt}", str(folder / "opt"))
        (folder / unit.name).write_text(written)
    return folder


def analysed(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    assert program, "systemd-analyze is missing: install the Debian package systemd"
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - Debian's own program


@pytest.mark.parametrize("name", ["sendora.service", "sendora-backup.service", "sendora-backup.timer"])
def test_systemd_finds_nothing_wrong_with_a_unit(filled: Path, name: str) -> None:
    told = analysed("verify", filled / name)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize("name", ["sendora.service", "sendora-backup.service"])
def test_a_unit_is_well_sandboxed(filled: Path, name: str) -> None:
    told = analysed("security", "--offline=true", f"--threshold={EXPOSED_AT_MOST}", filled / name)
    assert told.returncode == 0, told.stdout
    settings = (filled / name).read_text()
    assert "ProtectSystem=strict" in settings
    assert f"ReadWritePaths={filled}/data {filled}/backups\n" in settings
