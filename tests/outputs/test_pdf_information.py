"""A viewer names the window after the job order."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.pdf_information import with_information
from outputs.wkhtmltopdf import print_pdf

PRINTED = print_pdf("<p>words</p>")
MOMENT = datetime(2025, 7, 14, 10, 32, tzinfo=UTC)


@given(title=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_title_is_given_back_by_a_viewer(title: str) -> None:
    with pdfium.PdfDocument(with_information(PRINTED, title, MOMENT)) as document:
        assert document.get_metadata_value("Title") == title
        assert document.get_metadata_value("CreationDate") == "D:20250714103200Z"


def test_the_pages_stay_as_they_were() -> None:
    with pdfium.PdfDocument(with_information(PRINTED, "Job order KDI-2507-003", MOMENT)) as document:
        assert document[0].get_textpage().get_text_range().strip() == "words"


def test_what_is_no_pdf_is_named() -> None:
    with pytest.raises(ValueError, match="without a trailer"):
        with_information(b"words", "Job order", MOMENT)
