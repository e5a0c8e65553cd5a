"""What kind of file this is, by its content. The name and the sender's word for it are not believed."""

from __future__ import annotations

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
WEBP = "image/webp"
HEIC = "image/heic"
XML = "application/xml"
JSON = "application/json"

IMAGES = frozenset({JPEG, PNG, TIFF, WEBP, HEIC})
EINVOICES = frozenset({XML, JSON})

# Readers accept up to this much rubbish before the header (ISO 32000-1, annex H, implementation note 13).
_PDF_HEADER_WITHIN = 1024
_PREFIXES = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"II*\x00", TIFF), (b"MM\x00*", TIFF))
# ISO/IEC 23008-12, 10: brands of still images that libheif opens.
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def media_type(data: bytes) -> str | None:
    """The media type that ``data`` begins like, or None when it is nothing that can be read.

    The first kilobyte is enough. XML and JSON are told by their first sign only: whether they hold an invoice is
    the e-invoice reader's business.
    """
    for prefix, name in _PREFIXES:
        if data.startswith(prefix):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return HEIC
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return PDF
    return _text_type(data)


def _text_type(data: bytes) -> str | None:
    start = _opening_text(data)
    if start.startswith("<") and not start.lower().startswith(("<!doctype html", "<html")):
        return XML
    if start.startswith(("{", "[")) and '"' in start:
        return JSON
    return None


def _opening_text(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) : _PDF_HEADER_WITHIN].decode(encoding, errors="replace").lstrip()
    return data[:_PDF_HEADER_WITHIN].decode("utf-8", errors="replace").lstrip()
