"""Labels that stand above their values, as in the boxes of a card: ``CORE   EDGING`` over ``Honeycomb   ABS``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.layout import Segment, segment_of
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.title_units import legend_before
from pipeline.understand.words.phrases import Phrases
from pipeline.understand.words.vocabulary import Vocabulary

_IN_BRACKETS = re.compile(r"\([^)]*\)")
_UNIT = re.compile(r"\((?:rm|mm|ft|in|w\s*x\s*h)\)", re.IGNORECASE)
_MOSTLY = 0.6  # of the runs of words on a line that are labels

_NEXT_LINE = 0.7  # text heights between the lines of one value, whose letters may hardly reach below their line
_LEVEL = 0.35  # text heights by which lines overlap that stand beside each other

_NONE: frozenset[str] = frozenset()

Cells = dict[str, list[Ink]]


def captioned(lines: Sequence[Sequence[Segment]], vocabulary: Vocabulary) -> Cells:
    """The words of an item, in runs by baseline, as cells: what stands under a caption by its meaning.

    Everything else is its description.
    """
    cells: Cells = {}
    described = 0
    for place, end in (*grids_in(lines, vocabulary), (len(lines), len(lines))):
        if ink := [i for line in lines[described:place] for segment in line for i in segment.ink]:
            cells.setdefault("description", []).extend(ink)
        if place < end:
            take_under(lines[place], [s for line in lines[place + 1 : end] for s in line], cells, vocabulary)
        described = end
    return cells


def grids_in(
    lines: Sequence[Sequence[Segment]], vocabulary: Vocabulary, *, lost: int = 0
) -> Iterator[tuple[int, int]]:  # fmt: skip
    """The places of lines of captions, none the first line, and of the first lines behind what stands under them.

    So many captions of a line may be ``lost``: more values may stand under it. Captions below such a grid may have
    nothing under them at all.
    """
    captions = [n > 0 and _are_captions(n, lines, vocabulary, lost) for n in range(len(lines))]
    every = [caption for line, are in zip(lines, captions, strict=True) if are for caption in line]
    empty = [bool(every) and all(_is_left_empty(segment, every, vocabulary) for segment in line) for line in lines]
    labels = [*(a or b for a, b in zip(captions, empty, strict=True)), True]  # no value follows behind the last
    place = behind = 0
    while place < len(lines):
        if captions[place]:
            end = next((n for n in range(place + 1, len(lines)) if captions[n]), len(lines))
            end = _end_of_values(lines, place, end, vocabulary)
            yield place, end
            place = behind = end
        elif place == behind > 0 and empty[place] and labels[place + 1]:
            yield place, place + 1
            place = behind = place + 1
        else:
            place += 1


def _is_left_empty(segment: Segment, captions: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether a label stands in line with ``captions``, where nothing stands under it."""
    return names_a_value(segment, vocabulary) and any(keeps_edge(segment, caption) for caption in captions)


def labelled_by(
    caption: Segment, values: Sequence[Segment], cells: Cells, vocabulary: Vocabulary
) -> str | None:  # fmt: skip
    """What ``values`` are that stand in one cell below ``caption``; None where it is no label or one stands among them.

    ``cells`` are those that have their meaning already.
    """
    below = values and all(value.y0 > caption.middle for value in values)
    counted = "quantity" in _meanings(caption, vocabulary)
    labels = [
        value
        for place, value in enumerate(values)
        if not (counted and place and vocabulary.units.whole(value.text))  # "UNIT" below the count
        and ((_meanings(value, vocabulary) and not is_own_value(value, caption, vocabulary)) or ":" in value.text)
    ]
    meaning = meaning_of(caption, cells, vocabulary)
    return meaning if below and not labels and meaning not in cells else None


def whole_label(
    segments: Sequence[Segment], vocabulary: Vocabulary
) -> tuple[Segment, list[Segment]]:  # fmt: skip
    """The label that ``segments`` begin with, and the rest: ``Quantity /`` over ``Bilangan`` is one, with its unit."""
    label, *rest = segments
    while (
        rest
        and rest[0].y0 > label.middle
        and (("/" in label.text and _goes_on(label, rest[0], vocabulary)) or _UNIT.fullmatch(rest[0].text))
    ):
        label = segment_of((*label.ink, *rest.pop(0).ink))
    return label, rest


def _goes_on(label: Segment, below: Segment, vocabulary: Vocabulary) -> bool:
    """Whether the next words are the rest of a label in two languages."""
    both = _meanings_of(f"{label.text} {below.text}", vocabulary)
    alone = "" if label.text.rstrip().endswith("/") else label.text
    return bool(both) and both <= (_meanings_of(alone, vocabulary) or both)


def names_a_value(segment: Segment, vocabulary: Vocabulary) -> bool:
    """Whether a run of words is a label, and none of the form's options."""
    return _is_label(segment.text, vocabulary)


@lru_cache(maxsize=4096)  # the same lines are tried as parts of several items
def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    known = bool(_meanings_of(text, vocabulary))
    return known and not vocabulary.every_option.whole(text)


def _are_captions(place: int, lines: Sequence[Sequence[Segment]], vocabulary: Vocabulary, lost: int) -> bool:
    """Whether most of a line's runs of words are labels, and no line of labels is below, but values under them."""
    line, below = lines[place], _level_with_next(lines, place + 1)
    if not any(keeps_edge(value, segment) for value in below for segment in line):
        return False
    known = _labels_among(line, vocabulary)
    if not known:
        return False
    if any(_is_value_of(right, left, vocabulary) for left, right in pairwise(line)):
        return False
    if _in_a_column_of_labels(line, below, vocabulary):
        return False
    under = [segment for segment in known if any(keeps_edge(value, segment) for value in below)]
    labels = [value for value in below if _meanings(value, vocabulary) or ":" in value.text]
    return (
        (len(under) >= _MOSTLY * len(known) or _some_left_empty(line, known, below))
        and len(labels) < _MOSTLY * len(below)
        and len(lines[place + 1]) <= len(line) + lost
    )


def _labels_among(line: Sequence[Segment], vocabulary: Vocabulary) -> list[Segment]:
    """The runs of words of a line that are labels; none where these are not most of them: of most lines few are."""
    known: list[Segment] = []
    for place, segment in enumerate(line, start=1):
        if names_a_value(segment, vocabulary):
            known.append(segment)
        elif len(known) + len(line) - place < _MOSTLY * len(line):
            return []
    return known


def _some_left_empty(line: Sequence[Segment], known: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Whether a form's boxes side by side are not all filled in: all are labels, and each value keeps one's edge."""
    return len(line) == len(known) > 1 and all(any(keeps_edge(value, label) for label in known) for value in below)


def _level_with_next(lines: Sequence[Sequence[Segment]], place: int) -> list[Segment]:
    """The line at ``place`` with what stands level with it: cells of one line beside one of two that is centred."""
    level: list[Segment] = []
    for line in lines[place:]:
        if level and min(segment.y0 for segment in line) >= max(s.y1 for s in level) - _LEVEL * line[0].height:
            break
        level += line
    return level


def _in_a_column_of_labels(line: Sequence[Segment], below: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether a label stands below a line's first, and what is beside that could be its value: ``Hole   LEVER``."""
    labels = _meanings(below[0], vocabulary) and keeps_edge(below[0], line[0])
    return bool(labels) and any(is_own_value(right, left, vocabulary) for left, right in pairwise(line))


def _is_value_of(segment: Segment, label: Segment, vocabulary: Vocabulary) -> bool:
    """Whether a run of words is one of the form's options for the label in front of it: ``Inner / Outer   INNER``."""
    groups = _meanings(label, vocabulary) & set(OPTIONS)
    return any(vocabulary.options[group].whole(_IN_BRACKETS.sub("", segment.text)) for group in groups)


def is_own_value(segment: Segment, label: Segment, vocabulary: Vocabulary) -> bool:
    """Whether words that are a label elsewhere are a value here: ``NOS`` under ``Unit``, ``T-bar`` under ``Decor``.

    So are words that mean what the label does (``Lock`` over ``RIM LOCK`` / ``HOLE``): no label stands in a cell twice.
    """
    if _meanings(segment, vocabulary) & _meanings(label, vocabulary):
        return True
    unit = "unit" in _meanings(label, vocabulary) and bool(vocabulary.units.whole(segment.text))
    return unit or _is_value_of(segment, label, vocabulary)


def _end_of_values(lines: Sequence[Sequence[Segment]], caption: int, end: int, vocabulary: Vocabulary) -> int:
    """The line behind the last one that stands under a caption and close to the line above, and is none of labels."""
    last = caption + 1
    while last + 1 < end and all(any(keeps_edge(s, c) for c in lines[caption]) for s in lines[last + 1]):
        if _are_labels(lines[last + 1], lines[caption], vocabulary):
            break
        gap = min(s.y0 for s in lines[last + 1]) - max(s.y1 for s in lines[last])
        if gap > _NEXT_LINE * lines[last][0].height:
            break
        last += 1
    return last + 1


def _are_labels(line: Sequence[Segment], captions: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether all of a line is labels, and not what its own ``captions`` ask for: ``METAL`` / ``CORE`` under ``Core``.

    Labels of one thing are not set under each other without a value between.
    """
    if not all(names_a_value(s, vocabulary) or _is_labelled(s, vocabulary) for s in line):
        return False
    return not all(any(keeps_edge(s, c) and is_own_value(s, c, vocabulary) for c in captions) for s in line)


def _is_labelled(segment: Segment, vocabulary: Vocabulary) -> bool:
    """``Profile: Type B``: a value with its label before it stands under no caption."""
    label, colon, value = segment.text.partition(":")
    return bool(colon and value.strip() and _meanings_of(label, vocabulary))


def take_under(captions: Sequence[Segment], values: Sequence[Segment], cells: Cells, vocabulary: Vocabulary) -> None:
    """Adds ``values`` to ``cells``, each by what the caption that it stands under means, or under its text."""
    for value in values:
        above = [caption for caption in captions if caption.x0 - caption.height <= value.x0]
        caption = max(above, key=lambda each: each.x0, default=captions[0])
        meaning = meaning_of(caption, cells, vocabulary) or f"?{caption.text}"
        cells.setdefault(meaning, legend_before(caption, meaning)).extend(value.ink)


def meaning_of(caption: Segment, cells: Cells, vocabulary: Vocabulary) -> str | None:
    """What a caption says of the words that are its own; of several meanings one that ``cells`` do not have yet."""
    meanings = sorted(_meanings(caption, vocabulary))
    free = [meaning for meaning in meanings if meaning not in cells] or meanings
    return free[0] if free else None


def keeps_edge(value: Segment, caption: Segment) -> bool:
    """Whether a value keeps the left edge of a caption."""
    return abs(value.x0 - caption.x0) < max(value.height, caption.height)


def _meanings(segment: Segment, vocabulary: Vocabulary) -> frozenset[str]:
    return _meanings_of(segment.text, vocabulary)


@lru_cache(maxsize=4096)  # the same lines are tried as parts of several items
def _meanings_of(words: str, vocabulary: Vocabulary) -> frozenset[str]:
    _, _, value = words.rpartition(":")
    if vocabulary.every_option.whole(value):
        return _NONE  # "Edging: No edging" says what it labels
    text = bare_title(words)
    families = (vocabulary.columns, vocabulary.specification_labels)
    return next((meanings for family in families if (meanings := family.whole(text) or _of_both(text, family))), _NONE)


def _of_both(text: str, family: Phrases) -> frozenset[str]:
    """What a label in two languages means: ``Style / Nama Rekaan``."""
    found = family.starting(text) if "/" in text else None
    whole = family.both_languages(text, found) if found and not squeeze(text[: found.start]) else None
    return whole.meanings if whole and not squeeze(text[whole.end :]) else _NONE
