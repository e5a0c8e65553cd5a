"""The review as people do it: a real browser before the real service."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.request import Request, urlopen

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from samples.facts import INVOICE, Sample
from samples.printed import pdf
from tests.portal.review.conftest import described
from tests.waiting import wait_for

WIDE = "SINGLE LEAF DOOR, 43MM X 2500MM X 2135MM, LAMINATE 6S-A057, HONEYCOMB, ABS EDGING, LOCATION: BEDROOM 1"
HIGH = "DOUBLE LEAF DOOR, 43MM X 1830MM X 4100MM, LAMINATE 6S-A060, CORK CORE, NA LIPPING"
SECONDS_A_KEY = 0.28
"""A practised typist at a desk (Card, Moran and Newell's keystroke-level model, average skilled)."""


def numbered(number: str, *lines: str) -> bytes:
    """The sample under another number, with other words in its first lines."""
    sample: Sample = INVOICE
    for index, words in enumerate(lines):
        sample = described(index, words, sample)
    return pdf(replace(sample, header={**sample.header, "Invoice No": number}))


class Office:
    """What the tests ask of the service beside the browser."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, path: str) -> Any:
        with urlopen(f"{self.address}{path}") as answer:  # noqa: S310 - our own service
            return json.loads(answer.read())

    def send(self, document: bytes) -> str:
        """Upload it; the id of its job order when its job has ended."""
        boundary = "---x"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="invoice.pdf"\r\n\r\n'
        body = head.encode() + document + f"\r\n--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Accept": "application/json"}
        with urlopen(Request(f"{self.address}/upload", body, headers)) as answer:  # noqa: S310 - our own service
            job = json.loads(answer.read())["id"]
        wait_for(lambda: self.ask(f"/api/jobs/{job}")["state"] in ("needs_review", "done"))
        with urlopen(f"{self.address}/jobs/{job}") as answer:  # noqa: S310 - our own service
            found = re.search(rb"/orders/(\w+)/", answer.read())
        assert found, "the job page shows no job order"
        return found[1].decode()

    def state(self, order: str) -> Any:
        return self.ask(f"/api/job-orders/{order}/review")

    def printed(self, order: str) -> str:
        """The words on the finished print."""
        wait_for(lambda: self.state(order)["standing"] == "approved" and self.state(order)["pdf"])
        with urlopen(self.address + self.state(order)["pdf"]) as answer:  # noqa: S310 - our own service
            document = pdfium.PdfDocument(answer.read())
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def office(address: str) -> Office:
    return Office(address)


@pytest.fixture
def colleague(browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """A second person's browser."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})

    def sees(path: str) -> Page:
        page = context.new_page()
        page.goto(path)
        return page

    yield sees
    context.close()


def opened(page: Page, order: str) -> Page:
    page.goto(f"/review/{order}")
    expect(page.locator("[data-grids] table").first).to_be_visible()
    return page


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += len(key.split("+"))


def test_three_doubts_are_cleared_by_keyboard_alone_in_under_fifteen_seconds(page: Page, office: Office) -> None:
    order = office.send(numbered("KDI-2611-301", WIDE, HIGH))
    later = office.send(numbered("KDI-2611-302", WIDE))
    opened(page, order)
    asked = page.locator("[data-asked]")
    expect(asked).to_contain_text("Question 1 of 4")  # with the height beside the width, which that one answers
    expect(asked.get_by_role("heading")).to_have_text("Door 1 · Width")
    expect(asked).to_contain_text("2500 is not between 300 and 2400")
    keys = Keys(page)
    keys.press("e", "9", "0", "0", "Enter")
    expect(asked.get_by_role("heading")).to_have_text("Door 2 · Height")
    keys.press("e", "2", "1", "0", "0", "Enter")
    expect(asked.get_by_role("heading")).to_have_text("Door 2 · Drawing / remark")
    keys.press("Enter")
    expect(asked).to_contain_text("Nothing is doubtful")
    keys.press("Control+Enter")
    expect(page).to_have_url(re.compile(later))
    assert keys.count * SECONDS_A_KEY < 15
    words = office.printed(order)
    assert "DRAFT" not in words
    assert "900 x 2135" in words
    assert "1830 x 2100" in words
    assert [cell["by"] for cell in office.state(order)["doors"][0]["cells"] if cell["name"] == "width_mm"] == [
        "this machine"
    ]


def test_words_dragged_over_on_the_page_fill_the_cell_and_give_it_its_place(page: Page, office: Office) -> None:
    order = office.send(numbered("KDI-2611-303", WIDE))
    opened(page, order)
    page.locator('[data-cell="measure_by"]').click()
    box = page.locator('svg.boxes rect[data-path="customer_name"]').bounding_box()
    assert box
    page.mouse.move(box["x"] - 2, box["y"] - 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 2, box["y"] + box["height"] + 2, steps=4)
    page.mouse.up()
    typed = page.locator("[data-asked] input")
    expect(typed).to_have_value("CONTOH RIDGE BUILDERS SDN BHD")
    page.keyboard.press("Enter")
    expect(page.locator('[data-cell="measure_by"]')).to_have_text("CONTOH RIDGE BUILDERS SDN BHD")
    cell = next(cell for cell in office.state(order)["header"] if cell["name"] == "measure_by")
    assert cell["page"] == 1
    assert cell["box"]


def test_who_saves_second_sees_both_values_and_loses_nothing(
    page: Page, office: Office, colleague: Callable[[str], Page]
) -> None:
    order = office.send(numbered("KDI-2611-304", WIDE))
    opened(page, order)
    other = opened(colleague(f"/review/{order}"), order)
    other.locator("[data-asked] input").fill("870")
    page.locator("[data-asked] input").fill("910")
    page.keyboard.press("Enter")
    expect(page.locator('[data-cell="doors[0].width_mm"]')).to_have_text("910")
    other.locator("[data-asked] input").press("Enter")
    conflict = other.get_by_role("alert")
    expect(conflict).to_contain_text("Theirs: 910")
    expect(conflict).to_contain_text("Yours: 870")
    expect(other.locator("[data-asked] input")).to_have_value("870")
    conflict.get_by_role("button", name="Put mine in").click()
    expect(other.locator('[data-cell="doors[0].width_mm"]')).to_have_text("870")
    expect(conflict).to_be_hidden()


def test_who_opens_it_second_is_told_and_may_take_it_over(
    page: Page, office: Office, colleague: Callable[[str], Page]
) -> None:
    order = office.send(numbered("KDI-2611-305", WIDE))
    opened(colleague(f"/review/{order}"), order)
    opened(page, order)
    note = page.locator("[data-notices]")
    expect(note).to_contain_text("has this open since")
    note.get_by_role("button", name="Take over").click()
    expect(note).not_to_contain_text("has this open since")


def test_a_revision_shows_what_changed_before_it_is_approved(page: Page, office: Office) -> None:
    office.send(numbered("KDI-2611-306"))
    order = office.send(numbered("KDI-2611-306", WIDE.replace("2500MM", "850MM")))
    opened(page, order)
    expect(page.locator(".review-head")).to_contain_text("Rev B")
    expect(page.locator(".note.revision")).to_contain_text("915 is now 850")
    page.keyboard.press("Control+Enter")
    assert "Rev. B" in office.printed(order)


def test_rows_are_added_split_joined_and_taken_off_and_each_step_is_undone(page: Page, office: Office) -> None:
    order = office.send(numbered("KDI-2611-307", WIDE))
    opened(page, order)
    rows = page.locator("section.grid").first.locator("tbody tr")
    expect(rows).to_have_count(2)
    rows.first.locator("summary").click()
    rows.first.get_by_role("button", name="Split by quantity").click()
    count = int(rows.first.locator('[data-column="quantity"]').inner_text())
    page.get_by_label("Quantities").fill(f"1, {count - 1}")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(3)
    for index in (0, 1):
        rows.nth(index).get_by_role("checkbox").check()
    page.get_by_role("button", name="Make one row of these").click()
    expect(rows).to_have_count(2)
    rows.nth(1).locator("summary").click()
    rows.nth(1).get_by_role("button", name="Not a door or frame").click()
    expect(rows).to_have_count(1)
    page.locator("[data-asked]").focus()
    for expected in (2, 3, 2):
        page.keyboard.press("Control+z")
        expect(rows).to_have_count(expected)


def test_a_box_is_ticked_by_its_number_and_the_grid_by_arrows(page: Page, office: Office) -> None:
    order = office.send(numbered("KDI-2611-308", WIDE))
    opened(page, order)
    page.locator('[data-cell="doors[0].door_type"]').click()
    page.locator("[data-asked]").focus()
    page.keyboard.press("2")
    expect(page.locator(".tick-boxes .other.unused")).to_be_visible()  # its words do not count beside a box
    page.keyboard.press("Enter")
    expect(page.locator('[data-cell="doors[0].door_type"]')).to_have_text("D/L")
    page.locator('[data-cell="doors[0].location"]').click()
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-cell="doors[0].quantity"]')).to_be_focused()
    page.keyboard.press("7")
    page.keyboard.press("Enter")
    expect(page.locator('[data-cell="doors[0].quantity"]')).to_have_text("7")


def test_a_rejected_document_says_why_and_makes_no_job_order(page: Page, office: Office) -> None:
    order = office.send(numbered("KDI-2611-309", WIDE))
    opened(page, order)
    page.get_by_role("button", name="Reject").click()
    page.get_by_label("Why, in a sentence for the sender").fill("Wrong customer: send it again, please.")
    page.keyboard.press("Enter")
    wait_for(lambda: office.state(order)["standing"] == "rejected")
    assert office.ask(f"/api/jobs/{office.state(order)['job_id']}")["words"].endswith(
        "Wrong customer: send it again, please."
    )


def test_two_documents_scanned_as_one_are_joined_by_a_person(office: Office, colleague: Callable[[str], Page]) -> None:
    with pdfium.PdfDocument.new() as both, io.BytesIO() as file:
        for number in ("KDI-2611-310", "KDI-2611-311"):
            both.import_pages(pdfium.PdfDocument(numbered(number, WIDE)))
        both.save(file)
        order = office.send(file.getvalue())
    page = opened(colleague(f"/review/{order}"), order)
    job = office.state(order)["job_id"]
    expect(page.locator("[data-pieces] a")).to_have_count(2)
    page.get_by_role("button", name="Divide the pages").click()
    page.get_by_label("A document begins on page 2").uncheck()
    page.get_by_role("button", name="Read it so").click()
    expect(page).to_have_url(re.compile(f"/jobs/{job}"))
    wait_for(lambda: office.ask(f"/api/jobs/{job}")["state"] == "needs_review")
    assert [one["pages"] for one in office.state(order)["siblings"]] == [[1, 2]]


def test_a_typed_value_that_the_checks_doubt_stands_only_with_a_reason(page: Page, office: Office) -> None:
    order = office.send(numbered("KDI-2611-312", WIDE))
    opened(page, order)
    keys = Keys(page)
    keys.press("e", "2", "6", "0", "0", "Enter")
    asked = page.locator("[data-asked]")
    expect(asked).to_contain_text("2600 is not between 300 and 2400")
    keys.press("Enter")
    page.get_by_label("Why it is right all the same").fill("A hangar door: asked by telephone.")
    keys.press("Enter")
    expect(asked).to_contain_text("Nothing is doubtful")
    reasons = [entry["reason"] for entry in office.ask(f"/api/job-orders/{order}/history")]
    assert "A hangar door: asked by telephone." in reasons
