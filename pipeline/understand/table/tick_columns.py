"""Columns headed by one of the form's options, and what the marks in their cells mean by the company they keep.

A cross may say yes or no. Under three or more options of one thing, of which each line has one crossed and the others
blank, it can only say yes: were the crossed one what is not wanted, two would be left. A square with a cross in it is
ticked where others stand empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from pipeline.understand.grammar.tokens import squeeze
from pipeline.understand.item.values import OPTIONS
from pipeline.understand.page.passage import Ink
from pipeline.understand.table.columns import Column
from pipeline.understand.table.storeys import BELOW
from pipeline.understand.table.title_promises import bare_title
from pipeline.understand.table.titles import meanings_of_title
from pipeline.understand.words.vocabulary import Vocabulary

TICKS = frozenset("✓✔√☑●•■/")
CROSSES = frozenset({"x", "v"})
"""Marks that some write for yes and some for no; a ``V`` is most likely a tick, typed or read so, and asked about."""
CROSSED_SQUARES = frozenset("✗✘☒")
EMPTY_SQUARES = frozenset("☐□")
_EMPTY_RING = "○"
_WORD = 4  # letters of a title that may be the beginning of an option's name
_SEVERAL = 3  # options of one thing, of which one is left where a mark says no


Option = tuple[str, str]
"""What something is an option of, and which."""


@dataclass(frozen=True)
class Marks:
    """Which options the titles of a table name, and what the marks under them mean."""

    options: Mapping[str, Option] = field(default_factory=dict)
    """The options by their titles."""
    crosses: bool = False
    """Whether a cross says yes."""
    squares: bool = False
    """Whether empty squares stand beside those with a cross."""
    rings: bool = False
    """Whether empty rings stand beside filled ones."""
    words: bool = False
    """Whether ``N`` stands beside ``Y``."""

    def says_nothing(self, text: str, vocabulary: Vocabulary) -> bool:
        """Whether a cell's mark says that its option is not meant."""
        if text in EMPTY_SQUARES or (text == _EMPTY_RING and self.rings):
            return True
        return self.words and squeeze(text) in vocabulary.language.no

    def says_yes(self, text: str, vocabulary: Vocabulary) -> bool:
        """Whether a cell's mark says without a doubt that its option is meant."""
        crossed = squeeze(text) in CROSSES or text in CROSSED_SQUARES
        sure = text in TICKS or squeeze(text) in vocabulary.language.yes
        return sure or (self.crosses and crossed) or (self.squares and text in CROSSED_SQUARES)


def marks_in(rows: Sequence[Mapping[str, Sequence[Ink]]], columns: Sequence[Column], vocabulary: Vocabulary) -> Marks:
    """What marks mean in a table whose ``rows`` have these words by the meaning or the title of their column."""
    options = _options_over(columns, vocabulary)
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for column in columns:
        if column.title in options:
            group, option = options[column.title]
            groups[group][column.meaning or f"?{column.title}"] = option
    if not groups:
        return Marks()
    cells = {key: [_text(row.get(key, ())) for row in rows] for titles in groups.values() for key in titles}
    every = {text for column in cells.values() for text in column}
    return Marks(
        options,
        crosses=_cross_out_nothing(groups, cells),
        squares=bool(every & EMPTY_SQUARES) and not every & TICKS,
        rings=bool(every & TICKS),
        words=bool({squeeze(text) for text in every} & set(vocabulary.language.yes)),
    )


def _options_over(columns: Sequence[Column], vocabulary: Vocabulary) -> dict[str, Option]:
    """The options by the titles that name them; ``Timber`` beside ``Tubular`` is what begins so among its like."""
    titles = [column.title for column in columns if column.meaning in {None, *OPTIONS}]
    found = {title: option for title in titles if (option := _option(title, vocabulary))}
    begun: dict[str, Option] = {}
    for place, column in enumerate(columns):
        near = [found[each.title][0] for each in columns[max(place - 1, 0) : place + 2] if each.title in found]
        if column.meaning is None and column.title not in found:
            option = _begun(column.title, set(near), vocabulary)
            begun |= {column.title: option} if option and option not in found.values() else {}
    return found | begun


def _begun(title: str, near: Set[str], vocabulary: Vocabulary) -> Option | None:
    """The only option whose name begins as a title does, of its group's or, where none is named, of its neighbours'."""
    group_name, _, own = title.rpartition(BELOW)
    groups = _groups_named(group_name, vocabulary) if group_name else near
    group = next(iter(groups)) if len(groups) == 1 and len(own) >= _WORD else None
    meant = vocabulary.options[group].begun(bare_title(own)) if group else frozenset()
    return (group, next(iter(meant))) if group and len(meant) == 1 else None


def _groups_named(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    return meanings_of_title(name, vocabulary) & frozenset(OPTIONS)


def _option(title: str, vocabulary: Vocabulary) -> Option | None:
    """The option that a title names by itself or under its group's name."""
    group_name, _, own = title.rpartition(BELOW)
    groups = _groups_named(group_name, vocabulary) if group_name else OPTIONS
    named = [(each, vocabulary.options[each].whole(own)) for each in groups]
    meant = [(group, next(iter(meanings))) for group, meanings in named if len(meanings) == 1]
    return meant[0] if len(meant) == 1 else None


def _cross_out_nothing(groups: Mapping[str, Mapping[str, str]], cells: Mapping[str, Sequence[str]]) -> bool:
    """Whether each line marks one option of a thing at the most, all with one mark, and one of three or more once."""
    marks = {mark for column in cells.values() for text in column if (mark := _mark(text))}
    most = {group: _most_marked([cells[key] for key in titles]) for group, titles in groups.items()}
    several = (group for group, titles in groups.items() if len(set(titles.values())) >= _SEVERAL)
    return len(marks) == 1 and max(most.values()) == 1 and any(most[group] == 1 for group in several)


def _most_marked(columns: Sequence[Sequence[str]]) -> int:
    """How many of these columns a line marks at the most."""
    return max((sum(bool(_mark(text)) for text in line) for line in zip(*columns, strict=True)), default=0)


def _mark(text: str) -> str:
    """Which mark a cell holds, a tick that was read as a ``V`` being one; empty where it holds none."""
    if text in TICKS:
        return "v"
    return squeeze(text) or text if squeeze(text) in CROSSES or text in CROSSED_SQUARES else ""


def _text(words: Sequence[Ink]) -> str:
    return " ".join(word.text for word in words)
