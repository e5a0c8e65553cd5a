"""What every reader of pages is: a thing with a name that turns one page into words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.model import Page
from pipeline.reading.inspect import ImageFile, PdfFile
from pipeline.reading.limits import ReadingLimits


@dataclass(frozen=True)
class PageToRead:
    """One page of an opened file; ``number`` counts from 1."""

    path: Path
    file: PdfFile | ImageFile
    number: int
    limits: ReadingLimits


class Reader(Protocol):
    """Reads one page. It may refuse it (:class:`pipeline.errors.Refused`), and never makes a word up."""

    @property
    def name(self) -> str:
        """What ``--reader`` calls it."""
        ...

    def read(self, page: PageToRead) -> Page:
        """The words of ``page``, upright."""
        ...
