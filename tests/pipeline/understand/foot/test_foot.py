"""The sums of a document where nothing sets them apart from its goods, and where a letter tells them."""

from __future__ import annotations

import pytest

from pipeline.model import Invoice
from pipeline.understand.foot.foot import with_foot
from pipeline.understand.foot.told_sums import told_sums
from pipeline.understand.page.layout import sheet_of
from pipeline.understand.table.item_table import Row, Table
from tests.pipeline.understand.laid_out import VOCABULARY, invoice_in, page_of


def told(text: str) -> list[tuple[str, str]]:
    return [(s.meaning, str(s.value)) for s in told_sums(sheet_of(page_of(text)).lines, VOCABULARY)]


def test_sums_in_sentences_are_known_by_the_words_before_them() -> None:
    english = "The total comes to RM 7,136.00. With 5% SST of RM 356.80 the total quoted sum is RM 7,492.80."
    malay = "Jumlah sebelum cukai ialah RM 51,204.00. Jumlah keseluruhan pesanan ini ialah RM 56,324.40."
    assert told(english) == [("total", "7136.00"), ("tax_total", "356.80"), ("total", "7492.80")]
    assert told(malay) == [("sub_total", "51204.00"), ("total", "56324.40")]


@pytest.mark.parametrize(
    "text",
    [
        "The agreed sum for the above is RM 9,870.00 (Ringgit Malaysia nine thousand), total inclusive of transport.",
        "No edging. The goods come to RM 9,870.00 in all.",
        "Everything together is RM 9,870.00, which we shall pay on delivery.",
        "Agreed lump sum price for this order as per your offer is RM 9,870.00 (Total). Payment by cheque.",
        "We offer all of them at RM 9,870.00 (Total). Payment by cheque.",
        "Jumlah dipersetujui mengikut tawaran tuan ialah RM 9,870.00.",
        "The price agreed on the telephone is RM9,870.00 for everything.",
        "The total of the three items is RM 9,870.00, excluding transport.",
        "Harga yang dipersetujui bagi semua barang di atas ialah RM 9,870.00 sahaja.",
    ],
)
def test_a_sentence_says_what_all_goods_come_to_in_its_own_way(text: str) -> None:
    assert told(text) == [("total", "9870.00")]


@pytest.mark.parametrize(
    "text",
    [
        "Harga RM 1,180.00 setiap satu.",
        "The price is RM 420.00.",
        "The agreed price is RM 300.00 per set for all.",
        "A deposit of RM 1,000.00 for this order has been paid.",
        "The agreed price for item 2 is RM 300.00. The price for transport is RM 80.00.",
        "Late delivery of the above is charged at RM 100.00.",
    ],
)
def test_the_price_of_one_and_of_a_part_is_no_sum_of_the_document(text: str) -> None:
    assert [s for s in told(text) if s[0] == "total"] == []


@pytest.mark.parametrize(("total", "doubted"), [("110.00", False), ("150.00", True)])
def test_a_total_among_the_goods_is_believed_only_where_it_adds_up(total: str, *, doubted: bool) -> None:
    sheet = sheet_of(page_of(f"1. DOOR 3' X 7'\nSub Total RM 100.00\nSST 10% RM 10.00\nNet Total RM {total}\nC.O.D."))
    row = Row(list(sheet.lines))
    table = Table(1, (), (row,), (), 0, len(sheet.lines) - 1, 0.0)
    found = with_foot(Invoice(pages=(1,), items=()), [sheet], {1: []}, [table], VOCABULARY).total
    assert found
    assert (found.value, bool(found.doubts)) == (total, doubted)


@pytest.mark.parametrize(
    ("title", "net", "asked"),
    [("PURCHASE ORDER", "7,850.00", False), ("PURCHASE ORDER", "7,900.00", True), ("INVOICE", "7,850.00", True)],
)
def test_the_net_value_of_an_order_is_its_total_where_the_lines_come_to_it(
    title: str, net: str, *, asked: bool
) -> None:
    invoice = invoice_in(
        f"""
    # BUKIT CONTOH BUILDERS SDN BHD
                                  {title}
    No : PO-2607-014    Date : 12/08/2026

    Item   Description             Qty    Unit Price    Net value
    1      DOOR 900 x 2100         20     331.50        6,630.00
    2      FRAME 1000 x 2150       4      305.00        1,220.00

    Total net value excl. tax MYR                       {net}
"""
    )
    assert invoice.total is not None
    assert bool(invoice.total.doubts) is asked
