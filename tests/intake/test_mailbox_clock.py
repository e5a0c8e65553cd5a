"""A clock that is set back does not make a mail wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipeline.jobs import JobFilters
from pipeline.messages import NewMessage, Place
from pipeline.records import Records
from tests.intake.letters import an_invoice_mail
from tests.intake.mailroom import Mailroom


def test_a_mail_put_off_before_the_clock_was_set_back_is_taken_up_at_once(door: object, records: Records) -> None:
    room = Mailroom(door, [])  # type: ignore[arg-type] # the fixture of this folder
    digest = room.door.archive.put(an_invoice_mail(1))
    kept = room.ledger.keep(
        NewMessage(Place("orders", "INBOX", 1, 1), "1", digest, True, "sales@sendora.example", "Invoice")
    )
    mailbox = room.mailbox(1)
    room.ledger.postpone(kept.id, "The disk is full", datetime.now(UTC) + timedelta(seconds=50))
    mailbox.record_kept()
    assert records.list_jobs(JobFilters()).jobs == ()
    room.ledger.postpone(kept.id, "The disk is full", datetime.now(UTC) + timedelta(days=900))
    mailbox.record_kept()
    assert len(records.list_jobs(JobFilters()).jobs) == 1
