"""Whatever is dropped, the sender is told what to do, nothing is lost, and the next file is processed."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped] # it has no types
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped] # it has no types

from pipeline.jobs import JobState
from tests.journeys.conftest import Start
from tests.journeys.running import names
from tests.waiting import wait_for


def a_pdf(pages: int, password: str | None = None) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption(password) if password else None)
    for number in range(pages):
        canvas.drawString(100, 700, f"INVOICE page {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def a_png(side: int) -> bytes:
    """A white square of so many pixels, a few kilobytes large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\x00" + b"\xff" * (side // 8)
    rows = zlib.compress(row * side, 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


BAD = {
    "locked.pdf": (a_pdf(1, "secret"), "encrypted", "password"),
    "cut.pdf": (a_pdf(3)[:700] + b"\n%%EOF", "corrupt", "again"),
    "long.pdf": (a_pdf(51), "too_many_pages", "50"),
    "big.pdf": (a_pdf(1) + b"\n" * (16 * 2**20) + b"%%EOF", "too_large", "16 MB"),
    "huge.png": (a_png(20_000), "image_too_large", "20,000"),
    "letter.docx": (b"PK\x03\x04 not a document", "not_a_document", "PDF"),
}


def test_each_bad_file_is_refused_with_what_to_do_and_the_good_one_after_it_is_processed(
    start: Start, sample_files: dict[str, bytes]
) -> None:
    service = start()
    inbox: Path = service.data / "inbox"
    for name, (content, _, _) in BAD.items():
        (inbox / name).write_bytes(content)
    (inbox / "good.pdf").write_bytes(sample_files["invoice.pdf"])
    wait_for(service.all_ended(len(BAD) + 1), 120)
    jobs = service.jobs()
    assert {name: jobs[name].code for name in BAD} == {name: code for name, (_, code, _) in BAD.items()}
    assert jobs["good.pdf"].state is not JobState.FAILED
    expected = sorted([*BAD, *(f"{name}.txt" for name in BAD)])
    wait_for(lambda: names(service.data / "failed") == expected)
    for name, (content, _, advice) in BAD.items():
        assert (service.data / "failed" / name).read_bytes() == content
        assert advice in (service.data / "failed" / f"{name}.txt").read_text()
