"""Children that hang, crash or eat memory cost one call; no child outlives its parent."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.contained import Workers
from pipeline.errors import NeedsPassword, Refused, Temporary
from pipeline.reading.limits import ReadingLimits
from tests.waiting import wait_for


def own_process() -> int:
    return os.getpid()


def hang_with_a_child_of_its_own(note: Path) -> None:
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    note.write_text(f"{os.getpid()} {grandchild.pid}", "utf-8")
    time.sleep(600)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def stop_in_the_middle_of_the_answer() -> bytes:
    """What a library's crash handler, or a document that took the child over, may do: half an answer, then nothing."""
    pipe = int(sys.argv[1])
    os.write(pipe, (1000).to_bytes(4, "big") + b"only half")
    time.sleep(600)
    return b""


class Order:
    """An answer that would have its reader do something."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.folder),)


def eat_memory() -> int:
    return len(bytearray(4 * 1024**3))


def processor_seconds_left() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return resource.getrlimit(resource.RLIMIT_CPU)[0] - used.ru_utime - used.ru_stime


def refuse() -> None:
    raise Refused("corrupt", "The file is damaged.")


def ask_for_password() -> None:
    raise NeedsPassword("encrypted", "Give its password.")


def stumble() -> None:
    raise ZeroDivisionError


def meet(folder: Path, name: str) -> str:
    (folder / name).touch()
    wait_for(lambda: len(list(folder.iterdir())) == 2)
    return name


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def workers() -> Iterator[Workers]:
    pool = Workers(1, ReadingLimits(seconds=30))
    yield pool
    pool.close()


def test_the_same_child_serves_call_after_call(workers: Workers) -> None:
    first = workers.call(own_process)
    assert workers.call(own_process) == first != os.getpid()


def test_a_refusal_comes_out_as_it_was_raised(workers: Workers) -> None:
    with pytest.raises(Refused, match="damaged") as caught:
        workers.call(refuse)
    assert caught.value.code == "corrupt"
    with pytest.raises(NeedsPassword):
        workers.call(ask_for_password)


def test_a_hanging_call_is_stopped_with_everything_it_started(workers: Workers, tmp_path: Path) -> None:
    note = tmp_path / "processes"
    workers.call(own_process)
    with pytest.raises(Refused) as caught:
        workers.call(hang_with_a_child_of_its_own, note, timeout=2)
    assert caught.value.code == "took_too_long"
    wait_for(lambda: not any(is_running(int(process)) for process in note.read_text("utf-8").split()))


def test_a_child_that_spins_is_ended_by_the_kernel_when_nobody_else_is_there_to_do_it(workers: Workers) -> None:
    """Each call has its own limit, from what was used before it on: seconds by the clock, on four cores at most."""
    workers.call(own_process)
    for seconds in (20, 5):
        assert 0 < workers.call(processor_seconds_left, timeout=seconds) <= 4 * seconds + 1


def test_half_an_answer_is_waited_for_no_longer_than_a_whole_one(workers: Workers) -> None:
    workers.call(own_process)
    with pytest.raises(Refused) as caught:
        workers.call(stop_in_the_middle_of_the_answer, timeout=1)
    assert caught.value.code == "took_too_long"
    assert workers.call(abs, -1) == 1


def test_a_child_that_was_taken_over_has_the_service_do_nothing(workers: Workers, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        workers.call(Order, tmp_path / "made")
    assert caught.value.code == "reading_failed"
    assert not (tmp_path / "made").exists()
    assert workers.call(abs, -1) == 1


def test_a_machine_that_starts_no_process_for_a_moment_costs_no_place(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")  # as when the system has no process to give
    for _ in range(2):
        with pytest.raises(Temporary):
            workers.call(abs, -1)
    monkeypatch.undo()
    assert workers.call(abs, -1) == 1


@pytest.mark.parametrize("disaster", [crash, eat_memory, stumble])
def test_a_disaster_costs_that_document_only(workers: Workers, disaster: Callable[[], object]) -> None:
    with pytest.raises(Refused) as caught:
        workers.call(disaster)
    assert caught.value.code == "reading_failed"
    assert workers.call(abs, -1) == 1


def test_two_children_work_at_the_same_time(tmp_path: Path) -> None:
    pool = Workers(2, ReadingLimits(seconds=30))
    try:
        with ThreadPoolExecutor(2) as threads:
            calls = [threads.submit(pool.call, meet, tmp_path, name) for name in ("one", "two")]
            assert [call.result() for call in calls] == ["one", "two"]
    finally:
        pool.close()


def test_closing_ends_busy_children_too(tmp_path: Path) -> None:
    pool = Workers(1, ReadingLimits(seconds=60))
    note = tmp_path / "processes"
    with ThreadPoolExecutor(1) as threads:
        call = threads.submit(pool.call, hang_with_a_child_of_its_own, note)
        wait_for(lambda: note.exists() and bool(note.read_text("utf-8")))
        pool.close()
        with pytest.raises(Refused):
            call.result()
    wait_for(lambda: not any(is_running(int(process)) for process in note.read_text("utf-8").split()))
    with pytest.raises(RuntimeError, match="closed"):
        pool.call(own_process)


def test_a_killed_parent_leaves_no_orphan(tmp_path: Path) -> None:
    note = tmp_path / "processes"
    script = (
        "import sys; from pathlib import Path; from pipeline.contained import Workers;"
        "from pipeline.reading.limits import ReadingLimits;"
        "from tests.pipeline.test_contained import hang_with_a_child_of_its_own as hang;"
        "Workers(1, ReadingLimits()).call(hang, Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen([sys.executable, "-c", script, str(note)], env=environment)  # noqa: S603 - written above
    wait_for(lambda: note.exists() and bool(note.read_text("utf-8")))
    parent.kill()
    parent.wait()
    wait_for(lambda: not any(is_running(int(process)) for process in note.read_text("utf-8").split()))
