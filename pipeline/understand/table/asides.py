"""Lines among an item table's rows that are no items: specifications for all of them, and group headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.colons import OPEN_LABEL
from pipeline.understand.item.excepted import lines_excepted
from pipeline.understand.item.general import (
    EXCEPTED,
    HOW_MADE,
    changes_in,
    excepts,
    notes_of_all,
    speaks_of_all,
    speaks_on,
    specifies,
    told_around,
)
from pipeline.understand.item.told_by_number import numbered_note, tells_of_lines
from pipeline.understand.page.layout import Line, segment_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.page.pitch import is_next_line
from pipeline.understand.table.anchors import Cells, anchor_strength, cell_text, has_item_number
from pipeline.understand.table.block_lines import says_on
from pipeline.understand.table.cells import by_meaning, descriptions_begin, overhangs
from pipeline.understand.table.columns import FIGURES, Column
from pipeline.understand.table.sections import ends_groups, is_section, named_section, names_location, place_in_section
from pipeline.understand.table.sum_lines import is_carried, is_sum
from pipeline.understand.words.goods import GOODS
from pipeline.understand.words.vocabulary import Vocabulary

# A single "=" parts a label from its value, wherever the line between them ended.
_MEASURED = re.compile(r"\d\s*(?:mm|cm|ft|\"|\')", re.IGNORECASE)
_DECORATED = re.compile(r"(?:[*~#>]{1,3}|[-=]{2,3})\s*\S.*?\s*(?:[*~#<]{1,3}|[-=]{2,3})")
_NUMBERED = re.compile(r"[A-Za-z]?[-.]?\d{1,3}(?:\.\d{1,3})?[.):]?|[A-Za-z][.):]")
# Engines take two stars for an ideograph.
_MARKED = re.compile(
    r"(?:[*~#>★☆※\u4e00-\u9fff]{1,3}|[-=]{2,3})\s*(?P<said>\S.*?)\s*(?:[*~#<★☆※\u4e00-\u9fff]{1,3}|[-=]{2,3})"
)
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[A-Za-z]+")
_SPACE = 0.2  # text heights between two words
_BULLETS = "-*•·●▪"
_WORDS_AND_SUM = 2  # runs of words on a heading's line
_NO_LOCATION = frozenset({"no_location"})
_BEHIND_GOODS = " -–—,;.|"
_BRACKETED = re.compile(r"\((?:[^()\d\s]+\s+){2,}[^()\d\s]+\)")


def without_blocks(
    body: list[Line], columns: Sequence[Column], vocabulary: Vocabulary, own: AbstractSet[int] = frozenset()
) -> tuple[list[Passage], list[Line]]:
    """Takes specifications for all doors or frames out of the body, and what its sections come to.

    The lines with the ids ``own`` are told of one item alone.
    """
    blocks: list[list[Line]] = []
    rest: list[Line] = []
    above: Line | None = None  # the line before, where it is such a specification's
    body = _without_marks(body, vocabulary)
    for place, line in enumerate(body):
        if is_carried(line, vocabulary) or is_sum(line, columns, vocabulary) or _is_decorated(line, vocabulary):
            continue
        cells = by_meaning(line, columns)
        free = anchor_strength(cells) == 0
        noted = anchor_strength(cells) == has_item_number(cells) and tells_of_lines(line.text, vocabulary)
        begins = free and id(line) not in own and _begins_block_at(place, body, columns, vocabulary)
        if noted or begins:
            blocks.append([line])
        elif free and above and _goes_on(blocks[-1], line, columns, vocabulary):
            blocks[-1].append(line)
        else:
            rest.append(line)
            free = False
        above = line if free else None
    return [Passage([line.ink for line in lines]) for lines in blocks], rest


def _begins_block_at(place: int, body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a line without count and money begins a specification for all goods: by itself, or as its title."""
    line = body[place]
    return _begins_block(line.text, vocabulary) or _is_title(place, body, columns, vocabulary)


def _is_title(place: int, body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """``DOOR SPECIFICATION`` right above a line that says how doors are made, and is no item's."""
    if place + 1 == len(body) or not bare_block_label(body[place].text, vocabulary):
        return False
    below = body[place + 1]
    return not anchor_strength(by_meaning(below, columns)) and says_on([body[place]], below, vocabulary)


def _begins_block(text: str, vocabulary: Vocabulary) -> bool:
    if numbered_note(text, vocabulary) or tells_of_lines(text, vocabulary) or notes_of_all(text, vocabulary):
        return True
    return bool(block_label(text, vocabulary)) or speaks_of_all(text, vocabulary)


def _goes_on(block: Sequence[Line], line: Line, columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a line without number, count and money below those of a block is one of it."""
    told = speaks_on(line.text, vocabulary) or says_on(block, line, vocabulary)
    return told or _wrapped(block[-1], line, columns)


def _wrapped(above: Line, line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line ends what the line above it began, because the table's width ended, or that of a drawn cell."""
    near = is_next_line(above, line)
    flush = abs(line.ink[0].x0 - above.ink[0].x0) < line.ink[0].height / 2
    drawn = [(left, right) for left, right in pairwise(columns) if right.ruled and left.x0 <= above.x0 < right.x0]
    cells = [right.x0 - (min(above.x0 - left.x0, line.y1 - line.y0) if left.ruled else 0.0) for left, right in drawn]
    edge = max((column.title_x1 for column in columns), default=0.0)
    own = next((x for x in cells if above.ink[-1].x1 <= x), edge)
    return near and flush and above.ink[-1].x1 + _SPACE * line.ink[0].height + line.ink[0].x1 - line.ink[0].x0 > own


def _without_marks(body: list[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines, those between marks as what they say, where one of them heads a group: ``** LOCATION : D2 **``.

    Then the others head groups too, or ask what they are: ``** OTHERS **`` ends what the ones before said.
    """
    said = {n: words for n, line in enumerate(body) if (words := _between_marks(line))}
    if not any(names_location(words.text, vocabulary) for words in said.values()):
        return body
    return [Line((segment_of(said[n].ink),)) if n in said else line for n, line in enumerate(body)]


def _between_marks(line: Line) -> Passage | None:
    """What a line says that begins and ends with marks; None for any other."""
    mark = _MARKED.fullmatch(line.text) if len(line.segments) == 1 else None
    return line.passage.part(*mark.span("said")) if mark else None


def _is_decorated(line: Line, vocabulary: Vocabulary) -> bool:
    """``*** SUPPLY ONLY ***``, ``(continued overleaf)``: a remark about no item in particular.

    One that measures something is about the item above: ``*** VISION PANEL 200MM X 600MM ***``.
    """
    if len(line.segments) > 1:
        return False
    if _DECORATED.fullmatch(line.text):
        return not _MEASURED.search(line.text)
    if not _BRACKETED.fullmatch(line.text):
        return False
    return not vocabulary.every_option.within(line.text) and not vocabulary.specification_labels.within(line.text)


@lru_cache(maxsize=4096)  # several readings look at the same lines
def block_label(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """What a line like ``SPECIFICATION (ALL DOORS BELOW): …`` specifies; None for any other line.

    Goods that are but named, as in a firm's ``Doors & Frames``, are none without a colon. They may stand alone behind
    it: ``General specification: all frames below``.
    """
    head, colon, told_on = text.partition(":")
    found = vocabulary.blocks.starting(head)
    if not found:
        return None
    named = list(vocabulary.blocks.within(head))
    told = any("no_location" not in each.meanings for each in named)
    if not (colon or (told and len(named) > 1)):
        return None
    if found.meanings == _NO_LOCATION:
        return _titled_by_goods(head.partition("\n")[0], vocabulary)
    meanings = {m for each in named for m in each.meanings} - _NO_LOCATION
    narrow = meanings - {"all_items"} or vocabulary.blocks.whole(told_on.partition("\n")[0]) - _NO_LOCATION
    return frozenset(narrow or meanings) or None


def _titled_by_goods(head: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """``PINTU - SPESIFIKASI SEMUA PINTU``, ``DOOR LEAVES - COMMON SPEC``: goods, and that all of them are specified."""
    named = vocabulary.blocks.within(head)
    goods = vocabulary.item_kinds.whole(head[named[0].start : named[0].end]) & GOODS
    between = [head[a.end : b.start] for a, b in pairwise(named)]
    said = frozenset(m for each in named for m in each.meanings) - _NO_LOCATION
    if not goods or not said or squeeze("".join([*between, head[named[-1].end :]])):
        return None
    return said - {"all_items"} or frozenset(f"all_{kind}s" for kind in goods)


def goods_of_block(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """Of which goods a specification among the rows tells, by its label or by the title that its first line is."""
    return block_label(text, vocabulary) or _titled(text, vocabulary)


def _titled(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    title, below, _ = text.partition("\n")
    return bare_block_label(title, vocabulary) if below else None


def behind_label(text: str, vocabulary: Vocabulary) -> int:
    """Where what such a line says begins: behind its colon, unless that is a value's: ``ALL FRAMES - Rebate: …``.

    Or on the line below its title.
    """
    if _titled(text, vocabulary):
        return text.index("\n")
    head, colon, _ = text.partition(":")
    goods = max((found.end for found in vocabulary.blocks.within(head)), default=0)
    labels = [found for found in vocabulary.specification_labels.within(head[goods:]) if found.meanings & HOW_MADE]
    between = head[goods : goods + labels[0].start].strip(_BEHIND_GOODS) if labels else ""
    told = labels and (not between or specifies(between, vocabulary))  # "48mm thick", and no "IN THIS SECTION"
    own = bool(colon and goods and told) and not head[goods + labels[-1].end :].strip()
    return len(head) - len(head[goods:].lstrip(_BEHIND_GOODS)) if own else len(head + colon) if colon else 0


def blocks_in(
    meanings: frozenset[str], block: Passage, vocabulary: Vocabulary
) -> Iterator[tuple[frozenset[str], Passage]]:
    """``All doors: solid timber core. All frames: rebated 45mm``: a block that goes on for other goods, cut there.

    It is cut at each "unless otherwise stated" as well.
    """
    if told := lines_excepted(block.text, vocabulary):
        block = block.part(0, told[0].start)
    meanings |= {EXCEPTED} if excepts(block.text, vocabulary) else frozenset()
    changes = changes_in(block.text, vocabulary)
    if len({meant for _, meant in changes}) <= 1:
        for start, end in told_around(block.text, vocabulary):
            yield meanings, lines_between(block, start, end)
        return
    places = [(0, meanings), *changes, (len(block.text), meanings)]
    for (start, meant), (end, _) in pairwise(places):
        own = block.text[start:end]
        for a, b in told_around(own, vocabulary):
            yield meant | (meanings & {EXCEPTED}), block.part(start + a, start + b)


def lines_between(block: Passage, start: int, end: int) -> Passage:
    """What stands between two places of a block, on the lines that it stands on."""
    if (start, end) == (0, len(block.text)):
        return block
    breaks = [place + 1 for place in range(start, end) if block.text[place] == "\n"]
    return Passage([block.part(a, b).ink for a, b in pairwise([start, *breaks, end]) if a < b])


def bare_block_label(text: str, vocabulary: Vocabulary) -> frozenset[str] | None:
    """What ``ALL FRAMES`` alone on a line is a specification for; None where it could end a group (``FRAMES``)."""
    meanings = vocabulary.blocks.whole(text.strip(" :"))
    return meanings if meanings and "no_location" not in meanings else None


def group_headings(
    body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary, *, may_lead: bool
) -> dict[int, Passage]:
    """Lines such as ``LOCATION : D2`` that say something about the items under them, by the line's id.

    Such a line stands out to the left of the descriptions, or comes before the first item of the table if it
    ``may_lead`` there.
    """
    edge = descriptions_begin(body, columns)
    found: dict[int, Passage] = {}
    leads, places_lead = False, may_lead and _places_lead(body, columns, vocabulary)
    for number, line in enumerate(body):
        cells = by_meaning(line, columns)
        if number and id(body[number - 1]) not in found and _ends_open(body[number - 1], columns):
            continue  # "…, door location:" / "M. Bath"
        if _is_part(number, body, columns, vocabulary):
            found[id(line)] = _without_figures(line, cells)
            continue
        if overhangs(line, columns) or not _may_head(line, cells, vocabulary):
            continue
        outside = edge is not None and line.ink[0].x0 < edge - line.ink[0].height
        leads = leads or (may_lead and number == 0 and not is_section(line.text, vocabulary))
        led = leads and (places_lead or not names_location(line.text, vocabulary))
        if outside or led or is_section(line.text, vocabulary):
            found[id(line)] = _without_figures(line, cells)
    return found


def _places_lead(body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether the first line that names a place stands above every item: below one it is that item's own."""
    lines = (
        line for line in body if anchor_strength(by_meaning(line, columns)) or names_location(line.text, vocabulary)
    )
    first = next(lines, None)
    return first is not None and names_location(first.text, vocabulary)


def _ends_open(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line's description ends with a label whose value is yet to come."""
    return bool(OPEN_LABEL.search(cell_text(by_meaning(line, columns), "description")))


def _without_figures(line: Line, cells: Cells) -> Passage:
    """A heading's words without the sum beside them, which OCR may have misread: ``Location: D2   RM 1,2OO.0O``."""
    figures = {id(ink) for meaning in FIGURES for ink in cells.get(meaning, ())}
    words = [s for s in line.segments[1:] if not all(id(ink) in figures for ink in s.ink) or not _DIGITS.search(s.text)]
    return Passage([[ink for segment in (line.segments[0], *words) for ink in segment.ink]])


def _is_part(place: int, body: Sequence[Line], columns: Sequence[Column], vocabulary: Vocabulary) -> bool:
    """Whether a line names a part of the list after a place: ``1. GROUND FLOOR`` above an item 1.1, ``SECTION 2 - …``.

    Its mark is no item's where the item below has one of another form.
    """
    line = body[place]
    if not place_in_section(line.text, vocabulary):
        return False
    cells = by_meaning(line, columns)
    if anchor_strength(cells) > has_item_number(cells):
        return False
    if named_section(line.text, vocabulary):
        return True
    below = next((each for each in body[place + 1 :] if anchor_strength(by_meaning(each, columns))), None)
    if below is None or anchor_strength(item := by_meaning(below, columns)) == has_item_number(item):
        return False
    own, mark = (each.text.split()[0] for each in (below, line))
    return bool(_NUMBERED.fullmatch(own)) and _form(own) != _form(mark)


def _form(number: str) -> str:
    """What a running number is made of: the same for ``1.`` and ``2)``, another for ``1.1``, ``A1`` and ``A.``."""
    return _LETTERS.sub("A", _DIGITS.sub("1", number.strip(" .):(-")))


def _may_head(line: Line, cells: Cells, vocabulary: Vocabulary) -> bool:
    """Whether a line by its words ends a group or names a place, and has no count, no money and no item's number.

    A unit alone under the counts is that of the item above: ``NOS   Location: Bedroom 2``.
    """
    if "quantity" in cells and vocabulary.units.whole(line.segments[0].text):
        return False
    text, ends = line.text, ends_groups(line.text, vocabulary)
    told = ends or names_location(text, vocabulary)
    if not told or text[0] in _BULLETS or len(line.segments) > _WORDS_AND_SUM:
        return False
    return anchor_strength(cells) <= (has_item_number(cells) and ends)
