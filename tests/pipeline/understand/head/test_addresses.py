"""A line of an address is known by how it begins."""

from __future__ import annotations

import pytest

from pipeline.understand.head.addresses import is_street
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize(
    "text",
    [
        "22 LRG CONTOH 4",
        "KM 12 JALAN CONTOH",
        "13-1, Jalan Contoh",
        "47000 Selangor",
        "PTD 7714, Contoh Lama",
        "PLO 18 Contoh",
        "17 Contoh Avenue 3, #02-11",
        "Singapore 640817",
    ],
)
def test_a_line_of_an_address_is_known_by_how_it_begins(text: str) -> None:
    assert is_street(text, VOCABULARY)
