"""Nobody's service: where others could reach the portal and none could sign in, it does not start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from config.settings import Settings, read_settings
from pipeline.database import open_database
from portal.access.access import Access
from portal.access.caller import Role
from portal.access.first import no_user_yet
from portal.visitors import demo
from tests.tables import with_tables


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    return open_database(with_tables(tmp_path / "sendora.db"))


def test_until_the_first_user_is_made_nobody_gets_in_from_elsewhere(engine: sa.Engine) -> None:
    access = Access.over(engine, loopback=False)
    assert access.nobody_gets_in
    access.users.add("siti", Role.ADMIN, access.now(), password_hash="kept")  # noqa: S106 - a test's
    assert not access.nobody_gets_in


def test_who_sits_at_this_machine_and_a_demo_s_visitors_need_no_user(engine: sa.Engine) -> None:
    access = Access.over(engine, loopback=False)
    assert not replace(access, loopback=True).nobody_gets_in
    assert not replace(access, demo=demo(Settings.model_validate({"demo": {}}).demo, engine)).nobody_gets_in


@pytest.mark.parametrize(
    ("given", "reached"),
    [
        ({"host": "0.0.0.0"}, "the address 0.0.0.0"),  # noqa: S104 - told, not bound
        ({"public_address": "https://orders.sendora.example"}, "https://orders.sendora.example"),
    ],
)
def test_the_refusal_names_how_others_come_and_the_command_that_helps(
    given: dict[str, str], reached: str, tmp_path: Path
) -> None:
    told = no_user_yet(read_settings(data=tmp_path / "data", **given))
    assert f"by {reached}, and nobody could sign in" in told
    assert f" user add NAME --role admin --data {tmp_path / 'data'}\n" in told
    assert "docker compose run --rm --no-deps sendora sendora user add NAME --role admin" in told
