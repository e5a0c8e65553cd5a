"""A sentence right above a table specifies its lines, each as far as it says nothing itself."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in

TABLE = """
    No   Size                  Location     Qty   Amount
    1    900mm x 2100mm        Master       2     640.00
    2    37mm x 800 x 2100mm   Room 2       1     310.00
"""


def test_what_it_says_of_doors_holds_for_those_below() -> None:
    said = "    To supply 43mm thick laminated doors c/w honeycomb core, laminate 6S-A057, as follows :-"
    invoice = invoice_in(f"{TOP}{said}{TABLE}")
    assert column(invoice, "kind") == ["door", "door"]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb"]
    assert column(invoice, "thickness_mm") == [43, 37]
    assert column(invoice, "other_words") == [None, None]


def test_a_sentence_far_above_with_a_size_or_of_doors_and_frames_says_nothing_of_them() -> None:
    far = "    To supply 43mm thick laminated doors c/w honeycomb core, laminate 6S-A057 :-\n\n\n\n"
    sized = "    Offer for a laminated door 43mm x 820mm x 2000mm, honeycomb core, laminate 6S-A057 :-"
    both = "    To supply doors, 43mm thick, honeycomb core, laminate 6S-A057, and door frames as follows :-"
    for said in (far, sized, both):
        assert column(invoice_in(f"{TOP}{said}{TABLE}"), "door_core") == [None, None]
