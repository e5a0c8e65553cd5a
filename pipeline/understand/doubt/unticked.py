"""Columns of options under which no mark was read: drawn ones are no text, and a scan may have lost them.

Nobody prints ``S/L | D/L | Unequal D/L`` to leave them blank for every door; on a scan, not for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.model import ItemKind, LineItem
from pipeline.understand.table.item_table import Table
from pipeline.understand.table.storeys import BELOW
from pipeline.understand.words.goods import FRAME_ONLY
from pipeline.understand.words.vocabulary import Vocabulary

_SEVERAL = 2  # options of one thing
_OPTIONAL = frozenset({"decorative_line"})  # a plain door has none


def unticked(items: Sequence[LineItem], tables: Sequence[Table], vocabulary: Vocabulary) -> Iterator[str]:
    """A question about each thing that a table's titles offer options of and that its doors or frames do not tell."""
    for table in tables:
        groups: dict[str, list[str]] = defaultdict(list)
        for title, (group, _) in table.marks(vocabulary).options.items():
            groups[group].append(title.rpartition(BELOW)[2])
        for group, titles in groups.items():
            if len(titles) >= _SEVERAL and group not in _OPTIONAL and _is_untold(group, items, table):
                yield f"no mark was read under “{' | '.join(titles)}” for some lines: is one drawn there?"


def _is_untold(group: str, items: Sequence[LineItem], table: Table) -> bool:
    kind = ItemKind.FRAME if group in FRAME_ONLY else ItemKind.DOOR
    goods = [item for item in items if item.page == table.page and item.kind.value == kind]
    bare = [item for item in goods if getattr(item, group) is None]
    seen = any(ink.word.confidence < 1.0 for row in table.rows for line in row.lines for ink in line.ink)
    return bool(bare) and (seen or len(bare) == len(goods))
