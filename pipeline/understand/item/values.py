"""What the text behind a label, or in a column, means for that attribute.

``read_value`` gives the fields that a piece of a passage yields for one attribute: a size yields width, height and
maybe thickness, a decorative line its kind and its count. Text that should mean something but does not is kept as a
field without a value and with a doubt, so that a person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from pipeline.model import Field
from pipeline.understand.grammar.codes import read_code, thin_letters, words_repaired
from pipeline.understand.grammar.lengths import FEET_MARK, INCH_MARK, lengths_in
from pipeline.understand.grammar.numbers import digits_repaired, quantities_in
from pipeline.understand.grammar.sizes import Plausible, Size, sizes_in
from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.counted_cells import count_and_unit
from pipeline.understand.item.hole_words import hole_alone
from pipeline.understand.item.own_words import own_words
from pipeline.understand.page.leaders import run_into
from pipeline.understand.page.passage import Passage
from pipeline.understand.page.square_marks import asks_for_a_tick
from pipeline.understand.words.denials import denied_from
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

OPTIONS = ("door_type", "door_core", "edging", "decorative_line", "inner_outer")
"""Attributes whose value is one of the form's boxes."""

_WRAPPED = re.compile(r"(?<=\w-)\n(?=\w)")
_TRIM = " \t\n,;:：|/•·*●▪=~"
_RANGE = re.compile(r"(?P<a>\d{2,3})\s*(?:mm)?\s*(?:~|-|–|—|to|hingga)\s*(?P<b>\d{2,3})\s*(?:mm)?", re.IGNORECASE)
_IN_A_CODE = re.compile(r"[^\W\d_][./-]?$")
_MEASURED = re.compile(r"\s*[mc]m\b", re.IGNORECASE)
_METRES = re.compile(r"[0-3][.]\d{1,3}")  # in a width or height column nothing else is written so
_MARKS = re.compile(
    r"(?:[\s.:#]|-\s|(?:no|nos|code|ref|number|kod|nombor|all|semua)\b\s*[.:#]*(?=\s*\S*\d))*", re.IGNORECASE
)
_LETTERS_FOR_FIGURES = re.compile(r"\b(?=\d*[OISBl])[OISBl\d]{2,4}\s?mm\b", re.IGNORECASE)  # SOMM
_FULL_STOP = re.compile(r"(?<=[A-Za-z]{4})\.$")  # a sentence's, not an abbreviation's
_NAMED_CODE = re.compile(r"\d\S*\s+[A-Za-z]{3,}")  # "ML-88 Walnut": a colour's name, or part of the code
_NUMBER_BEFORE = re.compile(r"\d{1,2}\s+[A-Z]{1,4}[- ]?\d{3}")  # the end of a room's name beside it: "2 TW971/MT"
_INNER_LABEL = re.compile(r"\s([^\W\d][\w./-]{0,15})\s?:\s?(?=\w)")
_DOTS_BEFORE = "the dots before the code run into it, and may have taken its first character"
_NO_FIGURE = "no figure stands in it, which a laminate's code has"
_WORD_BEHIND = "a word stands behind the code"
_LETTERS_ONLY = re.compile(r"(?<!\S)[A-Za-z]{3,}(?!\S)")
_FIGURES = re.compile(r"(?<!\S)\S*\d\S*")
_MOST_FIGURES = 2  # words with digits in one code
_WALL = re.compile(r"\d{2,3}\s*mm", re.IGNORECASE)
_MEASURE = re.compile(
    rf"(?<![\w])(?:(?=[OoIl]*\d)[0-9OoIl]{{1,5}}|\d(?=\w*\d)[0-9OoIlSBZ]{{1,4}})(?=\s?(?:mm|cm|ft)(?![a-wyz]))|(?<=\d{FEET_MARK})\s?[Oo](?={INCH_MARK})"
    r"|(?<=\dft)\s?[Oo](?=\s?in\b)",
    re.IGNORECASE,
)
_TIMES_RUN_ON = re.compile(r"(?<=[A-Za-z]{3})[xX](?=\s?\d{1,2}\b)")  # T-Barx 2
# Two runs of three or four with a times sign between them are a size: 9OO x 21S0.
_DIGIT_LIKE_RUN = r"\d(?=\w*\d)[0-9OoIlSBZ]{2,3}"
_PAIR = re.compile(
    rf"(?<![\w-]){_DIGIT_LIKE_RUN}(?=\s?[x×]\s?\d)|(?:(?<=\d[x×])|(?<=\d\s[x×]\s)){_DIGIT_LIKE_RUN}(?![\w-])"
)
_INCHES = re.compile(r"(?<=ft)(\s?\d{1,2}(?:\s?\d/\d{1,2})?)1N\b", re.IGNORECASE)  # 7FT 21N, 7FT 10 1/21N
# Letters beside figures, without which nothing of the above is found.
_LETTER_BESIDE = re.compile(rf"\d[oilsbz]|[oil]\d|{FEET_MARK}\s?o|ft\s?o|1n", re.IGNORECASE)
_TO_DIGITS = str.maketrans("OoIlSBZ", "0011582")
_SMALLEST_LEAF_MM = 300
_WIDEST_WALL_MM = 450


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """``start`` and ``end`` moved inwards past blanks and punctuation that belongs to no value."""
    if start >= end:
        return start, end
    words = text[start:end].lstrip(_TRIM)
    start = end - len(words)
    return start, start + len(words.rstrip(_TRIM))


def is_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """True for what a clerk writes where there is nothing to write: a dash, ``N/A``, ``NIL``."""
    return not squeeze(text) or bool(vocabulary.nothing.whole(text))


@lru_cache(maxsize=4096)
def joined(text: str) -> str:
    """Text over several lines as one: a hyphen at a line's end joins (``HS-`` / ``2665M``), a break is a space."""
    return " ".join(measures_repaired(_WRAPPED.sub("", text)).split())


def measures_repaired(text: str) -> str:
    """``7OMM`` as ``70MM``: before a unit only digits can stand. Places in the text stay where they are."""
    if not _LETTER_BESIDE.search(text):
        return text
    text = _MEASURE.sub(lambda m: m[0].translate(_TO_DIGITS), text)
    text = _PAIR.sub(lambda m: m[0].translate(_TO_DIGITS), text)
    return _INCHES.sub(r"\1IN", text)


_CODES = frozenset({"laminate_code", "frame_profile"})
_NAMES = _CODES | {"design_name", "location"}


def read_value(attribute: str, passage: Passage, start: int, end: int, trade: Trade) -> list[Field]:
    """The fields that ``passage.text[start:end]`` gives for ``attribute``; empty where it says "nothing"."""
    start, end = trimmed(passage.text, start, end)
    if attribute in _NAMES:
        end -= len(passage.text[start:end]) - len(passage.text[start:end].rstrip(" ."))  # a sentence's end
    text = passage.text[start:end]
    if attribute in OPTIONS:
        return [] if not squeeze(text) else _option(attribute, passage, start, end, trade.vocabulary)
    if is_nothing(text, trade.vocabulary):
        return []
    if attribute == "quantity":
        return count_and_unit(passage, start, end, trade.vocabulary)
    if attribute == "size":
        return _size(passage, start, end, trade.plausible)
    if attribute == "frame_width" and _is_frames_own(text):
        attribute = "width_mm"
    if attribute in _LENGTHS:
        return _LENGTHS[attribute](attribute, passage, start, end, trade.plausible)
    if attribute == "open_hole_type":
        start, end = (start + place for place in hole_alone(text, trade.vocabulary))
    if attribute in _CODES:
        start += own_words(attribute, text, trade.vocabulary)
    found = _WORDINGS.get(attribute, _text)(attribute, passage, start, end)
    return [_with_inner_label_asked(_with_name_behind(each, trade.vocabulary)) for each in found]


def _with_inner_label_asked(found: Field) -> Field:
    """``7S-C117 FW: 150MM``: a word with a colon inside a value is a label that nobody knows."""
    inner = None if found.name == "remark" else _INNER_LABEL.search(found.raw)
    doubt = f"“{inner[1]}” in it looks like a label that is not known" if inner else ""
    return found.doubted(doubt) if doubt else found


def _with_name_behind(found: Field, vocabulary: Vocabulary) -> Field:
    """``ML-88 Walnut``, ``P4 Bullnose``: the name of a laminate's colour or a profile's shape is no other word."""
    if _WORD_BEHIND not in found.doubts:
        return found
    names = vocabulary.colours if found.name == "laminate_code" else vocabulary.profile_shapes
    known = all(squeeze(word) in names for word in _LETTERS_ONLY.findall(found.raw))
    return replace(found, doubts=tuple(d for d in found.doubts if d != _WORD_BEHIND)) if known else found


def size_fields(passage: Passage, size: Size, offset: int) -> list[Field]:
    """A field for each dimension of ``size``, which was found in ``passage.text[offset:]``."""
    found = {"width_mm": size.width, "height_mm": size.height, "thickness_mm": size.thickness}
    fields = [
        passage.field(name, d.millimetres, "size", offset + d.start, offset + d.end, doubts=size.doubts)
        for name, d in found.items()
        if d
    ]
    missing = [name for name in ("width_mm", "height_mm") if not found[name]] if size.doubts else []
    where = (offset + size.start, offset + size.end)
    return fields + [passage.field(name, None, "size", *where, doubts=size.doubts) for name in missing]


def _size(passage: Passage, start: int, end: int, plausible: Plausible) -> list[Field]:
    sizes = sizes_in(joined_lines(passage.text[start:end]), plausible)
    if len(sizes) == 1:
        return size_fields(passage, sizes[0], start)
    doubt = "this size could not be read" if not sizes else "more than one size stands here"
    return [passage.field(name, None, "size", start, end, doubts=[doubt]) for name in ("width_mm", "height_mm")]


@lru_cache(maxsize=4096)  # several rules look at the same lines
def joined_lines(text: str) -> str:
    """Line breaks and tabs as spaces and misread measures put right; places in the text stay where they are."""
    return measures_repaired(text.replace("\n", " ").replace("\t", " "))


def _option(attribute: str, passage: Passage, start: int, end: int, vocabulary: Vocabulary) -> list[Field]:
    text = passage.text[start:end]
    if unsure := asks_for_a_tick(text):
        return [passage.field(attribute, None, "option", start, end, doubts=unsure)]
    if not passage.trusted(start, end):
        text = _TIMES_RUN_ON.sub(" ", text)
    phrases = vocabulary.options[attribute]
    whole = phrases.whole(text)
    found = (
        [(whole, start, end)] if whole else [(f.meanings, start + f.start, start + f.end) for f in phrases.within(text)]
    )
    found = [each for each in found if whole or denied_from(passage.text, each[1], vocabulary) is None]
    meanings = {meaning for meanings, _, _ in found for meaning in meanings}
    if [meant for meant, _, _ in found] == _UNEQUAL_LEAVES and not passage.text[found[0][2] : found[1][1]].strip():
        meanings = set(_UNEQUAL_LEAVES[0])  # "UNEQUAL DIL": the slash was read as a letter
    if len(meanings) == 1:
        return _chosen(attribute, meanings.pop(), passage, (start, end), (found[0][1], found[-1][2]))
    if attribute == "edging" and text.casefold() == "na":  # not "N/A"
        doubt = "“NA” can mean NA lipping, or that nothing is said"
        return [passage.field(attribute, None, "option", start, end, doubts=[doubt])]
    if is_nothing(text, vocabulary):
        return []
    doubt = (
        "none of the form's options is meant by these words" if not meanings else "two of the form's options stand here"
    )
    return [passage.field(attribute, None, "option", start, end, doubts=[doubt])]


def _chosen(
    attribute: str, meaning: str, passage: Passage, whole: tuple[int, int], place: tuple[int, int]
) -> list[Field]:
    fields = [passage.known(attribute, meaning, "option", *place)]
    if attribute == "decorative_line":
        fields += _line_count(passage, *whole)
    return fields


def _line_count(passage: Passage, start: int, end: int) -> list[Field]:
    """How many lines: ``2 groove lines``, ``T-bar x 3``; no measure (``10mm``) and no code's end (``TB-02``)."""
    text = passage.text[start:end]
    whole = (q for q in quantities_in(text) if q.value == q.value.to_integral() and 0 < q.value < 20)
    counts = [q for q in whole if not _IN_A_CODE.search(text, 0, q.start) and not _MEASURED.match(text, q.end)]
    if len(counts) != 1:
        return []
    place = (start + counts[0].start, start + counts[0].end)
    return [passage.field("decorative_line_count", int(counts[0].value), "count", *place)]


def _millimetres(attribute: str, passage: Passage, start: int, end: int, plausible: Plausible) -> list[Field]:
    """A single length; a bare number is millimetres, as these columns are always written."""
    text = joined_lines(passage.text[start:end])
    if unsure := asks_for_a_tick(text):
        return [passage.field(attribute, None, "length", start, end, doubts=unsure)]
    lengths = list(lengths_in(text))
    if not lengths and not passage.trusted(start, end):
        lengths = list(lengths_in(digits_repaired(text)))
    unit = "m" if attribute in ("width_mm", "height_mm") and _METRES.fullmatch(text.strip()) else "mm"
    values = {length.millimetres(unit, plausible.imperial_step) for length in lengths}
    if len(values) == 1 and (value := values.pop()) is not None:
        doubts = _unsure(attribute, value, lengths[0].unit)
        place = (start + lengths[0].start, start + lengths[0].end)
        return [passage.field(attribute, value, "length", *place, doubts=doubts)]
    return [passage.field(attribute, None, "length", start, end, doubts=["this length could not be read"])]


def _unsure(attribute: str, value: int, unit: str | None) -> list[str]:
    if unit is None and attribute in ("width_mm", "height_mm") and value < _SMALLEST_LEAF_MM:
        return ["the number is written without a unit and is too small for millimetres"]
    return []


def _width(_attribute: str, passage: Passage, start: int, end: int, plausible: Plausible) -> list[Field]:
    """``WIDTH`` on a frame is the wall it fits (130~150MM) where it is a range or less than any leaf."""
    text = passage.text[start:end]
    lengths = list(lengths_in(text))
    small = lengths and all(
        (length.millimetres("mm") or 0) < _SMALLEST_LEAF_MM and not length.imperial for length in lengths
    )
    if _RANGE.search(text) or small:
        return _frame_width("frame_width", passage, start, end)
    return _millimetres("width_mm", passage, start, end, plausible)


def _text(attribute: str, passage: Passage, start: int, end: int) -> list[Field]:
    value = _FULL_STOP.sub("", joined(passage.text[start:end]))
    if passage.trusted(start, end):
        return [passage.field(attribute, value, "text", start, end)]
    misread = _LETTERS_FOR_FIGURES.search(value)
    doubts = [f"“{misread[0]}” could be a length whose figures were read as letters"] if misread else []
    doubts += thin_letters(value) if attribute == "design_name" else ()
    return [passage.field(attribute, words_repaired(value), "text", start, end, doubts=doubts)]


def marks_end(text: str, start: int) -> int:
    """Where the value begins behind a label that ends at ``start``: ``no. WG 761 T``, ``ref # 12``."""
    marks = _MARKS.match(text, start)
    return marks.end() if marks else start


def value_without_marks(text: str) -> str:
    """A value without what may stand between a label and it: ``no. WG 761 T``, ``# 12``."""
    return _MARKS.sub("", text, count=1).strip()


def _code(attribute: str, passage: Passage, start: int, end: int) -> list[Field]:
    marks = _MARKS.match(passage.text, start, end)
    start = marks.end() if marks and marks.end() < end else start
    code = read_code(joined(passage.text[start:end]), trusted=passage.trusted(start, end))
    named = [_WORD_BEHIND] if _NAMED_CODE.search(code.text) else []
    named += ["a number stands before the code"] if _NUMBER_BEFORE.match(code.text) else []
    named += ["more than one code stands here"] if len(_FIGURES.findall(code.text)) > _MOST_FIGURES else []
    named += [_NO_FIGURE] if attribute == "laminate_code" and not _FIGURES.search(code.text) else []
    if not passage.trusted(start, end):
        named += [_DOTS_BEFORE] if run_into(passage.text, start) else []
        named += thin_letters(code.text)
    return [passage.field(attribute, code.text, "code", start, end, doubts=[*code.doubts, *named])]


def _is_frames_own(text: str) -> bool:
    """``Frame width: 990 MM``: no wall is so thick as a frame is wide."""
    lengths = [] if _RANGE.search(text) else list(lengths_in(text))
    return len(lengths) == 1 and (lengths[0].millimetres("mm") or 0) > _WIDEST_WALL_MM


def _frame_width(attribute: str, passage: Passage, start: int, end: int) -> list[Field]:
    """A wall width or a range of them; what runs on behind it (OCR loses spaces) is not part of it."""
    text = joined_lines(passage.text[start:end])
    match = _RANGE.search(text) or _WALL.search(text)
    if not match:
        return _text(attribute, passage, start, end)
    return _text(attribute, passage, start + match.start(), start + match.end())


_UNEQUAL_LEAVES = [frozenset({"Unequal D/L"}), frozenset({"D/L"})]
_LENGTHS: dict[str, Callable[[str, Passage, int, int, Plausible], list[Field]]] = {
    "width_mm": _width,
    "height_mm": _millimetres,
    "thickness_mm": _millimetres,
    "rebate_mm": _millimetres,
}
_WORDINGS: dict[str, Callable[[str, Passage, int, int], list[Field]]] = {
    "frame_width": _frame_width,
    "laminate_code": _code,
    "frame_profile": _code,
}
