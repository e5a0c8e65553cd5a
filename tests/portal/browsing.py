"""A real browser before a real service: Debian's Chromium, nothing from any other host."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.journeys.running import RunningService

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of what passed no list is made
}
PATIENCE = 60_000
"""Milliseconds for a document to get through on a busy machine."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running ``sendora run`` with an empty data folder."""
    service = RunningService(tmp_path_factory.mktemp("running") / "data")
    yield service.address.rstrip("/")
    assert service.stop() == 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a missing one fails. Not for longer: Playwright's event loop runs in this thread meanwhile."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing: sudo apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


class Watched:
    """A page, and everything it should not have done."""

    def __init__(self, page: Page, host: str) -> None:
        self.page = page
        self.wrongs: list[str] = []
        self._host = host
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrongs.append(f"error: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrongs.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https") and asked.netloc != self._host:
            self.wrongs.append(f"asked {request.url}")


def faults(page: Page, name: str) -> list[tuple[str, ...]]:
    """What axe finds on the page as it stands, everything on it unfolded."""
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true; })")
    return [
        (name, one["id"], str(node["target"]), str(node["failureSummary"].splitlines()[1:2]))
        for one in Axe().run(page, options=AXE).response["violations"]
        for node in one["nodes"][:2]
    ]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page; at its end nothing went wrong in it: no error, no policy broken, no other host asked."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}, locale="en-GB")
    watched = Watched(context.new_page(), urlsplit(address).netloc)
    yield watched.page
    context.close()
    assert watched.wrongs == [], "\n".join(watched.wrongs)
