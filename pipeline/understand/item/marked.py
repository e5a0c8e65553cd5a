"""Items that name a note of the key beside them: ``see note A``, ``Spec: B``, ``Laminated door 830 x 2080 (C)``.

What such a note tells holds for the item as if it stood in its line, with its place in the note; what says only which
note is meant is no word of the item's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.understand.item.key_notes import MARK, PLAIN, SIGN, Key, key_among, marks_in, name_of, several
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.table.columns import Column
from pipeline.understand.table.item_table import Row, Table
from pipeline.understand.table.titles import SECOND_TEXT
from pipeline.understand.words.language import Language, any_of
from pipeline.understand.words.vocabulary import Vocabulary

_TEXTS = ("description", SECOND_TEXT, "remark")
_NO_MARKS = frozenset({
    "quantity", "unit", "unit_price", "amount", "discount", "tax", "size", "location", "width_mm", "height_mm",
    "thickness_mm", "frame_width", "rebate_mm", "inner_outer", "extent",
})  # fmt: skip
"""Columns whose letters and figures are their own."""
_NUMBERS = frozenset({"number", "stock_code"})
_CODE = re.compile(r"[A-Z]{1,2}[-.]?\d{1,2}[A-Z]?", re.IGNORECASE)
_Place = tuple[int, int, tuple[str, ...]]


def without_notes_named(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> tuple[list[Sheet], list[Line]]:
    """The pages without the notes that something else on them names; and the lines that tell these.

    A note right below an item's line would be taken for the item's own words.
    """
    lines = [line for sheet in sheets for line in sheet.lines]
    key = key_among(lines, vocabulary)
    told = {id(line) for stands in key.lines.values() for line in stands}
    others = [segment for line in lines if id(line) not in told for segment in line.segments] if told else []
    named = {mark for segment in others for mark in _marks_on(segment, others, key, vocabulary)}
    aside = [line for mark, stands in key.lines.items() if mark in named for line in stands]
    taken = set(map(id, aside))
    kept = [tuple(line for line in sheet.lines if id(line) not in taken) for sheet in sheets]
    return [replace(sheet, lines=own) for sheet, own in zip(sheets, kept, strict=True)] if taken else list(
        sheets
    ), aside


def _marks_on(segment: Segment, others: Sequence[Segment], key: Key, vocabulary: Vocabulary) -> Iterator[str]:
    """The marks that a run of words names; figures alone only below a title that asks for a note's."""
    places = list(_named_in("?", "", segment.text, key, vocabulary))
    if not places and segment.text.strip("()[]. ").isdigit():
        above = (other for other in others if other.y1 < segment.middle and other.page == segment.page)
        over = [other for other in above if other.x0 < segment.x1 and segment.x0 < other.x1]
        title = next((other.text for other in over if _asks_for_note(other.text, vocabulary.language)), "")
        places = list(_named_in("?", title, segment.text, key, vocabulary))
    yield from (mark for _, _, marks in places for mark in marks)


def rows_with_notes(
    tables: Sequence[Table], key: Key, vocabulary: Vocabulary
) -> tuple[list[list[Row]], list[Line]]:  # fmt: skip
    """The rows of each table, with the notes that they name; and the lines that tell these."""
    rows = [[with_notes_named(row, table.columns, key, vocabulary) for row in table.rows] for table in tables]
    used = {id(note) for own in rows for row in own for note in row.notes}
    named = [mark for mark, note in key.notes.items() if id(note) in used]
    return rows, [line for mark in named for line in key.lines[mark]]


def with_notes_named(row: Row, columns: Sequence[Column], key: Key, vocabulary: Vocabulary) -> Row:
    """``row`` with the notes of ``key`` that it names, without the words that name them."""
    titles, language = {column.meaning: column.title for column in columns}, vocabulary.language
    cells = {} if key.notes or SECOND_TEXT in row.cells else row.cells
    marks: dict[str, None] = {}
    for meaning, ink in row.cells.items() if cells is not row.cells else ():
        title = titles.get(meaning) or meaning.removeprefix("?")
        passage = Passage(rows_of(ink))
        found = list(_named_in(meaning, title, passage.text, key, vocabulary))
        if found:
            marks |= dict.fromkeys(mark for _, _, each in found for mark in each)
            cells[meaning] = _without(passage, found)
        elif meaning == SECOND_TEXT and _bare(language).fullmatch(passage.text) and _asks_for_note(title, language):
            cells[f"?{title}"] = ink  # a note that is not on the pages
        else:
            cells[meaning] = ink
    if not marks and cells.keys() == row.cells.keys():
        return row
    notes = tuple(key.notes[mark] for mark in marks)
    return replace(row, cells={meaning: ink for meaning, ink in cells.items() if ink}, notes=notes)


def _named_in(meaning: str, title: str, text: str, key: Key, vocabulary: Vocabulary) -> Iterator[_Place]:
    """Where a cell names notes, and their marks."""
    if meaning in _NO_MARKS:
        return
    if meaning != "description" and (found := _alone(meaning, title, text, key, vocabulary)):
        yield found
        return
    if meaning not in _TEXTS and not meaning.startswith("?"):
        return
    for match in _in_text(vocabulary.language).finditer(text):
        marks = marks_in(match["named"] or match["pointed"] or match["boxed"] or match["sign"])
        name = name_of(match["name"])
        known = all(mark in key.notes for mark in marks)
        if known and _is_meant(name, marks, key, vocabulary, bare=not match["boxed"]):
            yield match.start(), match.end(), marks


def _is_meant(name: str, marks: Sequence[str], key: Key, vocabulary: Vocabulary, *, bare: bool) -> bool:
    """Whether a word before marks, or none, can mean these notes: ``Type A`` only those that are called so."""
    own = [name_of(each) for each in vocabulary.language.note_names]
    if name:
        return name in own or all(key.named[mark] == name for mark in marks)
    return bare or key.is_a_list or all(key.named[mark] for mark in marks)


def _alone(meaning: str, title: str, text: str, key: Key, vocabulary: Vocabulary) -> _Place | None:
    """A cell that holds nothing but marks; figures only under a title that asks for a note's."""
    match = _bare(vocabulary.language).fullmatch(text)
    marks = marks_in(match["marks"] or match["boxed"]) if match else ()
    if not marks or not all(mark in key.notes for mark in marks):
        return None
    if meaning in _NUMBERS and not all(_CODE.fullmatch(mark) for mark in marks):
        return None
    asked = _asks_for_note(title, vocabulary.language)
    if any(mark.isdigit() for mark in marks) and not asked:
        return None
    return (0, len(text), marks) if asked or key.is_a_list else None


@lru_cache(maxsize=256)
def _asks_for_note(title: str, language: Language) -> bool:
    return bool(re.search(rf"\b{any_of(language.note_names)}\b", title, re.IGNORECASE))


@lru_cache(maxsize=16)
def _bare(language: Language) -> re.Pattern[str]:
    marks = several(MARK, language)
    return re.compile(rf"\s*(?:[(\[]\s*(?P<boxed>{marks})\s*[)\]]|(?P<marks>{marks}))\s*\.?\s*")


@lru_cache(maxsize=16)
def _in_text(language: Language) -> re.Pattern[str]:
    """How a text names a note: by a word for it, behind a word that points, in brackets, or by a sign."""
    words = (word for word in (*language.note_names, *language.sort_names) if " " not in word)  # "flush door type C"
    names, pointing = any_of(words), any_of(language.pointing)
    end = r"(?![\w.-]*\d)(?![\w-])"
    word = rf"(?i:(?:\b{pointing}\s+)?\b(?P<name>{names})\b[\s.:#]*(?:nos?\b\.?\s*)?)"
    named = rf"{word}[(\[]?(?P<named>{several(PLAIN, language)})[)\]]?{end}"
    pointed = rf"(?i:\b{pointing}\s+)[(\[]?(?P<pointed>[A-Z]\d?|\d{{1,2}})[)\]]?{end}"
    boxed = rf"[(\[]\s*(?P<boxed>{several(MARK, language)})\s*[)\]]"
    sign = rf"(?P<sign>{SIGN})(?=[\s,;.)]|$)"
    return re.compile(rf"[(\[]?(?:{named})[)\]]?|{pointed}|{boxed}|{sign}")


def _without(passage: Passage, places: Sequence[_Place]) -> list[Ink]:
    """The words of a cell without those places, and without a comma that is left alone before them."""
    edges = [0, *(edge for start, end, _ in places for edge in (start, end)), len(passage.text)]
    kept = [passage.part(a, b).ink for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    for words in kept[: len(places)]:
        while words and not re.search(r"[^,;:–—-]", words[-1].text):
            words.pop()
    return [ink for words in kept for ink in words]
