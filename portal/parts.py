"""The parts of the service as the health page asks them: each looks at something real and answers in a sentence.

The names are keys: people read them as the templates translate them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from config.settings import Settings
from intake.folder import FolderIntake
from intake.mailbox import ALERT_AFTER, Mailbox
from intake.receive import Door
from intake.usable import check_folder
from outputs.outbox import Outbox
from pipeline.contained import Workers
from pipeline.workflow import Workflow
from portal.checking import LOOKS
from portal.health import Finding, Part, PartState
from portal.machine import look_at_machine
from portal.mailing import Mailing
from portal.running import STALE, look_at_database, look_at_workers, look_at_workflow
from portal.wording import clock, exact, sentence

LOW_ON_ROOM = 4
"""From so many times the room at which intake pauses on, a person is told."""
SELDOM = 45.0
"""Seconds between two looks that start a program: what has stopped is told within a minute."""
LATE = timedelta(seconds=180)
"""A mailbox that was not searched for so long does not work, whatever it says."""
HELD_FOR = timedelta(days=3)
"""So long what failed or waits for a person is shown."""
CURE_LOGIN = "Check user name and password of the mailbox; with OAuth log in again. It is tried again by itself."
CURE_MAIL = "It is tried again by itself. If it stays, check the mail server, its name and port, and the network."
CURE_HELD = "Let them in or set them aside under Held mails."
CURE_SENDING = "Check the mail server for sending, its login, and the address of the recipient."


def service_parts(
    settings: Settings, door: Door, folders: Sequence[FolderIntake], workflow: Workflow, workers: Workers
) -> list[Part]:
    """Every part that a running service has, in the order of a document's way."""
    return [
        *_folder_parts(folders),
        Part(
            "archive", lambda: look_at_archive(door), measure=lambda: {"free_bytes": float(door.archive.free_bytes())}
        ),
        Part("database", lambda: look_at_database(door.records)),
        Part("workflow", lambda: look_at_workflow(workflow, workers)),
        Part("workers", lambda: look_at_workers(workers), every=20),
        Part("engine", _installed("reading", settings), every=SELDOM),
        Part("renderer", _installed("printing", settings, "Prints with {}"), every=SELDOM),
        Part("fonts", _installed("fonts", settings), every=SELDOM),
        Part("machine", look_at_machine),
    ]


def _folder_parts(folders: Sequence[FolderIntake]) -> list[Part]:
    """The first is "folder", further ones carry their names."""
    names = ["folder", *(f"folder {folder.options.name}" for folder in folders[1:])]
    return [
        Part(name, partial(look_at_folder, folder), measure=partial(_folder_measures, folder))
        for name, folder in zip(names, folders, strict=True)
    ]


def _folder_measures(folder: FolderIntake) -> dict[str, float]:
    scan = folder.last_scan
    return {
        "files_waiting": float(len(folder.settling.waiting)),
        "files_in_trouble": float(len(folder.troubles.all())),
        "scan_age_seconds": (datetime.now(UTC) - scan).total_seconds() if scan else 0.0,
    }


def look_at_folder(folder: FolderIntake) -> Finding:
    """Is the folder looked through, and does any file in it give trouble?"""
    inbox, troubles = folder.options.inbox, folder.troubles.all()
    if not folder.alive:
        return Finding(PartState.BROKEN, f"{inbox} is not looked at any more.", "Restart the service.")
    for place in (inbox, *folder.custody.shelves.folders):
        if problem := check_folder(place):
            sentence, _, cure = problem.partition(". ")
            return Finding(PartState.BROKEN, f"{sentence}.", cure)
    if troubles:
        wait = folder.troubles.seconds_until(troubles[0])
        tried = f"Tried {_times(troubles[0].tries)}, again in {wait:.0f} s."
        words = f"{_files(len(troubles))} in trouble. {troubles[0].words} {tried}"
        return Finding(PartState.ATTENTION, words, "The first one says what to do; it goes on by itself.")
    if folder.last_scan and datetime.now(UTC) - folder.last_scan > STALE:
        return Finding(PartState.BROKEN, f"{inbox} is not looked at any more.", "Restart the service.")
    if left := folder.claims.left_by_others():
        words = f"{_files(len(left))} claimed by a service that is gone: {left[0]}."
        return Finding(PartState.ATTENTION, words, f"Move them back into {inbox} when no other service uses it.")
    return Finding(PartState.OK, f"{inbox} is watched ({how_watched(folder)}){_held(folder)}.")


def how_watched(folder: FolderIntake) -> str:
    """By events, or only by looking through it, and why."""
    often = f"looked through every {folder.options.rescan_seconds:g} s"
    if folder.watching.events:
        return f"by events, and {often}"
    return f"{often}: {folder.watching.reason}"


def _held(folder: FolderIntake) -> str:
    held = len(folder.settling.waiting)
    return f"; {_files(held)} still being written" if held else ""


def _files(count: int) -> str:
    return "1 file is" if count == 1 else f"{count} files are"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def mail_parts(mail: Mailing) -> list[Part]:
    """A part for each mailbox and one for the mails that leave; none when nothing is set up."""
    boxes = [
        Part(
            f"mailbox {box.options.account} {box.options.folder}",
            partial(look_at_mailbox, box),
            measure=partial(_mailbox_measures, box),
        )
        for box in mail.mailboxes
    ]
    if mail.outbox is None:
        return boxes
    return [
        *boxes,
        Part("outbox", partial(look_at_outbox, mail.outbox), measure=partial(_outbox_measures, mail.outbox)),
    ]


def _mailbox_measures(box: Mailbox) -> dict[str, float]:
    now = datetime.now(UTC)
    counts = box.ledger.counts(box.options.account, box.options.folder, now - HELD_FOR)
    return {
        "connected": float(box.status.connected),
        "messages_in_work": float(counts.backlog),
        "messages_held": float(counts.held),
        "search_age_seconds": (now - (box.status.last_search or box.status.since)).total_seconds(),
        "logins_refused": float(box.status.login_refused),
    } | ({"message_age_seconds": (now - counts.last_message).total_seconds()} if counts.last_message else {})


def _outbox_measures(outbox: Outbox) -> dict[str, float]:
    counts = outbox.mails.counts(datetime.now(UTC) - HELD_FOR)
    return {"mails_waiting": float(counts.waiting), "mails_given_up": float(counts.failed)}


def look_at_mailbox(box: Mailbox) -> Finding:
    """Is it connected and searched, does anything wait in it, and what went wrong last?"""
    status, now = box.status, datetime.now(UTC)
    counts = box.ledger.counts(box.options.account, box.options.folder, now - HELD_FOR)
    searched = f"searched at {clock(status.last_search)}" if status.last_search else "not searched yet"
    last = f"last message at {exact(counts.last_message)}" if counts.last_message else "no message yet"
    facts = f"{searched}, {last}, {counts.backlog} in work"
    late = now - (status.last_search or status.since)
    if status.login_refused >= ALERT_AFTER:
        return Finding(PartState.BROKEN, f"The login is refused: {status.error}.".replace("..", "."), CURE_LOGIN)
    if not box.alive or late > LATE:
        return Finding(PartState.BROKEN, f"No mail comes in ({status.words}; {facts}). {status.error or ''}", CURE_MAIL)
    if not status.connected and status.error:
        return Finding(PartState.ATTENTION, f"{sentence(status.words)} ({facts}). {status.error}", CURE_MAIL)
    if status.error_at and now - status.error_at < STALE:
        return Finding(PartState.ATTENTION, f"{sentence(status.words)}; {facts}. {status.error}", CURE_MAIL)
    if counts.held:
        words = f"{counts.held} kept but not worked on in the last days: nobody who may send. {sentence(facts)}."
        return Finding(PartState.ATTENTION, words, CURE_HELD)
    return Finding(PartState.OK, f"{sentence(status.words)}; {facts}.")


def look_at_outbox(outbox: Outbox) -> Finding:
    """Do mails leave?"""
    counts = outbox.mails.counts(datetime.now(UTC) - HELD_FOR)
    if not outbox.alive:
        return Finding(PartState.BROKEN, "No mail is sent any more.", "Restart the service.")
    if counts.failed:
        return Finding(PartState.ATTENTION, f"{counts.failed} not sent in the last days. {counts.error}", CURE_SENDING)
    if counts.error:
        return Finding(PartState.ATTENTION, f"{counts.waiting} wait to be sent. {counts.error}", CURE_SENDING)
    return Finding(PartState.OK, f"{counts.waiting} wait to be sent.")


def look_at_archive(door: Door) -> Finding:
    """Is there room?"""
    free = door.archive.free_bytes()
    words = f"{free / 1e9:.1f} GB are free where documents are kept."
    cure = f"Free some space where {door.archive.folder} lies."
    if reason := door.paused():
        return Finding(PartState.BROKEN, reason, cure)
    if free < LOW_ON_ROOM * door.limits.min_free_bytes:
        return Finding(PartState.ATTENTION, f"Only {words[0].lower()}{words[1:]}", cure)
    return Finding(PartState.OK, words)


def _installed(name: str, settings: Settings, when_ok: str = "{}") -> Callable[[], Finding]:
    """What ``sendora check`` says under this name."""

    def look() -> Finding:
        problem, words = LOOKS[name](settings)
        sentence, _, cure = words.partition(": ") if problem else (when_ok.format(words), "", "")
        what = f"Install it: {cure}" if cure.startswith("sudo ") else _sentence(cure)
        return Finding(PartState.BROKEN if problem else PartState.OK, _sentence(sentence), what)

    return look


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].rstrip('.')}." if words else ""
