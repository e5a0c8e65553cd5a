"""Settings come from the defaults, a file, the environment and the command line; problems come all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import PREFIX, Settings, SettingsInvalid, read_settings


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, with none of this machine's settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


def test_without_any_setting_the_service_stays_on_this_machine() -> None:
    settings = read_settings()
    assert (settings.host, settings.port, [inbox.folder for inbox in settings.watched]) == (
        "127.0.0.1",
        8000,
        [Path("data/inbox")],
    )
    assert settings.form_file.is_file()
    assert settings.vocabulary_file.is_file()


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sendora.toml").write_text("port = 1\nmax_pages = 7\nworkers = 3\n")
    monkeypatch.setenv("SENDORA_PORT", "2")
    monkeypatch.setenv("SENDORA_MAX_PAGES", "8")
    settings = read_settings(port=3, data=None)
    assert (settings.port, settings.max_pages, settings.workers) == (3, 8, 3)


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("postgresql://db/sendora\n")
    monkeypatch.setenv("SENDORA_DATABASE_URL_FILE", str(tmp_path / "secret"))
    assert read_settings().database_url == "postgresql://db/sendora"


def test_a_secret_file_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDORA_DATABASE_URL_FILE", "/nowhere/secret")
    with pytest.raises(SettingsInvalid, match="/nowhere/secret cannot be read"):
        read_settings()


def test_every_problem_is_told_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text('port = 99999\nworkers = 0\ncolour = "red"\n')
    with pytest.raises(SettingsInvalid) as told:
        read_settings()
    lines = str(told.value).splitlines()
    assert len(lines) == 4
    assert any(line.startswith("  - port = 99999") and "SENDORA_PORT" in line for line in lines)
    assert any(line.startswith("  - colour is not a setting") for line in lines)


def test_a_settings_file_that_is_no_toml_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text("port: 3")
    with pytest.raises(SettingsInvalid, match=f"{tmp_path}/sendora.toml cannot be read: .*line 1"):
        read_settings()


def test_a_database_address_of_another_kind_is_refused_before_anything_starts() -> None:
    with pytest.raises(SettingsInvalid, match="PostgreSQL address"):
        read_settings(database_url="mysql://db/sendora")


def test_a_named_settings_file_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDORA_CONFIG", "/nowhere.toml")
    with pytest.raises(SettingsInvalid, match="which is no file"):
        read_settings()


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


MAILBOX = """
[[mailboxes]]
name = "orders"
host = "imap.sendora.example"
user = "orders@sendora.example"
password = "very secret"
allowed = ["sendora.example"]
"""


def test_a_mailbox_is_a_table_and_uses_tls_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text(MAILBOX)
    (box,) = read_settings().mailboxes
    assert (box.security, box.own_port, box.folders) == ("tls", 993, ("INBOX",))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('allowed = ["sendora.example"]', "mailboxes 1 allowed"),
        ('password = "very secret"', "has no secret"),
        ('host = "imap.sendora.example"', "mailboxes 1 host"),
    ],
)
def test_what_a_mailbox_lacks_is_named_without_showing_a_secret(tmp_path: Path, change: str, told: str) -> None:
    (tmp_path / "sendora.toml").write_text(MAILBOX.replace(change, ""))
    with pytest.raises(SettingsInvalid) as raised:
        read_settings()
    assert told in str(raised.value)
    assert "very secret" not in str(raised.value)


def test_mails_cannot_be_put_away_into_a_watched_folder(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text(f'{MAILBOX}\nprocessed = "INBOX"\n')
    with pytest.raises(SettingsInvalid, match="INBOX is watched"):
        read_settings()


def test_files_with_secrets_are_known_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("key.json", "database", "form.toml", "sendora.toml"):
        (tmp_path / name).write_text("")
    processor = '[[document_ai.processors]]\nname = "projects/p/locations/us/processors/a"\nprice_per_page = 0.01\n'
    (tmp_path / "sendora.toml").write_text(
        f'[document_ai]\ncredentials_file = "key.json"\nbudget_per_day = 1\nbudget_per_month = 1\n{processor}'
    )
    monkeypatch.setenv("SENDORA_DATABASE_URL_FILE", "database")
    monkeypatch.setenv("SENDORA_FORM_FILE", "form.toml")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "not-there.json")
    known = {"key.json", "database", "sendora.toml"}
    assert {path.as_posix() for path in read_settings().secret_files} == known
    oauth = {"token_url": "https://login.example/token", "client_id": "sendora", "refresh_token": "a-long-one"}
    mailbox = {"name": "orders", "host": "mail.example", "user": "orders", "allowed": ["*"], "oauth": oauth}
    with_mail = read_settings(mailboxes=[mailbox])
    assert {path.as_posix() for path in with_mail.secret_files} == {*known, "data/tokens"}
