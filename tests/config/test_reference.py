"""Every setting is on the page docs/settings.md, with all that a person needs to write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.reference import Group, groups, page

PAGE = Path(__file__).parent.parent.parent / "docs/settings.md"
GROUPS = groups()


def test_the_page_is_the_one_that_the_settings_write() -> None:
    assert PAGE.read_text() == page(), "docs/settings.md is stale: .venv/bin/sendora settings > docs/settings.md"


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.heading or "general")
def test_every_setting_has_a_meaning_and_an_example(group: Group) -> None:
    lacking = [one.name for one in group.settings if len(one.meaning.split()) < 2 or not one.example]
    assert lacking == [], "give its Field a description, and examples=[…] when it has no default"


def test_a_number_has_its_unit_and_a_group_of_several_is_written_as_a_list() -> None:
    units = {one.name: one.unit for one in GROUPS[0].settings}
    assert (units["max_file_mb"], units["step_timeout_seconds"], units["host"]) == ("MB", "seconds", "")
    assert {"[[mailboxes]]", "[mailboxes.oauth]", "[mail_out]"} <= {group.heading for group in GROUPS}
