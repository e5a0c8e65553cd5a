"""Any page ends as upright words with boxes, by the reader that can be believed, or is refused with a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped] # it has no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.errors import NeedsPassword, Refused
from pipeline.model import Page
from pipeline.reading import ReadingLimits, page_image, read
from pipeline.reading.unlock import unlocked
from tests.pipeline.reading.papers import (
    LINES,
    Pixels,
    as_image_pdf,
    draw_order,
    photographed,
    photographed_close,
    picture_of,
    print_lines,
    scanned,
)

LIMITS = ReadingLimits()


def letters(text: str) -> str:
    return "".join(text.split()).casefold()


def lines_missing_from(page: Page) -> list[str]:
    """The printed lines that were not read in order and to the letter."""
    read_as = letters("".join(word.text for word in page.words))
    return [line for line in LINES if letters(line) not in read_as]


def only_page(path: Path, reader: str = "auto") -> Page:
    document = read(path, LIMITS, reader)
    assert len(document.pages) == 1
    return document.pages[0]


def save(path: Path, picture: Pixels) -> Path:
    cv2.imwrite(str(path), picture)
    return path


def turned_by(degrees: int, picture: Pixels) -> Pixels:
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def shown_page(path: Path, max_px: int) -> Pixels:
    """The page image in grey."""
    encoded = page_image(path, 1, max_px, LIMITS)
    return np.asarray(Image.open(io.BytesIO(encoded)).convert("L"))


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_order(tmp_path_factory.mktemp("papers") / "order.pdf")


@pytest.fixture(scope="module")
def picture(order: Path) -> Pixels:
    return picture_of(order)


def test_a_born_digital_page_is_read_from_its_text_layer(order: Path) -> None:
    page = only_page(order)
    assert page.engine == "text layer"
    assert lines_missing_from(page) == []
    assert [word.text for word in page.words[:4]] == ["EXAMPLE", "TIMBER", "SDN", "BHD"]


def test_boxes_of_a_text_layer_lie_on_the_print(order: Path) -> None:
    word = only_page(order).words[0]
    assert word.box.x0 * 595 == pytest.approx(60, abs=1.5)
    assert word.box.y1 * 842 == pytest.approx(842 - 760, abs=4)
    assert 8 < word.box.height * 842 < 14


def test_drawn_lines_are_found(order: Path) -> None:
    rulings = only_page(order).rulings
    level = [box for box in rulings if box.width > 0.6 and box.height < 0.005]
    upright = [box for box in rulings if box.height > 0.12 and box.width < 0.005]
    assert (len(level), len(upright)) == (3, 2)


@pytest.mark.parametrize("as_scan", [False, True])
def test_print_that_runs_up_a_page_is_kept_apart_from_its_lines(tmp_path: Path, *, as_scan: bool) -> None:
    path = tmp_path / "titles.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    print_lines(canvas)
    canvas.setFont("Helvetica-Bold", 12)
    for x, title in ((500, "Thickness"), (530, "Door core")):
        canvas.saveState()
        canvas.translate(x, 600)
        canvas.rotate(90)
        canvas.drawString(0, 0, title)
        canvas.restoreState()
    canvas.save()
    page = only_page(save(tmp_path / "titles.png", picture_of(path)) if as_scan else path)
    assert lines_missing_from(page) == []
    assert [word.text for word in page.turned] == ["Thickness", "Door", "core"]
    assert page.turned[0].box.x1 * page.width == pytest.approx(503, abs=4)
    assert page.turned[0].box.y1 * page.height == pytest.approx(242, abs=5)
    assert page.turned[0].box.height * page.height == pytest.approx(57, abs=8)


@pytest.mark.parametrize(
    ("turned", "page_rotation"), [(0, 90), (0, 180), (0, 270), (90, 0), (180, 0), (270, 0), (90, 90)]
)
def test_a_turned_text_layer_comes_out_upright(tmp_path: Path, turned: int, page_rotation: int) -> None:
    path = draw_order(tmp_path / "turned.pdf", turned, page_rotation)
    page = only_page(path)
    assert page.engine == "text layer"
    assert (page.width, page.height) == (595, 842)
    assert lines_missing_from(page) == []
    assert page.words[0].text == "EXAMPLE"
    shown = shown_page(path, 842)
    box = page.words[0].box
    first = shown[int(box.y0 * 842) : int(box.y1 * 842), int(box.x0 * 595) : int(box.x1 * 595)]
    assert first.min() < 100
    assert shown[int(0.9 * 842) :].min() > 200


def test_white_text_on_white_is_not_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "hidden.pdf"), pagesize=(595, 842))
    print_lines(canvas)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 300, "NOBODY CAN SEE 999")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(50, 240, 400, 24, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 248, "WHITE ON BLACK")
    canvas.save()
    words = [word.text for word in only_page(tmp_path / "hidden.pdf").words]
    assert "NOBODY" not in words
    assert words[-3:] == ["WHITE", "ON", "BLACK"]


def test_text_under_a_picture_is_not_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "covered.pdf"), pagesize=(595, 842))
    print_lines(canvas)
    canvas.drawString(60, 300, "COVERED 999")
    canvas.setFillColorRGB(1, 1, 0.9)
    canvas.rect(40, 280, 300, 60, fill=1, stroke=0)
    canvas.save()
    assert "COVERED" not in [word.text for word in only_page(tmp_path / "covered.pdf").words]


def test_letterspaced_titles_are_words(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "spaced.pdf"), pagesize=(595, 842))
    print_lines(canvas)
    title = canvas.beginText(60, 300)
    title.setFont("Helvetica-Bold", 14)
    title.setCharSpace(6)
    title.textOut("TAX INVOICE")
    canvas.drawText(title)
    canvas.save()
    assert [word.text for word in only_page(tmp_path / "spaced.pdf").words][-2:] == ["TAX", "INVOICE"]


def test_an_earlier_ocr_behind_a_scan_is_not_believed(tmp_path: Path, picture: Pixels) -> None:
    path = as_image_pdf(tmp_path / "layered.pdf", scanned(picture), "EXAMPIE T1MBER 5DN 8HD\nGrand Tota1 RM l2,48O.5O")
    page = only_page(path)
    assert page.engine == "ocr"
    assert "earlier OCR" in page.why
    assert lines_missing_from(page) == []


def test_print_that_the_text_layer_lacks_is_added_by_ocr(tmp_path: Path, picture: Pixels) -> None:
    cv2.imwrite(str(tmp_path / "body.png"), picture)
    canvas = Canvas(str(tmp_path / "outlined.pdf"), pagesize=(595, 842))
    canvas.drawImage(str(tmp_path / "body.png"), 0, 0, 595, 842)
    canvas.drawString(60, 100, "Page 1 of 1")
    canvas.save()
    page = only_page(tmp_path / "outlined.pdf")
    assert lines_missing_from(page) == []
    assert [word.text for word in page.words].count("Page") == 1


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_scan_is_read_whichever_way_it_lies(tmp_path: Path, picture: Pixels, degrees: int) -> None:
    scan = scanned(picture)
    page = only_page(save(tmp_path / "scan.jpg", turned_by(degrees, scan)))
    assert page.engine == "ocr"
    assert lines_missing_from(page) == []
    assert page.rotation == (360 - degrees) % 360
    assert page.height > page.width


def test_rows_of_a_skewed_scan_are_level(tmp_path: Path, picture: Pixels) -> None:
    page = only_page(save(tmp_path / "askew.png", scanned(picture, 3.0)))
    row = {word.text: word.box.centre_y for word in page.words}
    assert row["PURCHASE"] == pytest.approx(row["PO-2026-0417"], abs=0.004)
    assert "levelled" in page.why
    assert "perspective" not in page.why


def test_a_photo_is_cut_out_flattened_and_read(tmp_path: Path, picture: Pixels) -> None:
    page = only_page(save(tmp_path / "photo.jpg", photographed(picture)))
    assert lines_missing_from(page) == []
    assert (round(page.width), round(page.height)) == (595, 842)
    first = page.words[0].box
    assert first.x0 == pytest.approx(60 / 595, abs=0.02)
    assert first.y1 == pytest.approx((842 - 760) / 842, abs=0.02)


def test_lines_of_a_photo_without_edges_are_made_level(tmp_path: Path, picture: Pixels) -> None:
    page = only_page(save(tmp_path / "close.jpg", photographed_close(picture)))
    assert lines_missing_from(page) == []
    assert "perspective taken out" in page.why
    places = {word.text: word.box.centre_y for word in page.words}
    assert places["No."] == pytest.approx(places["47000"], abs=0.006)
    assert places["Grand"] == pytest.approx(places["12,480.50"], abs=0.006)


def test_exif_orientation_is_obeyed(tmp_path: Path, picture: Pixels) -> None:
    lying = Image.fromarray(turned_by(270, scanned(picture, 0)))
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn me a quarter to the right"
    lying.save(tmp_path / "phone.jpg", exif=exif, quality=90)
    page = only_page(tmp_path / "phone.jpg")
    assert page.rotation == 0
    assert lines_missing_from(page) == []


def test_a_standard_resolution_fax_is_made_square(tmp_path: Path, order: Path) -> None:
    fine = cv2.cvtColor(picture_of(order, 204), cv2.COLOR_BGR2GRAY)
    coarse = cv2.resize(fine, (1728, 1143), interpolation=cv2.INTER_AREA)
    fax = Image.fromarray(coarse).convert("1", dither=Image.Dither.NONE)
    fax.save(tmp_path / "fax.tiff", compression="group4", dpi=(204, 98))
    page = only_page(tmp_path / "fax.tiff")
    assert page.height / page.width == pytest.approx(1.38, abs=0.02)
    assert len(lines_missing_from(page)) <= 1  # half of the rows are gone: a comma or a bar may be too


def test_a_very_large_scan_keeps_its_size_in_points(tmp_path: Path, picture: Pixels) -> None:
    large = Image.fromarray(picture).resize((4960, 7016)).convert("1")
    large.save(tmp_path / "large.png", dpi=(600, 600))
    page = only_page(tmp_path / "large.png")
    assert page.width == pytest.approx(595, abs=2)
    assert page.height == pytest.approx(842, abs=2)
    assert lines_missing_from(page) == []


def test_every_page_of_a_tiff_is_read(tmp_path: Path, picture: Pixels) -> None:
    first = Image.fromarray(picture).convert("1")
    first.save(tmp_path / "two.tiff", save_all=True, append_images=[first], compression="group4", dpi=(200, 200))
    document = read(tmp_path / "two.tiff", LIMITS)
    assert [page.number for page in document.pages] == [1, 2]
    assert all(lines_missing_from(page) == [] for page in document.pages)


@pytest.mark.parametrize("name", ["order.heic", "order.webp", "order.png"])
def test_phone_and_web_formats_are_read(tmp_path: Path, picture: Pixels, name: str) -> None:
    pillow_heif.register_heif_opener()
    Image.fromarray(picture).save(tmp_path / name, quality=90)
    assert lines_missing_from(only_page(tmp_path / name)) == []


def test_a_lone_figure_in_a_column_is_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "column.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    for index in range(8):
        canvas.drawString(60, 700 - 30 * index, "LAMINATED DOOR WITH FRAME")
        canvas.drawString(400, 700 - 30 * index, "1")
    canvas.save()
    page = only_page(save(tmp_path / "column.png", picture_of(tmp_path / "column.pdf")))
    assert [word.text for word in page.words].count("1") == 8


def test_a_blank_page_has_no_words(tmp_path: Path) -> None:
    assert only_page(save(tmp_path / "blank.png", np.full((1200, 850, 3), 255, np.uint8))).words == ()


def test_a_page_image_shows_what_was_read(tmp_path: Path, picture: Pixels) -> None:
    path = save(tmp_path / "photo.jpg", turned_by(180, photographed(picture)))
    page = only_page(path)
    shown = shown_page(path, 1000)
    height, width = shown.shape
    assert max(height, width) == 1000
    for word in page.words:
        patch = shown[
            int(word.box.y0 * height) : int(word.box.y1 * height) + 1,
            int(word.box.x0 * width) : int(word.box.x1 * width) + 1,
        ]
        assert patch.min() < 140, word.text


def test_an_owner_password_does_not_matter(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "owned.pdf"), encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    print_lines(canvas)
    canvas.save()
    assert lines_missing_from(only_page(tmp_path / "owned.pdf")) == []


def test_a_user_password_is_asked_for_and_takes_the_lock_off(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "locked.pdf"), encrypt=StandardEncryption("door", ownerPassword="owner"))
    print_lines(canvas)
    canvas.save()
    with pytest.raises(NeedsPassword) as caught:
        read(tmp_path / "locked.pdf", LIMITS)
    assert caught.value.code == "encrypted"
    with pytest.raises(NeedsPassword, match="does not open"):
        unlocked(tmp_path / "locked.pdf", LIMITS, "window")
    (tmp_path / "copy.pdf").write_bytes(unlocked(tmp_path / "locked.pdf", LIMITS, "door"))
    assert lines_missing_from(only_page(tmp_path / "copy.pdf")) == []


def refusal_of(path: Path, limits: ReadingLimits = LIMITS) -> str:
    with pytest.raises(Refused) as caught:
        read(path, limits)
    assert caught.value.reason.endswith(".")
    return caught.value.code


def test_bad_files_are_refused_with_a_code(tmp_path: Path, order: Path, picture: Pixels) -> None:
    whole = order.read_bytes()
    jpeg = save(tmp_path / "whole.jpg", picture).read_bytes()
    bad = {
        "empty": b"",
        "not_a_document": b"PK\x03\x04 a word processor's file, renamed",
        "corrupt": b"%PDF-1.7\n" + whole[9 : len(whole) // 3],
    }
    for code, data in bad.items():
        (tmp_path / "bad.pdf").write_bytes(data)
        assert refusal_of(tmp_path / "bad.pdf") == code
    (tmp_path / "cut.jpg").write_bytes(jpeg[: len(jpeg) // 2])
    assert refusal_of(tmp_path / "cut.jpg") == "corrupt"


def test_limits_are_kept(tmp_path: Path, order: Path, picture: Pixels) -> None:
    assert refusal_of(order, ReadingLimits(max_bytes=100)) == "too_large"
    assert refusal_of(save(tmp_path / "big.png", picture), ReadingLimits(max_pixels=1_000_000)) == "image_too_large"
    scan = as_image_pdf(tmp_path / "big.pdf", picture)
    assert refusal_of(scan, ReadingLimits(max_pixels=1_000_000)) == "image_too_large"
    canvas = Canvas(str(tmp_path / "long.pdf"))
    for _ in range(3):
        canvas.showPage()
    canvas.save()
    assert refusal_of(tmp_path / "long.pdf", ReadingLimits(max_pages=2)) == "too_many_pages"


def test_a_picture_bomb_is_refused_unopened(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    assert refusal_of(tmp_path / "bomb.png") == "image_too_large"


def test_a_reader_can_be_asked_for_by_name(order: Path, tmp_path: Path, picture: Pixels) -> None:
    assert only_page(order, "ocr").engine == "ocr"
    assert only_page(order, "text-layer").engine == "text layer"
    with pytest.raises(Refused):
        read(save(tmp_path / "scan.png", picture), LIMITS, "text-layer")
    with pytest.raises(ValueError, match="There is no reader"):
        read(order, LIMITS, "crystal ball")


def test_there_is_no_picture_of_a_page_that_is_not_there(order: Path) -> None:
    with pytest.raises(Refused, match="no page 2"):
        page_image(order, 2, 800, LIMITS)
