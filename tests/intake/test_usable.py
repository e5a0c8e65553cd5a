"""A folder is tried before it is trusted; what is wrong comes with what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from intake.usable import check_folder, cure


def test_a_folder_that_works_is_made_tried_and_left_empty(tmp_path: Path) -> None:
    assert check_folder(tmp_path / "new/inbox") is None
    assert list((tmp_path / "new/inbox").iterdir()) == []


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert check_folder(tmp_path / "file") == (
        f"{tmp_path}/file cannot be made: File exists. "
        "A file stands where a folder is needed: move it away, or name another folder."
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "mounted read-only"),
        (errno.ENOSPC, "Free some space"),
        (errno.EBUSY, "Close it where it is open"),
        (errno.ESTALE, "Connect it again"),
        (errno.EHOSTDOWN, "Connect it again"),
    ],
)
def test_each_error_has_its_own_cure(number: int, words: str) -> None:
    assert words in cure(OSError(number, os.strerror(number)), Path("/srv/inbox"))


def test_missing_rights_name_both_users_and_the_command(tmp_path: Path) -> None:
    denied, uid = PermissionError(errno.EACCES, "Permission denied"), os.getuid()
    told = cure(denied, Path("/proc/1"))
    assert f"runs as user {uid}, the folder belongs to user {Path('/proc/1').stat().st_uid}" in told
    assert cure(denied, tmp_path).endswith(f"belongs to user {uid}: chmod -R u+rwX {tmp_path}")
    assert cure(denied, tmp_path / "not there").endswith(f": sudo install -d -o {uid} '{tmp_path}/not there'")
