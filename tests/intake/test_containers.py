"""Files that hold files are opened with limits, whatever they say about themselves."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from intake.containers import ContainerLimits, Room, unpack
from intake.files import File
from tests.intake.conftest import pdf
from tests.intake.eml import winmail, zipped


def test_a_bomb_is_stopped_at_the_limit_of_one_file() -> None:
    bomb = zipped(bomb__pdf=b"%PDF-" + bytes(50 * 2**20))
    assert len(bomb) < 100_000
    found = unpack(File("b.zip", bomb), ContainerLimits(file_bytes=2**20))
    assert found.files == ()
    assert "bomb.pdf in b.zip is larger than 1 MB" in found.problems[0]


def test_a_zip_in_a_zip_is_opened_and_one_too_deep_is_named() -> None:
    inner = zipped(a__pdf=pdf("a"))
    found = unpack(File("o.zip", zipped(i__zip=inner)), ContainerLimits())
    assert [file.name for file in found.files] == ["a.pdf"]
    deep = unpack(File("o.zip", zipped(i__zip=inner)), ContainerLimits(depth=1))
    assert (deep.files, "too deep" in deep.problems[0]) == ((), True)


def test_more_files_than_allowed_are_named_not_taken() -> None:
    many = zipped(**{f"{n}__pdf": pdf(str(n)) for n in range(6)})
    found = unpack(File("m.zip", many), ContainerLimits(files=5))
    assert found.files == ()
    assert "holds 6 files, at most 5" in found.problems[0]


def test_a_locked_zip_says_so() -> None:
    locked = bytearray(zipped(a__pdf=pdf("a")))
    with zipfile.ZipFile(io.BytesIO(bytes(locked))) as archive:
        central = archive.start_dir
    locked[6] |= 1  # the bit for "encrypted", in the file's own head and in the list at the end
    locked[central + 8] |= 1
    found = unpack(File("l.zip", bytes(locked)), ContainerLimits())
    assert "a.pdf in l.zip is locked with a password" in found.problems[0]


def test_a_path_that_climbs_out_is_only_a_name() -> None:
    found = unpack(File("z.zip", zipped(**{"..SLASH..SLASHetcSLASHx__pdf": pdf("x")})), ContainerLimits())
    assert [file.name for file in found.files] == ["x.pdf"]


def test_a_winmail_that_is_cut_off_anywhere_says_so_or_gives_what_is_there() -> None:
    whole = winmail("Long name.pdf", pdf("w"))
    for end in range(6, len(whole)):
        found = unpack(File("winmail.dat", whole[:end]), ContainerLimits())
        assert all(file.data == pdf("w") for file in found.files)


def test_bombs_within_bombs_and_many_of_them_share_one_limit() -> None:
    junk = zipped(**{f"{n}__pdf": b"%PDF-" + bytes([n]) * 2**20 for n in range(8)})
    nested = zipped(**{f"{n}__zip": junk + bytes([n]) for n in range(8)})
    limits = ContainerLimits(total_bytes=10 * 2**20)
    room = Room(limits)
    for _ in range(3):
        found = unpack(File("n.zip", nested), limits, room)
        assert sum(len(file.data) for file in found.files) <= limits.total_bytes
        assert "n.zip holds too much" in found.problems[-1]


def test_a_list_of_a_hundred_thousand_files_is_not_read() -> None:
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + (46 * 100_000).to_bytes(4, "little") + bytes(6)
    found = unpack(File("l.zip", b"PK\x03\x04" + bytes(46 * 100_000) + end), ContainerLimits())
    assert "l.zip holds too many files" in found.problems[0]


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_damage_to_a_zip_does_more_than_leave_its_files_out(junk: bytes, place: int) -> None:
    whole = zipped(a__pdf=pdf("a"), b__pdf=pdf("b"))
    found = unpack(File("d.zip", whole[:place] + junk + whole[place + len(junk) :]), ContainerLimits())
    assert len(found.files) <= 2
