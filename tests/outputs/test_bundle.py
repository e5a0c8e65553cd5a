"""Many files become one ZIP while it is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from outputs.bundle import zip_stream


def test_a_bundle_holds_every_file_whole_under_a_name_of_its_own() -> None:
    entries = [("KDI-1.pdf", b"one"), ("KDI-1.pdf", b"two"), ("DRAFT/KDI-2.pdf", b"three" * 1000)]
    bundle = zipfile.ZipFile(io.BytesIO(b"".join(zip_stream(entries))))
    assert bundle.testzip() is None
    assert {name: bundle.read(name) for name in bundle.namelist()} == {
        "KDI-1.pdf": b"one",
        "KDI-1-2.pdf": b"two",
        "DRAFT/KDI-2.pdf": b"three" * 1000,
    }


def test_the_first_file_is_on_its_way_before_the_second_is_fetched() -> None:
    fetched: list[str] = []

    def entries() -> Iterator[tuple[str, bytes]]:
        for name in ("1.pdf", "2.pdf"):
            fetched.append(name)
            yield name, name.encode()

    pieces = zip_stream(entries())
    assert b"1.pdf" in next(pieces)
    assert fetched == ["1.pdf"]


def test_a_bundle_of_nothing_is_an_empty_zip() -> None:
    assert zipfile.ZipFile(io.BytesIO(b"".join(zip_stream([])))).namelist() == []
