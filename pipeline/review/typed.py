"""What a person typed becomes a cell's content: read with the trade's own grammar, marked with the person's name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from pipeline.errors import Refused
from pipeline.form import BoxGroup, FormOptions
from pipeline.model import Box, Choice, Field, Value
from pipeline.review.cells import BLANKED, PERSON, Kind, kind_of, noun_of
from pipeline.understand.grammar.dates import dates_in
from pipeline.understand.grammar.lengths import lengths_in

LONGEST = 500
"""Characters in a cell: the form has no room for more."""
MOST = 100_000


class Ticked(msgspec.Struct, frozen=True):
    """A checkbox group as a person sets it: the printed ``option``, or the words for Others; ``blank`` beside it."""

    option: str | None = None
    other: str | None = None
    blank: str | None = None


Typed = str | int | Ticked | None
"""What a person types into a cell; None leaves it blank."""


@dataclass(frozen=True)
class Hand:
    """Who typed it and, when it was selected on the page, where it stands there."""

    by: str
    page: int = 0
    box: Box | None = None

    def field(self, name: str, raw: str, value: Value | None) -> Field:
        """A value by this hand."""
        return Field(name, raw, value, 1.0, self.page, self.box, f"{PERSON}{self.by}")


def content_of(name: str, typed: Typed, hand: Hand, options: FormOptions) -> Field | Choice | None:
    """The cell's content; None for a blank. Raises :class:`Refused` where it is no value of the cell's kind."""
    kind = kind_of(name)
    if kind is Kind.CHOICE:
        ticked = Ticked(option=str(typed)) if isinstance(typed, str | int) else typed
        return _choice(name, ticked, hand, getattr(options, name)) if ticked else None
    if isinstance(typed, Ticked):
        raise Refused("no_boxes", f"The cell {noun_of(name)} has no boxes to tick: send its value alone.")
    text = _visible(str(typed if typed is not None else ""))
    if not text:
        return None
    if len(text) > LONGEST or not text.isprintable():
        raise Refused("too_long", f"At most {LONGEST} letters go into {noun_of(name)}.")
    return hand.field(name, text, _VALUES[kind](name, text, options))


def _choice(name: str, ticked: Ticked, hand: Hand, group: BoxGroup) -> Choice | None:
    option, other, blank = (_clean(words) for words in (ticked.option, ticked.other, ticked.blank))
    if not option and not other:
        return None
    if other and not group.others:
        raise Refused("no_others", f"The form has no Others box for {noun_of(name)}.")
    if blank and name != BLANKED:
        raise Refused("no_blank", f"The boxes of {noun_of(name)} have no line to fill.")
    if option and (other or option not in group.labels):
        boxes = ", ".join(group.labels)
        raise Refused("no_such_box", f"Tick one of the boxes of {noun_of(name)}: {boxes}.")
    field = hand.field(name, option or other or "", _value_of(group, option) or other)
    return Choice(option, None if option else other, field, blank)


def _value_of(group: BoxGroup, option: str | None) -> Value | None:
    return next((box.value for box in group.options if box.label == option), None)


def _visible(words: str) -> str:
    """Without what nobody sees and pasted text brings along: zero-width spaces, marks of the writing direction."""
    return " ".join("".join(c for c in words if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf"}).split())


def _clean(words: str | None) -> str | None:
    text = _visible(words or "")
    if len(text) > LONGEST or not text.isprintable():
        raise Refused("too_long", f"At most {LONGEST} letters go into a cell.")
    return text or None


def _text(_name: str, text: str, _options: FormOptions) -> Value:
    return text


def _count(name: str, text: str, _options: FormOptions) -> Value:
    if not text.isascii() or not text.isdigit() or int(text) > MOST:
        raise Refused("not_a_number", f"“{text}” is no whole number: type {noun_of(name)} in figures, like 4.")
    return int(text)


def _date(name: str, text: str, _options: FormOptions) -> Value:
    dates = dates_in(text)
    if len(dates) != 1 or (dates[0].start, dates[0].end) != (0, len(text)):
        raise Refused("not_a_date", f"“{text}” is no date: type {noun_of(name)} day first, like 12/03/2026.")
    return dates[0].value.isoformat()


def _millimetres(name: str, text: str, options: FormOptions) -> Value:
    """A bare number is millimetres; feet and inches are rounded as they are on documents."""
    lengths = list(lengths_in(text))
    whole = len(lengths) == 1 and (lengths[0].start, lengths[0].end) == (0, len(text))
    value = lengths[0].millimetres("mm", options.imperial_rounding_mm) if whole else None
    if value is None or not 0 < value <= MOST:
        raise Refused("not_a_size", f"“{text}” is no length: type {noun_of(name)} in mm, like 915, or as 3FT.")
    return value


_VALUES: dict[Kind, Callable[[str, str, FormOptions], Value]] = {
    Kind.TEXT: _text,
    Kind.COUNT: _count,
    Kind.DATE: _date,
    Kind.MILLIMETRES: _millimetres,
}


def without_doubts(content: Field | Choice | None, actor: str) -> Field | Choice | None:
    """The content as a person accepted it: what was read, who says that it is right, and no doubt any more."""
    if content is None:
        return None
    if isinstance(content, Choice):
        return replace(content, field=_accepted(content.field, actor))
    return _accepted(content, actor)


def _accepted(field: Field, actor: str) -> Field:
    rule = field.rule if field.rule.startswith(PERSON) else f"{field.rule}, accepted by {actor}"
    return replace(field, doubts=(), rule=rule)
