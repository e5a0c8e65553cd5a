"""The sample documents say what their facts say."""

import pypdfium2
import pytest

from samples import printed
from samples.facts import ALL, Sample


@pytest.fixture(scope="module", params=ALL, ids=lambda sample: sample.file_name)
def sample(request: pytest.FixtureRequest) -> Sample:
    assert isinstance(request.param, Sample)
    return request.param


@pytest.fixture(scope="module")
def text(sample: Sample) -> str:
    document = pypdfium2.PdfDocument(printed.pdf(sample))
    try:
        assert len(document) == 1
        return " ".join(str(document[0].get_textpage().get_text_range()).split())
    finally:
        document.close()


def test_every_printed_text_stands_in_the_text_layer(sample: Sample, text: str) -> None:
    cells = [cell for item in sample.items for cell in item.printed.values()]
    for words in [sample.title, sample.customer, *sample.header.values(), *cells]:
        assert all(word in text for word in words.split()), words


def test_total_is_the_sum_of_the_lines(sample: Sample, text: str) -> None:
    assert f"{sample.total_label} {sum(i.quantity * i.price for i in sample.items):,.2f}" in text


def test_a_sample_carries_doors_and_frames(sample: Sample) -> None:
    assert {"door", "frame"} <= {item.kind for item in sample.items}


def test_same_bytes_each_time() -> None:
    assert printed.pdf(ALL[0]) == printed.pdf(ALL[0])
