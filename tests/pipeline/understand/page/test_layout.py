"""Lines of a page cut at gaps."""

from pipeline.understand.page.layout import Line, segment_of
from tests.pipeline.understand.laid_out import passage_of


def test_no_gap_parts_the_words_of_a_bracket() -> None:
    words = passage_of("Qty   Size (W  x H)   Thk   (RM   Total").ink
    titles = Line((segment_of(words),)).parted_at(0.8)
    assert [segment.text for segment in titles] == ["Qty", "Size (W x H)", "Thk", "(RM", "Total"]
