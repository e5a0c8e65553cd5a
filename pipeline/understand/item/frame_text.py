"""What a frame's line says under titles that only doors have.

A table of doors has no columns for what a frame is made of, so its lines say it across those of the leaf, the core and
the lock: ``Rebate 52mm; Outer; Profile SQ1``. No frame has any of these, so what stands there is text of the line. So
is what stands in one cell for several things that frames have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.unlabelled import says_what_frames_have
from pipeline.understand.item.values import is_nothing
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.columns import Column
from pipeline.understand.table.item_table import Row
from pipeline.understand.table.title_promises import of_frames
from pipeline.understand.table.titles import SECOND_TEXT
from pipeline.understand.words.goods import DOOR_ONLY, FRAME_ONLY
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_PARTED = re.compile(r"[,;]\s")
_PIECE = re.compile(r"[^,;\s](?:[^,;\n]*[^,;\s])?")
_BARE_CODE = re.compile(r"(?:[A-Z]{2,3}-?\d{1,2}|[A-Z]-?\d)[A-Z]?")  # CH1, P2; W120 is a width
_WALL = re.compile(r"\d{2,3}\s*(?:mm)?\s*[~–-]\s*\d{2,3}\s*(?:mm)?|(?:[6-9]\d|\d{3})\s*(?:mm)?", re.IGNORECASE)
_DOORS = DOOR_ONLY - {"thickness_mm"}
_LABELLED = FRAME_ONLY | {"width_mm"}  # a width's value tells whether it is the frame's


def with_frame_text(row: Row, columns: Sequence[Column], trade: Trade) -> Row:
    """``row`` with what stands across the columns of doors as its text, where that tells what a frame is made of."""
    if _is_made_as_doors_are(row, trade.vocabulary):
        return row
    several = {c.meaning: things for c in columns if (things := of_frames(c.title, trade.vocabulary))}
    row = _with_profile(row, several)
    across = [m for m in row.cells if m in _DOORS or _holds_several(m, row, promised=m in several)]
    across = [m for m in across if not _says_its_own(m, row.passage(m).text, trade.vocabulary)]
    ink = [word for meaning in across for word in row.cells[meaning]]
    passage = Passage(rows_of(ink))
    told = _may_tell_of_frames(passage.text, trade.vocabulary)
    specified = specification_of(passage, trade).fields if told else {}
    if not any(name in FRAME_ONLY and found.value is not None for name, found in specified.items()):
        return row
    kept = {meaning: words for meaning, words in row.cells.items() if meaning not in across}
    text = SECOND_TEXT if "description" in kept else "description"  # lines of two columns are no lines of one text
    return replace(row, cells={**kept, text: [*kept.get(text, []), *ink]})


def _is_made_as_doors_are(row: Row, vocabulary: Vocabulary) -> bool:
    """Whether a line tells a core or an edging in its own column, as no frame's does."""
    return any(m in row.cells and vocabulary.options[m].whole(row.passage(m).text) for m in ("door_core", "edging"))


def _says_its_own(meaning: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell says nothing, or its own: ``EURO PROFILE 72MM`` under a lock's title is no frame's profile."""
    return is_nothing(text, vocabulary) or (
        meaning == "open_hole_type" and vocabulary.unlabelled.starting(text) is not None
    )


def _with_profile(row: Row, several: Mapping[str | None, Sequence[str]]) -> Row:
    """The one bare code in a cell is the profile where the cell's title names that among what frames have."""
    for meaning, things in several.items():
        if meaning is None or meaning not in row.cells or "frame_profile" not in things or "frame_profile" in row.cells:
            continue
        passage = row.passage(meaning)
        codes = [piece.span() for piece in _PIECE.finditer(passage.text) if _BARE_CODE.fullmatch(piece[0])]
        if len(codes) == 1:
            own = passage.words(*codes[0])
            rest = {meaning: [word for word in row.cells[meaning] if word not in own]}
            return replace(row, cells={**row.cells, **rest, "frame_profile": own})
    return row


def _holds_several(meaning: str, row: Row, *, promised: bool) -> bool:
    """Whether a cell under one thing that frames have tells of several: ``130~150MM, INNER``.

    Where its title promises several, what is no wall's width tells of another one.
    """
    if meaning not in FRAME_ONLY:
        return False
    text = row.passage(meaning).text.strip(" ,;")
    return len(_PARTED.split(text)) > 1 or (promised and meaning == "frame_width" and not _WALL.fullmatch(text))


def _may_tell_of_frames(text: str, vocabulary: Vocabulary) -> bool:
    """Whether any of it may be what a frame is made of; most such cells hold nothing but doors' own words."""
    labelled = vocabulary.specification_labels.may_mean_in(text, _LABELLED)
    return labelled or bool(vocabulary.options["inner_outer"].within(text)) or says_what_frames_have(text)
