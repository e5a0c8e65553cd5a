"""The health page tells when the daily backup was missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.backup.making import Place, make_backup
from pipeline.database import open_database
from portal.backups import look_at_backups
from portal.health import PartState


def test_a_missed_backup_shows_on_the_health_page(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "backups"
    data.mkdir()
    assert look_at_backups(folder).state is PartState.ATTENTION
    url = f"sqlite:///{data / 'sendora.db'}"
    open_database(url).dispose()
    make_backup(Place(data, url), folder, keep=2)
    assert look_at_backups(folder).state is PartState.OK
    tomorrow = datetime.now(UTC) + timedelta(hours=27)
    assert look_at_backups(folder, lambda: tomorrow).state is PartState.ATTENTION
