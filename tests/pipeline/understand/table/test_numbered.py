"""Running numbers without a title are nobody's place, and a part's name is no title of the table below it."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def test_each_part_of_the_list_has_columns_of_its_own_and_numbers_without_a_title() -> None:
    invoice = invoice_in(
        TOP
        + """
    A. DOOR LEAVES
        Location        Size W x H       Thk      Laminate     Qty       @ RM         RM
    1   Pantry          900 x 2100       43mm     9D-T904      10 Set    278.00    2,780.00
        Note: Confirm the swing on site
    2   Store 4         800 x 2100       43mm     9D-T904      2 Set     270.00      540.00
    B. DOOR FRAMES
        Location        Size W x H       Frame width    Rebate     Qty       @ RM         RM
    3   Bedroom 4       1064 x 2228      110~130mm      40mm       12 Set    166.00    1,992.00
    """
    )
    assert column(invoice, "location") == ["Pantry", "Store 4", "Bedroom 4"]
    assert column(invoice, "kind") == ["door", "door", "frame"]
    assert column(invoice, "width_mm") == [900, 800, 1064]
    assert column(invoice, "remark") == ["Confirm the swing on site", None, None]


def test_figures_that_do_not_count_up_are_left_where_they_stand() -> None:
    invoice = invoice_in(
        TOP
        + """
         Location        Size W x H       Laminate     Qty       @ RM         RM
    7    Pantry          900 x 2100       9D-T904      10 Set    278.00    2,780.00
    7    Store           800 x 2100       9D-T904      2 Set     270.00      540.00
    """
    )
    assert column(invoice, "location") == ["7 Pantry", "7 Store"]


def test_figures_that_count_up_under_a_line_are_the_items_numbers_and_others_are_asked_about() -> None:
    rows = ("FLUSH DOOR 900 x 2100", "FLUSH DOOR 800 x 2100", "FLUSH DOOR 700 x 2100")
    lines = [f"    2 SET   {text}      278.00     556.00      {{}}" for text in rows]
    heading = TOP + "\n    Qty     Particulars                 Price      Amount     Line\n"
    numbered = invoice_in(heading + "\n".join(lines).format(1, 2, 3))
    assert column(numbered, "decorative_line") == column(numbered, "other_words") == [None, None, None]
    assert not any(item.decorative_line or item.other_words for item in numbered.items)
    lined = invoice_in(heading + "\n".join(lines).format(2, 2, 1))
    assert all(item.decorative_line and item.decorative_line.doubts for item in lined.items)


def test_figures_that_count_up_under_a_first_title_nobody_knows_are_the_items_numbers_beside_counts() -> None:
    rows = ("FLUSH DOOR 900 x 2100", "FLUSH DOOR 800 x 2100", "FLUSH DOOR 700 x 2100")
    lines = [f"    {{}}      {text}      2 SET      278.00     556.00" for text in rows]
    heading = TOP + "\n    Xq     Particulars                 Qty        Price      Amount\n"
    numbered = invoice_in(heading + "\n".join(lines).format(4, 5, 6))
    assert column(numbered, "other_words") == [None, None, None]
    other = invoice_in(heading + "\n".join(lines).format(4, 4, 6))
    assert column(other, "other_words") == ["4", "4", "6"]
