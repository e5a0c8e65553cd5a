"""What was learned fills what the plain reading left open, and never replaces what that was sure of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.lessons import Learned, Lesson, LessonKind
from pipeline.learned.reading import read_with, recalled
from pipeline.model import Box, Field, Invoice, LineItem, present_fields
from tests.pipeline.review.orders import read

LEARNED = Learned((Lesson(LessonKind.OPTION, "BEEHIVE", "door_core=honeycomb"),))
NAMES = ("quantity", "laminate_code", "width_mm", "height_mm", "door_core", "location")
VALUES = st.one_of(st.none(), st.integers(1, 9))


def line(values: dict[str, int | None], doubted: frozenset[str] = frozenset(), number: int = 0) -> LineItem:
    fields = {
        name: read(name, value, number, ("it is doubtful",) if name in doubted else ())
        for name, value in values.items()
        if value is not None
    }
    box = Box(0.1, 0.1 + number / 20, 0.9, 0.12 + number / 20)
    return LineItem(read("kind", "door", number), read("description", "door BEEHIVE", number), 1, box, **fields)


def invoice(*lines: LineItem) -> Invoice:
    return Invoice((1,), customer_name=read("customer_name", "CONTOH SDN BHD"), items=lines)


CELLS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


@given(CELLS, CELLS, st.frozensets(st.sampled_from(NAMES)))
def test_what_the_plain_reading_was_sure_of_stays(
    plain: dict[str, int | None], taught: dict[str, int | None], doubted: frozenset[str]
) -> None:
    before, other = invoice(line(plain, doubted)), invoice(line(taught))
    (after,) = read_with([before], [other], [before], LEARNED)
    was, now = present_fields(before.items[0]), present_fields(after.items[0])
    for name, field in was.items():
        if not field.doubts:
            assert now[name] == field
    for name, field in now.items():
        if name not in was or field.value != was[name].value:
            assert field.rule.startswith("learned “BEEHIVE”")
            assert field.confidence <= 0.96


@given(CELLS)
def test_a_reading_that_learned_nothing_new_is_the_plain_one(values: dict[str, int | None]) -> None:
    before = invoice(line(values))
    assert read_with([before], [before], [before], LEARNED) == (before,)


def test_other_documents_in_the_file_are_left_as_they_were_read() -> None:
    one = invoice(line({"width_mm": 915}))
    assert read_with([one], [replace(one, pages=(1,)), one], [one], LEARNED) == (one,)


def test_lines_found_by_what_was_learned_are_taken_when_they_leave_fewer_questions() -> None:
    nothing = replace(invoice(), doubts=("No door and no frame was found on this document.",))
    found = invoice(line({"quantity": 1, "width_mm": 915, "height_mm": 2135}))
    (after,) = read_with([nothing], [found], [nothing], LEARNED)
    assert after.doubts == ()
    assert after.items[0].width_mm
    assert (after.items[0].width_mm.value, after.items[0].width_mm.confidence) == (915, 0.96)


def named(name: str, *doubts: str) -> Invoice:
    return replace(invoice(), customer_name=read("customer_name", name, doubts=doubts))


def customer(found: Invoice) -> Field:
    assert found.customer_name
    return found.customer_name


def test_another_name_of_a_customer_is_put_in_its_place_and_says_so() -> None:
    alias = Learned((Lesson(LessonKind.CUSTOMER, "KLPP", "KL PREMIER PROPERTIES SDN BHD"),))
    found = customer(recalled(named("K.L.P.P."), alias))
    assert (found.value, found.raw) == ("KL PREMIER PROPERTIES SDN BHD", "K.L.P.P.")
    assert found.rule.startswith("learned “KLPP”")
    assert customer(recalled(named("KLPP SERVICES"), alias)).value == "KLPP SERVICES"


def test_a_name_that_may_be_cut_off_is_asked_about_and_not_replaced() -> None:
    alias = Learned((Lesson(LessonKind.CUSTOMER, "LIAN SENG RENOVATION", "LIAN SENG RENOVATION & BUILDER"),))
    found = customer(recalled(named("LIAN SENG RENOVATION"), alias))
    assert (found.value, len(found.doubts)) == ("LIAN SENG RENOVATION", 1)


def test_a_lesson_for_one_supplier_says_nothing_of_another() -> None:
    alias = Lesson(LessonKind.CUSTOMER, "KLPP", "KL PREMIER PROPERTIES SDN BHD", "PINTU BAIK SDN BHD")
    theirs = replace(named("KLPP"), supplier_name=read("supplier_name", "Pintu Baik Sdn. Bhd."))
    assert customer(recalled(theirs, Learned((alias,)))).value == "KL PREMIER PROPERTIES SDN BHD"
    assert customer(recalled(named("KLPP"), Learned((alias,)))).value == "KLPP"


def test_a_code_of_a_known_shape_is_found_among_unknown_words() -> None:
    shape = Learned((Lesson(LessonKind.CODE, "6S-A###", "laminate_code"),))
    unknown = replace(line({"width_mm": 915}), other_words=read("other_words", "6S-A057; with care", doubts=("what?",)))
    (item,) = recalled(invoice(unknown), shape).items
    assert item.laminate_code
    assert (item.laminate_code.value, item.laminate_code.box) == (
        "6S-A057",
        unknown.other_words and unknown.other_words.box,
    )
    assert item.other_words
    assert item.other_words.raw == "with care"
    two = replace(unknown, other_words=read("other_words", "6S-A057 or 6S-A060", doubts=("what?",)))
    assert recalled(invoice(two), shape).items[0].laminate_code is None
