"""The company's own list of words: every entry works, and mistakes are named."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.understand import Vocabulary, VocabularyError
from pipeline.understand.words.phrases import Phrases
from tests.pipeline.understand.laid_out import VOCABULARY

TOML = tomllib.loads((Path(__file__).parents[4] / "config" / "vocabulary.toml").read_text(encoding="utf-8"))
OPTIONS = ("door_type", "door_core", "edging", "decorative_line", "inner_outer")


def entries(section: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for meaning, phrases in section.items():
        assert isinstance(phrases, list)
        yield from ((meaning, phrase) for phrase in phrases)


def lists(table: Mapping[str, object], name: str) -> Iterator[tuple[str, list[str]]]:
    for key, held in table.items():
        if isinstance(held, Mapping):
            yield from lists(held, f"{name}{key}.")
        elif isinstance(held, list) and all(isinstance(each, str) for each in held):
            yield f"{name}{key}", held


# ── the real file ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_list_of_the_file_has_a_phrase_twice() -> None:
    twice = [(name, phrase) for name, phrases in lists(TOML, "") for phrase, n in Counter(phrases).items() if n > 1]
    assert twice == []


@pytest.mark.parametrize("name", ["document_kinds", "labels", "totals", "columns", "blocks", "footers", "units"])
def test_every_phrase_of_the_file_finds_its_own_meaning(name: str) -> None:
    phrases: Phrases = getattr(VOCABULARY, name)
    lost = [(meaning, phrase) for meaning, phrase in entries(TOML[name]) if meaning not in phrases.whole(phrase)]
    assert lost == []


@pytest.mark.parametrize("group", OPTIONS)
def test_every_phrase_of_an_option_ticks_its_own_box_and_no_other(group: str) -> None:
    for option, phrase in entries(TOML["options"][group]):
        assert VOCABULARY.options[group].whole(phrase) == {option}, phrase
        assert VOCABULARY.options[group].whole(phrase.upper().replace(" ", "-")) == {option}, phrase


@pytest.mark.parametrize("name", ["labels", "columns", "totals", "item_kinds"])
def test_a_phrase_is_found_where_a_text_begins_with_it(name: str) -> None:
    phrases: Phrases = getattr(VOCABULARY, name)
    aside = ("accessory_introducers", "head_first")  # lists about kinds of goods that name none themselves
    section = {meaning: phrases_ for meaning, phrases_ in TOML[name].items() if meaning not in aside}
    for meaning, phrase in entries(section):
        found = phrases.starting(f"{phrase} : zzz")
        assert found, phrase
        assert meaning in found.meanings, phrase


@pytest.mark.parametrize(
    ("group", "text", "option"),
    [
        ("door_type", "S/L", "S/L"), ("door_type", "Single Leaf", "S/L"), ("door_type", "PINTU SEBELAH", "S/L"),
        ("door_type", "D/L", "D/L"), ("door_type", "Double-Leaf", "D/L"), ("door_type", "pintu dua belah", "D/L"),
        ("door_type", "Unequal D/L", "Unequal D/L"), ("door_type", "Mother & Son", "Unequal D/L"),
        ("door_core", "HONEYCOMB CORE", "honeycomb"), ("door_core", "Honey Comb", "honeycomb"),
        ("door_core", "H/C", "honeycomb"), ("door_core", "Solid Tubular Core", "solid_tubular"),
        ("door_core", "Chipboard Tubular", "solid_tubular"), ("door_core", "Kayu Pejal", "solid_timber"),
        ("door_core", "Metal Skeleton", "metal_skeleton"), ("edging", "N.A. LIPPING", "na_lipping"),
        ("edging", "ABS EDGING", "abs_edging"), ("edging", "No edging", "no_edging"), ("edging", "NIL", "no_edging"),
        ("decorative_line", "T-BAR", "t_bar"), ("decorative_line", "Groove Lines", "groove_line"),
        ("inner_outer", "DALAM", "inner"), ("inner_outer", "Outer", "outer"),
    ],
)  # fmt: skip
def test_the_words_of_the_trade_tick_the_forms_boxes(group: str, text: str, option: str) -> None:
    assert VOCABULARY.options[group].whole(text) == {option}


# ── mistakes in the file ─────────────────────────────────────────────────────────────────────────────────────────────


OPTIONAL = {"pages", "language"}  # a company's older file does not have them


@pytest.mark.parametrize("section", [name for name in TOML if isinstance(TOML[name], dict) and name not in OPTIONAL])
def test_a_missing_section_is_named_with_its_cure(section: str) -> None:
    broken = {name: entry for name, entry in TOML.items() if name != section}
    with pytest.raises(VocabularyError, match=rf"\[{section}\] is missing.*take it from the example"):
        Vocabulary.from_toml(broken)


@pytest.mark.parametrize(
    ("entry", "cure"),
    [
        ("single leaf", "must be a list of words in quotes"),
        ([1], "must be a list of words in quotes"),
        (["s l", "--"], "without a letter or a digit; remove it"),
    ],
)
def test_a_wrong_entry_is_named_with_its_cure(entry: object, cure: str) -> None:
    options = {**TOML["options"], "door_type": {**TOML["options"]["door_type"], "S/L": entry}}
    with pytest.raises(VocabularyError, match=rf"options\.door_type\.S/L .*{cure}"):
        Vocabulary.from_toml({**TOML, "options": options})


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(VocabularyError) as told:
        Vocabulary.from_toml({**TOML, "units": {"words": "pcs"}, "nothing": {"words": [""]}})
    assert "units.words" in str(told.value)
    assert "nothing.words" in str(told.value)
