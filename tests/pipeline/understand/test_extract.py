"""Promises that hold for any page whatever: nothing breaks, and nothing is made up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Box, Document, Field, Invoice, Page, Word, present_fields
from pipeline.understand import extract
from pipeline.understand.grammar.dates import dates_in
from pipeline.understand.grammar.lengths import lengths_in
from tests.pipeline.understand.laid_out import TRADE, VOCABULARY, document_of, invoice_in, value

OPTION_GROUPS = ("door_type", "door_core", "edging", "decorative_line", "inner_outer")
LENGTHS = ("width_mm", "height_mm", "thickness_mm", "rebate_mm")
DATES = ("date", "delivery_date", "due_date")
SUMS = ("total", "sub_total", "tax_total", "unit_price", "amount")

# Words that pull every rule; mixed at random they make pages that nobody ever wrote.
WORDS = """
    INVOICE PURCHASE ORDER QUOTATION Invoice No : Date Tarikh 12/08/2026 31 Ogos 2026 KDI-2507-003 PO-77/26 Bill To
    SENDORA GROUP SDN BHD TIMUR CONTOH Vendor Deliver Delivery Due Measured By No Item Description Keterangan Qty
    Kuantiti Unit Price Amount Jumlah (RM) Size Laminate Location Core 1 2 3. 4 NOS SETS DOOR FRAME PINTU BINGKAI
    3FT X 7FT 900 x 2100 43MM 2'8" 6S-A057 HONEYCOMB S/L D/L ABS EDGING T-BAR REBATED 49MM 130~150MM WIDTH CH2 INNER
    C/W HINGES LOCK HOLE TRANSPORT 320.00 1,280.00 RM Total Sub Grand SST 8% Rounding -0.02 C/F B/F - / | • , :
    SPECIFICATION ALL DOORS LOCATION D1 N/A Remark Catatan 1O lO 2400 (W) (H) @ = × ½ % # ___________
    31/02/2026 00/00/0000 30.02.26 2'8-1/0" 1/0 0 -1 ² ①"""
TRADE_WORDS = st.sampled_from(WORDS.split())
TEXT = TRADE_WORDS | st.text(
    st.characters(exclude_categories=["Z", "Cc", "Cs"], include_characters="½′″×：（）木門"), min_size=1, max_size=12
)
SHARE = st.floats(0, 1, allow_nan=False)
GRID = st.integers(0, 20).map(lambda step: step / 20)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    """Any box that the model allows, those without height or width included."""
    x0, x1 = sorted((draw(SHARE | GRID), draw(SHARE | GRID)))
    y0, y1 = sorted((draw(SHARE | GRID), draw(SHARE | GRID)))
    return Box(x0, y0, x1, y1)


@st.composite
def scattered(draw: st.DrawFn) -> Page:
    words = draw(st.lists(st.builds(Word, TEXT, boxes(), SHARE), max_size=25))
    rulings = draw(st.lists(boxes(), max_size=6))
    engine = draw(st.sampled_from(["text layer", "any ocr"]))
    width, height = draw(st.sampled_from([(595.0, 842.0), (842.0, 595.0), (1.0, 1.0), (20.0, 9000.0)]))
    return Page(1, width, height, tuple(words), engine, "1", tuple(rulings))


@st.composite
def typed(draw: st.DrawFn) -> str:
    """A page of trade words in lines and columns."""
    lines = draw(
        st.lists(st.lists(st.tuples(TRADE_WORDS, st.sampled_from([" ", " ", "     "])), max_size=9), max_size=16)
    )
    return "\n".join("".join(word + gap for word, gap in line) for line in lines)


@st.composite
def crowded(draw: st.DrawFn) -> Page:
    """A table whose rows stand anywhere, over each other too, as a skewed or doubled scan has them."""
    cells = (("No", 20), ("Description", 60), ("Qty", 300), ("Unit Price", 360), ("Amount", 460))
    words = [_word(text, x, 100) for text, x in cells]
    for number, y in enumerate(accumulate(draw(st.lists(st.sampled_from((6, 8, 20)), max_size=8)), initial=110), 1):
        parts = ((f"{number}", 20), ("DOOR 900 x 2100", 60), (f"{number}", 300), ("100.00", 360), ("200.00", 460))
        words += [_word(text, x, y) for text, x in draw(st.lists(st.sampled_from(parts), max_size=5, unique=True))]
    return Page(1, 595.0, 842.0, tuple(words), "any ocr", "1", ())


def _word(text: str, x: float, y: float) -> Word:
    return Word(text, Box(x / 595, y / 842, min(1.0, (x + 5 * len(text)) / 595), (y + 10) / 842), 0.99)


def documents(pages: list[Page]) -> Document:
    numbered = (
        Page(n, p.width, p.height, p.words, p.engine, p.engine_version, p.rulings) for n, p in enumerate(pages, start=1)
    )
    return Document("application/pdf", tuple(numbered))


DOCUMENTS = st.lists(scattered() | crowded(), min_size=1, max_size=3).map(documents) | st.lists(
    typed(), min_size=1, max_size=2
).map(lambda drawings: document_of(*drawings))


def fields_of(invoice: Invoice) -> Iterator[Field]:
    yield from present_fields(invoice).values()
    for item in invoice.items:
        yield from present_fields(item).values()


# ── provenance ───────────────────────────────────────────────────────────────────────────────────────────────────────


def squeezed(text: str) -> str:
    """Letters and digits alone, with what OCR confuses folded together: a repair is no invention."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKC", text).casefold() if ch.isalnum())
    return plain.translate(str.maketrans("oilszbq", "0115280"))


def words_in_box(field: Field, document: Document) -> list[str]:
    box = field.box
    assert box
    x0, y0, x1, y1 = box.x0 - 1e-6, box.y0 - 1e-6, box.x1 + 1e-6, box.y1 + 1e-6
    words = document.pages[field.page - 1].words
    return [w.text for w in words if w.box.x1 >= x0 and w.box.x0 <= x1 and w.box.y1 >= y0 and w.box.y0 <= y1]


def stands_in(text: str, words: list[str]) -> bool:
    """Whether every word of ``text`` is one of ``words`` or a piece cut out of one."""
    return all(any(squeezed(piece) in squeezed(word) for word in words) for piece in text.split())


def says(field: Field, raw: str) -> bool:
    """Whether the text as it stood says the value, in the field's own terms."""
    if field.name in DATES:
        return field.value in {written.value.isoformat() for written in dates_in(raw)}
    if field.name in LENGTHS:
        digits = raw.translate(str.maketrans("OoIl", "0011"))
        meant = {length.millimetres(unit) for length in lengths_in(digits) for unit in ("mm", "m", "ft", "in", "cm")}
        return field.value in meant
    if field.name in SUMS or field.name in ("quantity", "decorative_line_count"):
        digits = re.sub(r"\D", "", squeezed(raw))
        return re.sub(r"\D", "", str(field.value)).strip("0") in digits or float(field.value or 0) == 0
    if field.name in OPTION_GROUPS:
        return field.value in {meaning for f in VOCABULARY.options[field.name].within(raw) for meaning in f.meanings}
    # A name's Chinese half may be left out from between its words.
    return all(squeezed(piece) in squeezed(raw) for piece in str(field.value).split())


NAMED_NOT_READ = ("kind", "currency", "other_words")  # a word of the vocabulary for it, or several places put together


@given(DOCUMENTS)
def test_no_page_makes_extraction_fail(document: Document) -> None:
    for invoice in extract(document, TRADE):
        assert set(invoice.pages) <= set(range(1, len(document.pages) + 1))


@given(DOCUMENTS)
def test_every_page_belongs_to_exactly_one_document(document: Document) -> None:
    pages = [number for invoice in extract(document, TRADE) for number in invoice.pages]
    assert pages == list(range(1, len(document.pages) + 1))


@given(DOCUMENTS)
def test_every_value_stands_in_the_words_of_its_box(document: Document) -> None:
    for invoice in extract(document, TRADE):
        for field in fields_of(invoice):
            if field.value is None or field.name in NAMED_NOT_READ or not squeezed(str(field.value)):
                continue
            assert stands_in(field.raw, words_in_box(field, document)), field
            assert says(field, field.raw), field


@given(DOCUMENTS)
def test_a_box_of_the_form_is_ticked_only_for_words_on_the_page(document: Document) -> None:
    for invoice in extract(document, TRADE):
        for field in (f for item in invoice.items for f in present_fields(item).values()):
            if field.name in OPTION_GROUPS and field.value is not None:
                phrases = VOCABULARY.options[field.name]
                assert field.value in {meaning for f in phrases.within(field.raw) for meaning in f.meanings}
                assert stands_in(field.raw, words_in_box(field, document))


@given(DOCUMENTS)
def test_the_customer_is_never_the_company(document: Document) -> None:
    for invoice in extract(document, TRADE):
        assert "sendora" not in str(value(invoice, "customer_name")).casefold()


@given(DOCUMENTS)
def test_confidence_is_a_share_and_a_missing_value_is_doubted(document: Document) -> None:
    for invoice in extract(document, TRADE):
        for field in fields_of(invoice):
            assert 0 <= field.confidence <= 1
            assert field.value is not None or field.doubts, field


@given(DOCUMENTS)
def test_the_same_pages_say_the_same_twice(document: Document) -> None:
    assert extract(document, TRADE) == extract(document, TRADE)


# ── a whole document ─────────────────────────────────────────────────────────────────────────────────────────────────

INVOICE = """
    # SENDORA GROUP SDN BHD
    No. 1, Jalan Contoh 2/3, 47000 Contoh
                              INVOICE / INVOIS

    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No    : KDI-2507-003
              Lot 5, Jalan Contoh                    Date          : 12/08/2026
              40000 Contoh                           P/O No        : PO-77/26
                                                     Delivery Date : 20/08/2026
                                                     Measured By   : Team C

    No   Description                              Qty    Unit   U/Price     Amount
    ---------------------------------------------------------------------------------
    1    FLUSH DOOR 43MM X 3FT X 7FT              4      NOS     320.00    1,280.00
         LAMINATE 6S-A057, HONEYCOMB, S/L
    2    TRANSPORT TO SITE                        1      TRIP    100.00      100.00
    ---------------------------------------------------------------------------------
                                                  Sub Total              1,380.00
                                                  SST 8%                   110.40
                                                  Grand Total     RM     1,490.40

    All cheques should be crossed
    """


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kind", "invoice"), ("job_order_no", "KDI-2507-003"), ("date", "2026-08-12"), ("po_no", "PO-77/26"),
        ("delivery_date", "2026-08-20"), ("customer_name", "TIMUR CONTOH BUILDERS SDN BHD"),
        ("supplier_name", "SENDORA GROUP SDN BHD"), ("measure_by", "Team C"), ("currency", "MYR"),
        ("sub_total", "1380.00"), ("tax_total", "110.40"), ("total", "1490.40"), ("due_date", None),
    ],
)  # fmt: skip
def test_a_plain_invoice_is_read_whole(name: str, expected: str | None) -> None:
    assert value(invoice_in(INVOICE), name) == expected


def test_a_plain_invoice_leaves_no_doubt() -> None:
    assert [field for field in fields_of(invoice_in(INVOICE)) if field.doubts] == []


def test_what_ocr_read_is_never_wholly_certain() -> None:
    """Only a text layer's characters are known."""
    read = [field for field in fields_of(invoice_in(INVOICE, confidence=0.9)) if field.value is not None]
    assert read
    assert all(field.confidence < 1 for field in read)
