"""What lies in a dropped folder is told apart without waiting for it, following it, or getting lost in it."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.plain_files import NotPlain, open_plain, plain_files


def everything(_path: Path) -> bool:
    return True


def found(folder: Path) -> tuple[list[str], list[str]]:
    """The files, and the folders that could not be looked into."""
    broken: list[str] = []
    files = plain_files(folder, everything, lambda path, error: broken.append(f"{path.name[:5]} {error.strerror}"))
    return sorted(path.name for path in files), broken


def nested(folder: Path, name: str, depth: int) -> int:
    """Folders in one another; gives the innermost, opened."""
    place = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=place)
        inner = os.open(name, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that is taken away again however deep it became."""
    place = tmp_path / "dropped"
    place.mkdir()
    yield place
    subprocess.run(["rm", "-rf", place], check=True)  # noqa: S603, S607 - Python's own way would get lost in it


def test_a_link_a_pipe_a_socket_and_a_folder_are_no_files(folder: Path) -> None:
    (folder / "real.pdf").write_bytes(b"x")
    (folder / "link.pdf").symlink_to("real.pdf")
    (folder / "nowhere.pdf").symlink_to("gone.pdf")
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.pdf"))
    (folder / "folder.pdf").mkdir()
    assert found(folder) == (["real.pdf"], [])
    for name in ("link.pdf", "nowhere.pdf", "pipe.pdf", "socket.pdf", "folder.pdf"):
        with pytest.raises(NotPlain):
            open_plain(folder / name)
    with open_plain(folder / "real.pdf") as file:
        assert file.read() == b"x"


def test_folders_in_folders_are_looked_through_to_the_end(folder: Path) -> None:
    bottom = nested(folder, "d", 1500)
    os.close(os.open("deep.pdf", os.O_CREAT, dir_fd=bottom))
    os.close(bottom)
    assert found(folder) == (["deep.pdf"], [])


def test_a_folder_that_cannot_be_looked_into_is_told_and_the_others_are_looked_through(folder: Path) -> None:
    os.close(nested(folder, "n" * 250, 20))  # longer than a path may be
    (folder / "other").mkdir()
    (folder / "other/one.pdf").write_bytes(b"x")
    assert found(folder) == (["one.pdf"], ["nnnnn File name too long"])
