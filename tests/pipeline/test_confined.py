"""A child that a document has taken over finds no key, no settings and no way out."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.confined import available, readable_beside
from pipeline.contained import Workers, passed_on
from pipeline.reading.limits import ReadingLimits


def content(path: Path) -> str:
    try:
        return path.read_text()
    except OSError as error:
        return type(error).__name__


def reaches(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def environment_of(process: int) -> str:
    return content(Path(f"/proc/{process}/environ"))


def own_environment() -> dict[str, str]:
    return dict(os.environ)


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "google.json").write_text("the key")
    (tmp_path / "archive").mkdir()
    secrets = (tmp_path / "secrets" / "google.json", tmp_path / "tokens")
    workers = Workers(1, ReadingLimits(), secrets=secrets)
    yield workers
    workers.close()


def test_a_child_cannot_read_a_secret_by_any_name(tmp_path: Path, workers: Workers) -> None:
    assert available(), "this kernel has no Landlock (5.13); the service runs without, these tests do not"
    (tmp_path / "another-name").symlink_to(tmp_path / "secrets" / "google.json")
    for name in ("secrets/google.json", "secrets/../secrets/google.json", "another-name"):
        assert workers.call(content, tmp_path / name) == "PermissionError"
    (tmp_path / "tokens").mkdir()
    (tmp_path / "tokens" / "later.json").write_text("a token")
    assert workers.call(content, tmp_path / "tokens" / "later.json") == "PermissionError"
    (tmp_path / "archive" / "later.pdf").write_text("a document")
    assert workers.call(content, tmp_path / "archive" / "later.pdf") == "a document"


def test_a_child_is_told_no_settings_and_cannot_look_them_up(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDORA_DATABASE_URL", "postgresql://sendora:pw@db/sendora")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/etc/google.json")
    told = workers.call(own_environment)
    assert not [name for name in told if name.startswith(("SENDORA", "GOOGLE"))]
    assert workers.call(environment_of, os.getpid()) == "PermissionError"
    assert passed_on({"PATH": "/bin", "AWS_SECRET_ACCESS_KEY": "x", "LC_ALL": "C"}) == {"PATH": "/bin", "LC_ALL": "C"}


def test_a_child_reaches_no_server(workers: Workers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert reaches(port)
        assert not workers.call(reaches, port)


def test_a_secret_in_a_secret_folder_opens_nothing_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    for name in ("google.json", "mail"):
        (tmp_path / "secrets" / name).write_text("a key")
    beside = set(readable_beside([tmp_path / "secrets", tmp_path / "secrets" / "google.json"]))
    assert not [path for path in beside if path.is_relative_to(tmp_path)]


def test_everything_beside_a_secret_stays_readable() -> None:
    beside = set(readable_beside([Path("/etc/passwd")]))
    assert Path("/usr") in beside
    assert Path("/etc/group") in beside
    assert not beside & {Path("/"), Path("/etc"), Path("/etc/passwd"), Path("/proc"), Path(f"/proc/{os.getppid()}")}
    assert Path(f"/proc/{os.getpid()}") in beside
