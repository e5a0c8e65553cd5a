"""A claimed file's way: through the door, then kept until its job has ended, then on to a shelf.

Everything needed after a crash lies in the inbox's hidden folders: what is claimed is received again (the same claim is
the same arrival), what waits on a shelf for a person is moved on when its job ends anew.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from intake.claims import Claim, Claims, Origin, shown
from intake.receive import Door
from intake.shelves import PrintedOrder, Shelved, Shelves
from intake.troubles import Troubles
from intake.usable import cure
from intake.waiting import Waiting
from pipeline.database import AWAY
from pipeline.errors import Temporary
from pipeline.jobs import Arrival, Job, JobState
from pipeline.model import Source
from pipeline.orders import Decision, OrderRecord

log = logging.getLogger(__name__)


class Custody:
    """The files of one inbox between being claimed and being put away."""

    def __init__(self, door: Door, claims: Claims, shelves: Shelves, troubles: Troubles) -> None:
        self.door = door
        self.claims = claims
        self.shelves = shelves
        self.troubles = troubles
        self.sender: str | None = None
        self.beside_original = False
        self._in_work: dict[str, list[Claim]] = {}
        self._waiting = Waiting(claims.folder)
        self._to_move_on: set[str] = set()

    def prepare(self) -> None:
        """Make the hidden folders and the shelves. Raises :class:`OSError` for the hidden ones."""
        self.claims.prepare()
        try:
            self.shelves.prepare()
        except OSError as error:  # documents are taken all the same, and each shelf is made when it is used
            log.warning("%s cannot be made: %s. %s", error.filename, error.strerror, cure(error, self.shelves.base))
        self._waiting.prepare()
        self._to_move_on = set(self._waiting.job_ids())  # it may have been decided before this start

    # -- coming in ----------------------------------------------------------------------------------------------

    def receive(self, claim: Claim) -> None:
        """Hand the claimed file to the door; when that does not go now, it is noted and tried again."""
        file = claim.file()
        if file is None or not self.troubles.due(claim.name):
            return
        try:
            receipt = self.door.receive_file(file, self._arrival(claim, file))
        except Temporary as error:
            self.troubles.note(claim.name, f"{shown(file.name)}: {error}")
            return
        except OSError as error:
            words = f"{shown(file.name)} is claimed but cannot be read: {error.strerror}. {cure(error, claim.folder)}"
            self.troubles.note(claim.name, words)
            return
        except Exception as error:  # noqa: BLE001 - the boundary around one file, which logs it
            self._stumbled(claim.name, file, error)
            return
        self.troubles.solved(claim.name)
        self._in_work.setdefault(receipt.job.id, []).append(claim)
        if receipt.job.state.final:
            self.put_away(receipt.job.id)

    def _arrival(self, claim: Claim, file: Path) -> Arrival:
        origin = claim.origin
        return Arrival(Source.FOLDER, str(origin), origin.subfolder or self.sender, shown(file.name), datetime.now(UTC))

    def take_up(self) -> None:
        """Receive what was claimed before a crash, or could not be received a moment ago."""
        known = {claim.name for claims in self._in_work.values() for claim in claims}
        for claim in self.claims.all():
            if claim.name in known:
                continue
            if claim.file() is None:
                claim.clear()
            elif job := self.door.records.job_of_arrival(Source.FOLDER, str(claim.origin)):
                self._in_work.setdefault(job.id, []).append(claim)
            else:
                self.receive(claim)

    @property
    def names(self) -> set[str]:
        """The names of all claims, for troubles to be kept."""
        return {claim.name for claim in self.claims.all()}

    # -- going out ----------------------------------------------------------------------------------------------

    def follow(self, job_ids: Collection[str]) -> None:
        """These jobs changed: what has ended is put away, what waited on a shelf is moved on."""
        for job_id in job_ids:
            if job_id in self._in_work:
                self.put_away(job_id)
            if job_id in self._waiting:
                self._move_on(job_id)

    def put_away_ended(self) -> None:
        """Put away whatever has ended, told or not."""
        for job_id in tuple(self._to_move_on):
            self._move_on(job_id)
        if not self._in_work:
            return
        unfinished = {job.id for job in self.door.records.unfinished()}
        for job_id in self._in_work.keys() - unfinished:
            self.put_away(job_id)

    def put_away(self, job_id: str) -> None:
        """Put every file of the job away, if it has ended; a job that was deleted has."""
        job = self.door.records.job(job_id)
        if job and not job.state.final:
            return
        arrivals = self.door.records.arrivals(job_id)
        left = [claim for claim in self._in_work.pop(job_id) if not self._is_put_away(claim, job_id, job, arrivals)]
        if left:
            self._in_work[job_id] = left

    def _is_put_away(self, claim: Claim, job_id: str, job: Job | None, arrivals: Sequence[Arrival]) -> bool:
        file = claim.file()
        if file is None or not self.troubles.due(claim.name):
            return file is None
        try:
            self._shelve(file, claim.name, job_id, job, arrivals)
            claim.clear()
        except FileNotFoundError as error:
            if claim.file() is None:
                return True  # another thread of this service put it away
            self._stays(claim.name, file, error)
            return False
        except OSError as error:
            self._stays(claim.name, file, error)
            return False
        except Exception as error:  # noqa: BLE001 - the boundary around one file, which logs it
            self._stumbled(claim.name, file, error)
            return False
        self.troubles.solved(claim.name)
        return True

    def _stays(self, name: str, file: Path, error: OSError) -> None:
        folder = Path(error.filename2 or error.filename or self.shelves.base).parent
        words = f"{shown(file.name)} is finished but cannot be moved: {error.strerror}. It is not worked on again."
        self.troubles.note(name, f"{words} {cure(error, folder)}")

    def _stumbled(self, name: str, file: Path, error: Exception) -> None:
        """A bug must not hold up the other files. Raises ``error`` when it is the database that is away, for all."""
        if isinstance(error, AWAY):
            raise error
        log.error("%s stumbled over a bug", shown(file.name), exc_info=error)
        words = f"{shown(file.name)} cannot be worked on: {type(error).__name__}, see the log."
        self.troubles.note(name, words)

    def _shelve(  # noqa: PLR0913, PLR0917 - the file, whose it is, and what lay beside it
        self,
        file: Path,
        claim: str,
        job_id: str,
        job: Job | None,
        arrivals: Sequence[Arrival],
        beside: Sequence[Path] = (),
    ) -> None:
        this = next((a for a in arrivals if Origin.of(a.origin).claim == claim), arrivals[0])
        shelved = self.shelves.put_away(file, this, job, arrivals[0], self._printed(job))
        _remove(set(beside) - set(shelved.beside))
        if job and job.state in {JobState.NEEDS_REVIEW, JobState.FAILED}:
            self._waiting.add(job_id, claim, shelved)
        else:
            self._waiting.remove(job_id, claim)

    def _printed(self, job: Job | None) -> list[PrintedOrder]:
        if job is None or job.state is JobState.FAILED or not self.beside_original:
            return []
        records = self.door.records.orders.of_job(job.id)
        stands = [record for record in records if record.decision is not Decision.REJECTED]
        return [PrintedOrder(_name(r), self.door.archive.get(r.pdf_digest)) for r in stands if r.pdf_digest]

    def _move_on(self, job_id: str) -> None:
        """A person decided, or pressed retry: the file and its note go where they belong now."""
        job = self.door.records.job(job_id)
        if job and not job.state.final:
            return
        self._to_move_on.discard(job_id)
        arrivals = self.door.records.arrivals(job_id)
        for claim, shelved in self._waiting.of_job(job_id):
            try:
                self._move_one_on(claim, shelved, job_id, job, arrivals)
            except OSError as error:
                self._stays(claim, shelved.place, error)
                self._to_move_on.add(job_id)
            except Exception as error:  # noqa: BLE001 - as above
                self._stumbled(claim, shelved.place, error)
                self._to_move_on.add(job_id)

    def _move_one_on(
        self, claim: str, shelved: Shelved, job_id: str, job: Job | None, arrivals: Sequence[Arrival]
    ) -> None:
        if shelved.place.exists():
            self._shelve(shelved.place, claim, job_id, job, arrivals, shelved.beside)
        else:  # a person took it away, or a crash came right after its move
            _remove(shelved.beside)
            self._waiting.remove(job_id, claim)
        self.troubles.solved(claim)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _name(record: OrderRecord) -> str:
    return record.revised(record.number or f"{record.position}")
