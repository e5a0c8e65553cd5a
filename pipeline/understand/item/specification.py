"""What an item's text specifies: size, laminate, core, edging and the rest, each with the words it came from.

A clause with a label in front says what it is about ("Core: Honeycomb", "LAMINATE 6S-A190"). A clause without one is
searched for sizes and for the form's option words. What is left of the clause with the kind of goods is the title;
any other left-over clause is unknown and is kept word for word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Field
from pipeline.understand.grammar.numbers import amounts_in
from pipeline.understand.grammar.places import ends_open, is_place, is_unit_of, is_zone_above, place_behind
from pipeline.understand.grammar.stock_codes import is_lone_code
from pipeline.understand.grammar.tokens import squeeze, tokens_in
from pipeline.understand.item.beside_option import read_beside_option
from pipeline.understand.item.clauses import Clause, clauses_of
from pipeline.understand.item.counts import is_only_counts, without_connectors
from pipeline.understand.item.hole_words import wraps_lock
from pipeline.understand.item.item_labels import label_of, surely_a_value
from pipeline.understand.item.labelled import labelled_fields
from pipeline.understand.item.named_places import named_place_at, places_under_goods
from pipeline.understand.item.own_numbers import comes_first, numbers_stock, without_mark
from pipeline.understand.item.pieces import MEASURES, unjoined
from pipeline.understand.item.rejoined import rejoined
from pipeline.understand.item.repeated_values import repeated_fields
from pipeline.understand.item.specified import Specification
from pipeline.understand.item.unlabelled import read_unlabelled
from pipeline.understand.item.value_column import with_values_marked
from pipeline.understand.item.values import joined, trimmed
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.noted import is_noted, says_goods, says_only_finish
from pipeline.understand.words.option_words import options_in
from pipeline.understand.words.specification_names import specification_names, told_of_others
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_LENGTH_ALONE = re.compile(r"\d{2,3}\s*mm", re.IGNORECASE)
_CENTRES = re.compile(r"c\s?[-/]\s?c", re.IGNORECASE)  # from centre to centre
_LAST_BRACKET = re.compile(r"\(([^()]+)\)\s*$")
_TIE = re.compile(r"(?:[,–—-]|\s/)\s*\Z")  # Block A, Level 3
_OWN_BRACKETS = frozenset({"location", "remark"})
_CORE = frozenset({"door_core"})
_HOLE = frozenset({"open_hole_type"})
_BLANKS = str.maketrans("\t\n", "  ")
_WHOSE = "the line tells it of a door or a frame by name, and is not that alone: whose is it?"
_SHORT = 2  # letters of a unit or of an axis
_DOOR_MARK = re.compile(r"(?P<mark>F?D-?\d{1,2}[A-Z]?)\s*(?:\s[–—-]|:)\s+(?=\w)")  # D1 - Flush door
_CODE_LIKE = re.compile(r"[^\s,;]*(?:[A-Za-z][^\s,;]*\d|\d[^\s,;]*[A-Za-z]|\d{3})[^\s,;]*")


def specification_of(
    passage: Passage, trade: Trade, right_edge: float | None = None, *, gaps: bool = False
) -> Specification:
    """Everything that ``passage`` specifies; ``gaps`` as for :func:`clauses_of`."""
    specification = Specification()
    passage = with_values_marked(passage, trade.vocabulary.specification_labels)
    named = specification_names(passage.text, trade.vocabulary.language)
    begun = (*(place for place, _ in named), *places_under_goods(passage.text, trade.vocabulary))
    clauses = clauses_of(passage, trade.vocabulary.specification_labels, right_edge, gaps=gaps, begun=begun)
    clauses = [_behind_name(clause, named) for clause in clauses]
    others = told_of_others(passage.text, trade.vocabulary) if named else ()
    for clause in rejoined(clauses, passage.text, trade.vocabulary):
        first = comes_first(passage.text, clause, trade.vocabulary)
        pieces = unjoined(passage, clause, trade.vocabulary)
        before = dict(specification.fields) if others else {}
        for piece in [part for each in pieces for part in _place_apart(passage.text, each, trade.vocabulary)]:
            leads = first and not squeeze(passage.text[clause.start : piece.start])
            _read_clause(specification, passage, piece, trade, first=leads)
        if any(start <= clause.start < end for start, end in others):
            specification.doubt_since(before, _WHOSE)
    specification.unknown = [p for p in specification.unknown if not _is_answered(p, passage, specification, trade)]
    return specification


def _behind_name(clause: Clause, named: Sequence[tuple[int, int]]) -> Clause:
    """A clause without ``Spec:``, which says nothing itself."""
    return next((Clause(min(end, clause.end), clause.end) for start, end in named if start == clause.start), clause)


def _is_answered(place: tuple[int, int], passage: Passage, specification: Specification, trade: Trade) -> bool:
    """Whether a piece is but a label whose value the text gives elsewhere: ``Both faces in`` / ``laminate 6S-A057``.

    Or in it, where OCR lost the space between: ``jamb width140~160MM``.
    """
    text = passage.text[slice(*place)]
    labels = trade.vocabulary.specification_labels
    inside = (name for name, found in specification.fields.items() if found.raw and text.endswith(found.raw))
    if any(name in labels.whole(text.removesuffix(specification.fields[name].raw).strip()) for name in inside):
        return True
    bare = without_connectors(text, trade.vocabulary)
    label = label_of(text, trade.vocabulary)
    whole = labels.whole(text.strip())
    if not whole and (label is None or squeeze(bare[label.end :])):
        return False
    meanings = whole or (label.meanings if label else frozenset())
    given = (specification.fields.get("width_mm" if meaning == "size" else meaning) for meaning in meanings)
    return any(found is not None and found.value is not None for found in given)


def _read_clause(
    specification: Specification, passage: Passage, clause: Clause, trade: Trade,
    *, first: bool,
) -> None:  # fmt: skip
    start, end = without_mark(passage.text, *trimmed(passage.text, clause.start, clause.end))
    start = _behind_door_mark(specification, passage.text, start) if first else start
    text = passage.text[start:end]
    if not text or numbers_stock(text, trade.vocabulary):
        return
    if _goes_on_with_lock(specification, passage, (start, end), trade.vocabulary) or (
        specification.remark_open is None and _take_place(specification, passage, start, end, trade.vocabulary)
    ):
        return
    specification.location_open = None
    start += _introduced(passage.text[start:end], trade.vocabulary)
    labelled = repeated_fields(passage, start, end, trade.vocabulary)
    labelled = labelled_fields(passage, start, end, trade) if labelled is None else labelled
    if labelled is not None:
        _take_labelled(specification, passage, (start, end), labelled, trade)
        return
    if specification.hole_open is not None and _is_hole_s(passage.text, (start, end), trade.vocabulary):
        _lengthen(specification, "open_hole_type", passage, specification.hole_open, end)
        return
    label = label_of(passage.text[start:end], trade.vocabulary)
    rest = read_unlabelled(specification, passage, (start, end), trade)
    if not squeeze(passage.text[start:end]) or _says_nothing(passage.text[start:end], trade.vocabulary, first=first):
        return
    if first and _is_title(specification, passage.text[start:end], (start, end), rest, trade.vocabulary):
        return
    if rest is None and (named := _goods_in_option(passage.text, start, end, trade.vocabulary)):
        specification.title.append(named)
    if rest is not None:
        _keep(specification, passage, (start, end), rest, trade.vocabulary, labelled=label is not None)


def _place_apart(text: str, clause: Clause, vocabulary: Vocabulary) -> list[Clause]:
    """A clause cut before brackets at its end that hold a place: ``design Kasturi 3 (Unit 7-2 Main)``."""
    start, end = clause.start, clause.end
    bracket = _LAST_BRACKET.search(text, start, end) if ")" in text else None
    if bracket is None or not squeeze(text[start : bracket.start()]) or not is_place(bracket[1], vocabulary):
        return [clause]
    label = label_of(text[start:end].lstrip(), vocabulary)
    own = is_place(text[start:end], vocabulary) or (label and label.meanings & _OWN_BRACKETS)
    return [clause] if own else [Clause(start, bracket.start()), Clause(bracket.start(), end)]


def _behind_door_mark(specification: Specification, text: str, start: int) -> int:
    """``D1 - Flush door``: where the description begins behind the door's mark, which goes to the remark."""
    mark = _DOOR_MARK.match(text, start)
    if mark is None:
        return start
    specification.noted.append((start, mark.end("mark")))
    return mark.end()


def _take_labelled(
    specification: Specification, passage: Passage, place: tuple[int, int], labelled: Sequence[Field], trade: Trade
) -> None:  # fmt: skip
    """Takes what a label gave, and what else its clause says."""
    start, end = place
    for found in labelled:
        specification.add(found)
    read_beside_option(specification, passage, place, labelled, trade.vocabulary)
    specification.remark_open = _place_of("remark", labelled, passage, start)
    specification.hole_open = _place_of("open_hole_type", labelled, passage, start)
    specification.location_open = _place_of("location", labelled, passage, start)
    behind = _behind_measures(labelled, passage, place, trade.vocabulary)
    if behind < end:
        _read_clause(specification, passage, Clause(behind, end), trade, first=False)


def _behind_measures(
    labelled: Sequence[Field], passage: Passage, place: tuple[int, int], vocabulary: Vocabulary
) -> int:  # fmt: skip
    """Where more begins than the lengths that a label asked for: ``Size: 900 x 2100mm honeycomb``."""
    start, end = place
    if not labelled or any(found.name not in MEASURES or found.value is None for found in labelled):
        return end
    text = passage.text[:end]
    begins = [(_place_of(found.name, labelled, passage, start), len(found.raw)) for found in labelled]
    behind = max((at + length for at, length in begins if at is not None), default=end)
    words = tokens_in(text[behind:])
    told = (word.text for word in words if word.text.isalpha() and len(word.text) > _SHORT)
    return behind if any(word not in vocabulary.qualifiers for word in told) else end


def _introduced(text: str, vocabulary: Vocabulary) -> int:
    """Where a label begins that ``c/w`` or ``with`` ties on, if its value can be nothing else; 0 without one."""
    led = vocabulary.accessory_introducers.starting(text)
    if led is None or squeeze(text[: led.start]) or vocabulary.negations.starting(text):
        return 0
    label = label_of(text[led.end :], vocabulary)
    if label is None:
        return 0
    return led.end if surely_a_value(label, text[led.end + label.end :], vocabulary) else 0


def _is_hole_s(text: str, place: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Whether a piece belongs to the lock hole before it: ``45mm`` before ``backset``, ``c-c`` behind a length.

    So does a label's word alone on the next line: ``BATHROOM`` / ``LOCK``.
    """
    start, end = place
    wrapped = text[:start].endswith("\n") and vocabulary.specification_labels.listed(text[start:end]) == _HOLE
    if _CENTRES.fullmatch(text, start, end) or (wrapped and text[end : end + 1] != ":"):
        return True
    behind = vocabulary.unlabelled.starting(text[end:]) if _LENGTH_ALONE.fullmatch(text, start, end) else None
    return behind is not None and not squeeze(text[end : end + behind.start])


def _goes_on_with_lock(
    specification: Specification, passage: Passage, place: tuple[int, int], vocabulary: Vocabulary
) -> bool:  # fmt: skip
    opened = specification.hole_open
    if opened is None or not wraps_lock(passage.text, opened, place, vocabulary):
        return False
    _lengthen(specification, "open_hole_type", passage, opened, place[1])
    return True


def _take_place(
    specification: Specification, passage: Passage, start: int, end: int, vocabulary: Vocabulary
) -> bool:  # fmt: skip
    """``Toilet``, ``(Bath 1)``, ``for master bedroom``: a clause that is nothing but a place."""
    opened = specification.location_open
    if opened is not None and _ends_room(passage.text, opened, start, end, vocabulary):
        _lengthen(specification, "location", passage, opened, end)
        return True
    start, end = _inside_brackets(passage.text, start, end)
    named = named_place_at(passage.text[start:end], vocabulary)
    start += named[0] if named else place_behind(passage.text[start:end], vocabulary.language)
    end = start + len(passage.text[start:end].rstrip(" ."))
    before = passage.text[opened:start] if opened is not None else ""
    tied = _TIE.search(before) if before else None
    text = passage.text[start:end]
    placed = bool(named) or is_place(text, vocabulary) or (bool(tied) and is_unit_of(text, before, vocabulary))
    if not placed or _names_goods_behind(passage.text, end, vocabulary):
        return False
    if opened is not None and (tied or ends_open(before, vocabulary) or is_zone_above(before, vocabulary)):
        _lengthen(specification, "location", passage, opened, end)
        return True
    specification.location_open = start if "location" not in specification.fields else None
    specification.add(passage.field("location", joined(passage.text[start:end]), "room", start, end))
    return True


def _ends_room(text: str, opened: int, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a line's end parted one room's name, ``BILIK TIDUR`` / ``UTAMA``: alone its end says nothing."""
    place = text[opened:end].replace("\n", " ")
    rooms = vocabulary.rooms.within(place) if text[:start].endswith("\n") else ()
    return any(room.start < start - opened < room.end == len(place) for room in rooms)


def _names_goods_behind(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """``Bedroom`` before ``door``: what the door is for, not where these doors go."""
    behind = text[end:].lstrip(" ")
    found = vocabulary.item_kinds.starting(behind)
    return end > 0 and text[end : end + 1] == " " and found is not None and found.start == 0


def _goods_in_option(text: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """``double-leaf door``: an option's own words name the goods."""
    options = options_in(text[start:end], vocabulary)
    named = next(
        (
            o
            for o in options
            if o.group == "door_type" and any(vocabulary.item_kinds.within(text[start + o.start : start + o.end]))
        ),
        None,
    )
    return (start + named.start, start + named.end) if named else None


def _is_title(
    specification: Specification, text: str, place: tuple[int, int], rest: str | None, vocabulary: Vocabulary
) -> bool:
    """Takes the first clause for the goods' name; what looks like a code in it is unknown all the same."""
    if is_lone_code(text):
        return True
    if rest is None and not any(vocabulary.item_kinds.within(text)):
        return False
    specification.title.append(place)
    if rest and not is_only_counts(rest, vocabulary) and (_has_code(rest, vocabulary) or _names_core(rest, vocabulary)):
        specification.unknown.append(place)
    return True


def _names_core(text: str, vocabulary: Vocabulary) -> bool:
    """``hollow core``, ``semi solid core``: a core that is none of the form's, beside the goods' name."""
    return any(found.meanings == _CORE for found in vocabulary.specification_labels.within(text))


def _has_code(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a word of ``text`` looks like a code, and is neither a name of goods nor a count: ``5pcs``."""
    words = [found[0] for found in _CODE_LIKE.finditer(text)]
    return any(not vocabulary.item_kinds.whole(word) and not is_only_counts(word, vocabulary) for word in words)


def _keep(  # noqa: PLR0913 - what is left of a clause, and where it stood
    specification: Specification, passage: Passage, place: tuple[int, int], rest: str, vocabulary: Vocabulary, *,
    labelled: bool,
) -> None:  # fmt: skip
    """Finds a place for what no rule understood: the title, the text before that goes on, or the unknown words."""
    if specification.hole_open is not None and any(vocabulary.unlabelled.within(rest)):
        _lengthen(specification, "open_hole_type", passage, specification.hole_open, place[1])
    elif says_goods(rest, vocabulary):
        specification.title.append(place)
    elif specification.remark_open is not None and not amounts_in(rest):
        _go_on_with_remark(specification, passage, place, rest, vocabulary)
    elif is_noted(rest, vocabulary):
        specification.noted.append(place)
    elif not labelled and any(vocabulary.item_kinds.within(rest)) and not is_only_counts(rest, vocabulary):
        specification.title.append(place)
        specification.unknown.append(place)
    elif not is_only_counts(rest, vocabulary) and not says_only_finish(rest, vocabulary):
        specification.unknown.append(place)


def _go_on_with_remark(
    specification: Specification, passage: Passage, place: tuple[int, int], rest: str, vocabulary: Vocabulary
) -> None:
    """``…, deliver first`` belongs to the remark before it; ``@ RM 372.00 each`` ends it."""
    own_line = passage.text[: place[0]].rstrip(" \t=–—-").endswith("\n")  # "- 4 set"
    counts = is_only_counts(rest, vocabulary) and (own_line or bool(amounts_in(rest)))
    if specification.remark_open is not None and not counts:
        _lengthen(specification, "remark", passage, specification.remark_open, place[1])
    else:
        specification.remark_open = None


def _says_nothing(text: str, vocabulary: Vocabulary, *, first: bool) -> bool:
    """``core``, ``line``: the end of an option's name that a line break parted from it; no name of goods.

    ``Frame`` is one where it comes ``first``, as catalogues have it: ``FRAME, DOOR, LAMINATE WRAPPED``.
    """
    if (first or len(tokens_in(text)) > 1) and vocabulary.item_kinds.whole(text):
        return False
    return all(token.text in vocabulary.qualifiers and not token.text.isdigit() for token in tokens_in(text))


def _place_of(name: str, fields: Sequence[Field], passage: Passage, start: int) -> int | None:
    """Where the field called ``name`` begins among those that a clause gave."""
    raw = next((each.raw for each in fields if each.name == name), "")
    place = passage.text.translate(_BLANKS).find(raw, start) if raw else -1
    if place >= 0 or not raw:
        return place if raw else None
    spread = re.search(r"\s+".join(map(re.escape, raw.split())), passage.text[start:])
    return start + spread.start() if spread else None


def _inside_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    closed = end - start > 1 and text[start] + text[end - 1] in ("()", "[]")
    return (start + 1, end - 1) if closed else (start, end)


def _lengthen(specification: Specification, name: str, passage: Passage, start: int, end: int) -> None:
    """A text goes on over commas as long as nothing else begins: ``Note: urgent, deliver first``."""
    rule = specification.fields[name].rule
    specification.fields[name] = passage.field(name, joined(passage.text[start:end]), rule, start, end)
