"""Words of the language are set into patterns, and a company's older file has ours."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from pipeline.understand.words.language import Language, any_of, with_language_of


def test_the_longest_word_is_found_however_wide_its_blanks() -> None:
    found = re.match(any_of(["except", "except where"]), "except   where noted")
    assert found
    assert found[0] == "except   where"
    assert re.fullmatch(any_of(["a/l", "c.o."]), "c.o.")


def test_no_word_is_found_nowhere() -> None:
    assert re.search(any_of([]), "") is None
    assert re.search(any_of(Language.from_lists({}).ties), "is") is None


def test_a_list_that_a_company_s_file_lacks_is_taken_from_ours_and_one_that_it_has_is_its_own() -> None:
    ours = {"language": {"yes": ["yes"], "by_whom": ["by"]}, "pages": {"names": ["page"]}}
    assert with_language_of(ours, {"units": {}}) == {"units": {}, "language": ours["language"]}
    made = with_language_of(ours, {"language": {"yes": ["ok"], "by_whom": []}})
    assert made == {"language": {"yes": ["ok"], "by_whom": []}}


def test_every_list_of_our_file_is_looked_for_and_none_is_missing() -> None:
    lists = tomllib.loads(Path("config/vocabulary.toml").read_text())["language"]
    assert set(lists) == {field.name for field in fields(Language)}
