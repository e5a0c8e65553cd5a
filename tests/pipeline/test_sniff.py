"""The kind of a file is told by its content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sniff import HEIC, JPEG, JSON, PDF, PNG, TIFF, WEBP, XML, media_type


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7 ...", PDF),
        (b"\x00 junk of a mail gateway\n%PDF-1.4", PDF),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", JPEG),
        (b"\x89PNG\r\n\x1a\n\x00", PNG),
        (b"II*\x00\x08\x00", TIFF),
        (b"MM\x00*\x00\x08", TIFF),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", WEBP),
        (b"\x00\x00\x00\x18ftypheic\x00", HEIC),
        (b'<?xml version="1.0"?><Invoice/>', XML),
        (b"\xef\xbb\xbf\n  <Invoice xmlns='x'/>", XML),
        ("\ufeff<Invoice/>".encode("utf-16-le"), XML),
        (b' {"Invoice": []}', JSON),
        (b"", None),
        (b"PK\x03\x04 word/document.xml", None),
        (b"<!DOCTYPE html><html></html>", None),
        (b"Dear sirs, please find attached", None),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
    ],
)
def test_a_file_is_known_by_its_first_bytes(data: bytes, expected: str | None) -> None:
    assert media_type(data) == expected


@given(st.binary(max_size=64))
def test_any_bytes_have_a_kind_or_none(data: bytes) -> None:
    assert media_type(data) in {PDF, JPEG, PNG, TIFF, WEBP, HEIC, XML, JSON, None}
