"""Plain files, and nothing else: what people drop may be links, pipes or devices, and folders in folders."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO


class NotPlain(OSError):
    """A link, a pipe, a device or a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "It is no plain file", str(path))


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file for reading. Raises :class:`NotPlain`, and :class:`OSError`.

    A pipe would keep the reader waiting for a writer, and a link leads to files that nobody dropped.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            raise NotPlain(path) from error
        raise
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return open(descriptor, "rb")  # noqa: PTH123 - it is open already
    os.close(descriptor)
    raise NotPlain(path)


def plain_files(
    folder: Path, wanted: Callable[[Path], bool], broken: Callable[[Path, OSError], None]
) -> Iterator[Path]:
    """Every plain file in a folder and in the folders below that are ``wanted``; links are not followed.

    ``broken`` is told of each folder below that cannot be looked into. Raises :class:`OSError` for ``folder`` itself.
    """
    yield from _in(folder, below := list[Path](), wanted)
    while below:
        place = below.pop()
        try:
            yield from _in(place, below, wanted)
        except FileNotFoundError:
            continue  # it was taken away meanwhile
        except OSError as error:
            broken(place, error)


def _in(folder: Path, below: list[Path], wanted: Callable[[Path], bool]) -> Iterator[Path]:
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        path = Path(entry.path)
        if not wanted(path):
            continue
        if entry.is_dir(follow_symlinks=False):
            below.append(path)
        elif entry.is_file(follow_symlinks=False):
            yield path
