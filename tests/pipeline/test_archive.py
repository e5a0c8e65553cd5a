"""Bytes are kept once, whole, and never changed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive import Archive, NotInArchive, digest_of
from pipeline.errors import Temporary


@given(data=st.binary(max_size=200))
def test_what_is_put_in_comes_out(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    assert archive.get(archive.put(data)) == data


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        digests = set(threads.map(lambda _: archive.put(b"one document"), range(50)))
    assert digests == {digest_of(b"one document")}
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [digest_of(b"one document")]


def test_a_power_cut_takes_nothing_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can cut the power here, so it is looked at what is flushed when: a folder before what is put into it."""
    archive, data = Archive(tmp_path), b"one document"
    place = archive.path(digest_of(data))
    flushed: list[tuple[str, bool]] = []
    fsync = os.fsync

    def look(descriptor: int) -> None:
        fsync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        what = "bytes" if path.is_file() and path.read_bytes() == data else str(path.relative_to(tmp_path))
        flushed.append((what, place.exists()))

    monkeypatch.setattr(os, "fsync", look)
    archive.put(data)
    first, second = place.parent.parent.name, place.parent.name
    assert flushed == [(".", False), (first, False), ("bytes", False), (f"{first}/{second}", True)]


def test_an_unknown_digest_is_said_to_be_unknown(tmp_path: Path) -> None:
    with pytest.raises(NotInArchive):
        Archive(tmp_path).get("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ABC", "0" * 63, "0" * 65])
def test_what_is_no_digest_never_becomes_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        Archive(tmp_path).path(name)


def test_a_disk_that_refuses_is_a_temporary_failure(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    data = b"document"
    (tmp_path / digest_of(data)[:2]).write_text("a file where a folder should be")
    with pytest.raises(Temporary, match="Free some space"):
        archive.put(data)


def test_a_killed_writer_leaves_nothing_under_a_digest_that_is_not_whole(tmp_path: Path) -> None:
    program = (
        "import sys, os; from pathlib import Path; from pipeline.archive import Archive\n"
        f"archive = Archive(Path({str(tmp_path)!r}))\n"
        "print('ready', flush=True)\n"
        "for n in range(10**6): archive.put(os.urandom(200_000))\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    assert writer.stdout is not None
    writer.stdout.readline()
    while not any(len(p.name) == 64 for p in tmp_path.rglob("*")):
        assert writer.poll() is None
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    Archive(tmp_path).clear_unfinished()
    kept = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert kept
    assert all(digest_of(p.read_bytes()) == p.name for p in kept)
