"""A text as runs of letters and digits: only these count when words are compared."""

from __future__ import annotations

import pytest

from pipeline.understand.grammar.tokens import squeeze, tokens_in


@pytest.mark.parametrize(("text", "squeezed"), [("P/O No.", "pono"), ("Ｓａｉｚ", "saiz"), ("H P", "hp"), ("—", "")])
def test_marks_blanks_and_capitals_do_not_matter(text: str, squeezed: str) -> None:
    assert squeeze(text) == squeezed


def test_tokens_know_their_places() -> None:
    text = "Size:900MM (W)"
    assert [text[t.start : t.end] for t in tokens_in(text)] == ["Size", "900", "MM", "W"]
