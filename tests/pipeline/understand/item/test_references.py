"""A line that refers to another one is that door with what it says otherwise, and a person is asked."""

from pipeline.model import LineItem
from tests.pipeline.understand.laid_out import TOP, invoice_in

HEAD = """
    No   Description                                          Qty   Price    Amount
    1    Door 43mm 900 x 2100, 6S-A057, honeycomb             8     200.00   1,600.00
"""


def said(item: LineItem) -> tuple[object, ...]:
    fields = (item.kind, item.width_mm, item.height_mm, item.thickness_mm, item.laminate_code, item.door_core)
    return tuple(field.value if field else None for field in fields)


def test_what_a_line_leaves_open_is_taken_from_the_one_above_and_asked_about() -> None:
    invoice = invoice_in(TOP + HEAD + """
    2    As per above but RHS                                 6     200.00   1,200.00
    3    Ditto but 750 x 2100                                 2     190.00   380.00
    """)  # fmt: skip
    _, second, third = invoice.items
    assert said(second) == ("door", 900, 2100, 43, "6S-A057", "honeycomb")
    assert said(third) == ("door", 750, 2100, 43, "6S-A057", "honeycomb")
    assert second.other_words
    assert second.other_words.raw == "RHS"
    assert second.kind.doubts
    assert third.kind.doubts
    assert [item.quantity.value for item in invoice.items if item.quantity] == [8, 6, 2]


def test_a_line_refers_to_the_one_of_a_number() -> None:
    invoice = invoice_in(TOP + HEAD + """
    2    Door 37mm 700 x 2100, 6S-A101, solid tubular         2     150.00   300.00
    3    Same as item 1 but in 6S-A090                        1     200.00   200.00
    """)  # fmt: skip
    assert said(invoice.items[2]) == ("door", 900, 2100, 43, "6S-A090", "honeycomb")
    assert invoice.items[2].kind.doubts


def test_a_line_that_refers_to_none_that_is_there_is_asked_about_and_never_left_off() -> None:
    invoice = invoice_in(TOP + HEAD + """
    2    Same as item 7 but in 6S-A090                        1     200.00   200.00
    """)  # fmt: skip
    assert invoice.items[1].kind.value == "door"
    assert invoice.items[1].kind.doubts


def test_hardware_that_names_another_line_stays_hardware() -> None:
    invoice = invoice_in(TOP + HEAD + """
    2    As per above lockset                                 8     50.00    400.00
    """)  # fmt: skip
    assert invoice.items[1].kind.value == "other"
