"""What a frame's line says in columns that are not made for it."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, invoice_in, values


def test_a_cell_for_several_things_that_frames_have_gives_each_of_them() -> None:
    """A code whose kind nobody names is kept and asked about; a rebate is never taken for the frame's width."""
    invoice = invoice_in(
        TOP
        + """
    No   Item            Size         Frame width                Qty
    1    DOOR FRAME      926 x 2040   130~150MM                  8
    2    WRAPPED FRAME   838 x 2135   100~130MM, rebate 42mm, INNER   3
    3    WRAPPED FRAME   838 x 2135   rebate 40mm, P2            3
    """
    )
    names = ("frame_width", "rebate_mm", "inner_outer", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        ("130~150MM", None, None, None),
        ("100~130MM", 42, "inner", None),
        (None, 40, None, "P2"),
    ]


def test_a_bare_code_is_the_profile_where_the_title_names_that_among_several_things() -> None:
    """Nor is a rebate that stands alone there the frame's width."""
    invoice = invoice_in(
        TOP
        + """
    No   Item            Size         Frame width / rebate / side / profile   Qty
    1    DOOR FRAME      926 x 2040   130~150MM                               8
    2    WRAPPED FRAME   838 x 2135   100~130MM, rebate 42mm, INNER, CH1      3
    3    WRAPPED FRAME   838 x 2135   rebate 40mm                             3
    4    WRAPPED FRAME   838 x 2135   120MM, P2                               3
    5    LAMINATED       838 x 2135   100~130MM,                              3
         DOOR FRAME                   rebate 42mm
    """
    )
    names = ("frame_width", "rebate_mm", "inner_outer", "frame_profile", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        ("130~150MM", None, None, None, None),
        ("100~130MM", 42, "inner", "CH1", None),
        (None, 40, None, None, None),
        ("120MM", None, None, "P2", None),
        ("100~130MM", 42, None, None, None),
    ]


def test_what_a_door_s_own_titles_promise_is_no_frame_s() -> None:
    invoice = invoice_in(
        TOP
        + """
    DOOR SCHEDULE
    Mark   Width   Height   Leaf   Core               Edging            Open hole type         Nos
    D04    1500    2100     D/L    CHIPBOARD TUBULAR  NATURAL LIPPING   EURO PROFILE 72MM      12
    D05    900     2100     S/L    -                  -                 EURO PROFILE 72MM      3
    F01    1065    2135     -      -                  DOOR FRAME: OUTER, PROFILE CH2             2
    """
    )
    names = ("kind", "width_mm", "open_hole_type", "frame_profile", "other_words")
    assert [values(item, *names) for item in invoice.items] == [
        ("door", 1500, "EURO PROFILE 72MM", None, None),
        ("door", 900, "EURO PROFILE 72MM", None, None),
        ("frame", 1065, None, "CH2", None),
    ]
