"""What a clause without a label says, and what stays beside the goods' name without being the goods."""

from __future__ import annotations

import pytest

from pipeline.model import Field
from pipeline.understand.item.held import Blocks
from pipeline.understand.item.items import details_of
from tests.pipeline.understand.item.said import found, specified
from tests.pipeline.understand.laid_out import TRADE, passage_of, values


def line(text: str) -> dict[str, object]:
    item = details_of(passage_of(text), Blocks({}, {}), TRADE)
    names = ("kind", *(name for name in vars(item) if name not in ("kind", "description")))
    found = {name: getattr(item, name) for name in names}
    return {name: field.value for name, field in found.items() if isinstance(field, Field)}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Flush door c/w mortise lock hole", {"kind": "door", "open_hole_type": "mortise lock hole"}),
        ("FLUSH DOOR LEVER LOCK HOLE", {"kind": "door", "open_hole_type": "LEVER LOCK HOLE"}),
        ("Door for master bedroom, HC", {"kind": "door", "location": "master bedroom", "door_core": "honeycomb"}),
        ("Pintu untuk dapur", {"kind": "door", "location": "dapur"}),
        ("Door (Bath 1) 750x2100", {"kind": "door", "location": "Bath 1", "width_mm": 750, "height_mm": 2100}),
        ("Door, 6S-A057 laminate", {"kind": "door", "laminate_code": "6S-A057"}),
        (
            "Flush door, two groove lines, S/L/43mm",
            {"kind": "door", "decorative_line": "groove_line", "decorative_line_count": 2, "door_type": "S/L",
             "thickness_mm": 43},
        ),
        (
            "DOOR FRAME\nFrame width : 990 MM\nFrame height : 2175 MM\nJamb depth : 130 - 150 MM\nLoc. Type A Foyer",
            {"kind": "frame", "width_mm": 990, "height_mm": 2175, "frame_width": "130 - 150 MM",
             "location": "Type A Foyer"},
        ),
        (
            "Flush door, design Kasturi 3 (Unit 7-2 Main)",
            {"kind": "door", "design_name": "Kasturi 3", "location": "Unit 7-2 Main"},
        ),
        ("Laminated door, 880, W 880 x H 2100", {"kind": "door", "width_mm": 880, "height_mm": 2100}),
        (
            "DOOR W895 X H2385 X 48MM\nMETAL SKELETON NA LIPPING\nKNOB LOCK HOLE",
            {"kind": "door", "width_mm": 895, "height_mm": 2385, "thickness_mm": 48, "door_core": "metal_skeleton",
             "edging": "na_lipping", "open_hole_type": "KNOB LOCK HOLE"},
        ),
        ("Frame, 49mm rebate", {"kind": "frame", "rebate_mm": 49}),
        ("BINGKAI PINTU LUAR 1428 x 2348",
         {"kind": "frame", "inner_outer": "outer", "width_mm": 1428, "height_mm": 2348}),
        ("Door, dbl leaf, unequal", {"kind": "door", "door_type": "Unequal D/L"}),
        ("Door, no groove", {"kind": "door"}),
        ("Door, metal frame skeleton", {"kind": "door", "door_core": "metal_skeleton"}),
        ("Door, handing: right", {"kind": "door", "other_words": "handing: right"}),
        ("Door 900 x 2100 c/w vision panel 200 x 600",
         {"kind": "door", "width_mm": 900, "height_mm": 2100, "other_words": "c/w vision panel 200 x 600"}),
        ("Door c/w frame 900 x 2100", {"kind": "door", "width_mm": 900, "height_mm": 2100}),
        ("Door, laminate TBC", {"kind": "door"}),
        ("Door width 900mm height 2100mm", {"kind": "door", "width_mm": 900, "height_mm": 2100}),
        ("Door, Dimension W: 1385 / H: 2085 mm", {"kind": "door", "width_mm": 1385, "height_mm": 2085}),
        ("Door, D/L/ Garis Hiasan T-BAR", {"kind": "door", "door_type": "D/L", "decorative_line": "t_bar"}),
        ("Door, Leaf Config Unequal D/L", {"kind": "door", "door_type": "Unequal D/L"}),
        ("Door, Location - Store", {"kind": "door", "location": "Store"}),
        ("Door. Teras honeycomb. Tanpa edging. Lokasi: Tandas Aras 1",
         {"kind": "door", "door_core": "honeycomb", "edging": "no_edging", "location": "Tandas Aras 1"}),
        ("Door, TERAS: HONEYCOMB TANPA EDGING",
         {"kind": "door", "door_core": "honeycomb", "edging": "no_edging"}),
        ("Frame, PROFIL:CH3 OUTER", {"kind": "frame", "frame_profile": "CH3", "inner_outer": "outer"}),
        ("Door, Loc: Block A, Level 3", {"kind": "door", "location": "Block A, Level 3"}),
        ("Door, Lokasi BILIK RAWATAN", {"kind": "door", "location": "BILIK RAWATAN"}),
        ("Door, Lock Prep. DIGITAL LOCK", {"kind": "door", "open_hole_type": "DIGITAL LOCK"}),
        ("Kindly make 16 (sixteen) nos of double-leaf door", {"kind": "door", "door_type": "D/L"}),
        ("Door, Lokasi pemasangan: TANDAS OKU. Harga RM 1,180.00 setiap satu",
         {"kind": "door", "location": "TANDAS OKU"}),
        ("Door\nLock hole: CYL. LOCK 70MM BACKSET\nLocation: Store",
         {"kind": "door", "open_hole_type": "CYL. LOCK 70MM BACKSET", "location": "Store"}),
        ("Door, Deco. Line T-bar", {"kind": "door", "decorative_line": "t_bar"}),
        ("Door 0.9m x 2.1m c/w LAMINATE NO. SF 9434-62",
         {"kind": "door", "width_mm": 900, "height_mm": 2100, "laminate_code": "SF 9434-62"}),
        ("Door\nLaminate Ref / Warna Laminat :\n8274 T", {"kind": "door", "laminate_code": "8274 T"}),
        ("13 pcs - HPL Door, Deco: T-bar", {"kind": "door", "decorative_line": "t_bar"}),
        ("Door, with NA LIPPING. Both faces in laminate code MZ-A38",
         {"kind": "door", "edging": "na_lipping", "laminate_code": "MZ-A38"}),
        ("Door, Hole: MORTISE 72MM\nC-C, LOC.: UTILITY",
         {"kind": "door", "open_hole_type": "MORTISE 72MM C-C", "location": "UTILITY"}),
        ("Door, Deco Groove line", {"kind": "door", "decorative_line": "groove_line"}),
        ("Door, hole prep: lever handle, 45mm\nbackset",
         {"kind": "door", "open_hole_type": "lever handle, 45mm backset"}),
        ("Door, Remark: OPEN IN, ENGSEL KIRI", {"kind": "door", "remark": "OPEN IN, ENGSEL KIRI"}),
    ],
)  # fmt: skip
def test_a_clause_says_what_it_says_without_a_label(text: str, fields: dict[str, object]) -> None:
    assert line(text) == fields


def test_a_core_made_of_a_board_makes_the_door_no_board() -> None:
    item = details_of(passage_of("Door, particle board core"), Blocks({}, {}), TRADE)
    assert values(item, "kind", "door_core") == ("door", None)
    assert item.other_words is not None
    assert item.other_words.doubts


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Door; Inner Core HC; Edging No\nEdging; Model PLAIN; Lock Prep. DIGITAL LOCK, and many words", "edging",
         "no_edging"),
        ("Door, Remark: OPEN IN\n3 NOS @ 372.00 1,116.00", "remark", "OPEN IN"),
        ("Door, Hole Type: CYLINDRICAL 60MM\n9 NOS @ 890.40 8,013.60", "open_hole_type", "CYLINDRICAL 60MM"),
        ("FRAME, INSIDE\nPROFILE: TYPE B", "frame_profile", "TYPE B"),
        ("FRAME\nSize: 987 x 2048, Laminate: P75X, Wall\nWidth: 118MM, Rebate: 44MM\nInner/Outer:\nOUTER, Profile: CH8",
         "frame_width", "118MM"),
    ],
)  # fmt: skip
def test_a_line_s_end_parts_what_it_should(text: str, name: str, value: str) -> None:
    assert line(text)[name] == value


def test_a_stock_code_before_the_goods_name_is_no_laminate() -> None:
    assert "laminate_code" not in line("FG-100214 HPL FLUSH DOOR")


def test_a_groove_s_width_is_not_how_many_there_are() -> None:
    assert found("DOOR, with 5mm groove lines") == {"decorative_line": "groove_line"}


def test_a_backset_is_no_door_s_thickness() -> None:
    assert found("DOOR, cylindrical hole, backset 60mm") == {"open_hole_type": "cylindrical hole, backset 60mm"}


def test_a_louvre_s_size_beside_the_door_s_asks_nothing() -> None:
    fields = specified("FLUSH DOOR 900 x 2100, louvre 300 x 450").fields
    assert not [name for name, each in fields.items() if each.doubts]


def test_the_size_of_a_part_is_not_the_door_s() -> None:
    assert found("DOOR 900 x 2100, T-bar 12mm x 2 nos") == {
        "width_mm": 900, "height_mm": 2100, "decorative_line": "t_bar",
    }  # fmt: skip


def test_a_lock_hole_that_there_is_not_to_be_is_said_so() -> None:
    assert found("DOOR, without lock hole") == {"open_hole_type": "without lock hole"}


def test_a_place_behind_the_goods_ends_with_its_line() -> None:
    told = found("Door leaf for Level 3 wards\n6S-A057, 838mm wide by 2110mm high")
    assert (told["location"], told["laminate_code"]) == ("Level 3 wards", "6S-A057")


@pytest.mark.parametrize(
    ("text", "hole"),
    [
        ("TUBULAR ABS EDGING LEVER LOCK HOLE", "LEVER LOCK HOLE"),
        ("HONEYCOMB KNOB HOLE", "KNOB HOLE"),
        ("CYLINDRICAL LOCK HOLE 60MM BACKSET NO EDGING", "CYLINDRICAL LOCK HOLE 60MM BACKSET"),
        ("2 groove lines and mortise lock hole", "mortise lock hole"),
        ("S/L KNOB LOCK HOLE", "KNOB LOCK HOLE"),
    ],
)
def test_options_around_a_lock_hole_are_none_of_it(text: str, hole: str) -> None:
    told = found(f"DOOR 900 x 2100, {text}")
    assert told["open_hole_type"] == hole
    assert {"door_core", "edging", "decorative_line", "door_type"} & set(told)
