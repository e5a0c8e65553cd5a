"""Document AI is asked about doubtful pages only, within the budget, and a document never waits for it in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import grpc
import pypdfium2
import pytest

from pipeline.database import open_database
from pipeline.documentai.asking import AskingParts, ProcessorUse, Request, SecondReader
from pipeline.documentai.breaker import Breaker
from pipeline.documentai.client import Connection, Google
from pipeline.documentai.fields import FieldMap
from pipeline.errors import Refused, Temporary
from pipeline.model import Box, Document, Entity, Page, Word
from pipeline.reading import ReadingLimits
from pipeline.reading.copies import copies_of
from pipeline.reading.sent import CopyLimits, PageCopies
from pipeline.retry import RetryPolicy
from pipeline.spending import Asker, Budget
from pipeline.usage import Usage
from tests.pipeline.documentai.local_service import PROCESSOR, LocalService, fails, google_document, local_service
from tests.pipeline.reading.papers import draw_order
from tests.tables import with_tables

Code = grpc.StatusCode
BOX = Box(0.1, 0.1, 0.3, 0.12)
DOWN = fails(Code.UNAVAILABLE, "The service is currently unavailable.")
USE = ProcessorUse(PROCESSOR, FieldMap({"invoice_id": "number"}), Decimal("0.01"))
BUDGET = Budget(Decimal("0.10"), Decimal("1"))


def a_page(number: int, confidence: float, engine: str = "ocr") -> Page:
    return Page(number, 595, 842, (Word("KDI-25O7", BOX, confidence),), engine, "1", why="OCR, because it is a scan")


DOUBTFUL = Document("application/pdf", (a_page(1, 0.5), a_page(2, 0.99)))
ANSWER = google_document([[Word("KDI-2507", BOX, 0.97)]])


@dataclass
class Asked:
    """A second reader over a local service, and what was told."""

    second: SecondReader
    service: LocalService
    usage: Usage
    told: list[str] = field(default_factory=list)

    def read(self, document: Document = DOUBTFUL, **request: Any) -> Document:
        return self.second.improved(document, Request(Path("order.pdf"), **request))

    @property
    def sizes(self) -> list[int]:
        """How many pages were in each call that was made."""
        return [len(pypdfium2.PdfDocument(request.raw_document.content)) for request in self.service.requests]


def blank_copies(_path: Path, numbers: Sequence[int], within: CopyLimits) -> tuple[PageCopies, ...]:
    """Pages without a file behind them: what is asked about them does not depend on how they look."""
    parts = [tuple(numbers[i : i + within.pages]) for i in range(0, len(numbers), within.pages)]
    return tuple(PageCopies(_blank(len(part)), part) for part in parts)


def _blank(pages: int) -> bytes:
    written = BytesIO()
    with pypdfium2.PdfDocument.new() as pdf:
        for _ in range(pages):
            pdf.new_page(595, 842).close()
        pdf.save(written)
    return written.getvalue()


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    engine = open_database(with_tables(tmp_path / "records.db"))

    @contextmanager
    def start(seconds: float = 20, budget: Budget = BUDGET, **parts: Any) -> Iterator[Asked]:
        with local_service(lambda _r, _c: ANSWER) as service:
            google, told = Google(Connection(endpoint=service.endpoint, seconds=seconds)), list[str]()
            usage = Usage(engine, budget)
            given = AskingParts(
                calls=google,
                usage=usage,
                breaker=Breaker(3, 60),
                kinds=lambda document: ((tuple(page.number for page in document.pages), "invoice"),),
                processor=lambda _kind: USE,
                copies=blank_copies,
                told=lambda about, words: told.append(f"{about}: {words}"),
                policy=RetryPolicy(first=0.01, longest=0.02, total=0.5),
                doubtful_share=0.03,
                most_bytes=2**20,
            )
            yield Asked(SecondReader(replace(given, **parts)), service, usage, told)
            google.close()

    yield start
    engine.dispose()


def test_only_a_doubtful_page_is_sent_and_taken_up(asking: Callable[..., Any]) -> None:
    with asking() as asked:
        first, second = asked.read().pages
        assert asked.sizes == [1]
        assert asked.usage.figures().day.spent.pages == 1
    assert [word.text for word in first.words] == ["KDI-2507"]
    assert (first.engine, first.engine_version) == ("documentai", "abc")
    assert first.why == "Google Document AI, because 1 of 1 words were read with less than 80% certainty"
    assert second == DOUBTFUL.pages[1]


def test_a_sure_reading_and_an_einvoice_cost_nothing(asking: Callable[..., Any]) -> None:
    sure = Document("application/pdf", (a_page(1, 0.99), a_page(2, 0.2, "text layer")))
    exact = replace(DOUBTFUL, entities=(Entity("einvoice", "", None, 1.0, 0, None),))
    with asking() as asked:
        assert asked.read(sure) is sure
        assert asked.read(exact) is exact
        assert asked.service.requests == []


@pytest.mark.parametrize("fault", [DOWN, fails(Code.RESOURCE_EXHAUSTED, "Quota exceeded", 0.05)], ids=["503", "429"])
def test_what_passes_is_tried_again(asking: Callable[..., Any], fault: Any) -> None:
    with asking() as asked:
        asked.service.script.extend([fault, fault])
        assert asked.read().pages[0].engine == "documentai"
        assert asked.sizes == [1, 1, 1]
        assert asked.usage.figures().day.spent.pages == 1  # what Google refused cost nothing


@pytest.mark.parametrize(
    ("fault", "words", "calls"),
    [
        (DOWN, "Google could not be reached", 3),
        (fails(Code.RESOURCE_EXHAUSTED, "Quota exceeded", 30), "Google's quota is used up", 1),
        (fails(Code.INVALID_ARGUMENT, "Unsupported input file format."), "Google does not take this document", 1),
        (fails(Code.PERMISSION_DENIED, "denied"), "Google refused the credentials", 1),
        (fails(Code.NOT_FOUND, "Processor not found"), "Google does not know the processor", 1),
    ],
    ids=["503", "429 for long", "400", "403", "404"],
)
def test_without_an_answer_the_embedded_engine_goes_on_and_says_so(
    asking: Callable[..., Any], fault: Any, words: str, calls: int
) -> None:
    with asking() as asked:
        asked.service.always = fault
        document = asked.read()
        assert len(asked.service.requests) == calls
        assert asked.usage.figures().day.spent.pages == 0
    assert [page.words for page in document.pages] == [page.words for page in DOUBTFUL.pages]
    assert document.notes[0].startswith(f"Document AI was not used for page 1: {words}")
    assert words in document.pages[0].why


def test_a_call_that_hangs_is_counted_all_the_same(asking: Callable[..., Any]) -> None:
    with asking(seconds=0.2, policy=RetryPolicy(total=0)) as asked:
        asked.service.always = asked.service.hangs
        assert "did not answer in time" in asked.read().notes[0]
        assert asked.usage.figures().day.spent.pages == 1


def test_a_service_that_keeps_failing_is_left_alone(asking: Callable[..., Any]) -> None:
    with asking() as asked:
        asked.service.always = DOWN
        asked.read()
        document = asked.read()
        assert len(asked.service.requests) == 3
    assert "could not be reached, and is left alone for" in document.notes[0]


def test_refused_credentials_are_told_with_the_cure(asking: Callable[..., Any]) -> None:
    with asking() as asked:
        asked.service.always = fails(Code.PERMISSION_DENIED, "denied")
        asked.read()
        asked.read()
        assert len(asked.service.requests) == 1
        assert len(asked.told) == 1
        assert "credentials_file" in asked.told[0]
        assert asked.second.last is not None
        assert asked.second.last.failure is not None


def test_past_the_budget_the_embedded_engine_goes_on_and_somebody_was_told(asking: Callable[..., Any]) -> None:
    with asking(budget=Budget(Decimal("0.05"), Decimal(1))) as asked:
        documents = [asked.read() for _ in range(6)]
        assert len(asked.service.requests) == 5
        assert any("100% of the day's budget" in words for words in asked.told)
    assert documents[4].notes == ()
    assert documents[5].notes[0].startswith("Document AI was not used for page 1: the day's budget is used up.")


def test_a_visitor_is_stopped_before_staff(asking: Callable[..., Any]) -> None:
    with asking() as asked:
        for _ in range(7):
            asked.read()
        assert "kept for the staff" in asked.read(asker=Asker.VISITOR).notes[0]
        assert asked.read().notes == ()


def test_pages_are_split_to_google_s_limit_and_halved_when_it_still_says_too_large(asking: Callable[..., Any]) -> None:
    long = Document("application/pdf", tuple(a_page(n, 0.5) for n in range(1, 33)))
    budget = Budget(Decimal(10), Decimal(10))
    answers = lambda request, _c: google_document(  # noqa: E731 - as many pages as were sent
        [[Word("KDI-2507", BOX, 0.97)]] * len(pypdfium2.PdfDocument(request.raw_document.content))
    )
    with asking(budget=budget) as asked:
        asked.service.always = answers
        asked.service.script.append(fails(Code.INVALID_ARGUMENT, "Document size (21MB) exceeds the limit: 20MB"))
        document = asked.read(long)
        assert asked.sizes == [30, 15, 15, 2]
        assert asked.usage.figures().day.spent.pages == 32
    assert {page.engine for page in document.pages} == {"documentai"}


def test_an_answer_that_missed_half_the_page_is_not_used(asking: Callable[..., Any]) -> None:
    page = replace(a_page(1, 0.5), words=tuple(Word("KDI-2507", BOX, 0.5) for _ in range(5)))
    with asking() as asked:
        (kept,) = asked.read(Document("application/pdf", (page,))).pages
    assert kept.words == page.words
    assert "read too little to be used" in kept.why


def test_asked_for_alone_it_reads_every_page_or_says_why_not(asking: Callable[..., Any]) -> None:
    with asking(processor=lambda _kind: replace(USE, imageless=False)) as asked:
        asked.service.script.append(lambda _r, _c: google_document([[Word("KDI-2507", BOX, 0.97)]] * 2))
        assert [page.engine for page in asked.read(everything=True).pages] == ["documentai"] * 2
        assert not asked.service.requests[0].imageless_mode
        asked.service.script.append(fails(Code.RESOURCE_EXHAUSTED, "Quota exceeded", 9))
        with pytest.raises(Temporary) as later:
            asked.read(everything=True)
        assert later.value.retry_after == 9
        with pytest.raises(Temporary, match="left alone"):
            asked.read(everything=True)
    with asking() as asked:
        asked.service.always = fails(Code.NOT_FOUND, "Processor not found")
        with pytest.raises(Refused, match="Check the processor's name"):
            asked.read(everything=True)


def test_a_kind_without_a_processor_is_not_sent(asking: Callable[..., Any]) -> None:
    with asking(processor=lambda _kind: None) as asked:
        assert "no processor is set up for this kind" in asked.read().notes[0]
        assert asked.service.requests == []


def test_a_page_that_cannot_be_drawn_again_is_not_lost(asking: Callable[..., Any]) -> None:
    def fails_to_draw(*_: object) -> tuple[PageCopies, ...]:
        raise Refused("took_too_long", "Reading this file was stopped.")

    with asking(copies=fails_to_draw) as asked:
        document = asked.read()
        assert document.pages[0].words == DOUBTFUL.pages[0].words
        assert "its picture could not be made" in document.notes[0]
        with pytest.raises(Refused):
            asked.read(everything=True)
        assert asked.usage.figures().day.spent.pages == 0


def test_pictures_of_pages_keep_to_every_limit(tmp_path: Path) -> None:
    path = draw_order(tmp_path / "order.pdf")
    (copies,) = copies_of(path, [1], ReadingLimits(), CopyLimits(side=1000, bytes=80_000))
    assert copies.numbers == (1,)
    assert len(copies.pdf) <= 80_000
    with pypdfium2.PdfDocument(copies.pdf) as pdf:
        assert len(pdf) == 1
        width, height = pdf[0].get_size()
        assert width / height == pytest.approx(595 / 842, abs=0.01)
        assert pdf[0].get_textpage().get_text_bounded() == ""
