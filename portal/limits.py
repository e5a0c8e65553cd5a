"""What one document may ask for, as the settings say."""

from __future__ import annotations

from config.settings import Settings
from pipeline.reading.limits import ReadingLimits


def reading_limits(settings: Settings) -> ReadingLimits:
    """The limits of reading."""
    return ReadingLimits(
        max_pages=settings.max_pages,
        max_bytes=settings.max_file_mb * 2**20,
        seconds=float(settings.step_timeout_seconds),
    )
