"""The demo: a few files for everybody, seen by their visitor alone, sent nowhere, and gone in time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx import Client as Browser
from litestar import Litestar
from litestar.testing import TestClient

from pipeline.archive import NotInArchive
from pipeline.jobs import Arrival, Job, JobFilters, JobState
from pipeline.model import Source
from pipeline.visitors import VisitorFiles
from portal.access.access import Access
from portal.access.guards import Requirement, handlers_of
from portal.access.visitors import Demo, Quota, Rules, place
from portal.app import create_portal
from portal.desk import Desk
from portal.visitors import Expiry
from samples.facts import SCAN
from samples.printed import pdf
from tests.portal.accounts import another
from tests.waiting import wait_for

Client = TestClient[Litestar]
PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
OPEN_TO_VISITORS = {
    *("/", "/live/rows", "/live/first-run", "/ws", "/upload"),
    *("/jobs/{job_id:str}", "/live/jobs/{job_id:str}", "/api/jobs/{job_id:str}", "/jobs/{job_id:str}/original"),
    *("/jobs/{job_id:str}/pages/{number:int}", "/orders/{order_id:str}/pages/{number:int}"),
    *("/orders/{order_id:str}/pdf/{name:str}", "/orders/{order_id:str}/job-order.json"),
}
"""What a visitor may ask for; all of it on records that were narrowed to theirs."""


@pytest.fixture
def rules() -> Rules:
    return Rules(files_per_session=3, files_per_hour=4)


@pytest.fixture
def portal(desk: Desk, access: Access, rules: Rules) -> Litestar:
    """The portal in demo mode."""
    return create_portal(replace(desk, access=replace(access, demo=Demo(rules, desk.records.engine))))


@pytest.fixture
def client(portal: Litestar) -> Iterator[Client]:
    with TestClient(portal, base_url="http://sendora.example") as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        client.get("/", headers=PAGE)
        yield client


@pytest.fixture
def other(client: Client) -> Browser:
    """Another visitor."""
    browser = another(client)
    browser.headers["Sec-Fetch-Site"] = "same-origin"
    browser.get("/", headers=PAGE)
    return browser


def send(browser: Client | Browser, content: bytes, name: str = "invoice.pdf") -> dict[str, str]:
    answer = browser.post("/upload", files={"file": (name, content)})
    assert answer.status_code in (200, 201), answer.text
    told: dict[str, str] = answer.json()
    return told


def test_what_is_open_to_visitors_stands_here(portal: Litestar) -> None:
    found = {
        path
        for handler in handlers_of(portal)
        if any(isinstance(guard, Requirement) and guard.visitors for guard in handler.guards or ())
        for path in handler.paths
    }
    assert found == OPEN_TO_VISITORS


def test_nothing_of_a_visitor_is_there_for_another_one(
    client: Client, other: Browser, desk: Desk, invoice: bytes, work_off: Callable[[], None]
) -> None:
    job_id = send(client, invoice, "secret-file.pdf")["id"]
    work_off()
    (order,) = desk.records.orders.of_job(job_id)
    addresses = [
        *(f"/jobs/{job_id}", f"/live/jobs/{job_id}", f"/api/jobs/{job_id}", f"/jobs/{job_id}/original"),
        *(f"/jobs/{job_id}/pages/1", f"/orders/{order.id}/pages/1", f"/orders/{order.id}/job-order.json"),
        f"/orders/{order.id}/pdf/KDI-2611-001.pdf",
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 8
    assert [other.get(address).status_code for address in addresses] == [404] * 8
    for path in ("/", "/live/rows"):
        assert "secret-file" in client.get(path, headers=PAGE).text or "KDI-2611-001" in client.get(path).text
        assert "KDI-2611-001" not in other.get(path, headers=PAGE).text
    assert "data-new" not in other.get("/live/first-run").text


def test_no_event_of_a_visitor_reaches_another_one(client: Client, desk: Desk, invoice: bytes) -> None:
    theirs = desk.door.narrowed(desk.records.narrowed("somebody else"), 2**20)
    arrival = Arrival(Source.UPLOAD, "theirs", None, "scan.pdf", datetime.now(UTC))
    with client.websocket_connect("/ws?after=0") as socket:
        mine = send(client, invoice)["id"]
        theirs.receive(pdf(SCAN), arrival)
        desk.records.add_event(mine, JobState.READING, "Reading its pages")
        told = [socket.receive_json(timeout=10) for _ in range(2)]
    assert {event["job"] for event in told} == {mine}


def test_the_same_invoice_of_two_visitors_is_two_jobs(
    client: Client, other: Browser, desk: Desk, invoice: bytes, work_off: Callable[[], None]
) -> None:
    mine, theirs = send(client, invoice), send(other, invoice)
    assert mine["id"] != theirs["id"]
    work_off()
    for told in (mine, theirs):
        (order,) = desk.records.orders.of_job(told["id"])
        assert (order.letter, order.replaces) == ("A", None)


def test_a_visitor_changes_nothing_and_sees_nothing_of_the_company(
    client: Client, drop: Callable[..., Job], invoice: bytes, work_off: Callable[[], None]
) -> None:
    job = drop(invoice)
    work_off()
    assert client.get(f"/jobs/{job.id}").status_code == 404
    mine = send(client, invoice)["id"]
    assert mine != job.id
    for path in ("/status", "/numbers", "/access", "/jobs.zip", "/api/stats"):
        assert client.get(path).status_code == 403, path
    assert client.post(f"/jobs/{mine}/retry").status_code == 403
    assert "Retry" not in client.get(f"/jobs/{mine}", headers=PAGE).text


def test_the_files_of_a_session_and_of_an_address_are_counted_and_the_answer_is_honest(
    client: Client, other: Browser, invoice: bytes
) -> None:
    for number in range(3):
        send(client, invoice + b"%" * number)
    fourth = client.post("/upload", files={"file": ("invoice.pdf", invoice)})
    assert (fourth.status_code, fourth.json()["code"]) == (429, "too_many")
    assert fourth.headers["x-rate-limited"] == "true"
    assert 0 < int(fourth.headers["retry-after"]) <= 24 * 3600
    assert "may upload 3 files" in fourth.json()["detail"]
    send(other, invoice)
    of_address = other.post("/upload", files={"file": ("invoice.pdf", invoice)})
    assert (of_address.status_code, int(of_address.headers["retry-after"]) <= 3600) == (429, True)
    assert "from one address" in of_address.json()["detail"]


def test_several_files_at_once_count_as_several(client: Client, invoice: bytes) -> None:
    files = [("file", (f"{n}.pdf", invoice + b"%" * n)) for n in range(4)]
    assert client.post("/upload", files=files).status_code == 429
    assert client.post("/upload", files=files[:3]).status_code == 207


def test_every_answer_says_that_it_is_a_demo(client: Client) -> None:
    for path in ("/", "/demo-info", "/nowhere", "/health/live", "/static/x/y"):
        headers = client.get(path).headers
        told = [headers["x-demo-mode"], headers["x-rate-limited"], headers["x-max-file-size"]]
        assert told == ["true", "false", str(10 * 2**20)], path


def test_the_rules_are_there_for_programs(client: Client, desk: Desk, invoice: bytes) -> None:
    send(client, invoice)
    info = client.get("/demo-info").json()
    assert (info["files_left"], info["files_per_session"], info["deleted_after_minutes"]) == (2, 3, 120)
    assert info["accuracy"] is None
    with TestClient(create_portal(desk), base_url="http://127.0.0.1") as plain:
        assert plain.get("/demo-info").status_code == 404
        assert "x-demo-mode" not in plain.get("/").headers


def test_the_first_page_explains_itself(client: Client, other: Browser, invoice: bytes) -> None:
    page = other.get("/", headers=PAGE).text
    for words in ("in seconds", "Deleted after 2 hours", "Seen by you alone", "3 files, 1 MB", "demo-order.webp"):
        assert words in page, words
    assert "read right" not in page
    send(client, invoice)
    assert "You may send 2 more." in client.get("/", headers=PAGE).text


def test_staff_sign_in_beside_the_visitors(client: Client, access: Access, invoice: bytes) -> None:
    send(client, invoice)
    user = access.users.named("admin")
    assert user is not None
    staff = another(client)
    staff.cookies.set("sendora", access.sessions.begin(user.id, "office", access.now()))
    assert staff.get("/status").status_code == 200
    assert "invoice.pdf" in staff.get("/", headers=PAGE).text


def test_a_wrong_token_is_nobody_in_the_demo_too(client: Client) -> None:
    assert client.get("/api/jobs/any", headers={"Authorization": "Bearer sendora_wrong"}).status_code == 401


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unknown", "unknown"),
    ],
)
def test_a_household_is_one_address(address: str, counted: str) -> None:
    assert place(address) == counted


def test_a_refused_upload_is_not_counted_twice(desk: Desk) -> None:
    quota = Quota(Rules(files_per_session=2, files_per_hour=10), desk.records.engine)
    assert quota.admit("a", "203.0.113.9", 3) is not None
    assert quota.left("a", "203.0.113.9") == 2


# -- deletion ---------------------------------------------------------------------------------------------------


KEEP = timedelta(hours=2)


def files(desk: Desk) -> VisitorFiles:
    return VisitorFiles(desk.records.engine, desk.archive)


def blobs(desk: Desk) -> set[Path]:
    """Everything in the archive, made old: as if nobody had touched it for a while."""
    desk.archive.empty_trays()
    found = {path for path in desk.archive.folder.rglob("*") if path.is_file()}
    for path in found:
        os.utime(path, (0, 0))
    return found


def later(**time: float) -> datetime:
    """The moment up to which files have come, so much later."""
    return datetime.now(UTC) + timedelta(**time)


def test_a_visitors_file_and_all_that_was_made_of_it_is_deleted_in_time(
    client: Client, desk: Desk, invoice: bytes, work_off: Callable[[], None]
) -> None:
    job_id = send(client, invoice)["id"]
    work_off()
    assert len(blobs(desk)) >= 5  # the file, what was read, what was found, the job order, its PDF
    assert files(desk).expire(later(hours=-1)) == ()
    assert client.get(f"/jobs/{job_id}").status_code == 200
    assert files(desk).expire(later(seconds=1)) == (job_id,)
    assert client.get(f"/jobs/{job_id}").status_code == 404
    assert blobs(desk) == set()
    assert desk.records.events(job_id) == ()
    assert desk.records.orders.of_job(job_id) == ()


def test_bytes_that_the_company_has_too_stay_and_so_do_its_own(
    client: Client, desk: Desk, drop: Callable[..., Job], invoice: bytes, work_off: Callable[[], None]
) -> None:
    ours = drop(invoice)
    work_off()
    before = blobs(desk)
    send(client, invoice)
    send(client, pdf(SCAN), "scan.pdf")
    work_off()
    blobs(desk)
    files(desk).expire(later(seconds=1))
    assert blobs(desk) == before
    assert desk.archive.get(ours.sha256) == invoice
    assert desk.records.list_jobs(JobFilters()).jobs[0].id == ours.id


def test_bytes_that_somebody_brings_at_this_very_moment_are_not_lost(
    client: Client, desk: Desk, drop: Callable[..., Job], invoice: bytes
) -> None:
    """Kept already, not recorded yet: the moment in which they would be lost."""
    send(client, invoice)
    blobs(desk)
    digest = desk.archive.put(invoice)  # the door keeps the company's file first …
    files(desk).expire(later(seconds=1))
    job = drop(invoice)  # … and records it then
    assert (job.sha256, desk.archive.get(digest)) == (digest, invoice)


def test_what_could_not_be_deleted_yet_is_deleted_later(client: Client, desk: Desk, invoice: bytes) -> None:
    send(client, invoice)
    digest = desk.archive.put(invoice)  # touched just now
    assert len(files(desk).expire(later(seconds=1))) == 1
    assert desk.archive.get(digest) == invoice
    blobs(desk)
    files(desk).expire(later(seconds=1))
    with pytest.raises(NotInArchive):
        desk.archive.get(digest)


def test_a_job_that_is_deleted_while_it_is_worked_on_leaves_nothing(
    client: Client, desk: Desk, invoice: bytes, work_off: Callable[[], None]
) -> None:
    job_id = send(client, invoice)["id"]
    with desk.archive.keeping_for("its owner"):
        desk.archive.put(b"what a step made of it")
    blobs(desk)
    files(desk).expire(later(seconds=1))
    work_off()
    assert desk.records.job(job_id) is None
    assert blobs(desk) == set()


def test_the_thread_deletes_and_has_the_engine_forget(client: Client, desk: Desk, invoice: bytes) -> None:
    job_id = send(client, invoice)["id"]
    blobs(desk)
    forgotten: list[str] = []
    expiry = Expiry(
        files(desk),
        forgotten.append,
        Quota(Rules(), desk.records.engine),
        timedelta(0),
        often=timedelta(milliseconds=20),
    )
    expiry.start()
    wait_for(lambda: forgotten == [job_id], 10)
    expiry.stop()
    assert not expiry.alive
    assert expiry.looked_at is not None
