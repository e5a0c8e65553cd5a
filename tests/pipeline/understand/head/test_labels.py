"""A value belongs to the label behind, beside or above it."""

from __future__ import annotations

import pytest

from pipeline.understand.head.label_values import pairs_of
from pipeline.understand.head.labels import labels_of
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import VOCABULARY, invoice_in, page_of, value


def pairs(drawing: str, meaning: str) -> list[str]:
    """The candidates for a meaning, the likeliest first."""
    sheet = sheet_of(page_of(drawing))
    labels = labels_of(sheet, sheet.lines, VOCABULARY)
    found = pairs_of(sheet, sheet.lines, labels, VOCABULARY)
    return [pair.value.text for pair in found if meaning in pair.label.meanings]


@pytest.mark.parametrize(
    "drawing",
    [
        "Invoice No : KDI-2507-003",
        "Invoice No: KDI-2507-003",
        "Invoice No.:KDI-2507-003",
        "Invoice No   :   KDI-2507-003",
        "Invoice No        KDI-2507-003",
        "Invoice No KDI-2507-003",
        "INVOICE NO.   = KDI-2507-003",
        "No. Invois : KDI-2507-003",
        "Invoice No / No Invois : KDI-2507-003",
    ],
)
def test_a_value_stands_behind_its_label_or_right_of_it(drawing: str) -> None:
    assert pairs(drawing, "number_invoice")[0] == "KDI-2507-003"


def test_who_measured_stands_close_behind_a_label_in_two_languages() -> None:
    assert pairs("Site Measurement By / Ukuran Oleh Team 2", "measure_by") == ["Team 2"]


def test_the_second_line_of_a_label_without_the_colon_of_its_first_is_its_rest() -> None:
    drawing = """
    Date              : 15/10/2026
    Site              : Team 2
    Measurement By
    Deliver By        : 15/11/2026
    """
    assert pairs(drawing, "measure_by") == ["Team 2"]
    assert "Team 2" not in pairs(drawing.replace("Measurement By", "Measurement By :"), "measure_by")


def test_a_value_stands_below_its_label() -> None:
    drawing = """
        Invoice No          Date            P/O No.
        KDI-2507-003        12/08/2026      PO-77/26
        """
    assert pairs(drawing, "number_invoice") == ["KDI-2507-003"]
    assert pairs(drawing, "date")[0] == "12/08/2026"
    assert pairs(drawing, "po_no") == ["PO-77/26"]
    assert pairs(drawing.replace("P/O No.", "Reference (PO No)"), "po_no") == ["PO-77/26"]


def test_two_pairs_on_a_line_do_not_mix() -> None:
    drawing = "Invoice No : KDI-2507-003   Date : 12/08/2026"
    assert pairs(drawing, "number_invoice")[0] == "KDI-2507-003"
    assert pairs(drawing, "date")[0] == "12/08/2026"


def test_two_pairs_with_plain_blanks_between_do_not_mix() -> None:
    assert pairs("Date: 12/08/2026 Delivery Date: 20/08/2026", "date")[0] == "12/08/2026"
    assert pairs("Date: 12/08/2026 Delivery Date: 20/08/2026", "delivery_date")[0] == "20/08/2026"


def test_the_next_label_is_never_the_value() -> None:
    drawing = """
        Delivery Date :
        Invoice No    : KDI-2507-003
        """
    assert "KDI-2507-003" not in " ".join(pairs(drawing, "delivery_date"))
    assert not [value for value in pairs(drawing, "delivery_date") if "Invoice" in value]


def test_a_translation_on_the_next_line_belongs_to_the_label() -> None:
    drawing = """
        Del. Date / Tarikh     20/08/2026
        Penghantaran
        """
    assert "20/08/2026" in pairs(drawing, "delivery_date")


def test_a_label_and_its_value_may_both_take_two_lines() -> None:
    drawing = """
        Site Measured By / Ukuran    MS.            Pay Terms / Syarat    30 days
        Oleh                         CONTOH         Bayaran
        """
    assert pairs(drawing, "measure_by")[0].split() == ["MS.", "CONTOH"]


def test_the_second_line_of_a_label_does_not_take_its_neighbours_value() -> None:
    drawing = """
        Measurement By / Pengukuran      Our Contact       P.O. Ref / No. Pesanan
        Oleh                             Counter 2         Pelanggan
        Survey Crew 3                                      P876219
        """
    assert "Counter 2" not in pairs(drawing, "measure_by")[:1]


def test_a_number_that_wraps_after_its_dash_is_read_on() -> None:
    drawing = """
        P/O No. :          PO-2026-
                           0473
        """
    assert pairs(drawing, "po_no")[0].replace(" ", "") == "PO-2026-0473"


def test_a_lady_is_no_firm() -> None:
    assert pairs("Salesperson   Ms. Contoh", "customer_name") == []
    assert pairs("Measured By   MS. CONTOH", "customer_name") == []
    assert pairs("MS. CONTOH TRADING", "customer_name")[0] == "CONTOH TRADING"
    assert pairs("M/s   CONTOH BUILDERS", "customer_name")[0] == "CONTOH BUILDERS"


def test_a_number_broken_beside_a_label_of_two_lines_is_whole() -> None:
    drawing = """
        Quotation Number / No.           SGQ-
        Sebutharga                    2607253
        Date / Tarikh              15-07-2026
        """
    assert pairs(drawing, "number_quotation")[0].split() == ["SGQ-", "2607253"]


def test_labels_centred_in_two_lines_over_their_values_keep_them() -> None:
    drawing = """
          INV NO / NO     Invoice Date / Tarikh     Del. Date / Tarikh
            INVOIS                Invois                  Hantar
         KDI-2606-009          08-Jun-2026             19-Jun-2026
        """
    assert pairs(drawing, "number_invoice")[0] == "KDI-2606-009"
    assert pairs(drawing, "date")[0] == "08-Jun-2026"
    assert pairs(drawing, "delivery_date")[0] == "19-Jun-2026"


def test_what_a_colon_follows_is_a_label_and_nobodys_name() -> None:
    drawing = """
        BILL TO CUSTOMER :          OUR REGISTER     : 2601-S227
        CONTOH TIMBER TRADING       DATED            : 10-01-2026
        """
    assert pairs(drawing, "customer_name") == ["CONTOH TIMBER TRADING"]


def test_where_labels_stand_one_below_the_other_their_values_stand_beside_them() -> None:
    drawing = """
        Invoice No.        KD25-0469        Measured By            CONTOH
        Invoice Date       30.08.2025       Standing Promise       30 days
        Your P.O.          P25080270        Payment Due Date       29.09.2025
        Delivery Before    26.09.2025       Account Manager        Contoh
        """
    assert pairs(drawing, "measure_by")[0] == "CONTOH"


@pytest.mark.parametrize(
    "label", ["Measured by (site) :", "Measured by (site)  ", "Measured on site by", "Diukur Oleh"]
)
@pytest.mark.parametrize("name", ["TEAM 3", "Encik Contoh"])
def test_who_measured_may_follow_a_label_without_a_colon(label: str, name: str) -> None:
    assert pairs(f"{label} {name}", "measure_by") == [name]
    assert pairs("Doors measured by others are at the buyer's risk", "measure_by") == []


def test_initials_before_its_figures_belong_to_an_order_s_number() -> None:
    assert pairs("No. PO Pelanggan / Customer P.O. ACI 1182", "po_no") == ["ACI 1182"]


def test_a_title_names_the_number_that_initials_begin() -> None:
    assert pairs("PURCHASE ORDER PO781266\n1 message", "po_no") == ["PO781266"]


def test_two_labels_with_a_colon_beside_either_are_no_label_of_two_lines() -> None:
    drawing = """
    Sold To     : KUKUH CONTOH ENTERPRISE       Date      : 30/07/2026
    Address     : Lot 88, Kg Contoh             PO        : KC 1172
    """
    assert pairs(drawing, "customer_name")[0] == "KUKUH CONTOH ENTERPRISE"
    assert pairs(drawing, "po_no") == ["KC 1172"]


def test_a_label_of_two_lines_has_one_colon_beside_it() -> None:
    assert pairs("Purchase Order      : KC 1172\nNumber", "po_no")[0] == "KC 1172"


@pytest.mark.parametrize("number", ["No.57310", "No. 57310", "NO#57310", "No.CB57310"])
def test_a_number_touches_its_label_s_stop(number: str) -> None:
    found = pairs(f"CASH BILL                {number} Tarikh/Date: 24/06/2026", "number_any")
    assert found == [number[3:].strip()]


def test_a_date_wraps_behind_the_label_at_the_end_of_its_line() -> None:
    line = "Nama/Name: PUAN CONTOH, Jalan Contoh 3, 50000 Contoh Tarikh hantar/Delivery date:"
    assert pairs(f"{line}\n08/09/2026", "delivery_date") == ["08/09/2026"]
    assert not pairs(f"{line}\nKL 2288", "delivery_date")


def test_a_person_s_title_behind_another_label_s_colon_is_no_m_s_before_a_firm() -> None:
    invoice = invoice_in("""
    TIMUR CONTOH BUILDERS SDN BHD                  QUOTATION
    5, Lorong Contoh 11                            Date          : 7 January 2026
                                                   Measured by   : Ms Wong

    No   Description                               Qty      Price      Amount
    1    Flush door 900 x 2100                     2 pcs    310.00     620.00
    """)
    assert value(invoice, "measure_by") == "Ms Wong"
    assert value(invoice, "customer_name") != "Wong"


def test_a_label_that_no_list_has_is_no_value_of_the_one_beside_it() -> None:
    invoice = invoice_in("""
    # DELIVERY ORDER  DO/2508/114
    Delivery Order Date:        Measured By:          Origin:
    19/10/2026                  Encik Contoh          S08103

    Description                                                  Qty
    Flush door 900 x 2100                                        2 pcs
    """)
    assert value(invoice, "measure_by") == "Encik Contoh"
