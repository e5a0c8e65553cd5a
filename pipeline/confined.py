"""Takes away a process's own rights to some files, the network and other processes, for good (Linux: landlock(7)).

Landlock lists what stays allowed. Here everything stays readable but the way to each secret: for every folder on that
way all its other entries are allowed. What is put beside a secret later cannot be read either, so secrets belong into a
folder of their own. Of other processes nothing in /proc can be read: their environment holds settings. Connections by
TCP and signals to others are closed where the kernel is new enough (6.7, 6.12); files are from 5.13 on.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

# Numbers of the calls, the same on every architecture since they were added (include/uapi/asm-generic/unistd.h).
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_READ_FILE = 1 << 2  # LANDLOCK_ACCESS_FS_READ_FILE
_TCP = 1 << 0 | 1 << 1  # LANDLOCK_ACCESS_NET_BIND_TCP and _CONNECT_TCP
_SCOPED = 1 << 0 | 1 << 1  # LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET and _SIGNAL
_NETWORK_SINCE, _SCOPE_SINCE = 4, 6  # versions of the interface: Linux 6.7 and 6.12
_VERSION = 1  # LANDLOCK_CREATE_RULESET_VERSION
_BENEATH = 1  # LANDLOCK_RULE_PATH_BENEATH
_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS
_PROCESSES = Path("/proc")


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def available() -> bool:
    """Whether this kernel can."""
    return _call(_CREATE, None, 0, _VERSION) >= 1


def keep_out_of(secrets: Iterable[Path]) -> bool:
    """From now on this process, its threads that are yet to come and its children cannot read ``secrets``.

    Gives False, and changes nothing, where the kernel cannot. Call it before any thread is started.
    """
    hidden = {path.resolve() for path in secrets}  # also one that does not exist yet
    version = _call(_CREATE, None, 0, _VERSION)
    if version < 1:
        return False
    handled = _Ruleset(_READ_FILE, _TCP, _SCOPED)
    size = 8 if version < _NETWORK_SINCE else 16 if version < _SCOPE_SINCE else 24
    ruleset = _call(_CREATE, ctypes.byref(handled), size, 0)
    if ruleset < 0:
        return False
    try:
        for path in readable_beside(hidden):
            _allow(ruleset, path)
        return _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and _call(_RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def readable_beside(hidden: Iterable[Path]) -> Iterator[Path]:
    """Files and folders that hold everything but ``hidden`` (absolute paths) and other processes: as few as can be."""
    named = frozenset(hidden)
    secrets = {secret for secret in named if named.isdisjoint(secret.parents)}  # one within another is hidden with it
    on_the_way = {_PROCESSES, *_PROCESSES.parents} | {parent for secret in secrets for parent in secret.parents}
    for folder in on_the_way:
        with contextlib.suppress(OSError):
            entries = [entry for entry in folder.iterdir() if entry not in on_the_way and entry not in secrets]
            yield from (entry for entry in entries if folder != _PROCESSES or not entry.name.isdigit())
    yield _PROCESSES / str(os.getpid())


def _allow(ruleset: int, path: Path) -> None:
    with contextlib.suppress(OSError):  # gone meanwhile, or not ours to open: then it stays closed
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            rule = _Beneath(_READ_FILE, descriptor)
            _call(_ADD, ruleset, _BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    return int(_libc().syscall(ctypes.c_long(number), *arguments))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
