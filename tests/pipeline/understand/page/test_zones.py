"""A column of text down the page's side is no column of the table beside it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Document, Invoice, Word
from pipeline.understand import extract
from pipeline.understand.page.layout import sheet_of
from pipeline.understand.page.zones import in_zones
from tests.pipeline.understand.laid_out import CHARACTER, LINE, MARGIN, TRADE, column, page_of, value

SIDE = """
    INVOICE                       BUKIT CONTOH DOORS SDN BHD
                                  Lot 1, Jalan Contoh 2
    Invoice No                    Tel 03-5550 1234
    KDI-2507-003
                                  No  Description              Qty   Unit  Amount
    Invoice Date                  1   FLUSH DOOR 900 x 2100    4     NOS   400.00
    12/08/2025                        LAMINATE 6S-A057
                                      HONEYCOMB CORE
    Your PO No                    2   FLUSH DOOR 800 x 2100    2     NOS   200.00
    PO-7781                           LAMINATE 6S-A190
                                      ABS EDGING
    Delivery Date                 3   TRANSPORT TO SITE        1     TRIP  100.00
    30/08/2025
                                      Total                                700.00
    Bill To
    TIMUR CONTOH SDN BHD
    12, Jalan Timur
    Terms
    30 days
"""


GOODS = """
    INVOICE                       BUKIT CONTOH DOORS SDN BHD
                                  Lot 1, Jalan Contoh 2
    Invoice No                    Tel 03-5550 1234
    KDI-2507-003
                                  Single leaf door                    RM 400.00
    Invoice Date                  Size 900 x 2100 mm       4 unit × RM 100.00
    12/08/2025                    Laminate 6S-A057

    Your PO No                    Double leaf door                    RM 300.00
    PO-7781                       Size 1500 x 2100 mm      2 unit × RM 150.00
                                  Laminate 6S-A190
    Delivery Date
    30/08/2025                    Door frame                          RM 150.00
                                  Size 950 x 2150 mm       2 unit × RM 75.00
    Bill To                       Laminate 6S-145
    TIMUR CONTOH SDN BHD
    General specification         Total                               RM 850.00
    All doors:
    Core: honeycomb
    All frames:
    Profile CH2
"""


def _invoice_with_side_lines_between_the_others(drawing: str = SIDE) -> Invoice:
    page = page_of(drawing)
    edge = (MARGIN + 28 * CHARACTER) / page.width
    down = LINE / 2 / page.height

    def moved(word: Word) -> Word:
        box = word.box
        return word if box.x0 > edge else replace(word, box=replace(box, y0=box.y0 + down, y1=box.y1 + down))

    lowered = replace(page, words=tuple(moved(word) for word in page.words))
    (invoice,) = extract(Document("application/pdf", (lowered,)), TRADE)
    return invoice


def test_the_sides_lines_get_into_no_row() -> None:
    invoice = _invoice_with_side_lines_between_the_others()
    assert column(invoice, "quantity") == [4, 2, 1]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A190", None]
    assert column(invoice, "door_core") == ["honeycomb", None, None]


def test_labels_in_the_side_have_their_values_below_and_never_across() -> None:
    invoice = _invoice_with_side_lines_between_the_others()
    assert value(invoice, "job_order_no") == "KDI-2507-003"
    assert value(invoice, "date") == "2025-08-12"
    assert value(invoice, "delivery_date") == "2025-08-30"
    assert value(invoice, "po_no") == "PO-7781"


SCHEDULE = """
    ISSUED BY                 DOOR SCHEDULE
    TIMUR CONTOH SDN BHD      Ref   Location   Type          Size          Thk   Leaf   Qty
                              1     D1         FLUSH DOOR    900 x 2100    43    S/L    2 NOS
    SUPPLIER                                   ABS EDGING
    SENDORA GROUP SDN BHD     2     D2         FLUSH DOOR    800 x 2100    43    S/L    1 NOS
                                               ABS EDGING
    TITLE                     3     D3         FLUSH DOOR    850 x 2100    48    S/L    3 NOS
    PURCHASE ORDER                             NO EDGING
                              4     D4         FLUSH DOOR    750 x 2100    48    S/L    4 NOS
    ORDER NO.                                  NO EDGING
    TC-DS-97

    DATE
    12/08/2025

    DELIVERY DATE
    30/08/2025
    SHEET
    01
"""


def test_a_table_that_ends_high_leaves_gaps_between_its_columns_that_part_no_side() -> None:
    """The title block of a drawing stands across the gutter on which the fewest baselines run on."""
    page = page_of(SCHEDULE)
    edge = (MARGIN + 24 * CHARACTER) / page.width
    down = LINE / 3 / page.height
    lowered = [replace(w, box=replace(w.box, y0=w.box.y0 + down, y1=w.box.y1 + down)) for w in page.words]
    words = tuple(low if word.box.x0 < edge else word for word, low in zip(page.words, lowered, strict=True))
    (invoice,) = extract(Document("application/pdf", (replace(page, words=words),)), TRADE)
    assert column(invoice, "quantity") == [2, 1, 3, 4]
    assert column(invoice, "width_mm") == [900, 800, 850, 750]
    assert column(invoice, "location") == ["D1", "D2", "D3", "D4"]
    assert value(invoice, "customer_name") == "TIMUR CONTOH SDN BHD"
    assert value(invoice, "po_no") == "TC-DS-97"
    assert value(invoice, "delivery_date") == "2025-08-30"


def test_a_side_beside_goods_without_a_heading_is_the_documents_own() -> None:
    invoice = _invoice_with_side_lines_between_the_others(GOODS)
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A190", "6S-145"]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb", None]
    assert column(invoice, "frame_profile") == [None, None, "CH2"]
    assert column(invoice, "quantity") == [4, 2, 2]
    assert value(invoice, "customer_name") == "TIMUR CONTOH SDN BHD"
    assert value(invoice, "po_no") == "PO-7781"


AMONG_ROWS = """
    BUKIT CONTOH DOORS            INVOICE
    SDN BHD
    Lot 1, Jalan Contoh 2
    Kawasan Perusahaan Timur      Description                  Qty   Unit  Amount
    43000 Kajang                  FLUSH DOOR 900 x 2100        4     NOS   400.00
    Invoice                       LAMINATE 6S-A057
    2507003                       HONEYCOMB CORE
    Date                          FLUSH DOOR 800 x 2100        2     NOS   200.00
    12/08/2025                    LAMINATE 6S-A190
    Bill To                       ABS EDGING
    TIMUR CONTOH SDN BHD          FLUSH DOOR 700 x 2100        1     NOS   100.00
                                  ABS EDGING

                                  Total                                    700.00
"""


def test_numbers_and_dates_with_their_labels_among_the_rows_stand_in_no_column_of_the_table() -> None:
    """On the rows' own baselines, and with a word that could be a title on the heading's."""
    (invoice,) = extract(Document("application/pdf", (page_of(AMONG_ROWS),)), TRADE)
    assert column(invoice, "location") == [None, None, None]
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A190", None]
    assert value(invoice, "job_order_no") == "2507003"
    assert value(invoice, "date") == "2025-08-12"
    assert value(invoice, "customer_name") == "TIMUR CONTOH SDN BHD"


OVER_ITS_FIRST_COLUMN = """
    INVOICE                       BUKIT CONTOH DOORS SDN BHD
    Invoice No                    Lot 1, Jalan Contoh 2
    KDI-2507-003                  Tel 03-5550 1234
    Date
    12/08/2025
                                  Description                  Qty   Unit  Amount
    Hall 1                        FLUSH DOOR 900 x 2100        4     NOS   400.00
                                  LAMINATE 6S-A057
    Hall 2                        FLUSH DOOR 800 x 2100        2     NOS   200.00
                                  ABS EDGING
    Terms                         Total                                    600.00
    30 days
"""


def test_a_first_column_without_a_title_is_no_side_for_the_labels_over_it() -> None:
    sheet = in_zones(sheet_of(page_of(OVER_ITS_FIRST_COLUMN)), TRADE.vocabulary)
    assert sheet.gutter is None


LETTERHEAD_BOX = """
                                                                       Purchase Order
    # TIMUR CONTOH BUILDERS SDN BHD
                                                                       Number/Date
    Lot 9, Jalan Contoh 7
                                                                       47100 / 12.08.2025
    BUKIT CONTOH DOORS SDN BHD
                                                                       Contact
    Lot 1, Jalan Contoh 2
                                                                       Ms Mei
    47000 Contoh
                                                                       Telephone
    Delivery date: 27.08.2025
                                                                       03-5550 1234

    No  Description             Qty        Price       Amount

    1   FLUSH DOOR              4 NOS     100.00       400.00
        900 x 2100
        LAMINATE 6S-A057
        HONEYCOMB CORE
        ABS EDGING
    2   FLUSH DOOR              2 NOS     100.00       200.00
        800 x 2100
        LAMINATE 6S-A190
        HONEYCOMB CORE
    3   FLUSH DOOR              2 NOS     100.00       200.00
        700 x 2100
        LAMINATE 6S-A190
        HONEYCOMB CORE

    Total                                                              800.00
"""


def test_a_sum_below_a_box_at_the_top_makes_no_side_of_them() -> None:
    page = page_of(LETTERHEAD_BOX)
    wide = 1 / max(word.box.x1 for word in page.words)
    words = (replace(w, box=replace(w.box, x0=w.box.x0 * wide, x1=w.box.x1 * wide)) for w in page.words)
    (invoice,) = extract(Document("application/pdf", (replace(page, words=tuple(words)),)), TRADE)
    assert value(invoice, "total") == "800.00"


GOODS_AT_ITS_LEVEL = """
    BUKIT CONTOH DOORS            INVOICE
    SDN BHD
    Lot 1, Jalan Contoh 2         Single leaf door                    RM 400.00
    Invoice No                    Size 900 x 2100 mm       4 unit × RM 100.00
    2507003                       Laminate 6S-A057
    Date                          Double leaf door                    RM 300.00
    12/08/2025                    Size 1500 x 2100 mm      2 unit × RM 150.00
    Bill To                       Laminate 6S-A190
    TIMUR CONTOH SDN BHD          Door frame                          RM 150.00
    12, Jalan Timur               Size 950 x 2150 mm       2 unit × RM 75.00
                                  Laminate 6S-145
                                  Total                               RM 850.00
"""


def test_such_a_side_may_stand_beside_goods_without_a_heading() -> None:
    (invoice,) = extract(Document("application/pdf", (page_of(GOODS_AT_ITS_LEVEL),)), TRADE)
    assert column(invoice, "laminate_code") == ["6S-A057", "6S-A190", "6S-145"]
    assert value(invoice, "job_order_no") == "2507003"
    assert value(invoice, "date") == "2025-08-12"
    assert value(invoice, "customer_name") == "TIMUR CONTOH SDN BHD"


WITH_THE_SUM = """
    BUKIT CONTOH DOORS            INVOICE
    SDN BHD
    Lot 1, Jalan Contoh 2         Description                  Qty   Unit  Amount
    Invoice                       FLUSH DOOR 900 x 2100        4     NOS   400.00
    2507003                       LAMINATE 6S-A057
    Date                          HONEYCOMB CORE
    12/08/2025                    FLUSH DOOR 800 x 2100        2     NOS   200.00
    Bill To                       LAMINATE 6S-A190
    TIMUR CONTOH SDN BHD          ABS EDGING
    Amount due                    FLUSH DOOR 700 x 2100        1     NOS   100.00
    RM 700.00                     ABS EDGING
"""


def test_such_a_side_may_hold_the_sum() -> None:
    (invoice,) = extract(Document("application/pdf", (page_of(WITH_THE_SUM),)), TRADE)
    assert value(invoice, "total") == "700.00"
    assert value(invoice, "job_order_no") == "2507003"
    assert column(invoice, "edging") == [None, "abs_edging", "abs_edging"]
