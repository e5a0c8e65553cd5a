"""A door and its frame that are ordered in one line are both asked about: the form has a page for each."""

from __future__ import annotations

import pytest

from tests.pipeline.understand.laid_out import TOP, invoice_in

TABLE = """
    No   Description                                      Qty     Price     Amount
    1    {:<49}2       450.00    900.00
    2    Flush door 740 x 2080                            1       350.00    350.00
"""


def asked(text: str) -> bool:
    (first, _) = invoice_in(TOP + TABLE.format(text)).items
    return any("are both to be made?" in doubt for doubt in first.kind.doubts)


@pytest.mark.parametrize(
    "text",
    [
        "Flush door c/w frame 840 x 2080", "Flush door 840 x 2080 with laminated frame", "Door & frame 840 x 2080",
        "Door and frame 840 x 2080", "Pintu dan bingkai 840 x 2080", "Frame 900 x 2100 with door 840 x 2080",
        "Door 840 x 2080 x 43mm, frame 900 x 2100 x 125mm", "Flush door with lockset and frame 840 x 2080",
    ],
)  # fmt: skip
def test_a_frame_that_comes_with_a_door_is_asked_about(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Door frame 840 x 2080", "Flush door 840 x 2080 without frame", "Flush door 840 x 2080 to suit frame",
        "Bingkai pintu / Door frame 840 x 2080", "Door frame for flush door 840 x 2080", "Pintu / Door 840 x 2080",
        "Flush door 840 x 2080, frame by others", "Door leaf with metal frame skeleton 840 x 2080",
        "Flush door 840 x 2080, note: deliver with frame", "Frame 840 x 2080, wall: 125mm / door rebate 46mm",
    ],
)  # fmt: skip
def test_a_frame_that_is_named_otherwise_is_asked_of_nobody(text: str) -> None:
    assert not asked(text)
