"""Job orders as files: findable names, never over another's file, whole or not there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.files import FilesDestination, safe_name
from pipeline.delivery import Finished
from pipeline.errors import Temporary
from pipeline.jobs import Job, JobState
from pipeline.model import JobOrder, Source
from pipeline.orders import OrderRecord

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def finished(number: str | None, pdf: bytes = b"%PDF", order_id: str = "1", letter: str = "A") -> Finished:
    job = Job(
        "job", "0" * 64, None, "", "scan 7.pdf", "application/pdf", 4, Source.FOLDER, None, JobState.DELIVERING, "",
        None, 1, 1, AT, AT, None, None, None, None, None, None, None, 0, 0, 0,
    )  # fmt: skip
    record = OrderRecord(order_id, "job", 1, number, None, letter, None, False, "", "", 1, AT, AT)
    return Finished(job, record, JobOrder(None, None, None, None, None, None), pdf)


@pytest.fixture
def destination(tmp_path: Path) -> FilesDestination:
    return FilesDestination(tmp_path, lambda f: f.record.id.encode())


def test_a_job_order_lies_under_its_month_by_its_number_with_its_content_beside_it(
    destination: FilesDestination, tmp_path: Path
) -> None:
    assert destination.deliver(finished("KDI-2507-003"), None) == "2026-11/KDI-2507-003.pdf"
    names = sorted(path.name for path in (tmp_path / "2026-11").iterdir())
    assert names == ["KDI-2507-003.json", "KDI-2507-003.pdf"]


def test_another_job_order_with_the_same_number_gets_a_name_of_its_own(
    destination: FilesDestination, tmp_path: Path
) -> None:
    destination.deliver(finished("K-1", b"%PDF one"), None)
    assert destination.deliver(finished("K-1", b"%PDF two", "2"), None) == "2026-11/K-1 (2).pdf"
    assert (tmp_path / "2026-11/K-1.pdf").read_bytes() == b"%PDF one"
    assert (tmp_path / "2026-11/K-1 (2).json").read_bytes() == b"2"


def test_delivering_again_after_a_crash_leaves_one_copy(destination: FilesDestination, tmp_path: Path) -> None:
    assert destination.deliver(finished("K-1"), None) == destination.deliver(finished("K-1"), None)
    assert len(list((tmp_path / "2026-11").iterdir())) == 2


def test_a_corrected_job_order_replaces_its_own_files(destination: FilesDestination, tmp_path: Path) -> None:
    place = destination.deliver(finished("K-1", b"%PDF draft"), None)
    assert destination.deliver(finished("K-1", b"%PDF approved"), place) == place
    assert (tmp_path / place).read_bytes() == b"%PDF approved"


def test_who_has_the_old_file_open_reads_all_of_it_while_it_is_replaced(
    destination: FilesDestination, tmp_path: Path
) -> None:
    place = destination.deliver(finished("K-1", b"%PDF draft"), None)
    with (tmp_path / place).open("rb") as printing:
        destination.deliver(finished("K-1", b"%PDF approved"), place)
        assert printing.read() == b"%PDF draft"


def test_a_revision_carries_its_letter(destination: FilesDestination) -> None:
    assert destination.deliver(finished("K-1", letter="B"), None) == "2026-11/K-1 rev B.pdf"


def test_without_a_number_the_files_own_name_serves(destination: FilesDestination) -> None:
    assert destination.deliver(finished(None), None) == "2026-11/scan-7.pdf"


def test_a_folder_that_refuses_is_a_temporary_failure(tmp_path: Path) -> None:
    (tmp_path / "2026-11").write_text("a file where a folder should be")
    with pytest.raises(Temporary, match="cannot be written"):
        FilesDestination(tmp_path, lambda _: b"").deliver(finished("K-1"), None)


@given(st.text())
def test_no_text_becomes_a_path_outside_its_folder(text: str) -> None:
    name = safe_name(text)
    assert name == Path(name).name
    assert name
    assert not name.startswith(".")
    assert len(name) <= 101


@pytest.mark.parametrize(
    ("text", "name"), [("../../etc/passwd", "etc-passwd"), ("INV/2026/7", "INV-2026-7"), ("con", "_con"), ("", "_")]
)
def test_dangerous_names_become_harmless(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_job_order_whose_number_was_corrected_leaves_the_wrong_name(
    destination: FilesDestination, tmp_path: Path
) -> None:
    place = destination.deliver(finished(None, b"%PDF draft"), None)
    assert destination.deliver(finished("K-1", b"%PDF approved"), place) == "2026-11/K-1.pdf"
    assert sorted(path.name for path in (tmp_path / "2026-11").iterdir()) == ["K-1.json", "K-1.pdf"]
