"""What an engine's entities say, read off our own words where they stand. Pure.

An engine names a thing and says where it is; what it says there is read by our own grammar from the words on the page.
So a value that came through an engine is a value that stands in its box, like every other. An entity without a place,
or whose text does not stand there, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.model import Box, Document, Entity, Field
from pipeline.understand.grammar.dates import dates_in
from pipeline.understand.grammar.numbers import amounts_in, money
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.head.headers import whole_number_in
from pipeline.understand.head.party_names import is_ours
from pipeline.understand.item.values import joined, read_value
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.passage import Ink, Passage, ink_of
from pipeline.understand.words.goods import SPECIFIED
from pipeline.understand.words.trade import Trade

ENGINE = "documentai"
"""The entity around what Document AI found on some pages."""
RULE = "Document AI"
LINE_ITEM = "line_item"

_AROUND = 0.004  # of the page: an engine's box may cut the outermost letters
DATES = frozenset({"date", "delivery_date", "due_date"})
SUMS = frozenset({"sub_total", "tax_total", "total", "unit_price", "amount"})
NAMES = frozenset({"customer_name", "supplier_name", "measure_by"})
NUMBERS = frozenset({"number", "po_no"})


@dataclass(frozen=True)
class Reading:
    """A field as an engine's entity gives it. ``certainty`` is the engine's own; the field's is that of its words."""

    field: Field
    certainty: float


@dataclass(frozen=True)
class Found:
    """All entities of a document, and the words of its pages."""

    entities: tuple[Entity, ...] = ()
    ink: tuple[Ink, ...] = ()

    def on(self, pages: Sequence[int]) -> Found:
        """Those on some pages."""
        return Found(tuple(e for e in self.entities if e.page in pages), self.ink)

    def passage(self, entity: Entity) -> Passage | None:
        """The words that ``entity`` consists of; None when its text does not stand where it says."""
        inside = self.words_in(entity)
        wanted = squeeze(entity.mention_text)
        if not inside or not wanted:
            return None
        if squeeze(inside.text) == wanted:
            return inside
        pattern = r"\s*".join(re.escape(part) for part in entity.mention_text.split())
        match = re.search(pattern, inside.text)
        return inside.part(*match.span()) if match else None

    def words_in(self, entity: Entity) -> Passage | None:
        """Everything that stands in an entity's box."""
        if entity.box is None:
            return None
        return Passage(rows_of([i for i in self.ink if i.page == entity.page and _inside(i, entity.box)]))

    def readings(self, entity: Entity, trade: Trade) -> list[Reading]:
        """The fields that a named entity gives: one, but for a size, or a count with its unit."""
        passage = self.passage(entity)
        if passage is None or not passage:
            return []
        fields = [field for field in _fields(entity.type, passage, trade) if field.value is not None]
        return [Reading(replace(field, rule=RULE), entity.confidence) for field in fields]


def engine_entities(document: Document) -> Found:
    """What engines found in ``document``."""
    entities = tuple(part for entity in document.entities if entity.type == ENGINE for part in entity.properties)
    return Found(entities, tuple(ink for page in document.pages for ink in ink_of(page)) if entities else ())


def _inside(ink: Ink, box: Box) -> bool:
    centre_x, centre_y = ink.word.box.centre_x, ink.word.box.centre_y
    across = box.x0 - _AROUND <= centre_x <= box.x1 + _AROUND
    return across and box.y0 - _AROUND <= centre_y <= box.y1 + _AROUND


def _fields(name: str, passage: Passage, trade: Trade) -> list[Field]:
    """What our grammar makes of a passage that an engine called ``name``."""
    if name in DATES:
        return _date(name, passage)
    if name in SUMS:
        return _sum(name, passage)
    if name in NUMBERS:
        number = whole_number_in(passage, RULE)
        return [replace(number, name=name)] if number else []
    if name in NAMES:
        return _name(name, passage, trade)
    if name in ("quantity", "size", *SPECIFIED):
        return read_value(name, passage, 0, len(passage.text), trade)
    return []


def _date(name: str, passage: Passage) -> list[Field]:
    written = dates_in(passage.text)
    if len({each.value for each in written}) != 1:
        return []
    return [passage.field(name, written[0].value.isoformat(), RULE, written[0].start, written[0].end)]


def _sum(name: str, passage: Passage) -> list[Field]:
    amounts = amounts_in(passage.text)
    if len(amounts) != 1:
        return []
    return [passage.field(name, money(amounts[0].value), RULE, amounts[0].start, amounts[0].end)]


def _name(name: str, passage: Passage, trade: Trade) -> list[Field]:
    value = joined(passage.text)
    if name == "customer_name" and is_ours(value, trade.vocabulary):  # the customer is never us
        return []
    return [passage.field(name, value, RULE)]
