"""Pictures of pages: drawn once in a contained process, made small for the way, kept in memory while there is room."""

from __future__ import annotations

import io
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops

from pipeline.archive import Archive

KEPT_BYTES = 48 * 1024 * 1024
"""Some 500 pages; drawing one again takes a tenth of a second."""
MEDIA_TYPE = "image/webp"
_PHOTOGRAPHED = {"quality": 75, "method": 2}
"""A page of 1500 pixels takes 30 to 100 kB, a tenth of its PNG, and its small print can still be read."""
_PRINTED = {"lossless": True, "quality": 75, "method": 4}
_SHADES = 8
"""Of grey, from black to white: a printed page looks the same in these, and its lines and letters take half the bytes
that they take as a photograph: a job order 39 kB."""
_MOSTLY = 0.5
"""Of a printed page so much is bare paper, pure white; of a scanned or photographed one hardly anything."""
AT_ONCE = 2
"""Pages drawn at the same time: documents on their way go first."""


class Size(IntEnum):
    """The longer side in pixels.

    A thumbnail is shown at 104 points, a page at up to 750, on a phone at 360, whose points are up to three pixels.
    """

    THUMB = 256
    PHONE = 1080
    PAGE = 1500


class Pictures:
    """Draws and keeps pages of what lies in the archive."""

    def __init__(self, archive: Archive, page_image: Callable[[Path, int, int], bytes]) -> None:
        self._archive = archive
        self._page_image = page_image
        self._kept: OrderedDict[tuple[str, int, Size], bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._turn = threading.Semaphore(AT_ONCE)

    def page(self, digest: str, number: int, size: Size) -> bytes:
        """Page ``number`` (from 1) as WebP.

        Raises:
            Refused: the file or that page cannot be drawn.
            Temporary: nobody was free to draw it.
        """
        key = (digest, number, size)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._turn:
            drawn = _small(self._page_image(self._archive.path(digest), number, int(size)))
        self._keep(key, drawn)
        return drawn

    def _keep(self, key: tuple[str, int, Size], drawn: bytes) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = drawn
                self._bytes += len(drawn)
            while self._bytes > KEPT_BYTES:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= len(oldest)


def _small(png: bytes) -> bytes:
    """Our own process's PNG as WebP."""
    small = io.BytesIO()
    with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
        page = image.convert("RGB")
    if _is_printed(page):
        page.convert("L").point(_in_shades).convert("RGB").save(small, "WEBP", **_PRINTED)
    else:
        page.save(small, "WEBP", **_PHOTOGRAPHED)
    return small.getvalue()


def _is_printed(page: Image.Image) -> bool:
    """Black on white, without a colour."""
    red, green, blue = page.split()
    if ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox():
        return False
    return red.histogram()[255] > _MOSTLY * page.width * page.height


def _in_shades(grey: int) -> int:
    return round(round(grey / 255 * (_SHADES - 1)) * 255 / (_SHADES - 1))


_PAGE_OBJECT = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


@lru_cache(maxsize=2000)
def page_count(path: Path) -> int:
    """How many pages a job order's PDF has. It is our own printer's, whose page objects stand open in the file."""
    return len(_PAGE_OBJECT.findall(path.read_bytes()))
