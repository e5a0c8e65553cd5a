"""The parts of the service as the health page asks them: each looks at something real and answers in a sentence."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from intake.folder import FolderIntake, check_folder
from intake.receive import Door
from pipeline.database import reading
from pipeline.records import Records
from pipeline.workflow import Workflow
from portal.health import Finding, Part, PartState

STALE = timedelta(seconds=60)
"""A part that works regularly and was silent for so long has stopped."""


def service_parts(door: Door, folder: FolderIntake, workflow: Workflow) -> list[Part]:
    """Every part that a running service has."""
    return [
        Part("Watched folder", lambda: look_at_folder(folder)),
        Part("Intake", lambda: look_at_door(door)),
        Part("Workflow", lambda: look_at_workflow(workflow)),
        Part("Database", lambda: look_at_database(door.records)),
        Part("Printing", look_at_printing, every=60),
    ]


def look_at_folder(folder: FolderIntake) -> Finding:
    """Is the folder looked through, and does any file in it give trouble?"""
    inbox = folder.options.inbox
    if not folder.alive or (folder.last_scan and datetime.now(UTC) - folder.last_scan > STALE):
        return Finding(PartState.BROKEN, f"{inbox} is not looked at any more.", "Restart the service.")
    if folder.troubles:
        first = next(iter(folder.troubles.values()))
        cure = check_folder(inbox) or "Close the file where it is open, or correct its rights."
        return Finding(PartState.ATTENTION, f"{len(folder.troubles)} in trouble. {first.words}", cure)
    return Finding(PartState.OK, f"{inbox} is watched ({folder.mode}).")


def look_at_door(door: Door) -> Finding:
    """Is there room?"""
    if reason := door.paused():
        return Finding(PartState.BROKEN, reason, f"Free some space where {door.archive.folder} lies.")
    return Finding(PartState.OK, f"Open; {door.archive.free_bytes() / 1e9:.1f} GB are free.")


def look_at_workflow(workflow: Workflow) -> Finding:
    """Does it run, and does anything wait for long?"""
    if not workflow.running:
        return Finding(PartState.BROKEN, "The workflow does not run: documents wait.", "Restart the service.")
    unfinished = workflow.records.unfinished()
    if not unfinished:
        return Finding(PartState.OK, "Running; nothing waits.")
    oldest = datetime.now(UTC) - min(job.updated_at for job in unfinished)
    words = f"{len(unfinished)} in work; the oldest has not moved for {oldest.total_seconds():.0f} s."
    if oldest > 10 * STALE:
        return Finding(PartState.ATTENTION, words, "More is coming in than is worked on: raise the setting workers.")
    return Finding(PartState.OK, words)


def look_at_database(records: Records) -> Finding:
    """Does it answer?"""
    with reading(records.engine) as connection:
        connection.execute(sa.text("SELECT 1 FROM jobs LIMIT 1"))
    return Finding(PartState.OK, f"{records.engine.dialect.name} answers.")


def look_at_printing() -> Finding:
    """Is the printing program there?"""
    if shutil.which("wkhtmltopdf"):
        return Finding(PartState.OK, "wkhtmltopdf is installed.")
    return Finding(PartState.BROKEN, "wkhtmltopdf is missing: nothing can be printed.", "sudo apt install wkhtmltopdf")
