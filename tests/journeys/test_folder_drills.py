"""Fault drills on the watched folder of the running service, on real file systems."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.conftest import Start, an_invoice
from tests.journeys.running import RunningService, claimed, names
from tests.waiting import wait_for

MB = 2**20


def part(service: RunningService, name: str) -> dict[str, str]:
    """What ``/health`` says of a part."""
    try:
        with urllib.request.urlopen(f"{service.address}/health") as answer:  # noqa: S310 - our own address
            body = answer.read()
    except urllib.error.HTTPError as error:  # 503: something does not run
        body = error.read()
    found: dict[str, str] = next(p for p in json.loads(body)["parts"] if p["name"] == name)
    return found


def test_an_overflow_of_the_event_queue_loses_nothing(start: Start) -> None:
    service = start()
    inbox = service.data / "inbox"
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    os.kill(service.process.pid, signal.SIGSTOP)
    for n in range(most + 100):  # two names by turns: the kernel joins equal events that follow one another
        (inbox / f".filler {n % 2}").write_bytes(b"")
    for n in range(5):
        (inbox / f"{n}.pdf").write_bytes(an_invoice(f"KDI-2611-{n:03}"))
    os.kill(service.process.pid, signal.SIGCONT)
    wait_for(lambda: len(service.jobs()) == 5, 15)
    wait_for(lambda: "Inotify queue overflowed" in service.log.read_text())
    wait_for(service.all_ended(5))


def test_two_services_on_one_inbox_make_one_job_of_each_file(start: Start, tmp_path: Path) -> None:
    inbox = tmp_path / "shared/inbox"
    services = [start(name, SENDORA_INBOX=str(inbox)) for name in ("one", "two")]
    for n in range(10):
        (inbox / f"{n}.pdf").write_bytes(an_invoice(f"KDI-2611-{n:03}"))
    wait_for(lambda: sum(len(service.jobs()) for service in services) == 10)
    wait_for(lambda: names(inbox) + claimed(inbox) == [])
    assert names(tmp_path / "shared/processed") == [f"{n}.pdf" for n in range(10)]
    assert sum(len(service.jobs()) for service in services) == 10


def test_each_inbox_has_its_own_settings_and_a_subfolder_is_a_branch_or_a_customer(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "sendora.toml").write_text(
        f"""
        [[inboxes]]
        name = "Sales"
        folder = "{tmp_path}/sales/inbox"
        subfolders = "branch"
        [[inboxes]]
        name = "Penang"
        folder = "{tmp_path}/penang/inbox"
        branch = "Penang"
        watch = "polling"
        rescan_seconds = 1
        beside_original = true
        [[inboxes]]
        name = "Customers"
        folder = "{tmp_path}/customers/inbox"
        subfolders = "customer"
        """
    )
    for customer in ("Kayu Indah", "Contoh Ridge Builders"):
        (tmp_path / "customers/inbox" / customer).mkdir(parents=True)
    (tmp_path / "sales/inbox/Kota Damansara").mkdir(parents=True)
    service = start(SENDORA_CONFIG=str(tmp_path / "sendora.toml"))
    (tmp_path / "sales/inbox/Kota Damansara/one.pdf").write_bytes(an_invoice("KDI-2611-001"))
    (tmp_path / "sales/inbox/two.pdf").write_bytes(an_invoice("KDI-2611-002"))
    (tmp_path / "penang/inbox/three.pdf").write_bytes(an_invoice("KDI-2611-003"))
    (tmp_path / "customers/inbox/Contoh Ridge Builders/four.pdf").write_bytes(an_invoice("KDI-2611-004"))
    (tmp_path / "customers/inbox/Kayu Indah/five.pdf").write_bytes(an_invoice("KDI-2611-005"))
    wait_for(service.all_ended(5))
    printed = {name: printed_words(service, f"KDI-2611-00{n}") for n, name in enumerate(("one", "two", "three"), 1)}
    assert "(KOTA DAMANSARA)" in printed["one"]
    assert "(HQ)" in printed["two"]
    assert "(PENANG)" in printed["three"]
    assert service.jobs()["one.pdf"].sender == "Kota Damansara"
    wait_for(lambda: "three - job order KDI-2611-003.pdf" in names(tmp_path / "penang"))
    assert "events are switched off" in part(service, "folder Penang")["sentence"]
    assert "by events" in part(service, "folder")["sentence"]
    assert not (service.data / "inbox").exists()
    assert names(tmp_path / "customers/processed") == ["four.pdf"]
    assert names(tmp_path / "customers/needs-review") == ["five.pdf", "five.pdf.txt"]
    (order,) = service.records.orders.of_job(service.jobs()["five.pdf"].id)
    assert (order.draft, order.customer) == (True, "CONTOH RIDGE BUILDERS SDN BHD")


def printed_words(service: RunningService, number: str) -> str:
    """The text of a job order in the outputs."""
    (pdf,) = (service.data / "outputs").rglob(f"{number}.pdf")
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607 - a Debian package of the tests


@pytest.fixture
def small_disk(start: Start, tmp_path: Path) -> Callable[..., RunningService]:
    """Starts the service with all its data on a disk of 48 MB of its own."""
    mount = tmp_path / "disk"
    mount.mkdir()
    return partial(start, within=f"mount -t tmpfs -o size=48m none '{mount}'", data=mount / "data")


def test_below_the_floor_of_free_space_intake_pauses_says_so_and_goes_on_by_itself(
    small_disk: Callable[..., RunningService],
) -> None:
    service = small_disk(SENDORA_MIN_FREE_MB="16")
    data, invoice = service.data, an_invoice("KDI-2611-001")
    (data / "filler").write_bytes(bytes(34 * MB))
    (data / "inbox/one.pdf").write_bytes(invoice)
    wait_for(lambda: part(service, "archive")["state"] == "broken")
    assert "Intake is paused: only" in part(service, "archive")["sentence"]
    assert names(data / "inbox") == ["one.pdf"]
    (data / "filler").unlink()
    wait_for(lambda: names(data / "processed") == ["one.pdf"])
    assert "KDI-2611-001.pdf" in names(data / "outputs")
    assert part(service, "archive")["state"] != "broken"


def test_a_disk_that_is_full_to_the_last_byte_ends_nothing_and_loses_nothing(
    small_disk: Callable[..., RunningService],
) -> None:
    service = small_disk()
    data = service.data
    (data / "outside.pdf").write_bytes(an_invoice("KDI-2611-001"))
    fill(data / "filler")
    (data / "outside.pdf").rename(data / "inbox/one.pdf")
    wait_for(lambda: part(service, "folder")["state"] == "broken")
    found = part(service, "folder")
    assert "No space left" in found["sentence"]
    assert "Free some space there" in found["cure"]
    assert names(data / "failed") + names(data / "processed") + names(data / "outputs") == []
    (data / "filler").unlink()
    wait_for(lambda: names(data / "processed") == ["one.pdf"], 120)
    assert names(data / "outputs") == ["KDI-2611-001.json", "KDI-2611-001.pdf"]
    assert names(data / "failed") == []


def fill(place: Path) -> None:
    """Write until the disk takes no further byte."""
    with place.open("wb", buffering=0) as file:
        for size in (MB, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def test_an_inbox_that_cannot_be_written_is_told_at_start_and_in_the_portal_and_taken_up_when_it_can(
    start: Start, tmp_path: Path
) -> None:
    inbox = tmp_path / "scans"
    inbox.mkdir()
    (inbox / "one.pdf").write_bytes(an_invoice("KDI-2611-001"))
    read_only = f"mount --bind '{inbox}' '{inbox}' && mount -o remount,ro,bind '{inbox}'"
    service = start(within=read_only, SENDORA_INBOX=str(inbox))
    told = f"{inbox} cannot be written to: Read-only file system"
    assert f"! {told}. It is mounted read-only: mount it so that it can be written." in service.log.read_text()
    found = part(service, "folder")
    assert (found["state"], found["sentence"]) == ("broken", f"{told}.")
    assert "mount it so that it can be written" in found["cure"]
    assert names(inbox) == ["one.pdf"]
    service.inside("mount", "-o", "remount,rw,bind", str(inbox))
    # A bind cannot be renamed out of, though it is the same disk: the file is copied and then removed.
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf"] and names(inbox) + claimed(inbox) == [], 90)
    assert "KDI-2611-001.pdf" in names(service.data / "outputs")


def test_a_service_without_rights_on_a_bound_inbox_says_path_user_and_the_command_that_mends_it(
    start: Start, tmp_path: Path
) -> None:
    """R7: a container's user on a folder of the host that belongs to somebody else."""
    inbox, foreign = tmp_path / "scans", tmp_path / "host"
    inbox.mkdir()
    if os.geteuid() == 0:
        foreign.mkdir()
        os.chown(foreign, 1234, 1234)
    else:
        foreign = Path("/usr/share")  # root's
    service = start(within=f"mount --bind '{foreign}' '{inbox}'", SENDORA_INBOX=str(inbox))
    told = f"{inbox} cannot be written to: Permission denied."
    # Inside, this user is 0, and whoever else there is outside is "nobody".
    cure = f"The service runs as user 0, the folder belongs to user 65534: sudo chown -R 0 {inbox}"
    assert f"! {told} {cure}" in service.log.read_text()
    found = part(service, "folder")
    assert (found["state"], found["sentence"], found["cure"]) == ("broken", told, cure)
    with urllib.request.urlopen(f"{service.address}/status") as page:  # noqa: S310 - our own address
        assert "sudo chown -R 0" in page.read().decode()
