"""When a file is complete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.settling import Seen, Settling, has_its_end, ignored

WHOLE = Seen(100, 1, b"%PDF-1.4", b"%%EOF\n")
CUT = Seen(50, 1, b"%PDF-1.4", b"endobj")
NO_END = Seen(100, 1, b"II*\x00", b"...")


def test_a_closed_file_with_its_end_is_taken_at_once() -> None:
    assert Settling().complete("a.pdf", WHOLE, 0, closed=True)


def test_a_file_that_nobody_closed_must_rest() -> None:
    settling = Settling(rest=2)
    assert [settling.complete("a.tif", NO_END, now) for now in (0, 1.9, 2)] == [False, False, True]


def test_a_change_of_size_or_time_starts_the_rest_anew() -> None:
    settling = Settling(rest=2)
    settling.complete("a.tif", NO_END, 0)
    assert not settling.complete("a.tif", Seen(101, 1, b"II*\x00", b"..."), 2)
    assert not settling.complete("a.tif", Seen(101, 2, b"II*\x00", b"..."), 4)
    assert settling.complete("a.tif", Seen(101, 2, b"II*\x00", b"..."), 6)


@pytest.mark.parametrize("pause", [8, 60])
def test_a_slow_writer_that_pauses_is_waited_for_even_when_it_closes_each_time(pause: float) -> None:
    settling = Settling()
    for chunk in range(3):
        cut = Seen(50 + chunk, chunk, b"%PDF-1.4", b"endobj")
        assert not settling.complete("a.pdf", cut, chunk * pause, closed=True)
        assert not settling.complete("a.pdf", cut, (chunk + 0.99) * pause)
    assert settling.complete("a.pdf", WHOLE, 3 * pause, closed=True)


def test_a_file_that_stays_cut_off_is_taken_in_the_end_so_that_its_sender_is_told() -> None:
    settling = Settling(hold=120)
    assert [settling.complete("a.pdf", CUT, now) for now in (0, 119, 120)] == [False, False, True]


@pytest.mark.parametrize(
    ("head", "tail", "ends"),
    [
        (b"%PDF-1.7", b"startxref\n1\n%%EOF", True),
        (b"%PDF-1.7", b"stream", False),
        (b"\xff\xd8\xff\xe0", b"\xff\xd9", True),
        (b"\xff\xd8\xff\xe0", b"\x00\x01", False),
        (b"\x89PNG\r\n", b"IEND\xaeB`\x82", True),
        (b"\x89PNG\r\n", b"IDAT", False),
        (b"\xef\xbb\xbf<?xml", b"</Invoice>\n", True),
        (b"<?xml", b"<cac:Par", False),
        (b"{", b"}", True),
        (b'{"a"', b'"b', False),
        (b"ftypheic", b"", True),
        (b"%PDF-1.7", b"startxref\n0\n%%EOF\n", False),  # the first of the two ends of a PDF made for the web
        (b"%PDF-1.7", b"startxref\n4711\n%%EOF\n", False),  # points behind what is there yet
        (b"II*\x00\x08\x00\x00\x00", b"", True),
        (b"II*\x00\x00\x01\x00\x00", b"", False),  # its directory comes at 256
        (b"MM\x00*\x00\x00\x01\x00", b"", False),
        (b"RIFF\x5c\x00\x00\x00WEBP", b"", True),  # 92 and the 8 before
        (b"RIFF\x5d\x00\x00\x00WEBP", b"", False),
        (b"\x00\x00\x00\x18ftypheic" + bytes(12) + b"\x00\x00\x00\x4cmdat" + bytes(16), b"", True),
        (b"\x00\x00\x00\x18ftypheic" + bytes(12) + b"\x00\x00\x00\x4dmdat" + bytes(16), b"", False),
    ],
)
def test_each_kind_is_known_by_its_end(head: bytes, tail: bytes, ends: bool) -> None:
    assert has_its_end(Seen(100, 1, head, tail)) is ends


@pytest.mark.parametrize("name", ["~$offer.docx", "scan.pdf.part", "x.CRDOWNLOAD", ".hidden", "a.tmp", "Thumbs.db"])
def test_temporary_names_are_ignored(name: str) -> None:
    assert ignored(name)


@given(st.binary(max_size=70), st.binary(max_size=70))
def test_any_bytes_get_an_answer(head: bytes, tail: bytes) -> None:
    assert has_its_end(Seen(len(tail), 1, head, tail)) in {True, False}
