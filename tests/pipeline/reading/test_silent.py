"""Nothing leaves the machine, not even a word about it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent.parent
LOADS = "from pipeline.reading.ocr import load; load()"


def test_the_ocr_writes_no_device_id_and_keeps_nothing_to_be_sent(tmp_path: Path) -> None:
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}  # without CI=…, where it keeps silent anyway
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LOADS], capture_output=True, text=True, check=False, cwd=ROOT, env=bare
    )
    assert told.returncode == 0, told.stderr
    assert list(tmp_path.rglob("*")) == []


def test_nothing_of_ours_loads_it_before_it_was_told_to_keep_silent() -> None:
    loading = re.compile(r"^\s*(import|from) onnxruntime", re.MULTILINE)
    ours = (
        path for name in ("config", "intake", "outputs", "pipeline", "portal") for path in (ROOT / name).rglob("*.py")
    )
    assert [path.name for path in ours if loading.search(path.read_text())] == ["silent.py"]
