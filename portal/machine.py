"""The machine under the service: processor, memory, how long it has been up. Read from ``/proc`` (Linux)."""

from __future__ import annotations

import os
import time
from pathlib import Path

from portal.health import Finding, PartState

BUSY = 16.0
"""From so many programs waiting for each core on (the load of the last five minutes), everything is slow."""
SHORT = 0.05
"""With less than this share of the memory free, the next large scan may end a process."""
_PROC = Path("/proc")
_STARTED = time.monotonic()


def look_at_machine(proc: Path = _PROC) -> Finding:
    """Is there enough of it?"""
    cores, load = os.cpu_count() or 1, os.getloadavg()[1]
    total, free = memory(proc)
    own = resident(proc)
    words = f"{free / 1e9:.1f} of {total / 1e9:.1f} GB memory are free, the service itself holds {own / 1e6:.0f} MB"
    measures = {
        "load": load,
        "cores": float(cores),
        "memory_free_bytes": float(free),
        "memory_own_bytes": float(own),
        "up_seconds": time.monotonic() - _STARTED,
    }
    if total and free < SHORT * total:
        cure = "Give the machine more memory, or lower the setting workers."
        return Finding(PartState.ATTENTION, f"Memory is nearly used up: {words}.", cure, measures)
    if load > BUSY * cores:
        cure = "See what else runs here (top); give the machine more cores, or lower the setting workers."
        return Finding(PartState.ATTENTION, f"Very busy: {load:.1f} programs want {cores} cores.", cure, measures)
    return Finding(PartState.OK, f"{load:.1f} programs want {cores} cores; {words}.", measures=measures)


def memory(proc: Path = _PROC) -> tuple[int, int]:
    """Bytes of memory there are, and bytes that a program could still get; zeros where nobody says so."""
    try:
        lines = (proc / "meminfo").read_text().splitlines()
    except OSError:
        return 0, 0
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if rest}
    return kilobytes.get("MemTotal", 0) * 1024, kilobytes.get("MemAvailable", 0) * 1024


def resident(proc: Path = _PROC) -> int:
    """Bytes of memory this process holds."""
    try:
        pages = int((proc / "self/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
