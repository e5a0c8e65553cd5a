"""The printed job order: every value on it, nothing made up, the same bytes each time."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import pypdfium2 as pdfium
import pytest
from PIL import Image

from outputs.data import ChoiceData, ValueData, job_order_data
from outputs.pdf import render_html, render_pdf
from outputs.wkhtmltopdf import RenderingFailed
from pipeline.build import build
from pipeline.form import BoxGroup, BoxOption
from pipeline.model import Issue, JobOrder, Revision
from tests.outputs.form_geometry import PageGeometry, read_geometry, without_blanks
from tests.outputs.sample_orders import (
    FOOT,
    a_door,
    a_field,
    an_invoice,
    print_order,
    sample_order,
    shipped_options,
)

LONG = "Solid door with acoustic seal set, drop-down threshold and a 150 x 600 vision panel in 6mm wired glass. "


def all_text(pdf: bytes) -> str:
    return without_blanks("".join(page.text for page in read_geometry(pdf)))


def written_values(job_order: JobOrder) -> list[str]:
    """The text of every value of the order's JSON."""
    data = job_order_data(job_order)
    rows = [getattr(row, it.name) for row in data.doors for it in fields(row)]
    rows += [getattr(row, it.name) for row in data.frames for it in fields(row)]
    header = [getattr(data, it.name) for it in fields(data)]
    values = [it for it in (*header, *rows) if isinstance(it, ValueData | ChoiceData)]
    texts = [it.text for it in values if isinstance(it, ValueData)]
    return texts + [
        part for it in values if isinstance(it, ChoiceData) for part in (it.option, it.other, it.blank) if part
    ]


def long_and_chinese_draft() -> JobOrder:
    doors = (
        a_door(remark=a_field(LONG * 4), design_name=a_field("陈氏木业有限公司特制雕花门板 Heritage Series No. 12")),
        a_door(
            remark=a_field(LONG * 12),
            other_words=a_field("磁吸门锁"),
            thickness_mm=a_field(40),
            door_type=a_field("Three-leaf folding partition with pass door"),
            laminate_code=a_field("WM-8834-TX/SUPERMATT-GREY-OAK"),
            location=a_field("Level 23A Penthouse Master Bathroom walk-in wardrobe"),
        ),
        a_door(width_mm=a_field(None, "9l5", ("A digit looks like a letter.",)), quantity=a_field(1200)),
    )
    customer = a_field("PERUSAHAAN PEMBINAAN DAN PERABOT KAYU 陈氏木业有限公司 (MALAYSIA) SENDIRIAN BERHAD")
    order = build(an_invoice(*doors, customer_name=customer), shipped_options())
    return replace(order, issues=(Issue("doors[2].width_mm", "Is this 915?"), Issue("measure_by", "Who measured?")))


ORDERS = {
    "one door": sample_order(doors=1),
    "four doors": sample_order(doors=4),
    "five doors": sample_order(doors=5),
    "thirteen doors": sample_order(doors=13),
    "frames only": sample_order(doors=0, frames=6),
    "a draft with long and Chinese texts": long_and_chinese_draft(),
}


@pytest.mark.parametrize("name", ORDERS)
def test_every_value_of_the_data_can_be_read_back_from_the_pdf(name: str) -> None:
    text = all_text(print_order(ORDERS[name]))
    assert [value for value in written_values(ORDERS[name]) if without_blanks(value) not in text] == []


@pytest.mark.parametrize(
    ("name", "pages"),
    [("one door", 2), ("four doors", 2), ("five doors", 3), ("thirteen doors", 5), ("frames only", 3)],
)
def test_rows_flow_to_further_pages_and_each_says_which_it_is(name: str, pages: int) -> None:
    printed = read_geometry(print_order(ORDERS[name]))
    assert [f"page {n} of {pages}" in page.text for n, page in enumerate(printed, 1)] == [True] * pages
    assert all("KDI-2507-003" in page.text for page in printed)


def test_a_page_without_rows_says_so() -> None:
    doors, frames = read_geometry(print_order(sample_order(doors=0, frames=0)))
    assert "NO DOORS IN THIS JOB ORDER" in doors.text
    assert "NO FRAMES IN THIS JOB ORDER" in frames.text


def test_the_same_order_gives_the_same_bytes() -> None:
    order = long_and_chinese_draft()
    assert print_order(order) == print_order(order)


def test_only_the_foot_tells_when_it_was_printed() -> None:
    later = replace(FOOT, printed_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    pdf = render_pdf(sample_order(), shipped_options(), later)
    assert b"(D:20260102030400Z)" in pdf
    assert "02/01/2026 03:04" in read_geometry(pdf)[0].text


def test_words_that_fit_no_cell_are_printed_as_notes() -> None:
    pages = read_geometry(print_order(long_and_chinese_draft()))
    assert "see note 1" in pages[0].text
    assert "Note 1 (DOOR 2, door type): Three-leaf folding partition with pass door" in pages[-1].text


def no_words_cross_the_edges(page: PageGeometry) -> bool:
    return all(10 < run.x < 832 and 10 < run.baseline < 585 for run in page.words)


@pytest.mark.parametrize("name", ORDERS)
def test_nothing_is_printed_outside_the_form(name: str) -> None:
    watermark = set("DRAFT")
    for page in read_geometry(print_order(ORDERS[name])):
        kept = tuple(run for run in page.words if run.text not in watermark)
        assert no_words_cross_the_edges(PageGeometry(kept, page.rulings, page.text))


def test_a_draft_says_so_and_a_finished_order_does_not() -> None:
    draft = read_geometry(print_order(long_and_chinese_draft()))
    assert all("DRAFT, not for production: 2 questions are open" in page.text for page in draft)
    assert "DRAFT" not in all_text(print_order(sample_order()))


def test_doubtful_cells_are_marked_on_a_draft_only() -> None:
    order = build(an_invoice(a_door(width_mm=a_field(915, doubts=("Blurred.",)))), shipped_options())
    draft = replace(order, issues=(Issue("po_no", "Is this the number?"),))
    assert render_html(order, shipped_options(), FOOT).count('class="doubtful"') == 0
    assert render_html(draft, shipped_options(), FOOT).count('class="doubtful"') == 3  # the width; PO NO on both pages


def test_a_revision_says_what_it_replaces_and_marks_what_changed() -> None:
    order = replace(sample_order(), revision=Revision("B", "A", "2025-03-12", ("doors[0].width_mm", "frames[0]")))
    html = render_html(order, shipped_options(), FOOT)
    assert "Rev. B, replaces Rev. A of 12/03" in read_geometry(print_order(order))[0].text
    assert html.count('<path class="changed"') == 2


def test_a_date_that_was_worked_out_says_so() -> None:
    options = replace(shipped_options(), lead_days=14)
    order = build(an_invoice(a_door(), delivery_date=None), options)
    assert "28/07/2025 worked out: order date + 14 days" in read_geometry(print_order(order))[0].text


def test_values_cannot_bring_markup_or_printer_options() -> None:
    trick = '"><meta name="pdfkit-enable-local-file-access" content=""><script>1</script>{{ 7 * 7 }}&amp;'
    order = build(an_invoice(a_door(remark=a_field(trick))), shipped_options())
    assert "<script" not in render_html(order, shipped_options(), FOOT)
    assert without_blanks(trick) in all_text(print_order(order))


def test_absent_values_stay_blank() -> None:
    bare = a_door(**dict.fromkeys(("quantity", "laminate_code", "thickness_mm", "width_mm", "height_mm", "location")))
    html = render_html(build(an_invoice(bare), shipped_options()), shipped_options(), FOOT)
    text = without_blanks(html)
    assert ">6S-A057<" not in text
    assert " x " not in text
    assert "None" not in text


def test_other_options_are_printed_and_ticked() -> None:
    shipped = shipped_options()
    thinner = replace(
        shipped, door_thickness=replace(shipped.door_thickness, options=shipped.door_thickness.options[:1])
    )
    order = build(an_invoice(a_door()), thinner)
    printed = read_geometry(print_order(order, thinner))[0].text
    assert "48mm" not in printed
    assert "43mm" in printed  # the value, now beside Others


def test_a_ticked_box_is_never_without_its_words() -> None:
    """Words that the company chose too long for the box stand in a note, as values do."""
    options = shipped_options()
    long = BoxOption(
        "foam", "High-density phenolic foam core with a moisture barrier on both faces and edges, FD30 rated"
    )
    order = build(an_invoice(a_door(door_core=a_field("foam"))), replace(options, door_core=BoxGroup((long,))))
    assert without_blanks(long.label) in all_text(
        render_pdf(order, replace(options, door_core=BoxGroup((long,))), FOOT)
    )


def test_a_site_may_put_its_own_style_in_front(tmp_path: Path) -> None:
    (tmp_path / "job_order.css").write_text("/* house style */")
    html = render_html(sample_order(), shipped_options(), FOOT, templates=tmp_path)
    assert "/* house style */" in html
    assert "zoom" not in html


def test_the_logo_is_printed(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "red").save(logo)
    pdf = print_order(sample_order(), replace(shipped_options(), logo=str(logo)))
    page = pdfium.PdfDocument(pdf)[0]
    red, green, blue = page.render(scale=1).to_pil().getpixel((30, 20))
    assert (red > 250, green < 5, blue < 5) == (True, True, True)


def test_a_logo_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderingFailed, match=r"gone\.png cannot be read: correct company\.logo"):
        print_order(sample_order(), replace(shipped_options(), logo=str(tmp_path / "gone.png")))


def test_a_demo_is_marked_as_one() -> None:
    html = render_html(sample_order(), shipped_options(), FOOT, demo=True)
    assert html.count(">DEMO</text>") == 2


@pytest.mark.parametrize("page", [0, 1])
def test_a_phone_reads_the_jobs_address_from_either_page(page: int) -> None:
    picture = pdfium.PdfDocument(print_order(sample_order()))[page].render(scale=4).to_numpy()
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert read == FOOT.address


def test_type_is_embedded() -> None:
    pdf = print_order(long_and_chinese_draft())
    assert pdf.count(b"/FontFile2") >= 4  # narrow, narrow bold, signature labels, Chinese
