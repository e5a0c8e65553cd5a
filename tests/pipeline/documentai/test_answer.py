"""Google's tokens become words, its entities ours; what has no place becomes nothing."""

from __future__ import annotations

import math
import struct
from typing import Any

import pytest
from google.cloud import documentai
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documentai.answer import read_answer
from pipeline.documentai.fields import FieldMap
from pipeline.model import Box, Entity, Word
from tests.pipeline.documentai.local_service import entity, google_document

FIELDS = FieldMap({"invoice_id": "number"}, frozenset({"line_item"}), {"quantity": "quantity"})
WORDS = (
    Word("INVOICE", Box(0.1, 0.05, 0.3, 0.07), 0.99),
    Word("No.:", Box(0.1, 0.1, 0.15, 0.12), 0.9),
    Word("KDI-2507-003", Box(0.16, 0.1, 0.3, 0.12), 0.98),
    Word("6S-A057", Box(0.1, 0.3, 0.2, 0.32), 0.7),
)
PLACE = Box(0.16, 0.1, 0.3, 0.12)


def turned(degrees: float, width: float, height: float) -> Any:
    """A matrix that turns a page about its middle, and a quarter turn onto a page of the other format."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    to = (height, width) if abs(sin) > 0.5 else (width, height)
    cx, cy = width / 2, height / 2
    numbers = (cos, -sin, to[0] / 2 - cos * cx + sin * cy, sin, cos, to[1] / 2 - sin * cx - cos * cy)
    return documentai.Document.Page.Matrix(rows=2, cols=3, type_=6, data=struct.pack("<6d", *numbers))


def test_tokens_are_joined_into_words_with_the_worst_confidence() -> None:
    answer = read_answer(google_document([WORDS]), [1], FIELDS, "p")
    assert answer.words[1] == WORDS


def test_pages_keep_their_numbers_in_the_file() -> None:
    answer = read_answer(google_document([WORDS[:1], WORDS[1:]]), [2, 5], FIELDS, "p")
    assert {number: len(words) for number, words in answer.words.items()} == {2: 1, 5: 3}


def test_entities_get_our_names_and_pages() -> None:
    line = entity("line_item", "2", None, properties=[entity("line_item/quantity", "2", WORDS[3].box, page=1)])
    found = [entity("invoice_id", "KDI-2507-003", PLACE), entity("carrier", "by road", WORDS[0].box), line]
    answer = read_answer(google_document([WORDS, WORDS], found), [3, 4], FIELDS, "p")
    number, unknown, item = answer.entity.properties
    assert (number.type, number.page, number.box) == ("number", 3, PLACE)
    assert unknown.type == "?carrier"
    assert (item.type, item.page, item.box) == ("line_item", 4, WORDS[3].box)
    assert [part.type for part in item.properties] == ["quantity"]


def test_an_entity_without_a_box_is_placed_by_its_text_or_left_out() -> None:
    document = google_document([WORDS], [entity("invoice_id", "KDI-2507-003", None), entity("invoice_id", "X", None)])
    start = document.text.index("KDI")
    document.entities[0].text_anchor = {"text_segments": [{"start_index": start, "end_index": start + 12}]}
    (found,) = read_answer(document, [1], FIELDS, "p").entity.properties
    assert found.box == PLACE


@pytest.mark.parametrize("degrees", [0.0, 1.5, -2.0, 90.0, 180.0, 270.0])
def test_places_are_led_back_to_the_page_that_was_sent(degrees: float) -> None:
    width, height = 1654.0, 2339.0
    document = google_document([[Word("47000", moved(PLACE, degrees, width, height))]])
    quarter = degrees in (90.0, 270.0)
    page = document.pages[0]
    page.dimension = {"width": height if quarter else width, "height": width if quarter else height}
    page.transforms = [turned(degrees, width, height)]
    (word,) = read_answer(document, [1], FIELDS, "p").words[1]
    assert word.box.centre_x == pytest.approx(PLACE.centre_x, abs=1e-3)
    assert word.box.centre_y == pytest.approx(PLACE.centre_y, abs=1e-3)


def moved(box: Box, degrees: float, width: float, height: float) -> Box:
    """Where a box of the sent page lies on the turned one."""
    a, b, c, d, e, f = struct.unpack("<6d", turned(degrees, width, height).data)
    to = (height, width) if degrees in (90.0, 270.0) else (width, height)
    corners = [(x * width, y * height) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    across = [(a * x + b * y + c) / to[0] for x, y in corners]
    down = [(d * x + e * y + f) / to[1] for x, y in corners]
    return Box(min(across), min(down), max(across), max(down))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (6, struct.pack("<6d", 2, 0, 0, 0, 2, 0)),
        (0, b"\0" * 6),
        (6, b"short"),
        (6, struct.pack("<6d", *[math.nan] * 6)),
    ],
)
def test_a_page_whose_places_cannot_be_led_back_is_not_used(kind: int, data: bytes) -> None:
    document = google_document([WORDS], [entity("invoice_id", "KDI-2507-003", PLACE)])
    document.pages[0].transforms = [documentai.Document.Page.Matrix(rows=2, cols=3, type_=kind, data=data)]
    answer = read_answer(document, [1], FIELDS, "p")
    assert answer.words == {}
    assert answer.entity.properties == ()


def placed(found: Entity) -> bool:
    return found.box is not None and found.page == 7 and all(placed(part) for part in found.properties)


corner = st.floats(-1, 2, width=32) | st.just(math.nan)
boxes = st.builds(Box, corner, corner, corner, corner)
texts = st.text(max_size=12)


@given(
    st.lists(st.builds(Word, texts.filter(str.strip), boxes, st.floats(0, 1))),
    st.lists(st.tuples(texts, st.none() | boxes, st.integers(0, 3))),
)
def test_whatever_google_answers_every_word_and_entity_has_a_place(
    words: list[Word], found: list[tuple[str, Box | None, int]]
) -> None:
    entities = [entity("invoice_id", text, box, page) for text, box, page in found]
    answer = read_answer(google_document([words], entities), [7], FIELDS, "p")
    for word in answer.words.get(7, ()):
        assert word.text.split() == [word.text]
        assert 0 <= word.box.x0 <= word.box.x1 <= 1
        assert 0 <= word.box.y0 <= word.box.y1 <= 1
    assert all(placed(each) for each in answer.entity.properties)
