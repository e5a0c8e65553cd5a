"""Scan and photo are pictures only, worn in the way they claim, and the same each time."""

import hashlib
import io

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from samples import printed, worn
from samples.facts import PHOTO, SCAN


@pytest.fixture(scope="module")
def scan() -> bytes:
    return worn.scan(printed.pdf(SCAN))


@pytest.fixture(scope="module")
def photo() -> bytes:
    return worn.photo(printed.pdf(PHOTO))


def test_scan_has_no_text_layer(scan: bytes) -> None:
    document = pypdfium2.PdfDocument(scan)
    try:
        assert document[0].get_textpage().count_chars() == 0
    finally:
        document.close()


def test_scan_is_an_a4_page(scan: bytes) -> None:
    document = pypdfium2.PdfDocument(scan)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    assert (width, height) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))


def test_photo_is_unevenly_lit_on_a_dark_table(photo: bytes) -> None:
    grey = np.asarray(Image.open(io.BytesIO(photo)).convert("L"), dtype=np.float64)
    height, width = grey.shape
    table = grey[:40, :40].mean()
    upper_left = np.median(grey[height // 8 : height // 4, width // 8 : width // 4])
    lower_right = np.median(grey[-height // 4 : -height // 8, -width // 4 : -width // 8])
    assert table < 80
    assert lower_right < 0.92 * upper_left


def test_same_bytes_each_time(scan: bytes, photo: bytes) -> None:
    again = worn.scan(printed.pdf(SCAN)), worn.photo(printed.pdf(PHOTO))
    assert [hashlib.sha256(b).hexdigest() for b in again] == [hashlib.sha256(b).hexdigest() for b in (scan, photo)]
