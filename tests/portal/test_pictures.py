"""A page is sent as it is lightest: print in a few greys without loss, a scan as the photograph it is."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.archive import Archive
from portal.pictures import Pictures, Size

LOSSLESS, LOSSY = b"VP8L", b"VP8 "
"""How a WebP file says which it is (RFC 9649, 2.5 and 2.6)."""


def png(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


PRINT = np.full((60, 80), 255, np.uint8)
PRINT[20:24] = 0
PRINT[24] = 130  # a line's soft edge
SCAN = np.random.default_rng(1).integers(230, 254, (60, 80), np.uint8)
LOGO = np.stack([PRINT, PRINT, np.where(PRINT == 0, np.uint8(200), PRINT)], axis=2)


@pytest.mark.parametrize(
    ("page", "kind"), [(PRINT, LOSSLESS), (SCAN, LOSSY), (LOGO, LOSSY)], ids=["print", "scan", "logo"]
)
def test_only_print_without_a_colour_is_sent_in_a_few_greys(
    page: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], kind: bytes, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    sent = Pictures(archive, lambda *_: png(page)).page(archive.put(b"a file"), 1, Size.PHONE)
    assert sent[12:16] == kind
    seen = np.asarray(Image.open(io.BytesIO(sent)).convert("L"), np.int16)
    if kind is LOSSLESS:
        assert abs(seen - page.astype(np.int16)).max() <= 255 / 7 / 2  # half a step between two greys
        assert seen.max() == 255
        assert seen.min() == 0
