"""A length in two columns: the feet under ``ft``, the inches beside them under ``in``."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Field
from pipeline.understand.grammar.lengths import lengths_in
from pipeline.understand.grammar.sizes import Plausible
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.columns import Column
from pipeline.understand.table.title_units import unit_in

_RULE = "feet and inches in two columns"


def in_two_columns(name: str, passage: Passage, columns: Sequence[Column], plausible: Plausible) -> Field | None:
    """The length in a column of feet and one of inches, both called ``name``; None where these are no such pair.

    A cell that is empty or holds no number leaves it open what was meant: no value, or one that a person looks at.
    """
    by_unit = {unit_in(column.title): column for column in columns if column.meaning == name}
    if len(by_unit) != 2 or not {"ft", "in"} <= set(by_unit):
        return None
    feet, inches = (_text(passage, by_unit[unit]) for unit in ("ft", "in"))
    written = f"{feet}'{inches}\"" if inches else f"{feet}'"
    found = list(lengths_in(written))
    if len(found) != 1 or (found[0].start, found[0].end, found[0].unit) != (0, len(written), "ft"):
        doubt = f"“{feet}” and “{inches}” are no feet and inches"
        return passage.field(name, None, _RULE, doubts=[doubt])
    doubts = () if inches else ("the column of inches is empty",)
    return passage.field(name, found[0].millimetres(None, plausible.imperial_step), _RULE, doubts=doubts)


def _text(passage: Passage, column: Column) -> str:
    return " ".join(ink.text for ink in passage.ink if column.x0 <= ink.centre < column.x1)
