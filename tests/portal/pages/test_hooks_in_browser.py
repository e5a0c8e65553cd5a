"""The page of webhooks before a real service and a real receiver: what fails is seen, and mended with its buttons."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.running import RunningService
from tests.portal.browsing import Watched
from tests.receiver import Receiver, receiving
from tests.waiting import wait_for

SECRET = "whsec_" + base64.b64encode(b"first secret of thirty-two bytes").decode()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[RunningService]:
    folder = tmp_path_factory.mktemp("hooks")
    (folder / "secret").write_text(SECRET)
    secrets = {"secret_files": [str(folder / "secret")]}
    given = {
        "SENDORA_WORKERS": "1",
        "SENDORA_WEBHOOKS": json.dumps([{"name": "books", **secrets}]),
        "SENDORA_WEBHOOK_ENDPOINTS": json.dumps(
            [{"name": "planner", "url": receiver.address, "private": True, **secrets}]
        ),
    }
    service = RunningService(folder / "data", **given)
    yield service
    service.end()


@contextmanager
def somebody(browser: Browser, service: RunningService) -> Iterator[Page]:
    with browser.new_context(base_url=service.address, viewport={"width": 390, "height": 800}) as context:
        watched = Watched(context.new_page(), urlsplit(service.address).netloc)
        yield watched.page
    assert watched.wrongs == []


def refuse_one(service: RunningService, name: str) -> None:
    """A document that becomes no job order, which is told."""
    headers = {"Content-Type": "application/pdf", "Content-Disposition": f'attachment; filename="{name}"'}
    assert (
        httpx.post(f"{service.address.rstrip('/')}/api/jobs", content=name.encode(), headers=headers).status_code == 415
    )


def test_what_fails_is_seen_named_and_sent_again_with_the_buttons(
    browser: Browser, service: RunningService, receiver: Receiver
) -> None:
    refuse_one(service, "taken.pdf")
    wait_for(lambda: len(receiver.taken) == 1)
    receiver.answer = (410, {})
    refuse_one(service, "unwanted.pdf")
    wait_for(lambda: len(receiver.got) == 2)
    with somebody(browser, service) as page:
        page.goto("/webhooks")
        expect(page.get_by_text(f"{service.address.rstrip('/')}/webhooks/books")).to_be_visible()
        assert "first secret" not in page.content()
        assert SECRET not in page.content()
        unwanted = page.locator("details.sent", has_text="unwanted.pdf")
        expect(unwanted).to_contain_text("given up")
        unwanted.locator("summary").click()
        expect(unwanted.get_by_role("row")).to_contain_text([re.compile("Answer"), re.compile("410")])
        expect(unwanted.get_by_role("button")).to_have_count(0)  # nothing is sent there as it stands

        receiver.answer = (204, {})
        page.get_by_role("button", name="Enable").click()
        page.get_by_role("button", name="Send again what was given up").click()
        wait_for(lambda: len(receiver.taken) == 2)
        taken = page.locator("details.sent", has_text="taken.pdf").last
        taken.locator("summary").click()
        taken.get_by_role("button", name="Send taken.pdf to planner again").click()
        wait_for(lambda: len(receiver.taken) == 3)
        assert receiver.taken[2].id == receiver.taken[0].id
        page.reload()
        expect(page.locator("details.sent").first).to_contain_text("delivered")
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]
