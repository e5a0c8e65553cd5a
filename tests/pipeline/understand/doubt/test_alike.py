"""A code that another line spells with a lookalike was misread on one of the two."""

from __future__ import annotations

from pipeline.model import Field, LineItem
from pipeline.understand.doubt.alike import with_alike_codes_doubted


def line(code: str, confidence: float = 0.99) -> LineItem:
    def field(name: str, value: str) -> Field:
        return Field(name, value, value, confidence, 1, None, "test")

    return LineItem(
        field("kind", "door"), field("description", "DOOR"), 1, None, laminate_code=field("laminate_code", code)
    )


def flagged(*items: LineItem) -> list[bool]:
    return [bool(i.laminate_code and i.laminate_code.flagged) for i in with_alike_codes_doubted(items)]


def test_the_rarer_spelling_is_asked_about_and_kept_as_read() -> None:
    items = with_alike_codes_doubted([line("8S-B197"), line("85-B197"), line("8S-B197")])
    assert [i.laminate_code and i.laminate_code.value for i in items] == ["8S-B197", "85-B197", "8S-B197"]
    assert flagged(line("8S-B197"), line("85-B197"), line("8S-B197")) == [False, True, False]


def test_codes_that_do_not_look_alike_are_two_codes() -> None:
    assert flagged(line("8S-B197"), line("8S-B198")) == [False, False]


def test_a_beginning_of_figures_is_asked_about_where_another_code_has_a_letter_for_one() -> None:
    assert flagged(line("85-B197"), line("8S-C204"), line("85-B198")) == [True, False, True]
    assert flagged(line("85-B197"), line("6S-C204")) == [False, False]


def test_a_text_layer_is_not_misread() -> None:
    assert flagged(line("8S-B197", 1.0), line("85-B197", 1.0), line("8S-B197", 1.0)) == [False, False, False]


def test_spaces_and_capitals_make_no_other_code() -> None:
    assert flagged(line("LK 2204"), line("lk2204")) == [False, False]
