"""A document read with what was learned beside the reading without it: what was sure stays, the rest may be filled.

What was learned is one more source. A value that the plain reading was sure of is never replaced by it; a value that it
gives is marked ``learned`` and believed no more than its lesson.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.learned.codes import with_codes
from pipeline.learned.lessons import Learned, Lesson, LessonKind
from pipeline.model import Box, Field, Invoice, ItemKind, LineItem, R, present_fields, with_fields
from pipeline.understand.grammar.tokens import squeeze

LEARNED = "learned"
"""The rule of a value that was found by a lesson begins with this."""
_SAME_PLACE = 0.5
_FREE = frozenset({"description", "other_words"})
"""They hold what nothing else took: they change when something else is found."""
ATTRIBUTES = {"door_thickness": "thickness_mm", "rebated": "rebate_mm", "inner_or_outer": "inner_outer"}
"""Cells of the form whose attribute has another name on a line."""


def read_with(
    plain: Sequence[Invoice], taught: Sequence[Invoice], checked_plain: Sequence[Invoice], learned: Learned
) -> tuple[Invoice, ...]:
    """The plain reading with what the taught one adds. ``checked_plain`` is the plain one with its doubts."""
    if [invoice.pages for invoice in plain] != [invoice.pages for invoice in taught]:
        return tuple(plain)
    return tuple(
        _merged(one, other, doubted, learned) for one, other, doubted in zip(plain, taught, checked_plain, strict=True)
    )


def recalled(invoice: Invoice, learned: Learned) -> Invoice:
    """The invoice with names and codes that are known by heart."""
    for lesson in applying(learned.of(LessonKind.CUSTOMER), invoice):
        if name := invoice.customer_name:
            invoice = replace(invoice, customer_name=_named(name, lesson))
    codes = applying(learned.of(LessonKind.CODE), invoice)
    return (
        replace(invoice, items=tuple(with_codes(item, codes, marked) for item in invoice.items)) if codes else invoice
    )


def _named(name: Field, lesson: Lesson) -> Field:
    """The customer by another name. A name that may be only the beginning of theirs is asked about, not replaced."""
    read, meant = squeeze(str(name.value or "")), squeeze(lesson.meaning)
    if squeeze(lesson.subject) not in (squeeze(name.raw), read) or read == meant:
        return name
    if meant.startswith(read) and not name.doubts:
        doubt = f"“{lesson.subject}” was once “{lesson.meaning}” in full: is it here?"
        return replace(name, doubts=(doubt,), rule=f"{LEARNED} ({name.rule})")
    return marked(replace(name, value=lesson.meaning, doubts=()), lesson)


def applying(lessons: Sequence[Lesson], invoice: Invoice) -> tuple[Lesson, ...]:
    """Those that hold for the supplier of this document."""
    supplier = squeeze(str(invoice.supplier_name.value or "")) if invoice.supplier_name else ""
    return tuple(lesson for lesson in lessons if not lesson.scope or squeeze(lesson.scope) == supplier)


def marked(field: Field, lesson: Lesson) -> Field:
    """A value as found by a lesson."""
    rule = field.rule if field.rule.startswith(LEARNED) else f"{LEARNED} “{lesson.subject}” ({field.rule})"
    return replace(field, rule=rule, confidence=min(field.confidence, lesson.certainty))


def _merged(plain: Invoice, taught: Invoice, doubted: Invoice, learned: Learned) -> Invoice:
    invoice = _with_items(plain, taught, doubted, learned)
    return _filled(invoice, taught, doubted, learned)


def _filled(plain: R, taught: R, doubted: R, learned: Learned) -> R:
    """Each field that the plain reading lacks or doubts, as the taught one has it."""
    before, after, unsure = (present_fields(record) for record in (plain, taught, doubted))
    changes = {}
    for name, field in after.items():
        was = before.get(name)
        if name in _FREE or name == "kind" or field.value is None:
            continue
        sure = was is not None and was.value is not None and not unsure[name].doubts
        same = was is not None and was.value == field.value
        if sure or (same and len(field.doubts) >= len(unsure[name].doubts)):
            continue
        changes[name] = marked(field, _lesson_for(name, field, learned))
    return with_fields(plain, changes)


def _lesson_for(name: str, field: Field, learned: Learned) -> Lesson:
    """The lesson that most likely gave the field: one of this meaning, else the first there is."""
    about = [each for each in learned.lessons if each.meaning.partition("=")[0] in (name, _cell(name))]
    said = [each for each in about if squeeze(each.subject) in squeeze(field.raw)]
    return (said or about or list(learned.lessons))[0]


def _cell(name: str) -> str:
    return next((cell for cell, attribute in ATTRIBUTES.items() if attribute == name), name)


def _with_items(plain: Invoice, taught: Invoice, doubted: Invoice, learned: Learned) -> Invoice:
    if len(plain.items) == len(taught.items) and all(map(_same_line, plain.items, taught.items)):
        lines = zip(plain.items, taught.items, doubted.items, strict=True)
        return replace(plain, items=tuple(_line(*line, learned) for line in lines))
    if _open(taught) < _open(plain):
        return replace(plain, items=tuple(_all_marked(item, learned) for item in taught.items), doubts=taught.doubts)
    return plain


def _line(plain: LineItem, taught: LineItem, doubted: LineItem, learned: Learned) -> LineItem:
    left_out = plain.kind.value != ItemKind.OTHER and taught.kind.value == ItemKind.OTHER
    named = [
        each for each in learned.of(LessonKind.NOT_GOODS) if squeeze(each.subject) in squeeze(plain.description.raw)
    ]
    if left_out and named:
        return replace(taught, kind=marked(taught.kind, named[0]))
    if plain.kind.value != taught.kind.value and not doubted.kind.doubts:
        return plain
    line = _filled(plain, taught, doubted, learned)
    if plain.kind.value != taught.kind.value:
        line = replace(line, kind=marked(taught.kind, _lesson_for("kind", taught.kind, learned)))
    return replace(line, other_words=taught.other_words) if line != plain or _fewer_words(plain, taught) else plain


def _fewer_words(plain: LineItem, taught: LineItem) -> bool:
    """What was not known is known now, and nothing is missing from the line for it."""
    return plain.other_words is not None and (
        taught.other_words is None or len(taught.other_words.raw) < len(plain.other_words.raw)
    )


def _all_marked(item: LineItem, learned: Learned) -> LineItem:
    fields = {name: field for name, field in present_fields(item).items() if name not in _FREE}
    return with_fields(item, {name: marked(f, _lesson_for(name, f, learned)) for name, f in fields.items()})


def _open(invoice: Invoice) -> int:
    """How many questions a reading of lines leaves: what a door or frame lacks, what is doubtful, no goods at all."""
    goods = [item for item in invoice.items if item.kind.value != ItemKind.OTHER]
    lacking = sum(getattr(item, name) is None for item in goods for name in ("quantity", "width_mm", "height_mm"))
    doubts = sum(len(field.doubts) for item in invoice.items for field in present_fields(item).values())
    return lacking + doubts + len(invoice.doubts) + (0 if goods else 10)


def _same_line(one: LineItem, other: LineItem) -> bool:
    if one.page != other.page or (one.box is None) != (other.box is None):
        return False
    return one.box is None or other.box is None or _high_overlap(one.box, other.box) >= _SAME_PLACE


def _high_overlap(one: Box, other: Box) -> float:
    common = min(one.y1, other.y1) - max(one.y0, other.y0)
    return common / max(min(one.height, other.height), 1e-6)
