"""What is sent to a reader outside: copies of pages, and how much of them at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CopyLimits:
    """Most that one PDF may hold: pages, bytes, and pixels a page and a side.

    https://cloud.google.com/document-ai/limits says 15 pages online (30 without images), 40 megapixels a page, and
    10,000 pixels a side; files of 20 MB are taken everywhere.
    """

    pages: int = 15
    bytes: int = 20 * 2**20
    pixels: int = 40_000_000
    side: int = 10_000


@dataclass(frozen=True)
class PageCopies:
    """A PDF, and which pages of the file it holds, by number, in order."""

    pdf: bytes
    numbers: tuple[int, ...]
