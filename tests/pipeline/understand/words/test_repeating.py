"""Words and marks that say no more than another line: known by themselves and at the beginning of a text only."""

import pytest

from pipeline.understand.words.repeating import reference_in, repeats
from tests.pipeline.understand.laid_out import VOCABULARY


@pytest.mark.parametrize("cell", [
    '"', '" "', "''", ",,", "- do -", "-do-", "Do.", "Ditto", "as above", "S.D.A.", "Seperti di atas",
])  # fmt: skip
def test_a_cell_repeats_the_one_above_it(cell: str) -> None:
    assert repeats(cell, VOCABULARY)


@pytest.mark.parametrize("cell", ["", "-", "–", "nil", '36"', "900 x 2100", "door"])
def test_nothing_and_a_value_repeat_no_cell(cell: str) -> None:
    assert not repeats(cell, VOCABULARY)


@pytest.mark.parametrize(("text", "number", "rest"), [
    ("As per above but RHS", "", "RHS"),
    ("Ditto, but 750 x 2100", "", "750 x 2100"),
    ('" 750 x 2100', "", "750 x 2100"),
    ("Same as item 1 but in 6S-A090", "1", "6S-A090"),
    ("Door as per item no. D2: LHS", "D2", "LHS"),
    ("Sama seperti di atas", "", ""),
])  # fmt: skip
def test_a_text_begins_with_another_line_and_says_the_rest_itself(text: str, number: str, rest: str) -> None:
    found = reference_in(text, VOCABULARY)
    assert found is not None
    assert (found.number, text[found.end :]) == (number, rest)


@pytest.mark.parametrize(
    "text", ["Door 900 x 2100", "Door, colour as above drawing 3", "Same day delivery", "DO 12345"]
)
def test_other_texts_refer_to_no_line(text: str) -> None:
    assert reference_in(text, VOCABULARY) is None
