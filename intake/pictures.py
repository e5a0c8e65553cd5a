"""Tells a picture of a document from a logo, a signature or a banner, by its bytes and its size in pixels."""

from __future__ import annotations

import struct

SMALL_BYTES = 10_000
"""A page at a resolution that can be read takes more, whatever its format."""
SMALL_SHOWN_BYTES = 60_000
"""The same for a picture that the letter's text shows, as signatures do."""
SHORT_SIDE_PX = 500
"""A page of A5 at 100 dpi has 583; banners and logos have less."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})
"""Markers between C0 and CF that are no start of frame (ITU-T T.81, table B.1)."""


def is_decoration(data: bytes, *, shown: bool) -> bool:
    """Whether the picture is too small for a page; ``shown`` when the letter's text shows it."""
    if len(data) < (SMALL_SHOWN_BYTES if shown else SMALL_BYTES):
        return True
    size = pixels(data)
    return size is not None and min(size) < SHORT_SIDE_PX


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG by its header; None when it says nothing or is something else."""
    if data.startswith(_PNG) and len(data) >= 24:
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    return _jpeg_pixels(data) if data.startswith(_JPEG) else None


def _jpeg_pixels(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        (length,) = struct.unpack_from(">H", data, place + 2)
        place += 2 + length
    return None
