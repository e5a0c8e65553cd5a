"""Table headings with a rule under the name of each group of columns, and none between the columns.

    Location        Leaf           Size      Core
                -----------    -----------
                S/L     D/L     W      H

The heading ends at the first rule that is drawn under all of it, if one is seen; a shorter rule above that spans the
columns whose titles stand below it, and the words above such a rule name their group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.understand.page.layout import Line, Segment, Sheet
from pipeline.understand.page.rules import Rule, going_on
from pipeline.understand.table.storeys import named
from pipeline.understand.table.titles import meanings_of_title, title_stacks, titled
from pipeline.understand.words.vocabulary import Vocabulary

_NEAR = 3.0  # points that a name may stand out over its rule
_WIDE = 0.5  # of the heading's width: a rule under all of it is wider
_LEAST_COLUMNS = 2  # words below a group's rule


@dataclass(frozen=True)
class Group:
    """The name of a group of columns, and the stretch of the page's width that its rule spans (points)."""

    names: tuple[Segment, ...]
    x0: float
    x1: float

    def holds(self, segment: Segment) -> bool:
        """Whether a title stands in it."""
        return self.x0 - _NEAR <= segment.centre <= self.x1 + _NEAR


Title = tuple[str, Segment, frozenset[str]]
"""A column's title with its group's name, where it stands, and what it can mean."""


def underlined_at(
    sheet: Sheet, index: int, stop: int, gap: float, vocabulary: Vocabulary
) -> tuple[list[Title], int] | None:
    """The titles of such a heading that begins with line ``index``, left to right, and its last line.

    It ends before line ``stop`` at the latest; ``gap`` is what parts titles (text heights). None where no group's name
    stands on its first line.
    """
    lines = _down_to_rule(sheet, sheet.lines[index:stop])
    groups = _groups(sheet, lines)
    if not groups:
        return None
    taken = {ink for group in groups for segment in group.names for ink in segment.ink}
    if not taken & set(sheet.lines[index].ink):
        return None
    titles = []
    for stack in title_stacks(lines, gap, taken):
        text, segment = titled(stack, vocabulary)
        group = next((group for group in groups if group.holds(segment)), None)
        meant = named([_name(group), text], vocabulary) if group else (text, meanings_of_title(text, vocabulary))
        titles.append((meant[0], segment, meant[1]))
    return sorted(titles, key=lambda title: title[1].x0), index + len(lines) - 1


def _down_to_rule(sheet: Sheet, lines: Sequence[Line]) -> Sequence[Line]:
    """Those of ``lines`` above the first rule that is as wide as they are; all where none is seen."""
    if not lines:
        return lines
    width = max(line.ink[-1].x1 for line in lines) - min(line.x0 for line in lines)
    strokes = [rule for rule in sheet.horizontal_rules if rule[0] > lines[0].y1]
    below = [y for y, x0, x1 in going_on(strokes) if x1 - x0 > _WIDE * width]
    return [line for line in lines if line.middle < min(below, default=sheet.height)]


def _groups(sheet: Sheet, lines: Sequence[Line]) -> list[Group]:
    if not lines:
        return []
    top, bottom = lines[0].y0, lines[-1].y1
    found = (_group(rule, lines) for rule in sheet.horizontal_rules if top < rule[0] < bottom)
    return [group for group in found if group]


def _group(rule: Rule, lines: Sequence[Line]) -> Group | None:
    y, x0, x1 = rule
    inside = [s for line in lines for s in line.segments if x0 - _NEAR <= s.centre <= x1 + _NEAR]
    names = tuple(segment for segment in inside if segment.middle < y)
    columns = [ink for segment in inside if segment.middle > y for ink in segment.ink]
    return Group(names, x0, x1) if names and len(columns) >= _LEAST_COLUMNS else None


def _name(group: Group) -> str:
    return " ".join(segment.text for segment in group.names)
