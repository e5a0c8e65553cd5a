"""A job order that comes back to Sendora is known for what it is, and no doors are taken from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.settings import read_settings
from outputs.layout import DOOR, FRAME
from pipeline.given_back import FORM_WORDS, pages_given_back
from pipeline.model import Document, Word
from pipeline.reading import ReadingLimits, read
from portal.company import CompanyFiles, understand
from tests.outputs.sample_orders import print_order, sample_order
from tests.pipeline.understand.laid_out import document_of

FILES = CompanyFiles.of(read_settings())
INVOICE = """
    # SENDORA GROUP SDN BHD                     INVOICE
    Bill To : TIMUR CONTOH SDN BHD              Invoice No : SG-1

    No   Description                            Qty   Amount
    1    DOOR 900 X 2100                        1     100.00
    """


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("printed") / "job-order.pdf"
    path.write_bytes(print_order(sample_order(doors=2, frames=1)))
    return read(path, ReadingLimits())


def as_it_was_stored(document: Document) -> Document:
    return document


def as_ocr_reads_it(document: Document) -> Document:
    """With round letters as noughts, and a corner with one signature folded over."""
    pages = [
        [misread(word) for word in page.words if word.box.x0 > 0.2 or word.box.y1 < 0.8] for page in document.pages
    ]
    shown = (replace(page, words=tuple(words)) for page, words in zip(document.pages, pages, strict=True))
    return replace(document, pages=tuple(shown))


def without_its_foot(document: Document) -> Document:
    pages = (replace(page, words=tuple(w for w in page.words if w.box.y1 < 0.8)) for page in document.pages)
    return replace(document, pages=tuple(pages))


def misread(word: Word) -> Word:
    return replace(word, text=word.text.replace("o", "0").replace("l", "1"), confidence=0.9)


@pytest.mark.parametrize("read_again", [as_it_was_stored, as_ocr_reads_it, without_its_foot])
def test_what_the_service_printed_gives_no_order_and_says_what_it_is(
    printed: Document, read_again: Callable[[Document], Document]
) -> None:
    (found,) = understand(read_again(printed), FILES)
    assert (found.pages, found.items, found.job_order_no) == ((1, 2), (), None)
    assert "This is a job order already (KDI-2507-003)" in " ".join(found.doubts)


def test_the_order_beside_it_in_the_same_file_is_read(printed: Document) -> None:
    order = document_of(INVOICE)
    behind = tuple(replace(page, number=page.number + 1) for page in printed.pages)
    theirs, ours = understand(replace(order, pages=(*order.pages, *behind)), FILES)
    assert (len(theirs.items), theirs.pages, ours.pages) == (1, (1,), tuple(page.number for page in behind))
    assert theirs.job_order_no
    assert not any("already" in doubt for doubt in theirs.doubts)


def test_the_words_that_it_is_known_by_are_those_that_are_printed() -> None:
    for page in (DOOR, FRAME):
        said = " ".join(label.words for label in (*page.labels, *page.column_labels)).casefold()
        assert all(words.casefold() in said for words in FORM_WORDS)


def test_an_order_that_a_few_of_the_form_s_words_stand_on_is_an_order() -> None:
    foot = "\n    Prepared by : Sales Admin        Checked by : Sales Executive       Job Order No : 5\n"
    assert pages_given_back(document_of(INVOICE + foot)) == ()
