"""How much one document may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadingLimits:
    """The most that reading one document may take.

    ``max_pixels`` is for one picture, on its own or inside a PDF: 64 million is more than an A4 page at 600 dpi or the
    largest photo of a phone. ``seconds`` is wall-clock time and ``memory`` address space, both of one child process;
    with the OCR models loaded a page takes 1.0 GB of it, and a picture of the largest size 1.2 GB.
    """

    max_pages: int = 50
    max_bytes: int = 16 * 1024 * 1024
    max_pixels: int = 64_000_000
    seconds: float = 300.0
    memory: int = 1536 * 1024 * 1024
