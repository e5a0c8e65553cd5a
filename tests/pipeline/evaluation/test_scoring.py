"""Right, missing, invented or wrong; asked or silent."""

from __future__ import annotations

from dataclasses import replace

from pipeline.evaluation.labels import Labelled
from pipeline.evaluation.scoring import Judged, Outcome, ReadDocument, judge, outcome_of
from pipeline.model import Box, Document, Field, Invoice, LineItem, Page, Word

BOX = Box(0.1, 0.1, 0.3, 0.12)


def field(name: str, value: str | int | None, *doubts: str, confidence: float = 0.9) -> Field:
    return Field(name, str(value), value, confidence, 1, BOX, "test", doubts)


def line(**values: str | int) -> LineItem:
    fields = {name: field(name, value) for name, value in values.items()}
    return LineItem(field("kind", "door"), field("description", "DOOR"), 1, BOX, **fields)


def judged(truth: dict[str, object], *invoices: Invoice, asked: bool = False) -> Judged:
    return judge(Labelled("a", "a.pdf", (truth,)), [ReadDocument(invoice, asked) for invoice in invoices])


def outcomes(result: Judged) -> dict[str, tuple[Outcome, bool]]:
    return {verdict.name: (verdict.outcome, verdict.flagged) for verdict in result.verdicts}


def test_each_outcome_is_told_apart() -> None:
    assert outcome_of("po_no", "A-1", "a1") is Outcome.RIGHT
    assert outcome_of("po_no", "A-1", None) is Outcome.MISSING
    assert outcome_of("po_no", None, "A-1") is Outcome.INVENTED
    assert outcome_of("po_no", "A-1", "A-7") is Outcome.WRONG
    assert outcome_of("po_no", None, None) is None


def test_only_what_nobody_is_asked_about_is_silent() -> None:
    truth: dict[str, object] = {"po_no": "P-1", "date": "2026-11-09", "total": 5, "measure_by": "B", "kind": None}
    invoice = Invoice(
        (1,), po_no=field("po_no", "P-7"), date=field("date", "2026-11-19", "Blurred."), total=field("total", None)
    )
    result = judged(truth, invoice)
    assert outcomes(result) == {
        "document.po_no": (Outcome.WRONG, False),
        "document.date": (Outcome.WRONG, True),
        "document.total": (Outcome.MISSING, True),
        "document.measure_by": (Outcome.MISSING, False),
    }
    assert [verdict.field for verdict in result.verdicts if verdict.silent] == ["po_no"]
    assert result.documents[0].flagged


def test_a_question_about_the_whole_document_concerns_each_value() -> None:
    result = judged({"po_no": "P-1"}, Invoice((1,), po_no=field("po_no", "P-7")), asked=True)
    assert outcomes(result) == {"document.po_no": (Outcome.WRONG, True)}


def test_unknown_words_of_a_line_ask_about_each_of_its_values() -> None:
    words = field("other_words", "kalis api", "These words are not known.")
    result = judged(
        {"items": [{"kind": "door", "door_core": "honeycomb"}]},
        Invoice((1,), items=(replace(line(door_core="solid_timber"), other_words=words),)),
    )
    assert outcomes(result)["line.door_core"] == (Outcome.WRONG, True)
    assert result.documents[0].flagged


def test_what_has_no_label_is_not_measured() -> None:
    result = judged({"po_no": "P-1"}, Invoice((1,), po_no=field("po_no", "P-1"), date=field("date", "x", "?")))
    assert outcomes(result) == {"document.po_no": (Outcome.RIGHT, False)}
    assert result.documents[0].exact
    assert not result.documents[0].flagged


def test_a_line_too_many_is_invented_and_a_line_too_few_is_missing() -> None:
    items: list[object] = [{"kind": "door", "width_mm": 900}]
    more = judged({"items": items}, Invoice((1,), items=(line(width_mm=900), line(width_mm=815))))
    assert [(v.line, v.field, v.outcome) for v in more.verdicts] == [
        (1, "kind", Outcome.RIGHT),
        (1, "width_mm", Outcome.RIGHT),
        (2, "kind", Outcome.INVENTED),
        (2, "width_mm", Outcome.INVENTED),
    ]
    assert not more.documents[0].exact
    fewer = judged({"items": items}, Invoice((1,)))
    assert [verdict.outcome for verdict in fewer.verdicts] == [Outcome.MISSING, Outcome.MISSING]


def test_a_document_that_is_none_counts_with_all_its_values() -> None:
    extra = Invoice((2,), po_no=field("po_no", "P-2"))
    result = judged({"po_no": "P-1"}, Invoice((1,), po_no=field("po_no", "P-1")), extra)
    assert [(v.document, v.outcome) for v in result.verdicts] == [(1, Outcome.RIGHT), (2, Outcome.INVENTED)]
    assert [document.labelled for document in result.documents] == [True, False]


def test_nothing_read_is_everything_missing() -> None:
    result = judged({"po_no": "P-1", "items": [{"kind": "door"}]})
    assert {verdict.outcome for verdict in result.verdicts} == {Outcome.MISSING}
    assert not result.documents[0].read


def test_a_value_knows_its_weakest_word_and_a_missing_one_its_line() -> None:
    words = (Word("P", Box(0.1, 0.1, 0.15, 0.12), 0.99), Word("7", Box(0.2, 0.1, 0.3, 0.12), 0.4))
    far = Word("far", Box(0.8, 0.8, 0.9, 0.82), 0.1)
    document = Document("image/png", (Page(1, 595, 842, (*words, far), "ocr", "1"),))
    label = Labelled("a", "a.png", ({"po_no": "P-1", "items": [{"kind": "door", "width_mm": 900}]},))
    read = ReadDocument(Invoice((1,), po_no=field("po_no", "P 7"), items=(line(),)), flagged=False)
    verdicts = {verdict.field: verdict for verdict in judge(label, [read], document).verdicts}
    assert verdicts["po_no"].weakest_word == 0.4
    assert verdicts["width_mm"].outcome is Outcome.MISSING
    assert (verdicts["width_mm"].page, verdicts["width_mm"].box) == (1, BOX)
    assert verdicts["width_mm"].confidence is None
