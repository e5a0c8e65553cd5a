"""A company measures Sendora on its own labelled documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from samples.facts import ALL, Sample
from tests.journeys.test_command_line import sendora


def truth(sample: Sample) -> dict[str, object]:
    """A label as a person would write it: what stands on the page, in the shape that extract writes."""
    fields = {name for other in ALL for item in other.items for name in item.values}
    items = [
        {
            "kind": item.kind,
            "description": " ".join(item.printed.values()),
            "quantity": item.quantity,
            **{name: item.values.get(name) for name in fields},
        }
        for item in sample.items
    ]
    return {"file": sample.file_name, "documents": [{**sample.values, "total": float(sample.total), "items": items}]}


@pytest.fixture
def labelled(tmp_path: Path, sample_files: dict[str, bytes]) -> Path:
    """The samples with their truth; one label of the invoice says something else than the page."""
    folder = tmp_path / "labelled"
    folder.mkdir()
    for sample in ALL:
        label = truth(sample)
        if sample.file_name == "invoice.pdf":
            label["documents"][0]["po_no"] = "CRB-0999"  # type: ignore[index]  # a list of documents, see above
        (folder / sample.file_name).write_bytes(sample_files[sample.file_name])
        (folder / f"{Path(sample.file_name).stem}.json").write_text(json.dumps(label))
    return folder


def test_the_figures_and_the_page_tell_the_truth(labelled: Path, tmp_path: Path) -> None:
    done = sendora("evaluate", labelled, "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^labelled: 3 files, 3 pages, \d+ values, measured 20", done.stdout)
    report = json.loads((tmp_path / "out/report.json").read_text())
    errors = [value for value in report["values"] if value["case"] == "invoice" and value["outcome"] != "right"]
    assert [(error["field"], error["read"], error["truth"]) for error in errors] == [("po_no", "CRB-0117", "CRB-0999")]
    assert report["by_mode"]["text layer"]["silent"] == 1
    assert report["by_mode"]["text layer"]["documents"]["exact"] == 0
    assert report["all"]["accuracy"] > 0.95
    assert report["all"]["documents"]["lines_paired"] == sum(len(sample.items) for sample in ALL)
    assert sorted(path.name for path in (tmp_path / "out/extracted").iterdir()) == [
        "invoice.json",
        "photo.json",
        "scan.json",
    ]
    page = (tmp_path / "out/report.html").read_text()
    shown = page[page.index("<h3>invoice.pdf: po_no wrong") :].split("</section>")[0]
    assert "data:image/png;base64," in shown
    assert "CRB-0999" in shown


def test_a_refused_file_counts_with_everything_missing(labelled: Path, tmp_path: Path) -> None:
    for name in ("scan", "photo"):
        (labelled / f"{name}.json").unlink()
    (labelled / "invoice.pdf").write_bytes(b"")
    done = sendora("evaluate", labelled, "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out/report.json").read_text())
    assert {value["outcome"] for value in report["values"]} == {"missing"}
    assert list(report["refused"]) == ["invoice.pdf"]


def test_labels_that_cannot_be_used_are_told_with_the_cure(labelled: Path, tmp_path: Path) -> None:
    (labelled / "scan.pdf").unlink()
    done = sendora("evaluate", labelled, cwd=tmp_path)
    assert done.returncode == 1
    assert "has labels for files that are not there: scan.pdf" in done.stderr
    (tmp_path / "empty").mkdir()
    done = sendora("evaluate", "empty", cwd=tmp_path)
    assert done.returncode == 1
    assert "empty has no labels" in done.stderr
    (tmp_path / "empty/a.json").write_text("{")
    done = sendora("evaluate", "empty", cwd=tmp_path)
    assert "a.json is not JSON" in done.stderr
    assert not (tmp_path / "evaluation").exists()
