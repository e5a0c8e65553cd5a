"""The durable way of a document: its steps in order, each finished one recorded, none of them done twice.

The only file that knows the engine (DBOS). After a crash the service is started again and every document goes on at
the step that was cut short. The workflow's id is the job's id (with ``-2`` and so on for further runs), so a document
that is handed over twice is worked on once.
"""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, SetWorkflowID, WorkflowStatus
from sqlalchemy import event

from pipeline.database import AWAY, address
from pipeline.errors import Refused, Temporary
from pipeline.jobs import Begins, Job
from pipeline.records import Records
from pipeline.retry import patiently
from pipeline.rush import Rush
from pipeline.steps import JobGone, OrderIds, Steps

T = TypeVar("T")
log = logging.getLogger(__name__)

APPLICATION_VERSION = "steps-1"
"""Raised by hand when the order of steps changes: documents in work go on only under the version they began with."""

QUEUE = "documents"
ERRANDS = "errands"
ERRANDS_AT_ONCE = 16
"""They wait for other systems, hardly for the processor."""
_LOST = frozenset({"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED", "SUCCESS"})
"""Ends of a workflow after which an unfinished job would wait for ever."""

UNEXPECTED = "Something went wrong that should not have. The document is kept: try again, or report it if it stays."


@dataclass(frozen=True)
class EngineOptions:
    """``database_url`` is the engine's own database. ``executor_id`` names this process and stays over restarts.

    ``at_once`` documents are worked on at a time. ``poll_seconds`` is how often the queue is looked at,
    ``sweep_seconds`` how often jobs are looked for that nobody handed over.
    """

    database_url: str
    executor_id: str
    at_once: int
    poll_seconds: float = 0.2
    sweep_seconds: float = 15.0


Errand = Callable[[str, int], None]
"""Something that is done once for each name and number, besides documents."""


@dataclass(frozen=True)
class _Failure:
    """Why a step gave up. Kept as the step's result: a refusal is an outcome, not an accident."""

    code: str
    reason: str


class _Ended(Exception):
    """Leaves the workflow after a failed step."""


class Workflow:
    """Takes jobs and brings each to its end. One per process."""

    def __init__(self, steps: Steps, options: EngineOptions) -> None:
        self.steps = steps
        self.options = options
        self.errands: dict[str, Errand] = {}
        self.rush = Rush()
        self._stopping = threading.Event()
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._handing = threading.Thread(target=self._hand_over, name="workflow hand-over", daemon=True)
        self._sweeper = threading.Thread(
            target=self._regularly, args=("look for left-over jobs", self.sweep), name="workflow sweep", daemon=True
        )
        self._emptier = threading.Thread(
            target=self._regularly, args=("emptying of trays", self._empty_trays), name="emptying trays", daemon=True
        )
        self.swept_at: datetime | None = None
        self._enqueue: Callable[[str, Job], object] | None = None
        self._enqueue_errand: Callable[[str, str, str, int], object] | None = None

    @property
    def records(self) -> Records:
        return self.steps.parts.records

    # -- the process's life -------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine; documents that were in work go on."""
        DBOS(config=self._config())
        process = DBOS.workflow(name="process_document")(self._process_function())
        errand = DBOS.workflow(name="errand")(self._errand_function())
        # A workflow of its own: the steps of a document that is in work at an update stay as they were.
        resume = DBOS.workflow(name="resume_document")(self._resume_function())
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=self.options.at_once, polling_interval_sec=self.options.poll_seconds
        )
        if self.errands:  # a queue that is never used would be looked at all the same
            DBOS.register_queue(
                ERRANDS, worker_concurrency=ERRANDS_AT_ONCE, polling_interval_sec=self.options.poll_seconds
            )

        def enqueue(workflow_id: str, job: Job) -> object:
            with SetWorkflowID(workflow_id):
                if job.begins is Begins.READ:
                    return DBOS.enqueue_workflow(QUEUE, process, job.id, job.run)
                return DBOS.enqueue_workflow(QUEUE, resume, job.id, job.run, job.begins.value)

        def enqueue_errand(workflow_id: str, kind: str, name: str, number: int) -> object:
            with SetWorkflowID(workflow_id):
                return DBOS.enqueue_workflow(ERRANDS, errand, kind, name, number)

        self._enqueue, self._enqueue_errand = enqueue, enqueue_errand
        self.sweep(younger=timedelta())
        self._sweeper.start()
        self._emptier.start()  # not the sweeper's: it gives way to senders for as long as they come
        self._handing.start()

    @property
    def running(self) -> bool:
        return self._enqueue is not None and self._sweeper.is_alive()

    def _regularly(self, name: str, work: Callable[[], object]) -> None:
        while not self._stopping.wait(self.options.sweep_seconds):
            try:
                work()
            except Exception:  # the boundary of this thread: the next time does what this one missed
                log.warning("The regular %s failed", name, exc_info=True)

    def _empty_trays(self) -> None:
        self.steps.parts.archive.empty_trays(self.rush.give_way)

    def stop(self) -> None:
        """Stop taking up documents. A step in work is cut short; it is done again at the next start."""
        self._stopping.set()
        self._waiting.put(None)
        self._enqueue = self._enqueue_errand = None
        DBOS.destroy(destroy_registry=True)

    def _config(self) -> DBOSConfig:
        return {
            "name": "sendora",
            "system_database_url": self.options.database_url,
            "system_database_engine": _engine(self.options.database_url),
            "application_version": APPLICATION_VERSION,
            "executor_id": self.options.executor_id,
            "enable_otlp": False,
            "log_level": "WARNING",
        }

    # -- handing over -------------------------------------------------------------------------------------------

    def enqueue(self, job: Job) -> None:
        """Hand the job's present run over; again is the same as once. Raises :class:`Temporary` when not started."""
        if self._enqueue is None:
            raise Temporary("The workflow is not running. The document is kept and taken up when it runs again.")
        self._enqueue(workflow_id(job), job)

    def enqueue_soon(self, job: Job) -> None:
        """As :meth:`enqueue`, without keeping the caller waiting for the engine: a sender waits for its answer.

        The job is recorded already, so one that is not handed over after all is found by the next :meth:`sweep`.
        """
        self._waiting.put(job)

    def _hand_over(self) -> None:
        while (job := self._waiting.get()) is not None:
            self.rush.give_way()
            try:
                self.enqueue(job)
            except Exception:  # the boundary of this thread: the sweep hands over what it could not
                log.warning("Job %s is recorded; it is handed to the engine later", job.id, exc_info=True)

    def sweep(self, younger: timedelta = timedelta(seconds=10)) -> int:
        """Hand over each unfinished job that the engine does not know; gives how many there were.

        Such a job was committed an instant before a crash. Jobs younger than ``younger`` are left to their receiver.
        A job that the engine gave up is failed, so that a person sees it.
        """
        limit = datetime.now(UTC) - younger
        jobs = {workflow_id(job): job for job in self.records.unfinished() if job.updated_at <= limit}
        known = dict(_states(jobs))
        for lost in (jobs[name] for name, state in known.items() if state in _LOST):
            self.steps.fail(lost.id, lost.run, "unexpected", UNEXPECTED)
        missing = [job for name, job in jobs.items() if name not in known]
        for job in missing:
            self.enqueue(job)
        self.swept_at = datetime.now(UTC)
        return len(missing)

    # -- errands ------------------------------------------------------------------------------------------------

    def run_errand(self, kind: str, name: str, number: int) -> None:
        """Have the errand ``kind`` done once for ``name`` and ``number``, also over a crash.

        Raises :class:`Temporary` when not started. An errand must leave a trace of its own of how it went.
        """
        if self._enqueue_errand is None:
            raise Temporary("The workflow is not running.")
        self._enqueue_errand(f"{kind}-{name}-{number}", kind, name, number)

    def forget(self, job_id: str) -> None:
        """Remove the engine's records of a job that was deleted for good."""
        known = DBOS.list_workflows(workflow_id_prefix=job_id, load_input=False, load_output=False)
        if known:
            DBOS.delete_workflows([status.workflow_id for status in known])

    def _errand_function(self) -> Callable[[str, str, int], None]:
        def errand(kind: str, name: str, number: int) -> None:
            DBOS.run_step({"name": kind}, self._do_errand, kind, name, number)

        return errand

    def _do_errand(self, kind: str, name: str, number: int) -> None:
        """The boundary of an errand: one that goes wrong must not stop the others."""
        try:
            self.errands[kind](name, number)
        except Exception:
            log.exception("The errand %s %s %d failed", kind, name, number)
            if self._stopping.is_set():
                threading.Event().wait()  # until the process ends; the errand is done again at the next start

    # -- the way of a document ----------------------------------------------------------------------------------

    def _process_function(self) -> Callable[[str, int], None]:
        def process_document(job_id: str, run: int) -> None:
            try:
                self._process(job_id, run)
            except _Ended:
                log.info("Job %s ended without a job order", job_id)

        return process_document

    def _resume_function(self) -> Callable[[str, int, str], None]:
        def resume_document(job_id: str, run: int, begins: str) -> None:
            try:
                self._resume(job_id, run, Begins(begins))
            except _Ended:
                log.info("Job %s ended without a job order", job_id)

        return resume_document

    def _resume(self, job_id: str, run: int, begins: Begins) -> None:
        """A run after a person decided: pages grouped otherwise are understood anew, what is approved is printed."""
        if begins is Begins.EXTRACT:
            document = self._step("begun", self._begun, job_id, run)
            self._from_extract(job_id, run, document)
        else:
            self._from_render(job_id, run, self._step("to print", self._to_print, job_id, run))

    def _begun(self, job_id: str, _run: int) -> str:
        return self.steps.begun(job_id)

    def _to_print(self, job_id: str, _run: int) -> OrderIds:
        return self.steps.to_print(job_id)

    def _process(self, job_id: str, run: int) -> None:
        self._from_extract(job_id, run, self._step("read", self.steps.read, job_id, run))

    def _from_extract(self, job_id: str, run: int, document: str) -> None:
        steps = self.steps
        invoices = self._step("extract", steps.extract, job_id, run, document)
        self._from_render(job_id, run, self._step("build", steps.build, job_id, run, invoices))

    def _from_render(self, job_id: str, run: int, orders: OrderIds) -> None:
        steps = self.steps
        pdfs = self._step("render", steps.render, job_id, run, orders)
        self._step("store", steps.store, job_id, run, orders, pdfs)
        for destination in steps.parts.destinations:
            self._step(f"deliver {destination.name}", steps.deliver, job_id, run, orders, destination.name)
        self._step("finish", steps.finish, job_id, run, orders)

    def _step(self, name: str, step: Callable[..., T], job_id: str, run: int, *rest: object) -> T:
        """Do a step, or take its recorded result; a failed one ends the job."""
        self.rush.give_way()
        outcome: T | _Failure = DBOS.run_step({"name": name}, self._attempt, step, job_id, run, *rest)
        if isinstance(outcome, _Failure):
            DBOS.run_step({"name": "fail"}, self.steps.fail, job_id, run, outcome.code, outcome.reason)
            raise _Ended(outcome.code)
        return outcome

    def _attempt(self, step: Callable[..., T], job_id: str, run: int, *rest: object) -> T | _Failure:
        """The step boundary: the one place where every error is caught, and its cause kept in the log."""
        try:
            return patiently(
                partial(_once, step, job_id, run, *rest), self.steps.parts.policy, partial(self._waits, job_id, run)
            )
        except Refused as error:
            return self._unless_stopping(_Failure(error.code, error.reason))
        except Temporary as error:
            return self._unless_stopping(_Failure("gave_up", f"{error.reason} Press retry when it is in order again."))
        except JobGone:
            return _Failure("deleted", "The job was deleted while it was being worked on.")
        except Exception:  # a bug that shows in one document must not stop the others
            log.exception("Job %s: unexpected error", job_id)
            return self._unless_stopping(_Failure("unexpected", UNEXPECTED))

    def _waits(self, job_id: str, run: int, error: Temporary, wait: float) -> None:
        try:
            self.steps.waits(job_id, run, error, wait)
        except AWAY:  # it may be the very thing that is waited for
            log.warning("Job %s: %s Trying again in %.0f s", job_id, error, wait)

    def _unless_stopping(self, failure: _Failure) -> _Failure:
        """When the service is being stopped the failure is ours, not the document's: nothing is recorded."""
        if self._stopping.is_set():
            threading.Event().wait()  # until the process ends; the step is done again at the next start
        return failure


def _once(step: Callable[..., T], job_id: str, run: int, *rest: object) -> T:
    """Do a step. A database that is away is no fault of the document: what a step does may be done again."""
    try:
        return step(job_id, run, *rest)
    except AWAY as error:
        raise Temporary("The database does not answer, or has no room.") from error


def workflow_id(job: Job) -> str:
    """The engine's name for the job's present run."""
    return job.id if job.run == 1 else f"{job.id}-{job.run}"


def _states(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The engine's state of each workflow that it knows."""
    wanted = list(names)
    for start in range(0, len(wanted), 500):
        found: list[WorkflowStatus] = DBOS.list_workflows(
            workflow_ids=wanted[start : start + 500], load_input=False, load_output=False
        )
        yield from ((status.workflow_id, status.status) for status in found)


def _engine(url: str) -> sa.Engine:
    engine = sa.create_engine(address(url), pool_size=20, max_overflow=0)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    """DBOS makes these settings on its own engine only, and neither the log nor the flush among them."""
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
