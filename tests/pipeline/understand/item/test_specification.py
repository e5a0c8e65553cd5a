"""What an item's text specifies, in English and Malay; unknown words are kept and shown, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Field
from pipeline.understand.item.specification import specification_of
from tests.pipeline.understand.item.said import found, specified, unknown
from tests.pipeline.understand.laid_out import TRADE, VOCABULARY, passage_of

OPTION_GROUPS = ("door_type", "door_core", "edging", "decorative_line", "inner_outer")


def doubted(text: str) -> set[str]:
    return {name for name, each in specified(text).fields.items() if each.doubts}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "FLUSH DOOR, 43MM X 3FT X 7FT, LAMINATE 6S-A057, HONEYCOMB, S/L, ABS EDGING",
            {
                "thickness_mm": 43, "width_mm": 915, "height_mm": 2135, "laminate_code": "6S-A057",
                "door_core": "honeycomb", "door_type": "S/L", "edging": "abs_edging",
            },
        ),
        (
            "PINTU LAMINATE, 2'8\" x 6'8\", LAMINATE 6S-124, Teras Sarang Lebah, Tepi ABS, Lokasi: Bilik 2",
            {
                "width_mm": 815, "height_mm": 2030, "laminate_code": "6S-124", "door_core": "honeycomb",
                "edging": "abs_edging", "location": "Bilik 2",
            },
        ),
        (
            "DOOR FRAME, 900 x 2100, LAMINATE 6S-145, WIDTH 130~150MM, REBATED 49MM, PROFILE CH2, INNER",
            {
                "width_mm": 900, "height_mm": 2100, "laminate_code": "6S-145", "frame_width": "130~150MM",
                "rebate_mm": 49, "frame_profile": "CH2", "inner_outer": "inner",
            },
        ),
        (
            "BINGKAI PINTU, SAIZ 3' x 7', KOD LAMINATE 6S-145, LEBAR BINGKAI 130~150MM, REBAT 40MM, PROFIL P1",
            {
                "width_mm": 915, "height_mm": 2135, "laminate_code": "6S-145", "frame_width": "130~150MM",
                "rebate_mm": 40, "frame_profile": "P1",
            },
        ),
        (
            "Size: 900 x 2100 Core: Honeycomb Edging: ABS Edging Remark: RUSH",
            {"width_mm": 900, "height_mm": 2100, "door_core": "honeycomb", "edging": "abs_edging", "remark": "RUSH"},
        ),
        ("DOOR, 2 GROOVE LINES, DESIGN D-408 – 14 sets", {
            "decorative_line": "groove_line", "decorative_line_count": 2, "design_name": "D-408",
        }),
        ("DOOR FRAME, LOCATION STUDY, PROFILE CH4 = 3\nnos", {"location": "STUDY", "frame_profile": "CH4"}),
        ("PINTU LAMINATE; tebal 43MM; lokasi PINTU UTAMA", {"thickness_mm": 43, "location": "PINTU UTAMA"}),
        ("DOOR, Thickness: 43MM, Location: D1", {"thickness_mm": 43, "location": "D1"}),
        ("DOOR, 2 GROOVE LINES", {"decorative_line": "groove_line", "decorative_line_count": 2}),
        ("DOOR, LEVER LOCK HOLE", {"open_hole_type": "LEVER LOCK HOLE"}),
        ("DOOR, Open Hole: CYLINDRICAL 60MM BACKSET", {"open_hole_type": "CYLINDRICAL 60MM BACKSET"}),
        ("SINGLE LEAF DOOR 3' X 7'", {"door_type": "S/L", "width_mm": 915, "height_mm": 2135}),
        ("PINTU IBU ANAK 4' X 7'", {"door_type": "Unequal D/L", "width_mm": 1220, "height_mm": 2135}),
    ],
)  # fmt: skip
def test_the_words_of_a_line_become_its_fields(text: str, fields: dict[str, object]) -> None:
    assert found(text) == fields
    assert doubted(text) == set()
    assert unknown(text) == []


@pytest.mark.parametrize("text", ["ZIRCON COATED", "75MM THK", "Bukan Biasa", "D1"])
def test_words_that_nobody_knows_are_kept_as_they_stand_and_not_guessed(text: str) -> None:
    line = f"FLUSH DOOR, 3FT X 7FT, {text}"
    assert unknown(line) == [text]
    assert found(line) == {"width_mm": 915, "height_mm": 2135}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("DOOR, Core: Unobtainium", {"door_core"}),
        ("DOOR, Size: big", {"width_mm", "height_mm"}),
        ("DOOR, Thickness: medium", {"thickness_mm"}),
        ("DOOR, Size: 3 x 7", {"width_mm", "height_mm"}),
        ("DOOR, Type: S/L or D/L", {"door_type"}),
    ],
)
def test_a_label_whose_value_makes_no_sense_is_shown_to_a_person(text: str, names: set[str]) -> None:
    assert doubted(text) == names


def test_a_line_that_contradicts_itself_is_doubted() -> None:
    assert doubted("DOOR, HONEYCOMB, SOLID TIMBER") == {"door_core"}
    assert doubted("DOOR, 3FT X 7FT, 900 x 2100") == {"width_mm", "height_mm"}


def test_a_line_that_says_the_same_twice_is_not() -> None:
    assert doubted("DOOR, 3FT X 7FT (915 x 2135), HONEYCOMB, H/C CORE") == set()


@pytest.mark.parametrize("nothing", ["N/A", "NIL", "TIADA", "TBC", "-", "一"])
def test_what_is_said_to_be_nothing_stays_blank(nothing: str) -> None:
    assert found(f"DOOR, LAMINATE: {nothing}, CORE: {nothing}") == {}


def test_no_edging_is_an_edging() -> None:
    assert found("DOOR, EDGING: NIL") == {"edging": "no_edging"}


def test_the_words_of_a_lock_hole_tick_no_other_box() -> None:
    """TUBULAR LATCH is a lock, not a core."""
    assert "door_core" not in found("DOOR, TUBULAR LATCH 60MM BACKSET")


@pytest.mark.parametrize("words", ["IN", "OUT", "SINGLE COLOUR", "DOUBLE COAT", "LUAR BILIK"])
def test_common_words_tick_no_box_inside_a_text(words: str) -> None:
    assert not set(OPTION_GROUPS) & set(found(f"DOOR, {words}"))


@pytest.mark.parametrize(
    ("word", "ticked"), [("SINGLE", "S/L"), ("DOUBLE", "D/L"), ("LUAR", "outer"), ("DALAM", "inner")]
)
def test_common_words_tick_their_box_where_they_are_the_whole_statement(word: str, ticked: str) -> None:
    assert ticked in found(f"DOOR, {word}, LAMINATE 6S-A057").values()


def test_a_code_ends_where_the_next_label_or_size_begins() -> None:
    fields = found("DOOR LAMINATE 6S-A057 DESIGN DS-1 3' X 7'")
    assert (fields["laminate_code"], fields["design_name"], fields["width_mm"]) == ("6S-A057", "DS-1", 915)


@pytest.mark.parametrize("code", ["9D-H845", "K-W1200", "LM-79T74", "LM 79T74", "AB/79T40", "W45-T40", "79T40"])
def test_a_letter_that_a_dash_ties_into_a_code_labels_no_length(code: str) -> None:
    fields = found(f"DOOR W900-H2100, LAMINATE {code}, CORE HONEYCOMB")
    assert (fields["laminate_code"], fields["width_mm"], fields["height_mm"]) == (code, 900, 2100)
    assert "thickness_mm" not in fields


def test_a_name_at_a_line_s_end_is_no_part_of_the_label_below_it() -> None:
    specification = specified("LAMINATED DOOR FRAME\nLaminate = PL-77.791\nRebate = 38mm")
    assert [specification.title, found("LAMINATED DOOR FRAME\nLaminate = PL-77.791")] == [
        [(0, 20)],
        {"laminate_code": "PL-77.791"},
    ]


def test_a_labelled_size_keeps_its_own_letters() -> None:
    assert found("Size: W900 H2100 T43") == {"width_mm": 900, "height_mm": 2100, "thickness_mm": 43}


PIECES = st.sampled_from(
    ["DOOR", "3FT X 7FT", "43MM", "HONEYCOMB", "S/L", "D/L", "LAMINATE", "6S-A057", ":", ",", "/", "Core:", "Size:",
     "ABS", "EDGING", "N/A", "T-BAR", "2", "C/W", "HOLE", "Lokasi", "D1", "REBATE", "WIDTH", "130~150MM", "OAK", "-"]
)  # fmt: skip


def occurs(found_in: Field, text: str) -> bool:
    return " ".join(found_in.raw.split()) in " ".join(text.split())


@given(st.lists(PIECES, min_size=1, max_size=15).map(" ".join))
def test_every_field_was_read_from_words_that_stand_there(text: str) -> None:
    for each in specified(text).fields.values():
        assert occurs(each, text)
        assert each.page == 1


@given(st.lists(PIECES, min_size=1, max_size=15).map(" ".join))
def test_a_box_is_ticked_only_for_a_word_of_its_list(text: str) -> None:
    for group in OPTION_GROUPS:
        ticked = specified(text).fields.get(group)
        if ticked and ticked.value is not None:
            meant = {meaning for f in VOCABULARY.options[group].within(ticked.raw) for meaning in f.meanings}
            assert ticked.value in meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DOOR, T-bar: 2 lines", {"decorative_line": "t_bar", "decorative_line_count": 2}),
        ("DOOR, Groove line : 3", {"decorative_line": "groove_line", "decorative_line_count": 3}),
        ("DOOR, 2 horizontal groove lines", {"decorative_line": "groove_line", "decorative_line_count": 2}),
        ("FLUSH DOOR (900 x 2100mm) (43mm thk) (honeycomb core)",
         {"width_mm": 900, "height_mm": 2100, "thickness_mm": 43, "door_core": "honeycomb"}),
        ("PLYWOOD DOOR 3' X 7' 37MM HC",
         {"width_mm": 915, "height_mm": 2135, "thickness_mm": 37, "door_core": "honeycomb"}),
        ("DOOR, 48mm thick; finished with laminate LM-1297; T-bar", {"laminate_code": "LM-1297", "thickness_mm": 48}),
        ("43mm thick 1 LEAF HPL DOOR, location BATH 2. Remark - URGENT",
         {"thickness_mm": 43, "door_type": "S/L", "location": "BATH 2", "remark": "URGENT"}),
        ("DOOR, LAM. MZ-7001 HONEYCOMB", {"laminate_code": "MZ-7001", "door_core": "honeycomb"}),
        ("FRAME, JAMB 150MM REBATED 40MM INNER", {"frame_width": "150MM", "rebate_mm": 40, "inner_outer": "inner"}),
        ("DOOR, lock hole: lever handle, 45mm backset", {"open_hole_type": "lever handle, 45mm backset"}),
    ],
)  # fmt: skip
def test_what_clerks_leave_out_is_understood_all_the_same(text: str, expected: dict[str, object]) -> None:
    assert found(text).items() >= expected.items()
    assert not specified(text).unknown


def test_a_code_that_no_label_names_is_unknown_and_not_a_laminate() -> None:
    specification = specified("Guest room door [LM 70-114], 0.95m x 2.4m")
    assert "laminate_code" not in specification.fields
    assert specification.unknown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DOOR, Laminate ref 6S-145 (Master bedroom)", {"laminate_code": "6S-145", "location": "Master bedroom"}),
        ("FRAME, PROFILE : CH2 (INNER)", {"frame_profile": "CH2", "inner_outer": "inner"}),
        ("DOOR, LAM. 6S-145 HC", {"laminate_code": "6S-145", "door_core": "honeycomb"}),
        ("BINGKAI PINTU (LUAR), REBAT 40MM", {"inner_outer": "outer", "rebate_mm": 40}),
        ("DOOR, LAMINATE 6S-145 SM", {"laminate_code": "6S-145 SM"}),
        ("DOOR, LAMINATE 6S-145(M)", {"laminate_code": "6S-145(M)"}),
        ("DOOR, laminate MF 8233 WN both faces, HC", {"laminate_code": "MF 8233 WN", "door_core": "honeycomb"}),
        ("DOOR, LAM:9V-B093 NO EDGING", {"laminate_code": "9V-B093", "edging": "no_edging"}),
    ],
)
def test_what_stands_behind_a_code_is_understood_by_itself(text: str, expected: dict[str, object]) -> None:
    assert found(text) == expected
    assert doubted(text) == set()
    assert unknown(text) == []


def test_words_in_brackets_behind_a_code_that_nobody_knows_are_asked_about() -> None:
    assert found("DOOR, COLOUR : 6S-145 (OAK)") == {"laminate_code": "6S-145"}
    assert unknown("DOOR, COLOUR : 6S-145 (OAK)") == ["(OAK)"]


@pytest.mark.parametrize("place", ["MASTER ROOM", "Room 2 & 3", "Bilik Mandi 1", "Toilet"])
def test_a_room_is_a_location_without_a_label(place: str) -> None:
    assert found(f"DOOR, {place}, HONEYCOMB") == {"location": place, "door_core": "honeycomb"}


def test_a_door_s_thickness_may_follow_its_name() -> None:
    assert found("LAMINATED DOOR 43MM - SINGLE LEAF") == {"thickness_mm": 43, "door_type": "S/L"}
    assert found("DOOR STOPPER 43MM") == {}


def test_a_room_that_a_remark_goes_on_with_stays_in_the_remark() -> None:
    assert found("DOOR, Remark: urgent, toilet") == {"remark": "urgent, toilet"}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("DOOR, 9O0 x 21S0", (900, 2150)), ("DOOR, 9B0MM X 2lOOMM", (980, 2100)),
        ("DOOR, 3FT 3IN X 7FT 21N", (990, 2185)), ("DOOR, 3FT X 6FT 10 1/21N", (915, 2095)),
    ],
)  # fmt: skip
def test_characters_of_a_size_that_can_only_be_digits_are_digits(text: str, size: tuple[int, int]) -> None:
    fields = found(text)
    assert (fields["width_mm"], fields["height_mm"]) == size


def test_words_are_known_when_ocr_takes_m_for_r_and_n() -> None:
    assert found("DOOR, solid tirnber") == {"door_core": "solid_timber"}
    assert found("DOOR, larninate code: 6S-A057") == {"laminate_code": "6S-A057"}


@pytest.mark.parametrize(
    ("code", "asked"), [("ML-88 Walnut", False), ("CP 197 MATT", False), ("ML-88 Zircon", True), ("2 TW971/MT", True)]
)
def test_a_colour_s_name_belongs_to_its_code_and_other_words_are_asked_about(code: str, asked: bool) -> None:
    text = f"DOOR, LAMINATE: {code}, HONEYCOMB"
    assert found(text)["laminate_code"] == code
    assert ("laminate_code" in doubted(text)) is asked


def test_a_room_with_a_number_is_no_sum_of_money() -> None:
    assert "location" not in doubted("DOOR FRAME, LOC.: MEETING RM 2")
    assert "location" in doubted("DOOR FRAME, LOC.: MEETING RM 210.00")


def test_a_material_s_name_alone_names_the_goods() -> None:
    assert specified("Laminated Frame, frame size 842MM (W) X 2293MM (H)").title


def test_a_tubular_core_is_tubular_however_solid_it_is_called() -> None:
    assert found("PINTU, TERAS TUBULAR PADU")["door_core"] == "solid_tubular"


def test_how_goods_are_finished_says_nothing_more_of_them() -> None:
    assert unknown("FRAME (LAMINATE WRAPPED), 700 x 2040mm") == []
    assert unknown("FRAME (LAMINATE POLISHED), 700 x 2040mm") == ["LAMINATE POLISHED"]


def test_the_panels_of_a_design_are_no_count_of_goods() -> None:
    assert "design_name" not in doubted("HPL DOOR, DESIGN CLASSIC 5 PANEL")
    assert "design_name" in doubted("HPL DOOR, DESIGN CLASSIC 5 SETS")


def test_goods_named_behind_their_finish_are_no_code() -> None:
    assert found("4 unit x HPL DO0R - 800 x 2100mm") == {"width_mm": 800, "height_mm": 2100}


def test_a_place_goes_on_over_a_line_s_end() -> None:
    assert found("FLUSH DOOR 900 x 2100, LOCATION: LEVEL\n    2 STORE")["location"] == "LEVEL 2 STORE"


def test_the_room_that_a_door_is_named_after_is_no_place() -> None:
    assert "location" not in found("Bedroom door Nett Size: 965 x 2000mm")
    assert found("FLUSH DOOR 965 x 2000mm, Bedroom")["location"] == "Bedroom"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Laminate Faced Door\nThickness (T): 43MM · Core Constr.: Honeycomb · Edges: ABS edging",
            {"thickness_mm": 43, "door_core": "honeycomb", "edging": "abs_edging"},
        ),
        (
            "Laminate Wrapped Frame\nJamb W. – 95-115MM; Rebate – 49MM; Inner / \nOuter – INNER; Prof. – CH5",
            {"frame_width": "95-115MM", "rebate_mm": 49, "inner_outer": "inner", "frame_profile": "CH5"},
        ),
        (
            "Pintu\nTepi Pintu\n= NATURAL LIPPING | Jenis Lubang =\nCYLINDRICAL 70MM | Lokasi = BILIK 2",
            {"edging": "na_lipping", "open_hole_type": "CYLINDRICAL 70MM", "location": "BILIK 2"},
        ),
        ("Wrapped Frame\nSKU FRM-0310\nFrame size (W × H): 0.96 m × 2.14 m", {"width_mm": 960, "height_mm": 2140}),
        ("Door Frame\nFrame Jamb Width – 120~140MM; Rebate – 49MM", {"frame_width": "120~140MM", "rebate_mm": 49}),
        ("Laminated Frame\nRebate : 48mm\nType : Inner", {"rebate_mm": 48, "inner_outer": "inner"}),
        ("FRAME, LAM. CODE WG144-\nT, REBATE 45MM", {"laminate_code": "WG144-T", "rebate_mm": 45}),
        ("DOOR, LAMINATE 9D-\nH845, HONEYCOMB", {"laminate_code": "9D-H845", "door_core": "honeycomb"}),
        ("Door Leaf\nRoom / Area = TYPE B2 - STORE", {"location": "TYPE B2 - STORE"}),
        (
            "No edging, Groove line\nDesign: VD-07 HANOI",
            {"decorative_line": "groove_line", "design_name": "VD-07 HANOI"},
        ),
        ("Open hole: DEADBOLT HOLE\n2 GROOVE LINES", {"open_hole_type": "DEADBOLT HOLE", "decorative_line_count": 2}),
        ("Open hole: CYLINDRICAL\n70MM", {"open_hole_type": "CYLINDRICAL 70MM"}),
        ("EDGING ABS, DESIGN MODEL K-77\nLOKASI STOR", {"design_name": "MODEL K-77", "location": "STOR"}),
        ("Open hole LEVER LOCK\nCORE TUBULAR", {"open_hole_type": "LEVER LOCK", "door_core": "solid_tubular"}),
        ("Open hole LEVER\nLOCK HOLE", {"open_hole_type": "LEVER LOCK HOLE"}),
        ("Remark: WITH SPECIAL GOLD\nT-BAR", {"remark": "WITH SPECIAL GOLD T-BAR"}),
        ("Door Leaf · S/L · Edges: No edging · Note: OPEN\nOUT, HINGE LEFT", {"remark": "OPEN OUT, HINGE LEFT"}),
    ],
)
def test_what_a_line_s_end_parts_from_its_label_stays_with_it(text: str, fields: dict[str, object]) -> None:
    assert {name: value for name, value in found(text).items() if name in fields} == fields
    assert unknown(text) == []


def test_what_stands_behind_a_label_and_a_gap_is_its_value_though_another_gap_follows() -> None:
    drawing = """
        Leaf Config.   Double Leaf   Edges   ABS EDGING   Price/Unit 468.00
        Door Core      Honey comb    Edges   NO EDGING    Price/Unit 468.00
        """
    first, second = drawing.strip().split("\n")
    for line, edging in ((first, "abs_edging"), (second, "no_edging")):
        fields = specification_of(passage_of(line.strip()), TRADE, gaps=True).fields
        assert fields["edging"].value == edging
        assert not fields["edging"].doubts


def test_a_label_that_nobody_knows_inside_a_value_is_asked_about() -> None:
    fields = specified("DOOR FRAME, Laminate: 7S-C117 QZ: 150MM").fields
    assert fields["laminate_code"].doubts
    assert not specified("DOOR FRAME, Laminate: 7S-C117, FW: 150MM").fields["laminate_code"].doubts


@pytest.mark.parametrize(
    ("line", "ticked", "count"),
    [
        ("T-bar (3 nos)", "t_bar", 3),
        ("Groove Line (refer drawing)", "groove_line", None),
        ("groove line 1 side", "groove_line", None),
        ("groove line 3 mm", "groove_line", None),
    ],
)
def test_what_stands_behind_a_line_is_its_count_or_nothing(line: str, ticked: str, count: int | None) -> None:
    said = found(f"FLUSH DOOR, {line}, 900 x 2100")
    assert (said["decorative_line"], said.get("decorative_line_count")) == (ticked, count)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("EDGE NO EDGING   DECO T-BAR", {"edging": "no_edging", "decorative_line": "t_bar"}),
        ("NO EDGING   4 GROOVE LINES", {"edging": "no_edging", "decorative_line": "groove_line"}),
        ("DECO T-BAR   DESIGN DN-27 BREMEN", {"decorative_line": "t_bar", "design_name": "DN-27 BREMEN"}),
        ("DECO 4 GROOVE LINES DESIGN SHAKER 2P", {"decorative_line": "groove_line", "design_name": "SHAKER 2P"}),
        ("T-BAR   2 LINES", {"decorative_line": "t_bar", "decorative_line_count": 2}),
        ("T-BAR   NIL", {}),  # a title and what stands for nothing
    ],
)
def test_an_option_before_a_wide_gap_labels_nothing_where_something_else_is_said_behind_it(
    text: str, fields: dict[str, object]
) -> None:
    assert fields.items() <= found(text).items()
    assert (not fields, doubted(text), unknown(text)) == (not found(text), set(), [])


def test_a_euro_profile_is_a_lock_s_and_no_frame_s() -> None:
    assert found("FLUSH DOOR, EURO PROFILE MORTISE") == {"open_hole_type": "EURO PROFILE MORTISE"}
