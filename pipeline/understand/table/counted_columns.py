"""How many and how much, where columns say so."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Field
from pipeline.understand.grammar.numbers import amounts_in, money, number_of, quantities_in
from pipeline.understand.grammar.ringgit_and_sen import amounts_in_cell
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.grammar.whole_ringgit import whole_ringgit
from pipeline.understand.item.counted_cells import count_and_unit
from pipeline.understand.item.named_places import ends_with_goods
from pipeline.understand.item.values import is_nothing, joined
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.columns import Column
from pipeline.understand.table.item_table import Row
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_COUNT_ALONE = re.compile(r"^\s*(?P<n>\d{1,4}(?:\.00?)?)\s*(?P<unit>[A-Za-z]+)\.?\s*$", re.MULTILINE)
_COUNT_BEHIND = re.compile(
    r"\s*[(\[–—-]\s*(?P<label>qty|kuantiti)?[\s:.]*(?P<n>\d{1,4}(?:\.00?)?)\s*(?P<unit>[A-Za-z]*)\.?\s*(?:[)\]]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_TITLED_UNIT = re.compile(r"\(\s*([A-Za-z]+)\.?\s*\)")
_MEASURED = frozenset({"ft", "kaki", "m", "mm", "cm", "in", "kg"})
"""Units that goods are sold by, and that measure them: a size's ``7FT`` on a line of its own, a closer's ``60KG``."""
_FIGURE = re.compile(r"\d[\d,]*\.\d{2}")
_PER_CENT = re.compile(r"-?(\d{1,2}(?:\.\d{1,2})?)\s*%?")


def counted_fields(row: Row, trade: Trade) -> list[Field]:
    """Quantity, unit, unit price, amount and discount."""
    fields = _quantity(row.passage("quantity"), trade)
    unit = row.passage("unit")
    if unit and not is_nothing(unit.text, trade.vocabulary) and not quantities_in(unit.text):
        fields = [f for f in fields if f.name != "unit"]
        known = bool(trade.vocabulary.units.whole(unit.text))
        doubts = () if known else ("this unit is not known",)
        found = unit.field("unit", joined(unit.text), "column", doubts=doubts)
        fields.append(unit.known("unit", joined(unit.text), "column", 0, len(unit.text)) if known else found)
    elif unit and not any(f.name == "quantity" for f in fields):
        fields += _quantity(unit, trade)
    fields += _money(row, "unit_price") + _money(row, "amount")
    fields += _without_sen(row, {field.name: field for field in fields})
    fields = _with_parted_amount(fields, row.passage("amount"))
    return fields + _discount(row, {field.name: field for field in fields})


def with_titled_unit(
    counted: Mapping[str, Field], columns: Sequence[Column], vocabulary: Vocabulary
) -> dict[str, Field]:
    """``counted`` with the unit that the title of the counts names, where none stands beside them: ``Qty (pcs)``."""
    title = next((c.title_ink for c in columns if c.meaning == "quantity" and c.title_ink), ())
    passage = Passage(rows_of(title)) if "unit" not in counted and counted.get("quantity") else None
    named = _TITLED_UNIT.search(passage.text) if passage else None
    if passage is None or named is None or not vocabulary.units.whole(named[1]):
        return dict(counted)
    return {**counted, "unit": passage.known("unit", named[1], "in the counts' title", *named.span(1))}


def with_count_beside(
    counted: Mapping[str, Field], description: Passage, vocabulary: Vocabulary
) -> dict[str, Field]:  # fmt: skip
    """``counted``; its quantity asked about where the description counts with a unit, and otherwise: ``Door (3 pcs)``.

    ``3 units`` on a line and 290.00 under ``Qty``: the column may be another one's, whose title is not known.
    """
    quantity = counted.get("quantity")
    if quantity is None or quantity.value is None:
        return dict(counted)
    alone = (m for m in _COUNT_ALONE.finditer(description.text) if squeeze(m["unit"]) not in _MEASURED)
    behind = _COUNT_BEHIND.finditer(description.text) if any(map(str.isdigit, description.text)) else ()
    leaves = vocabulary.language.leading_units  # "(1 leaf)" says which door it is
    behind = (m for m in behind if squeeze(m["unit"]) not in leaves)
    goods = (m for m in behind if ends_with_goods(description.text[: m.start()], vocabulary))
    named = (m for m in (*alone, *goods) if vocabulary.units.whole(m["unit"]) or m.groupdict().get("label"))
    lines = list(named)
    if len(lines) != 1 or Decimal(lines[0]["n"]) == Decimal(str(quantity.value)):
        return dict(counted)
    doubt = f"the words beside it say “{lines[0][0].strip(' ()[]–—-')}”"
    return {**counted, "quantity": replace(quantity, doubts=(*quantity.doubts, doubt))}


def _with_parted_amount(fields: list[Field], passage: Passage) -> list[Field]:
    """``14 4.00`` in a scan is 144.00 where quantity and price come to that."""
    whole = "".join(passage.text.split())
    if whole == passage.text or passage.trusted(0, len(passage.text)) or not _FIGURE.fullmatch(whole):
        return fields
    told = {field.name: field for field in fields}
    counted, price, amount = (number_of(told.get(name)) for name in ("quantity", "unit_price", "amount"))
    if counted is None or price is None or amount is None or counted * price != Decimal(whole.replace(",", "")):
        return fields
    joined_up = passage.field("amount", money(counted * price), "column")
    return [joined_up if field.name == "amount" else field for field in fields]


def _without_sen(row: Row, told: Mapping[str, Field]) -> list[Field]:
    """Price and amount in whole ringgit: they are known by the count, with which they come out."""
    counted = number_of(told.get("quantity"))
    price, amount = (row.passage(meaning) for meaning in ("unit_price", "amount"))
    each, whole = whole_ringgit(price.text), whole_ringgit(amount.text)
    if told.keys() & {"unit_price", "amount"} or counted is None or each is None or whole is None:
        return []
    if not whole or counted * each != whole:
        return []
    return [price.field("unit_price", money(each), "column"), amount.field("amount", money(whole), "column")]


def _quantity(passage: Passage, trade: Trade) -> list[Field]:
    return count_and_unit(passage, 0, len(passage.text), trade.vocabulary)


def _discount(row: Row, fields: Mapping[str, Field]) -> list[Field]:
    """What the discount column takes off: money, or a percentage of quantity times price."""
    passage = row.passage("discount")
    needed = [fields.get(name) for name in ("quantity", "unit_price")]
    if not passage or any(each is None or each.value is None for each in needed):
        return []
    full = math.prod(Decimal(str(each.value)) for each in needed if each)
    share = _PER_CENT.fullmatch(passage.text.strip())
    money_off = amounts_in(passage.text)
    off = full * Decimal(share[1]) / 100 if share else abs(money_off[0].value) if len(money_off) == 1 else None
    return [] if off is None else [passage.field("discount", money(off), "column")]


def _money(row: Row, meaning: str) -> list[Field]:
    passage = row.passage(meaning)
    found = amounts_in_cell(passage.text)
    if len(found) != 1:
        return []
    return [passage.field(meaning, money(found[0].value), "column", found[0].start, found[0].end)]
