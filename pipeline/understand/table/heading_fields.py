"""What a group heading gives the lines under it."""

from __future__ import annotations

from pipeline.model import Field
from pipeline.understand.grammar.places import is_place
from pipeline.understand.item.specification import specification_of
from pipeline.understand.item.values import joined, read_value
from pipeline.understand.page.passage import Passage
from pipeline.understand.table.sections import HEADING_MARK, ends_groups, place_in_section, without_continued
from pipeline.understand.words.goods import SPECIFIED
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary

_MARKS = " .:=-–—\t\n"  # LOCATION - WET KITCHEN


def heading_fields(heading: Passage, trade: Trade) -> dict[str, Field]:
    """What a group heading gives: ``LOCATION : D2 (continued)`` a location, ``GENERAL / OTHERS`` nothing."""
    if (end := without_continued(heading.text, trade.vocabulary)) < len(heading.text):
        heading = heading.part(0, end)
    if trade.vocabulary.blocks.whole(heading.text) or ends_groups(heading.text, trade.vocabulary):
        return {}
    heading = heading.part(place_in_section(heading.text, trade.vocabulary))
    if label_end := _behind_location(heading.text, trade.vocabulary):
        start = len(heading.text) - len(heading.text[label_end:].lstrip(_MARKS))
        return {f.name: f for f in read_value("location", heading, start, len(heading.text), trade)}
    specification = specification_of(heading, trade)
    fields = {name: found for name, found in specification.fields.items() if name in SPECIFIED}
    if specification.unknown and fields:
        words = "; ".join(joined(heading.text[a:b]) for a, b in specification.unknown)
        doubt = f"these words of the heading above are not known: “{words}”"
        fields["other_words"] = heading.field(
            "other_words", words, "unknown", *specification.unknown[0], doubts=[doubt]
        )
    return fields


def _behind_location(text: str, vocabulary: Vocabulary) -> int:
    """Where the label of a location ends that ``text`` begins with; 0 without one: ``Bilik Tidur Utama`` is a room."""
    labels = vocabulary.specification_labels
    label = labels.starting(text)
    if label is None:
        return 0
    both = labels.both_languages(text, label)
    label = both if HEADING_MARK.match(text, both.end) else label
    told = HEADING_MARK.match(text, label.end) or not is_place(text, vocabulary)
    return label.end if "location" in label.meanings and told else 0
