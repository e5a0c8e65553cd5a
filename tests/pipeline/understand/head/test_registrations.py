"""The number that a firm is registered by is known alone and behind the firm's name."""

from __future__ import annotations

import pytest

from pipeline.understand.head.registrations import is_registration, without_registration
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize(
    "text",
    ["(484297-M)", "<484297-M>", "002043319-W", "1227039", "Co-REG:860671-D", "(JM0411223-K)",
     "Reg. No.: 201401045007 (955919-K)", "COMPANY NO. 113344-H"],
)  # fmt: skip
def test_a_registration_is_known_by_its_form(text: str) -> None:
    assert is_registration(text, VOCABULARY)


@pytest.mark.parametrize("text", ["03-61855688", "0122144371", "GST ID : 000181747712", "12/08/2026", "LOT 1851-A"])
def test_a_telephone_or_a_tax_number_is_no_registration(text: str) -> None:
    assert not is_registration(text, VOCABULARY)


@pytest.mark.parametrize(
    "behind", ["Co. Reg. No: 955919-K", "(1067212-P)", "REG: 201401045007", "Company No 12345-A", "(LLP0012345-LGN)"]
)
def test_a_firm_s_name_ends_where_its_registration_begins(behind: str) -> None:
    assert without_registration(f"CONTOH DOORS SDN BHD {behind}", VOCABULARY) == "CONTOH DOORS SDN BHD"


def test_a_year_in_brackets_is_the_name_s_own() -> None:
    assert without_registration("CONTOH (1988) SDN BHD", VOCABULARY) == "CONTOH (1988) SDN BHD"
