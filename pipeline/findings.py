"""What a job's job orders come to, as lists show it: number, customer, rows, open questions. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.jobs import Findings, Job
from pipeline.model import DoorRow, FrameRow, JobOrder
from pipeline.revision import shown_number


def findings_of(job: Job, orders: Sequence[JobOrder]) -> Findings:
    """What is shown and searched for in lists of a job with these ``orders``; "" takes away what they showed before."""
    numbers = [number for order in orders if (number := shown_number(order))]
    customers = [str(o.customer_name.value) for o in orders if o.customer_name and o.customer_name.value]
    rows: list[DoorRow | FrameRow] = []
    for order in orders:
        rows += [*order.doors, *order.frames]
    codes = [str(row.laminate_code.value) for row in rows if row.laminate_code]
    heads = [f for o in orders for f in (o.po_no, o.job_order_date, o.delivery_date) if f and f.value]
    sought = [*numbers, *customers, *codes, *(str(head.value) for head in heads), job.file_name]
    return Findings(
        title=", ".join(numbers),
        customer=customers[0] if customers else "",
        doors=sum(len(order.doors) for order in orders),
        frames=sum(len(order.frames) for order in orders),
        doubts=sum(len(order.issues) for order in orders),
        search_text=" ".join(dict.fromkeys(sought)).lower(),
    )
