"""What goes wrong around a watched folder: the real watcher on a real folder, its clock set where time must pass."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from intake.claims import Claim, Claims
from intake.folder import FolderIntake
from intake.receive import Door, DoorLimits
from pipeline.archive import Archive
from pipeline.database import open_database
from pipeline.jobs import Job, JobState
from pipeline.records import Records
from portal.health import PartState
from portal.parts import look_at_folder
from tests.intake.conftest import Clock, Watch, jobs, names, pdf
from tests.waiting import wait_for


@pytest.mark.parametrize("pause", [8, 60])
def test_a_writer_in_three_parts_with_long_pauses_gives_one_whole_document(
    watch: Watch, tmp_path: Path, records: Records, pause: float
) -> None:
    clock = Clock()
    intake = watch(clock=clock)
    whole, place = pdf("slow"), tmp_path / "inbox/slow.pdf"
    for end in (10, 30):
        with place.open("ab") as file:
            file.write(whole[place.stat().st_size : end])
        clock.pass_by(pause, intake)
        assert (names(tmp_path / "inbox"), jobs(records)) == (["slow.pdf"], ())
        assert "1 file is still being written" in look_at_folder(intake).sentence
    with place.open("ab") as file:
        file.write(whole[30:])
    wait_for(lambda: names(tmp_path / "processed") == ["slow.pdf"])
    assert [job.size for job in jobs(records)] == [len(whole)]


def test_a_cut_off_pdf_that_is_still_young_is_held_and_taken_when_it_is_complete(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    clock = Clock()
    intake = watch(clock=clock, events=False)
    place = tmp_path / "inbox/cut.pdf"
    place.write_bytes(pdf("cut")[:-8])
    clock.pass_by(100, intake)
    assert jobs(records) == ()
    place.write_bytes(pdf("cut"))
    clock.pass_by(1, intake)
    clock.pass_by(2, intake)
    wait_for(lambda: names(tmp_path / "processed") == ["cut.pdf"])
    assert jobs(records)[0].state is JobState.DONE


def test_a_file_that_is_busy_five_times_is_shown_each_time_and_taken_at_the_sixth_try(
    watch: Watch, tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename
    refused: list[Path] = []

    def busy(self: Path, target: Path) -> Path:
        if self.name == "busy.pdf" and self.parent.name == "inbox" and len(refused) < 5:
            refused.append(self)
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", busy)  # no unprivileged way makes a rename busy
    clock = Clock()
    intake = watch(clock=clock)
    (tmp_path / "inbox/busy.pdf").write_bytes(pdf("one"))
    for tries in range(1, 6):
        wait_for(lambda tries=tries: len(refused) == tries and bool(intake.troubles.all()))  # type: ignore[misc] # a lambda's default
        finding = look_at_folder(intake)
        assert finding.state is PartState.ATTENTION
        assert "busy.pdf cannot be taken: Device or resource busy. Close it where it is open." in finding.sentence
        clock.pass_by(2.0**tries, intake)
    wait_for(lambda: names(tmp_path / "processed") == ["busy.pdf"])
    assert len(jobs(records)) == 1
    assert look_at_folder(intake).state is PartState.OK


def test_two_services_on_one_folder_share_the_files_and_double_none(
    watch: Watch, tmp_path: Path, door: Door, records: Records
) -> None:
    other = Records(open_database(f"sqlite:///{tmp_path / 'other.db'}"))

    def end(job: Job) -> None:
        other.add_event(job.id, JobState.DONE, "Done")

    watch(installation="one")
    watch(Door(Archive(tmp_path / "other"), other, door.limits, end), installation="two")
    for n in range(60):
        (tmp_path / f"inbox/{n}.pdf").write_bytes(pdf(str(n)))
    wait_for(lambda: len(names(tmp_path / "processed")) == 60)
    assert len({job.sha256 for job in (*jobs(records), *jobs(other))}) == len(jobs(records)) + len(jobs(other)) == 60
    other.engine.dispose()


def test_what_a_vanished_service_had_claimed_is_shown_with_what_to_do(watch: Watch, tmp_path: Path) -> None:
    claim = tmp_path / "inbox/.sendora/gone/claimed/01m84a0c4d0n1g1a3ckktf5w9d"
    claim.mkdir(parents=True)
    (claim / "left.pdf").write_bytes(pdf("left"))
    intake = watch()
    assert look_at_folder(intake).state is PartState.OK  # it may be at work
    os.utime(claim, (0, 0))
    finding = look_at_folder(intake)
    assert finding.state is PartState.ATTENTION
    assert "left.pdf" in finding.sentence
    assert "Move them back" in finding.cure


@pytest.mark.parametrize("moment", [0, 4_000_000_000], ids=["1970", "2096"])
def test_a_wrong_clock_on_the_writers_machine_changes_nothing(
    watch: Watch, tmp_path: Path, records: Records, moment: int
) -> None:
    watch(events=False)
    place = tmp_path / "inbox/one.pdf"
    place.write_bytes(pdf("one"))
    os.utime(place, (moment, moment))
    wait_for(lambda: len(jobs(records)) == 1, seconds=10)


def test_a_name_that_is_no_text_is_taken_like_any_other(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch()
    strange = os.fsencode(tmp_path / "inbox") + b"/Gesch\xe4ft.pdf"
    with open(strange, "wb") as file:  # noqa: PTH123 - a Path holds text only
        file.write(pdf("one"))
    wait_for(lambda: len(names(tmp_path / "processed")) == 1)
    assert [job.file_name for job in jobs(records)] == ["Gesch?ft.pdf"]


def test_what_is_no_plain_file_is_left_alone_and_keeps_nobody_waiting(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    intake = watch()
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(pdf("nobody dropped this"))
    os.mkfifo(tmp_path / "inbox/pipe.pdf")
    (tmp_path / "inbox/link.pdf").symlink_to(secret)
    (tmp_path / "inbox/round").symlink_to(tmp_path / "inbox")
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf"])
    pass_scans(intake)
    assert (names(tmp_path / "inbox"), len(jobs(records))) == (["link.pdf", "pipe.pdf", "round"], 1)
    assert intake.troubles.all() == ()


def test_a_file_as_large_as_the_disk_is_refused_at_once(watch: Watch, tmp_path: Path, records: Records) -> None:
    watch()
    with (tmp_path / "outside").open("wb") as file:
        file.truncate(2**40)  # a hole: it takes no room
        file.seek(2**40 - 6)
        file.write(b"%%EOF\n")
    (tmp_path / "outside").rename(tmp_path / "inbox/huge.pdf")
    wait_for(lambda: names(tmp_path / "failed") == ["huge.pdf", "huge.pdf.txt"], 20)
    assert jobs(records)[0].code == "too_large"


@pytest.mark.parametrize(
    "name", ["two\nlines.pdf", "invoice\u202efdp.exe", " .pdf", "-rf.pdf", "a'b\"$(c).pdf", "\x7f.pdf"]
)
def test_a_name_made_to_mislead_is_shown_harmless_and_taken(
    watch: Watch, tmp_path: Path, records: Records, name: str
) -> None:
    watch()
    (tmp_path / "inbox" / name).write_bytes(b"no document")
    wait_for(lambda: len(names(tmp_path / "failed")) == 2)
    (job,) = jobs(records)
    assert job.file_name.isprintable()
    note = (tmp_path / "failed" / f"{name}.txt").read_text()
    assert len([line for line in note.splitlines() if line.startswith("Job: ")]) == 1


def test_a_bug_that_one_file_shows_holds_up_no_other(
    watch: Watch, tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = Claims.take

    def stumble(self: Claims, path: Path) -> Claim:
        if path.name == "bad.pdf":
            raise RuntimeError("a bug that nobody knows yet")
        return take(self, path)

    monkeypatch.setattr(Claims, "take", stumble)
    intake = watch(events=False)
    for name in ("a.pdf", "bad.pdf", "c.pdf"):
        (tmp_path / "inbox" / name).write_bytes(pdf(name))
    wait_for(lambda: names(tmp_path / "processed") == ["a.pdf", "c.pdf"])
    assert "bad.pdf cannot be taken: RuntimeError" in look_at_folder(intake).sentence
    assert len(jobs(records)) == 2


def test_when_the_system_stops_telling_the_folder_is_looked_through_and_says_so(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    intake = watch()
    assert intake._observer is not None
    for emitter in tuple(intake._observer.emitters):  # they leave it when they stop
        emitter.stop()
        emitter.join()
    wait_for(lambda: not intake.watching.events)
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: len(jobs(records)) == 1)
    assert "the system stopped telling of changes" in look_at_folder(intake).sentence


def test_an_inbox_that_goes_away_and_comes_back_is_watched_again(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    watch(rescan=0.2)
    wait_for((tmp_path / "inbox").exists)
    (tmp_path / "inbox").rename(tmp_path / "away")
    (tmp_path / "away/one.pdf").write_bytes(pdf("one"))
    wait_for((tmp_path / "inbox").exists)  # made anew, as an empty place to mount on
    shutil.rmtree(tmp_path / "inbox")
    (tmp_path / "away").rename(tmp_path / "inbox")
    (tmp_path / "inbox/two.pdf").write_bytes(pdf("two"))
    wait_for(lambda: len(jobs(records)) == 2)
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf", "two.pdf"])


def test_an_inbox_that_cannot_be_made_is_a_trouble_and_works_when_it_is_mended(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    (tmp_path / "inbox").write_text("in the way")
    intake = watch()
    finding = look_at_folder(intake)
    assert (finding.state, finding.sentence) == (
        PartState.BROKEN,
        f"{tmp_path}/inbox cannot be made: File exists.",
    )
    assert "move it away" in finding.cure
    (tmp_path / "inbox").unlink()
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: len(jobs(records)) == 1)
    assert intake.watching.events


def test_a_finished_file_that_cannot_be_moved_stays_finished_and_is_moved_later(
    watch: Watch, tmp_path: Path, records: Records, handed_over: list[Job]
) -> None:
    first = watch()
    (tmp_path / "processed").rmdir()
    (tmp_path / "processed").write_text("in the way")
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: any("finished but cannot be moved" in trouble.words for trouble in first.troubles.all()))
    first.stop()
    again = watch()  # a restart does not work on it again
    wait_for(lambda: again.last_scan is not None)
    assert (len(jobs(records)), len(handed_over)) == (1, 1)
    (tmp_path / "processed").unlink()
    wait_for((tmp_path / "processed/one.pdf").exists)
    assert (len(jobs(records)), len(handed_over)) == (1, 1)


def test_a_database_that_does_not_answer_costs_nothing_but_time(watch: Watch, tmp_path: Path, records: Records) -> None:
    intake = watch()
    broken = threading.Event()

    @event.listens_for(records.engine, "before_cursor_execute")
    def refuse(*_: object) -> None:
        if broken.is_set():
            raise sa.exc.OperationalError("SELECT", {}, Exception("server closed the connection"))

    broken.set()
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: bool(intake.troubles.all()))
    assert intake.alive
    broken.clear()
    wait_for(lambda: names(tmp_path / "processed") == ["one.pdf"])
    assert len(jobs(records)) == 1


def test_a_file_that_a_bug_stumbles_over_holds_up_no_other(watch: Watch, tmp_path: Path, records: Records) -> None:
    """Not when it is taken, and not at any look afterwards, when it lies claimed already."""

    @event.listens_for(records.engine, "before_cursor_execute")
    def stumble(_connection: object, _cursor: object, _statement: str, parameters: object, *_: object) -> None:
        if "bad.pdf" in str(parameters):
            raise ZeroDivisionError

    clock = Clock()
    intake = watch(clock=clock)
    (tmp_path / "inbox/bad.pdf").write_bytes(pdf("bad"))
    wait_for(lambda: any("bad.pdf" in trouble.words for trouble in intake.troubles.all()))
    clock.pass_by(300, intake)
    (tmp_path / "inbox/good.pdf").write_bytes(pdf("good"))
    wait_for(lambda: names(tmp_path / "processed") == ["good.pdf"])
    assert "bad.pdf cannot be worked on: ZeroDivisionError, see the log." in look_at_folder(intake).sentence


def test_an_end_that_a_bug_stumbles_over_holds_up_no_other(
    watch: Watch, tmp_path: Path, door: Door, records: Records
) -> None:
    """Such as a job order that lies beside its original, when the archive has lost it."""

    def end(job: Job) -> None:
        if job.file_name == "bad.pdf":
            order = records.orders.claim(job.id, 1, "BAD", "BAD", "0" * 64)
            records.orders.save(order.id, customer=None, draft=False, order_digest="0" * 64, pdf_digest="0" * 64)
        records.add_event(job.id, JobState.DONE, "Done")

    intake = watch(Door(door.archive, records, door.limits, end), beside_original=True)
    (tmp_path / "inbox/bad.pdf").write_bytes(pdf("bad"))
    wait_for(lambda: any("bad.pdf" in trouble.words for trouble in intake.troubles.all()))
    (tmp_path / "inbox/good.pdf").write_bytes(pdf("good"))
    wait_for(lambda: "good.pdf" in names(tmp_path / "processed"))


def test_shelves_that_lie_in_the_inbox_are_not_taken_for_documents(
    watch: Watch, tmp_path: Path, records: Records
) -> None:
    intake = watch(shelves=tmp_path / "inbox")
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    wait_for(lambda: names(tmp_path / "inbox/processed") == ["one.pdf"])
    pass_scans(intake, 3)
    assert [len(records.arrivals(job.id)) for job in jobs(records)] == [1]


def test_a_pause_for_want_of_room_takes_nothing_says_so_and_ends_by_itself(
    watch: Watch, tmp_path: Path, door: Door, records: Records
) -> None:
    door.limits = DoorLimits(door.limits.max_bytes, 2**60)
    intake = watch()
    (tmp_path / "inbox/one.pdf").write_bytes(pdf("one"))
    pass_scans(intake)
    assert names(tmp_path / "inbox") == ["one.pdf"]
    door.limits = DoorLimits(door.limits.max_bytes, 0)
    wait_for(lambda: len(jobs(records)) == 1)


def pass_scans(intake: FolderIntake, count: int = 2) -> None:
    """Until the folder was looked through that often."""
    for _ in range(count):
        seen = intake.last_scan
        wait_for(lambda seen=seen: intake.last_scan != seen)  # type: ignore[misc] # a lambda's default
