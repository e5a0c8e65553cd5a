"""The machine under the service is looked at, too."""

from __future__ import annotations

from pathlib import Path

from portal.health import PartState
from portal.machine import look_at_machine, memory, resident


def proc(folder: Path, total: int, available: int) -> Path:
    (folder / "meminfo").write_text(f"MemTotal: {total} kB\nMemFree: 1 kB\nMemAvailable: {available} kB\n")
    return folder


def test_memory_that_a_program_could_still_get_counts_as_free(tmp_path: Path) -> None:
    assert memory(proc(tmp_path, 8_000_000, 4_000_000)) == (8_192_000_000, 4_096_000_000)


def test_a_machine_short_of_memory_is_told_with_what_to_do(tmp_path: Path) -> None:
    finding = look_at_machine(proc(tmp_path, 8_000_000, 100_000))
    assert finding.state is PartState.ATTENTION
    assert "nearly used up" in finding.sentence
    assert "workers" in finding.cure


def test_this_machine_is_measured() -> None:
    measures = look_at_machine().measures
    assert measures["memory_free_bytes"] > 0
    assert measures["memory_own_bytes"] == resident() or resident() > 10**6


def test_where_nobody_tells_nothing_is_made_up(tmp_path: Path) -> None:
    assert (memory(tmp_path), resident(tmp_path)) == ((0, 0), 0)
