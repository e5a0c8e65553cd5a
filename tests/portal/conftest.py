"""A portal over real parts: archive, records, door, reading processes and printing; only the workflow is left out.

Documents go through the real steps one after the other, when a test says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from config.settings import Settings, read_settings
from intake.receive import Door, DoorLimits
from intake.webhook import WebhookIntake
from outputs.pdf import Foot, render_pdf
from pipeline.archive import Archive
from pipeline.contained import Workers
from pipeline.database import open_database
from pipeline.errors import Refused
from pipeline.jobs import Arrival, Begins, Job
from pipeline.learned.shelf import Shelf
from pipeline.model import JobOrder, Source
from pipeline.orders import OrderRecord
from pipeline.reading import ReadingLimits, page_image, read
from pipeline.reading.unlock import unlocked
from pipeline.records import Records
from pipeline.retry import RetryPolicy
from pipeline.review.reviewing import Reviews
from pipeline.steps import Parts, Steps
from pipeline.visitors import VisitorArchive
from pipeline.webhooks_out import WebhooksOut
from portal.access.access import Access
from portal.app import create_portal
from portal.company import CompanyFiles, company, understand
from portal.desk import Desk, Limits, Way
from portal.health import Finding, Health, Part, PartState
from portal.hooking import HooksOut
from portal.learned.teaching import Teaching, in_child
from samples.facts import INVOICE
from samples.printed import pdf
from tests.portal.browsing import address, browser, page
from tests.tables import with_tables

__all__ = ["address", "browser", "page"]

MOST = 2**20
"""The portal of the tests takes files of up to 1 MB."""


@pytest.fixture(scope="session")
def invoice() -> bytes:
    """A born-digital invoice with doors and frames."""
    return pdf(INVOICE)


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """One reading process for all tests."""
    workers = Workers(1, ReadingLimits())
    yield workers
    workers.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(data=tmp_path)


@pytest.fixture
def desk(tmp_path: Path, settings: Settings, workers: Workers) -> Iterator[Desk]:
    """What the pages are given; nothing runs until :func:`work_off` is called."""
    records = Records(open_database(with_tables(tmp_path / "sendora.db")))
    archive = VisitorArchive(tmp_path / "archive", records.engine)
    door = Door(archive, records, DoorLimits(MOST, 0), lambda _: None)

    def picture(path: Path, page: int, max_px: int) -> bytes:
        return workers.call(page_image, path, page, max_px, ReadingLimits())

    steps = _steps(records, archive, settings, workers)
    yield Desk(
        records=records,
        archive=archive,
        door=door,
        page_image=picture,
        retry=lambda job_id, actor: records.retry(job_id, "Retried by hand", actor),
        health=Health([Part("database", lambda: Finding(PartState.OK, "SQLite answers."))]),
        access=Access.over(records.engine, loopback=True),
        limits=Limits(upload_bytes=MOST, pages=50),
        ways=(Way(Source.UPLOAD, None), Way(Source.FOLDER, str(tmp_path / "inbox"))),
        version="0",
        webhooks=WebhookIntake(door, (), no_fetch, time.time),
        hooks=HooksOut(WebhooksOut(records.engine, lambda: datetime.now(UTC))),
        teaching=Teaching(
            Shelf(records.engine),
            steps.making,
            CompanyFiles.of(settings),
            in_child(workers.call, CompanyFiles.of(settings)),
        ),
        reviews=Reviews(steps.making, company(CompanyFiles.of(settings)).options, lambda _: None),
        print_draft=steps.print_again,
        unlock=lambda path, password: workers.call(unlocked, path, ReadingLimits(), password),
    )
    records.engine.dispose()


def elsewhere(desk: Desk) -> Desk:
    """The same portal, reached from other machines."""
    return replace(desk, access=replace(desk.access, loopback=False))


def _teaching(steps: Steps, settings: Settings, workers: Workers) -> Teaching:
    files = CompanyFiles.of(settings)
    return Teaching(Shelf(steps.parts.records.engine), steps.making, files, in_child(workers.call, files))


@pytest.fixture
def portal(desk: Desk) -> Litestar:
    return create_portal(desk)


@pytest.fixture
def client(portal: Litestar) -> Iterator[TestClient[Litestar]]:
    """Asks as a program does."""
    with TestClient(portal, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def drop(desk: Desk) -> Callable[..., Job]:
    """Lets a document come in by the folder."""

    def arrive(data: bytes, name: str = "invoice.pdf") -> Job:
        arrival = Arrival(Source.FOLDER, f"{name} {datetime.now(UTC)}", None, name, datetime.now(UTC))
        return desk.door.receive(data, arrival).job

    return arrive


def _steps(records: Records, archive: Archive, settings: Settings, workers: Workers) -> Steps:
    files, shelf = CompanyFiles.of(settings), Shelf(records.engine)

    def render(order: JobOrder, job: Job, record: OrderRecord) -> bytes:
        foot = Foot(f"http://127.0.0.1/jobs/{job.id}", job.sha256, job.engine or "", record.updated_at)
        return render_pdf(order, company(files).options, foot)

    return Steps(
        Parts(
            archive=archive,
            records=records,
            read=lambda job: workers.call(read, archive.path(job.readable_sha256), ReadingLimits()),
            extract=lambda document, groups: workers.call(understand, document, files, groups, shelf.now()),
            build=lambda invoice: company(files).job_order(invoice, shelf.now()),
            render=render,
            destinations=(),
            failed=lambda _: None,
            policy=RetryPolicy(),
            rules=company(files).rules,
        )
    )


@pytest.fixture
def work_off(desk: Desk, settings: Settings, workers: Workers) -> Callable[[], None]:
    """Takes every unfinished job through the real steps."""
    steps = _steps(desk.records, desk.archive, settings, workers)

    def work() -> None:
        for job in desk.records.unfinished():
            _take_through(steps, job)

    return work


def _take_through(steps: Steps, job: Job) -> None:
    try:
        orders = steps.to_print(job.id) if job.begins is Begins.RENDER else _built(steps, job)
        steps.store(job.id, job.run, orders, steps.render(job.id, job.run, orders))
        steps.finish(job.id, job.run, orders)
    except Refused as refused:
        steps.fail(job.id, job.run, refused.code, refused.reason)


def no_fetch(_address: str, _most: int) -> bytes:
    raise AssertionError("nothing is fetched in this test")


def _built(steps: Steps, job: Job) -> list[str]:
    document = steps.begun(job.id) if job.begins is Begins.EXTRACT else steps.read(job.id, job.run)
    return steps.build(job.id, job.run, steps.extract(job.id, job.run, document))
