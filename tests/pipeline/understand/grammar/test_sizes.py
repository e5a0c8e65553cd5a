"""Sizes mean the same millimetres in every notation of the trade, and what has two readings is doubted."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.understand.grammar.sizes import Plausible, Size, sizes_in
from pipeline.understand.item.values import joined_lines
from tests.pipeline.understand.grammar.size_cases import AMBIGUOUS, CLEAR, IN_TEXT, NO_SIZE, Expected


def read(text: str) -> list[Size]:
    """The sizes of an item's text, which has OCR's misread digits put right first."""
    return sizes_in(joined_lines(text))


def millimetres(size: Size) -> Expected:
    width, height, thickness = (d.millimetres if d else None for d in (size.width, size.height, size.thickness))
    return width, height, thickness


# ── the tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_enough_cases_to_trust() -> None:
    assert len(CLEAR) + len(IN_TEXT) + len(AMBIGUOUS) + len(NO_SIZE) >= 160


@pytest.mark.parametrize(("text", "expected"), (CLEAR | IN_TEXT).items(), ids=str)
def test_a_size_in_any_notation_is_read_without_a_doubt(text: str, expected: Expected) -> None:
    sizes = read(text)
    assert [millimetres(size) for size in sizes] == [expected]
    assert sizes[0].doubts == ()


@pytest.mark.parametrize("text", CLEAR)
def test_a_size_is_read_the_same_inside_a_sentence(text: str) -> None:
    alone = [millimetres(size) for size in read(text)]
    assert [millimetres(size) for size in read(f"LAMINATE DOOR, {text} , HONEYCOMB")] == alone


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_has_more_than_one_reading_goes_to_a_person(text: str) -> None:
    (size,) = read(text)
    assert size.doubts


@pytest.mark.parametrize("text", ["L2100 x T43", "2100L x 900 x 43T", "L900 x T2100 x W40", "W900 x L2100 x T1800"])
def test_an_l_and_a_t_that_are_not_lebar_and_tinggi_give_no_door(text: str) -> None:
    assert not any(size.is_a_door_s(Plausible()) for size in read(text))


@pytest.mark.parametrize("text", NO_SIZE)
def test_what_is_no_size_is_not_taken_for_one(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ['HINGES 4" x 3"', "5MM X 20MM", '3 x 84"', "4 x 900"])
def test_small_goods_never_look_like_a_plausible_door(text: str) -> None:
    """The grammar may read them; the plausible range keeps them off a job order."""
    plausible = Plausible()
    for size in read(text):
        fits = [
            found is not None and low <= found.millimetres <= high
            for found, (low, high) in ((size.width, plausible.width), (size.height, plausible.height))
        ]
        assert not all(fits) or size.doubts


def test_two_sizes_in_a_text_are_both_found() -> None:
    assert [millimetres(s) for s in read("3FT X 7FT / 900MM X 2100MM")] == [(915, 2135, None), (900, 2100, None)]


def test_each_dimension_knows_where_it_stood() -> None:
    text = "DOOR 43MM X 3FT X 8FT OAK"
    (size,) = read(text)
    assert size.width
    assert size.height
    assert size.thickness
    places = [text[d.start : d.end] for d in (size.thickness, size.width, size.height)]
    assert places == ["43MM", "3FT", "8FT"]
    assert text[size.start : size.end] == "43MM X 3FT X 8FT"


def test_what_is_plausible_comes_from_the_settings() -> None:
    """A company with 65 mm doors says so, and 65 is then a thickness."""
    assert read("65 x 900 x 2100")[0].doubts
    (size,) = sizes_in("65 x 900 x 2100", Plausible(thickness=(25, 70)))
    assert (millimetres(size), size.doubts) == ((900, 2100, 65), ())


# ── properties ───────────────────────────────────────────────────────────────────────────────────────────────────────

SEPARATORS = st.sampled_from([" x ", "x", "X", " X ", "×", " × ", "*", " * ", " by "])
FEET_MARKS = st.sampled_from(["'", "’", "‘", "′", "´", "`", "ft", " ft", "FT", " feet", " kaki"])
INCH_MARKS = st.sampled_from(['"', "”", "“", "″", "''", "in", " in", "IN", " inches", " inci"])
EIGHTHS = {1: "⅛", 2: "¼", 3: "⅜", 4: "½", 5: "⅝", 6: "¾", 7: "⅞"}


def rounded(inches: Fraction) -> int:
    """To the nearest 5 mm, half up, in whole numbers: five-hundredths of a millimetre avoid any fraction."""
    hundredths = int(inches * 8) * 2540  # an eighth of an inch is 3.175 mm: 1/800 mm steps, exact
    return (hundredths + 2000) // 4000 * 5


@st.composite
def metric(draw: st.DrawFn, low: int, high: int) -> tuple[str, int]:
    """Millimetres, centimetres or metres as a person writes them, and the millimetres meant."""
    value = draw(st.integers(low, high))
    blank = draw(st.sampled_from(["", " "]))
    unit = draw(st.sampled_from(["mm", "MM", "cm", "CM", "m", "M"]))
    places = {"mm": 0, "cm": 1, "m": 3}[unit.lower()]
    whole, part = divmod(value, 10**places)
    number = f"{whole}.{part:0{places}}".rstrip("0").rstrip(".") if places else str(whole)
    return f"{number}{blank}{unit}", value


@st.composite
def imperial(draw: st.DrawFn, low: int, high: int) -> tuple[str, int]:
    """Feet and inches, or inches alone, down to an eighth; ``low`` and ``high`` are inches."""
    whole, eighths = draw(st.integers(low, high)), draw(st.sampled_from([0, 0, 0, *range(8)]))
    exact = Fraction(whole * 8 + eighths, 8)
    style = draw(st.sampled_from(["vulgar", "slash"]))
    part = EIGHTHS.get(eighths, "") if style == "vulgar" else f" {Fraction(eighths, 8)}" if eighths else ""
    feet, inches = divmod(whole, 12)
    if draw(st.booleans()):
        return f"{whole}{part}{draw(INCH_MARKS)}", rounded(exact)
    gap = draw(st.sampled_from(["", " ", "-"]))
    if not inches and not eighths:
        return f"{feet}{draw(FEET_MARKS)}", rounded(exact)
    return f"{feet}{draw(FEET_MARKS)}{gap}{inches}{part}{draw(INCH_MARKS)}", rounded(exact)


WIDTHS = metric(300, 2400) | imperial(12, 94)
HEIGHTS = metric(1500, 3600) | imperial(60, 141)
THICKNESSES = st.integers(25, 60).map(lambda mm: (f"{mm}mm", mm))


@given(WIDTHS, HEIGHTS, SEPARATORS)
def test_a_written_size_reads_back_to_itself(width: tuple[str, int], height: tuple[str, int], separator: str) -> None:
    (size,) = read(width[0] + separator + height[0])
    assert (millimetres(size), size.doubts) == ((width[1], height[1], None), ())


@given(WIDTHS, HEIGHTS, THICKNESSES, SEPARATORS, st.booleans())
def test_a_thickness_reads_back_wherever_it_stands(
    width: tuple[str, int], height: tuple[str, int], thickness: tuple[str, int], separator: str, first: bool
) -> None:
    lengths = [thickness, width, height] if first else [width, height, thickness]
    (size,) = read(separator.join(text for text, _ in lengths))
    assert (millimetres(size), size.doubts) == ((width[1], height[1], thickness[1]), ())


@given(WIDTHS, HEIGHTS, THICKNESSES, st.sampled_from(list(permutations(range(3)))), st.sampled_from(["({})", " ({})"]))
def test_labels_win_over_order(
    width: tuple[str, int],
    height: tuple[str, int],
    thickness: tuple[str, int],
    order: tuple[int, int, int],
    bracket: str,
) -> None:
    labelled = [
        f"{text}{bracket.format(axis)}" for (text, _), axis in zip((width, height, thickness), "WHT", strict=True)
    ]
    (size,) = read(" x ".join(labelled[place] for place in order))
    assert (millimetres(size), size.doubts) == ((width[1], height[1], thickness[1]), ())


@given(st.text(alphabet="0123456789 xX×'\"½/.,-()WHTmft", max_size=30))
def test_no_text_makes_reading_sizes_fail(text: str) -> None:
    for size in read(text):
        assert 0 <= size.start < size.end <= len(text)


@pytest.mark.parametrize(("step", "height"), [(1, 2438), (5, 2440), (10, 2440), (50, 2450)])
def test_the_company_says_to_how_many_millimetres_feet_and_inches_are_rounded(step: int, height: int) -> None:
    [size] = sizes_in("900MM x 8FT", Plausible(imperial_step=step))
    assert size.height
    assert size.height.millimetres == height


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48MM THK 4' x 7'", (1220, 2135, None)),
        ("37MM THK 1010MM X 2040MM", (1010, 2040, None)),
        ("43mm THK W900 x H2100", (900, 2100, 43)),
    ],
)
def test_a_thickness_in_front_of_a_size_names_none_of_its_lengths(text: str, expected: tuple[int | None, ...]) -> None:
    [size] = sizes_in(text)
    assert tuple(d and d.millimetres for d in (size.width, size.height, size.thickness)) == expected
