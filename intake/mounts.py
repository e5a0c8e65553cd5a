"""Does a folder's file system tell of what others write there? On a share or a bind from another system it does not.

There the folder is looked through regularly instead: the kernel reports only what this machine itself writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.database import file_system

SHARES = {
    "nfs": "an NFS share",
    "nfs4": "an NFS share",
    "cifs": "an SMB share",
    "smb2": "an SMB share",
    "smb3": "an SMB share",
    "smbfs": "an SMB share",
    "afs": "an AFS share",
    "afpfs": "an AFP share",
    "davfs": "a WebDAV share",
    "ceph": "a Ceph share",
    "lustre": "a Lustre share",
    "glusterfs": "a Gluster share",
    "ocfs2": "a shared disk",
    "gfs2": "a shared disk",
}
"""File systems that other machines write to (``man 7 inotify``: network file systems report no remote events)."""

BINDS = {
    "9p": "a folder of the host system",
    "drvfs": "a folder of the host system",
    "virtiofs": "a folder of the host system",
    "vboxsf": "a folder of the host system",
    "vmhgfs": "a folder of the host system",
    "prl_fs": "a folder of the host system",
    "osxfs": "a folder of the host system",
    "grpcfuse": "a folder of the host system",
    "fakeowner": "a folder of the host system",
}
"""How virtual machines and desktop containers show a folder of their host, where people drop the files."""


@dataclass(frozen=True)
class Watching:
    """How a folder is watched, and why when it is not by events: ``reason`` reads on after a colon."""

    events: bool
    reason: str = ""


def how_to_watch(folder: Path, wanted: bool | None, mounts: str | None = None) -> Watching:
    """By events where they tell everything. ``wanted`` is the operator's own choice, None leaves it to the folder.

    ``mounts`` is a table in the form of ``/proc/mounts``, by default the machine's own.
    """
    if wanted is not None:
        return Watching(wanted, "" if wanted else "events are switched off")
    kind = file_system(folder, machine_mounts() if mounts is None else mounts)
    if place := place_without_events(kind):
        return Watching(False, f"it is {place} ({kind}), which reports nothing")
    return Watching(True)


def place_without_events(kind: str) -> str | None:
    """What a file system of this kind is, when others can write to it unreported; None for one of this machine."""
    name = kind.removeprefix("fuse.")
    through_a_program = kind == "fuse" or kind.startswith("fuse.")
    return SHARES.get(name) or BINDS.get(name) or ("reached through a program" if through_a_program else None)


def machine_mounts() -> str:
    """This machine's table of mounts; "" where there is none."""
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="surrogateescape") if table.exists() else ""


def place_for_shelves(inbox: Path) -> Path:
    """Where processed, failed and so on are made for an inbox: beside it, or in it when it is a share's own root."""
    if inbox.is_dir() and inbox.stat().st_dev != inbox.parent.stat().st_dev:
        return inbox
    return inbox.parent
