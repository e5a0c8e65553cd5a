"""Backups as an operator meets them: ``sendora backup``, ``sendora restore``, and a line on the health page."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from config.settings import PREFIX, Settings
from pipeline.backup.contents import BackupDamaged
from pipeline.backup.dump import DatabaseNotCopied
from pipeline.backup.making import Backup, BackupRefused, Place, backups, make_backup, restore_backup
from pipeline.database import DatabaseUnsafe
from portal.health import Finding, Part, PartState

NOT_DONE = (BackupRefused, BackupDamaged, DatabaseNotCopied, DatabaseUnsafe, OSError)
"""What an operator is told instead of a backup or a restore."""

LATE = timedelta(hours=26)
"""A daily backup that is two hours late was missed."""


def back_up(settings: Settings, folder: Path | None, keep: int | None) -> Backup:
    """Make a backup, by default where and as often kept as the settings say. Raises as :func:`make_backup`."""
    return make_backup(_place(settings), _folder(settings, folder), keep or settings.backups_kept)


def bring_back(settings: Settings, folder: Path | None, named: str | None) -> Backup:
    """Restore a backup into the settings' data folder and database. Raises as :func:`restore_backup`."""
    return restore_backup(_folder(settings, folder), _place(settings), named)


def backup_parts(settings: Settings) -> tuple[Part, ...]:
    """The line on the health page; none when no folder for backups is set."""
    if settings.backups is None:
        return ()
    return (Part("backup", partial(look_at_backups, settings.backups), every=300),)


def look_at_backups(folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Finding:
    """Whether the last backup is of the last day."""
    known = backups(folder)
    if not known:
        return Finding(
            PartState.ATTENTION,
            f"There is no backup in {folder} yet.",
            "Run sendora backup once, and see that it runs every day (docs/operate.md).",
        )
    age = clock() - datetime.fromisoformat(known[-1].made_at)
    said = f"The last of {len(known)} was made {int(age.total_seconds() // 3600)} hours ago."
    if age > LATE:
        return Finding(PartState.ATTENTION, said, "See why the daily one did not run; sendora backup makes one now.")
    return Finding(PartState.OK, said)


def _place(settings: Settings) -> Place:
    named = os.environ.get(f"{PREFIX}CONFIG")
    company = (settings.form_file, settings.vocabulary_file, *((Path(named),) if named else ()))
    return Place(settings.data, settings.records_url, company)


def _folder(settings: Settings, named: Path | None) -> Path:
    if folder := named or settings.backups:
        return folder
    raise BackupRefused("Name the folder for backups, on another disk: sendora backup DIR, or the setting backups.")
