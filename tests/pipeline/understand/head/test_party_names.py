"""What stands by a name: its registration and its address are told from it."""

from __future__ import annotations

import pytest

from pipeline.understand.head.party_names import (
    address_start,
    ends_a_name,
    name_field,
    name_text,
    names_a_company,
    spaced,
)
from tests.pipeline.understand.laid_out import VOCABULARY, passage_of


@pytest.mark.parametrize(
    "address", ["No. 39", "Lot 4, Jalan Contoh", "Jalan Contoh 3", "C-G-12, Pusat Contoh, 50000 Contoh"]
)
def test_an_address_that_a_cell_runs_into_a_legal_form_is_cut_off(address: str) -> None:
    assert address_start(f"CONTOH BUILDERS PLT {address}", VOCABULARY) == len("CONTOH BUILDERS PLT")


@pytest.mark.parametrize("number", ["SA0331207-M", "(JM0411223-K)", "201401045007 (955919-K)", "484297-M"])
def test_a_registration_behind_a_name_is_no_part_of_it(number: str) -> None:
    assert name_text(f"CONTOH ENTERPRISE {number}", VOCABULARY) == "CONTOH ENTERPRISE"


@pytest.mark.parametrize("address", ["| 3A Jalan Contoh, Bangsar", "* 50000 Contoh"])
def test_a_bar_or_a_star_parts_a_name_from_its_address(address: str) -> None:
    assert name_text(f"Contoh Design Sdn Bhd {address}", VOCABULARY) == "Contoh Design Sdn Bhd"
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


@pytest.mark.parametrize("house", ["17, Jalan Contoh, 50000 Contoh", "No. 17, Jalan Contoh", "17A Lorong Contoh 2"])
@pytest.mark.parametrize("name", ["CONTOH TIMBER CENTRE", "PUAN CONTOH", "ALI BIN CONTOH"])
def test_a_house_s_number_behind_a_name_begins_its_address(name: str, house: str) -> None:
    found = name_field(passage_of(f"{name} {house}"), "customer_name", "label", [], VOCABULARY)
    assert (found.value, found.doubts) == (name, ())


def test_figures_that_may_end_the_name_or_begin_its_address_are_asked_about() -> None:
    found = name_field(passage_of("RESTORAN 77, Jalan Contoh"), "customer_name", "label", [], VOCABULARY)
    assert found.doubts


@pytest.mark.parametrize("branch", ["(HQ)", "CAWANGAN KUALA CONTOH", "- Contoh Jaya Branch", "BRANCH CONTOH"])
def test_a_branch_behind_its_legal_form_leaves_a_firm_one(branch: str) -> None:
    assert names_a_company(f"CONTOH DOORS SDN BHD {branch}", VOCABULARY)


def test_what_else_stands_behind_a_legal_form_is_no_branch() -> None:
    assert not names_a_company("Payable to CONTOH DOORS SDN BHD within 30 days", VOCABULARY)


@pytest.mark.parametrize(
    ("firm", "asked"), [("SENDORA GROUP SDN BHD (TANJUNG", False), ("CONTOH SDN BHD (TANJUNG", True)]
)
def test_a_bracket_that_a_line_s_end_opens_is_asked_about_but_behind_our_own_name(firm: str, asked: bool) -> None:
    field = name_field(passage_of(firm, confidence=0.97), "supplier_name", "test", [], VOCABULARY)
    assert bool(field.doubts) is asked


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("TRADING 永福木業", True),
        ("ENTERPRISE (JM0123456-X)", True),
        ("SUPPLY (KLANG)", True),
        ("BUILDING MATERIALS & HARDWARE", True),
        ("TAMAN JAYA", False),
        ("Supply and install", False),
    ],
)
def test_a_line_that_is_but_a_name_s_end_ends_the_name_above_whatever_stands_behind_it(line: str, ends: bool) -> None:
    assert ends_a_name(line, VOCABULARY) is ends


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("CONTOH JAYA SDN BHD Residensi Contoh", True),
        ("CONTOH JAYA SDN BHD", False),
        ("CONTOH JAYA SDN BHD CAWANGAN IPOH", False),
        ("CONTOH JAYA SDN. BHD. (HQ)", False),
        ("CONTOH HOLDINGS BERHAD", False),
    ],
)
def test_words_behind_a_legal_form_that_are_no_branch_are_asked_about(text: str, *, asked: bool) -> None:
    assert bool(name_field(passage_of(text), "customer_name", "label", [], VOCABULARY).doubts) is asked
