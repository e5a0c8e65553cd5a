"""What is asked of a line again and again."""

from pipeline.model import Box, Word
from pipeline.understand.page.layout import Line, segment_of
from pipeline.understand.page.once import once
from pipeline.understand.page.passage import Ink


def _line(text: str) -> Line:
    return Line((segment_of([Ink(Word(text, Box(0.1, 0.1, 0.2, 0.12)), 1, 60.0, 80.0, 120.0, 95.0)]),))


def test_a_line_is_asked_once_and_each_line_for_itself() -> None:
    asked: list[str] = []

    @once
    def shouts(line: Line) -> bool:
        asked.append(line.text)
        return line.text.isupper()

    loud, low = _line("TOTAL"), _line("total")
    assert [shouts(loud), shouts(loud), shouts(low), shouts(loud)] == [True, True, False, True]
    assert asked == ["TOTAL", "total"]
