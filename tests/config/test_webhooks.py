"""Sources as the settings name them."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import SettingsInvalid, read_settings

SOURCE = """
[[webhooks]]
name = "books"
secrets = ["very secret"]
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_source_signs_as_the_standard_says_and_nothing_is_fetched_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text(SOURCE)
    (source,) = read_settings().webhooks
    assert (source.profile, source.fetch, source.all_secrets()) == ("standard", False, ("very secret",))


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "next").write_text("from a file\n")
    (tmp_path / "sendora.toml").write_text(f'{SOURCE}\nsecret_files = ["{tmp_path / "next"}"]')
    assert read_settings().webhooks[0].all_secrets() == ("very secret", "from a file")


ENDPOINT = """
[[webhook_endpoints]]
name = "planner"
url = "https://planner.example/hook"
secrets = ["very secret"]
"""


def test_an_endpoint_is_told_everything_and_never_in_a_private_network_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "sendora.toml").write_text(ENDPOINT)
    (endpoint,) = read_settings().webhook_endpoints
    assert not endpoint.private
    assert endpoint.events == ("job_order.created", "job_order.needs_review", "job_order.revised", "job.failed")


@pytest.mark.parametrize(
    ("change", "by", "told"),
    [
        ("https://planner.example", "http://planner.example", "it is not https"),
        ("https://planner.example", "https://user:word@planner.example", "webhook_endpoints 1 url"),
        ('secrets = ["very secret"]', 'secrets = ["very secret"]\nevents = ["job.done"]', "webhook_endpoints 1 events"),
        (ENDPOINT, ENDPOINT * 2, "two are called planner"),
    ],
)
def test_what_is_wrong_with_an_endpoint_is_named(tmp_path: Path, change: str, by: str, told: str) -> None:
    (tmp_path / "sendora.toml").write_text(ENDPOINT.replace(change, by))
    with pytest.raises(SettingsInvalid) as raised:
        read_settings()
    assert told in str(raised.value)
    assert "very secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("change", "by", "told"),
    [
        ('secrets = ["very secret"]', "", "webhooks 1: Value error, it has no secret"),
        ('name = "books"', 'name = "Books & more"', "webhooks 1 name"),
        ('name = "books"', 'name = "books"\nprofile = "none"', "webhooks 1 profile"),
        (SOURCE, SOURCE * 2, "two are called books"),
    ],
)
def test_what_is_wrong_is_named_without_showing_a_secret(tmp_path: Path, change: str, by: str, told: str) -> None:
    (tmp_path / "sendora.toml").write_text(SOURCE.replace(change, by))
    with pytest.raises(SettingsInvalid) as raised:
        read_settings()
    assert told in str(raised.value)
    assert "very secret" not in str(raised.value)
