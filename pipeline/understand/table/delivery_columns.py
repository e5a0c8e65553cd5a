"""A column that says of each line when it is to be delivered, as purchase systems print it.

One day for all lines is the document's delivery date. Where they differ, what the lines say stays with them, and a
person is asked, since the form has one date.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Field
from pipeline.understand.grammar.dates import dates_in, is_date
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.item_table import Table
from pipeline.understand.words.vocabulary import Vocabulary

_DELIVERY = "delivery_date"
_MEANT = (frozenset({_DELIVERY}), frozenset({"due_date"}))  # what is due line by line is the goods


def delivery_column(table: Table, vocabulary: Vocabulary) -> str | None:
    """The column of ``table`` under whose title every line that says anything says one and the same day."""
    for column in table.columns:
        meaning = f"?{column.title}"
        if column.meaning is None and vocabulary.labels.whole(column.title) in _MEANT:
            days = {_day(row.passage(meaning)) for row in table.rows if meaning in row.meanings()}
            return meaning if len(days) == 1 and None not in days else None
    return None


def delivery_with_columns(labelled: Field | None, tables: Sequence[Table], vocabulary: Vocabulary) -> Field | None:
    """The delivery date that a label names or all lines have; doubted where one says otherwise than another."""
    found: list[Field] = [labelled] if labelled else []
    for table in tables:
        meaning = delivery_column(table, vocabulary)
        cells = (row.passage(meaning) for row in table.rows if meaning and meaning in row.meanings())
        first = next(cells, None)
        if meaning and first:
            written = dates_in(first.text)[0]
            day, place = written.value.isoformat(), (written.start, written.end)
            found.append(first.field(_DELIVERY, day, f"column “{meaning[1:]}”", *place))
    if len({field.value for field in found}) > 1:
        return found[0].doubted("other lines are to be delivered on another day")
    return found[0] if found else None


def _day(passage: Passage) -> str | None:
    """The day that a cell is, in full."""
    return dates_in(passage.text)[0].value.isoformat() if is_date(passage.text) else None
