"""Asks Document AI about pages, within the budget, and takes up what it answers.

``auto`` asks about doubtful pages only, and goes on without an answer: the document then says why there was none.
``documentai`` asks about every page, and without an answer there is no document: what passes is tried again by the
step around it, anything else is refused with the cure.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from pipeline.documentai.answer import read_answer
from pipeline.documentai.breaker import Breaker
from pipeline.documentai.doubtful import doubtful_pages
from pipeline.documentai.failures import OF_SETTINGS, CallFailed, Trouble
from pipeline.documentai.fields import FieldMap
from pipeline.documentai.uptake import gone_without, taken_up
from pipeline.errors import DocumentError, Refused, Temporary
from pipeline.model import Document
from pipeline.reading.sent import CopyLimits, PageCopies
from pipeline.retry import RetryPolicy, patiently
from pipeline.spending import Asker
from pipeline.usage import Call, Figures, Usage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ProcessorUse:
    """A processor as it is used: its full name, what its entities mean, its price, and its pages in one call."""

    name: str
    fields: FieldMap
    price_per_page: Decimal
    imageless: bool = True

    @property
    def most_pages(self) -> int:
        """Google's limit for one call."""
        return 30 if self.imageless else 15


@dataclass(frozen=True)
class Request:
    """A file to be read, and for whom. ``everything`` asks about all its pages."""

    path: Path
    asker: Asker = Asker.STAFF
    job_id: str | None = None
    everything: bool = False


class Calls(Protocol):
    """What makes the call: :class:`pipeline.documentai.client.Google`."""

    def process(self, processor: str, pdf: bytes, *, imageless: bool) -> Any:
        """Google's document for the pages of ``pdf``. Raises :class:`CallFailed`."""
        ...


@dataclass(frozen=True)
class AskingParts:
    """What asking is done with.

    ``kinds`` tells the documents in a file apart: the pages of each, and its kind. ``processor`` is the one for a kind
    of document. ``copies`` makes pictures of pages, in a child process. ``told`` is given what somebody must hear
    (about what, the words), and hears of each thing again and again. ``policy`` is for ``auto`` only.
    """

    calls: Calls
    usage: Usage
    breaker: Breaker
    kinds: Callable[[Document], tuple[tuple[tuple[int, ...], str | None], ...]]
    processor: Callable[[str | None], ProcessorUse | None]
    copies: Callable[[Path, Sequence[int], CopyLimits], tuple[PageCopies, ...]]
    told: Callable[[str, str], None]
    policy: RetryPolicy
    doubtful_share: float
    most_bytes: int


@dataclass(frozen=True)
class LastCall:
    """How the last call went; ``failure`` is None when it was answered."""

    at: datetime
    failure: CallFailed | None


class _NotAsked(Exception):
    """No answer comes of this; ``str(error)`` ends a sentence that says why, ``wait`` is seconds if it will pass."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class SecondReader:
    """Document AI beside the embedded engines. Thread-safe."""

    def __init__(self, parts: AskingParts) -> None:
        self.parts = parts
        self.last: LastCall | None = None

    def improved(self, document: Document, request: Request) -> Document:
        """``document``, with the pages that were asked about as Document AI read them.

        Only where ``request.everything`` asks for it: raises Temporary or Refused (documentai_failed,
        documentai_not_asked).
        """
        wanted = self._wanted(document, request)
        try:
            for processor, numbers in self._parts(document, list(wanted)):
                document = self._asked(document, request, processor, {n: wanted[n] for n in numbers})
        except DocumentError:
            if request.everything:
                raise
            # A page that the child could read once is not lost because it could not be drawn a second time.
            log.warning("The pages of job %s were not sent: they could not be drawn", request.job_id, exc_info=True)
            return gone_without(document, wanted, "its picture could not be made")
        return document

    def _wanted(self, document: Document, request: Request) -> dict[int, str]:
        if request.everything:
            return {page.number: "it was asked for" for page in document.pages}
        return doubtful_pages(document, self.parts.doubtful_share)

    def _parts(self, document: Document, numbers: list[int]) -> Iterator[tuple[ProcessorUse | None, list[int]]]:
        """The wanted pages of each document in the file, with the processor for its kind."""
        if not numbers:
            return
        for pages, kind in self.parts.kinds(document):
            here = [number for number in numbers if number in pages]
            if here:
                yield self.parts.processor(kind), here

    def _asked(
        self, document: Document, request: Request, processor: ProcessorUse | None, wanted: dict[int, str]
    ) -> Document:
        if processor is None:
            return _without(document, request, wanted, _NotAsked("no processor is set up for this kind of document"))
        within = CopyLimits(processor.most_pages, self.parts.most_bytes)
        try:
            for copies in self.parts.copies(request.path, list(wanted), within):
                document = self._answered(document, request, processor, copies, wanted)
        except (_NotAsked, CallFailed) as error:
            return _without(document, request, wanted, error)
        return document

    def _answered(
        self, document: Document, request: Request, use: ProcessorUse, copies: PageCopies, wanted: dict[int, str]
    ) -> Document:
        try:
            google = self._patiently(request, use, copies)
        except CallFailed as error:
            if error.trouble is not Trouble.TOO_LARGE or len(copies.numbers) == 1:
                raise
            return self._halves(document, request, use, copies, wanted)
        answer = read_answer(google, copies.numbers, use.fields, use.name)
        return taken_up(document, answer, {number: wanted[number] for number in copies.numbers})

    def _halves(
        self, document: Document, request: Request, use: ProcessorUse, copies: PageCopies, wanted: dict[int, str]
    ) -> Document:
        """Too large after all: the same pages in two calls."""
        half = (len(copies.numbers) + 1) // 2
        within = CopyLimits(half, max(len(copies.pdf) // 2, 2**20))
        for part in self.parts.copies(request.path, copies.numbers, within):
            document = self._answered(document, request, use, part, wanted)
        return document

    # -- one call -----------------------------------------------------------------------------------------------------

    def _patiently(self, request: Request, use: ProcessorUse, copies: PageCopies) -> Any:
        """The answer; in ``auto`` what passes is tried again here, otherwise by the step around it."""
        failures: list[CallFailed] = []

        def attempt() -> Any:
            try:
                return self._call(request, use, copies)
            except CallFailed as error:
                if request.everything or not error.passing:
                    raise
                failures.append(error)
                raise Temporary(str(error), error.retry_after) from error

        try:
            return patiently(attempt, self.parts.policy, _log_wait)
        except Temporary:
            raise failures[-1] from None

    def _call(self, request: Request, use: ProcessorUse, copies: PageCopies) -> Any:
        """One call, counted before it is made."""
        if not self.parts.breaker.lets_through():
            raise self._left_alone()
        pages = len(copies.numbers)
        call = Call(use.name, pages, pages * use.price_per_page, request.asker, request.job_id)
        counted = self.parts.usage.count(call)
        if not counted.decision.allowed:
            raise _NotAsked(counted.decision.why)
        self._tell(counted.figures)
        try:
            google = self.parts.calls.process(use.name, copies.pdf, imageless=use.imageless)
        except CallFailed as error:
            self._failed(error, counted.id)
            raise
        self.parts.usage.answered(counted.id)
        self.parts.breaker.worked()
        self.last = LastCall(datetime.now(UTC), None)
        return google

    def _left_alone(self) -> _NotAsked:
        failure = self.last.failure if self.last else None
        wait = self.parts.breaker.seconds_left
        return _NotAsked(f"{failure.words if failure else 'it failed'}, and is left alone for {wait:.0f} s", wait)

    def _failed(self, error: CallFailed, call_id: str) -> None:
        if not error.charged:
            self.parts.usage.not_charged(call_id)
        self.last = LastCall(datetime.now(UTC), error)
        if error.trouble in OF_SETTINGS:
            self.parts.breaker.failed(at_once=True)
            self.parts.told(f"document ai {error.trouble}", f"Document AI does not read: {error}. {error.cure}")
        elif error.passing:
            self.parts.breaker.failed(error.retry_after)
        else:  # Google is there; it is the document
            self.parts.breaker.worked()

    def _tell(self, figures: Figures) -> None:
        for about, words in figures.warnings:
            self.parts.told(f"document ai budget {about}", words)


def _log_wait(error: Temporary, wait: float) -> None:
    log.info("%s; again in %.0f s", error, wait)


def _without(document: Document, request: Request, wanted: dict[int, str], error: _NotAsked | CallFailed) -> Document:
    """The document as the embedded engines read it, saying so; or none, where Document AI alone was asked."""
    if request.everything:
        raise _no_answer(error) from error
    return gone_without(document, wanted, error.words if isinstance(error, CallFailed) else str(error))


def _no_answer(error: _NotAsked | CallFailed) -> DocumentError:
    """Why there is no document, where Document AI alone was asked."""
    if isinstance(error, CallFailed):
        if error.passing:
            return Temporary(f"Document AI did not read this document: {error}.", error.retry_after)
        return Refused("documentai_failed", f"Document AI did not read this document: {error}. {error.cure}")
    if error.wait is not None:
        return Temporary(f"Document AI was not asked: {error}.", error.wait)
    return Refused("documentai_not_asked", f"Document AI was not asked: {error}. The reader auto goes on without it.")
