"""How much one document may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadingLimits:
    """The most that reading one document may take.

    ``max_pixels`` is for one picture, on its own or inside a PDF: 80 million is an A4 page at 600 dpi twice over, or
    the largest photo a phone takes in its usual mode. ``seconds`` is wall-clock time and ``memory`` address space,
    both of one child process; a process that has the OCR models loaded and reads a large photo needs about 1.2 GB.
    """

    max_pages: int = 50
    max_bytes: int = 16 * 1024 * 1024
    max_pixels: int = 80_000_000
    seconds: float = 300.0
    memory: int = 1536 * 1024 * 1024
