"""What an item table is once it is cut: its columns, and a row for each item with its words by what they mean."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import LineItem
from pipeline.understand.page.baselines import rows_of
from pipeline.understand.page.blocks import in_blocks
from pipeline.understand.page.layout import Line
from pipeline.understand.page.lazily import lazily
from pipeline.understand.page.passage import Ink, Passage
from pipeline.understand.page.text_edge import text_edge
from pipeline.understand.table.anchors import anchor_strength
from pipeline.understand.table.cells import by_meaning
from pipeline.understand.table.columns import Column
from pipeline.understand.table.leading_codes import leading_codes
from pipeline.understand.table.tick_columns import Marks, marks_in
from pipeline.understand.table.titles import SECOND_TEXT, heads_coded_goods
from pipeline.understand.words.phrases import Phrases
from pipeline.understand.words.vocabulary import Vocabulary


@dataclass
class Row:
    """An item's words by column meaning (the description under ``description``); unknown columns under their title."""

    lines: list[Line]
    cells: dict[str, list[Ink]] = field(default_factory=dict)
    labels: Phrases | None = None
    """The labels inside items, for telling a column of labels from a block of text."""
    headings: tuple[Passage, ...] = ()
    """The headings above it that hold for it: one that specifies goods, one that names their place."""
    headings_asked: bool = False
    """Whether the headings may be told of the items above them instead."""
    headings_before: tuple[Passage, ...] = ()
    """Those that name a place on the page before, where this page has not repeated or ended them."""
    blocks: tuple[Passage, ...] = ()
    """Specifications for all doors or frames of its section only."""
    notes: tuple[Passage, ...] = ()
    """The notes of a key that it names by their marks."""
    details: tuple[tuple[Row, Table], ...] = ()
    """The rows of tables of details that name its number."""
    more: Row | None = None
    """What of the item stands on the next page."""
    doubts: dict[str, str] = field(default_factory=dict)
    """Questions about columns' cells in this row."""
    repeated: set[str] = field(default_factory=set)
    """The columns whose cell only repeats the one above it, whose words they hold."""
    table_name: Passage | None = None
    """The line right above its table's heading, where it names goods: ``FRAME SCHEDULE``."""

    def passage(self, meaning: str) -> Passage:
        """The text of a column, line by line; blocks of a description that stand beside each other one by one.

        To be asked for once its cells are filled, and what stands on the next page.
        """
        if meaning not in self._passages:
            self._passages[meaning] = Passage(self._lines(meaning))
        return self._passages[meaning]

    @lazily
    def _passages(self) -> dict[str, Passage]:
        return {}

    @lazily
    def text(self) -> str:
        """All that stands in the row, line by line; to be asked for once its cells are filled."""
        return Passage(rows_of([ink for cell in self.cells.values() for ink in cell])).text

    @lazily
    def text_edge(self) -> float:
        """Where its description ends on the right (points), but for counts and money that stand by themselves."""
        return text_edge(self.cells.get("description", []))

    @lazily
    def told(self) -> dict[Hashable, LineItem]:
        """The item that it tells of by itself, by how it was read; filled by :mod:`pipeline.understand.item.items`."""
        return {}

    def meanings(self) -> list[str]:
        """The columns that have something in them."""
        more = self.more.meanings() if self.more else []
        return list(dict.fromkeys([*self.cells, *more]))

    def before_anchor(self, columns: Sequence[Column]) -> tuple[Row, Row] | None:
        """The lines above the first one with a number, a count or money, and the rest; None where it is the first."""
        strong = [n for n, line in enumerate(self.lines) if anchor_strength(by_meaning(line, columns))]
        if not strong or not strong[0]:
            return None
        return self._of(self.lines[: strong[0]], columns), self._of(self.lines[strong[0] :], columns)

    def is_centred(self, columns: Sequence[Column]) -> bool:
        """Whether its figures stand in the middle of its text, with as many lines above as below but for one."""
        strong = [n for n, line in enumerate(self.lines) if anchor_strength(by_meaning(line, columns))]
        above = [by_meaning(line, columns) for line in self.lines[: strong[0]]] if strong else []
        if not above or not all("description" in cells for cells in above):
            return False
        return abs(strong[0] - (len(self.lines) - 1 - strong[-1])) <= 1

    def joined(self, after: Row) -> Row:
        """This row with the lines of ``after``."""
        cells = {m: [*self.cells.get(m, []), *after.cells.get(m, [])] for m in {**self.cells, **after.cells}}
        return replace(after, lines=[*self.lines, *after.lines], cells=cells)

    def _of(self, lines: list[Line], columns: Sequence[Column]) -> Row:
        return replace(row_of(lines, columns, self.labels), headings=self.headings, headings_asked=self.headings_asked)

    def _lines(self, meaning: str) -> list[list[Ink]]:
        texts = ("description", SECOND_TEXT) if meaning == "description" else (meaning,)
        rows = [row for text in texts for row in self._in_order(text)]
        return rows + (self.more._lines(meaning) if self.more else [])

    def _in_order(self, meaning: str) -> list[list[Ink]]:
        if meaning not in self.cells:  # most columns
            return []
        rows = rows_of(self.cells[meaning])
        return in_blocks(rows, self.labels) if self.labels and meaning in ("description", SECOND_TEXT) else rows


@dataclass(frozen=True)
class Table:
    """An item table on one page: its columns, its rows, and the lines inside it that are no items."""

    page: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Passage, ...]
    """Specifications for all doors or frames that stand among the rows."""
    first_line: int
    last_line: int
    """Indices of the sheet's lines from the heading to the last row."""
    right_edge: float
    """Where the description column wraps, in points."""
    lead: Row | None = None
    """What stands above the first item, apart from it: the rest of one that began on the page before."""
    held: tuple[Passage, ...] = ()
    """The headings of its last part, where more goods of that are to come on the next page."""
    summed: bool = False
    """Whether its last part has reached its sum: its heading ends here."""

    def leading_codes(self, vocabulary: Vocabulary) -> frozenset[str]:
        """The package's own codes in front of the items' descriptions."""
        if vocabulary not in self._led:
            described = (column for column in self.columns if column.meaning == "description")
            titled = (" ".join(ink.text for ink in column.title_ink) for column in described)
            named = any(heads_coded_goods(title, vocabulary) for title in titled)
            texts = [row.passage("description").text for row in self.rows]
            self._led[vocabulary] = leading_codes(texts, vocabulary, named=named)
        return self._led[vocabulary]

    def marks(self, vocabulary: Vocabulary) -> Marks:
        """What the marks under its options mean."""
        if vocabulary not in self._marked:
            self._marked[vocabulary] = marks_in([row.cells for row in self.rows], self.columns, vocabulary)
        return self._marked[vocabulary]

    @lazily
    def _marked(self) -> dict[Vocabulary, Marks]:
        return {}

    @lazily
    def _led(self) -> dict[Vocabulary, frozenset[str]]:
        return {}


def row_of(lines: list[Line], columns: Sequence[Column], labels: Phrases | None) -> Row:
    """The row that ``lines`` make, each word under its column."""
    cells: dict[str, list[Ink]] = {}
    for line in lines:
        for meaning, ink in by_meaning(line, columns).items():
            cells.setdefault(meaning, []).extend(ink)
    return Row(lines, cells, labels)
