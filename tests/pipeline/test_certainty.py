"""What is doubted makes less sure, and so does standing beside it; the threshold hears of it too."""

from __future__ import annotations

from dataclasses import replace

from pipeline.certainty import Standing, standing_in
from pipeline.checks import CheckRules, checked
from pipeline.learned.answers import with_answers
from pipeline.learned.lessons import Learned, Lesson, LessonKind
from pipeline.model import Field, Invoice, LineItem
from tests.pipeline.review.orders import order
from tests.pipeline.test_checks import RULES, invoice, item


def sure(document: Invoice, rules: CheckRules = RULES) -> tuple[float, list[float]]:
    """How sure the date is, and each line's height."""
    found = checked(document, rules)
    return of(found.date), [of(line.height_mm) for line in found.items]


def of(field: Field | None) -> float:
    assert field
    return field.confidence


def doubtful(line: LineItem) -> LineItem:
    assert line.width_mm
    return replace(line, width_mm=line.width_mm.doubted("it could be another"))


def test_where_nothing_is_doubted_a_page_is_believed_and_still_not_taken_for_certain() -> None:
    assert sure(invoice(item())) == (0.999, [0.999])


def test_a_doubt_makes_its_value_unsure_its_line_less_sure_and_the_rest_a_little() -> None:
    found = checked(invoice(doubtful(item()), item()), RULES)
    first, second = found.items
    assert of(first.width_mm) == 0.5
    assert sure(found) == (0.99, [0.97, 0.99])
    assert (standing_in(found), standing_in(found, first), standing_in(found, second)) == (
        Standing.FAR, Standing.BESIDE, Standing.FAR,
    )  # fmt: skip


def test_a_question_about_the_whole_document_makes_all_of_it_less_sure() -> None:
    assert sure(replace(invoice(item()), doubts=("Is it an order?",))) == (0.97, [0.97])


def test_a_badly_read_word_is_no_doubt_about_its_neighbours_and_stays_as_sure_as_it_was() -> None:
    line = item()
    assert line.width_mm
    document = invoice(replace(line, width_mm=replace(line.width_mm, confidence=0.8)))
    assert sure(document) == (0.999, [0.999])
    assert of(checked(document, RULES).items[0].width_mm) == 0.8


def test_an_element_of_an_e_invoice_stands_on_no_page_and_is_certain() -> None:
    whole = invoice(item())
    assert whole.date
    assert sure(replace(whole, date=replace(whole.date, page=0)))[0] == 1.0


def test_a_strict_threshold_asks_about_what_stands_beside_a_doubt_and_about_nothing_else() -> None:
    strict = replace(RULES, thresholds={"height_mm": 0.98})
    beside, far = checked(invoice(doubtful(item()), item()), strict).items
    assert [line.height_mm.doubts for line in (beside, far) if line.height_mm] == [
        ("it was read with 97% certainty only",), (),
    ]  # fmt: skip


def test_a_doubt_that_a_lesson_answered_bounds_a_value_no_more() -> None:
    doubt = "no label says that this is the document's date"
    found = checked(invoice(item()), RULES)
    assert found.date
    asked = replace(order(), job_order_date=replace(found.date, name="job_order_date", confidence=0.5, doubts=(doubt,)))
    learned = Learned((Lesson(LessonKind.UNLABELLED, doubt, "job_order_date", certainty=0.97),))
    answered = with_answers(asked, found, learned).job_order_date
    assert of(answered) == 0.97
