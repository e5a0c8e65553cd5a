"""What a job order asks a person before it is built from."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

from config.settings import read_settings
from pipeline.model import Document
from portal.company import NO_ROWS, CompanyFiles, company, questions, understand
from tests.outputs.sample_orders import a_door, a_field, an_invoice
from tests.pipeline.understand.laid_out import page_of


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


ORDER = """
ACE DOORS SDN BHD                                      DELIVERY ORDER
                                                       DO No. : DO-2607-0001
No   Description                                       Qty
1    Laminated door 900 x 2100 x 43mm                  2 pcs
     Laminate: KD 1234, honeycomb core, no edging
2    Laminated door frame 1000 x 2130                  1 set
"""


def test_what_understands_a_document_leaves_no_rings_for_the_collector() -> None:
    """It is not asked to look meanwhile, and what would wait for it would stay."""
    files = CompanyFiles.of(read_settings())
    company(files)
    gc.collect()
    gc.disable()
    try:
        (found,) = understand(Document("application/pdf", (page_of(ORDER),)), files)
        assert gc.collect() == 0
        assert len(found.items) == 2
    finally:
        gc.enable()
