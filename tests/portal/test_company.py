"""What a job order asks a person before it is built from."""

from __future__ import annotations

from config.settings import read_settings
from portal.company import NO_ROWS, CompanyFiles, company, questions
from tests.outputs.sample_orders import a_door, an_invoice


def test_an_order_without_any_row_is_never_finished_unseen() -> None:
    """Reading asks nothing about a table that is plainly empty, and a table whose rows were missed looks the same."""
    made = company(CompanyFiles.of(read_settings()))
    assert questions(made.job_order(an_invoice())) == [NO_ROWS]
    assert NO_ROWS not in questions(made.job_order(an_invoice(a_door())))
