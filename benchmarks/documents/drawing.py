"""Draws the lines of a document: doors, frames and the rest, in one page's notation and wording."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from benchmarks.documents import trade
from benchmarks.documents.codes import fill, laminate_pattern, stock_code
from benchmarks.documents.order import Item, Part, Value
from benchmarks.documents.sizes import MILLIMETRES, Notation, draw_measure, draw_notation, in_form_mm
from benchmarks.documents.wording import Voice


@dataclass(frozen=True)
class Demand:
    """What a layout asks of the documents that it prints; None leaves it to chance."""

    kinds: tuple[str, ...] = ("invoice", "invoice", "tax_invoice", "proforma", "quotation", "purchase_order")
    languages: tuple[str, ...] = ("en", "en", "ms", "bi")
    priced: bool | None = True
    imperial: bool | None = None
    size_columns: bool = False
    whole_mm: bool = False
    """The columns say mm in their heads and hold bare numbers."""
    units: bool = True
    lines: tuple[int, int] = (3, 8)
    frames: float = 0.25
    others: float = 0.25
    keys: frozenset[str] | None = None
    """Specification keys that the layout has room for; None means all."""
    locations_by_group: bool = False
    common: bool = False
    currency: str | None = None
    running_text: bool = False
    """The lines are sentences, where "1 leaf" must not be the type beside a quantity."""
    line_discounts: bool = False
    """Some lines have a percentage taken off, in a column of its own."""
    discounts: bool = False
    """A discount may stand among the lines, without a quantity."""


class LineMaker:
    """Makes the lines of one document: codes, notation and unit words stay within one page's habits."""

    def __init__(self, rng: Random, voice: Voice, demand: Demand) -> None:
        self.rng, self.voice, self.demand = rng, voice, demand
        self.language = voice.language
        self.laminate = laminate_pattern(rng)
        self.notation = draw_notation(rng, self.language, demand.imperial, thickness=not demand.size_columns)
        if demand.whole_mm:
            self.notation = MILLIMETRES
        self.frame_notation = self._without_thickness()
        self.upper = rng.random() < 0.4
        self.dense = rng.uniform(0.35, 0.9)
        self.units = [trade.in_language(rng, trade.UNITS, self.language) for _ in range(2)]
        if demand.running_text:
            self.units = ["nos" if unit == "leaf" else unit for unit in self.units]
        self.nouns = [trade.in_language(rng, trade.DOOR_NOUNS, self.language) for _ in range(2)]
        self.codes = [fill(rng, self.laminate) for _ in range(3)]
        self.others = rng.sample(trade.OTHERS["ms" if self.language == "ms" else "en"], k=9)

    def lines(self) -> list[Item]:
        """Doors first, frames and others among them; at least two doors."""
        count = self.rng.randint(*self.demand.lines)
        items = [self._door(), self._door()]
        for _ in range(count - 2):
            chance = self.rng.random()
            if chance < self.demand.frames:
                items.append(self._frame())
            elif chance < self.demand.frames + self.demand.others and self.others:
                items.append(self._other())
            else:
                items.append(self._door())
        return [self._in_capitals(item) if self.upper else item for item in items]

    def discount(self) -> Item:
        text = trade.in_language(self.rng, trade.DISCOUNTS, self.language)
        return Item("other", text, None, None, Decimal(-50 * self.rng.randint(1, 6)))

    def _door(self) -> Item:
        leaf = self.rng.choices(("S/L", "D/L", "Unequal D/L"), (7, 2, 1))[0]
        thickness = self.rng.choice(trade.THICKNESSES)
        parts = [self._size("single" if leaf == "S/L" else "double", self.notation, thickness)]
        if not self.notation.carries_thickness:
            parts += self._maybe([self._thickness(thickness)])
        parts += self._maybe([
            self._word("type", "door_type", trade.TYPES, leaf), self._laminate(),
            self._drawn("core", "door_core", trade.CORES), self._drawn("edging", "edging", trade.EDGINGS),
        ], 0.2)  # fmt: skip
        parts += self._maybe([
            self._drawn("line", "decorative_line", trade.LINES),
            self._labelled("design", "design_name", self.rng.choice(trade.DESIGNS)),
            self._labelled("hole", "open_hole_type", trade.in_language(self.rng, trade.HOLES, self.language)),
        ])  # fmt: skip
        return self._item("door", self.rng.choice(self.nouns), parts + self._ending(), 280, 990)

    def _frame(self) -> Item:
        parts = [self._size("frame", self.frame_notation, None)]
        parts += self._maybe(
            [self._laminate(), self._labelled("frame_width", "frame_width", self.rng.choice(trade.WALLS))], 0.2
        )
        rebate = self.rng.choice(trade.REBATES)
        parts += self._maybe([
            Part("rebate", f"{rebate}mm", f"{self._small('rebate')} {rebate}mm", {"rebate_mm": rebate}),
            self._word("side", "inner_outer", trade.SIDES, self.rng.choice(("inner", "outer"))),
            self._labelled("profile", "frame_profile", self.rng.choice(trade.PROFILES)),
        ])  # fmt: skip
        noun = trade.in_language(self.rng, trade.FRAME_NOUNS, self.language)
        return self._item("frame", noun, parts + self._ending(), 90, 320)

    def _other(self) -> Item:
        item = self._item("other", self.others.pop(), [], 4, 400)
        return replace(item, code=stock_code(self.rng) if item.code else "")

    def _item(self, kind: str, noun: str, parts: list[Part], low: int, high: int) -> Item:
        kept = [part for part in parts if self.demand.keys is None or part.key in self.demand.keys]
        noun = noun[0].upper() + noun[1:]
        unit = self.rng.choice(self.units) if self.demand.units else None
        price = Decimal(self.rng.randint(low * 2, high * 2)) / 2
        quantity, code = self.rng.choice((1, 1, 2, 3, 4, 5, 6, 8, 12, 24)), stock_code(self.rng)
        less = self.rng.choice((0, 0, 5, 10, 15)) if self.demand.line_discounts else 0
        return Item(kind, noun, quantity, unit, price, kept, code=code, less=less)

    def _ending(self) -> list[Part]:
        location = self._labelled("location", "location", trade.in_language(self.rng, trade.LOCATIONS, self.language))
        remark = trade.in_language(self.rng, trade.REMARKS, self.language)
        parts = self._maybe([location])
        if self.rng.random() < 0.2:
            parts.append(Part("remark", remark, f"{self.voice('remark')}: {remark}", {"remark": remark}))
        return parts

    def _size(self, leaf: str, notation: Notation, thickness: int | None) -> Part:
        width, height = draw_measure(self.rng, notation, leaf)
        text = notation.write(width, height, thickness)
        values: dict[str, Value] = {
            "width_mm": in_form_mm(width, notation.imperial),
            "height_mm": in_form_mm(height, notation.imperial),
        }
        if notation.carries_thickness:
            values["thickness_mm"] = thickness
        columns = {"width": notation.alone(width), "height": notation.alone(height)}
        return Part("size", text, text, values, columns)

    def _thickness(self, thickness: int) -> Part:
        tail = (
            "tebal {t}mm"
            if self.language == "ms"
            else self.rng.choice(("{t}mm thk", "{t}mm thick", "thk {t}mm", "{t}mm THK"))
        )
        plain = tail.format(t=thickness)
        return Part("thickness", f"{thickness}mm", plain, {"thickness_mm": thickness}, {"thickness": str(thickness)})

    def _laminate(self) -> Part:
        code = self.rng.choice(self.codes)
        return Part("laminate", code, f"{self._small('laminate')} {code}", {"laminate_code": code})

    def _word(self, key: str, name: str, words: trade.Wordings, value: str) -> Part:
        text = trade.drawn(self.rng, words, self.language, value)
        while self.demand.running_text and key == "type" and text[0].isdigit():
            text = trade.drawn(self.rng, words, self.language, value)
        plain = text
        return Part(key, text, plain, {name: value})

    def _drawn(self, key: str, name: str, words: trade.Wordings) -> Part:
        return self._word(key, name, words, self.rng.choice(list(words)))

    def _labelled(self, key: str, name: str, text: str) -> Part:
        return Part(key, text, f"{self._small(key)}: {text}", {name: text})

    def _small(self, key: str) -> str:
        """The label as it stands inside a sentence."""
        label = self.voice(key).split(" / ")[0]
        return label if label.isupper() else label.lower()

    def _maybe(self, parts: list[Part], more: float = 0.0) -> list[Part]:
        return [part for part in parts if self.rng.random() < self.dense + more]

    def _without_thickness(self) -> Notation:
        """The same habit for a frame, which has no thickness."""
        if not self.notation.carries_thickness:
            return self.notation
        return draw_notation(self.rng, self.language, self.notation.imperial, thickness=False)

    def _in_capitals(self, item: Item) -> Item:
        """Everything printed in capitals; the size keeps its own marks."""
        parts = [
            part
            if part.key == "size"
            else replace(part, text=part.text.upper(), plain=part.plain.upper(), values=_upper(part.values))
            for part in item.parts
        ]
        return replace(item, noun=item.noun.upper(), parts=parts, unit=item.unit.upper() if item.unit else None)


def _upper(values: dict[str, Value]) -> dict[str, Value]:
    words = ("laminate_code", "location", "design_name", "open_hole_type", "frame_profile", "remark", "frame_width")
    return {
        name: value.upper() if name in words and isinstance(value, str) else value for name, value in values.items()
    }
