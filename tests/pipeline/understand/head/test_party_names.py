"""What stands by a name: its registration and its address are told from it."""

from __future__ import annotations

import pytest

from pipeline.understand.head.party_names import address_start, is_registration, name_text, spaced
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize(
    "text",
    ["(484297-M)", "<484297-M>", "002043319-W", "1227039", "Co-REG:860671-D", "(JM0411223-K)",
     "Reg. No.: 201401045007 (955919-K)", "COMPANY NO. 113344-H"],
)  # fmt: skip
def test_a_registration_is_known_by_its_form(text: str) -> None:
    assert is_registration(text)


@pytest.mark.parametrize("text", ["03-61855688", "0122144371", "GST ID : 000181747712", "12/08/2026", "LOT 1851-A"])
def test_a_telephone_or_a_tax_number_is_no_registration(text: str) -> None:
    assert not is_registration(text)


@pytest.mark.parametrize("address", ["No. 39", "Lot 4, Jalan Contoh", "Jalan Contoh 3"])
def test_an_address_that_a_cell_runs_into_a_legal_form_is_cut_off(address: str) -> None:
    assert address_start(f"CONTOH BUILDERS PLT {address}", VOCABULARY) == len("CONTOH BUILDERS PLT")


@pytest.mark.parametrize("number", ["SA0331207-M", "(JM0411223-K)", "201401045007 (955919-K)", "484297-M"])
def test_a_registration_behind_a_name_is_no_part_of_it(number: str) -> None:
    assert name_text(f"CONTOH ENTERPRISE {number}") == "CONTOH ENTERPRISE"


@pytest.mark.parametrize("address", ["| 3A Jalan Contoh, Bangsar", "* 50000 Contoh"])
def test_a_bar_or_a_star_parts_a_name_from_its_address(address: str) -> None:
    assert name_text(f"Contoh Design Sdn Bhd {address}") == "Contoh Design Sdn Bhd"
    assert address_start(f"Contoh Design Sdn Bhd {address}", VOCABULARY) == len("Contoh Design Sdn Bhd")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LIM THYE& COMPANY", "LIM THYE & COMPANY"),
        ("CONTOH F&B SDNBHD", "CONTOH F&B SDN BHD"),
        ("CONTOH TRADINGSDN BHD", "CONTOH TRADING SDN BHD"),
        ("CONTOH (M)SDN.BHD", "CONTOH (M) SDN. BHD"),
    ],
)
def test_the_spaces_that_ocr_lost_are_put_back(text: str, name: str) -> None:
    assert spaced(text) == name
