"""What the sample documents say: the facts they are printed from, and that reading them must give back.

The values of ``Item`` are in the shape of the ``extract`` command's result (see docs/glossary.md); ``printed`` holds
the cells as they stand in the table of the page, by column heading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Fact = str | int


@dataclass(frozen=True)
class Item:
    """A line of a document: what it means, and how it is printed."""

    kind: Literal["door", "frame", "other"]
    quantity: int
    price: Decimal
    printed: dict[str, str]
    values: dict[str, Fact] = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price


@dataclass(frozen=True)
class Sample:
    """A document. ``header`` is printed as label and text; ``values`` are what those texts mean."""

    file_name: str
    title: str
    customer_label: str
    customer: str
    customer_address: tuple[str, ...]
    header: dict[str, str]
    quantity_heading: str
    price_heading: str
    amount_heading: str
    total_label: str
    values: dict[str, Fact]
    items: tuple[Item, ...]

    @property
    def total(self) -> Decimal:
        return sum((item.amount for item in self.items), Decimal(0))

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(self.items[0].printed)


INVOICE = Sample(
    file_name="invoice.pdf",
    title="INVOICE",
    customer_label="Bill To",
    customer="CONTOH RIDGE BUILDERS SDN BHD",
    customer_address=("Lot 1, Jalan Contoh 1/1", "40000 Bandar Contoh, Selangor"),
    header={
        "Invoice No": "KDI-2611-001",
        "Date": "09/11/2026",
        "PO No": "CRB-0117",
        "Delivery Date": "07/12/2026",
        "Terms": "30 days",
    },
    quantity_heading="Qty",
    price_heading="Unit Price (RM)",
    amount_heading="Amount (RM)",
    total_label="Total (RM)",
    values={
        "kind": "invoice",
        "job_order_no": "KDI-2611-001",
        "date": "2026-11-09",
        "po_no": "CRB-0117",
        "delivery_date": "2026-12-07",
        "customer_name": "CONTOH RIDGE BUILDERS SDN BHD",
    },
    items=(
        Item(
            "door",
            4,
            Decimal("485.00"),
            {
                "Description": "SINGLE LEAF DOOR, 43MM X 3FT X 7FT, LAMINATE 6S-A057, HONEYCOMB, ABS EDGING,"
                " LOCATION: BEDROOM 1"
            },
            {
                "laminate_code": "6S-A057",
                "thickness_mm": 43,
                "width_mm": 915,
                "height_mm": 2135,
                "location": "BEDROOM 1",
                "door_type": "S/L",
                "door_core": "honeycomb",
                "edging": "abs_edging",
            },
        ),
        Item(
            "door",
            1,
            Decimal("1260.00"),
            {
                "Description": "DOUBLE LEAF DOOR, 43MM X 6FT X 8FT, LAMINATE 6S-A060, SOLID TUBULAR CORE, NA LIPPING,"
                " DESIGN DS-12 RIVER, LOCATION: MAIN ENTRANCE"
            },
            {
                "laminate_code": "6S-A060",
                "thickness_mm": 43,
                "width_mm": 1830,
                "height_mm": 2440,
                "location": "MAIN ENTRANCE",
                "door_type": "D/L",
                "door_core": "solid_tubular",
                "edging": "na_lipping",
                "design_name": "DS-12 RIVER",
            },
        ),
        Item(
            "frame",
            4,
            Decimal("210.00"),
            {
                "Description": "DOOR FRAME, 975MM X 2165MM, LAMINATE 6S-145, FRAME WIDTH 130~150MM, REBATED 49MM,"
                " INNER, PROFILE CH2, LOCATION: BEDROOM 1"
            },
            {
                "laminate_code": "6S-145",
                "width_mm": 975,
                "height_mm": 2165,
                "frame_width": "130~150MM",
                "rebate_mm": 49,
                "inner_outer": "inner",
                "frame_profile": "CH2",
                "location": "BEDROOM 1",
            },
        ),
        Item("other", 1, Decimal("150.00"), {"Description": "TRANSPORT TO SITE"}),
    ),
)

SCAN = Sample(
    file_name="scan.pdf",
    title="INVOIS CUKAI / TAX INVOICE",
    customer_label="Kepada / Bill To",
    customer="PERUMAHAN CONTOH JAYA SDN BHD",
    customer_address=("No. 8, Persiaran Contoh", "47000 Sungai Contoh, Selangor"),
    header={
        "No. Invois": "KDI-2611-002",
        "Tarikh": "11/11/2026",
        "No. PO": "PCJ/2026/044",
        "Tarikh Penghantaran": "14/12/2026",
    },
    quantity_heading="Kuantiti",
    price_heading="Harga Seunit (RM)",
    amount_heading="Jumlah (RM)",
    total_label="Jumlah Besar (RM)",
    values={
        "kind": "tax_invoice",
        "job_order_no": "KDI-2611-002",
        "date": "2026-11-11",
        "po_no": "PCJ/2026/044",
        "delivery_date": "2026-12-14",
        "customer_name": "PERUMAHAN CONTOH JAYA SDN BHD",
    },
    items=(
        Item(
            "door",
            6,
            Decimal("430.00"),
            {
                "Keterangan": "PINTU SEBELAH, TERAS: HONEYCOMB",
                "Saiz": "900 x 2100",
                "Tebal": "37mm",
                "Laminat": "6S-A112",
            },
            {
                "laminate_code": "6S-A112",
                "thickness_mm": 37,
                "width_mm": 900,
                "height_mm": 2100,
                "door_type": "S/L",
                "door_core": "honeycomb",
            },
        ),
        Item(
            "door",
            2,
            Decimal("690.00"),
            {"Keterangan": "PINTU SEBELAH, SOLID TIMBER", "Saiz": "900 x 2400", "Tebal": "48mm", "Laminat": "6S-A208"},
            {
                "laminate_code": "6S-A208",
                "thickness_mm": 48,
                "width_mm": 900,
                "height_mm": 2400,
                "door_type": "S/L",
                "door_core": "solid_timber",
            },
        ),
        Item(
            "frame",
            8,
            Decimal("195.00"),
            {"Keterangan": "BINGKAI PINTU, PROFIL CH2", "Saiz": "960 x 2130", "Tebal": "", "Laminat": "6S-145"},
            {"laminate_code": "6S-145", "width_mm": 960, "height_mm": 2130, "frame_profile": "CH2"},
        ),
    ),
)

PHOTO = Sample(
    file_name="photo.jpg",
    title="PROFORMA INVOICE",
    customer_label="Bill To",
    customer="SAMPLE HARBOUR INTERIORS SDN BHD",
    customer_address=("Unit 3-1, Jalan Contoh Utama", "50000 Kota Contoh"),
    header={"Proforma No": "KDI-2611-003", "Date": "12/11/2026", "Measured By": "SITE TEAM B"},
    quantity_heading="Qty",
    price_heading="Unit Price (RM)",
    amount_heading="Amount (RM)",
    total_label="Grand Total (RM)",
    values={
        "kind": "proforma",
        "job_order_no": "KDI-2611-003",
        "date": "2026-11-12",
        "measure_by": "SITE TEAM B",
        "customer_name": "SAMPLE HARBOUR INTERIORS SDN BHD",
    },
    items=(
        Item(
            "door",
            3,
            Decimal("560.00"),
            {
                "Description": "SINGLE LEAF DOOR 43MM, SOLID TUBULAR CORE, NO EDGING",
                "Door Size": "900MM(W) X 2100MM(H)",
                "Laminate": "6S-A031",
                "Location": "OFFICE",
            },
            {
                "laminate_code": "6S-A031",
                "thickness_mm": 43,
                "width_mm": 900,
                "height_mm": 2100,
                "location": "OFFICE",
                "door_type": "S/L",
                "door_core": "solid_tubular",
                "edging": "no_edging",
            },
        ),
        Item(
            "frame",
            3,
            Decimal("220.00"),
            {
                "Description": "DOOR FRAME, FRAME WIDTH 110~130MM, REBATED 45MM, OUTER",
                "Door Size": "960MM(W) X 2130MM(H)",
                "Laminate": "6S-139",
                "Location": "OFFICE",
            },
            {
                "laminate_code": "6S-139",
                "width_mm": 960,
                "height_mm": 2130,
                "frame_width": "110~130MM",
                "rebate_mm": 45,
                "inner_outer": "outer",
                "location": "OFFICE",
            },
        ),
        Item(
            "other",
            1,
            Decimal("300.00"),
            {"Description": "INSTALLATION", "Door Size": "", "Laminate": "", "Location": ""},
        ),
    ),
)

ALL = (INVOICE, SCAN, PHOTO)
