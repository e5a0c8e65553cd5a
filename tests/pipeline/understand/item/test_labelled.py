"""What stands behind a label, and where it ends."""

from __future__ import annotations

import pytest

from pipeline.understand.item.specification import specification_of
from tests.pipeline.understand.item.said import found, specified
from tests.pipeline.understand.laid_out import TRADE, passage_of


@pytest.mark.parametrize(
    "text",
    [
        'Internal door\nSize 66" (W) x 96" (H). Tubular core, No edging',
        "Internal door\nSize: 900mm x 2100mm. Tubular core. No edging",
        "Internal door\nSize: 900mm x 2100mm tubular core, No edging",
    ],
)
def test_what_stands_behind_a_labelled_size_is_read(text: str) -> None:
    assert found(text)["door_core"] == "solid_tubular"
    assert found(text)["edging"] == "no_edging"


def test_unknown_words_behind_a_labelled_size_are_kept() -> None:
    assert specified("Flush door\nSize: 900mm x 2100mm with brown fishes, No edging").unknown


def test_a_design_s_name_may_begin_with_a_label_s_word() -> None:
    for text in ("Flush door / Design MODEL K-77 / Loc: Study", "Flush door; Design=MODEL K-77"):
        assert found(text)["design_name"] == "MODEL K-77"
    for text in ("Flush door, Design Model K-77", "FLUSH DOOR, DESIGN MODEL: K-77"):
        assert found(text)["design_name"] == "K-77"


def test_a_letter_and_a_figure_at_a_name_s_end_are_no_height() -> None:
    assert found("Flush door, T-bar. Design HELIX H2. Location: Master Bath") == {
        "decorative_line": "t_bar", "design_name": "HELIX H2", "location": "Master Bath",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("DOOR, 1 T-BAR\nLubang CYLINDRICAL 60MM BACKSET",
         {"decorative_line": "t_bar", "decorative_line_count": 1, "open_hole_type": "CYLINDRICAL 60MM BACKSET"}),
        ("DOOR, T-bar\nLubang DEADBOLT HOLE", {"decorative_line": "t_bar", "open_hole_type": "DEADBOLT HOLE"}),
        ("DOOR · NA Lipping · Groove Line\nDesign: VD-310 · Remark: Refer SK-07",
         {"edging": "na_lipping", "decorative_line": "groove_line", "design_name": "VD-310", "remark": "Refer SK-07"}),
        ("DOOR · Line: T-bar · Location: LEVEL 3\nPANTRY", {"decorative_line": "t_bar", "location": "LEVEL 3 PANTRY"}),
        ("DOOR\n8 leaf × RM 410.00\nSize W600 x H2040", {"width_mm": 600, "height_mm": 2040}),
        ("FRAME, Reb: 49mm; Inn/Out: Inner", {"rebate_mm": 49, "inner_outer": "inner"}),
        ("DOOR, 43 mm thick : Laminate GR3400-M", {"thickness_mm": 43, "laminate_code": "GR3400-M"}),
    ],
)  # fmt: skip
def test_a_label_is_told_from_the_option_above_it_and_from_one_that_asks_for_something_else(
    text: str, fields: dict[str, object]
) -> None:
    assert found(text) == fields
    assert not specified(text).unknown


@pytest.mark.parametrize("dash", [" -", " –", ""])
@pytest.mark.parametrize("label", ["Location", "Open hole", "Design", "Laminate"])
def test_a_label_with_a_dash_or_nothing_behind_its_colon_takes_no_other_label_and_asks_nothing(
    label: str, dash: str
) -> None:
    text = f"""
        DOOR 900 x 2100
        {label}:{dash}
        Remark: Match sample board
        """
    found = specification_of(passage_of(text), TRADE)
    assert {name: field.value for name, field in found.fields.items()} == {
        "width_mm": 900, "height_mm": 2100, "remark": "Match sample board",
    }  # fmt: skip
    assert not found.unknown


@pytest.mark.parametrize("behind", ["BOTH SIDES", "on both faces", "(one side only)"])
def test_which_faces_a_laminate_covers_is_no_part_of_its_code(behind: str) -> None:
    said = specified(f"FLUSH DOOR C/W LAMINATE 6S-A112 {behind}, HONEYCOMB")
    assert (said.fields["laminate_code"].value, said.fields["laminate_code"].doubts) == ("6S-A112", ())
    assert not said.unknown


@pytest.mark.parametrize(
    "behind",
    ["ONE SIDE, 6S-A113 OTHER SIDE", "ONE SIDE 6S-A113 OTHER SIDE", "ONE SIDE / 6S-A113 ONE SIDE", "BROWN FISHES"],
)
def test_a_second_laminate_or_an_unknown_word_behind_a_code_is_asked_about(behind: str) -> None:
    said = specified(f"FLUSH DOOR C/W LAMINATE 6S-A112 {behind}, HONEYCOMB")
    code = said.fields["laminate_code"]
    assert said.unknown or code.doubts or code.value != "6S-A112"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Flush door, Finish: laminate 6S-A057", "6S-A057"),
        ("Flush door, Laminate: colour no. 6S-A057", "6S-A057"),
        ("Flush door, Laminate: HPL 6S-A057", "6S-A057"),
        ("Flush door, Laminate: HPL 0933", "HPL 0933"),  # the letters may be the maker's
        ("Flush door, Laminate: HPL-K-0933", "HPL-K-0933"),
    ],
)
def test_a_code_does_not_begin_with_the_label_s_own_word(text: str, code: str) -> None:
    assert found(text) == {"laminate_code": code}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("DOOR LEAF (SINGLE LEAF), 43mm thick", {"door_type": "S/L", "thickness_mm": 43}),
        ("DAUN PINTU (S/L)", {"door_type": "S/L"}),
        ("Flush door, Core: (Honeycomb)", {"door_core": "honeycomb"}),
        ("Flush door, Remark: (urgent)", {"remark": "(urgent)"}),
        ("Flush door, Door type (S/L or D/L):", {}),
    ],
)
def test_what_stands_in_brackets_behind_a_label_is_said_unless_it_explains_the_label(
    text: str, fields: dict[str, object]
) -> None:
    assert found(text) == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("DOOR\nLAMINATE: WB231-S EDGING: ABS", {"laminate_code": "WB231-S", "edging": "abs_edging"}),
        ("DOOR\nLAMINATE: WB231S CORE: HC", {"laminate_code": "WB231S", "door_core": "honeycomb"}),
        ("DOOR\nDECO LINE: 1 groove line DESIGN: K-20",
         {"decorative_line": "groove_line", "decorative_line_count": 1, "design_name": "K-20"}),
    ],
)  # fmt: skip
def test_a_label_does_not_begin_with_the_end_of_the_value_before_it(text: str, fields: dict[str, object]) -> None:
    assert found(text) == fields


def test_a_label_that_runs_into_its_value_is_no_unknown_word() -> None:
    assert found("Door frame, jamb width140~160MM") == {"frame_width": "140~160MM"}
    assert not specified("Door frame, jamb width140~160MM").unknown


@pytest.mark.parametrize("text", ["DOOR, Lockset: by others", "DOOR, Ironmongery by others"])
def test_who_supplies_the_lock_is_no_hole(text: str) -> None:
    assert "open_hole_type" not in found(text)


def test_a_label_does_not_reach_over_the_sign_that_ends_it() -> None:
    """``Lubang Kunci`` would be a label too."""
    said = found("Ukuran = 900 x 2100; Lubang = KUNCI TOMBOL; Kedudukan = LOBI")
    assert said["open_hole_type"] == "KUNCI TOMBOL"


def test_a_lock_whose_name_a_line_break_parts_is_one_value() -> None:
    for lock, rest in (("DIGITAL", "LOCK 7255"), ("KEYLESS", "LOCK K-9"), ("MORTISE SASH", "LOCK 50MM BS")):
        said = found(f"DOOR\nSize : 900 x 2100\nCore : Honeycomb\nLeaf : Single\nHole Type / Lubang : {lock}\n{rest}")
        assert said["open_hole_type"] == f"{lock} {rest}"


def test_natural_timber_lipping_behind_a_laminate_s_code_is_no_part_of_it() -> None:
    said = found("laminate code QRL-5222 NA timber lipping location: Powder Room")
    assert (said["laminate_code"], said["edging"]) == ("QRL-5222", "na_lipping")


def test_a_code_s_last_letter_before_a_closing_bracket_is_no_label() -> None:
    said = found("Door (900 x 2100) (laminate ref QF 305 T) (NA timber lipping) (room: Pantry)")
    assert (said["laminate_code"], said["edging"]) == ("QF 305 T", "na_lipping")


@pytest.mark.parametrize(
    "text",
    [
        "Size (H x W): 2100 x 1950mm",
        "Flush door\nDimension HxW                        2100 x 1950mm",
        "Frame size H x W : 2100 x 1950",
        "Flush door H x W 2100 x 1950",
        "Saiz (T x L) = 2100 x 1950",
        "Size H x W x T (mm): 2100 x 1950 x 43",
    ],
)
def test_a_label_that_names_the_height_first_turns_the_size_behind_it_around(text: str) -> None:
    assert (found(text)["width_mm"], found(text)["height_mm"]) == (1950, 2100)
    assert not specified(text).unknown


@pytest.mark.parametrize("label", ["Dimension W x H", "Nett dimensions WxH", "Ukuran daun L x T"])
def test_the_axes_in_a_label_for_a_size_are_part_of_it(label: str) -> None:
    text = f"Flush door\n{label}                         810 x 2060mm\nDoor type                           SL"
    assert found(text) == {"width_mm": 810, "height_mm": 2060, "door_type": "S/L"}
    assert not specified(text).unknown


def test_a_length_with_its_unit_may_touch_a_label_of_two_words() -> None:
    for text in ("Door frame, jamb width135mm, rebate 45mm", "Door frame, jamb\nwidth135mm, rebate 45mm"):
        assert found(text) == {"frame_width": "135mm", "rebate_mm": 45}
        assert not specified(text).unknown
