"""A first title that may mean the goods or their numbers, in the heading of a table that counts nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.understand.grammar.line_numbers import LINES
from pipeline.understand.page.layout import Line, Segment
from pipeline.understand.table.titles import COUNTED, meanings_of_title
from pipeline.understand.words.goods import SPECIFIED
from pipeline.understand.words.vocabulary import Vocabulary

_SEVERAL = 2  # things that its titles name


def with_line_numbers(
    meanings: list[str | None], titles: Sequence[tuple[str, Segment]], below: Sequence[Line], vocabulary: Vocabulary
) -> list[str | None]:
    """``Item | Thickness | Core | Laminate``: over lines' numbers the first title means these, where nothing counts."""
    told = {meaning for meaning in meanings[1:] if meaning in SPECIFIED}
    if meanings[:1] not in (["description"], ["stock_code"]) or len(told) < _SEVERAL or COUNTED & set(meanings):
        return meanings
    number = below[0].segments[0].text if below else ""
    may = "number" in meanings_of_title(titles[0][0], vocabulary)
    return ["number", *meanings[1:]] if may and LINES.fullmatch(number) else meanings
