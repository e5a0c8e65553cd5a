"""An item's text falls into clauses where its writer meant it to, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.understand.item.clauses import clauses_of
from pipeline.understand.item.specification import specification_of
from tests.pipeline.understand.laid_out import TRADE, VOCABULARY, passage_of


def clauses(drawing: str, edge: float | None = None) -> list[str]:
    passage = passage_of(drawing)
    found = clauses_of(passage, VOCABULARY.specification_labels, edge)
    return [" ".join(passage.text[clause.start : clause.end].split()) for clause in found]


@pytest.mark.parametrize("mark", [",", " |", ";", " •", " /", " -"])
def test_commas_bars_bullets_and_free_standing_dashes_separate(mark: str) -> None:
    assert clauses(f"FLUSH DOOR{mark} HONEYCOMB{mark} S/L") == ["FLUSH DOOR", "HONEYCOMB", "S/L"]


@pytest.mark.parametrize("text", ["S/L", "6S-A057", "1,280", "C/W KEYS", "3'-6\"", "130-150MM"])
def test_marks_inside_a_word_or_a_number_do_not_separate(text: str) -> None:
    assert clauses(f"DOOR, {text}") == ["DOOR", text]


def test_a_label_with_a_colon_begins_a_clause_wherever_it_stands() -> None:
    text = "Size: 900 x 2100 Core: Honeycomb Edging: ABS Edging"
    assert clauses(text) == ["Size: 900 x 2100", "Core: Honeycomb", "Edging: ABS Edging"]


@pytest.mark.parametrize("unit", [" SET", " NOS", " PCS", ""])
@pytest.mark.parametrize("behind", ["Unit price: RM 505.00", "Net price: RM 505.00", "Location: D2", "Lock hole: knob"])
def test_the_unit_of_a_count_is_no_part_of_the_label_behind_it(unit: str, behind: str) -> None:
    counted = f"Qty: 9{unit}"
    assert clauses(f"{counted} {behind}") == [counted, behind]


def test_a_label_in_two_languages_is_not_cut() -> None:
    assert clauses("DOOR, Dalam/Luar (Inner/Outer): OUTER") == ["DOOR", "Dalam/Luar (Inner/Outer): OUTER"]
    assert clauses("rebate 46mm / inner frame / profile P11") == ["rebate 46mm", "inner frame", "profile P11"]


def test_a_line_that_ended_early_was_meant_to_end() -> None:
    drawing = """
        FLUSH DOOR
        LAMINATE 6S-A057 AND A LONG LINE
        """
    assert clauses(drawing)[0] == "FLUSH DOOR"


def test_a_line_that_was_full_was_only_wrapped() -> None:
    drawing = """
        FLUSH DOOR WITH HONEYCOMB
        CORE
        """
    assert clauses(drawing, edge=20 + 5 * 26) == ["FLUSH DOOR WITH HONEYCOMB CORE"]


def test_a_line_that_ends_with_a_comma_goes_on() -> None:
    drawing = """
        FLUSH DOOR, 3FT X
        7FT
        """
    assert clauses(drawing, edge=600) == ["FLUSH DOOR", "3FT X 7FT"]


def test_a_label_that_a_comma_follows_begins_no_line_of_a_list() -> None:
    lines = (
        "H/C core, w/o edging, grooved line,\ndesign no.: Modern 05, hole type: mortise\nlock, room: D2, Remarks: see\n"
    )
    assert "hole type: mortise lock" in clauses(lines + "drawing A-204", edge=20.0 + 5 * 42)


def test_among_labelled_lines_a_small_word_or_a_bare_measure_goes_on_with_the_line_above() -> None:
    drawing = """
        Size : 900 x 2100
        Core : Honeycomb
        Remark : Match sample
        board
        Lock : Tubular latch
        60mm
        Design : LINEA 3
        no edging
        """
    told = ["Remark : Match sample board", "Lock : Tubular latch 60mm", "Design : LINEA 3", "no edging"]
    assert clauses(drawing, edge=600)[2:] == told


def test_a_listed_label_behind_a_mark_may_be_wrapped_before_a_word_that_labels_the_same() -> None:
    assert clauses("Saiz=900 x 2100; Kod\nLaminat=D 980; S/L") == ["Saiz=900 x 2100", "Kod Laminat=D 980", "S/L"]


def test_a_price_belongs_to_the_label_of_a_price_before_the_gap_and_to_no_other() -> None:
    passage = passage_of("Door leaf\nU.Price / Harga / Unit     RM 520.50\nHPL Door     RM 99.00")
    found = clauses_of(passage, VOCABULARY.specification_labels, gaps=True)
    told = [passage.text[clause.start : clause.end].strip() for clause in found]
    assert told == ["Door leaf", "U.Price / Harga / Unit\tRM 520.50", "HPL Door", "RM 99.00"]


WORDS = st.sampled_from(["DOOR", "3FT", "X", "Size:", ",", "|", "/", "-", "•", "6S-A057", "Core:", "S/L", "&", "\n"])


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_clauses_keep_every_word_once_and_in_order(words: list[str]) -> None:
    drawing = "A " + " ".join(words).replace(" \n ", "\nA ") + " B"
    marks = set(",|;•/-* ")
    kept = "".join(ch for clause in clauses(drawing) for ch in clause if ch not in marks)
    assert kept == "".join(ch for ch in "".join(drawing.split()) if ch not in marks)


@pytest.mark.parametrize("behind", ["outer", "S/L"])
def test_a_code_that_a_line_s_end_parts_behind_its_dash_is_no_count(behind: str) -> None:
    text = f"Door frame, size 900mm x 2100mm, laminate KX-\n41.70, {behind}"
    assert "laminate KX- 41.70" in clauses(text)


def test_a_label_that_ends_a_line_behind_a_comma_has_its_value_on_the_next() -> None:
    text = "Pintu laminate (SEBELAH), Kod laminate\nLH 2277-MT, Rekabentuk: OSLO 2"
    fields = specification_of(passage_of(text), TRADE, right_edge=400).fields
    assert fields["laminate_code"].value == "LH 2277-MT"
    assert not fields["laminate_code"].doubts
