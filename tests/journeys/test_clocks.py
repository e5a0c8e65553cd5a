"""A document's date is a date: no clock and no time zone moves it by a day."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import Start, an_invoice
from tests.waiting import wait_for

ZONES = ("UTC", "Asia/Kuala_Lumpur", "Pacific/Auckland", "America/Los_Angeles")


def zone_where_it_is(hour: int, minute: int) -> str:
    """A time zone (in the form of POSIX) whose clocks show that now; its sign counts westward."""
    now = datetime.now(UTC)
    west = (now.hour * 60 + now.minute - hour * 60 - minute) % (24 * 60)
    west -= 24 * 60 if west > 12 * 60 else 0
    sign, west = ("-", -west) if west < 0 else ("", west)
    return f"TST{sign}{west // 60:02}:{west % 60:02}"


def local(moment: datetime, zone: str) -> datetime:
    """``moment`` as clocks in ``zone`` show it."""
    if not zone.startswith("TST"):
        return moment.astimezone(ZoneInfo(zone))
    sign = 1 if zone[3] == "-" else -1
    hours, minutes = zone[3:].lstrip("-").split(":")
    return moment.astimezone(timezone(sign * timedelta(hours=int(hours), minutes=int(minutes))))


@pytest.mark.parametrize("zone", [*ZONES, (23, 59), (0, 1)], ids=str)
def test_the_documents_date_is_the_same_in_every_zone_and_on_both_sides_of_midnight(
    start: Start, zone: str | tuple[int, int]
) -> None:
    zone = zone if isinstance(zone, str) else zone_where_it_is(*zone)
    service = start(TZ=zone)
    (service.data / "inbox/one.pdf").write_bytes(an_invoice("KDI-2611-001", Date="09/11/2026"))
    wait_for(service.all_ended(1))
    (sheet,) = (service.data / "outputs").rglob("*.json")
    assert json.loads(sheet.read_text())["job_order_date"]["value"] == "2026-11-09"
    printed = subprocess.run(["pdftotext", sheet.with_suffix(".pdf"), "-"], capture_output=True, text=True, check=True)  # noqa: S603, S607 - a Debian package of the tests
    assert "Job Order Date: 09/11/2026" in printed.stdout
    job = service.jobs()["one.pdf"]
    with urllib.request.urlopen(f"{service.address}/jobs/{job.id}") as page:  # noqa: S310 - our own address
        assert "09/11/2026" in page.read().decode()
    # The folder of the month and the printed hour are those of the place where the service stands.
    assert sheet.parent.name == f"{local(job.received_at, zone):%Y-%m}"
    assert f"printed {local(job.updated_at, zone):%d/%m/%Y %H:}" in " ".join(printed.stdout.split())
