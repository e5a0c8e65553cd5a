"""The portal as people use it: the real service, Debian's Chromium, nothing from any other host."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, expect

from samples.printed import pdf
from tests.portal.browsing import PATIENCE
from tests.portal.review.conftest import DOUBTFUL

DROP = """([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


def choose(page: Page, name: str, content: bytes) -> None:
    """Pick a file as the button does."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("link", name="Upload").click()
    chooser.value.set_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def no_sideways(page: Page) -> bool:
    """Nothing stands out of the window to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_first_visitor_sees_the_ways_in_and_gets_from_a_file_to_its_job_order(page: Page, invoice: bytes) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Drop an invoice, collect a job order.")).to_be_visible()
    expect(page.get_by_text("/inbox")).to_be_visible()
    choose(page, "invoice.pdf", invoice)
    tray = page.get_by_role("region", name="Uploads")
    expect(tray.get_by_title("invoice.pdf")).to_contain_text("KDI-2611-001", timeout=PATIENCE)
    row = page.locator(".row", has_text="KDI-2611-001")
    expect(row.get_by_text("Done", exact=True)).to_be_visible(timeout=PATIENCE)
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="KDI-2611-001")).to_be_visible()
    preview = page.get_by_role("img", name="Page 1 of the printed job order")
    page.wait_for_function("picture => picture.naturalWidth >= 1400", arg=preview.element_handle())
    expect(page.locator(".history").get_by_text("Printed 1 job order")).to_be_visible()


def test_without_a_socket_the_list_is_still_kept_true(page: Page) -> None:
    page.route_web_socket(re.compile("/ws"), lambda socket: socket.close())
    page.goto("/")
    page.evaluate(DROP, ["from-the-site.pdf", "%PDF-1.7 not really"])
    row = page.locator(".row", has_text="from-the-site.pdf")
    expect(row.get_by_text("Refused", exact=True)).to_be_visible(timeout=PATIENCE)


def test_pointing_at_a_value_lights_the_place_it_was_read_from(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="KDI-2611-001").click()
    page.wait_for_url("**/jobs/*")  # loaded, with its script
    field = page.locator("[data-field='1:doors[0].width_mm']")
    box = page.locator("[data-box='1:doors[0].width_mm']")
    field.get_by_role("button").focus()
    expect(box).to_have_class(re.compile("lit"))
    box.click()
    expect(field.get_by_role("button")).to_be_focused()


def test_a_file_that_cannot_be_read_is_refused_in_its_row_before_it_is_sent(page: Page) -> None:
    page.goto("/status")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(DROP, ["minutes.docx", "not an invoice"])
    page.evaluate(DROP, ["empty.pdf", ""])
    tray = page.get_by_role("region", name="Uploads")
    expect(tray.get_by_text("We take PDF, JPG, PNG, TIFF, HEIC and e-invoices (XML, JSON).")).to_be_visible()
    expect(tray.get_by_text("This file is empty.")).to_be_visible()
    assert sent == []


def test_a_file_that_did_not_arrive_is_sent_again_without_being_chosen_again(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, locale="en-GB") as context:
        page = context.new_page()
        page.goto("/status")
        page.route("**/upload", lambda route: route.fulfill(status=502, body="a proxy's own page"))
        page.evaluate(DROP, ["bad line.pdf", "%PDF-1.7 broken, but sent"])
        tray = page.get_by_role("region", name="Uploads")
        again = tray.get_by_role("button", name="Send again: bad line.pdf")
        expect(again).to_be_visible()
        page.unroute_all()
        again.click()
        expect(tray.get_by_role("link", name="Open")).to_be_visible(timeout=PATIENCE)
        expect(again).to_be_hidden()


HOSTILE = "<img src=x onerror=alert(1)>"


def test_script_in_names_stays_words_on_every_page(page: Page) -> None:
    """The fixture ends with an error when the browser complained, as it does when the policy was broken."""
    opened: list[str] = []

    def note(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    header = {**DOUBTFUL.header, "Invoice No": "KDI-2611-066"}
    hostile = replace(DOUBTFUL, customer=f"{HOSTILE} SDN BHD", header=header)
    page.goto("/status")
    for content in (b"%PDF-1.7 broken", pdf(hostile)):
        file: FilePayload = {"name": f"{HOSTILE}.pdf", "mimeType": "application/pdf", "buffer": content}
        page.request.post("/upload", multipart={"file": file})
    page.goto("/?show=needs-you")
    row = page.locator(".row", has_text="KDI-2611-066")
    expect(row).to_contain_text(f"{HOSTILE} SDN BHD", timeout=PATIENCE)
    expect(row).to_contain_text(f"{HOSTILE}.pdf")
    row.get_by_role("link").click()
    expect(page.locator(".job-head")).to_contain_text(f"{HOSTILE} SDN BHD")
    page.get_by_role("link", name="Review").click()
    expect(page.locator(".review-head")).to_contain_text(f"{HOSTILE} SDN BHD")
    page.goto("/?show=refused")
    page.get_by_role("link", name=f"{HOSTILE}.pdf").click()
    expect(page.get_by_role("heading", level=1, name=f"{HOSTILE}.pdf")).to_be_visible()
    for path in ("/numbers", f"/?q={quote(HOSTILE)}", f"/?q={quote('<script>alert(1)</script>')}"):
        page.goto(path)
    expect(page.get_by_role("heading", name="Nothing found for “<script>alert(1)</script>”")).to_be_visible()
    assert opened == []


def test_the_health_page_says_that_everything_runs(page: Page) -> None:
    page.goto("/status")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything runs", timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Watched folder")).to_be_visible()


def test_the_first_key_leads_to_the_content_and_slash_to_the_search(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("button", name="Single keys: on").click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()
    page.get_by_role("button", name="Single keys: off").click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("nobody")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing found for “nobody”")).to_be_visible()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_page_has_to_be_pushed_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/")
    page.get_by_role("link", name="KDI-2611-001").click()
    page.wait_for_url("**/jobs/**")
    for path in (urlsplit(page.url).path, "/", "/?show=running", "/upload", "/status"):
        page.goto(path)
        assert no_sideways(page), path


def test_a_lost_connection_is_said_and_forgotten_when_it_is_back(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/")
        page.route("**/live/**", lambda route: route.fulfill(status=503))
        expect(page.get_by_text("what you see may be old")).to_be_visible(timeout=20_000)
        page.unroute_all()
        expect(page.get_by_text("what you see may be old")).to_be_hidden(timeout=20_000)
