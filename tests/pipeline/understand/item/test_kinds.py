"""Door, frame or neither."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Supply and install HPL door", "door"),
        ("Supply, delivery and installation of HPL door", "door"),
        ("To supply & fix timber door frame", "frame"),
        ("To supply laminated door frame size 900 x 2100", "frame"),
        ("Membekal dan memasang pintu HPL", "door"),
        ("Installation of HPL door", "other"),
        ("Kerja memasang pintu", "other"),
        ("Supply and install lockset", "other"),
    ],
)
def test_goods_that_are_supplied_and_installed_are_goods_and_their_installation_alone_is_none(
    words: str, kind: str
) -> None:
    drawing = f"""
    INVOICE
    No   Description                                    Qty     Amount
    1    {words:<45}  2 pcs   500.00
    """
    assert column(invoice_in(drawing), "kind") == [kind]


def test_goods_whose_name_ends_on_the_next_line_are_goods() -> None:
    drawing = """
    INVOICE
    No   Description                       Qty     Amount
    1    Single Leaf (S/L) plywood flush   2 pcs   500.00
         door
         W864 x H2135 mm
    """
    assert column(invoice_in(drawing), "kind") == ["door"]


def test_the_line_over_a_heading_names_what_its_lines_are() -> None:
    invoice = invoice_in(
        TOP
        + """
    DOOR SCHEDULE
    Mark   Location    Size          Laminate   Qty
    D1     Bedroom 1   900 x 2100    6S-A057    4

    FRAME SCHEDULE
    Mark   Location    Size          Laminate   Qty
    D1     Bedroom 1   950 x 2150    6S-A057    4
    """
    )
    assert column(invoice, "kind") == ["door", "frame"]
    assert not any(item.kind.doubts for item in invoice.items)


@pytest.mark.parametrize(("core", "asked"), [("Core: Honeycomb", False), ("Lock Hole: Lever", True)])
def test_what_has_a_leaf_and_a_core_is_a_door_though_nobody_says_so(core: str, asked: bool) -> None:
    drawing = f"""
    INVOICE
    No   Description                                           Qty     Amount
    1    Foyer, 900 x 2100, Leaf: Single leaf, {core:<22} 2 pcs   500.00
    """
    (item,) = invoice_in(drawing).items
    assert (item.kind.value, bool(item.kind.doubts)) == ("door", asked)


@pytest.mark.parametrize(("confidence", "asked"), [(1.0, False), (0.97, True)])
def test_a_core_and_an_edging_make_a_door_where_a_leaf_cannot_have_been_lost(confidence: float, asked: bool) -> None:
    drawing = """
    INVOICE
    No   Description                                                      Qty     Amount
    1    Foyer, 900 x 2100, Core: Honeycomb, Edging: ABS Edging           2 pcs   500.00
    """
    (item,) = invoice_in(drawing, confidence=confidence).items
    assert (item.kind.value, bool(item.kind.doubts)) == ("door", asked)


def test_a_lock_that_a_label_names_makes_no_hardware_of_a_door() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Location     Size W x H     Type          Core / Edging     Details             Qty       @ RM       RM
    1    Riser L5     900 x 2100     Single Leaf   Honeycomb Core    Hole: Rim lock      5 Set     278.00     1,390.00
    2    Pantry       800 x 2100     Single Leaf   ABS edging        Design PLAIN        2 Set     100.00     200.00
    """
    )
    assert column(invoice, "kind") == ["door", "door"]
    assert column(invoice, "open_hole_type") == ["Rim lock", None]
    assert column(invoice, "design_name") == [None, "PLAIN"]
    assert column(invoice, "edging") == [None, "abs_edging"]


def test_a_lock_in_the_column_of_the_leaf_makes_no_hardware_of_a_door() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Location     Size W x H     Core           Leaf                            Qty       @ RM       RM
    1    Riser L5     900 x 2100     Honeycomb      Single Leaf Mortise lock        5 Set     278.00     1,390.00
    """
    )
    assert column(invoice, "kind") == ["door"]


def test_goods_without_a_size_may_be_named_where_the_others_have_theirs() -> None:
    drawing = (
        TOP
        + """
    No   Size            Location       Qty      Price     Amount
    A. SINGLE LEAF LAMINATED DOORS - 37MM thick, No Edging
    1    900 x 2100      Yard           4 pcs    690.00    2,760.00
    2    800 x 2100      Store          3 pcs    690.00    2,070.00
    B. SUNDRIES
    3    Door stopper, rubber           6 nos      9.00       54.00
    """
    )
    last = invoice_in(drawing).items[-1].kind
    assert (last.value, last.doubts, last.confidence > 0.9) == ("other", (), True)


@pytest.mark.parametrize(("opened", "closed"), ["[]", "()"])
def test_the_goods_before_a_bracket_of_labels_keep_the_name_that_could_begin_a_label(opened: str, closed: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   Description                                     Qty    Unit
    1    Door frame {opened}Size=3ft 5in x 7ft 7in;                4      PCS
         Frame Width=120mm; Profile=CH2{closed}
    """
    )
    assert column(invoice, "kind") == ["frame"]
    assert column(invoice, "frame_width") == ["120mm"]


def test_a_catalogue_names_the_thing_before_what_it_is_for() -> None:
    invoice = invoice_in(
        TOP
        + """
    No  Description                        Size         Qty
    1   FRAME, DOOR, LAMINATE WRAPPED      900 x 2100   4
    2   DOOR, LAMINATED, INTERNAL          900 x 2100   4
    """
    )
    assert column(invoice, "kind") == ["frame", "door"]
    assert not invoice.items[1].other_words  # of a door it says nothing


@pytest.mark.parametrize("several", ["Eighteen (18) sets of door closers", "Door stoppers, rubber", "Door viewers"])
def test_several_of_what_is_no_door_are_none_either(several: str) -> None:
    invoice = invoice_in(
        TOP
        + f"""
    No   Description                              Qty    Amount
    1    Flush door 900 x 2100                    4      800.00
    2    {several:38}   6      120.00
"""
    )
    assert column(invoice, "kind") == ["door", "other"]


@pytest.mark.parametrize("name", ["Flush door fixing lugs", "Fire door smoke seal", "Steel frame fixing lugs"])
def test_a_line_whose_column_has_a_door_s_size_is_asked_about_where_an_accessory_is_named_last(name: str) -> None:
    table = f"""
    No   Description                        Size            Qty     Price      Amount
    1    {name:<35}900 x 2100      2       450.00     900.00
    2    Door hinges                        100 x 75        6       5.00       30.00
    3    Flush door honeycomb               900 x 2100      2       450.00     900.00
    """
    lugs, hinges, door = invoice_in(TOP + table).items
    assert lugs.kind.doubts
    assert not hinges.kind.doubts
    assert not door.kind.doubts
