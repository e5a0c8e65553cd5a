"""The head of a document: what it is, its own number, the customer's number, its dates."""

from __future__ import annotations

import pytest

from pipeline.understand.head.number_letters import SECOND_LETTER
from tests.pipeline.understand.laid_out import invoice_in, value, values

ITEMS = """

    No   Description                       Qty   Amount
    1    DOOR 3' X 7'                      1     100.00
    """


def head(drawing: str) -> str:
    return f"    # SENDORA GROUP SDN BHD\n{drawing}{ITEMS}"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("INVOICE", "invoice"), ("INVOIS", "invoice"), ("INVOICE / INVOIS", "invoice"), ("Sales Invoice", "invoice"),
        ("TAX INVOICE", "tax_invoice"), ("INVOIS CUKAI", "tax_invoice"),
        ("TAX INVOICE I INVOIS CUKAI", "tax_invoice"),
        ("DELIVE RY OR D E R / NOTA H A N TA R A N", "delivery_order"), ("PROFORMA INVOICE", "proforma"),
        ("Pro-Forma Invoice", "proforma"), ("PURCHASE ORDER", "purchase_order"), ("PESANAN BELIAN", "purchase_order"),
        ("QUOTATION", "quotation"), ("SEBUT HARGA", "quotation"), ("DELIVERY ORDER", "delivery_order"),
        ("NOTA PENGHANTARAN", "delivery_order"), ("CASH SALE", "cash_sale"), ("JUALAN TUNAI", "cash_sale"),
        ("PESANAN BELIAN TEMPATAN", "purchase_order"), ("PESANAN KERAJAAN (LOCAL ORDER)", "purchase_order"),
        ("INDEN KERJA", "purchase_order"), ("BORANG SEBUT HARGA", "quotation"), ("RESIT JUALAN TUNAI", "cash_sale"),
        ("DOOR & FRAME ORDER FORM", "purchase_order"), ("BORANG PESANAN BELIAN PINTU", "purchase_order"),
    ],
)  # fmt: skip
def test_the_title_says_what_the_document_is(title: str, kind: str) -> None:
    invoice = invoice_in(head(f"                         {title}\n"))
    assert invoice.kind
    assert (invoice.kind.value, invoice.kind.raw, invoice.kind.doubts) == (kind, title, ())


def test_an_e_invoices_unique_identifier_is_not_its_number() -> None:
    drawing = """
    e-Invoice
    e-Invoice Code / No.  : SG-EI-2611-0102
    Unique Identifier No. : PN285B5VTP1606JZ4KPWEJ850R
"""
    number = invoice_in(head(drawing)).job_order_no
    assert number
    assert (number.value, number.doubts) == ("SG-EI-2611-0102", ())


@pytest.mark.parametrize("label", ["Invoice No", "Quotation No", "PI No"])
def test_without_a_title_the_kind_is_never_certain(label: str) -> None:
    invoice = invoice_in(head(f"    {label} : SG-1\n"))
    assert invoice.kind is None or invoice.kind.doubts
    assert invoice.kind is None or invoice.job_order_no is None or invoice.job_order_no.doubts


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        ("To: SENDORA GROUP SDN BHD\n\n    PURCHASE ORDER NO. PO2509-0856", "purchase_order"),
        ("Kepada: SENDORA GROUP SDN BHD\n\n    Purchase Order No. PO2509-0856", "purchase_order"),
        ("To: SENDORA GROUP SDN BHD\n\n    PURCHASE ORDER NO. CT/PO/006 - HOSPITAL ANNEXE", "purchase_order"),
        ("To: TIMUR CONTOH BUILDERS SDN BHD\n\n    Quotation No. SGQ/2025/037", None),
        ("To: TIMUR CONTOH BUILDERS SDN BHD\n\n    QUOTATION NO. SGQ/2025/037", "quotation"),
        ("To: TIMUR CONTOH BUILDERS SDN BHD\n\n    PURCHASE ORDER NO. PO2509-0856", None),
    ],
)
def test_a_kind_before_its_number_alone_on_the_line_is_a_letter_s_title(letter: str, kind: str | None) -> None:
    found = invoice_in(f"    # TIMUR CONTOH BUILDERS SDN BHD\n\n    {letter}\n    Date: 8/9/2025{ITEMS}").kind
    assert (None if found is None or found.doubts else found.value) == kind


@pytest.mark.parametrize(("mark", "kind"), [("# ", "purchase_order"), ("  ", None)])
def test_an_order_s_number_set_as_a_title_says_what_it_is(mark: str, kind: str | None) -> None:
    drawing = f"    # TIMUR CONTOH BUILDERS SDN BHD\n\n    {mark}Purchase Order PUR-2026-00138\n\n    Buyer : LIM"
    invoice = invoice_in(f"{drawing}{ITEMS}")
    assert (None if invoice.kind is None or invoice.kind.doubts else invoice.kind.value) == kind
    name = invoice.customer_name
    assert name is None or name.doubts or name.value == "TIMUR CONTOH BUILDERS SDN BHD"


def test_signs_around_a_title_are_no_part_of_it() -> None:
    kind = invoice_in(head("                  ** 現金單 CASH SALE **\n")).kind
    assert kind
    assert (kind.value, kind.raw) == ("cash_sale", "CASH SALE")


@pytest.mark.parametrize("number", ["# S00482", "PF/2026/00482"])
def test_a_kind_set_large_before_its_number_is_a_title(number: str) -> None:
    kind = invoice_in(head(f"# Pro-Forma Invoice {number}\n")).kind
    assert kind
    assert (kind.value, kind.doubts) == ("proforma", ())


_RIGHT = " " * 90


@pytest.mark.parametrize(
    ("title", "certain"),
    [
        ("#       PESANAN\n#       BELIAN\n", True),
        (f"{_RIGHT}PURCHASE\n{_RIGHT}ORDER\n", True),
        (f"{_RIGHT}PURCHASE\n{_RIGHT}ORDER\n{_RIGHT}SC/98\n", False),
    ],
)
def test_a_title_over_two_lines_is_one_where_it_is_large_or_by_itself(title: str, *, certain: bool) -> None:
    kind = invoice_in(head(title)).kind
    assert (kind.value if kind and not kind.doubts else None) == ("purchase_order" if certain else None)


@pytest.mark.parametrize(
    ("title", "label", "number"),
    [
        ("INVOICE", "Invoice No", "SG-2507-001"), ("TAX INVOICE", "Tax Invoice No.", "SG/1"),
        ("INVOIS", "No. Invois", "SG1"), ("QUOTATION", "Quotation No", "Q-2231"), ("PROFORMA", "PI No", "PI-1"),
        ("DELIVERY ORDER", "D/O No", "DO-1"), ("CASH SALE", "Receipt No", "CS-1"), ("INVOICE", "Our Ref", "SG-2"),
    ],
)  # fmt: skip
def test_the_job_orders_number_is_the_documents_own(title: str, label: str, number: str) -> None:
    invoice = invoice_in(head(f"                {title}\n    {label} : {number}       P/O No : PO-77\n"))
    assert values(invoice, "job_order_no", "po_no") == (number, "PO-77")


def test_on_a_purchase_order_its_number_is_the_customers() -> None:
    """And the number of our quotation on it is neither."""
    drawing = """
    # SELATAN CONTOH CONSTRUCTION SDN BHD
                    PURCHASE ORDER
    To : SENDORA GROUP SDN BHD            PO No. : SC/PO/26/0098
    Your Quotation Ref : Q-2231           Date : 1/8/26
    """
    assert values(invoice_in(drawing + ITEMS), "job_order_no", "po_no") == (None, "SC/PO/26/0098")


def test_words_behind_a_dash_are_no_part_of_a_number() -> None:
    drawing = (
        "                    PURCHASE ORDER\n    To : SENDORA GROUP SDN BHD      PO No. : SC/PO/98 - HOSPITAL ANNEXE\n"
    )
    invoice = invoice_in(f"    # SELATAN CONTOH CONSTRUCTION SDN BHD\n{drawing}{ITEMS}", confidence=0.99)
    assert value(invoice, "po_no") == "SC/PO/98"


def test_a_quotations_number_on_an_invoice_is_not_the_invoices() -> None:
    invoice = invoice_in(head("              INVOICE\n    Quotation No : Q-7        Invoice No : SG-1\n"))
    assert value(invoice, "job_order_no") == "SG-1"


def test_dates_are_told_apart_by_their_labels() -> None:
    drawing = """
                    INVOIS
    Tarikh Akhir : 30 Ogos 2026
    Tarikh Penghantaran : 20 Ogos 2026
    Tarikh : 12 Ogos 2026
"""
    invoice = invoice_in(head(drawing))
    assert values(invoice, "date", "delivery_date", "due_date") == ("2026-08-12", "2026-08-20", "2026-08-30")


@pytest.mark.parametrize("label", ["Payment Due", "Valid Until", "Print Date", "Completion Date", "Due Date"])
def test_another_date_is_not_the_delivery_date(label: str) -> None:
    invoice = invoice_in(head(f"               INVOICE\n    Date : 12/08/2026\n    {label} : 20/08/2026\n"))
    assert values(invoice, "date", "delivery_date") == ("2026-08-12", None)


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        ("Kuala Contoh, 12/08/2026", True),
        ("Valid Until        12/08/2026", True),
        ("12/08/2026         Invoice No : SG-1", True),
        ("Our Order Ref. : OW-PO-7400          12/08/2026", False),
    ],
)
def test_a_date_without_a_label_is_doubted_unless_it_stands_for_itself(line: str, *, doubted: bool) -> None:
    invoice = invoice_in(head(f"               INVOICE\n    {line}\n"))
    assert invoice.date
    assert (invoice.date.value, bool(invoice.date.doubts)) == ("2026-08-12", doubted)


def test_labels_over_their_values_may_be_short_and_a_number_may_have_its_sign() -> None:
    drawing = """
    INVOICE NO.        ISSUED           DELIVERY DT.
    #3356              12-Aug-2026      17-Sep-2026
"""
    read = values(invoice_in(head(f"               INVOICE\n{drawing}")), "job_order_no", "date", "delivery_date")
    assert read == ("3356", "2026-08-12", "2026-09-17")


@pytest.mark.parametrize("label", ["Measured By", "Measure by", "Diukur Oleh", "Ukuran Oleh"])
def test_who_measured_is_who_the_label_says(label: str) -> None:
    drawing = f"               INVOICE\n    {label} : Team C\n    Salesman : Team D\n    Prepared By : Team E\n"
    assert value(invoice_in(head(drawing)), "measure_by") == "Team C"


@pytest.mark.parametrize("label", ["Salesman", "Prepared By", "Attn", "Jurujual", "Approved By"])
def test_who_sold_or_signed_did_not_measure(label: str) -> None:
    assert value(invoice_in(head(f"               INVOICE\n    {label} : Team C\n")), "measure_by") is None


def test_what_is_not_on_the_page_stays_blank() -> None:
    invoice = invoice_in(head("               INVOICE\n"))
    blank = ("job_order_no", "date", "po_no", "delivery_date", "due_date", "customer_name", "measure_by", "total")
    assert values(invoice, *blank) == (None,) * len(blank)


def test_one_label_may_name_a_number_and_its_date() -> None:
    invoice = invoice_in("""
    # SELATAN CONTOH CONSTRUCTION SDN BHD
                    PURCHASE ORDER
    PO number/date
    4500098123 / 19.05.2026

    No   Description                       Qty   Amount
    1    DOOR 3' X 7'                      1     100.00
    """)
    assert values(invoice, "po_no", "date") == ("4500098123", "2026-05-19")


@pytest.mark.parametrize(
    ("reference", "asked"),
    [("SD/25/77", True), ("SPO/25/77", True), ("SD/PO/25/77", False), ("SD-PO-577", False), ("SD/LPO/77", False)],
)
def test_your_reference_on_our_invoice_is_asked_about_unless_it_says_po_itself(reference: str, asked: bool) -> None:
    invoice = invoice_in(f"""
    # SENDORA GROUP SDN BHD
                    INVOICE
    No : SG-009812
    Your Ref : {reference}
    Date : 30/06/25

    No   Description                       Qty   Amount
    1    DOOR 3' X 7'                      1     100.00
    """)
    assert invoice.po_no
    assert (invoice.po_no.value, invoice.po_no.flagged) == (reference, asked)


@pytest.mark.parametrize("number", ["KDI-2611-NORTH-TOWER-", "INV 2611 0009"])
def test_a_number_that_seems_to_go_on_is_asked_about(number: str) -> None:
    invoice = invoice_in(f"""
        INVOICE

        Invoice No   : {number}
        Date         : 12/08/2026
        """)
    assert invoice.job_order_no
    assert "the number seems to go on" in invoice.job_order_no.doubts


def test_a_date_behind_a_number_is_no_part_of_it() -> None:
    invoice = invoice_in("""
        PURCHASE ORDER

        PO No   : 4500098123 19.05.2026
        """)
    assert invoice.po_no
    assert invoice.po_no.value == "4500098123"
    assert not invoice.po_no.doubts


@pytest.mark.parametrize(
    "subject", ["PURCHASE ORDER — DOOR SCHEDULE (all in mm)", "PESANAN BELIAN / PURCHASE ORDER: TAMAN CONTOH, FASA 2"]
)
def test_a_subject_names_the_kind_before_its_goods(subject: str) -> None:
    assert value(invoice_in(head(f"    {subject}\n")), "kind") == "purchase_order"


def test_a_letter_to_us_about_an_order_is_one_and_ours_about_theirs_is_none() -> None:
    subject = "    Dear Sirs,\n    ORDER FOR TIMBER DOORS AND FRAMES - TAMAN CONTOH\n"
    theirs = f"    # TIMUR CONTOH BUILDERS\n    Batu 3, Jalan Contoh\n\n    SENDORA GROUP SDN BHD\n{subject}{ITEMS}"
    assert values(invoice_in(theirs), "kind", "customer_name") == ("purchase_order", "TIMUR CONTOH BUILDERS")
    assert value(invoice_in(head(subject)), "kind") is None


@pytest.mark.parametrize("label", ["Our Ref      ", "Our Ref     :", "Our Ref\n   "])
def test_initials_before_a_number_are_a_part_of_it(label: str) -> None:
    invoice = invoice_in(head(f"                QUOTATION\n    {label} QTN 2508-77\n"))
    assert str(value(invoice, "job_order_no")).replace(" ", "") == "QTN2508-77"


def test_an_order_s_letters_in_the_roomy_cell_below_its_title_are_a_part_of_its_number() -> None:
    invoice = invoice_in(
        head("""                DELIVERY ORDER
    D.O. Number      Date            Customer P.O.    Terms

    DO-26-0671       24/04/2026      PO 40718         30 days
""")
    )
    assert str(value(invoice, "po_no")).replace(" ", "") == "PO40718"


@pytest.mark.parametrize(
    "reference", ["Reference (PO) : PO47544-R0", "Reference (your PO) : PO47544-R0", "Reference : PO47544-R0"]
)
def test_an_order_under_reference_keeps_its_initials(reference: str) -> None:
    invoice = invoice_in(head(f"                INVOICE\n    Invoice No : SG-1    {reference}\n"))
    assert value(invoice, "po_no") == "PO47544-R0"


@pytest.mark.parametrize(("confidence", "read"), [(1.0, "P/O 22443"), (0.99, "P/0 22443")])
def test_initials_with_a_slash_are_letters_of_the_number_behind_them(confidence: float, read: str) -> None:
    drawing = head(f"                INVOICE\n    No : SG-1    Your Ref P/O : {read}\n")
    order = invoice_in(drawing, confidence=confidence).po_no
    assert order
    assert (order.value, order.doubts) == ("P/O22443", ())


def test_the_count_of_a_tables_lines_is_no_documents_number() -> None:
    assert value(invoice_in(head("                INVOICE\n    No       1\n")), "job_order_no") is None


def test_what_ocr_made_of_a_labels_stop_or_a_numbers_initials_is_put_right() -> None:
    numbered = "    No. Nota Hantaran : D0 85627        Del: Date:20/06/26\n"
    drawing = head(f"                  NOTA HANTARAN\n{numbered}    Tarikh·Dokumen : 18/06/26\n")
    invoice = invoice_in(drawing, confidence=0.99)
    assert values(invoice, "job_order_no", "delivery_date", "date") == ("DO85627", "2026-06-20", "2026-06-18")
    for misread, read, doubts in (
        ("D085627", "D085627", (SECOND_LETTER,)),
        ("d085-627", "d085-627", (SECOND_LETTER,)),
        ("d026-5113", "DO26-5113", ()),
        ("26-D0712", "26-D0712", ("“0” could be a letter or a digit",)),
        ("26-DO712", "26-DO712", ()),
    ):
        number = invoice_in(drawing.replace("D0 85627", misread), confidence=0.99).job_order_no
        assert number
        assert (number.value, number.doubts) == (read, doubts)


def test_a_number_ends_before_its_date_though_a_speck_stands_there() -> None:
    invoice = invoice_in("INVOICE\n\nDocument number / date\nSGTX-33512 / .05.05.2026\n", confidence=0.99)
    assert value(invoice, "job_order_no") == "SGTX-33512"


def test_the_number_of_a_letter_of_intent_begins_with_letters() -> None:
    order = invoice_in(
        head("                INVOICE\n    Invoice No : SG-1    Client PO : LOI-2026-18\n"), confidence=0.99
    ).po_no
    assert order
    assert (order.value, order.doubts) == ("LOI-2026-18", ())


def test_a_number_may_name_a_branch_in_brackets() -> None:
    invoice = invoice_in("""
    # PURCHASE ORDER
    TIMUR CONTOH BUILDERS SDN BHD            PO No : TCB(S)26-1190
    Supplier : SENDORA GROUP SDN BHD
    """)
    assert value(invoice, "po_no") == "TCB(S)26-1190"


def test_the_date_of_the_quotation_before_is_not_that_of_the_proforma() -> None:
    drawing = """
                                  PROFORMA INVOICE
    Quotation Date : 01/04/2026          Proforma Date : 06/04/2026
    """
    assert value(invoice_in(head(drawing)), "date") == "2026-04-06"


def test_a_date_that_only_another_document_s_label_names_is_asked_about() -> None:
    invoice = invoice_in(
        head("                    INVOICE\n    Invoice No : SG-771      Quotation Date : 01/04/2026\n")
    )
    assert invoice.date
    assert invoice.date.doubts


def test_a_second_day_behind_as_good_a_label_is_asked_about() -> None:
    drawing = """
                                  INVOICE
    Invoice No : SG-771             Invoice Date : 06/04/2026
                                    Date : 08/04/2026
    """
    invoice = invoice_in(head(drawing))
    assert invoice.date
    assert invoice.date.doubts


def test_a_number_under_a_bare_title_gives_way_to_the_labelled_one() -> None:
    table = """
    Previous supply
    Invoice     Date          Remarks
    SG-600      02/01/2026    delivered
    """
    invoice = invoice_in(head("                    INVOICE\n    Inv No : SG-771\n") + table)
    assert value(invoice, "job_order_no") == "SG-771"


@pytest.mark.parametrize(
    ("written", "order"),
    [("PO : KC 71", "KC71"), ("Cust. PO : DCK 8", "DCK8"), ("PO : LOT 8", None), ("PO : REV 2", None)],
)
def test_an_order_s_number_may_be_initials_and_few_figures(written: str, order: str | None) -> None:
    invoice = invoice_in(f"    # SENDORA GROUP SDN BHD\n               INVOICE\n    Invoice No : KDI-1    {written}\n")
    assert value(invoice, "po_no") == order
