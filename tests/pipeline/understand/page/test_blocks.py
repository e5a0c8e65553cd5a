"""Labelled values that stand beside each other, or under their labels, are read one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.understand.page.blocks import in_blocks
from pipeline.understand.page.layout import sheet_of
from tests.pipeline.understand.laid_out import TOP, VOCABULARY, column, invoice_in, page_of, values


def test_two_labelled_values_in_a_line_are_two() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                          Qty    Unit
    1    FLUSH DOOR                                           4      NOS
         Dimension 780MM (W) X 2115MM (H)   Laminate LM-3126
         Core SOLID TIMBER   Edging ABS EDGING
         Decorative Line 2 T-BAR   Area KITCHEN
    """
    )
    assert column(invoice, "laminate_code") == ["LM-3126"]
    assert column(invoice, "door_core") == ["solid_timber"]
    assert column(invoice, "edging") == ["abs_edging"]
    assert column(invoice, "decorative_line") == ["t_bar"]
    assert column(invoice, "location") == ["KITCHEN"]


def test_what_goes_on_below_one_of_two_values_belongs_to_that_one() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                          Qty    Unit
    1    FLUSH DOOR                                           4      NOS
         Size: 750mm x            Thickness: 45mm
         2135mm
         Location: Kitchen        Lock Hole: knob
                                  set 60mm
    """
    )
    assert column(invoice, "width_mm") == [750]
    assert column(invoice, "height_mm") == [2135]
    assert column(invoice, "thickness_mm") == [45]
    assert column(invoice, "location") == ["Kitchen"]
    assert column(invoice, "open_hole_type") == ["knob set 60mm"]


def test_words_that_stand_over_a_label_by_chance_part_nothing() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                          Qty    Unit
    1    WRAPPED FRAME                                        2      SET
         SZ: 6FT 3IN X 6FT 9IN
         LAM: 6S-A177   JAMB W: 120MM
         REBATE: 52MM   PROFILE: F-04
    """
    )
    assert values(invoice.items[0], "width_mm", "height_mm", "frame_width") == (1905, 2055, "120MM")


def test_a_label_s_word_without_the_colon_of_the_others_ends_the_value_above_it() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                          Qty    Unit
    1    FLUSH DOOR                                           4      NOS
         Size: 750mm x 2135mm     Thickness: 45mm
         Lock Hole: BATHROOM      Room: KITCHEN
         LOCK
    """
    )
    assert column(invoice, "open_hole_type") == ["BATHROOM LOCK"]
    assert column(invoice, "location") == ["KITCHEN"]


def test_labels_stand_over_their_values() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                          Qty    Unit
    1    FLUSH DOOR                                           4      NOS
         Thickness   Door Size     Laminate    Core
         43MM        900 x 2100    6S-A057     HONEYCOMB
    """
    )
    assert column(invoice, "thickness_mm") == [43]
    assert column(invoice, "width_mm") == [900]
    assert column(invoice, "laminate_code") == ["6S-A057"]
    assert column(invoice, "door_core") == ["honeycomb"]


def test_values_beside_each_other_in_a_second_column_of_text_go_on_below_themselves() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Item          Specification                                Unit   Qty   Price     Amount
    1    FLUSH DOOR    Size: 800 x 2100          Thickness: 43MM    SET    4     410.00    1,640.00
                       Open Hole: CYLINDRICAL    Location: BILIK 1
                       60MM BACKSET
    2    FLUSH DOOR    Size: 900 x 2100          Thickness: 43MM    SET    1     410.00    410.00
                       Core: HONEYCOMB           Location: BILIK 2
    """
    )
    assert column(invoice, "open_hole_type") == ["CYLINDRICAL 60MM BACKSET", None]
    assert column(invoice, "location") == ["BILIK 1", "BILIK 2"]


def test_word_spaces_of_a_fixed_pitch_that_stand_over_each_other_part_no_blocks() -> None:
    page = page_of(
        """
        DOOR,   46MMTHK   LAMINATE   CODE
        6S-22   PLAIN     OPEN   HOLE:   DIGITAL
        LOCK   HOLE
        """
    )
    rows = [list(line.ink) for line in sheet_of(page).lines]
    assert in_blocks(rows, VOCABULARY.specification_labels) == rows


def test_the_word_spaces_of_a_till_are_no_gaps_between_labelled_values() -> None:
    page = page_of(
        """
        DESIGN K-20, LOC: BEDROOM 2
        12 SET X 418.00
        """
    )
    height, wider = 4.8 / page.height, 1.5 / page.width  # a space of 5 points, and one of 6.5 before LOC
    apart = next(word.box.x0 for word in page.words if word.text == "LOC:")
    boxes = [replace(word.box, y1=word.box.y0 + height) for word in page.words]
    top = min(box.y0 for box in boxes)
    boxes = [replace(box, y1=box.y0 + 5.3 / page.height) if box.y0 == top else box for box in boxes]
    boxes = [
        replace(box, x0=box.x0 + wider, x1=box.x1 + wider) if box.y0 == top and box.x0 >= apart else box
        for box in boxes
    ]
    words = tuple(replace(word, box=box) for word, box in zip(page.words, boxes, strict=True))
    rows = [list(line.ink) for line in sheet_of(replace(page, words=words)).lines]
    assert in_blocks(rows, VOCABULARY.specification_labels) == rows


def test_a_value_that_begins_like_a_label_stays_with_its_label_however_wide_the_word_space() -> None:
    page = page_of(
        """
        KOD LAMINAT PW 1824     TERAS HONEYCOMB
        EDGING ABS              DESIGN PLAIN
        LOKASI   BILIK AIR 2
        """
    )
    words = tuple(replace(w, box=replace(w.box, y0=w.box.y0 - 0.1 * (w.box.y1 - w.box.y0))) for w in page.words)
    rows = [list(line.ink) for line in sheet_of(replace(page, words=words)).lines]
    read = [" ".join(ink.text for ink in row) for row in in_blocks(rows, VOCABULARY.specification_labels)]
    assert read == ["KOD LAMINAT PW 1824", "TERAS HONEYCOMB", "EDGING ABS", "DESIGN PLAIN", "LOKASI BILIK AIR 2"]


def test_blocks_of_plain_words_are_read_one_by_one() -> None:
    page = page_of(
        """
        Laminated door      Lever lock
        with louvre         hole 60mm
        """
    )
    rows = [list(line.ink) for line in sheet_of(page).lines]
    read = [[ink.text for ink in row] for row in in_blocks(rows, VOCABULARY.specification_labels)]
    assert read == [["Laminated", "door"], ["with", "louvre"], ["Lever", "lock"], ["hole", "60mm"]]


def test_two_columns_of_labelled_values_are_read_one_by_one_however_close_a_line_brings_them() -> None:
    invoice = invoice_in(
        TOP
        + """
    No   Description                                                   Qty    Unit
    1    Flush door, 965 x 2135                                        4      NOS
         Core / Isian Teras:             Edging / Pinggir: ABS
         honeycomb                       edgeband
         Line / Garis: aluminium         Design / Rekabentuk: Arca
         T-bar                           2
         Hole / Lubang: cylindrical long Loc. / Kedudukan: Meeting Rm
         latch                           2
    """
    )
    assert column(invoice, "door_core") == ["honeycomb"]
    assert column(invoice, "edging") == ["abs_edging"]
    assert column(invoice, "design_name") == ["Arca 2"]
    assert column(invoice, "decorative_line_count") == [None]
    assert column(invoice, "location") == ["Meeting Rm 2"]


def test_a_value_below_its_label_stays_with_it_though_the_line_begins_another() -> None:
    page = page_of(
        """
        Size : 0.83m x 2.13m           Open Hole :
        Laminate : 6S-A057             PULL HANDLE
        Design : K-20                  Location : STUDY
        """
    )
    rows = [list(line.ink) for line in sheet_of(page).lines]
    read = [" ".join(ink.text for ink in row) for row in in_blocks(rows, VOCABULARY.specification_labels)]
    assert read.index("PULL HANDLE") == read.index("Open Hole :") + 1


def test_a_code_that_begins_like_a_label_heads_no_column() -> None:
    rows = """
        Door Size    : 915MM X 2000MM      Laminate     : {}
        Thickness    : 48MM                Door Core    : SOLID TIMBER
        Door Type    : S/L
    """
    for code in ("TK 721", "6S-A057"):
        lines = [list(line.ink) for line in sheet_of(page_of(rows.format(code))).lines]
        read = [" ".join(ink.text for ink in row) for row in in_blocks(lines, VOCABULARY.specification_labels)]
        assert read[-2:] == [f"Laminate : {code}", "Door Core : SOLID TIMBER"]


@pytest.mark.parametrize("name", ["LAMINATED FRAME, PAIR", ""])
@pytest.mark.parametrize("room", [0, 2])
def test_two_lists_of_labels_beside_each_other_are_read_though_the_goods_name_lies_over_their_edges(
    name: str, room: int
) -> None:
    page = page_of(
        f"""
               {name}
        Size:         850 x 2080   {" " * room}Inner/outer:   Outer
        Laminate:     8S-B207      {" " * room}Location:      Level 2 Corridor
        Rebate:       49mm         {" " * room}Remark:        Loose
        """
    )
    rows = [list(line.ink) for line in sheet_of(page).lines]
    read = " ".join(ink.text for row in in_blocks(rows, VOCABULARY.specification_labels) for ink in row)
    for told in ("Rebate: 49mm", "Inner/outer: Outer", "Location: Level 2 Corridor", "Remark: Loose"):
        assert told in read
