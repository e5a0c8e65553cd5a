"""The company's form options: read from TOML, every wrong entry named with its line and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.form import FormOptions, FormOptionsError, form_options, read_form_options
from tests.outputs.sample_orders import FORM


def shipped_text() -> str:
    return FORM.read_text(encoding="utf-8")


def problems_of(text: str) -> str:
    with pytest.raises(FormOptionsError) as refused:
        read_form_options(text)
    return str(refused.value)


def changed(old: str, new: str) -> str:
    assert old in shipped_text()
    return shipped_text().replace(old, new)


def test_the_shipped_form_is_the_companys() -> None:
    options = read_form_options(shipped_text())
    assert options.company_line == "SENDORA GROUP SDN BHD (HQ)"
    assert options.door_thickness.labels == ("37mm", "43mm", "48mm")
    assert options.door_type.labels == ("S/L", "D/L", "Unequal D/L")
    assert options.door_core.labels == ("Honeycomb", "Solid Tubular Core", "Solid Timber", "Metal Skeleton")
    assert options.edging.labels == ("NA Lipping", "ABS Edging", "No Edging")
    assert options.decorative_line.labels == ("T-bar", "Groove Line")
    assert options.inner_or_outer.labels == ("INNER", "OUTER")
    assert (options.door_thickness.others, options.door_type.others, options.door_core.others) == (True, True, False)
    assert (options.door_rows_per_page, options.frame_rows_per_page, options.lead_days) == (4, 4, None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "SENDORA', 'nmae = "SENDORA', "company.nmae: there is no such setting; did you mean company.name?"),
        ('branch = "HQ"', "branch = 7", "company.branch: 7 will not do; write words between quotes"),
        ("door_rows_per_page = 4", "door_rows_per_page = 9", "9 will not do; write a whole number from 1 to 6"),
        ("door_rows_per_page = 4", 'door_rows_per_page = "4"', 'form.door_rows_per_page: "4" will not do'),
        ("[37, 43, 48]", "[37, 43, 43]", "door_thickness.options_mm: [37, 43, 43] will not do; write 1 to 5 different"),
        ("[37, 43, 48]", "[37, 43.5]", "door_thickness.options_mm: [37, 43.5] will not do"),
        ("[37, 43, 48]", "[]", "door_thickness.options_mm: [] will not do"),
        ("# lead_days = 14", 'lead_days = "two weeks"', 'delivery.lead_days: "two weeks" will not do'),
        ("others = true", 'others = "yes"', 'others: "yes" will not do; write true or false'),
        ('solid_timber = "Solid Timber"', 'solid_timber = "Honeycomb"', "none printed twice"),
        ('"S/L" = "S/L"', '"S/L" = ""', "door_type.options:"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_with_its_cure(old: str, new: str, told: str) -> None:
    assert told in problems_of(changed(old, new))


def test_a_wrong_entry_is_named_with_its_line() -> None:
    text = changed("imperial_rounding_mm = 5", "imperial_rounding_mm = 0")
    line = next(n for n, it in enumerate(text.splitlines(), 1) if "imperial_rounding_mm = 0" in it)
    assert f"form.toml, line {line}: sizes.imperial_rounding_mm" in problems_of(text)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(FormOptionsError) as refused:
        form_options({})
    missing = {problem.key for problem in refused.value.problems if problem.message == "is missing"}
    assert {"company.name", "form.version", "door_type.options", "inner_or_outer.options"} <= missing


def test_a_file_that_is_no_toml_tells_where() -> None:
    assert "line 2" in problems_of('[company]\nname = "SENDORA\n')


def test_a_branch_may_be_left_out() -> None:
    assert read_form_options(changed('branch = "HQ"', 'branch = ""')).company_line == "SENDORA GROUP SDN BHD"


def test_lead_days_are_taken_when_written() -> None:
    assert read_form_options(changed("# lead_days = 14", "lead_days = 14")).lead_days == 14


@pytest.mark.parametrize("value", [37, 43, 48])
def test_a_value_ticks_the_box_of_its_label(value: int) -> None:
    options: FormOptions = read_form_options(shipped_text())
    assert options.door_thickness.label(value) == f"{value}mm"
    assert options.door_thickness.label(str(value)) is None
    assert options.door_thickness.label(None) is None


def test_the_logo_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    options = read_form_options(changed('logo = ""', 'logo = "logo.png"'), folder=tmp_path)
    assert options.logo == str(tmp_path / "logo.png")
    assert read_form_options(shipped_text(), folder=tmp_path).logo is None
