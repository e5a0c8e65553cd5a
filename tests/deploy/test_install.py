"""One script makes a server run, again and again: against a stand-in for docker that records its calls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
STAND_IN = Path(__file__).parent / "docker_stand_in.sh"
ADDRESS = "https://orders.sendora.example"


@dataclass
class Server:
    """A server with the script on it, and an engine that only says that it does something."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "srv"

    @property
    def engine(self) -> Path:
        return self.folder / "engine"

    def build_gives(self, image: str, *, healthy: bool = True) -> None:
        """What the next build makes."""
        (self.engine / "next").write_text(f"file-{image}\n")
        (self.engine / f"file-{image}").write_text(f"{image}\n")
        if not healthy:
            (self.engine / "sick").write_text(f"{image}\n")

    def install(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the script; what the engine was asked begins anew."""
        (self.engine / "calls").write_text("")
        environment = {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
            "STAND_IN": str(self.engine),
            "SENDORA_HOME": str(self.home),
            "SENDORA_UNITS": str(self.folder / "units"),
            "SENDORA_PATIENCE": "5",
        }
        return subprocess.run(  # noqa: S603 - our own script
            [self.folder / "sendora/deploy/install.sh", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )

    def calls(self) -> list[str]:
        return (self.engine / "calls").read_text().splitlines()

    def runs(self) -> str:
        """The image that runs."""
        return (self.engine / "running").read_text().strip()


@pytest.fixture
def server(tmp_path: Path) -> Server:
    for folder in ("deploy", "config"):
        shutil.copytree(ROOT / folder, tmp_path / "sendora" / folder)
    for file in ("docker-compose.yml", "Dockerfile"):
        shutil.copy(ROOT / file, tmp_path / "sendora")
    for folder in ("bin", "engine", "units"):
        (tmp_path / folder).mkdir()
    shutil.copy(STAND_IN, tmp_path / "bin/docker")
    systemctl = tmp_path / "bin/systemctl"
    systemctl.write_text('#!/bin/sh\necho "$*" >>"$STAND_IN/systemctl"\n')
    systemctl.chmod(0o755)
    made = Server(tmp_path)
    made.build_gives("one")
    return made


def test_an_empty_server_gets_folders_secrets_a_user_a_nightly_backup_and_an_address(server: Server) -> None:
    told = server.install("--address", ADDRESS)
    assert told.returncode == 0, told.stderr
    assert f"Sendora runs at {ADDRESS}" in told.stderr
    password = (server.engine / "password").read_text()
    assert len(password) == 48
    assert f"admin with the password {password}" in told.stderr
    secret = server.home / "secrets/trial-mail"
    assert (secret.stat().st_mode & 0o777, secret.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert secret.read_text().strip() not in ("", password)
    timer = (server.folder / "units/sendora-backup.timer").read_text()
    assert "OnCalendar=*-*-* 02:30" in timer
    assert "exec -T sendora sendora backup" in (server.folder / "units/sendora-backup.service").read_text()
    assert "enable --now --quiet sendora-backup.timer" in (server.engine / "systemctl").read_text()
    calls = server.calls()
    (made,) = (number for number, call in enumerate(calls) if " user add admin --role admin" in call)
    assert calls.index("compose build sendora") < made < calls.index("compose up -d --remove-orphans")


def test_the_image_is_built_on_a_base_by_digest_or_on_one_that_was_loaded_by_hand(server: Server) -> None:
    server.install("--address", ADDRESS)
    pinned = server.folder / "sendora/build/Dockerfile.pinned"
    bases = [line.split()[1] for line in pinned.read_text().splitlines() if line.startswith("FROM debian")]
    assert len(bases) == 2
    assert all(re.fullmatch(r"debian:bookworm-\d{8}-slim@sha256:[0-9a-f]{64}", base) for base in bases)
    (server.engine / "bases").write_text(f"{bases[0].split('@')[0]}\n")
    told = server.install()
    assert "is on this machine already and is taken as it is" in told.stderr
    assert pinned.read_text() == (server.folder / "sendora/Dockerfile").read_text()


def test_running_it_again_changes_nothing_that_is_there_and_backs_up_first(server: Server) -> None:
    server.install("--address", ADDRESS)
    (server.home / "config/sendora.toml").write_text("workers = 1\n")
    kept = {path: path.read_bytes() for path in server.home.rglob("*") if path.is_file()}
    password = (server.engine / "password").read_text()
    server.build_gives("two")
    told = server.install()
    assert told.returncode == 0, told.stderr
    assert {path: path.read_bytes() for path in server.home.rglob("*") if path.is_file()} == kept
    assert (server.engine / "password").read_text() == password
    assert "password" not in told.stderr
    calls = server.calls()
    assert calls.index("compose exec -T sendora sendora backup") < calls.index("compose build sendora")
    assert server.runs() == "two"
    assert calls.index("compose exec -T nginx nginx -s reload") > calls.index("compose up -d --remove-orphans")


def test_a_version_that_does_not_become_healthy_is_taken_back(server: Server) -> None:
    server.install("--address", ADDRESS)
    server.build_gives("two", healthy=False)
    told = server.install()
    assert told.returncode == 1
    assert "the one before runs again" in told.stderr
    assert server.runs() == "one"
    assert not any("restore" in call for call in server.calls())


def test_when_the_version_before_cannot_run_on_the_new_tables_its_backup_is_restored_and_nothing_thrown_away(
    server: Server,
) -> None:
    server.install("--address", ADDRESS)
    (server.home / "data/inbox-file").write_text("came in meanwhile")
    server.build_gives("two")
    (server.engine / "sickens").write_text("one\ntwo\n")
    (server.engine / "heals").touch()
    told = server.install()
    assert told.returncode == 1
    assert "compose run --rm -T --no-deps sendora sendora restore /backups --of 2026-11-27T02-30-00Z" in server.calls()
    assert server.runs() == "one"
    (aside,) = server.home.glob("data.set-aside-*")
    assert (aside / "inbox-file").read_text() == "came in meanwhile"


def test_a_first_version_that_does_not_become_healthy_is_stopped_and_told(server: Server) -> None:
    server.build_gives("one", healthy=False)
    told = server.install("--address", ADDRESS)
    assert told.returncode == 1
    assert "did not become healthy and was stopped" in told.stderr
    assert "compose stop" in server.calls()
    password = (server.engine / "password").read_text()
    server.build_gives("two")
    again = server.install()
    assert again.returncode == 0, again.stderr
    assert (server.engine / "password").read_text() == password  # the user that was made the first time


def test_the_way_that_was_chosen_first_holds(server: Server) -> None:
    (server.folder / "bin/id").write_text("#!/bin/sh\necho 1000\n")  # so that it ends before it touches this machine
    (server.folder / "bin/id").chmod(0o755)
    server.home.mkdir()
    (server.home / "environment").touch()
    told = server.install()
    assert "Run this as root: it makes a user, folders and units." in told.stderr
    assert server.calls() == []
    (server.home / "environment").unlink()
    server.install("--address", ADDRESS)
    told = server.install("--without-containers")
    assert told.returncode == 1
    assert "Sendora runs in containers here" in told.stderr


def test_a_proxy_that_does_not_run_is_told_and_the_service_left_running(server: Server) -> None:
    (server.engine / "no-proxy").touch()
    told = server.install("--address", ADDRESS)
    assert told.returncode == 1
    assert "nginx in front of it does not" in told.stderr
    assert f"Sendora runs at {ADDRESS}" not in told.stderr
    assert server.runs() == "one"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "The first time, name the address"),
        (("--address", "orders.example"), "must look like https://"),
        (("--sudo",), "usage:"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_started(
    server: Server, arguments: tuple[str, ...], said: str
) -> None:
    told = server.install(*arguments)
    assert told.returncode == 1
    assert said in told.stderr
    assert not any("build" in call for call in server.calls())
