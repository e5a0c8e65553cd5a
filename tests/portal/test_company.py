"""What a job order asks a person before it is built from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from config.settings import read_settings
from portal.company import NO_ROWS, CompanyFiles, company, questions
from tests.outputs.sample_orders import a_door, a_field, an_invoice


def test_an_order_without_any_row_is_never_finished_unseen() -> None:
    """Reading asks nothing about a table that is plainly empty, and a table whose rows were missed looks the same."""
    made = company(CompanyFiles.of(read_settings()))
    assert questions(made.job_order(an_invoice())) == [NO_ROWS]
    assert NO_ROWS not in questions(made.job_order(an_invoice(a_door())))


def test_a_line_that_may_be_a_door_after_all_is_asked_about_though_it_has_no_row() -> None:
    doubtful = replace(a_door(), kind=a_field("other", doubts=("it has the size of a door",)))
    made = company(CompanyFiles.of(read_settings()))
    (asked,) = questions(made.job_order(an_invoice(a_door(), doubtful)))
    assert "it has the size of a door" in asked


def test_a_vocabulary_of_before_reads_the_language_as_ours_does(tmp_path: Path) -> None:
    files = CompanyFiles.of(read_settings())
    own = tmp_path / "vocabulary.toml"
    lines = files.vocabulary.read_text(encoding="utf-8").splitlines(keepends=True)
    begin = lines.index("[language]\n")
    end = next(n for n, line in enumerate(lines) if n > begin and line.startswith("["))
    own.write_text("".join([*lines[:begin], *lines[end:]]), encoding="utf-8")
    before, now = (company(each).trade.vocabulary.language for each in (replace(files, vocabulary=own), files))
    assert vars(before) == vars(now)
