"""Texts whose values stand in a column of their own, right of the labels.

    Saiz Pintu      1000mm x 2135mm
    Lubang          kunci tombol
    Jenis Lubang    kunci bilik air

Several such lines show that a gap is no wide word space, and where the column begins, however close a long label comes:
what stands there is the value, though its first word may end a label too (``jenis lubang kunci``). Dashes part the two
as well: ``Jenis Lubang - LUBANG TOMBOL``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pipeline.understand.item.colons import begins_with_label
from pipeline.understand.page.passage import Passage
from pipeline.understand.words.phrases import Phrases

_GAPPED = re.compile(r"^(?P<label>[^\t\n:=]+)\t(?=[^\t\n:=]+$)", re.MULTILINE)
_DASHED = re.compile(r"(?:^|(?<=[,;|] ))(?P<label>[^\t\n:=,;|–—-]+?) (?P<dash>[-–—]) (?=\S)", re.MULTILINE)
_CLOSE = re.compile(r"^[^\t\n:=]+$", re.MULTILINE)
_LEAST = 3  # lines with a label, one gap and a value
_LEAST_DASHED = 2  # lines with a label, a dash and a value
_NEAR = 1.5  # points by which values begin apart


def with_values_marked(passage: Passage, labels: Phrases) -> Passage:
    """``passage`` with a colon in place of what parts labels from values, where several lines are such pairs."""
    dashes = [match.start("dash") for match in _DASHED.finditer(passage.text) if labels.listed(match["label"])]
    if len(dashes) >= _LEAST_DASHED:
        passage = passage.with_colons(dashes)
    if passage.text.count("\t") < _LEAST:
        return passage
    gaps = [match.end("label") for match in _GAPPED.finditer(passage.text) if _parts_label(match, labels)]
    values = {gap: value.x0 for gap in gaps if (value := passage.first_from(gap + 1))}
    gaps = [gap for gap, x0 in values.items() if _in_column(x0, values.values())]
    if len(gaps) < _LEAST:
        return passage
    return passage.with_colons([*gaps, *_close_behind(passage, [values[gap] for gap in gaps], labels)])


def _parts_label(line: re.Match[str], labels: Phrases) -> bool:
    """Whether a gap parts a label from its value, and not from a label of its own: ``Room Door   Qty 10 PC``."""
    value = line.string[line.end() :].partition("\n")[0]
    meanings, other = labels.whole(line["label"].strip()), labels.starting(value)
    return bool(meanings) and not (other and not meanings & other.meanings and begins_with_label(value, labels))


def _in_column(x0: float, others: Collection[float]) -> bool:
    return sum(abs(x0 - other) < _NEAR for other in others) >= _LEAST


def _close_behind(passage: Passage, edges: Collection[float], labels: Phrases) -> Iterator[int]:
    """The word spaces behind labels that reach up to the values' column; the first line names the goods."""
    for line in _CLOSE.finditer(passage.text, passage.text.find("\n") + 1):
        for space in re.finditer(" ", line[0]):
            place = line.start() + space.start()
            value = passage.first_from(place + 1)
            if value and _in_column(value.x0, edges) and labels.whole(passage.text[line.start() : place]):
                yield place
