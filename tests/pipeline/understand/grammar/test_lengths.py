"""A length keeps its exact number and its unit; it becomes whole millimetres by the company's rule."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.understand.grammar.lengths import Length, lengths_in, parse_length

FEET_MARKS = "'‘’‚‛′´`ʹʼ＇"
INCH_MARKS = '"“”„‟″ʺ＂'


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("915", 915, None),
        ("900MM", 900, "mm"),
        ("900 mm.", 900, "mm"),
        ("90cm", 90, "cm"),
        ("0.9m", Fraction(9, 10), "m"),
        ("2,135MM", 2135, "mm"),
        ("2 400MM", 2400, "mm"),
        ("8 50 MM", 850, "mm"),
        ("3FT", 3, "ft"),
        ("3 kaki", 3, "ft"),
        ("5'", 5, "ft"),
        ("5'9", Fraction(69, 12), "ft"),
        ("2'8\"", Fraction(32, 12), "ft"),
        ("5' 3/4\"", Fraction(243, 48), "ft"),
        ("6'10½\"", Fraction(165, 24), "ft"),
        ("8 kaki 1½2 inci", Fraction(195, 24), "ft"),  # the 2 of the fraction read twice
        ("6ft 10 1/2in", Fraction(165, 24), "ft"),
        ('10 3/8"', Fraction(83, 8), "in"),
        ('3/4"', Fraction(3, 4), "in"),
        ("½ inch", Fraction(1, 2), "in"),
        ("32.5 inci", Fraction(65, 2), "in"),
        ("10 3/8", Fraction(83, 8), None),
        ("7'21/2\"", Fraction(173, 24), "ft"),  # the blank lost: nobody writes twenty-one halves
        ('111/2"', Fraction(23, 2), "in"),
    ],
)
def test_a_length_keeps_its_exact_number_and_its_unit(text: str, number: int | Fraction, unit: str | None) -> None:
    length = parse_length(text)
    assert length
    assert (length.number, length.unit, text[length.start : length.end]) == (number, unit, text)


@pytest.mark.parametrize("mark", FEET_MARKS)
def test_every_prime_means_feet_and_two_of_them_inches(mark: str) -> None:
    feet, inches = parse_length(f"3{mark}"), parse_length(f"36{mark}{mark}")
    assert feet and feet.unit == "ft" and feet.number == 3  # noqa: PT018 - one promise
    assert inches and inches.unit == "in" and inches.number == 36  # noqa: PT018


@pytest.mark.parametrize("mark", INCH_MARKS)
def test_every_double_quote_means_inches(mark: str) -> None:
    length = parse_length(f"36{mark}")
    assert length and length.unit == "in" and length.number == 36  # noqa: PT018


@pytest.mark.parametrize(
    ("number", "unit", "millimetres"),
    [
        (Fraction(3), "ft", 915),  # 914.4
        (Fraction(8), "ft", 2440),  # 2438.4
        (Fraction(32), "in", 815),  # 812.8
        (Fraction(50), "in", 1270),  # exact
        (Fraction(125, 254), "in", 15),  # 12.5 mm exactly: half goes up
        (Fraction(375, 254), "in", 40),  # 37.5 mm exactly
        (Fraction(813), "mm", 813),  # metric stays as written
        (Fraction(8128, 10), "mm", None),
        (Fraction(865, 10), "cm", 865),
        (Fraction(2135, 1000), "m", 2135),
    ],
)
def test_imperial_rounds_to_five_millimetres_half_up_and_metric_stays(
    number: Fraction, unit: str, millimetres: int | None
) -> None:
    assert Length(number, unit, 0, 0).millimetres() == millimetres


def test_a_bare_number_takes_the_unit_of_its_column_and_is_nothing_without_one() -> None:
    bare = Length(Fraction(84), None, 0, 2)
    assert (bare.millimetres(), bare.millimetres("in"), bare.millimetres("mm")) == (None, 2135, 84)


def test_a_written_unit_wins_over_that_of_the_column() -> None:
    assert Length(Fraction(3), "ft", 0, 3).millimetres("mm") == 915


@pytest.mark.parametrize("text", ["", "x", "FT", "'8\"", '1/0"', "½", "2'13\"", "12%", "3/4"])
def test_what_is_no_length_is_not_read(text: str) -> None:
    found = parse_length(text)
    assert found is None or found.unit is None


@pytest.mark.parametrize("text", ["6'10%\"", "6'-9%", "4'-\""])
def test_feet_whose_inches_a_reader_lost_are_no_length(text: str) -> None:
    """The per cent sign is a half, a quarter or three quarters; nobody knows which."""
    assert not list(lengths_in(text))


def test_a_number_never_starts_inside_another_word_or_number() -> None:
    assert [length.number for length in lengths_in('1.5m 1/2" 2400')] == [Fraction(3, 2), Fraction(1, 2), 2400]


@given(st.integers(1, 12), st.integers(0, 11), st.sampled_from(FEET_MARKS), st.sampled_from(INCH_MARKS))
def test_feet_and_inches_are_read_exactly_in_any_marks(feet: int, inches: int, foot: str, inch: str) -> None:
    length = parse_length(f"{feet}{foot}{inches}{inch}")
    assert length
    assert length.number * 12 == feet * 12 + inches


@given(st.text(max_size=40))
def test_no_text_makes_reading_lengths_fail_and_none_overlap(text: str) -> None:
    end = 0
    for length in lengths_in(text):
        assert end <= length.start < length.end <= len(text)
        end = length.end


@pytest.mark.parametrize("text", ["7' 6S-A025", "7FT 6S-145", "7ft 8S-B218", "7' 6SA025"])
def test_the_figure_that_begins_a_laminates_code_is_no_inches_behind_feet(text: str) -> None:
    length = parse_length(text)
    assert length
    assert length.millimetres() == 2135


@pytest.mark.parametrize("text", ["7'6", "7' 6", "7'6x900", "7'6w", "7'6S"])
def test_a_figure_behind_feet_is_inches_where_it_begins_no_code(text: str) -> None:
    length = parse_length(text)
    assert length
    assert length.number == Fraction(15, 2)
