"""Which shelved files wait for their job to end anew: under review, or failed and perhaps retried.

One small JSON file each, ``waiting/<claim>.json`` beside the claims, so that it is known after a restart too.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

from intake.shelves import Shelved
from pipeline.durable import write_durably

log = logging.getLogger(__name__)


class Waiting:
    """The waiting files of one installation in one inbox."""

    def __init__(self, claims: Path) -> None:
        self._folder = claims.with_name("waiting")
        self._by_job: dict[str, dict[str, Shelved]] = {}

    def prepare(self) -> None:
        """Make the folder and read what waited before the start. Raises :class:`OSError`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for note in self._folder.glob("*.json"):
            try:
                entry = json.loads(note.read_bytes())
                shelved = Shelved(Path(entry["place"]), tuple(map(Path, entry["beside"])))
                self._by_job.setdefault(entry["job"], {})[note.stem] = shelved
            except (ValueError, KeyError):  # somebody wrote into it: the file stays where a person finds it
                log.warning("%s cannot be read: its file stays on its shelf", note)
                note.unlink()

    def __contains__(self, job_id: str) -> bool:
        return job_id in self._by_job

    def job_ids(self) -> tuple[str, ...]:
        """The jobs that files wait for."""
        return tuple(self._by_job)

    def of_job(self, job_id: str) -> Iterator[tuple[str, Shelved]]:
        """The claims that wait for a job, and where their files lie."""
        yield from tuple(self._by_job.get(job_id, {}).items())

    def add(self, job_id: str, claim: str, shelved: Shelved) -> None:
        """The file waits on its shelf. Raises :class:`OSError`."""
        self._by_job.setdefault(job_id, {})[claim] = shelved
        entry = {"job": job_id, "place": str(shelved.place), "beside": [str(path) for path in shelved.beside]}
        write_durably(self._folder / f".{claim}.tmp", json.dumps(entry).encode(), self._folder / f"{claim}.json")

    def remove(self, job_id: str | None, claim: str) -> None:
        """It waits no longer."""
        known = self._by_job.get(job_id or "", {})
        known.pop(claim, None)
        if not known:
            self._by_job.pop(job_id or "", None)
        (self._folder / f"{claim}.json").unlink(missing_ok=True)
