"""Plugs the service together: the only place that turns settings into parts."""

from __future__ import annotations

import fcntl
import socket
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import IO

from config.inboxes import Inbox
from config.settings import Settings
from intake.claims import Origin
from intake.folder import FolderIntake, FolderOptions
from intake.mounts import place_for_shelves
from intake.receive import Door, DoorLimits
from intake.shelves import Shelves
from outputs.data import render_json
from outputs.files import FilesDestination
from outputs.pdf import Foot, render_pdf
from pipeline.archive import Archive
from pipeline.contained import Workers
from pipeline.database import open_database
from pipeline.delivery import Destination, Finished
from pipeline.documentai.asking import Request
from pipeline.errors import Temporary
from pipeline.identity import new_id
from pipeline.jobs import Arrival, Job
from pipeline.learned.shelf import Shelf
from pipeline.model import Document, Invoice, JobOrder, Source
from pipeline.orders import OrderRecord
from pipeline.owners import COMPANY
from pipeline.reading import page_image
from pipeline.reading.printed_text import SECONDS, shows
from pipeline.reading.unlock import unlocked
from pipeline.records import Records
from pipeline.retry import RetryPolicy
from pipeline.review.reviewing import Reviews
from pipeline.spending import Asker
from pipeline.steps import Groups, Parts, Steps
from pipeline.visitors import VisitorArchive, VisitorFiles
from pipeline.workflow import EngineOptions, Workflow
from portal.access.access import Access
from portal.access.first import listens_here_alone
from portal.access.sessions import Lifetime
from portal.backups import backup_parts
from portal.company import CompanyFiles, company, understand
from portal.company_login import company_login
from portal.desk import Desk, Limits, Way
from portal.documentai import documentai_parts
from portal.health import Health
from portal.hooking import HooksOut, announcer, hook_parts, hooks_out, webhook_branch, webhook_intake
from portal.languages import Language
from portal.learned.teaching import Teaching, in_child
from portal.limits import reading_limits
from portal.mailing import Mailing, held_mails, mailing, sending
from portal.parts import mail_parts, service_parts
from portal.reading import Reading, reading, usage_of
from portal.visitors import Expiry, demo, expiry

DISTRIBUTION = "sendora-joborders"


class AlreadyRunning(Exception):
    """Another service works on the same data folder. ``str(error)`` says what to do."""


@dataclass(frozen=True)
class Service:
    """The running service. ``desk`` is what the portal's pages see of it."""

    settings: Settings
    records: Records
    archive: Archive
    door: Door
    workers: Workers
    workflow: Workflow
    folders: tuple[FolderIntake, ...]
    mailing: Mailing
    hooks: HooksOut
    visitors: Expiry
    health: Health
    desk: Desk
    lock: IO[str]

    def start(self) -> None:
        """Take up what was left, then what comes."""
        self.archive.clear_unfinished()
        self.workers.start()
        self.workflow.start()
        for folder in self.folders:
            folder.start()
        self.mailing.start()
        self.hooks.start()
        self.visitors.start()

    def stop(self) -> None:
        """Take in nothing more and stop; what is in work goes on at the next start."""
        for folder in self.folders:
            folder.stop()
        self.mailing.stop()
        self.hooks.stop()
        self.visitors.stop()
        self.workflow.stop()
        self.records.engine.dispose()
        self.lock.close()


def workflow_url(settings: Settings) -> str:
    """Where the engine keeps which steps are done."""
    return settings.database_url or f"sqlite:///{settings.data.resolve() / 'workflow.db'}"


def open_service(settings: Settings) -> Service:
    """Everything plugged together, not started yet.

    Raises :class:`AlreadyRunning`, :class:`~pipeline.database.DatabaseUnsafe`, and :class:`OSError` or
    :class:`ValueError` for the company's files.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    lock = _locked(settings.data)
    company(CompanyFiles.of(settings))
    records = Records(open_database(settings.records_url), announces=announcer(settings))
    archive = VisitorArchive(settings.data / "archive", records.engine)
    workers = Workers(settings.workers, reading_limits(settings), secrets=settings.secret_files)
    shelves = Shelves(settings.data, _job_address(settings))
    leaving = sending(settings, records, archive, _executor_id(settings.data))
    reader = reading(settings, workers, records.engine, leaving.tell)
    steps = Steps(_parts(settings, records, archive, reader, shelves, leaving.destinations))
    workflow = Workflow(steps, _engine_options(settings))
    told = hooks_out(settings, records, workflow, leaving.tell)
    limits = DoorLimits(settings.max_file_mb * 2**20, settings.min_free_mb * 10**6)
    door = Door(archive, records, limits, workflow.enqueue_soon, workflow.rush)
    folders = tuple(_folder(settings, inbox, door) for inbox in settings.watched)
    mail = mailing(settings, door, leaving, partial(workers.call, shows, timeout=SECONDS))
    parts = [*service_parts(settings, door, folders, workflow, workers), *mail_parts(mail), *hook_parts(told)]
    health = Health([*parts, *documentai_parts(settings, reader), *backup_parts(settings)])
    desk = replace(_desk(settings, door, workflow, workers, health, told), held_mails=held_mails(mail, records))
    visitors = expiry(desk.access.demo, VisitorFiles(records.engine, archive), workflow.forget)
    running = folders, mail, told, visitors
    return Service(settings, records, archive, door, workers, workflow, *running, health, desk, lock)


def _job_address(settings: Settings) -> str:
    return f"{settings.portal_address}/jobs/{{id}}"


def _folder(settings: Settings, inbox: Inbox, door: Door) -> FolderIntake:
    shelves = Shelves(inbox.shelves or place_for_shelves(inbox.folder), _job_address(settings))
    options = FolderOptions(
        inbox=inbox.folder,
        rescan_seconds=inbox.rescan_seconds,
        events={"auto": None, "events": True, "polling": False}[inbox.watch],
        name=inbox.name,
        installation=_executor_id(settings.data),
        sender=inbox.sender,
        beside_original=inbox.beside_original,
    )
    return FolderIntake(door, shelves, options)


def _locked(data: Path) -> IO[str]:
    """The data folder's lock, held until the process ends: two services would do each other's work twice."""
    lock = (data / ".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise AlreadyRunning(
            f"A service works on {data} already. Stop it, or name another folder: --data DIR"
        ) from None
    return lock


def _parts(  # noqa: PLR0913, PLR0917 - what the steps are done with
    settings: Settings,
    records: Records,
    archive: Archive,
    reader: Reading,
    shelves: Shelves,
    mailed: tuple[Destination, ...],
) -> Parts:
    files = CompanyFiles.of(settings)

    def read_job(job: Job) -> Document:
        asker = Asker.VISITOR if job.owner else Asker.STAFF
        return reader.read(Request(archive.path(job.readable_sha256), asker, job.id))

    shelf = Shelf(records.engine)

    def extract(document: Document, groups: Groups | None) -> tuple[Invoice, ...]:
        return reader.workers.call(understand, document, files, groups, shelf.now())

    def build(invoice: Invoice) -> JobOrder:
        return company(files).job_order(invoice, shelf.now())

    def failed(job: Job) -> None:
        if all(arrival.source is not Source.FOLDER for arrival in records.arrivals(job.id)):
            shelves.put_refused(archive.get(job.sha256), job)

    return Parts(
        archive=archive,
        records=records,
        read=read_job,
        extract=extract,
        build=build,
        render=partial(_render, settings, records),
        destinations=(FilesDestination(settings.data / "outputs", _as_json), *mailed),
        failed=failed,
        policy=RetryPolicy(),
        rules=company(files).rules,
        expected_customer=lambda job: _expected_customer(settings, records.arrivals(job.id)[0]),
    )


def _render(settings: Settings, records: Records, order: JobOrder, job: Job, record: OrderRecord) -> bytes:
    foot = Foot(f"{settings.portal_address}/jobs/{job.id}", job.sha256, job.engine or "", record.updated_at)
    options = company(CompanyFiles.of(settings)).options
    if branch := _branch(settings, records.arrivals(job.id)[0]):
        options = replace(options, branch=branch.upper())
    return render_pdf(order, options, foot, demo=job.owner != COMPANY, templates=settings.templates)


def _branch(settings: Settings, first: Arrival) -> str | None:
    """The branch that the inbox, its subfolder or the webhook's source stands for; None is the form's own."""
    if first.source is Source.WEBHOOK:
        return webhook_branch(settings, first)
    if first.source is not Source.FOLDER:
        return None
    inbox, subfolder = _dropped_in(settings, first)
    return inbox.branch_of(subfolder) if inbox else None


def _expected_customer(settings: Settings, first: Arrival) -> str | None:
    """Whose document it should be by the inbox or its subfolder; None when they do not say."""
    if first.source is not Source.FOLDER:
        return None
    inbox, subfolder = _dropped_in(settings, first)
    return inbox.customer_of(subfolder) if inbox else None


def _dropped_in(settings: Settings, arrival: Arrival) -> tuple[Inbox | None, str]:
    origin = Origin.of(arrival.origin)
    return next((inbox for inbox in settings.watched if inbox.name == origin.inbox), None), origin.subfolder


def _as_json(finished: Finished) -> bytes:
    return render_json(finished.job_order)


def _engine_options(settings: Settings) -> EngineOptions:
    return EngineOptions(workflow_url(settings), _executor_id(settings.data), settings.workers)


def _executor_id(data: Path) -> str:
    """This installation's name for the engine: made once, the same after every restart, no other's."""
    file = data / "executor-id"
    if not file.exists():
        file.write_text(f"{socket.gethostname()}-{new_id()}")
    return file.read_text().strip()


def _access(settings: Settings, records: Records) -> Access:
    return Access.over(
        records.engine,
        loopback=listens_here_alone(settings),
        https=settings.public_address.startswith("https:"),
        lifetime=Lifetime(timedelta(hours=settings.access.idle_hours), timedelta(days=settings.access.session_days)),
        demo=demo(settings.demo, records.engine),
        oidc=company_login(settings, records.engine),
    )


def _handed(workflow: Workflow, job: Job) -> None:
    """Hand a run over that is recorded already: a workflow that does not run takes it up at its next sweep."""
    with suppress(Temporary):
        workflow.enqueue(job)


def _desk(  # noqa: PLR0913, PLR0917 - what the pages see of the service
    settings: Settings, door: Door, workflow: Workflow, workers: Workers, health: Health, told: HooksOut
) -> Desk:
    limits = reading_limits(settings)

    def picture(path: Path, page: int, max_px: int) -> bytes:
        return workers.call(page_image, path, page, max_px, limits)

    def retry(job_id: str, actor: str) -> Job:
        job = door.records.retry(job_id, "Retried by hand", actor)
        workflow.enqueue(job)
        return job

    return Desk(
        records=door.records,
        archive=door.archive,
        door=door,
        page_image=picture,
        retry=retry,
        health=health,
        access=_access(settings, door.records),
        limits=Limits(upload_bytes=door.limits.max_bytes, pages=settings.max_pages),
        ways=(
            Way(Source.UPLOAD, None),
            *(Way(Source.WEBHOOK, f"{settings.portal_address}/webhooks/{hook.name}") for hook in settings.webhooks),
            *(Way(Source.FOLDER, str(inbox.folder.resolve())) for inbox in settings.watched),
        ),
        version=version(DISTRIBUTION),
        webhooks=webhook_intake(settings, door),
        hooks=told,
        teaching=Teaching(
            Shelf(door.records.engine),
            workflow.steps.making,
            CompanyFiles.of(settings),
            in_child(workers.call, CompanyFiles.of(settings)),
        ),
        reviews=Reviews(
            workflow.steps.making,
            company(CompanyFiles.of(settings)).options,
            partial(_handed, workflow),
            workflow.steps.parts.failed,
        ),
        print_draft=workflow.steps.print_again,
        usage=usage_of(settings, door.records.engine),
        unlock=lambda path, password: workers.call(unlocked, path, limits, password),
        language=None if settings.language == "auto" else Language(settings.language),
        address=settings.portal_address,
    )
