"""The set-up script says exactly what is missing to whoever may not install it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NOBODY = 65534
TOOLS_OF_ANY_SYSTEM = ("bash", "cut", "dirname", "grep", "head", "id", "sed", "sort")


@pytest.fixture
def clone() -> Iterator[Path]:
    """A folder with the set-up script, readable by a user without rights (pytest's own folders are not)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(ROOT / "deploy", Path(folder) / "deploy")
        yield Path(folder)


def set_up(
    clone: Path, mode: str, path: str = os.environ["PATH"], **environment: str
) -> subprocess.CompletedProcess[str]:
    """The script as run by a plain user."""
    user = NOBODY if os.geteuid() == 0 else None
    return subprocess.run(  # noqa: S603 - our own script
        [shutil.which("bash") or "bash", clone / "deploy/setup.sh", mode],
        capture_output=True,
        text=True,
        check=False,
        user=user,
        env={"PATH": path, **environment},
    )


def test_a_plain_user_is_told_the_one_line_that_installs_what_is_missing(clone: Path) -> None:
    (clone / "deploy/debian-packages.txt").write_text("# a list\nno-such-package  # for the test\n\nbash  # is there\n")
    (clone / "deploy/debian-packages-setup.txt").write_text("another-missing-one  # for the test\n")
    told = set_up(clone, "run")
    assert told.returncode == 1
    commands = [line.strip() for line in told.stderr.splitlines() if "sudo" in line]
    assert commands == ["sudo apt-get install -y --no-install-recommends another-missing-one no-such-package"]


def test_packages_of_the_tests_are_asked_for_only_by_the_tests(clone: Path) -> None:
    for name in ("debian-packages.txt", "debian-packages-setup.txt"):
        (clone / "deploy" / name).write_text("missing-everywhere  # for the test\n")
    (clone / "deploy/debian-packages-test.txt").write_text("only-for-tests  # for the test\n")
    assert "only-for-tests" not in set_up(clone, "run").stderr
    assert "missing-everywhere only-for-tests" in set_up(clone, "test").stderr


def test_another_system_is_told_which_programs_to_install(clone: Path) -> None:
    tools = clone / "bin"
    tools.mkdir()
    for tool in TOOLS_OF_ANY_SYSTEM:
        (tools / tool).symlink_to(str(shutil.which(tool)))
    told = set_up(clone, "run", path=str(tools))
    assert told.returncode == 1
    assert "Not found: python3 wkhtmltopdf." in told.stderr
    assert "prints the job order from its HTML template" in told.stderr
    assert "apt-get" not in told.stderr


def test_an_unknown_mode_is_answered_with_the_known_ones(clone: Path) -> None:
    told = set_up(clone, "everything")
    assert (told.returncode, told.stderr) == (1, "usage: deploy/setup.sh run|test\n")


@pytest.mark.parametrize(("named", "used"), [({}, "/usr/bin/python3"), ({"UV_PYTHON": "3.12"}, "3.12")])
def test_the_system_s_own_python_is_used_unless_another_is_named(clone: Path, named: dict[str, str], used: str) -> None:
    for name in ("debian-packages.txt", "debian-packages-setup.txt"):
        (clone / "deploy" / name).write_text("bash  # is there\n")
    uv, other = clone / "build/uv/bin/uv", clone / "bin/python3"
    for program, does in ((uv, 'echo "$@"'), (other, "exit 0")):
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o755)
    told = set_up(clone, "run", path=f"{other.parent}:{os.environ['PATH']}", **named)
    assert f"sync --locked --inexact --python {used} --no-dev" in told.stdout
