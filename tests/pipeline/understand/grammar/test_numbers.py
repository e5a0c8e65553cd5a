"""Money and counts are exact; a figure that is no money is not taken for it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.understand.grammar.numbers import (
    Amount,
    Quantity,
    amounts_in,
    canonical,
    currency_in,
    digits_repaired,
    is_amount,
    money,
    names_price,
    quantities_in,
)

CENTS = st.decimals(min_value=0, max_value=9_999_999, places=2)


def sums(text: str) -> list[str]:
    return [money(amount.value) for amount in amounts_in(text)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"), ("RM 1,234.50", "1234.50"), ("RM1234.50", "1234.50"), ("MYR 0.05", "0.05"),
        ("S$ 12.00", "12.00"), ("1,234,567.80", "1234567.80"), ("1 234.50", "1234.50"),
        ("1,90 0.0 0", "1900.00"), ("1,9 00.00", "1900.00"), ("6'235.00", "6235.00"), ("1,234,50", "1234.50"),
        ("1.234,50", "1234.50"), ("1.234.50", "1234.50"), ("320. 00", "320.00"), ("RM320.00/unit", "320.00"),
        ("(75.50)", "-75.50"), ("-12.00", "-12.00"), ("12.00-", "-12.00"), ("RM -5.00", "-5.00"),
        ("- RM 5.00", "-5.00"), ("RM1 234.50", "1234.50"), ("CH2 336.00", "336.00"), ("CH2\t336.00", "336.00"),
        ("P3 1,504.00", "1504.00"), ("Total1,234.50", "1234.50"),
    ],
)  # fmt: skip
def test_money_is_read_to_the_cent(text: str, amount: str) -> None:
    assert sums(text) == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "1,234",
        "12.5",
        "12.345",
        "12/08/2026",
        "12/08/2026, 16:54",
        "04.03.2026",
        "H2100, 43mm",
        "6S-A057",
        "0.70m x 2.00 m",
        "0.70 x 2.10m",
    ],
)
def test_a_figure_without_two_decimals_is_no_money(text: str) -> None:
    assert sums(text) == []


def test_two_sums_side_by_side_stay_two() -> None:
    assert sums("1,280.00 320.00") == ["1280.00", "320.00"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("4", [4]), ("4 NOS", [4]), ("5.00", [5]), ("1,200", [1200]), ("2.5", [Decimal("2.5")]), ("", []), ("NOS", []),
        ("D1", []), ("1O", []), ("l0", []), ("2 or 3", [2, 3]),
    ],
)  # fmt: skip
def test_counts_are_whole_numbers_that_stand_alone(text: str, counts: list[int | Decimal]) -> None:
    assert [quantity.value for quantity in quantities_in(text)] == counts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RM 5.00", "MYR"), ("RM5.00", "MYR"), ("Amount (RM)", "MYR"), ("MYR", "MYR"), ("S$ 5.00", "SGD"),
        ("SGD 5.00", "SGD"), ("US$ 5", "USD"), ("5.00", None), ("FIRM 5", None), ("ARM CHAIR", None),
    ],
)  # fmt: skip
def test_a_currency_is_known_by_its_sign_only(text: str, code: str | None) -> None:
    assert currency_in(text) == code


@pytest.mark.parametrize(("number", "text"), [("5.00", "5"), ("500", "500"), ("12.50", "12.5"), ("0.00", "0")])
def test_a_count_has_one_way_to_be_written(number: str, text: str) -> None:
    assert canonical(Decimal(number)) == text


def test_letters_become_digits_only_where_asked() -> None:
    assert digits_repaired("1O I5") == "10 15"
    assert digits_repaired("lO medium 4") == "10 medium 4"
    assert not quantities_in("1O")


@given(CENTS, st.sampled_from(["{:,.2f}", "{:.2f}", "RM {:,.2f}", "RM{:.2f}"]))
def test_written_money_reads_back_to_itself(value: Decimal, pattern: str) -> None:
    assert [amount.value for amount in amounts_in(pattern.format(value))] == [value]


@given(st.integers(0, 99_999), st.sampled_from(["{}", "{:,}", "{}.00", "{} PCS"]))
def test_a_written_count_reads_back_to_itself(count: int, pattern: str) -> None:
    assert [quantity.value for quantity in quantities_in(pattern.format(count))] == [count]


@given(st.text(max_size=40))
def test_no_text_makes_reading_numbers_fail(text: str) -> None:
    found: list[Amount | Quantity] = [*amounts_in(text), *quantities_in(text)]
    for number in found:
        assert 0 <= number.start < number.end <= len(text)
        money(number.value)
        canonical(number.value)
    currency_in(text)


@pytest.mark.parametrize("text", ["1,280.00", "RM 320.00", "(75.50)", "S$12.00 "])
def test_one_sum_and_nothing_else_is_an_amount(text: str) -> None:
    assert is_amount(text)


@pytest.mark.parametrize("text", ["12", "320.00 each", "4 x 320.00", "1.00 2.00", ""])
def test_a_count_or_a_sum_among_words_is_no_amount(text: str) -> None:
    assert not is_amount(text)


def test_a_price_is_known_as_it_is_printed_and_a_place_with_two_figures_is_none() -> None:
    assert names_price("at RM320.00 each")
    assert not names_price("Block 3, 12")
