"""Writes the mails in tests/intake/eml/, byte for byte the same every time: ``python -m tests.intake.eml``.

They are files so that a person can open them in a mail program.
"""

from __future__ import annotations

import base64
import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.intake.conftest import pdf

FOLDER = Path(__file__).parent / "eml"
MAILS: dict[str, Callable[[], str]] = {}

UBL = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    b'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    b'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
    b"<cbc:ID>INV-20260042</cbc:ID><cbc:IssueDate>2026-11-02</cbc:IssueDate>"
    b"<cbc:InvoiceTypeCode>01</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>MYR</cbc:DocumentCurrencyCode>"
    b"<cac:InvoiceLine><cbc:ID>1</cbc:ID><cac:Item><cbc:Description>Door 900 x 2100</cbc:Description></cac:Item>"
    b"</cac:InvoiceLine></Invoice>\n"
)


def mail(write: Callable[[], str]) -> Callable[[], str]:
    """A mail of the collection, by its function's name."""
    MAILS[write.__name__] = write
    return write


def head(kind: str, number: int, *more: str) -> str:
    lines = [
        "Return-Path: <sales@sendora.example>",
        "From: Sales <sales@sendora.example>",
        "To: orders@sendora.example",
        f"Subject: Mail {number}",
        "Date: Mon, 02 Nov 2026 10:00:00 +0800",
        f"Message-ID: <eml-{number}@sendora.example>",
        *more,
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
    ]
    return "\n".join(lines) + "\n\n"


def part(headers: str, data: bytes | str) -> str:
    """A part: text as it is, bytes in Base64."""
    if isinstance(data, str):
        return f"{headers}\n\n{data}\n"
    text = base64.encodebytes(data).decode()
    return f"{headers}\nContent-Transfer-Encoding: base64\n\n{text}"


def mixed(boundary: str, *parts: str) -> str:
    return "".join(f"--{boundary}\n{one}" for one in parts) + f"--{boundary}--\n"


TEXT = part("Content-Type: text/plain; charset=utf-8", "Please see attached.")


def attached(name: str, data: bytes, kind: str = "application/pdf") -> str:
    return part(f'Content-Type: {kind}; name="{name}"\nContent-Disposition: attachment; filename="{name}"', data)


def png(width: int, height: int, seed: int = 1) -> bytes:
    """A picture of noise: so many pixels, and bytes enough for a scan."""
    value, rows = seed, bytearray()
    for _ in range(height):
        rows.append(0)
        for _ in range(width):
            value = (value * 1103515245 + 12345) & 0x7FFFFFFF
            rows.append(value >> 16 & 0xFF)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + chunk(b"IEND", b"")
    )


def zipped(**files: bytes) -> bytes:
    """A zip with the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name.replace("__", ".").replace("SLASH", "/"))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def winmail(name: str, data: bytes) -> bytes:
    """A winmail.dat with one attachment: short name and bytes as attributes, the long name as a property."""

    def attribute(level: int, number: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    long_name = (name + "\0").encode("utf-16-le")
    padded = long_name + b"\0" * (-len(long_name) % 4)
    properties = struct.pack("<IHHII", 1, 0x001F, 0x3707, 1, len(long_name)) + padded
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x00089006, struct.pack("<I", 0x00010000))
        + attribute(2, 0x00069002, b"\0" * 14)
        + attribute(2, 0x00018010, b"INVOIC~1.PDF\0")
        + attribute(2, 0x0006800F, data)
        + attribute(2, 0x00069005, properties)
    )


@mail
def m01_attached() -> str:
    return head('multipart/mixed; boundary="b"', 1) + mixed("b", TEXT, attached("invoice.pdf", pdf("eml 1")))


@mail
def m02_inline() -> str:
    inline = part(
        'Content-Type: application/pdf\nContent-Disposition: inline; filename="INV.2026.11.pdf"', pdf("eml 2")
    )
    return head('multipart/mixed; boundary="b"', 2) + mixed("b", TEXT, inline)


@mail
def m03_forwarded_as_message() -> str:
    inner = head('multipart/mixed; boundary="c"', 103) + mixed("c", TEXT, attached("po.pdf", pdf("eml 3")))
    return head('multipart/mixed; boundary="b"', 3) + mixed("b", TEXT, f"Content-Type: message/rfc822\n\n{inner}")


@mail
def m04_forwarded_twice() -> str:
    inmost = head('multipart/mixed; boundary="d"', 204) + mixed("d", TEXT, attached("deep.pdf", pdf("eml 4")))
    inner = head('multipart/mixed; boundary="c"', 104) + mixed("c", TEXT, f"Content-Type: message/rfc822\n\n{inmost}")
    return head('multipart/mixed; boundary="b"', 4) + mixed("b", f"Content-Type: message/rfc822\n\n{inner}")


@mail
def m05_octet_stream() -> str:
    stream = attached("scan0001", pdf("eml 5"), "application/octet-stream")
    return head('multipart/mixed; boundary="b"', 5) + mixed("b", TEXT, stream)


@mail
def m06_rfc2231_name() -> str:
    named = part(
        "Content-Type: application/pdf\nContent-Disposition: attachment;\n"
        " filename*0*=utf-8''Pesanan%20Pintu%20;\n filename*1*=%E2%80%93%20Ruang%20Tamu.pdf",
        pdf("eml 6"),
    )
    return head('multipart/mixed; boundary="b"', 6) + mixed("b", TEXT, named)


@mail
def m07_encoded_word_name() -> str:
    named = part(
        'Content-Type: application/pdf; name="=?utf-8?B?55m856WoLnBkZg==?="\nContent-Disposition: attachment',
        pdf("eml 7"),
    )
    return head('multipart/mixed; boundary="b"', 7) + mixed("b", TEXT, named)


@mail
def m08_winmail() -> str:
    wrapped = attached("winmail.dat", winmail("Invoice for doors.pdf", pdf("eml 8")), "application/ms-tnef")
    return head('multipart/mixed; boundary="b"', 8) + mixed("b", TEXT, wrapped)


@mail
def m09_zip() -> str:
    packed = zipped(aSLASHone__pdf=pdf("eml 9a"), aSLASHtwo__pdf=pdf("eml 9b"), __MACOSXSLASHx__pdf=pdf("eml 9c"))
    return head('multipart/mixed; boundary="b"', 9) + mixed("b", TEXT, attached("docs.zip", packed, "application/zip"))


@mail
def m10_logo_and_signature() -> str:
    html = part(
        "Content-Type: text/html; charset=utf-8", '<p>See attached.</p><img src="cid:logo@x"><img src="cid:ad@x">'
    )
    logo = part('Content-Type: image/png; name="image001.png"\nContent-ID: <logo@x>', png(120, 40))
    banner = part('Content-Type: image/png; name="image002.png"\nContent-ID: <ad@x>', png(900, 120))
    signed = attached("smime.p7s", b"0\x80\x06\x09*\x86H", "application/pkcs7-signature")
    related = mixed("r", html, logo, banner)
    body = f'Content-Type: multipart/related; boundary="r"\n\n{related}'
    return head('multipart/mixed; boundary="b"', 10) + mixed("b", body, attached("inv.pdf", pdf("eml 10")), signed)


@mail
def m11_photo_in_the_text() -> str:
    html = part("Content-Type: text/html; charset=utf-8", '<p>Photo:</p><img src="cid:photo@x">')
    photo = part(
        'Content-Type: image/png; name="IMG_0001.png"\nContent-ID: <photo@x>\nContent-Disposition: inline',
        png(520, 560),
    )
    return head('multipart/related; boundary="b"', 11) + mixed("b", html, photo)


@mail
def m12_einvoice_beside_its_pdf() -> str:
    xml = attached("INV-20260042.xml", UBL, "application/xml")
    return head('multipart/mixed; boundary="b"', 12) + mixed(
        "b", TEXT, attached("INV-20260042.pdf", pdf("eml 12")), xml
    )


@mail
def m13_einvoice_and_another_pdf() -> str:
    xml = attached("einvoice.xml", UBL, "text/xml")
    return head('multipart/mixed; boundary="b"', 13) + mixed("b", TEXT, attached("PO-77.pdf", pdf("eml 13")), xml)


@mail
def m14_no_attachment() -> str:
    return head("text/plain; charset=utf-8", 14) + "Where is my order?\n"


@mail
def m15_spreadsheet_only() -> str:
    sheet = zipped(**{"[Content_Types]__xml": b"<Types/>", "xlSLASHmediaSLASHimage1__png": png(520, 540)})
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return head('multipart/mixed; boundary="b"', 15) + mixed("b", TEXT, attached("order.xlsx", sheet, kind))


@mail
def m16_the_same_twice() -> str:
    one, two = attached("a.pdf", pdf("eml 16")), attached("copy of a.pdf", pdf("eml 16"))
    return head('multipart/mixed; boundary="b"', 16) + mixed("b", TEXT, one, two)


@mail
def m17_only_a_pdf() -> str:
    return (
        head('application/pdf; name="bare.pdf"\nContent-Transfer-Encoding: base64', 17)
        + base64.encodebytes(pdf("eml 17")).decode()
    )


@mail
def m18_automatic_sender() -> str:
    more = ("Auto-Submitted: auto-generated", "Precedence: bulk")
    return head('multipart/mixed; boundary="b"', 18, *more) + mixed("b", TEXT, attached("auto.pdf", pdf("eml 18")))


@mail
def m19_bounce() -> str:
    status = part(
        "Content-Type: message/delivery-status",
        "Reporting-MTA: dns; mx.elsewhere.example\n\nAction: failed\nStatus: 5.1.1",
    )
    ours = (
        "Content-Type: message/rfc822\n\n"
        + head('multipart/mixed; boundary="c"', 219)
        + mixed("c", TEXT, attached("KDI-2507-003.pdf", pdf("eml 19")))
    )
    return head('multipart/report; report-type=delivery-status; boundary="b"', 19) + mixed("b", TEXT, status, ours)


@mail
def m20_locked_and_broken_zip() -> str:
    broken = zipped(one__pdf=pdf("eml 20"))[:-30]
    zips = attached("broken.zip", broken, "application/zip"), attached("good.pdf", pdf("eml 20b"))
    return head('multipart/mixed; boundary="b"', 20) + mixed("b", TEXT, *zips)


@mail
def m21_broken_headers() -> str:
    text = head('multipart/mixed; boundary="b"', 21).replace("Subject: Mail 21", "Subject: =?nonsense?Q?=ff=?=")
    wrong = part(
        'Content-Type: application/pdf; name="=?koi-9?B?!!!?="\nContent-Disposition: attachment', pdf("eml 21")
    )
    return text + mixed("b", TEXT, wrong)


def written() -> Iterator[tuple[Path, bytes]]:
    """Each file and its bytes, with the line ends of mails."""
    for name, write in MAILS.items():
        yield FOLDER / f"{name[1:].replace('_', '-')}.eml", write().replace("\n", "\r\n").encode()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, data in written():
        path.write_bytes(data)
    sys.stdout.write(f"{len(MAILS)} mails in {FOLDER}\n")
