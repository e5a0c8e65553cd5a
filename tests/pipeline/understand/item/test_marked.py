"""What a note tells holds for the items that name its mark, with its place in the note."""

import pytest

from pipeline.model import Invoice
from tests.pipeline.understand.laid_out import TOP, column, invoice_in

TABLE = """
    No   Description          Size         Spec      Qty   Price    Amount
    1    Flush door           900 x 2100   {a}         4     200.00   800.00
    2    Flush door           800 x 2100   {b}         2     200.00   400.00
    3    Flush door           700 x 2100   {a}         2     200.00   400.00
"""
NOTES = """
    Spec references
    {a}   Single leaf, 43mm thick, honeycomb core, 6S-A057, ABS edging
    {b}   Double leaf, 48mm thick, solid timber core, 6S-A058, RHS
"""


def told(invoice: Invoice) -> list[list[object]]:
    return [column(invoice, name) for name in ("thickness_mm", "door_core", "laminate_code", "door_type", "edging")]


EXPECTED = [
    [43, 48, 43], ["honeycomb", "solid_timber", "honeycomb"], ["6S-A057", "6S-A058", "6S-A057"], ["S/L", "D/L", "S/L"],
    ["abs_edging", None, "abs_edging"],
]  # fmt: skip


@pytest.mark.parametrize(("cells", "heads"), [
    (("A", "B"), ("A", "B")),
    (("(A)", "(B)"), ("(A)", "(B)")),
    (("see note A", "see note B"), ("Note A", "Note B")),
    (("as per note 1", "as per note 2"), ("1)", "2)")),
    (("1", "2"), ("1.", "2.")),
    (("S1", "S2"), ("Spec S1:", "Spec S2:")),
    (("*", "**"), ("*", "**")),
    (("lihat nota 1", "lihat nota 2"), ("Nota 1:", "Nota 2:")),
])  # fmt: skip
def test_a_mark_beside_an_item_stands_for_its_note(cells: tuple[str, str], heads: tuple[str, str]) -> None:
    table = TABLE.format(a=cells[0], b=cells[1])
    invoice = invoice_in(TOP + table + "\n\n" + NOTES.format(a=heads[0], b=heads[1]))
    assert told(invoice) == EXPECTED
    assert column(invoice, "other_words") == [None, "RHS", None]
    third = invoice.items[2].door_core
    assert third
    assert (third.raw, third.doubts) == ("honeycomb core", ())
    assert third.box
    assert invoice.items[0].door_core.box == third.box  # type: ignore[union-attr] # compared with a box above


@pytest.mark.parametrize(("text", "note"), [
    ("Laminated door (A)", "(A) 43mm thick, honeycomb core. (B) 48mm thick, solid timber core."),
    ("Flush door, see note 2", "Note 2: 43mm thick,\n             honeycomb core"),
    ("Flush door *", "* 43mm thick, honeycomb core"),
    ("Flush door type C", "Type C - 43mm thick, honeycomb core"),
])  # fmt: skip
def test_a_mark_in_an_item_s_text_stands_for_its_note(text: str, note: str) -> None:
    line = f"    1. {text}, 900 x 2100         4 nos   RM 200.00   RM 800.00"
    table = f"""
    No   Description                        Size         Qty   Price    Amount
    1    {text:31}    900 x 2100     4     200.00   800.00
    2    Door 800 x 2100 for BLOCK A                       2     200.00   400.00
"""
    for drawing in (table, line + "\n\n    2. Door 800 x 2100               2 nos   RM 200.00   RM 400.00"):
        invoice = invoice_in(TOP + drawing + "\n\n    " + note)
        assert column(invoice, "thickness_mm") == [43, None]
        assert column(invoice, "door_core") == ["honeycomb", None]
        assert column(invoice, "other_words") == [None, None]


def test_a_line_that_says_otherwise_than_the_note_it_names_is_asked_about() -> None:
    table = TABLE.format(a="A", b="B").replace("Flush door           8", "Honeycomb flush door 8")
    invoice = invoice_in(TOP + table + "\n\n" + NOTES.format(a="A:", b="B:"))
    core = invoice.items[1].door_core
    assert core
    assert (core.value, core.doubts) == ("honeycomb", ("a note on this line says “solid timber core”",))


def test_a_mark_with_two_notes_or_none_stays_a_question() -> None:
    notes = NOTES.format(a="A", b="A")
    invoice = invoice_in(TOP + TABLE.format(a="A", b="B") + "\n\n" + notes)
    assert column(invoice, "door_core") == [None, None, None]
    assert all(item.other_words and item.other_words.doubts for item in invoice.items)
