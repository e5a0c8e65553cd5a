"""Bytes are kept once, whole, and never changed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive import Archive, NotInArchive, digest_of
from pipeline.errors import Temporary
from tests.waiting import wait_for


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


def test_what_comes_at_the_same_time_is_flushed_together_and_found_by_everybody_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, documents = Archive(tmp_path), [b"document %d" % n for n in range(20)]
    archive.take_in(b"the first begins a tray")
    flushed: list[bytes] = []
    held, fsync = threading.Event(), os.fsync

    def look(descriptor: int) -> None:
        held.wait()
        fsync(descriptor)
        flushed.append(Path(f"/proc/self/fd/{descriptor}").read_bytes())

    monkeypatch.setattr(os, "fsync", look)
    with ThreadPoolExecutor(20) as threads:
        taken = [threads.submit(archive.take_in, data) for data in documents]
        wait_for(lambda: archive.waiting == 19)
        held.set()
        digests = [one.result() for one in taken]
    monkeypatch.undo()
    assert len(flushed) == 2  # who came first, and all who waited meanwhile
    assert all(data in flushed[-1] for data in documents)
    assert [archive.get(digest) for digest in digests] == documents


def test_bytes_in_a_tray_are_given_their_place_when_they_are_asked_for_and_when_the_trays_are_emptied(
    tmp_path: Path,
) -> None:
    archive = Archive(tmp_path)
    one, two = archive.take_in(b"one"), archive.take_in(b"two")
    assert archive.path(one).read_bytes() == b"one"
    assert archive.take_in(b"two") == archive.put(b"two") == two
    archive.empty_trays()
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == sorted((one, two))
    assert archive.get(archive.take_in(b"three")) == b"three"


def test_the_next_start_takes_back_what_a_crash_left_in_trays_up_to_where_it_was_cut_short(tmp_path: Path) -> None:
    digests = [Archive(tmp_path).take_in(data) for data in (b"one", b"two")]
    for tray in (tmp_path / "incoming").iterdir():
        with tray.open("ab") as file:
            file.write(f"{digest_of(b'three')}              5\nthr".encode())
    after = Archive(tmp_path)
    after.clear_unfinished()
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == sorted(digests)
    assert [after.get(digest) for digest in digests] == [b"one", b"two"]


def test_a_tray_that_the_disk_refused_is_not_written_to_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    kept = archive.take_in(b"one")
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", lambda _: os.close(-1))
        with pytest.raises(Temporary, match="Free some space"):
            archive.take_in(b"lost")
    later = archive.take_in(b"two")
    after = Archive(tmp_path)
    after.clear_unfinished()
    assert [after.get(kept), after.get(later)] == [b"one", b"two"]


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
        "for n in range(10**6): archive.put(os.urandom(200_000)); archive.take_in(os.urandom(200_000))\n"
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
