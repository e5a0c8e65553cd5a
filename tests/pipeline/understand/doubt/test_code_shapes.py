"""A misread code is put right where the other codes of the document leave one reading, and only then."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Field, ItemKind, LineItem
from pipeline.understand.doubt.code_shapes import with_codes_repaired

OCR, TEXT = 0.97, 1.0


def line(code: str, confidence: float = OCR) -> LineItem:
    kind = Field("kind", "door", ItemKind.DOOR.value, 1.0, 1, None, "title word")
    laminate = Field("laminate_code", code, code, confidence, 1, None, "code")
    return LineItem(kind, kind, 1, None, laminate_code=laminate)


def codes(*lines: LineItem) -> list[object]:
    return [item.laminate_code.value for item in with_codes_repaired(lines) if item.laminate_code]


def test_a_code_takes_the_pattern_that_all_others_share() -> None:
    assert codes(line("6S-A057"), line("6S-A190"), line("6S-A124"), line("65-A213")) == [
        "6S-A057", "6S-A190", "6S-A124", "6S-A213",
    ]  # fmt: skip


def test_a_code_of_a_text_layer_stays_as_it_is() -> None:
    others = [line("6S-A057"), line("6S-A190"), line("6S-A124")]
    assert codes(*others, line("65-A213", TEXT))[-1] == "65-A213"


def test_a_code_that_lookalikes_do_not_lead_to_the_pattern_stays() -> None:
    assert codes(line("6S-A057"), line("6S-A190"), line("6S-A124"), line("WG-7612"))[-1] == "WG-7612"


def test_a_code_that_would_have_been_misread_both_ways_stays() -> None:
    assert codes(line("KD-8815"), line("8S-B207"), line("PX-1187"), line("PX-1187"), line("KD-8815"))[1] == "8S-B207"


def test_two_patterns_in_one_document_repair_nothing() -> None:
    read = ["6S-A057", "6S-A190", "65-A213", "85-B118"]
    assert codes(*map(line, read)) == read


def test_a_maker_of_figures_alone_is_the_one_that_it_looks_like_and_more_codes_have() -> None:
    read = ["8S-C232", "8S-C791", "8S-C569", "85-C448", "85-C844"]
    assert codes(*map(line, read))[3:] == ["8S-C448", "8S-C844"]


def test_a_code_that_begins_like_its_makers_is_of_their_pattern_among_other_makers_codes() -> None:
    read = ["6S-299", "FS-5179", "FS-1582", "65-259", "FS-5179", "6S-155"]
    assert codes(*map(line, read))[3] == "6S-259"
    assert codes(*map(line, ["8S-C082", "8S-C024", "65-A085", "65-A085", "6S-A065"]))[2:4] == ["6S-A085", "6S-A085"]
    assert codes(*map(line, ["8S-C082", "8S-C024", "FS-5179", "65-A085"]))[-1] == "65-A085"


def test_one_code_alone_is_no_pattern() -> None:
    assert codes(line("6S-A057"), line("6S-A057"), line("65-A213")) == ["6S-A057", "6S-A057", "65-A213"]


def test_a_doubted_code_is_the_one_that_another_line_has_without_doubt() -> None:
    doubted = line("6S-AO45")
    assert doubted.laminate_code
    doubted = replace(
        doubted, laminate_code=replace(doubted.laminate_code, doubts=("“O” could be a letter or a digit",))
    )
    assert codes(line("8S-B167"), line("HS-2634M"), line("6S-A045"), doubted)[-1] == "6S-A045"
    assert codes(line("8S-B167"), line("HS-2634M"), line("6S-A046"), doubted)[-1] == "6S-AO45"
