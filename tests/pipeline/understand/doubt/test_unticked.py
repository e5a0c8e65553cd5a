"""Where options have columns and no mark was read under them, a person is asked."""

from __future__ import annotations

from tests.pipeline.understand.laid_out import TOP, invoice_in

DRAWN = """
    No   Item           Qty   Laminate   Size (mm)      S/L   D/L   Unequal   Honeycomb   Tubular
    1    Flush door     4     6S-A057    900 x 2100     {}                    ✓
    2    Flush door     2     6S-A058    1500 x 2100                                      ✓
    3    Door frame     1     6S-A059    1600 x 2150
"""


def asked(page: str, *, confidence: float = 1.0) -> list[str]:
    return [doubt for doubt in invoice_in(TOP + page, confidence=confidence).doubts if "no mark" in doubt]


def test_options_without_any_mark_are_asked_about() -> None:
    (question,) = asked(DRAWN.format(" "))
    assert "S/L | D/L | Unequal" in question


def test_a_door_that_leaves_printed_options_blank_is_not_asked_about_but_on_a_scan() -> None:
    assert asked(DRAWN.format("✓")) == []
    assert len(asked(DRAWN.format("✓"), confidence=0.97)) == 1
