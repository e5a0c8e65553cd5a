"""A job order in short, as a mail shows it: the head, the first rows, what is doubtful. Pure."""

from __future__ import annotations

from collections.abc import Callable

from outputs.letters import OrderFacts, Row
from outputs.words import choice_words, date_words, door_size_words, frame_size_words, words
from pipeline.model import JobOrder
from pipeline.orders import OrderRecord

MOST_ROWS = 12
MOST_DOUBTS = 12


def order_facts(
    record: OrderRecord, order: JobOrder, link: str, *, known: bool, say: Callable[[str], str] = str
) -> OrderFacts:
    """What a reply says about a job order. ``say`` gives a doubt in the reply's language."""
    rows = (*_doors(order), *_frames(order))
    doubts = tuple(dict.fromkeys(say(issue.message) for issue in order.issues))
    more = (f"… +{len(doubts) - MOST_DOUBTS}",) if len(doubts) > MOST_DOUBTS else ()
    return OrderFacts(
        number=record.revised(record.number) if record.number else "",
        draft=order.draft,
        known=known,
        replaces=order.revision.replaces if order.revision else "",
        header=(
            ("customer", words(order.customer_name)),
            ("date", date_words(order.job_order_date)),
            ("po_no", words(order.po_no)),
            ("delivery_date", date_words(order.delivery_date)),
        ),
        rows=rows[:MOST_ROWS],
        more_rows=max(0, len(rows) - MOST_ROWS),
        doubts=doubts[:MOST_DOUBTS] + more,
        link=link,
    )


def _doors(order: JobOrder) -> tuple[Row, ...]:
    return tuple(
        Row(
            "door",
            row.item,
            door_size_words(row),
            choice_words(row.door_thickness),
            words(row.laminate_code),
            words(row.location),
            words(row.quantity),
        )
        for row in order.doors
    )


def _frames(order: JobOrder) -> tuple[Row, ...]:
    return tuple(
        Row(
            "frame",
            row.item,
            frame_size_words(row),
            words(row.frame_width),
            words(row.laminate_code),
            words(row.location),
            words(row.quantity),
        )
        for row in order.frames
    )
