"""Who gets in, as people meet it: a real browser before the real service in demo mode, with accounts beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from pipeline.archive import Archive
from pipeline.mails import MailLedger
from pipeline.messages import Answer, NewMessage, Outcome, Place, Verdict
from pipeline.orders import OrderRecord
from portal.access.access import Access
from portal.access.caller import Role
from samples.facts import INVOICE
from samples.printed import pdf
from tests.journeys.running import RunningService
from tests.portal.accounts import PASSWORD
from tests.portal.browsing import PATIENCE, Watched, faults

HOSTILE = "<img src=x onerror=alert(1)>.pdf"
HOSTILE_CUSTOMER = "<script>alert(1)</script> SDN BHD"
MAILBOX = {
    "name": "orders",
    "host": "127.0.0.1",
    "port": 9,
    "security": "none",
    "user": "orders",
    "allowed": ["sendora.example"],
    "password": "thistle orchard ladder",
}
DEMO = {
    "SENDORA_DEMO__FILES_PER_SESSION": "2",
    "SENDORA_WORKERS": "1",
    "SENDORA_MAILBOXES": json.dumps([MAILBOX]),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, kept: str) -> Iterator[RunningService]:
    service = RunningService(tmp_path_factory.mktemp("demo") / "data", **DEMO)
    access = Access.over(service.records.engine, loopback=False)
    for role in (Role.ADMIN, Role.VIEWER):
        access.users.add(role.word, role, access.now(), password_hash=kept)
    yield service
    service.end()


@contextmanager
def someone(browser: Browser, service: RunningService) -> Iterator[Page]:
    """A browser of their own; at its end nothing went wrong in it but answers that were meant to be refusals."""
    with browser.new_context(base_url=service.address, viewport={"width": 1440, "height": 900}) as context:
        watched = Watched(context.new_page(), urlsplit(service.address).netloc)
        yield watched.page
    wrongs = [wrong for wrong in watched.wrongs if not re.search(r"status of (404|422|429|403)", wrong)]
    assert wrongs == []


def choose(page: Page, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").first.click()
    chooser.value.set_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def order_of(service: RunningService, job_id: str) -> OrderRecord:
    (order,) = service.records.orders.of_job(job_id)
    return order


def printed_words(service: RunningService, order: OrderRecord) -> str:
    printed = PdfDocument(service.data / "archive" / shelf(str(order.pdf_digest)))
    return str(printed[0].get_textpage().get_text_range())


def shelf(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def test_a_visitor_tries_it_and_nobody_else_finds_what_they_sent(browser: Browser, service: RunningService) -> None:
    with someone(browser, service) as page, someone(browser, service) as other:
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("in seconds"))
        choose(page, "invoice.pdf", pdf(INVOICE))
        row = page.locator(".row", has_text="KDI-2611-001")
        expect(row.get_by_text("Done", exact=True)).to_be_visible(timeout=PATIENCE)
        row.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1, name="KDI-2611-001")).to_be_visible()
        expect(page.get_by_role("button", name="Retry")).to_have_count(0)
        job_id = urlsplit(page.url).path.rsplit("/", 1)[1]
        order = order_of(service, job_id)
        assert "DEMO" in printed_words(service, order)
        other.goto("/")
        expect(other.get_by_text("KDI-2611-001 ")).to_have_count(0)
        for path in (f"/jobs/{job_id}", f"/jobs/{job_id}/pages/1", f"/orders/{order.id}/pages/1"):
            answer = other.goto(path)
            assert answer is not None
            assert answer.status == 404
        assert list(service.data.glob("outputs/**/*.pdf")) == []  # nothing was delivered


def test_script_in_a_visitors_names_stays_words_for_them_and_for_staff(
    browser: Browser, service: RunningService
) -> None:
    header = {**INVOICE.header, "Invoice No": "KDI-2611-067"}
    invoice = pdf(replace(INVOICE, customer=HOSTILE_CUSTOMER, header=header))
    with someone(browser, service) as page:
        page.goto("/")
        choose(page, HOSTILE, invoice)
        row = page.locator(".row", has_text=HOSTILE)  # on the first page, which lists their files
        expect(row).to_contain_text(HOSTILE_CUSTOMER, timeout=PATIENCE)
        row.get_by_role("link").click()
        expect(page.locator(".job-head")).to_contain_text(HOSTILE_CUSTOMER)
    with someone(browser, service) as page:
        page.goto("/sign-in")
        sign_in(page, "admin", PASSWORD)
        page.goto(f"/jobs/{service.jobs()[HOSTILE].id}")
        expect(page.locator(".job-head")).to_contain_text(HOSTILE_CUSTOMER)
        expect(page.get_by_text(HOSTILE, exact=True).first).to_be_attached()


def test_a_visitor_is_told_honestly_when_it_was_enough(browser: Browser, service: RunningService) -> None:
    with someone(browser, service) as page:
        page.goto("/")
        for number in range(3):
            choose(page, f"{number}.pdf", b"%PDF-1.7 broken " + str(number).encode())
        expect(page.get_by_text("A visitor may upload 2 files.").first).to_be_visible(timeout=PATIENCE)


def test_signing_in_looking_around_and_out_again(browser: Browser, service: RunningService) -> None:
    with someone(browser, service) as page:
        page.goto("/access")
        expect(page.get_by_role("heading", level=1)).to_have_text("That did not work")
        page.get_by_role("main").get_by_role("link", name="Sign in").click()
        sign_in(page, "admin", PASSWORD)
        expect(page.get_by_role("heading", name="Work")).to_have_count(1)
        page.locator("details.account summary").click()
        page.get_by_role("link", name="Who gets in").click()
        page.get_by_label("Name").fill("shop")
        page.get_by_role("button", name="Add", exact=True).click()
        link = page.locator("#link").inner_text()
        with someone(browser, service) as newcomer:
            newcomer.goto(link)
            newcomer.get_by_label("Password, at least").fill("oak frame eleven screws")
            newcomer.get_by_label("The same again").fill("oak frame eleven screws")
            newcomer.get_by_role("button", name="Keep it and sign in").click()
            expect(newcomer.locator("details.account summary")).to_contain_text("shop")
        page.locator("details.account summary").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def test_who_guesses_has_to_wait_and_is_told_how_long(browser: Browser, service: RunningService) -> None:
    with someone(browser, service) as page:
        page.goto("/sign-in")
        for _ in range(5):
            sign_in(page, "viewer", "guess after guess")
            expect(page.get_by_role("alert")).to_contain_text("Name or password are wrong")
        sign_in(page, "viewer", PASSWORD)
        expect(page.get_by_role("alert")).to_contain_text("The next one has to wait")


# -- for everybody ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def held(service: RunningService) -> str:
    """A mail that waits for somebody to let it in; gives its subject."""
    ledger, archive = MailLedger(service.records.engine), Archive(service.data / "archive")
    new = NewMessage(Place("orders", "INBOX", 1, 1), "1", archive.put(b"mail"), True, "s@elsewhere.example", "Order 1")
    message = ledger.keep(new)
    verdict = Verdict("s@elsewhere.example is not on the list", Answer.NONE, outcome=Outcome.HELD)
    ledger.record(message.id, (), verdict)
    return "Order 1"


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1440)])
def test_axe_finds_nothing_at_the_gate_nor_behind_it(
    browser: Browser, service: RunningService, held: str, scheme: Any, width: int
) -> None:
    access, found = Access.over(service.records.engine, loopback=False), []
    newcomer = access.users.add(f"newcomer-{scheme}", Role.VIEWER, access.now())
    link = f"/welcome/{access.users.invite(newcomer.id, access.now())}"
    settings: Any = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}, "bypass_csp": True}
    with browser.new_context(base_url=service.address, **settings) as context:
        page = context.new_page()
        page.goto("/")
        choose(page, "broken.pdf", b"%PDF-1.7 broken for " + scheme.encode())
        page.get_by_role("link", name="Open", exact=False).last.click()
        expect(page.get_by_role("heading", name="This document was refused")).to_be_visible(timeout=PATIENCE)
        found += faults(page, "a visitor's job")
        for path in ("/", "/upload", "/jobs/nothing", "/access", "/sign-in", link):
            page.goto(path)
            found += faults(page, path)
        page.goto("/sign-in")
        sign_in(page, "nobody", "guess after guess")
        expect(page.get_by_role("alert")).to_be_visible()
        found += faults(page, "a wrong password")
        context.clear_cookies()
        page.goto("/sign-in")
        sign_in(page, "admin", PASSWORD)
        expect(page.get_by_role("heading", name="Work")).to_have_count(1)
        page.goto("/mails")
        expect(page.get_by_text(held)).to_be_visible()
        for path in ("/mails", "/status", "/access", "/access/tokens", "/account", "/nowhere"):
            page.goto(path)
            found += faults(page, path)
    assert found == [], "\n".join(map(str, found))
