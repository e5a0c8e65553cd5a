"""Who is the customer. It is never the company itself."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in, value, values

ITEMS = """

    No   Description                       Qty   Amount
    1    DOOR 3' X 7'                      1     100.00
    """


def ours(party: str) -> str:
    return f"    # SENDORA GROUP SDN BHD\n                    INVOICE\n{party}{ITEMS}"


@pytest.mark.parametrize("label", ["Bill To", "Sold To", "Customer", "Messrs", "Bil Kepada", "Pelanggan", "To", "M/S"])
def test_on_our_invoice_the_customer_is_who_is_billed(label: str) -> None:
    invoice = invoice_in(ours(f"    {label} : TIMUR CONTOH SDN BHD     Invoice No : SG-1\n"))
    assert values(invoice, "customer_name", "supplier_name") == ("TIMUR CONTOH SDN BHD", "SENDORA GROUP SDN BHD")


@pytest.mark.parametrize(
    "below", ["(Formerly known as Bukit Contoh Maju", "98-G, Persiaran Contoh 7,", "No. 39, Jalan Contoh 1,"]
)
def test_the_second_line_beside_a_label_of_two_lines_is_no_part_of_the_name(below: str) -> None:
    page = f"""
    # SENDORA GROUP SDN BHD
    INVOICE                                                  Invoice No : KDI-2507-003
    Kepada       TIMUR CONTOH CONSTRUCTION
    Tuan         {below}
                 47810 Petaling Jaya
    """
    assert value(invoice_in(page), "customer_name") == "TIMUR CONTOH CONSTRUCTION"


def test_the_customer_stands_below_its_label_above_the_address() -> None:
    party = """
    Bill To                                Deliver To
    TIMUR CONTOH SDN BHD                   TAPAK CONTOH 3
    No. 5, Jalan Contoh 2/3                Lot 9
    47000 Contoh                           50000 Contoh
"""
    assert value(invoice_in(ours(party)), "customer_name") == "TIMUR CONTOH SDN BHD"


@pytest.mark.parametrize(
    "label", ["Penerima / Customer", "Recipient / Pelanggan", "Ship To / Bill To", "Buyer / Receiver"]
)
def test_one_label_for_who_gets_the_goods_and_who_buys_them_names_the_customer(label: str) -> None:
    party = f"""
    {label}                    No. D/O   : SG-7
    TIMUR CONTOH HARDWARE
    No. 5, Jalan Contoh 2/3
"""
    assert value(invoice_in(ours(party)), "customer_name") == "TIMUR CONTOH HARDWARE"


def test_a_label_for_a_project_and_its_client_does_not_say_which_of_them_stands_below() -> None:
    party = """
    Project / Client                       Invoice No : SG-7
    RESIDENSI CONTOH
    TIMUR CONTOH HARDWARE SDN BHD
"""
    assert value(invoice_in(ours(party)), "customer_name") != "RESIDENSI CONTOH"


def test_on_a_purchase_order_the_customer_is_who_wrote_it() -> None:
    drawing = """
    # SELATAN CONTOH CONSTRUCTION SDN BHD
    No. 1, Jalan Contoh, 50000 Contoh
                    PURCHASE ORDER
    Vendor : SENDORA GROUP SDN BHD        PO No. : SC-98
    """
    invoice = invoice_in(drawing + ITEMS)
    assert values(invoice, "customer_name", "supplier_name") == (
        "SELATAN CONTOH CONSTRUCTION SDN BHD",
        "SENDORA GROUP SDN BHD",
    )


@pytest.mark.parametrize(
    "name", ["HOSPITAL DAERAH CONTOH", "MAJLIS PERBANDARAN CONTOH", "Contoh College", "SK TAMAN CONTOH", "JKR CONTOH"]
)
def test_a_body_that_is_no_firm_is_a_customer_without_doubt(name: str) -> None:
    letterhead = f"    SALINAN PEMBEKAL\n    {name}\n    Jalan Contoh, 50000 Contoh\n"
    order = "                    PESANAN BELIAN\n    Kepada : SENDORA GROUP SDN BHD    No. PO : C-98\n"
    customer = invoice_in(letterhead + order + ITEMS).customer_name
    assert customer
    assert (customer.value, customer.doubts) == (name, ())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("TIMUR CONTOH SDN BHD, C-08-02, Contoh Square, Jalan Contoh Hilir 2, 55000 Contoh", "TIMUR CONTOH SDN BHD"),
        ("BANDAR CONTOH PROPERTIES SDN BHD", "BANDAR CONTOH PROPERTIES SDN BHD"),
    ],
)
def test_an_address_behind_the_name_or_a_towns_name_in_it_does_not_hide_it(line: str, name: str) -> None:
    assert value(invoice_in(ours(f"    To: {line}\n")), "customer_name") == name


@pytest.mark.parametrize("kind", ["INVOICE", "PURCHASE ORDER", "QUOTATION", "DELIVERY ORDER"])
@pytest.mark.parametrize("name", ["SENDORA GROUP SDN BHD", "Sendora Doors Sdn. Bhd.", "SENDORA (KOTA DAMANSARA)"])
def test_the_customer_is_never_the_company(kind: str, name: str) -> None:
    drawing = f"    # {name}\n                   {kind}\n    Bill To : {name}\n    Customer : {name}\n{ITEMS}"
    assert value(invoice_in(drawing), "customer_name") is None


@pytest.mark.parametrize(
    "behind",
    ["(1067212-P)", "201401045007 (955919-K)", "(201401045007)", "(Co. No. 123456-A)", "Reg No: 123456-A",
     "(LLP0012345-LGN)", "LLP0012345-LCA"],
)  # fmt: skip
def test_the_registration_is_not_the_name(behind: str) -> None:
    party = f"    Bill To : TIMUR CONTOH SDN BHD {behind}\n"
    assert value(invoice_in(ours(party)), "customer_name") == "TIMUR CONTOH SDN BHD"


@pytest.mark.parametrize(("registered", "asked"), [("Buyer TIN : C20880050010\n    ", False), ("", True)])
def test_a_buyer_who_is_registered_is_the_firm_whatever_its_name(registered: str, asked: bool) -> None:
    customer = invoice_in(ours(f"    {registered}Buyer Name : TIMUR CONTOH\n")).customer_name
    assert customer
    assert (customer.value, bool(customer.doubts)) == ("TIMUR CONTOH", asked)


def test_a_former_name_is_not_the_name() -> None:
    party = """
    Bill To
    TIMUR CONTOH SDN BHD
    (FORMERLY KNOWN AS LAMA CONTOH SDN BHD)
"""
    assert value(invoice_in(ours(party)), "customer_name") == "TIMUR CONTOH SDN BHD"


def test_a_name_that_wraps_is_read_on() -> None:
    party = """
    Bill To : TIMUR CONTOH BUILDING AND
              RENOVATION SDN BHD
              No. 5, Jalan Contoh
"""
    assert value(invoice_in(ours(party)), "customer_name") == "TIMUR CONTOH BUILDING AND RENOVATION SDN BHD"


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("ROSLAN", "SYARIKAT PEMBINAAN CONTOH ROSLAN"),
        ("ALI", "SYARIKAT PEMBINAAN CONTOH"),  # it would have fitted
        ("JALAN MAJU", "SYARIKAT PEMBINAAN CONTOH"),
        ("Roslan", "SYARIKAT PEMBINAAN CONTOH"),
        ("ROSLAN 2", "SYARIKAT PEMBINAAN CONTOH"),
    ],
)
def test_a_name_goes_on_below_with_a_word_that_did_not_fit_on_its_line(below: str, name: str) -> None:
    slip = f"""
    SENDORA GROUP SDN BHD
    RESIT JUALAN TUNAI
    No. Resit : CS 26-0519
    Pelanggan : SYARIKAT PEMBINAAN CONTOH
                {below}
    Ukur Oleh : TEAM B

    1. PINTU LAMINATE 900 x 2100
       2 pcs x 425.00                   850.00
"""
    assert value(invoice_in(slip), "customer_name") == name


def test_a_name_does_not_end_with_half_of_its_legal_form() -> None:
    apart = "    Nama / Name   TIMUR CONTOH MAJU SDN.   BHD.\n    Alamat : Batu 3, Jalan Contoh\n"
    assert value(invoice_in(ours(apart)), "customer_name") == "TIMUR CONTOH MAJU SDN. BHD."
    label_wrapped = "    BILL TO / Kepada TIMUR CONTOH MAJU SDN.\n    Tuan :           BHD. Reg. 0023080-T\n"
    assert value(invoice_in(ours(label_wrapped)), "customer_name") == "TIMUR CONTOH MAJU SDN. BHD."


def test_an_address_a_contact_or_a_site_is_not_the_customer() -> None:
    party = """
    Bill To : No. 5, Jalan Contoh 2/3
    Attn : Team C
    Deliver To : TAPAK CONTOH 3
"""
    assert value(invoice_in(ours(party)), "customer_name") is None


@pytest.mark.parametrize(("other", "asked"), [("", False), ("    c/o SELATAN CONTOH SDN BHD\n", True)])
def test_a_delivery_order_is_the_only_other_company_s(other: str, asked: bool) -> None:
    party = f"    Deliver To : TIMUR CONTOH SDN BHD\n    No. 5, Jalan Contoh 2/3\n{other}"
    customer = invoice_in(ours(party).replace("INVOICE", "DELIVERY ORDER")).customer_name
    assert customer
    assert (customer.value, bool(customer.doubts)) == ("TIMUR CONTOH SDN BHD", asked)


def test_a_name_over_an_address_is_the_customer_where_no_label_says_so() -> None:
    invoice = invoice_in(ours("    TIMUR CONTOH SDN BHD\n    No. 5, Jalan Contoh 2/3\n    47000 Contoh\n"))
    assert value(invoice, "customer_name") == "TIMUR CONTOH SDN BHD"
    terms = "    Terms    : C.O.D.\n    TIMUR CONTOH SDN BHD\n    (FORMERLY KNOWN AS\n    MAJU CONTOH TRADING)\n"
    assert value(invoice_in(ours(f"{terms}    No. 5, Jalan Contoh\n")), "customer_name") == "TIMUR CONTOH SDN BHD"


def test_another_label_is_no_customer() -> None:
    invoice = invoice_in(ours("    Customer     Quotation No : QT-1\n"))
    assert value(invoice, "customer_name") is None


def test_a_letterhead_may_stand_at_the_foot() -> None:
    head = "    PURCHASE ORDER — DOOR SCHEDULE (all sizes in mm)\n"
    foot = """
    TIMUR CONTOH BUILDERS SDN BHD            TO:                        P.O. NO.
    8-2, Jalan Contoh 5/20, 47810 Contoh     SENDORA GROUP SDN BHD      C/26/0071
"""
    invoice = invoice_in(head + ITEMS + "\n" * 30 + foot)
    assert values(invoice, "customer_name", "po_no") == ("TIMUR CONTOH BUILDERS SDN BHD", "C/26/0071")
    assert invoice.customer_name
    assert invoice.customer_name.doubts == ()


def test_our_own_letterhead_may_stand_at_the_foot() -> None:
    """What is most prominent at the top is nobody's name then."""
    head = "    # Invoice\n    Invoice number     Billed to\n    SIV-03785          CONTOH BEE LIAN\n"
    foot = "    SENDORA GROUP SDN BHD · No. 12, Jalan Contoh 3/6, 47810 Contoh · Tel: 03-5550 1234\n"
    invoice = invoice_in(head + ITEMS + "\n" * 46 + foot)
    assert invoice.supplier_name
    assert (invoice.supplier_name.value, invoice.supplier_name.doubts) == ("SENDORA GROUP SDN BHD", ())


def test_a_branch_in_brackets_leaves_a_firm_a_firm() -> None:
    drawing = ours("    Bill To : TIMUR CONTOH SDN BHD     Invoice No : SG-1\n")
    supplier = invoice_in(drawing.replace("GROUP SDN BHD", "GROUP SDN BHD (CONTOH)")).supplier_name
    assert supplier
    assert (supplier.value, supplier.doubts) == ("SENDORA GROUP SDN BHD (CONTOH)", ())


def test_an_unknown_label_right_of_bill_to_is_no_customer_where_a_firm_stands_below() -> None:
    head = """
    Sold To:                      Berkas Kami      SG-26-118
    TIMUR CONTOH SDN BHD
    18, Jalan Contoh Dua, 40400 Contoh
"""
    assert value(invoice_in(ours(head)), "customer_name") == "TIMUR CONTOH SDN BHD"
    account = ours("    Please pay to:  Contoh Bank 888 102 771 9034\n")
    assert value(invoice_in(account), "customer_name") is None


def test_on_an_order_whose_head_names_nobody_the_firm_that_is_billed_ordered() -> None:
    invoice = invoice_in("""
    # PURCHASE ORDER
    SUPPLIER                  BUYER / INVOICE TO                PO No.       TCP-PO-26-00719
    Sendora Group Sdn Bhd     TIMUR CONTOH PROPERTIES SDN BHD   Order date   22-Jul-26
    47810 Petaling Jaya       63000 Cyberjaya                   Buyer        Procurement 02

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
    """)
    assert invoice.customer_name
    assert (invoice.customer_name.value, invoice.customer_name.doubts) == ("TIMUR CONTOH PROPERTIES SDN BHD", ())


def test_a_name_may_have_its_address_and_whom_to_ask_for_behind_it_in_one_line() -> None:
    head = "    Customer   TIMUR CONTOH BUILDERS, No. 9, Jalan Contoh, 70000 Seremban, Attn: Ms. Contoh\n"
    assert value(invoice_in(ours(head)), "customer_name") == "TIMUR CONTOH BUILDERS"


def test_where_somebody_signs_stands_no_other_company() -> None:
    invoice = invoice_in(
        """
    # SENDORA GROUP SDN BHD
                    DELIVERY ORDER
    Deliver To : PERMATA CONTOH BINA SDN BHD        DO No : DO-26081

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4

    Company stamp & signature
    """
    )
    assert invoice.customer_name
    assert (invoice.customer_name.value, invoice.customer_name.doubts) == ("PERMATA CONTOH BINA SDN BHD", ())


def test_our_address_that_ends_as_companies_do_is_no_other_company() -> None:
    invoice = invoice_in(
        """
    # SENDORA GROUP SDN BHD
    Lot 8, Jalan Contoh 2, Kota Contoh, 47810 Petaling Jaya
                    DELIVERY ORDER
    Deliver To : PERMATA CONTOH BINA SDN BHD        DO No : DO-26081

    No  Description             Size         Qty
    1   FLUSH DOOR              900 x 2100   4
    """
    )
    assert invoice.customer_name
    assert (invoice.customer_name.value, invoice.customer_name.doubts) == ("PERMATA CONTOH BINA SDN BHD", ())


def test_a_label_that_ends_as_companies_do_is_no_letterhead() -> None:
    page = f"""
                    PURCHASE ORDER FORM
    Syarikat / Company :     SERI CONTOH DEKORASI        No. PO :  SC 118/25
    Kepada / To :            Sendora Group Sdn Bhd
    {ITEMS}"""
    customer = invoice_in(page).customer_name
    assert customer is not None
    assert (customer.value, customer.doubts) == ("SERI CONTOH DEKORASI", ())


def test_a_party_s_label_with_a_second_word_for_it_has_its_value_below() -> None:
    page = f"""
                    PURCHASE ORDER
    SUPPLIER : Sendora Group Sdn Bhd
    CLIENT / ISSUED BY                      DOCUMENT                          PO NO.
    SELATAN CONTOH HOSPITALITY              PURCHASE ORDER WITH DRAWING       SC-ID-0042
    {ITEMS}"""
    assert value(invoice_in(page), "customer_name") == "SELATAN CONTOH HOSPITALITY"


@pytest.mark.parametrize(
    ("top", "foot", "doubted"),
    [
        ("# SRI CONTOH FRAME & DOOR FIXING\n    33, Jalan Contoh 2, 41050 Klang", "", False),
        ("# SRI CONTOH FRAME & DOOR FIXING", "for SRI CONTOH FRAME & DOOR FIXING", False),
        ("Quality first\n# SRI CONTOH FRAME & DOOR FIXING\n    33, Jalan Contoh 2", "", True),
        ("# SRI CONTOH FRAME & DOOR FIXING", "", True),
    ],
)
def test_who_orders_heads_the_paper_or_signs_it(top: str, foot: str, *, doubted: bool) -> None:
    order = f"    {top}\n    PURCHASE ORDER          PO No : SM/61\n    Supplier : SENDORA GROUP SDN BHD\n"
    customer = invoice_in(order.replace("    #", "#") + ITEMS + f"\n\n    {foot}").customer_name
    assert customer
    assert (customer.value, bool(customer.doubts)) == ("SRI CONTOH FRAME & DOOR FIXING", doubted)


@pytest.mark.parametrize(
    "label",
    ["Customer / Pelanggan [C-X041]", "Bill To (300-X12)", "Sold To   SC-0042"],
)
def test_the_customer_s_account_number_is_no_name(label: str) -> None:
    invoice = invoice_in(f"""
    # BUKIT CONTOH DOORS SDN BHD
                                  TAX INVOICE
    {label}                                        Invoice No : KX-2507-003
    Tan & Contoh Renovation Works
    66, Lebuh Contoh, 10300 George Town

    No   Description              Size          Qty
    1    Flush door               900 x 2100    2
    """)
    assert value(invoice, "customer_name") == "Tan & Contoh Renovation Works"


def test_an_account_number_stands_in_front_of_the_customer_s_name() -> None:
    head = TOP.replace("TIMUR", "[C-X041] TIMUR")
    assert value(invoice_in(f"{head}    No   Size   Qty"), "customer_name") == "TIMUR CONTOH BUILDERS SDN BHD"
