"""A heading drawn as cells is read cell by cell: titles under a group's name, and titles turned on their side."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Box, Document, LineItem, Page, Word
from pipeline.understand import extract
from pipeline.understand.table.storeys import named
from tests.pipeline.understand.laid_out import CHARACTER, LINE, MARGIN, TRADE, page_of, value, values

HEAD = """\
PURCHASE ORDER
PO No : PO-2607-014    Date : 12/08/2026

"""
TOP = 3  # lines above the grid


def drawn(drawing: str, edges: str, *, storeys: tuple[str, ...] = (), titles: int = 2) -> Page:
    """``drawing`` below a head, with an upright rule wherever ``edges`` has a bar and a level one under each line.

    The first ``titles`` lines are the heading: a rule between them only where a line of ``storeys`` has dashes.
    """
    lines = drawing.strip("\n").split("\n")
    page = page_of(HEAD + "\n".join(lines))
    bars = [n for n, sign in enumerate(edges) if sign == "|"]
    last = TOP + len(lines)
    spans = [(line.index("-"), len(line)) for line in storeys]
    boxes = [_box(page, bar, TOP + any(a < bar < b for a, b in spans), bar, last) for bar in bars]
    levels = [TOP, *range(TOP + titles, last + 1)]
    boxes += [_box(page, bars[0], level, bars[-1], level) for level in levels]
    boxes += [_box(page, a, TOP + 1, b, TOP + 1) for a, b in spans]
    return replace(page, rulings=tuple(boxes))


def turned(page: Page, *titles: tuple[str, int]) -> Page:
    """``page`` with titles that run up its heading, each at a column of characters."""
    words = [
        Word(text, replace(_box(page, at, TOP, at + 2, TOP + 2), y0=(MARGIN + TOP * LINE + 2) / page.height))
        for text, at in titles
    ]
    return replace(page, turned=tuple(words))


def _box(page: Page, x0: int, y0: int, x1: int, y1: int) -> Box:
    """From a column and a line to another, between the lines' letters."""
    left, right = ((MARGIN + x * CHARACTER + 2.5) / page.width for x in (x0, x1))
    top, low = ((MARGIN + y * LINE - 2) / page.height for y in (y0, y1))
    return Box(left, top, right + 0.0005 * (x0 == x1), low + 0.0005 * (y0 == y1))


def items_on(page: Page) -> tuple[LineItem, ...]:
    (invoice,) = extract(Document("application/pdf", (page,)), TRADE)
    return invoice.items


TICKS = """
                                     Leaf              Core
  No  Location    Width   Height   Single   Double   HC   {own:<7}   Qty
  1   BEDROOM 1   860     2110     ✓                 ✓              12
  2   STORE       1600    2350              ✓             ✓         6
"""
EDGES = "|    |           |       |        |        |        |    |         |      |"
GROUPS = (" " * 34 + "-" * 18, " " * 52 + "-" * 15)


def test_ticks_are_read_under_the_title_below_the_name_of_their_group() -> None:
    items = items_on(drawn(TICKS.format(own="Tubular"), EDGES, storeys=GROUPS))
    assert [values(item, "location", "width_mm", "quantity") for item in items] == [
        ("BEDROOM 1", 860, 12),
        ("STORE", 1600, 6),
    ]
    assert [values(item, "door_type", "door_core") for item in items] == [
        ("S/L", "honeycomb"),
        ("D/L", "solid_tubular"),
    ]


def test_a_tick_under_an_abbreviation_that_the_group_does_not_know_is_asked_about() -> None:
    items = items_on(drawn(TICKS.format(own="QX"), EDGES, storeys=GROUPS))
    assert value(items[1], "door_core") is None
    assert items[1].other_words is not None
    assert items[1].other_words.doubts


FEET = """
                   Width     Height
  No  Item        ft   in   ft   in    Laminate    Qty
  1   Flush Door  2    10   6    11½   6S-A057     4
  2   Flush Door  3    {in_}    7    0     6S-A057     2
"""
FEET_EDGES = "|    |           |    |    |    |     |           |     |"
FEET_GROUPS = (" " * 17 + "-" * 10, " " * 27 + "-" * 11)


def test_feet_and_inches_in_two_columns_are_one_length() -> None:
    items = items_on(drawn(FEET.format(in_="1"), FEET_EDGES, storeys=FEET_GROUPS))
    assert [values(item, "width_mm", "height_mm") for item in items] == [(865, 2120), (940, 2135)]
    assert not any(field.doubts for item in items for field in (item.width_mm, item.height_mm) if field)


def test_feet_without_inches_are_asked_about() -> None:
    width = items_on(drawn(FEET.format(in_=" "), FEET_EDGES, storeys=FEET_GROUPS))[1].width_mm
    assert width is not None
    assert (width.value, bool(width.doubts)) == (915, True)


TURNED = """
  No  Item         Size                                  Laminate
                                                         code
  1   Flush Door   900 x 2100   43MM   Honeycomb   12    6S-A057
  2   Flush Door   800 x 2100   38MM   Solid Wood  7     6S-A057
"""
TURNED_EDGES = "|    |            |            |      |           |     |         |"


def test_titles_that_run_up_head_their_columns() -> None:
    page = drawn(TURNED, TURNED_EDGES)
    items = items_on(turned(page, ("Thickness", 34), ("Core", 43), ("Quantity", 54)))
    assert [values(item, "thickness_mm", "door_core", "quantity") for item in items] == [
        (43, "honeycomb", 12),
        (38, "solid_timber", 7),
    ]
    assert [value(item, "laminate_code") for item in items] == ["6S-A057", "6S-A057"]


def test_what_stands_below_the_drawn_end_of_a_grid_is_no_item() -> None:
    page = drawn(FEET.format(in_="1"), FEET_EDGES, storeys=FEET_GROUPS)
    below = page_of(HEAD + "\n" * 7 + "  No. PO-2607-014     Required Delivery 22/10/2026     Credit 45 days")
    words = tuple(word for word in below.words if word.box.y0 > page.words[-1].box.y1)
    assert len(items_on(replace(page, words=page.words + words))) == len(items_on(page)) == 2


GROUPED = """
  No  Description     Laminate   Location    Size         Qty
                      Kod
      TYPE A DOORS : 43mm thick, HONEYCOMB CORE, NA Lipping
      Laminate Door
  1                   6S-A057    BEDROOM 1   900 x 2100   4
      Leaf Config SL
      TYPE B DOORS : 48mm thick, SOLID TIMBER, ABS Edging
  2   Interior Door   6S-A058    BEDROOM 2   800 x 2100   2
"""
GROUPED_EDGES = "|    |               |          |           |            |     |"


def test_a_line_alone_in_a_cell_over_several_columns_heads_the_items_below_it() -> None:
    page = drawn(GROUPED, GROUPED_EDGES)
    bars = [n for n, sign in enumerate(GROUPED_EDGES) if sign == "|"]
    frame = [(bar, a, bar, b) for bar in bars for a, b in ((3, 5), (6, 9), (10, 11))]
    frame += [(bar, a, bar, b) for bar in (bars[0], bars[-1]) for a, b in ((5, 6), (9, 10))]
    frame += [(bars[0], level, bars[-1], level) for level in (3, 5, 6, 9, 10, 11)]
    items = items_on(replace(page, rulings=tuple(_box(page, *each) for each in frame)))
    assert [values(item, "laminate_code", "location", "quantity") for item in items] == [
        ("6S-A057", "BEDROOM 1", 4),
        ("6S-A058", "BEDROOM 2", 2),
    ]
    assert [values(item, "thickness_mm", "door_core", "edging") for item in items] == [
        (43, "honeycomb", "na_lipping"),
        (48, "solid_timber", "abs_edging"),
    ]


def test_the_forms_own_key_says_what_an_abbreviation_stands_for() -> None:
    page = drawn(TICKS.format(own="QX"), EDGES, storeys=GROUPS)
    key = page_of(HEAD + "\n" * 6 + "HC = honeycomb    QX = solid tubular")
    words = tuple(word for word in key.words if word.box.y0 > page.words[-1].box.y1)
    items = items_on(replace(page, words=page.words + words))
    assert [value(item, "door_core") for item in items] == ["honeycomb", "solid_tubular"]
    assert not any(item.other_words for item in items)


def test_an_item_below_a_rule_that_is_not_seen_is_no_part_of_the_heading() -> None:
    table = """
                      Size
  No  Item         Width   Height   Laminate   Qty
  1   Flush Door   900     2100     6S-A057    4
  2   Flush Door   800     2100     6S-A057    2
"""
    page = drawn(
        table, "|   |            |       |        |          |     |", storeys=(" " * 17 + "-" * 17,), titles=3
    )
    assert [values(item, "width_mm", "quantity") for item in items_on(page)] == [(900, 4), (800, 2)]


def test_a_number_under_the_name_of_a_group_is_the_group_s() -> None:
    assert named(["Quantity Kuantiti", "No. Bil."], TRADE.vocabulary)[1] == {"quantity"}
    assert named(["Item", "No."], TRADE.vocabulary)[1] <= {"number", "stock_code"}
