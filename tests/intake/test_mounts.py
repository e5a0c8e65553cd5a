"""Which folders tell of what is written there, by tables of mounts as real machines show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.mounts import how_to_watch, place_for_shelves, place_without_events

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw,nosuid 0 0
//nas/scans /srv/scans cifs rw,vers=3.1.1,addr=192.0.2.7 0 0
nas:/export/orders /srv/orders nfs4 rw,vers=4.2 0 0
user@nas:/home /srv/remote fuse.sshfs rw,user_id=0 0 0
overlay /srv/layer overlay rw,lowerdir=/a,upperdir=/b 0 0
/run/host_mark/Users /srv/desktop fakeowner rw,fakeowner 0 0
C:\\134 /srv/windows 9p rw,dirsync,aname=drvfs 0 0
share /srv/guest\\040files virtiofs rw,relatime 0 0
/dev/sdb1 /srv/stick fuseblk rw,user_id=0 0 0
"""


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("/srv/scans/kl", "it is an SMB share (cifs), which reports nothing"),
        ("/srv/orders", "it is an NFS share (nfs4), which reports nothing"),
        ("/srv/remote/inbox", "it is reached through a program (fuse.sshfs), which reports nothing"),
        ("/srv/desktop/inbox", "it is a folder of the host system (fakeowner), which reports nothing"),
        ("/srv/windows", "it is a folder of the host system (9p), which reports nothing"),
        ("/srv/guest files/inbox", "it is a folder of the host system (virtiofs), which reports nothing"),
    ],
)
def test_a_share_or_a_bind_from_another_system_is_looked_through_and_the_reason_is_known(
    folder: str, reason: str
) -> None:
    watching = how_to_watch(Path(folder), None, MOUNTS)
    assert (watching.events, watching.reason) == (False, reason)


@pytest.mark.parametrize("folder", ["/data/inbox", "/run/inbox", "/srv/layer/inbox", "/srv/stick"])
def test_a_disk_of_this_machine_is_watched_by_its_events(folder: str) -> None:
    assert how_to_watch(Path(folder), None, MOUNTS).events


def test_what_the_operator_says_goes_before_what_is_found() -> None:
    assert how_to_watch(Path("/srv/scans"), wanted=True, mounts=MOUNTS).events
    assert how_to_watch(Path("/data"), wanted=False, mounts=MOUNTS).reason == "events are switched off"


def test_a_machine_without_a_table_of_mounts_is_watched_by_events() -> None:
    assert how_to_watch(Path("/data"), None, "").events


@pytest.mark.parametrize("kind", ["fuse.glusterfs", "fuse.vmhgfs-fuse", "fuse.grpcfuse", "fuse", "prl_fs"])
def test_whatever_a_program_shows_as_a_folder_reports_nothing(kind: str) -> None:
    assert place_without_events(kind)


def test_the_shelves_lie_beside_an_inbox_and_in_it_when_it_is_the_root_of_another_disk(tmp_path: Path) -> None:
    assert place_for_shelves(tmp_path / "inbox") == tmp_path
    assert place_for_shelves(Path("/proc")) == Path("/proc")
