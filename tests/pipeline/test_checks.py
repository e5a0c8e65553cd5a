"""Confidence alone never passes: what does not hold together is doubted, and no value is ever changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import CheckRules, checked
from pipeline.model import Box, Field, Invoice, LineItem, Value, present_fields, with_fields
from pipeline.understand import Plausible
from tests.pipeline.understand.laid_out import TOP, TRADE, invoice_in

RULES = CheckRules.of(TRADE)
PLACE = Box(0.1, 0.1, 0.2, 0.2)


def read(name: str, value: Value | None, confidence: float = 1.0) -> Field:
    return Field(name, str(value), value, confidence, 1, PLACE, "test")


def item(kind: str = "door", **values: Value) -> LineItem:
    return item_with(values, kind)


def item_with(values: Mapping[str, Value], kind: str = "door") -> LineItem:
    whole: dict[str, Value] = {"quantity": 4, "width_mm": 915, "height_mm": 2135}
    whole |= {"unit_price": "320.00", "amount": "1280.00", **values}
    line = LineItem(read("kind", kind), read("description", "FLUSH DOOR"), 1, PLACE)
    return with_fields(line, {name: read(name, value) for name, value in whole.items()})


def invoice(*items: LineItem, **values: Value) -> Invoice:
    whole: dict[str, Value] = {
        "kind": "invoice", "job_order_no": "KDI-1", "date": "2026-08-12", "customer_name": "TIMUR CONTOH SDN BHD",
        **values,
    }  # fmt: skip
    document = Invoice((1,), items=items or (item(),))
    return with_fields(document, {name: read(name, value) for name, value in whole.items()})


def fields_of(document: Invoice) -> Iterator[tuple[str, Field]]:
    yield from present_fields(document).items()
    for number, line in enumerate(document.items):
        yield from ((f"{number}.{name}", field) for name, field in present_fields(line).items())


def doubted(document: Invoice) -> set[str]:
    return {path for path, field in fields_of(document) if field.doubts} | ({"whole"} if document.doubts else set())


def doubts_of(document: Invoice, rules: CheckRules = RULES) -> set[str]:
    return doubted(checked(document, rules))


def test_a_document_that_holds_together_leaves_no_doubt() -> None:
    assert doubts_of(invoice(item(), item("frame"), total="2560.00")) == set()


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_quantity_times_price_is_the_amount() -> None:
    assert doubts_of(invoice(item(amount="1380.00"))) == {"0.quantity"}


@pytest.mark.parametrize(
    ("amounts", "sums", "asked"),
    [
        (("1344.00", "672.00"), {"sub_total": "1920.00", "tax_total": "96.00", "total": "2016.00"}, set()),
        (("1344.00", "672.00"), {"tax_total": "96.00", "total": "2016.00"}, set()),
        # one line's rate is another one
        (("1345.00", "671.00"), {"sub_total": "1920.00", "total": "2016.00"}, {"0.quantity", "1.quantity", "whole"}),
        # the counts do not come to the sum before tax
        (("1344.00", "672.00"), {"sub_total": "2240.00", "total": "2016.00"}, {"0.quantity", "1.quantity", "whole"}),
        (("1344.00", "672.00"), {"sub_total": "1600.00", "total": "2016.00"}, {"0.quantity", "1.quantity", "whole"}),
        # twice the sum is no tax: a price of one leaf, maybe, and an amount of two
        (("2560.00", "1280.00"), {"sub_total": "1920.00", "total": "3840.00"}, {"0.quantity", "1.quantity", "whole"}),
        # nothing printed tells the tax
        (("1344.00", "672.00"), {"total": "2016.00"}, {"0.quantity", "1.quantity"}),
    ],
)  # fmt: skip
def test_an_amount_may_hold_its_tax_where_counts_and_amounts_come_to_the_sums_before_and_after_it(
    amounts: tuple[str, str], sums: Mapping[str, str], asked: set[str]
) -> None:
    first, second = amounts
    lines = item(amount=first), item("frame", quantity=2, amount=second)
    assert doubts_of(invoice(*lines, **sums)) == asked


def test_a_price_rounded_to_the_cent_is_no_mistake() -> None:
    assert doubts_of(invoice(item(quantity=3, unit_price="33.33", amount="100.00"))) == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("width_mm", 299), ("width_mm", 2401), ("height_mm", 1499), ("height_mm", 3601), ("thickness_mm", 24),
        ("thickness_mm", 61), ("rebate_mm", 5), ("rebate_mm", 490),
    ],
)  # fmt: skip
def test_a_measure_outside_its_range_is_doubted(name: str, value: int) -> None:
    others = {"width_mm": 300, "height_mm": 3600} if name != "height_mm" else {"width_mm": 300}
    assert f"0.{name}" in doubts_of(invoice(item_with(others | {name: value})))


@pytest.mark.parametrize(
    ("name", "value"),
    [("width_mm", 300), ("height_mm", 1500), ("height_mm", 3600), ("thickness_mm", 25), ("thickness_mm", 60)],
)
def test_the_ends_of_a_range_are_inside_it(name: str, value: int) -> None:
    assert doubts_of(invoice(item_with({name: value}))) == set()


def test_what_is_plausible_comes_from_the_settings() -> None:
    rules = CheckRules(plausible=Plausible(width=(300, 800)))
    assert doubts_of(invoice(), rules) == {"0.width_mm"}


@pytest.mark.parametrize(
    ("width", "height", "asked"),
    [(2500, 2135, {"0.width_mm", "0.height_mm"}), (1830, 4100, {"0.height_mm"}), (100, 1800, {"0.width_mm"})],
)
def test_both_lengths_are_asked_about_where_one_may_have_been_taken_for_the_other(
    width: int, height: int, asked: set[str]
) -> None:
    assert doubts_of(invoice(item_with({"width_mm": width, "height_mm": height}))) == asked


@pytest.mark.parametrize(
    ("walls", "asked"), [("100~125", False), ("110to130MM", False), ("20~140MM", True), ("150-130", True)]
)
def test_one_frame_fits_walls_of_like_width(walls: str, asked: bool) -> None:
    assert ("0.frame_width" in doubts_of(invoice(item("frame", frame_width=walls)))) is asked


@pytest.mark.parametrize("quantity", [0, 501])
def test_a_quantity_that_nobody_orders_is_doubted(quantity: int) -> None:
    line = item(quantity=quantity, amount=f"{quantity * 320}.00")
    assert doubts_of(invoice(line)) == {"0.quantity"}


@pytest.mark.parametrize("quantity", ["2.5", "0.5"])
def test_half_a_door_is_doubted(quantity: str) -> None:
    assert "0.quantity" in doubts_of(invoice(item(quantity=quantity)))


def test_a_single_leaf_is_not_wider_than_high() -> None:
    assert doubts_of(invoice(item(width_mm=2300, height_mm=2100))) == {"0.width_mm"}
    assert doubts_of(invoice(item(width_mm=2300, height_mm=2100, door_type="D/L"))) == set()


@pytest.mark.parametrize("name", ["quantity", "width_mm", "height_mm"])
@pytest.mark.parametrize("kind", ["door", "frame"])
def test_what_the_factory_needs_and_nobody_wrote_is_asked_for(kind: str, name: str) -> None:
    line = replace(item(kind), **{name: None})  # type: ignore[arg-type]  # every name is a field's
    asked = checked(invoice(line), RULES)
    assert doubted(asked) == {f"0.{name}"}
    found: Field = getattr(asked.items[0], name)
    assert (found.value, found.page, found.box) == (None, 1, PLACE)


def test_transport_needs_no_size() -> None:
    line = replace(item("other"), width_mm=None, height_mm=None)
    assert doubts_of(invoice(item(), line)) == set()


# ── certainty ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_read_below_the_threshold_is_doubted_and_says_how_sure_it_is() -> None:
    line = with_fields(item(), {"laminate_code": read("laminate_code", "6S-A057", 0.9)})
    found = checked(invoice(line), RULES).items[0].laminate_code
    assert found
    assert "90%" in found.doubts[0]
    assert doubts_of(invoice(line), CheckRules(threshold=0.9)) == set()


def test_a_field_that_has_a_doubt_gets_no_second_one_for_its_certainty() -> None:
    weak = replace(read("location", "D1", 0.5), doubts=("this was hard to read",))
    found = checked(invoice(with_fields(item(), {"location": weak})), RULES).items[0].location
    assert found
    assert found.doubts == ("this was hard to read",)


# ── the document ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["kind", "job_order_no", "date", "customer_name"])
def test_a_required_field_that_is_missing_is_asked_for(name: str) -> None:
    document = replace(invoice(), **{name: None})  # type: ignore[arg-type]  # every name is a field's
    assert doubts_of(document) == {name}


def test_a_purchase_order_needs_the_customers_number_and_not_ours() -> None:
    order = replace(invoice(kind="purchase_order"), job_order_no=None)
    assert doubts_of(order) == {"po_no"}
    assert doubts_of(with_fields(order, {"po_no": read("po_no", "PO-1")})) == set()


def test_a_bill_for_other_goods_is_asked_for_its_total() -> None:
    other = replace(invoice(), items=(), total=None)
    assert "total" in doubts_of(other)
    assert "total" not in doubts_of(replace(invoice(), total=None))


def test_nothing_is_delivered_before_it_was_ordered() -> None:
    assert doubts_of(invoice(delivery_date="2026-08-11")) == {"delivery_date"}
    assert doubts_of(invoice(delivery_date="2026-08-12")) == set()


@pytest.mark.parametrize(
    ("sums", "holds"),
    [
        ({"total": "2560.00"}, True),
        ({"total": "2560.01"}, False),
        ({"total": "2561.30", "tax_total": "1.28"}, True),  # 2,561.28 rounded to 5 sen
        ({"total": "2561.35", "tax_total": "1.28"}, False),
        ({"total": "2660.00"}, False),
        ({"total": "2764.80", "tax_total": "204.80"}, True),
        ({"total": "2560.00", "tax_total": "204.80"}, True),  # prices that include the tax
        ({"total": "2664.80", "tax_total": "204.80"}, False),
        ({"total": "2764.80", "sub_total": "2560.00", "tax_total": "204.80"}, True),
        ({"total": "2764.80", "sub_total": "2650.00", "tax_total": "204.80"}, False),
    ],
)
def test_the_lines_add_up_to_the_documents_sums_to_the_cent(sums: dict[str, Value], holds: bool) -> None:
    assert (doubts_of(invoice(item(), item(), **sums)) == set()) is holds


def test_a_total_that_one_line_exceeds_is_doubted_though_another_line_has_no_sum() -> None:
    bare = item(unit_price="", amount="")
    assert doubts_of(invoice(item(), bare, total="1.90")) >= {"total"}
    assert "total" not in doubts_of(invoice(item(), bare, total="1900.00"))


def test_a_count_that_is_written_as_money_is_doubted_where_no_price_is_read() -> None:
    line = replace(item(), quantity=replace(read("quantity", 465), raw="465.00"), unit_price=None, amount=None)
    assert "0.quantity" in doubts_of(invoice(line))
    counted = replace(line, unit=read("unit", "pcs"), quantity=replace(read("quantity", 12), raw="12.00"))
    assert "0.quantity" not in doubts_of(invoice(counted))


def test_a_missing_line_is_noticed_by_the_sum() -> None:
    found = checked(invoice(item(), total="2560.00"), RULES)
    assert "1,280.00" in found.doubts[0]
    assert "is a line missing?" in found.doubts[0]


def test_a_line_with_a_count_and_a_price_counts_among_the_sum_without_its_amount() -> None:
    line = replace(item(), amount=None)
    assert checked(invoice(line, total="1280.00"), RULES).doubts == ()
    assert "1,280.00" in checked(invoice(line, total="2560.00"), RULES).doubts[0]


def test_a_document_without_prices_is_checked_for_none() -> None:
    line = replace(item(), unit_price=None, amount=None)
    assert doubts_of(invoice(line)) == set()


# ── no value changes ─────────────────────────────────────────────────────────────────────────────────────────────────

FIGURES = st.sampled_from(["quantity", "width_mm", "height_mm", "thickness_mm", "rebate_mm", "unit_price", "amount"])
VALUES = st.integers(-5, 5000) | st.sampled_from(["0.00", "12.50", "x", "", "1e9", "NaN", "Infinity"])


HEADS = st.sampled_from(["total", "sub_total", "tax_total", "date", "delivery_date"])


@given(st.lists(st.dictionaries(FIGURES, VALUES), max_size=3), st.dictionaries(HEADS, VALUES), st.floats(0, 1))
def test_checks_add_doubts_make_nothing_surer_and_change_no_value(
    lines: list[dict[str, Value]], head: dict[str, Value], confidence: float
) -> None:
    document = invoice(*(item_with(line) for line in lines), **head)
    document = with_fields(document, {"po_no": read("po_no", "PO-1", confidence)})
    after = dict(fields_of(checked(document, RULES)))
    for path, before in fields_of(document):
        assert replace(after[path], doubts=(), confidence=before.confidence) == replace(before, doubts=())
        assert after[path].confidence <= before.confidence
        assert after[path].doubts[: len(before.doubts)] == before.doubts
    assert all(field.value is None for path, field in after.items() if path not in dict(fields_of(document)))


# ── seeded errors ────────────────────────────────────────────────────────────────────────────────────────────────────

SEEDS = 100
DRAWING = """
    # SENDORA GROUP SDN BHD
                              INVOICE
    Bill To : TIMUR CONTOH BUILDERS SDN BHD          Invoice No    : KDI-2507-003
                                                     Date          : 12/08/2026

    No   Description                              Qty    Unit   U/Price     Amount
    1    FLUSH DOOR 43MM X 915MM X 2135MM         {q1:<6} NOS    {p1:<8}    {a1:<10}
    2    DOOR FRAME 915MM X 2135MM                {q2:<6} SETS   {p2:<8}    {a2:<10}
    3    TRANSPORT TO SITE                        1      TRIP   {a3:<8}    {a3:<10}
                                                  Sub Total              {sub}
                                                  SST 8%                 {tax}
                                                  Grand Total            {total}
    """


def correct(random: Random) -> str:
    """An invoice of figures that are all right."""
    q1, q2 = random.randint(2, 30), random.randint(2, 30)
    p1, p2, a3 = (100 * random.randint(5000, 60000) for _ in range(3))  # hundredths of a cent keep the tax exact
    sub = q1 * p1 + q2 * p2 + a3
    cents = {"p1": p1, "p2": p2, "a1": q1 * p1, "a2": q2 * p2, "a3": a3, "sub": sub, "tax": sub * 8 // 100}
    cents["total"] = cents["sub"] + cents["tax"]
    return DRAWING.format(q1=q1, q2=q2, **{name: f"{value / 10000:,.2f}" for name, value in cents.items()})


def figures(drawing: str) -> list[re.Match[str]]:
    """The quantities, prices, amounts and sums of the drawing, and the sizes."""
    body = drawing.index("No   Description")
    first = drawing.index("\n", body)
    money = re.compile(r"\d[\d,]*\.\d\d")
    counts = re.compile(r"\b\d+(?=\s+(?:NOS|SETS|TRIP))")
    return [match for pattern in (money, counts) for match in pattern.finditer(drawing, first)]


def rounded_alike(before: str, after: str) -> bool:
    """A sum may be rounded to 5 sen: between two that lawfully round to each other nobody can tell."""
    a, b = (Decimal(figure.replace(",", "")) for figure in (before, after))
    return "." in before and abs(a - b) <= Decimal("0.02") and b % Decimal("0.05") == 0


def with_one_digit_changed(drawing: str, random: Random) -> tuple[str, str, str]:
    while True:
        figure = random.choice(figures(drawing))
        place = random.choice([at for at in range(figure.start(), figure.end()) if drawing[at].isdigit()])
        digit = random.choice([d for d in "0123456789" if d != drawing[place]])
        changed = drawing[:place] + digit + drawing[place + 1 :]
        after = changed[figure.start() : figure.end()]
        if not rounded_alike(figure[0], after):
            return changed, figure[0], after


@pytest.mark.parametrize("seed", range(SEEDS))
def test_one_wrong_digit_in_a_figure_never_passes(seed: int) -> None:
    """A quantity, a price, an amount or a sum that was misread reaches a person."""
    random = Random(seed)  # noqa: S311 - the same errors every time
    drawing = correct(random)
    assert doubts_of(invoice_in(drawing)) == set()
    wrong, before, after = with_one_digit_changed(drawing, random)
    assert doubts_of(invoice_in(wrong)), f"{before} was read as {after} and nobody noticed"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("915MM X 2135MM   ", "9151MM X 2135MM  "), ("43MM X 915MM", "93MM X 915MM"),
        ("915MM X 2135MM   ", "115MM X 2135MM   "),
        ("915MM X 2135MM   ", "915MM X 1135MM   "), ("915MM X 2135MM   ", "915MM X 7135MM   "),
    ],
)  # fmt: skip
def test_a_size_misread_out_of_its_range_never_passes(right: str, wrong: str) -> None:
    drawing = correct(Random(1))  # noqa: S311
    assert right in drawing
    assert doubts_of(invoice_in(drawing.replace(right, wrong)))


@pytest.mark.parametrize("line", ["1    FLUSH", "2    DOOR FRAME", "3    TRANSPORT"])
def test_a_line_that_was_overlooked_never_passes(line: str) -> None:
    lines = [each for each in correct(Random(1)).split("\n") if line not in each]  # noqa: S311
    assert "whole" in doubts_of(invoice_in("\n".join(lines)))


def test_a_count_of_pairs_or_dozens_is_asked_about() -> None:
    assert doubts_of(invoice(item(unit="DOZEN"))) == {"0.quantity"}
    assert doubts_of(invoice(item(unit="Pair."))) == {"0.quantity"}
    assert doubts_of(invoice(item(unit="LOT"))) == {"0.quantity"}


def test_a_pair_of_leaves_is_one_double_door() -> None:
    assert doubts_of(invoice(item(unit="Pair", door_type="D/L"))) == set()
    assert doubts_of(invoice(item(unit="SET"))) == set()


@pytest.mark.parametrize(
    ("size", "asked"),
    [("2.6' x 7'", {"0.width_mm"}), ("3' x 6.8'", {"0.height_mm"}), ("2.5' x 7'", set()), ("0.9m x 2.1m", set())],
)
def test_feet_with_a_point_may_be_feet_and_inches(size: str, asked: set[str]) -> None:
    line = f"\n    No   Description                   Qty\n    1    Flush door {size}        2 pcs\n"
    document = invoice_in(TOP + line)
    assert doubts_of(document) & {"0.width_mm", "0.height_mm"} == asked


@pytest.mark.parametrize("unit", ["box", "cartons", "kotak", "crate"])
def test_what_is_counted_in_boxes_is_asked_about(unit: str) -> None:
    assert "0.quantity" in doubts_of(invoice(item(unit=unit)))
