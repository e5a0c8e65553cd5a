"""Where an entry of a settings file stands."""

from __future__ import annotations

import pytest

from pipeline.entries import line_of

TEXT = """# options
[company]
name = "A"

[door_type]
others = true
[door_type.options]
"S/L" = "S/L"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("company.name", 3),
        ("company.branch", 2),
        ("door_type.others", 6),
        ("door_type.options", 7),
        ("door_type.options.S/L", 8),
        ("form.version", None),
    ],
)
def test_the_line_of_an_entry_or_else_of_its_table_is_found(key: str, line: int | None) -> None:
    assert line_of(TEXT, key) == line
