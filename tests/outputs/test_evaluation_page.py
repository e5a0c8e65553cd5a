"""The page of an evaluation: everything on one page, nothing fetched, every error to be seen."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from PIL import Image

from outputs.cuttings import cuttings
from outputs.evaluation_page import errors_of, evaluation_page, percent, summary
from pipeline.evaluation.report import Evaluation, Measured, report
from pipeline.evaluation.scoring import DocumentResult, Judged, Outcome, Verdict
from pipeline.model import Box

BOX = Box(0.4, 0.4, 0.5, 0.45)
RIGHT = Verdict("po_no", 1, None, Outcome.RIGHT, "P-1", "P-1", False, 0.99, 0.9, 1, BOX)
WRONG = Verdict("width_mm", 1, 2, Outcome.WRONG, 900, 960, False, 0.97, 0.8, 1, BOX)
ASKED = Verdict("location", 1, 2, Outcome.MISSING, "<script>", None, True, None, None, 1, BOX)
NOWHERE = Verdict("date", 1, None, Outcome.MISSING, "2026-11-09", None, False)


def a_file(*verdicts: Verdict) -> Measured:
    document = DocumentResult(True, True, False, False, 2, 2, 2)
    return Measured("a", "a.pdf", "scan", "", "ocr", 2, 3.0, 0.02, Judged(verdicts, (document,)))


def an_evaluation(*files: Measured) -> Evaluation:
    return Evaluation(datetime(2026, 11, 9, 8, 30, tzinfo=UTC), "labelled", "auto", "1.2.3", files)


PNG = b"\x89PNG picture"
MEASURED = a_file(RIGHT, WRONG, ASKED, NOWHERE)
PAGE = evaluation_page(an_evaluation(MEASURED), dict.fromkeys(errors_of(MEASURED), PNG))


def test_a_place_is_drawn_once_and_what_is_nowhere_not_at_all() -> None:
    (place,) = errors_of(MEASURED)
    assert (place.case, place.page, place.box) == ("a", 1, BOX)


def test_the_page_says_when_and_on_how_much_it_was_measured() -> None:
    assert re.search(r"09 November 2026, 08:30 UTC on 1 labelled files\s+\(2 pages, 1 documents, 4 values\)", PAGE)


def test_the_page_fetches_nothing_and_escapes_what_was_read() -> None:
    assert set(re.findall(r'(?:src|href)="([^:"]*):', PAGE)) == {"data"}
    assert "default-src 'none'" in PAGE
    assert "&lt;script&gt;" in PAGE
    assert "<script" not in PAGE
    assert 'loading="lazy"' not in PAGE, "a picture that nobody scrolled to is missing on paper"


def test_every_error_is_shown_and_the_silent_one_first() -> None:
    assert re.findall(r"<h3>a.pdf: (\w+ \w+)", PAGE) == ["width_mm wrong", "date missing", "location missing"]
    first = PAGE[PAGE.index("<h3>a.pdf: width_mm") :].split("</section>")[0]
    assert "<dd>960</dd>" in first
    assert "<dd>900</dd>" in first
    assert "no; confidence 0.970" in first
    assert 'alt="Where it was read"' in first


def test_a_set_without_errors_says_so() -> None:
    assert "<p>None.</p>" in evaluation_page(an_evaluation(a_file(RIGHT)), {})


def test_a_refused_file_is_named_with_its_reason() -> None:
    refused = Measured("b", "b.pdf", "scan", "", "", 0, 0, 0, Judged((NOWHERE,), ()), "It is locked.")
    page = evaluation_page(an_evaluation(refused), {})
    assert "<strong>b.pdf</strong>: It is locked." in page


def test_the_summary_carries_date_size_and_figures() -> None:
    told = summary(an_evaluation(MEASURED))
    assert "labelled: 1 files, 2 pages, 4 values, measured 2026-11-09 08:30 UTC" in told
    assert re.search(r"^scan +25.00 % +50.00 % +100.00 % +0.00 % +1.51$", told, re.MULTILINE)


def test_the_report_has_the_same_figures_and_every_value() -> None:
    found = report(an_evaluation(MEASURED))
    assert found["measured_at"] == "2026-11-09T08:30:00+00:00"
    assert (found["files"], found["pages"]) == (1, 2)
    values = found["values"]
    assert isinstance(values, list)
    assert [value["outcome"] for value in values] == ["right", "wrong", "missing", "missing"]


def test_nothing_to_divide_by_is_a_dash() -> None:
    assert percent(None) == "–"
    assert percent(0.98714) == "98.71 %"


def test_a_cutting_shows_the_place_in_a_red_frame_and_is_small() -> None:
    page = Image.new("RGB", (1000, 1400), "white")
    encoded = io.BytesIO()
    page.save(encoded, "PNG")
    edge = Box(0.99, 0.99, 1, 1)
    for cut, size in zip(cuttings(encoded.getvalue(), [BOX, edge]), ((148, 118), (34, 38)), strict=True):
        with Image.open(io.BytesIO(cut)) as picture:
            assert picture.size == size
            assert (200, 30, 30) in {colour for _, colour in picture.convert("RGB").getcolors() or ()}
        assert len(cut) < 1000
