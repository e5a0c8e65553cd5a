"""A sentence right above a table specifies its lines, each as far as it says nothing itself."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    "said",
    [
        "We refer to your call and quote as below. All doors below are 48mm thick with honeycomb core.",
        "Merujuk panggilan tuan, harga kami di bawah. Semua pintu di bawah setebal 48mm, teras honeycomb.",
        "We quote as below. Unless stated otherwise, all door leaves are to be 48mm thick, honeycomb core.",
        "We refer to your call of today and quote as below. All doors\n    are 48mm thick with honeycomb core.",
    ],
)
def test_what_a_letter_s_last_sentence_says_of_all_doors_is_known_in_all_its_words(said: str) -> None:
    invoice = invoice_in(f"{TOP}    {said}\n{TABLE}")
    assert column(invoice, "thickness_mm") == [48, 37]
    assert column(invoice, "door_core") == ["honeycomb", "honeycomb"]
    assert column(invoice, "other_words") == [None, None]


def test_what_a_sentence_before_it_says_of_goods_is_not_lost() -> None:
    said = "    We quote for doors in laminate 6S-A057. All doors below are 48mm thick with honeycomb core."
    assert column(invoice_in(f"{TOP}{said}\n{TABLE}"), "laminate_code") == ["6S-A057", "6S-A057"]
