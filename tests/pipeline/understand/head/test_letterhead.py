"""The name at the top says whose document it is: over its address, over several lines, with its registration."""

from __future__ import annotations

import pytest

from pipeline.model import Field
from tests.pipeline.understand.laid_out import invoice_in

BELOW = """
              TEL : 03-7781122

    Date : 12/08/2026
    TOTAL                 12.00
"""


def supplier(top: str, *, confidence: float = 1.0) -> Field:
    found = invoice_in(top + BELOW, confidence=confidence).supplier_name
    assert found
    return found


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("# PERTUBUHAN SENI CONTOH\n# SELANGOR\nKompleks Contoh, 40000 Shah Alam\n", "PERTUBUHAN SENI CONTOH SELANGOR"),
        ("# MASJID CONTOH AL-HIDAYAH\nSELANGOR\nNo. 14, Jalan Contoh\n", "MASJID CONTOH AL-HIDAYAH"),
        ("# CONTOH TRADING\n# GENERAL CONTRACTOR\nNo. 14, Jalan Contoh\n", "CONTOH TRADING"),
        ("# LIM CONTOH WOODWORKS\n(Pembinaan Kayu & Perabot)\nNo. 14, Jalan Contoh\n", "LIM CONTOH WOODWORKS"),
        ("LIM CONTOH CASH & CARRY\n(KLANG) SDN BHD\n", "LIM CONTOH CASH & CARRY (KLANG) SDN BHD"),
        ("# BUKIT CONTOH\n# BUILDERS SDN\n# BHD\nNo. 14, Jalan Contoh\n", "BUKIT CONTOH BUILDERS SDN BHD"),
        ("CONTOH ELECTRICAL\n& LIGHTING CENTRE\nNo. 14, Jalan Contoh\n", "CONTOH ELECTRICAL & LIGHTING CENTRE"),
        ("CONTOH ENGINEERING &\nHARDWARE SDN BHD (665544-K)\n", "CONTOH ENGINEERING & HARDWARE SDN BHD"),
        (
            "CONTOH PROPERTIES\nENTERPRISE (884559-W)          SALES BILL\nNo. 14, Jalan\n",
            "CONTOH PROPERTIES ENTERPRISE",
        ),
        ("SYARIKAT CONTOH (1988)\nSDN. BHD.\n176543-V\n", "SYARIKAT CONTOH (1988) SDN. BHD."),
    ],
)
def test_a_name_may_go_on_over_several_lines(top: str, name: str) -> None:
    assert supplier(top).value == name


def test_a_registration_below_a_name_says_that_it_is_a_firm() -> None:
    found = supplier("ANGSANA\n<484297-M>\n22 LRG CONTOH 4\nCONTOH INDS.PARK\n")
    assert (found.value, found.doubts) == ("ANGSANA", ())


def test_what_stands_below_an_address_is_a_part_of_it() -> None:
    assert supplier("SUSHI CONTOH\nLOT F33\nCONTOH SHOPPING CENTRE\n40100 SHAH ALAM\n").value == "SUSHI CONTOH"


def test_a_branch_in_brackets_behind_the_legal_form_leaves_no_doubt() -> None:
    found = supplier("Contoh Group Sdn Bhd (Kota Damansara)\nNo. 12, Jalan Contoh\n")
    assert (found.value, found.doubts) == ("Contoh Group Sdn Bhd (Kota Damansara)", ())


def test_figures_behind_the_legal_form_are_asked_about() -> None:
    assert supplier("CONTOH GROUP SDN BHD 2 20 202201034567\n", confidence=0.99).doubts


def test_the_legal_form_is_put_right_and_asked_about_only_where_it_was_not_stored_as_text() -> None:
    read = supplier("CONTOH BAKERY SDN EHD\n", confidence=0.99)
    assert (read.value, len(read.doubts)) == ("CONTOH BAKERY SDN BHD", 1)
    assert supplier("CONTOH BAKERY SDN EHD\n").value == "CONTOH BAKERY SDN EHD"
    assert supplier("CONTOH TRADING\nSON. OHO.\n", confidence=0.99).value == "CONTOH TRADING SDN. BHD."


def test_a_sign_that_no_name_has_is_asked_about() -> None:
    assert supplier("CONTOH SPORTS (N} SDN BHD\n", confidence=0.99).doubts


def test_a_firm_may_be_named_after_a_place() -> None:
    assert supplier("BATU CONTOH CYCLE CENTRE\n99, JALAN CONTOH\n").value == "BATU CONTOH CYCLE CENTRE"
    assert supplier("TEGUH GIFT & DECO\n27,JALAN CONTOH 13,\nTAMAN CONTOH JAYA,\n").value == "TEGUH GIFT & DECO"


def test_a_shops_name_over_its_firms_is_a_part_of_the_name_where_both_begin_alike() -> None:
    address = "No. 41, Jalan Contoh\n"
    assert supplier(f"CONTOH STATIONER\nContoh Enterprise Sdn Bhd\n{address}").value == (
        "CONTOH STATIONER Contoh Enterprise Sdn Bhd"
    )
    other = supplier(f"VISION OPTICAL\nCONTOH EYEWEAR SDN BHD\n{address}")
    assert (other.value, len(other.doubts)) == ("CONTOH EYEWEAR SDN BHD", 1)


def test_what_stands_over_our_own_name_is_asked_of_nobody() -> None:
    assert not supplier("From\nSENDORA GROUP SDN BHD\nLot 12, Jalan Contoh\n").doubts


@pytest.mark.parametrize("ties", ["owned by", "(Division of", "dikendalikan oleh"])
def test_a_firm_that_only_runs_a_shop_is_not_its_name(ties: str) -> None:
    top = f"THE CONTOH GRIND\n{ties} Contoh Ventures Sdn Bhd (1199887-P)\n23 Jalan Contoh\n"
    assert supplier(top).value == "THE CONTOH GRIND"


def test_a_floor_and_a_building_are_no_name() -> None:
    assert supplier("ZUL ACCESSORIES\nGROUND FLR, WISMA CONTOH\nJLN CONTOH KL\n").value == "ZUL ACCESSORIES"


def test_our_own_name_at_the_top_is_known_and_another_is_asked_about() -> None:
    assert [bool(supplier(f"# {name}\n").doubts) for name in ("SENDORA", "ANGSANA")] == [False, True]


def test_a_name_that_cannot_end_goes_on_at_its_edge_whatever_stands_beside_it() -> None:
    found = supplier("# SENDORA GROUP SDN      Invoiced To\n# BHD                    TIMUR CONTOH SDN BHD\n")
    assert (found.value, found.doubts) == ("SENDORA GROUP SDN BHD", ())
    wide = supplier("# SENDORA       GROUP SDN       BHD\n")
    assert (wide.value, wide.doubts) == ("SENDORA GROUP SDN BHD", ())


@pytest.mark.parametrize("branch", [" – IPOH", ", Nilai branch", " | Projects", " (HQ)"])
def test_our_own_name_with_its_branch_is_asked_of_nobody(branch: str) -> None:
    assert not supplier(f"# SENDORA GROUP SDN BHD{branch}\nLot 33, Persiaran Contoh, 31450 Ipoh\n").doubts
