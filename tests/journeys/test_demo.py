"""``make demo``, as a person on a new machine sees it, and the promise that its samples carry."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from samples.facts import ALL, Item, Sample
from samples.show import MARKER, DemoFailed, free_port, fresh_folder

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A demo from start to end: its data folder and what it printed."""
    data = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "samples.demo", "--data", str(data), "--port", "0", "--exit"]
    return data, subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)  # noqa: S603 - our own program


def test_every_sample_becomes_a_job_order(demo: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    data, told = demo
    assert told.returncode == 0, told.stdout + told.stderr
    assert {path.name for path in (data / "outputs").rglob("*.pdf")} == {
        f"{sample.values['job_order_no']}.pdf" for sample in ALL
    }


def test_it_prints_where_each_job_order_lies_and_which_page_to_open(
    demo: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    data, told = demo
    for path in (data / "outputs").rglob("*.pdf"):
        assert str(path) in told.stdout
    for sample in ALL:
        assert f"{sample.file_name}: Done after" in told.stdout
    assert told.stdout.count("  page       http://127.0.0.1:") == len(ALL)


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.file_name)
def test_the_job_order_says_what_the_document_says(
    demo: tuple[Path, subprocess.CompletedProcess[str]], sample: Sample
) -> None:
    (sheet,) = (demo[0] / "outputs").rglob(f"{sample.values['job_order_no']}.json")
    order = json.loads(sheet.read_bytes())
    doors = [item for item in sample.items if item.kind == "door"]
    frames = [item for item in sample.items if item.kind == "frame"]
    assert order["customer_name"]["value"] == sample.customer
    assert [sizes(row) for row in order["doors"]] == [truth(item) for item in doors]
    assert [sizes(row) for row in order["frames"]] == [truth(item) for item in frames]


def sizes(row: dict[str, dict[str, object]]) -> list[object]:
    return [row[name]["value"] for name in ("laminate_code", "width_mm", "height_mm", "quantity")]


def truth(item: Item) -> list[object]:
    return [item.values["laminate_code"], item.values["width_mm"], item.values["height_mm"], item.quantity]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(DemoFailed, match="left alone"):
        fresh_folder(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "kept"


def test_what_an_earlier_demo_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / MARKER).touch()
    (tmp_path / "old.txt").touch()
    fresh_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [MARKER]


def test_a_taken_port_is_replaced_by_a_free_one() -> None:
    taken = free_port(0)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", taken))
        listener.listen()
        assert free_port(taken) != taken
