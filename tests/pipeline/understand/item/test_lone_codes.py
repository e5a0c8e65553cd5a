"""A laminate's code without a label is taken and asked about, unless the other lines tell that it is one."""

from __future__ import annotations

import pytest

from pipeline.model import Invoice
from pipeline.understand.item.lone_codes import LONE
from tests.pipeline.understand.laid_out import TOP, column, invoice_in


def table(*lines: str) -> Invoice:
    rows = "\n".join(f"    {n}    {line:<58} {2 * n} pcs" for n, line in enumerate(lines, start=1))
    return invoice_in(TOP + f"    No   {'Description':<58} Qty\n{rows}\n")


def asked(invoice: Invoice) -> bool:
    return any(item.laminate_code and LONE in item.laminate_code.doubts for item in invoice.items)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Flush door 2'10\" x 7' GRN-118S, single leaf, no edging", "GRN-118S"),
        ("Flush door 900 x 2100, RB-077, honeycomb core", "RB-077"),
        ('PINTU LAMINATE 37MM 34" X 83" KOD J201', "J201"),
        ("Laminated door W895 X H2085 X 40MM IRO 7715 TUBULAR", "IRO 7715"),
        ("Door 43mm 900 x 2100 FX/7730 HONEYCOMB", "FX/7730"),
        ("Flush door 900 x 2100, ZN_4402; single leaf", "ZN_4402"),
    ],
)
def test_a_code_among_the_words_is_taken_and_asked_about(line: str, code: str) -> None:
    invoice = table(line)
    assert column(invoice, "laminate_code") == [code]
    assert asked(invoice)
    assert not any(item.other_words for item in invoice.items)


@pytest.mark.parametrize(
    "line",
    [
        "Flush door 900 x 2100, DWG A-101, honeycomb",
        "Flush door 900 x 2100, Unit A1204",
        "Flush door 900 x 2100, GRN-118S or GRN-204S",
        "Flush door 900 x 2100, 43mm, W900",
        "FD-2852 flush door 900 x 2100, tubular",
        "Mortise lock SL-880X",
        "Flush door 900 x 2100, c/w lockset YL-3100",
        "Flush door type DT-105, 900 x 2100",
        "Laminated door 900 x 2100 SHAKER-101",
    ],
)
def test_a_drawing_a_place_a_choice_and_a_stock_code_are_no_laminate(line: str) -> None:
    assert column(table(line), "laminate_code") == [None]


def test_a_door_and_a_frame_with_one_code_share_their_laminate() -> None:
    invoice = table("Flush door 900 x 2100, IRO 7715", "Frame 1000 x 2150, IRO 7715")
    assert column(invoice, "laminate_code") == ["IRO 7715", "IRO 7715"]
    assert not asked(invoice)


def test_a_label_on_another_line_tells_what_such_codes_are() -> None:
    assert not asked(table("Flush door 900 x 2100, laminate RB-077", "Frame 1000 x 2150, RB-081"))


def test_laminated_doors_of_other_sizes_with_one_code_have_no_stock_code_there() -> None:
    assert not asked(table("Laminated door 900 x 2100, RB-077", "Laminated door 800 x 2100, RB-077"))
    assert not asked(table("Door 900 x 2100, RB-077", "Door 800 x 2100, RB-077", "Frame 900 x 2100, RB-081"))
    assert asked(table("Laminated door 900 x 2100, RB-077", "Laminated door 800 x 2100, RB-081"))
    assert column(
        table("Laminated door (RB-077) 900 x 2100", "Laminated door (RB-077) 800 x 2100"), "laminate_code"
    ) == [
        "RB-077",
        "RB-077",
    ]
    assert not asked(table("Laminated door (RB-077) 900 x 2100"))  # another question: it may be the door's own
    assert asked(table("Flush door 900 x 2100, RB-077", "Flush door 800 x 2100, RB-077"))
