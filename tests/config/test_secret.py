"""Secrets come from files, are never shown, and are refused when anybody could guess them."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import SettingsInvalid, read_settings

MAIL_OUT = '[mail_out]\nhost = "smtp.sendora.example"\nsender = "orders@sendora.example"\n'


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_group_can_be_set_in_the_environment_and_its_secret_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mail").write_text("kept in a file\n")
    monkeypatch.setenv("SENDORA_MAIL_OUT__HOST", "smtp.sendora.example")
    monkeypatch.setenv("SENDORA_MAIL_OUT__SENDER", "orders@sendora.example")
    monkeypatch.setenv("SENDORA_MAIL_OUT__PASSWORD_FILE", str(tmp_path / "mail"))
    mail_out = read_settings().mail_out
    assert mail_out is not None
    assert (mail_out.host, mail_out.password_file) == ("smtp.sendora.example", tmp_path / "mail")


def test_every_secret_of_a_group_can_be_named_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "client").write_text("the client's secret\n")
    (tmp_path / "sendora.toml").write_text(
        '[[mailboxes]]\nname = "m"\nhost = "h"\nuser = "u"\nallowed = ["*"]\n'
        '[mailboxes.oauth]\ntoken_url = "https://login.sendora.example/token"\nclient_id = "c"\n'
        f'client_secret_file = "{tmp_path / "client"}"\n'
    )
    oauth = read_settings().mailboxes[0].oauth
    assert oauth is not None
    assert oauth.client_secret.get_secret_value() == "the client's secret"


@pytest.mark.parametrize("password", ["changeme", "Password", "<your password>"])
def test_a_password_that_stands_in_examples_is_refused_with_the_cure(tmp_path: Path, password: str) -> None:
    (tmp_path / "sendora.toml").write_text(f'{MAIL_OUT}password = "{password}"\n')
    with pytest.raises(SettingsInvalid, match=r"mail_out\.password is a placeholder.*openssl rand"):
        read_settings()


def test_the_database_has_no_default_password_either() -> None:
    with pytest.raises(SettingsInvalid, match="database_url's password is a placeholder"):
        read_settings(database_url="postgresql://sendora:postgres@db/sendora")
    assert read_settings(database_url="postgresql://sendora:x7Kq0sR2wV@db/sendora").database_url


@pytest.mark.parametrize("password", ["x7Kq0s", "aaaaaaaaaaaa", "1111-1111-1111"])
def test_a_password_that_is_soon_tried_through_is_refused(tmp_path: Path, password: str) -> None:
    (tmp_path / "sendora.toml").write_text(f'{MAIL_OUT}password = "{password}"\n')
    with pytest.raises(SettingsInvalid, match="shorter than 8 characters"):
        read_settings()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        ("\n", "which is empty. Put the secret into it: install -m 600"),
        ("changeme\n", r"\(mail_out\.password_file\) is a placeholder"),
    ],
)
def test_a_secret_that_is_missing_or_weak_in_its_file_is_refused_with_the_cure(
    tmp_path: Path, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "mail").write_text(content)
    (tmp_path / "sendora.toml").write_text(f'{MAIL_OUT}password_file = "{tmp_path / "mail"}"\n')
    with pytest.raises(SettingsInvalid, match=said) as refused:
        read_settings()
    assert str(tmp_path / "mail") in str(refused.value)


def test_every_file_with_a_webhook_s_secret_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "good").write_text("9f3b6a0c51d2e8475a6f")
    (tmp_path / "sendora.toml").write_text(
        f'[[webhooks]]\nname = "books"\nsecret_files = ["{tmp_path / "good"}", "{tmp_path / "gone"}"]\n'
    )
    with pytest.raises(SettingsInvalid, match=rf"webhooks 1\.secret_files names {tmp_path / 'gone'}"):
        read_settings()


def test_a_name_to_log_in_with_needs_a_secret(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text(f'{MAIL_OUT}user = "orders@sendora.example"\n')
    with pytest.raises(SettingsInvalid, match=r"mail_out: .*it has a user and no secret: set password_file"):
        read_settings()
