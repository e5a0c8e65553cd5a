"""The total is what the whole document costs, tax and rounding included, before anything is paid."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import invoice_in, value, values

TOP = """
    # BUKIT CONTOH DOORS SDN BHD
                    INVOICE
    Invoice No : KDI-1                          Date : 12/08/2026

    No   Description                       Qty   Amount
    1    DOOR 3' X 7'                      1     1,000.00
"""


def summed(foot: str) -> tuple[object, ...]:
    return values(invoice_in(TOP + foot), "sub_total", "tax_total", "total")


@pytest.mark.parametrize(
    "name",
    ["Total", "Grand Total", "Total Amount", "JUMLAH", "Jumlah Besar", "Total Payable", "Net Total", "TOTAL (RM)",
     "NETT", "Total CIF Singapore SGD", "Total ex-works Selangor", "Grand Toral :   RN", "TOTOL PM"],
)  # fmt: skip
def test_the_total_has_many_names(name: str) -> None:
    foot = f"         {name:<30}   1,000.00\n"
    assert summed(foot) == (None, None, "1000.00")


def test_sub_total_tax_and_total_are_told_apart() -> None:
    foot = """
                              Sub Total          1,000.00
                              SST 8%                80.00
                              Rounding              -0.00
                              Grand Total   RM   1,080.00
"""
    assert summed(foot) == ("1000.00", "80.00", "1080.00")


def test_the_sums_may_stand_in_front_of_their_names() -> None:
    foot = """
    1,000.00                  Total Excl. Tax
      100.00                  SST 10%
    1,100.00                  Net Total
"""
    assert summed(foot) == ("1000.00", "100.00", "1100.00")


def test_malay_sums_are_the_same_sums() -> None:
    foot = """
                              Jumlah Kecil       1,000.00
                              Cukai Jualan 10%     100.00
                              Jumlah Besar       1,100.00
"""
    assert summed(foot) == ("1000.00", "100.00", "1100.00")


def test_what_is_paid_does_not_lower_the_total() -> None:
    foot = """
                              Total              1,000.00
                              Less Deposit         500.00
                              Balance Due          500.00
"""
    assert summed(foot)[2] == "1000.00"


@pytest.mark.parametrize(
    "discount",
    ["Discount allowed", "Less dealer discount", "Less discount as agreed", "Diskaun diberi", "Header discount"],
)
@pytest.mark.parametrize("paid", ["Advance payment received", "Baki sebelum penghantaran"])
@pytest.mark.parametrize("sub", ["Subtotal", "Total net value"])
def test_a_discount_has_many_names_and_what_is_paid_in_advance_is_no_sum(discount: str, paid: str, sub: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
             {sub:<30}   4,348.00
             {discount:<30}   (120.00)
             Grand total                      4,228.00
             {paid:<30}   (2,114.00)
    """
    )
    assert invoice.total
    assert (invoice.total.value, invoice.total.doubts) == ("4228.00", ())


def test_of_several_totals_the_one_that_adds_up_is_taken() -> None:
    foot = """
                              Sub Total          1,000.00
                              SST 8%                80.00
                              Total              1,080.00
                              Total              1,000.00
"""
    assert summed(foot)[2] == "1080.00"


def test_totals_that_nothing_explains_are_doubted() -> None:
    foot = """
                              Total              1,000.00
                              Total              1,300.00
"""
    total = invoice_in(TOP + foot).total
    assert total
    assert total.doubts


def test_a_count_beside_a_total_is_no_part_of_it() -> None:
    assert summed("         Total                             6     900.00\n")[2] == "900.00"


@pytest.mark.parametrize(
    ("sign", "code"), [("RM", "MYR"), ("MYR", "MYR"), ("S$", "SGD"), ("SGD", "SGD"), ("", "MYR"), ("US$", "USD")]
)
def test_the_currency_is_the_one_printed_and_ringgit_where_none_is(sign: str, code: str) -> None:
    invoice = invoice_in(TOP + f"                              Total   {sign}   1,000.00\n")
    assert value(invoice, "currency") == code


def test_without_any_amount_there_is_no_currency_and_no_total() -> None:
    drawing = """
    # BUKIT CONTOH DOORS SDN BHD
                    DELIVERY ORDER
    No   Description                       Qty   Unit
    1    DOOR 3' X 7'                      1     NOS
    """
    assert values(invoice_in(drawing), "currency", "total") == (None, None)


def test_ringgit_and_sen_may_stand_in_a_column_each() -> None:
    invoice = invoice_in("""
        PURCHASE ORDER

        No    Description     Qty    RM        sen
        1     Flush door      2      1,380     00
                              Sub Total      1,380     00
                              Grand Total    1,490     40
        """)
    assert value(invoice, "total") == "1490.40"
    read_as_one = """
        CASH BILL                                    No. CB 73992

        Qty   Particulars                  RM        sen
        3     Laminate door 900 x 2100     4,190     30
              JUMLAH/TOTAL RM              4,190 30
        """
    assert value(invoice_in(read_as_one), "total") == "4190.30"


def test_a_cash_bill_s_sen_belong_to_the_ringgit_left_of_them() -> None:
    invoice = invoice_in("""
        CASH BILL                                    No. CB 73992

        Qty   Particulars                  Unit Price   RM        cts
        3     Laminate door 900 x 2100     770.50       2,311     50
        Goods sold are not exchangeable    TOTAL RM     2,311     50
        """)
    assert values(invoice, "job_order_no", "total") == ("CB73992", "2311.50")
    assert [values(item, "quantity", "amount", "other_words") for item in invoice.items] == [(3, "2311.50", None)]


def test_a_count_in_two_columns_is_no_money() -> None:
    assert value(invoice_in("Total   13   25"), "total") is None


def test_sums_may_stand_beside_other_words_and_several_on_a_line() -> None:
    beside = """
    Thank you for your business.          Sub Total      1,000.00
    Transfer to: CONTOH BANK 888 102      Discount 3%      -30.00
                                          Total            970.00
"""
    assert summed(beside) == ("1000.00", None, "970.00")
    on_one_line = "    Jumlah Kecil: RM 1,000.00   Cukai SST 8%: RM 80.00   JUMLAH KESELURUHAN: RM 1,080.00\n"
    assert summed(on_one_line) == ("1000.00", "80.00", "1080.00")


def test_totals_that_stand_below_a_payment_are_read_too() -> None:
    below = """
    Deposit paid       (50.00)
    Sub Total          100.00
    Total              108.00
    Balance Total       58.00
"""
    assert summed(below)[2] in ("108.00", "58.00")


def test_two_currencies_in_one_name_of_the_total_are_asked_about() -> None:
    currency = invoice_in(TOP + "         Total MYR (S$)                     1,000.00\n").currency
    assert currency
    assert currency.value == "SGD"
    assert currency.doubts


def test_a_line_of_totals_under_columns_tells_the_sum_before_tax_and_the_tax_where_they_add_up() -> None:
    assert summed("    Totals (RM)            1,000.00     60.00    1,060.00\n") == ("1000.00", "60.00", "1060.00")
    assert summed("    Total                  1,000.00     70.00    1,060.00\n")[:2] == (None, None)
