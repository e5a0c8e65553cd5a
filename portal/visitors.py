"""Demo mode, plugged together: its rules from the settings, and the thread that deletes what visitors left."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from config.demo import Demo as Asked
from pipeline.visitors import VisitorFiles
from portal.access.visitors import Demo, Measured, Quota, Rules
from portal.rounds import Rounds

log = logging.getLogger(__name__)

OFTEN = timedelta(seconds=30)
"""How often is looked for what is due: so much longer than promised a file may stay, at most."""


def demo(asked: Asked | None, engine: sa.Engine) -> Demo | None:
    """The demo that the settings ask for. Raises :class:`ValueError` for a report that cannot be read."""
    if asked is None:
        return None
    rules = Rules(
        files_per_session=asked.files_per_session,
        files_per_hour=asked.files_per_hour,
        keep=timedelta(minutes=asked.keep_minutes),
        max_bytes=asked.max_file_mb * 2**20,
    )
    return Demo(rules, engine, _measured(asked))


def _measured(asked: Asked) -> Measured | None:
    if asked.report is None:
        return None
    try:
        report = json.loads(asked.report.read_text(encoding="utf-8"))
        on = date.fromisoformat(report["measured_at"][:10])
        return Measured(float(report["all"]["accuracy"]), int(report["files"]), on)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"demo.report names {asked.report}, which is no report of sendora evaluate. Correct it or leave it out."
        ) from error


def expiry(demo: Demo | None, files: VisitorFiles, forget: Callable[[str], None]) -> Expiry:
    """What deletes visitors' files; without a demo, those of the last one."""
    quota = demo.quota if demo else Quota(Rules(), files.engine)
    return Expiry(files, forget, quota, quota.rules.keep)


class Expiry:
    """Deletes what visitors left when its time has come, in a thread of its own.

    ``forget`` is told each deleted job: the engine's records of it name digests and, in refusals, the file.
    """

    def __init__(
        self,
        files: VisitorFiles,
        forget: Callable[[str], None],
        quota: Quota,
        keep: timedelta,
        often: timedelta = OFTEN,
    ) -> None:
        self.files = files
        self.forget = forget
        self.quota = quota
        self.keep = keep
        self.looked_at: datetime | None = None
        self._rounds = Rounds("visitors' files", self._round, often)

    @property
    def alive(self) -> bool:
        return self._rounds.alive

    def start(self) -> None:
        self._rounds.start()

    def stop(self) -> None:
        """Ends when what is being deleted is gone."""
        self._rounds.stop()

    def _round(self) -> None:
        try:
            self.look(datetime.now(UTC))
        except (OSError, SQLAlchemyError):
            log.exception("What visitors left could not be deleted; it is tried again")

    def look(self, now: datetime) -> tuple[str, ...]:
        """Delete what is due; gives the ids of the deleted jobs."""
        gone = self.files.expire(now - self.keep)
        for job_id in gone:
            self.forget(job_id)
        self.quota.forget(now)
        self.looked_at = now
        return gone
