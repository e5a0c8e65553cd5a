"""Can the service work in a folder? It is tried: write, rename, delete. What is wrong comes with its cure."""

from __future__ import annotations

import errno
import os
import shlex
from pathlib import Path

from pipeline.identity import new_id


def check_folder(folder: Path) -> str | None:
    """Write, rename and delete a file there; what is wrong in a sentence with its cure, or None."""
    probe = folder / f".sendora-{new_id()}"
    failing = "cannot be made"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        failing = "cannot be written to"
        probe.write_bytes(b"probe")
        failing = "cannot be renamed in"
        probe = probe.rename(probe.with_suffix(".renamed"))
        failing = "cannot be deleted from"
        probe.unlink()
    except OSError as error:
        return f"{folder} {failing}: {error.strerror}. {cure(error, folder)}"
    return None


def cure(error: OSError, folder: Path) -> str:
    """What to do about an error that the file system gave for something in ``folder``."""
    match error.errno:
        case errno.EROFS:
            return "It is mounted read-only: mount it so that it can be written."
        case errno.ENOSPC | errno.EDQUOT:
            return "Free some space there."
        case errno.ENOENT | errno.ENODEV | errno.EIO | errno.ESTALE | errno.EHOSTDOWN | errno.ENOTCONN:
            return "Is the disk or the share connected? Connect it again."
        case errno.ENOTDIR | errno.EEXIST:
            return "A file stands where a folder is needed: move it away, or name another folder."
        case errno.EBUSY | errno.ETXTBSY:
            return "Close it where it is open."
        case _:
            return f"The service runs as user {os.getuid()}, {_rights(folder)}"


def _rights(folder: Path) -> str:
    """Whose the folder is, and the command that lets the service write there."""
    try:
        owner = folder.stat().st_uid
    except OSError:
        owner = None
    named = shlex.quote(str(folder))
    if owner is None:
        return f"and must be able to write, rename and delete there: sudo install -d -o {os.getuid()} {named}"
    command = f"chmod -R u+rwX {named}" if owner == os.getuid() else f"sudo chown -R {os.getuid()} {named}"
    return f"the folder belongs to user {owner}: {command}"
