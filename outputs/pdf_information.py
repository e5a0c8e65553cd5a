"""What a PDF says of itself: its title, and when it was made (ISO 32000-1, 14.3.3).

wkhtmltopdf leaves the title empty, and a viewer then shows a digest as the window's name. Both are written as an
incremental update (7.5.6): one more object, one more cross-reference section, and nothing before them moves.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)


def with_information(pdf: bytes, title: str, made_at: datetime) -> bytes:
    """``pdf`` with its title and its time. Raises :class:`ValueError` when its end is not a classic trailer."""
    found = _TRAILER.search(pdf)
    if found is None:
        raise ValueError("the PDF ends without a trailer")
    size, root = (_entry(found[1], name) for name in (b"Size", b"Root"))
    number, body = int(size), pdf if pdf.endswith(b"\n") else pdf + b"\n"
    entry = b"%d 0 obj\n<< /Title %s /CreationDate %s >>\nendobj\n" % (number, _text(title), _moment(made_at))
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(body))
    trailer = b"trailer\n<< /Size %d /Root %s /Info %d 0 R /Prev %s >>\n" % (number + 1, root, number, found[2])
    return body + entry + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(body) + len(entry))


def _entry(dictionary: bytes, name: bytes) -> bytes:
    found = re.search(rb"/%s\s+(\d+(?:\s+\d+\s+R)?)" % name, dictionary)
    if found is None:
        raise ValueError(f"the PDF's trailer has no {name.decode()}")
    return found[1]


def _text(words: str) -> bytes:
    """A text string in UTF-16 with its mark, written in hexadecimal: nothing in it needs escaping."""
    return b"<" + ("\ufeff" + words).encode("utf-16-be").hex().encode() + b">"


def _moment(moment: datetime) -> bytes:
    return moment.astimezone(UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode()
