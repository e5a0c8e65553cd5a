"""What a label may look like."""

from __future__ import annotations

import pytest

from pipeline.evaluation.labels import LabelsInvalid, items_of, labelled, labelled_item_fields


def test_a_label_names_its_file_and_its_documents() -> None:
    found = labelled("a", {"file": "a.pdf", "mode": "scan", "documents": [{"date": None, "items": [{"kind": "door"}]}]})
    assert found is not None
    assert (found.case, found.file, found.mode, found.layout) == ("a", "a.pdf", "scan", "")
    assert items_of(found.documents[0]) == [{"kind": "door"}]
    assert labelled_item_fields(found.documents[0]) == ("kind",)


def test_the_fields_of_a_single_document_may_stand_at_the_top() -> None:
    found = labelled("r", {"file": "r.jpg", "total": 60.3, "address": "somewhere"})
    assert found is not None
    assert found.documents == ({"total": 60.3},)


@pytest.mark.parametrize("content", [[], "text", {"documents": []}, {"file": "a.pdf", "documents": []}, {"file": "x"}])
def test_json_that_labels_nothing_is_passed_over(content: object) -> None:
    assert labelled("a", content) is None


@pytest.mark.parametrize("documents", ["one", [1], [{"items": "none"}], [{"items": [1]}], None])
def test_a_label_of_the_wrong_shape_is_named_with_its_cure(documents: object) -> None:
    with pytest.raises(LabelsInvalid, match=r"a: documents must be a list .* docs/evaluate.md"):
        labelled("a", {"file": "a.pdf", "documents": documents})
