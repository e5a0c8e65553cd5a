"""The portal is for everybody: by keyboard, by screen reader, on a phone, in Malay, over a bad line."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIResponse, Browser, Page, WebSocketRoute, expect

from samples.facts import INVOICE
from samples.printed import pdf
from tests.portal.browsing import PATIENCE, faults
from tests.portal.review.conftest import DOUBTFUL

MOST_BYTES = 150_000
MOST_SHIFT = 0.02
"""Of the window, added up over the page's life; 0.1 is what Google calls good (https://web.dev/articles/cls)."""
IN_TIME = 5.0
"""Seconds in which a page knows what happened, whatever became of its socket."""
SHIFTS = """new PerformanceObserver(list => { for (const entry of list.getEntries())
  if (!entry.hadRecentInput) window.shifted = (window.shifted || 0) + entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="module")
def jobs(browser: Browser, address: str) -> dict[str, str]:
    """The addresses of a job that is done and of one that was refused; one more waits for a person."""
    with browser.new_context(base_url=address) as context:
        asked = replace(DOUBTFUL, header={**DOUBTFUL.header, "Invoice No": "KDI-2611-004"})
        files = {"asked": ("asked.pdf", pdf(asked)), "done": ("invoice.pdf", pdf(INVOICE)), "refused": ("x.pdf", b"x")}
        sent = {name: _send(context.request, *file) for name, file in files.items()}
        for job in sent.values():
            _ended(context.request, job)
    return {name: f"/jobs/{job}" for name, job in sent.items()}


def _send(request: Any, name: str, content: bytes) -> str:
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    answer: APIResponse = request.post("/upload", multipart={"file": file}, headers={"Accept": "application/json"})
    found = answer.json()
    return str(found.get("id") or found["job"])


def _ended(request: Any, job: str) -> float:
    """When it was seen to have ended, by the monotonic clock."""
    limit = time.monotonic() + PATIENCE / 1000
    while request.get(f"/api/jobs/{job}").json()["standing"] == "running":
        assert time.monotonic() < limit
        time.sleep(0.05)  # between two looks
    return time.monotonic()


# -- screen reader, keyboard, colours -----------------------------------------------------------------------------

PAGES = (
    "/",
    "/?show=needs-you",
    "/?q=nobody",
    "done",
    "refused",
    "/upload",
    "/numbers",
    "/status",
    "/nowhere",
    "/mails",
    "/webhooks",
    "/learned",
    "/account",
    "/review",
    "/learned/thresholds",
    "/access",
    "/access/tokens",
    "/api/docs",
)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, address: str, jobs: dict[str, str], scheme: Any, width: int
) -> None:
    with browser.new_context(
        base_url=address, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    ) as context:
        page, found = context.new_page(), []
        for path in PAGES:
            page.goto(jobs.get(path, path), wait_until="load")
            if path == "/review":
                expect(page.locator("[data-grids] table").first).to_be_visible()
            found += faults(page, path)
        page.set_extra_http_headers({"X-Forwarded-For": "203.0.113.9"})  # from elsewhere: nobody can sign in yet
        page.goto("/sign-in")
        expect(page.get_by_role("heading", name="Nobody can sign in yet")).to_be_visible()
        found += faults(page, "nobody can sign in")
    assert found == [], "\n".join(map(str, found))


def test_the_list_is_worked_by_keyboard_and_takes_many_jobs_at_once(page: Page, jobs: dict[str, str]) -> None:
    page.goto("/")
    expect(page.locator("html")).to_have_class(re.compile("scripted"))
    for count in (1, 2):
        page.keyboard.press("j")
        page.keyboard.press("x")
        expect(page.get_by_text(f"{count} chosen")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())).namelist() == ["KDI-2611-001.pdf"]
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert urlsplit(page.url).path in jobs.values()


def test_a_list_is_taken_along_as_a_sheet_and_retried_by_mouse(page: Page, jobs: dict[str, str]) -> None:
    page.goto("/?show=refused")
    page.locator("summary", has_text="Take along").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="All of this list as Excel sheet").click()
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())).namelist()
    page.get_by_role("button", name="Retry all of this list").click()
    page.goto(jobs["refused"])
    expect(page.locator(".history")).to_contain_text("Retried by hand")
    expect(page.get_by_role("heading", name="This document was refused")).to_be_visible(timeout=PATIENCE)


def test_a_reader_changes_to_malay_and_every_page_follows(page: Page, jobs: dict[str, str]) -> None:
    page.goto("/upload")
    page.get_by_role("button", name="Bahasa Melayu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Muat naik dokumen")
    page.goto(jobs["done"])
    expect(page.locator("html")).to_have_attribute("lang", "ms")
    expect(page.locator(".state").first).to_have_text("Siap")
    expect(page.locator(".history")).to_contain_text("1 pesanan kerja dicetak")


# -- weight and calm ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "done", "/upload", "/numbers", "/status"])
def test_a_page_is_light_and_does_not_jump(browser: Browser, address: str, jobs: dict[str, str], path: str) -> None:
    with browser.new_context(base_url=address, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.add_init_script(SHIFTS)
        sizes: dict[str, int] = {}
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        urls: dict[str, str] = {}
        session.on("Network.responseReceived", lambda seen: urls.update({seen["requestId"]: seen["response"]["url"]}))
        session.on(
            "Network.loadingFinished",
            lambda event: sizes.update({urls.get(event["requestId"], "?"): int(event["encodedDataLength"])}),
        )
        page.goto(jobs.get(path, path), wait_until="networkidle")
        own = {url: size for url, size in sizes.items() if not re.search(r"/pages/\d+", url)}
        assert sum(own.values()) <= MOST_BYTES, own
        assert page.evaluate("window.shifted || 0") <= MOST_SHIFT


# -- a bad line ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("jobs")
def test_a_cut_socket_goes_on_after_the_last_event_it_told(page: Page) -> None:
    sockets: list[str] = []

    def cut_the_first_after_its_first_words(route: WebSocketRoute) -> None:
        sockets.append(route.url)
        server = route.connect_to_server()

        def told(message: str | bytes) -> None:
            route.send(message)
            if len(sockets) == 1:
                server.close()
                route.close()

        server.on_message(told)

    page.route_web_socket(re.compile("/ws"), cut_the_first_after_its_first_words)
    page.goto("/")
    expect(page.locator(".row")).to_have_count(3)
    page.wait_for_timeout(300)  # the socket opens
    _send(page.request, "second.pdf", b"%PDF-1.4 broken")
    expect(page.locator(".row")).to_have_count(3)
    limit = time.monotonic() + 10
    while len(sockets) < 2 and time.monotonic() < limit:
        page.wait_for_timeout(100)
    assert re.search(r"\?after=\d+$", sockets[1]), sockets


def swallowed(route: WebSocketRoute) -> None:
    """Open as far as anybody can see, and silent: what a proxy leaves behind."""
    route.connect_to_server().on_message(lambda _: None)


def refused(route: WebSocketRoute) -> None:
    route.close()


@pytest.mark.parametrize("line", [swallowed, refused])
def test_whatever_became_of_the_socket_the_page_knows_in_five_seconds(
    page: Page, jobs: dict[str, str], line: Callable[[WebSocketRoute], None]
) -> None:
    page.route_web_socket(re.compile("/ws"), line)
    page.goto(jobs["done"])
    page.get_by_role("button", name="Retry").click()
    page.wait_for_url(f"**{jobs['done']}")
    ended = _ended(page.request, jobs["done"].removeprefix("/jobs/"))
    expect(page.locator(".job-head .state")).to_have_text("Done", timeout=IN_TIME * 1000)
    expect(page.locator(".under-way")).to_have_count(0)
    assert time.monotonic() - ended <= IN_TIME
