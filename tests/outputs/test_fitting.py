"""Text wraps and shrinks into its space and is never cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outputs.fitting import SMALLEST, fit, printable, wrapped
from outputs.typeface import LINE_HEIGHT, text_width

texts = st.text(st.characters(codec="utf-8"), max_size=120)
sides = st.floats(6, 300)


@given(texts, sides, sides, st.floats(5, 20))
def test_what_fits_is_whole_and_inside(text: str, width: float, height: float, largest: float) -> None:
    fitted = fit(text, width, height, largest)
    if fitted is None:
        return
    assert "".join("".join(fitted.lines).split()) == "".join(printable(text).split())
    assert all(text_width(line, fitted.size) <= width + 0.01 for line in fitted.lines)
    assert len(fitted.lines) * fitted.size * LINE_HEIGHT <= height
    assert min(SMALLEST, largest) <= fitted.size <= largest


@given(texts)
def test_wrapping_loses_nothing(text: str) -> None:
    assert "".join("".join(wrapped(text, 200, 9)).split()) == "".join(printable(text).split())


def test_short_words_keep_the_forms_size() -> None:
    fitted = fit("6S-A057", 40, 80, 11.2)
    assert fitted is not None
    assert (fitted.lines, fitted.size) == (("6S-A057",), 11.2)


def test_words_wrap_before_they_shrink() -> None:
    fitted = fit("Solid Tubular Core", 57, 22.8, 9.1)
    assert fitted is not None
    assert fitted.lines == ("Solid Tubular", "Core")


def test_the_form_breaks_unequal_as_it_always_did() -> None:
    fitted = fit("Unequal D/L", 38, 22.8, 9.1)
    assert fitted is not None
    assert fitted.lines == ("Unequal", "D/L")


def test_chinese_breaks_between_any_two_signs() -> None:
    fitted = fit("陈氏木业有限公司", 45, 40, 11)
    assert fitted is not None
    assert "".join(fitted.lines) == "陈氏木业有限公司"
    assert len(fitted.lines) > 1


def test_a_text_too_long_for_any_size_is_refused_not_cut() -> None:
    assert fit("word " * 500, 40, 40, 11) is None


def test_signs_that_no_font_draws_are_left_out() -> None:
    assert printable("a\x00b\tc\u200b\n d") == "ab c d"


def test_no_line_ends_with_a_hyphen_that_a_reader_would_drop() -> None:
    fitted = fit("WM-8834-TX/SUPERMATT-GREY-OAK", 40, 84, 11.2)
    assert fitted is not None
    assert [line for line in fitted.lines if line.endswith("-")] == []
    assert fitted.lines[0].startswith("WM-8834")
