"""The real service behind a real nginx, with the configuration that it writes for it."""

from __future__ import annotations

import json
import re
import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect, sync_playwright
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from config.settings import read_settings
from pipeline.database import open_engine
from pipeline.jobs import JobState
from portal.access.access import Access
from portal.access.caller import Role, Scope
from portal.access.cookies import SECURE
from tests.journeys.conftest import an_invoice, gated_printing
from tests.journeys.running import RunningService
from tests.portal.browsing import QUIET
from tests.reverse_proxy import ReverseProxy, reverse_proxy
from tests.waiting import wait_for

MEGABYTE = 2**20
SOON = 5.0
"""Seconds after the network is back in which a page tells the truth again, without being loaded anew."""


@dataclass
class Behind:
    """A service, the proxy in front of it, and who may get in."""

    service: RunningService
    proxy: ReverseProxy
    token: str
    session: str
    gate: Path

    @property
    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.proxy.certificate)

    @contextmanager
    def asking(self, sender: str = "127.0.0.1", token: str | None = None) -> Iterator[httpx.Client]:
        """A program at the address ``sender``; with a token it is one that we know."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx.HTTPTransport(verify=self.trusting, local_address=sender)
        with httpx.Client(transport=transport, base_url=self.proxy.address, headers=headers, timeout=30) as client:
            yield client

    def until_idle(self) -> None:
        """What the tests before sent has come to its end: its events, and its place in the queue, are not ours."""
        wait_for(lambda: not self.service.records.unfinished())

    def following(self, after: int) -> ClientConnection:
        """The events after one that was seen, as a page follows them."""
        address = self.proxy.address.replace("https", "wss") + f"/ws?after={after}"
        sender = {"Authorization": f"Bearer {self.token}"}
        return connect(address, ssl=self.trusting, additional_headers=sender, open_timeout=30)  # as a request may take


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """One service for all tests here; its printing waits while the gate file is missing."""
    folder = tmp_path_factory.mktemp("behind")
    gate = folder / "open"
    gate.touch()
    given = {"SENDORA_MAX_FILE_MB": "1", "SENDORA_ACCESS__TRUSTED_PROXIES": '["127.0.0.1"]'}
    service = RunningService(folder / "data", PATH=gated_printing(folder / "bin", gate), **given)
    engine = open_engine(f"sqlite:///{service.data / 'sendora.db'}")
    try:
        access, now = Access.over(engine, loopback=False), datetime.now(UTC)
        _, token = access.tokens.make("test", [Scope.SUBMIT, Scope.READ], "a test", now)
        user = access.users.add("frontdesk", Role.ADMIN, now)
        session = access.sessions.begin(user.id, "127.0.0.1", now)
        settings, upstream = read_settings(max_file_mb=1), urlsplit(service.address).netloc
        rates = {"uploads_per_minute": 1, "uploads_burst": 2, "api_per_minute": 1, "api_burst": 3}
        with reverse_proxy(folder / "nginx", settings, upstream, **rates) as proxy:
            yield Behind(service, proxy, token, session, gate)
    finally:
        engine.dispose()
        service.end()


def padded(number: str, size: int) -> bytes:
    """An invoice of exactly so many bytes: a PDF may go on with comments."""
    document = an_invoice(number)
    return document + b"\n%" + b"x" * (size - len(document) - 2)


def upload(client: httpx.Client, data: bytes) -> httpx.Response:
    return client.post("/upload", files={"file": ("invoice.pdf", data, "application/pdf")})


def test_a_byte_below_the_limit_is_taken_and_a_byte_above_is_answered_by_the_service(behind: Behind) -> None:
    with behind.asking(token=behind.token) as client:
        taken = upload(client, padded("KDI-2611-100", MEGABYTE - 1))
        above = upload(client, padded("KDI-2611-101", MEGABYTE + 1))
        far_above = upload(client, b"x" * (MEGABYTE * 5 // 4))
    assert taken.status_code == 201
    assert above.headers["content-type"] == far_above.headers["content-type"] == "application/problem+json"
    assert above.json()["instance"] == "/upload"
    assert "at most 1 MB are taken" in above.json()["detail"]
    assert (far_above.status_code, far_above.json()["code"]) == (413, "too_large")
    assert "instance" not in far_above.json()  # nginx itself


def test_a_stranger_who_uploads_too_often_is_told_when_to_come_back_and_nobody_else_is_held_up(behind: Behind) -> None:
    with behind.asking("127.0.0.21") as stranger:
        answers = [upload(stranger, b"%PDF-1.4") for _ in range(6)]
        healthy = {stranger.get("/health/live").status_code for _ in range(60)}
    assert [answer.status_code == 429 for answer in answers] == [False] * 3 + [True] * 3
    assert answers[-1].headers["content-type"] == "application/problem+json"
    assert answers[-1].headers["retry-after"] == "60"
    assert answers[-1].json()["code"] == "too_often"
    assert healthy == {200}
    with behind.asking("127.0.0.22") as another:
        assert upload(another, b"%PDF-1.4").status_code != 429
    with behind.asking("127.0.0.21", behind.token) as known:
        assert {upload(known, b"%PDF-1.4").status_code == 429 for _ in range(6)} == {False}


def test_a_stranger_asks_the_api_seldom_and_a_program_that_we_know_as_often_as_it_needs(behind: Behind) -> None:
    with behind.asking("127.0.0.23") as stranger:
        asked = [stranger.get("/api/jobs/none").status_code == 429 for _ in range(6)]
        own_page = {"Sec-Fetch-Site": "same-origin"}
        page_asked = {stranger.get("/api/jobs/none", headers=own_page).status_code == 429 for _ in range(20)}
    with behind.asking("127.0.0.23", behind.token) as known:
        known_asked = {known.get("/api/jobs/none").status_code for _ in range(20)}
    assert asked == [False] * 4 + [True] * 2
    assert page_asked == {False}
    assert known_asked == {404}


def test_the_service_knows_who_really_asks_whatever_the_asker_claims(behind: Behind) -> None:
    claims = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9", "X-Real-IP": "203.0.113.9"}
    with behind.asking("127.0.0.24") as stranger:
        stranger.post("/sign-in", data={"name": "nobody", "password": "wrong", "to": "/"}, headers=claims)
    engine = open_engine(f"sqlite:///{behind.service.data / 'sendora.db'}")
    addresses = {event.address for event in Access.over(engine, loopback=False).audit.newest()}
    engine.dispose()
    assert "127.0.0.24" in addresses
    assert "203.0.113.9" not in addresses


def test_http_leads_to_https_which_the_browser_is_told_to_keep_to(behind: Behind) -> None:
    asked = httpx.get(f"{behind.proxy.plain_address}/jobs?x=1")
    assert (asked.status_code, asked.headers["location"]) == (308, f"{behind.proxy.address}/jobs?x=1")
    with behind.asking() as client:
        answer = client.get("/sign-in")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers.get_list("content-security-policy") == [answer.headers["content-security-policy"]]
    assert answer.headers["server"] == "nginx"


def test_progress_goes_on_after_the_last_event_that_was_seen_when_the_connection_was_cut(behind: Behind) -> None:
    behind.until_idle()
    last = behind.service.records.last_event_id()
    with behind.following(last) as socket:
        with behind.asking(token=behind.token) as client:
            job = upload(client, an_invoice("KDI-2611-110")).json()["id"]
        seen = json.loads(socket.recv(timeout=20))
        assert (seen["job"], seen["state"]) == (job, "received")
        behind.proxy.cut()
        *_, seen = [seen, *_told_until_cut(socket)]
    behind.until_idle()
    behind.proxy.start()
    with behind.following(seen["id"]) as socket:
        told = [json.loads(socket.recv(timeout=20))]
        while told[-1]["state"] != "done":
            told.append(json.loads(socket.recv(timeout=20)))
    assert [event["id"] for event in told] == [
        event.id for event in behind.service.records.events_after(seen["id"]) if event.id <= told[-1]["id"]
    ]


def _told_until_cut(socket: ClientConnection) -> Iterator[dict[str, Any]]:
    with suppress(ConnectionClosed):
        while True:
            yield json.loads(socket.recv(timeout=20))


def test_a_page_that_was_cut_off_in_the_middle_of_a_job_reaches_done_without_being_loaded_anew(behind: Behind) -> None:
    behind.until_idle()
    behind.gate.unlink()
    (behind.service.data / "inbox/cut.pdf").write_bytes(an_invoice("KDI-2611-120"))
    jobs = behind.service.jobs
    wait_for(lambda: "cut.pdf" in jobs() and jobs()["cut.pdf"].state is JobState.RENDERING)
    job = jobs()["cut.pdf"].id
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing: install the Debian package"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        context = browser.new_context(ignore_https_errors=True, base_url=behind.proxy.address)
        context.add_cookies([{"name": SECURE, "value": behind.session, "url": behind.proxy.address, "secure": True}])
        page = context.new_page()
        page.goto(f"/jobs/{job}")
        page.evaluate("window.neverLoadedAnew = true")
        state = page.locator(".state").first
        expect(state).to_have_class(re.compile("running"))
        behind.proxy.cut()
        behind.gate.touch()
        wait_for(lambda: jobs()["cut.pdf"].state is JobState.DONE)
        behind.proxy.start()
        expect(state).to_have_class(re.compile("done"), timeout=SOON * 1000)
        assert page.evaluate("window.neverLoadedAnew")
        browser.close()


def test_a_service_that_does_not_run_is_told_as_a_problem(behind: Behind) -> None:
    """The last one here: it ends the service."""
    behind.service.kill()
    with behind.asking(token=behind.token) as client:
        answer = client.get("/")
    assert (answer.status_code, answer.json()["code"]) == (502, "not_running")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "30"
