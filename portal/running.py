"""Looks at what does the work: the database, the workflow, the reading processes, the printing program."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from pipeline.contained import Workers
from pipeline.database import reading
from pipeline.errors import DocumentError
from pipeline.numbers import Backlog, Numbers
from pipeline.records import Records
from pipeline.workflow import Workflow
from portal.health import Finding, PartState

STALE = timedelta(seconds=60)
"""A part that works regularly and was silent for so long has stopped."""
SLOW = 10 * STALE
"""A document that has not moved for so long waits for its turn, or for a person who does not know of it."""
PROBE_SECONDS = 20.0
"""A reading process that starts anew needs some of them, on a slow machine."""
RESTART = "Restart the service."


def look_at_database(records: Records) -> Finding:
    """Does it answer, can it be written, and how fast is it?"""
    started = time.perf_counter()
    try:
        with reading(records.engine) as connection:
            connection.execute(sa.text("SELECT 1 FROM jobs LIMIT 1"))
    except sa.exc.DBAPIError as error:
        return Finding(PartState.BROKEN, f"It does not answer: {error.orig}.", "Start it again, or free some space.")
    milliseconds = (time.perf_counter() - started) * 1000
    if records.engine.dialect.name == "sqlite" and (problem := _not_writable(Path(str(records.engine.url.database)))):
        return problem
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(records.engine.dialect.name, "It")
    words = f"{name} answers in {milliseconds:.0f} ms."
    return Finding(PartState.OK, words, measures={"answer_seconds": milliseconds / 1000})


def _not_writable(file: Path) -> Finding | None:
    """What is wrong with the file itself: an open connection goes on writing into one that was deleted."""
    if not file.is_file():
        cure = "Stop the service, put the file back from a backup (sendora restore), and start again."
        return Finding(PartState.BROKEN, f"{file} is gone: what is written now is lost.", cure)
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=2, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    except sqlite3.Error as error:
        if "locked" in str(error):
            return None  # somebody writes: so it can be written
        cure = f"See that the service's user may write {file} and its folder, and that the disk is sound."
        return Finding(PartState.BROKEN, f"{file} cannot be written: {error}.", cure)
    return None


def look_at_workflow(workflow: Workflow, workers: Workers) -> Finding:
    """Does it run, and does anything wait for long?"""
    backlog, now = Numbers(workflow.records.engine).backlog(), datetime.now(UTC)
    measures = _measures(backlog, now)
    if not workflow.running:
        words = "The workflow does not run: documents wait."
        return Finding(PartState.BROKEN, words, RESTART, measures)
    if workflow.swept_at and now - workflow.swept_at > STALE + timedelta(seconds=workflow.options.sweep_seconds):
        words = f"The workflow has not looked for documents for {_seconds(now - workflow.swept_at)} s."
        return Finding(PartState.BROKEN, words, RESTART, measures)
    if not backlog.count:
        return Finding(PartState.OK, "Running; nothing waits.", measures=measures)
    untouched = now - backlog.untouched_since if backlog.untouched_since else timedelta()
    if untouched > STALE and workers.free == workers.count:
        words = f"{backlog.count} documents wait, the oldest for {_seconds(untouched)} s, and nothing is in work."
        return Finding(PartState.BROKEN, words, RESTART, measures)
    unmoved = now - (backlog.unmoved_since or now)
    words = f"{backlog.count} in work; the oldest has not moved for {_seconds(unmoved)} s."
    if unmoved > SLOW:
        cure = "More is coming in than is worked on: raise the setting workers."
        return Finding(PartState.ATTENTION, words, cure, measures)
    return Finding(PartState.OK, words, measures=measures)


def _measures(backlog: Backlog, now: datetime) -> dict[str, float]:
    age = (now - backlog.untouched_since).total_seconds() if backlog.untouched_since else 0.0
    return {"in_work": float(backlog.count), "queue_age_seconds": max(0.0, age)}


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f}"


def look_at_workers(workers: Workers) -> Finding:
    """Is there a process to read with? A free one is asked; busy ones are bounded by their time limit."""
    measures = {"free": float(workers.free), "count": float(workers.count)}
    if workers.closed:
        return Finding(PartState.BROKEN, "The reading processes were ended.", RESTART, measures)
    if workers.free:
        try:
            workers.call(abs, 1, timeout=PROBE_SECONDS)
        except (DocumentError, OSError, RuntimeError) as error:
            words = f"A reading process does not answer: {error}"
            return Finding(PartState.BROKEN, words, "See whether the machine has memory left, then restart.", measures)
    words = f"{workers.free} of {workers.count} reading processes are free."
    return Finding(PartState.OK, words, measures=measures)
