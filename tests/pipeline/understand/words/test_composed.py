"""Labels that no list has whole are known by the words they are made of."""

from __future__ import annotations

import pytest

from pipeline.understand.words.composed import Compositions, joined_initials
from pipeline.understand.words.phrases import Inside, Phrases
from tests.pipeline.understand.laid_out import VOCABULARY

MADE = Compositions({
    "fillers": ["our"],
    "date": {"needs": ["date", "tarikh"], "with": ["invoice"]},
    "delivery": {"needs": ["delivery", "hantar"], "needs_too": ["date", "tarikh", "by"], "with": ["site"]},
    "size__axes": {"needs": ["lebar"], "needs_too": ["tinggi"], "with": ["x"]},
})  # fmt: skip


@pytest.mark.parametrize(
    ("words", "meanings"),
    [
        ("our invoice date", {"date"}), ("tarikh", {"date"}), ("site delivery date", {"delivery"}),
        ("hantar by", {"delivery"}), ("delivery", set()), ("delivery date of somebody", set()), ("our", set()),
        ("lebar x tinggi", {"size"}),
    ],
)  # fmt: skip
def test_a_label_has_a_word_of_each_group_and_none_from_outside(words: str, meanings: set[str]) -> None:
    assert MADE.meanings(words.split()) == meanings


def test_initials_are_one_word() -> None:
    assert joined_initials(["p", "o", "no"]) == ["po", "no"]


def test_in_running_text_a_made_label_counts_only_with_a_mark_behind_it() -> None:
    phrases = Phrases({"none": ["zzz"]}, MADE, Inside.MARKED)
    assert [found.meanings for found in phrases.within("site delivery date: 5 May")] == [{"delivery"}]
    assert list(phrases.within("the site delivery date is 5 May")) == []


def test_a_made_label_does_not_reach_over_a_slash_or_a_line() -> None:
    phrases = Phrases({"none": ["zzz"]}, MADE, Inside.ANYWHERE)
    assert list(phrases.within("delivery / tarikh")) == []
    assert list(phrases.within("delivery\ndate")) == []


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Req. Delivery Date", "delivery_date"), ("Tarikh Penghantaran Barang", "delivery_date"),
        ("Customer's P.O. Ref", "po_no"), ("CUST ORD NO", "po_no"), ("Measurements Taken By", "measure_by"),
        ("Sales Invoice Ref.", "number_invoice"), ("Delivery Order Date", "date"),
        ("Your Quotation Ref.", "other"), ("Ordered On", "date"), ("Invoiced To", "customer_name"),
    ],
)  # fmt: skip
def test_header_labels_of_any_making_are_known(label: str, meaning: str) -> None:
    found = VOCABULARY.labels.starting(f"{label} : 5")
    assert found
    assert (label.startswith(label[: found.start]), meaning in found.meanings) == (True, True)
    assert found.end >= len(label.rstrip("."))


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Laminate Colour Ref", "laminate_code"), ("Core Filling Material", "door_core"),
        ("Lock Hole Preparation", "open_hole_type"),
        ("Lebar x Tinggi", "size"), ("Qty Dipesan", "quantity"), ("Product / Service", "description"),
        ("Kemasan Pinggir Daun", "edging"), ("Lokasi Pemasangan", "location"), ("Julat Lebar Jenang", "frame_width"),
        ("Frame Wid.", "frame_width"), ("Jamb Wdth", "frame_width"),
    ],
)  # fmt: skip
def test_column_titles_of_any_making_are_known(title: str, meaning: str) -> None:
    assert VOCABULARY.columns.whole(title) == {meaning}
