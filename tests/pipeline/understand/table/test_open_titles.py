"""A title that leaves open what its column holds is told by the cells below it."""

from __future__ import annotations

import pytest

from pipeline.understand.table.titles import meanings_of_title
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in, values


def test_a_column_that_nobody_titled_so_is_known_by_its_cells() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description      Size         Zzyzx         Qty    OUn
    1    FLUSH DOOR       900 x 2100   HONEYCOMB     4      EA
    2    FLUSH DOOR       800 x 2100   SOLID TIMBER  2      SET
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "solid_timber"]
    assert column(invoice, "unit") == ["EA", "SET"]


def test_a_doors_mark_is_no_place() -> None:
    invoice = invoice_in(
        TOP
        + """
    Door No.   Description      Size         Qty
    D1         FLUSH DOOR       900 x 2100   4
    SD-03      FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "location") == [None, None]
    assert column(invoice, "quantity") == [4, 2]


def test_marks_under_a_title_that_but_names_the_goods_are_no_unknown_words() -> None:
    invoice = invoice_in(
        TOP
        + """
    DOOR     DESCRIPTION    SIZE          LOCATION        QTY
    DR1      FLUSH DOOR     900 x 2100    SERVER ROOM     1
    DR2A     D/L DOOR       1200 x 2100   MAIN DOOR       2
    """
    )
    assert column(invoice, "other_words") == [None, None]
    assert column(invoice, "location") == ["SERVER ROOM", "MAIN DOOR"]


@pytest.mark.parametrize(("title", "codes", "words"), [
    ("STOCK", ("QD4471", "QF2208"), [None, None]),
    ("Stk", ("QD-4471", "QF-2208"), [None, None]),
    ("STOCK", ("12", "40"), ["12", "40"]),
    ("STOCK", ("ZZYZX", "QUUX"), ["ZZYZX", "QUUX"]),
])  # fmt: skip
def test_codes_that_goods_are_kept_under_are_no_unknown_words(
    title: str, codes: tuple[str, str], words: list[str | None]
) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   {title:8}   Description    Size          Qty   Amount
    1    {codes[0]:8}   FLUSH DOOR     900 x 2100    4     880.00
    2    {codes[1]:8}   DOOR FRAME     800 x 2100    2     240.00
    """
    )
    assert column(invoice, "other_words") == words
    assert column(invoice, "laminate_code") == [None, None]


@pytest.mark.parametrize("title", [
    "SKU No.", "Kod Artikel", "Stock Ref", "Part Code", "Supplier Item", "Kod Barangan", "Catalogue No.", "Line Ref",
])  # fmt: skip
def test_a_title_for_the_code_of_kept_goods_is_known_however_it_is_said(title: str) -> None:
    meant = meanings_of_title(title, VOCABULARY)
    assert meant & {"stock_code", "number"}
    assert not meant & {"design_name", "decorative_line", "laminate_code"}


@pytest.mark.parametrize(("cell", "kept"), [("022", None), ("FD30", "FD30")])
def test_the_tax_offices_class_of_goods_is_no_unknown_word(cell: str, kept: str | None) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    Class.   Description      Size         Qty    Unit
    {cell:4}     FLUSH DOOR       900 x 2100   4      EA
    {cell:4}     FLUSH DOOR       800 x 2100   2      EA
    """
    )
    assert column(invoice, "other_words")[0] == kept


@pytest.mark.parametrize(("cells", "unit"), [(("EA", "SET"), "EA"), (("NOTE", "SET"), None)])
def test_a_column_of_units_needs_no_known_title(cells: tuple[str, str], unit: str | None) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    Item     Material / Long Text           Order Qty     Zzyzx
    00010    FLUSH DOOR                     10            {cells[0]}
             Size : 900 x 2100
    00020    FLUSH DOOR                     2             {cells[1]}
             Size : 800 x 2100
    """
    )
    assert column(invoice, "quantity") == [10, 2]
    assert column(invoice, "unit")[0] == unit


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        (("4", "PCS", "1", "LOT"), [4, 1]),
        (("4", "PCS", "x", "LOT"), [None, None]),
        (("4", "North", "1", "South"), [None, None]),
    ],
)
def test_whole_numbers_right_before_their_units_count_below_any_title(
    cells: tuple[str, ...], counts: list[int | None]
) -> None:
    a, b, c, d = cells
    invoice = invoice_in(
        TOP
        + f"""
    No   Item                Rq     Unit
    1    Rubber stopper      {a:<6} {b}
    2    Installation        {c:<6} {d}
    """
    )
    assert column(invoice, "quantity") == counts


def test_a_unit_that_nobody_knows_is_kept_and_asked_about() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description    Size         Qty   Unit
    1    FLUSH DOOR     900 x 2100   5     FLURBS
    2    FLUSH DOOR     800 x 2100   2     SET
    """
    )
    assert column(invoice, "unit") == ["FLURBS", "SET"]
    assert [bool(item.unit and item.unit.doubts) for item in invoice.items] == [True, False]


def test_marks_beside_places_are_no_places() -> None:
    invoice = invoice_in(
        TOP
        + """
    Mark     Location       Description      Size         Qty
    D-01     STORE ROOM     FLUSH DOOR       900 x 2100   4
    D-02     BATH 2 & 3     FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "location") == ["STORE ROOM", "BATH 2 & 3"]


@pytest.mark.parametrize(("code", "laminate"), [("Finish Code", "FD-01"), ("Item Code", "NATURAL OAK")])
def test_the_goods_own_code_beside_a_colour_is_not_taken_for_the_laminate_s(code: str, laminate: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    {code}    Colour          Description      Size         Qty
    FD-01          NATURAL OAK     FLUSH DOOR       900 x 2100   4
    FD-02          NATURAL OAK     FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "laminate_code")[0] == laminate


@pytest.mark.parametrize(
    ("group", "code", "asked"),
    [
        ("", "Finish Code    Finish Colour", False),
        ("", "Code           Colour       ", True),
        ("Laminate / Kemasan", "Code           Colour       ", False),
        ("     Item details  ", "Code           Colour       ", True),
        ("  Laminate         ", "Code           Colour       ", False),
    ],
)
def test_a_code_beside_a_colour_is_asked_about_unless_a_group_says_whose_it_is(
    group: str, code: str, asked: bool
) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    {group}
    {code}    Description      Size         Qty
    FD-01          NATURAL OAK      FLUSH DOOR       900 x 2100   4
    FD-02          NATURAL OAK      FLUSH DOOR       800 x 2100   2
    """
    )
    assert column(invoice, "laminate_code") == ["FD-01", "FD-02"]
    assert [bool(item.laminate_code and item.laminate_code.doubts) for item in invoice.items] == [asked, asked]


def test_marks_under_a_unit_s_title_are_none_where_units_have_a_column() -> None:
    invoice = invoice_in(
        TOP
        + """
    Pack     Goods                    Size             Qty   Unit
    P-01     Door, single leaf        900 x 2100       5     LEAF
    P-02     Door, single leaf        800 x 2100       11    SET
    """
    )
    assert column(invoice, "unit") == ["LEAF", "SET"]
    assert column(invoice, "quantity") == [5, 11]


def test_a_column_of_labelled_statements_is_text_whatever_its_title_says_and_units_with_sen_are_prices() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description     Size         Core                       Qty   Unit      Unit     Total
    1    Flush Door      900 x 2100   Core: Honeycomb            4     PCS       250.00   1,000.00
                                      Edging: ABS Edging
    2    Flush Door      800 x 2100   Core: Tubular              2     PCS       240.00   480.00
                                      Door Type: Double Leaf
    """
    )
    assert column(invoice, "door_core") == ["honeycomb", "solid_tubular"]
    assert column(invoice, "edging") == ["abs_edging", None]
    assert column(invoice, "door_type") == [None, "D/L"]
    assert column(invoice, "unit") == ["PCS", "PCS"]
    assert column(invoice, "unit_price") == ["250.00", "240.00"]


def test_goods_under_a_title_of_their_finish_are_described_there() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item & Finish                        Width (mm)   Height (mm)   Qty       Rate       Amount
    1    FLUSH DOOR, LAMINATE 8S-B207         750          2400          2 NOS     612.80     1,225.60
         DESIGN RH-12 AUSTIN
    2    HPL DOOR, LAMINATE EDL-1416          800          2100          3 NOS     612.80     1,838.40
    """
    )
    assert [values(item, "laminate_code", "design_name", "width_mm", "quantity") for item in invoice.items] == [
        ("8S-B207", "RH-12 AUSTIN", 750, 2),
        ("EDL-1416", None, 800, 3),
    ]


def test_goods_under_a_title_of_their_type_are_described_there_and_their_leaves_beside_them() -> None:
    """A type that says more than what the goods are stays a type."""
    table = """
    No   Type                   Leaf           Size W x H    Qty    Unit
    1    HPL DOOR               DOUBLE LEAF    1200 x 2440   10     NOS
    2    LAMINATED DOOR         UNEQUAL D/L    1200 x 2150   5      NOS
    3    LAMINATED DOOR FRAME   -              1200 x 2150   5      SET
    """
    items = invoice_in(TOP + table).items
    assert [values(item, "kind", "description", "door_type") for item in items] == [
        ("door", "HPL DOOR", "D/L"),
        ("door", "LAMINATED DOOR", "Unequal D/L"),
        ("frame", "LAMINATED DOOR FRAME", None),
    ]
    assert not any(field.doubts for item in items for field in (item.kind, item.description))
    typed = invoice_in(TOP + table.replace("HPL DOOR       ", "SINGLE LEAF DOOR").replace("Leaf  ", "Remark"))
    assert column(typed, "door_type")[:1] == ["S/L"]


def test_one_cell_tells_of_a_column_whose_misread_title_names_an_option_as_it_does() -> None:
    table = """
    No   Description       Size          Inneri Outer   Profile   Qty
    1    Wrapped Frame     900 x 2100    -              CH2       1 NOS
    2    Door Frame        800 x 2100    INNER          CH2       2 NOS
    """
    invoice = invoice_in(TOP + table, confidence=0.99)
    assert column(invoice, "inner_outer") == [None, "inner"]
    assert column(invoice, "other_words") == [None, None]


def test_a_position_beside_the_location_may_be_the_side_of_a_wall() -> None:
    invoice = invoice_in(
        TOP
        + """
    Mark   Width mm   Height mm   Jamb width mm   Position   Location           Qty   Unit
    F01    950        2130        100~120         Inner      UNIT M1 BEDROOM    24    set
    F02    850        2130        100~120         Inner      UNIT M1 BATH       12    set
    F03    1100       2130        130~150         Outer      UNIT M1 ENTRANCE   12    set
"""
    )
    assert column(invoice, "location") == ["UNIT M1 BEDROOM", "UNIT M1 BATH", "UNIT M1 ENTRANCE"]
    assert column(invoice, "inner_outer") == ["inner", "inner", "outer"]
