"""Labels inside an item, and whether what stands behind one is a value of its kind."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.understand.grammar.lengths import lengths_in
from pipeline.understand.grammar.places import is_place
from pipeline.understand.grammar.sizes import sizes_in
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.item.colons import COLON, before_gap, before_mark
from pipeline.understand.item.values import OPTIONS, is_nothing, joined, joined_lines, value_without_marks
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.phrases import Found
from pipeline.understand.words.vocabulary import Vocabulary

CODE = re.compile(r"(?:(?P<lead>[A-Z]{1,4})[ .-])?(?=[^\s]*\d)[A-Z0-9][A-Z0-9./-]+", re.IGNORECASE)
WALL_RANGE = re.compile(r"(?<![\d.])(\d{2,3})\s*(?:mm)?\s*(?:~|-|–|—|to|hingga)\s*(\d{2,3})\s*mm", re.IGNORECASE)
CHECKABLE = frozenset({
    "size", "width_mm", "height_mm", "thickness_mm", "rebate_mm", "frame_width", "laminate_code", *OPTIONS,
})  # fmt: skip
FREE_TEXT = frozenset({"location", "remark", "design_name", "open_hole_type"})
_MEASURE = re.compile(r"\d+(?:\.\d+)?\s*(?:mm|cm|ft|['\"]|[x×]\s*\d)", re.IGNORECASE)
_ONE_FIGURE = re.compile(r"\s*\d(?=\s*$|\s[A-Z]{3})", re.IGNORECASE)  # "43mm thick 1 LEAF": it counts something
_UNITS = re.compile(r"[\s:=]*\d{1,4}[ \t]*(?P<unit>[A-Za-z]+)(?![\w-])")
_CALLED_AFTER = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+){1,2}")
_FIGURE_FIRST = re.compile(r"\s*[\d½¼¾]")
_COUNT_FIRST = re.compile(r"\W*(?:\d{1,2}(?:\.\d)?\s*(?:mm|nos?|x)?\s+)?", re.IGNORECASE)
_DESIGN_AND_MODEL = 2  # words
_PROFILE_AND_TYPE = 2  # words
_LETTERED = re.compile(r"[A-Z][a-z]+ [A-Z]")  # "Type B"
_LETTER = re.compile(r" [A-Z](?![\w./-])")
_COUNTED = re.compile(r"\s*(?:rm)?\s*\d[\d,.]*\s*(?:[a-z]+\.?)?\s*$", re.IGNORECASE)


@lru_cache(maxsize=4096)  # the same clauses are tried as parts of several items
def label_of(text: str, vocabulary: Vocabulary) -> Found | None:
    """The label at the beginning of ``text``, unless the whole text is one of the form's options ("Groove Line")."""
    label = _listed_or_made(text, vocabulary)
    if not label or squeeze(text[: label.start]) or _counts_goods(label, text, vocabulary):
        return None
    label = before_gap(text, label, vocabulary.specification_labels)
    label = before_mark(text, label, vocabulary.specification_labels)
    size = _first_size(text)
    if 0 <= size < label.end:  # "Dimension W: 900", "W813 H2110": the letters are the size's
        label = vocabulary.specification_labels.starting(text[:size])
        if not label or squeeze(text[label.end : size]):
            return None
    if _is_told(label, text, vocabulary) or _names_sized_frame(label, text, vocabulary):
        return None
    label = _without_option(label, text, vocabulary)
    option = bool(vocabulary.every_option.whole(text))
    if option and not COLON.match(text, label.end):  # "Teras: Honeycomb" is a label and its value all the same
        return None
    label = _without_room(label, text, vocabulary)
    label = _without_model(label, text, vocabulary)
    label = _without_lock(label, text, vocabulary)
    label = _without_type(label, text, vocabulary)
    return vocabulary.specification_labels.both_languages(text, label)


def _names_sized_frame(label: Found, text: str, vocabulary: Vocabulary) -> bool:
    """``ADJUSTABLE FRAME - 800MM X 2040MM``: words that end with the goods' name, before their size, are their name."""
    if label.meanings != {"frame_width"} or not size_at_once(text[label.end :]):
        return False
    return any(found.end == label.end for found in vocabulary.item_kinds.within(text[: label.end]))


def _counts_goods(label: Found, text: str, vocabulary: Vocabulary) -> bool:
    """``Laminate door   2 set``: words for goods that a count stands behind are their name and no label."""
    counted = _UNITS.match(text, label.end)
    if counted is None or "laminate_code" not in label.meanings or not vocabulary.units.whole(counted["unit"]):
        return False
    goods = vocabulary.item_kinds.within(text[label.start : label.end])
    return any(found.meanings & GOODS for found in goods)


def _is_told(label: Found, text: str, vocabulary: Vocabulary) -> bool:
    """``NO EDGING   4 GROOVE LINES``: an option before a wide gap labels nothing where something else stands behind.

    That is another option, or a label with its value; a label alone may be the next title in a row of them.
    """
    if not text.startswith("\t", label.end):
        return False
    behind = re.split(r"[\t\n]", text[label.end + 1 :], maxsplit=1)[0]
    groups = [group for group in OPTIONS if _tells(group, text[label.start : label.end], vocabulary)]
    if not groups or is_nothing(behind, vocabulary) or any(makes_sense(g, behind, vocabulary) for g in groups):
        return False
    other = vocabulary.specification_labels.starting(behind)
    return says_something(behind, vocabulary) and not (other and not squeeze(behind[other.end :]))


def _tells(group: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` is one of the options of ``group``, with or without its label: ``Edge NO EDGING``."""
    if vocabulary.options[group].whole(text):
        return True
    label = vocabulary.specification_labels.starting(text.split(maxsplit=1)[0])
    return bool(label and group in label.meanings and vocabulary.options[group].whole(text[label.end :]))


def says_something(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` begins with an option, a label, a size or a count of lines."""
    start = _COUNT_FIRST.match(text)
    behind = text[start.end() if start else 0 :]
    return (
        bool(vocabulary.every_option.starting(behind))
        or bool(vocabulary.specification_labels.starting(text))
        or size_at_once(text)
    )


def _without_option(label: Found, text: str, vocabulary: Vocabulary) -> Found:
    """``Deco Groove line``: the label ends before an option that begins inside its words and goes on behind them."""
    groups = label.meanings & set(OPTIONS)
    if any(makes_sense(group, text[label.end :], vocabulary) for group in groups):
        return label
    reaching = (f.start for group in groups for f in vocabulary.options[group].within(text) if f.end > label.end)
    cut = next((start for start in reaching if label.start < start < label.end), 0)
    shorter = vocabulary.specification_labels.starting(text[:cut]) if cut else None
    return shorter if shorter and not squeeze(text[shorter.end : cut]) else label


def _without_room(label: Found, text: str, vocabulary: Vocabulary) -> Found:
    """``Lokasi BILIK RAWATAN``, ``lokasi PINTU UTAMA``: the label ends before a place that begins with a label's word.

    Of ``Lokasi pintu Bilik 2`` it is all that stands before the room.
    """
    if "location" not in label.meanings or COLON.match(text, label.end):
        return label
    first = tokens_in(text)[0]
    shorter = vocabulary.specification_labels.listed(text[: first.end])
    placed = is_place(text[first.end :], vocabulary) or not is_place(text[label.end :], vocabulary)
    if first.end < label.end and "location" in shorter and placed:
        return Found(label.meanings, first.text, label.start, first.end)
    return label


def _without_model(label: Found, text: str, vocabulary: Vocabulary) -> Found:
    """``Design MODEL K-77``, ``Design=MODEL K-77``: the label ends before a name that begins with a label's word.

    ``Design Model K-77`` and ``DESIGN MODEL: K-77`` are labels of two words.
    """
    tokens = tokens_in(text[: label.end])
    if label.meanings != {"design_name"} or len(tokens) != _DESIGN_AND_MODEL or COLON.match(text, label.end):
        return label
    first, second = tokens
    between, word = text[first.end : second.start], text[second.start : second.end]
    if not (word.isupper() or "=" in between) or not all(
        "design_name" in vocabulary.specification_labels.listed(token.text) for token in tokens
    ):
        return label
    return Found(label.meanings, first.text, label.start, first.end)


def _without_type(label: Found, text: str, vocabulary: Vocabulary) -> Found:
    """``profile Type B``: a word with a capital behind one without begins the name that a letter by itself ends."""
    tokens = tokens_in(text[: label.end])
    if label.meanings != {"frame_profile"} or len(tokens) != _PROFILE_AND_TYPE or not _LETTER.match(text, label.end):
        return label
    first, second = tokens
    named = text[first.start : first.end].islower() and text[second.start].isupper()
    if not named or vocabulary.specification_labels.listed(first.text) != label.meanings:
        return label
    return Found(label.meanings, first.text, label.start, first.end)


def _without_lock(label: Found, text: str, vocabulary: Vocabulary) -> Found:
    """``LUBANG KUNCI DIGITAL``: the label ends before a lock's name that begins with its last word."""
    if label.meanings != {"open_hole_type"} or COLON.match(text, label.end):
        return label
    first = tokens_in(text)[0]
    lock = vocabulary.unlabelled.starting(text[first.end :].replace("\n", " "))
    shorter = vocabulary.specification_labels.listed(first.text) == label.meanings
    if first.end < label.end and shorter and lock and first.end + lock.end > label.end:
        return Found(label.meanings, first.text, label.start, first.end)
    return label


def _listed_or_made(text: str, vocabulary: Vocabulary) -> Found | None:
    """The label at the beginning of ``text``; one made of known words without a mark must have a sure value."""
    listed = vocabulary.specification_labels.starting(text.replace("\n", " "))
    if listed and COLON.match(text, vocabulary.specification_labels.both_languages(text, listed).end):
        return listed
    made = vocabulary.specification_labels.made(text)
    if made and (listed is None or made.end > listed.end) and surely_a_value(made, text[made.end :], vocabulary):
        return made
    return listed


def surely_a_value(label: Found, value: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind words that may be a label can only be such a value."""
    surely, value = label.meanings & CHECKABLE, value.lstrip(" –—-")  # Jamb Width – 120mm
    return any(makes_sense(attribute, value, vocabulary) for attribute in surely)


@lru_cache(maxsize=4096)
def makes_sense(attribute: str, value: str, vocabulary: Vocabulary) -> bool:  # noqa: PLR0911 - a test for each sort
    """Whether a label without a colon is one: its value must be of the label's kind."""
    value = value_without_marks(joined(value))
    if not squeeze(value) or attribute == "noted":
        return False
    if attribute == "size":
        return bool(sizes_in(joined_lines(value)))
    if attribute == "thickness_mm" and _ONE_FIGURE.match(value):
        return False
    if attribute.endswith("_mm") or attribute == "frame_width":
        return bool(_FIGURE_FIRST.match(value)) and any(True for _ in lengths_in(value))
    if attribute == "laminate_code":
        code = None if size_at_once(value) else CODE.match(value)  # PINTU LAMINATE 3X7 KAKI
        goods = code and any(vocabulary.item_kinds.whole(word) for word in (code["lead"] or "", code[0].split()[0]))
        return bool(code and not goods and not _MEASURE.match(value) and not WALL_RANGE.match(value))
    if attribute in OPTIONS:
        return bool(list(vocabulary.options[attribute].within(value)))
    if attribute == "frame_profile":
        if vocabulary.options["inner_outer"].starting(value) or vocabulary.unlabelled.starting(value):
            return False  # "Euro profile mortise" is a lock
        return bool(re.search(r"\d", value)) or len(value.split()) == 1 or bool(_LETTERED.fullmatch(value))
    if attribute in ("quantity", "unit_price", "amount"):
        return bool(_COUNTED.match(value))
    named = vocabulary.item_kinds.whole(value.split(maxsplit=1)[0]) & GOODS
    return not named or (attribute == "location" and _is_a_doors_place(value, vocabulary))


def _is_a_doors_place(value: str, vocabulary: Vocabulary) -> bool:
    """``PINTU UTAMA``, ``door lobby``: a place called after its door, and no goods with what they are made of."""
    return bool(_CALLED_AFTER.fullmatch(value)) and not any(True for _ in vocabulary.every_option.within(value))


def in_order(meanings: frozenset[str]) -> list[str]:
    """Where a word labels several things, the ones whose value can be checked come first.

    Which width a plain "width" is, its value tells (``read_value``).
    """
    if "width_mm" in meanings:
        meanings = meanings - {"frame_width"}
    return sorted(meanings, key=lambda m: (m in FREE_TEXT, m))


def size_at_once(text: str) -> bool:
    """``W813 H2110`` is a size with its own letters, not a width."""
    return _first_size(text) >= 0 and not squeeze(text[: _first_size(text)])


@lru_cache(maxsize=4096)
def _first_size(text: str) -> int:
    sizes = sizes_in(joined_lines(text))
    return sizes[0].start if sizes else -1
