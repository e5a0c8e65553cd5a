"""Several watched folders, each with its own settings; what cannot go together is refused with its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.inboxes import Inbox
from config.settings import SettingsInvalid, read_settings
from tests.config.test_settings import alone  # noqa: F401 - a fixture, used by being imported

TWO = """
[[inboxes]]
name = "Sales"
folder = "/srv/sales"
subfolders = "branch"
[[inboxes]]
name = "Penang"
folder = "/srv/penang"
branch = "Penang"
watch = "polling"
"""


def test_without_any_the_usual_one_is_watched_as_the_simple_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDORA_FOLDER_EVENTS", "false")
    (inbox,) = read_settings(rescan_seconds=7).watched
    assert (inbox.folder, inbox.watch, inbox.rescan_seconds) == (Path("data/inbox"), "polling", 7)


def test_named_inboxes_replace_the_usual_one_unless_it_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text(TWO)
    assert [inbox.name for inbox in read_settings().watched] == ["Sales", "Penang"]
    (tmp_path / "sendora.toml").write_text('inbox = "/srv/usual"\n' + TWO)
    assert [inbox.name for inbox in read_settings().watched] == ["inbox", "Sales", "Penang"]


def test_a_branch_is_the_first_subfolder_where_subfolders_are_branches_and_else_the_inboxs_own() -> None:
    sales = Inbox(folder=Path("a"), subfolders="branch", branch="HQ")
    assert [sales.branch_of(sub) for sub in ("", "Penang", "Penang/May")] == ["HQ", "Penang", "Penang"]
    penang = Inbox(folder=Path("a"), branch="Penang")
    assert (penang.branch_of("May"), penang.sender) == ("Penang", "Penang")
    assert Inbox(folder=Path("a"), subfolders="customer").branch_of("Contoh") is None


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([("A", "/srv/a"), ("A", "/srv/b")], "two are called A. Give each another name."),
        ([("A", "/srv/a"), ("B", "/srv/a/b")], "lie in one another. Name separate folders."),
        ([("A", "/srv/a"), ("B", "/srv/a/../a")], "lie in one another"),
        ([("A", "data")], "inside the inbox data: they would be taken as documents"),
    ],
)
def test_what_cannot_go_together_is_told_with_its_cure(
    tmp_path: Path, blocks: list[tuple[str, str]], words: str
) -> None:
    text = "".join(f'[[inboxes]]\nname = "{name}"\nfolder = "{folder}"\n' for name, folder in blocks)
    (tmp_path / "sendora.toml").write_text(text)
    with pytest.raises(SettingsInvalid) as told:
        read_settings()
    assert words in str(told.value)
    assert "is not a setting" not in str(told.value)


def test_a_wrong_entry_of_an_inbox_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text('[[inboxes]]\nfolder = "a"\nwatch = "sometimes"\ncolour = "red"\n')
    with pytest.raises(SettingsInvalid) as told:
        read_settings()
    assert "inboxes 1 watch = 'sometimes'" in str(told.value)
    assert "inboxes 1 colour" in str(told.value)


def test_every_setting_of_an_inbox_says_what_it_is_for() -> None:
    assert all(field.description for field in Inbox.model_fields.values())
