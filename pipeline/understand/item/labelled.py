"""What a clause says that begins with a label: ``Core: Honeycomb``, ``LAMINATE 6S-A190``, ``T-bar: 2 lines``."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Field
from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.sizes import legend_at_end
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import COLON
from pipeline.understand.item.item_labels import FREE_TEXT, in_order, label_of, makes_sense
from pipeline.understand.item.values import OPTIONS, is_nothing, joined, read_value
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.denials import denied_from, denied_to
from pipeline.understand.words.noted import is_noted
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_SWALLOWED = "more than this seems to stand here"
_DENIED = "a word before it says that something is not meant"
_ONLY_COUNT = re.compile(r"\W*(?P<n>\d{1,2})\s*(?:nos?|lines?|pcs?|units?|garis|batang)?\W*", re.IGNORECASE)
_MONEY_OR_LETTER = re.compile(r"\([ivx]+\)|\bRM\s*\d[\d.,]")
_COUNT_INSIDE = re.compile(r"(?<=\w\s)\d{1,3}\s+([a-z]{2,6})\b(?!\s*[x×])", re.IGNORECASE)
_MARKS_BEFORE = " .-–\n\t"  # Lock Prep. DIGITAL LOCK, Location - Store
_LEFT_EMPTY = re.compile(
    r"[ .]*(?:\([^()\n]*\))?[ .]*:(?P<dash>\s*[-–—](?!\S))?"
)  # a form's "Open hole:", the colon being no clause's
_BEHIND_CODE = re.compile(r"(?P<code>\D{0,12}\d\S*)\s+(?P<words>\(?[^\d(][^\d\n]*|2 sides)")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_UNIT_BEHIND_LABEL = re.compile(r"\s*\(\s*([^()\n]+?)\s*\)")
_EDGING = frozenset({"edging"})  # nothing is one of its options
_OF_FRAMES_TOO = frozenset({"location", "door_type"})  # a frame's "Type : Inner"


def labelled_fields(passage: Passage, start: int, end: int, trade: Trade) -> list[Field] | None:
    """The fields of a clause that begins with a label; None where it does not, or where its value makes no sense."""
    text = passage.text[start:end]
    label = label_of(text, trade.vocabulary)
    if label is None or ("open_hole_type" in label.meanings and trade.vocabulary.noted.whole(text)):
        return None  # "Ironmongery by others" says of no hole what it is
    colon = COLON.match(text, label.end)
    value_start = start + (colon.end() if colon else label.end)
    value_start += len(passage.text[value_start:end]) - len(passage.text[value_start:end].lstrip(_MARKS_BEFORE))
    value = passage.text[value_start:end]
    answered = _answered(passage, (start, end), label, value, trade.vocabulary)
    if answered is not None:
        return answered
    empty = None if value else _LEFT_EMPTY.match(passage.text, end)
    if empty and (empty["dash"] or passage.trusted(start, end)):
        return []  # no pen's writing is missing from a text layer
    if not squeeze(_IN_BRACKETS.sub("", value)) and not (
        _says_in_brackets(value, trade.vocabulary) or (colon and label.meanings <= FREE_TEXT and squeeze(value))
    ):
        named = not colon and any(trade.vocabulary.options[group].whole(text[: label.end]) for group in OPTIONS)
        return [] if colon or ("(" in value and not named) else None  # "Groove Line (see drawing)" is no label
    if colon and "noted" in label.meanings:
        return [passage.known("other_words", joined(text), "label", start, end)]
    if not colon and _is_room(text, label, trade.vocabulary):
        value_start = start + label.start  # "BILIK BELAKANG" is called so
    if "size" in label.meanings:
        value_start = start + legend_at_end(passage.text[start:value_start])  # "Size (H x W): 2100 x 2400"
    found = _value_of(label, passage, (value_start, end), trade, colon=bool(colon))
    return _with_unit_of_label(found, passage, (start + label.end, end), trade.vocabulary) if found else found


def _is_room(text: str, label: Found, vocabulary: Vocabulary) -> bool:
    """Whether a place begins with a room's own name, and no label: ``Rooms 101 to 109``, but ``Room: Guest``."""
    named = label.meanings == {"location"} and bool(vocabulary.rooms.whole(text[label.start : label.end]))
    return named and not any(vocabulary.item_kinds.within(text[label.end :]))


def _with_unit_of_label(
    found: list[Field], passage: Passage, place: tuple[int, int], vocabulary: Vocabulary
) -> list[Field]:  # fmt: skip
    """A count without a unit of its own with the one in its label's brackets: ``Kuantiti (keping)  4``."""
    unit = _UNIT_BEHIND_LABEL.match(passage.text, *place)
    if [each.name for each in found] != ["quantity"] or not unit or not vocabulary.units.whole(unit[1]):
        return found
    return [*found, passage.known("unit", unit[1], "label", *unit.span(1))]


def _says_in_brackets(value: str, vocabulary: Vocabulary) -> bool:
    """``(SINGLE LEAF)``: one of the form's options in brackets is said; ``(S/L or D/L)`` only explains a label."""
    told = {
        (group, meaning) for group in OPTIONS for f in vocabulary.options[group].within(value) for meaning in f.meanings
    }
    return len(told) == 1


def _value_of(
    label: Found, passage: Passage, place: tuple[int, int], trade: Trade, *, colon: bool
) -> list[Field] | None:  # fmt: skip
    """What stands behind a label, for the first of its meanings that makes sense of it."""
    text = passage.text[slice(*place)]
    if label.meanings & _OF_FRAMES_TOO and trade.vocabulary.options["inner_outer"].whole(text):
        return read_value("inner_outer", passage, *place, trade)
    if not colon and is_nothing(text, trade.vocabulary) and label.meanings != _EDGING:  # "Edge banding edging nil"
        return []
    for attribute in in_order(label.meanings - {"noted"}):
        if colon or makes_sense(attribute, text, trade.vocabulary):
            start, end = place
            code_end = _code_end(text, trade.vocabulary) if attribute == "laminate_code" else None
            ends = start + code_end if code_end else end
            found = [_alone(each, trade.vocabulary) for each in read_value(attribute, passage, start, ends, trade)]
            if ends < end:
                found.append(passage.known("other_words", joined(passage.text[ends:end]), "noted", ends, end))
            return found
    return None


def _code_end(text: str, vocabulary: Vocabulary) -> int | None:
    """Where a code ends behind which nothing stands but what every clerk knows: ``6S-A190 BOTH SIDES``."""
    behind = _BEHIND_CODE.fullmatch(text)
    return behind.end("code") if behind and is_noted(behind["words"], vocabulary) else None


def _answered(
    passage: Passage, place: tuple[int, int], label: Found, value: str, vocabulary: Vocabulary
) -> list[Field] | None:  # fmt: skip
    """What a label says that is itself an option or denied: ``T-bar: 2``, ``ABS edging: no``, ``tanpa edging ABS``."""
    start, end = place
    if ticked := _ticked_by_label(passage, start, (start + label.end, end), value, vocabulary):
        return ticked
    asked = sorted(label.meanings & set(OPTIONS))
    if asked and denied_from(passage.text, start + label.start, vocabulary) is not None:
        return [passage.field(name, None, "option", start, end, doubts=[_DENIED]) for name in asked]
    return [] if _is_denied_option(passage.text, start, start + label.end, vocabulary) else None


def _ticked_by_label(
    passage: Passage, start: int, place: tuple[int, int], value: str, vocabulary: Vocabulary
) -> list[Field]:
    """``T-bar: 2 lines``, ``Groove line : 3``, ``ABS edging: yes``: the label itself is the option."""
    count = _ONLY_COUNT.fullmatch(value)
    if not count and squeeze(value) not in vocabulary.language.yes:
        return []
    label_end, end = place
    for group in OPTIONS:
        meanings = vocabulary.options[group].whole(passage.text[start:label_end])
        if len(meanings) != 1 or (count and group != "decorative_line"):
            continue
        fields = [passage.known(group, next(iter(meanings)), "option as label", start, end)]
        if count:
            at = end - len(value)
            fields.append(passage.field("decorative_line_count", int(count["n"]), "count", at, end))
        return fields
    return []


def _is_denied_option(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """``ABS edging: no``: the label itself is the option, which is not meant."""
    named = any(len(vocabulary.options[group].whole(text[start:end])) == 1 for group in OPTIONS)
    return named and denied_to(text, end, vocabulary) is not None


def _swallowed(text: str, vocabulary: Vocabulary) -> bool:
    """Whether money, a count with its unit or a small letter of a list stands in a text."""
    return _holds_money(text) or _holds_a_count(text, vocabulary)


def _holds_money(text: str) -> bool:
    return bool(amounts_in(text) or _MONEY_OR_LETTER.search(text))


def _holds_a_count(text: str, vocabulary: Vocabulary) -> bool:
    counted = [match[1] for match in _COUNT_INSIDE.finditer(text)]
    return any(vocabulary.units.whole(word) and squeeze(word) not in vocabulary.faces for word in counted)


def counted_beside(found: Field) -> Field:
    """A text of a line that is counted in a column of its own: ``hinge prep 3 nos`` swallowed no count."""
    if _SWALLOWED not in found.doubts or _holds_money(found.raw):
        return found
    return replace(found, doubts=tuple(doubt for doubt in found.doubts if doubt != _SWALLOWED))


def _alone(found: Field, vocabulary: Vocabulary) -> Field:
    """A code behind which another label stands may have swallowed more than its own words."""
    if found.name in FREE_TEXT and _swallowed(found.raw, vocabulary):
        return found.doubted(_SWALLOWED)
    if found.name not in ("laminate_code", "frame_profile"):
        return found
    labels = [f for f in vocabulary.specification_labels.within(found.raw) if f.start and len(f.phrase) > 2]
    return found.doubted("more than a code seems to stand here") if labels else found
