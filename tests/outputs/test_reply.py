"""Replies: one per mail, in its thread, in the wanted language, never in a loop; sent until taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from outputs.letters import Language, LetterWriter
from pipeline.mail_out import SendState
from pipeline.messages import Answer, MessagePart
from pipeline.model import Issue
from pipeline.orders import DeliveryState
from pipeline.tables import mail_out
from tests.outputs.office import STAFF, Office
from tests.outputs.sample_orders import sample_order
from tests.postbox import Postbox, pdfs, texts

Open = Callable[..., Office]


def test_a_reply_carries_the_job_order_what_was_read_and_its_thread(office: Open, postbox: Postbox) -> None:
    here = office()
    here.receive(here.document("a.pdf", sample_order(doors=2)))
    here.send()
    (mail,) = postbox.taken
    assert (mail["To"], mail["Subject"], mail["In-Reply-To"]) == (STAFF, "Re: Invoice", "<mail-1@sendora.example>")
    assert str(mail["References"]).split() == ["<first@customer.example>", "<mail-1@sendora.example>"]
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert pdfs(mail) == ["KDI-2507-003.pdf"]
    for text in texts(mail):
        assert "PINTU MAJU TRADING SDN BHD" in text
        assert "700 x 2440 mm" in text
        assert "1428MM" in text or "1400MM" in text
        assert "https://portal.example/jobs/" in text


def test_an_id_that_is_longer_than_a_line_keeps_the_thread(office: Open, postbox: Postbox) -> None:
    here = office()
    ids = tuple(f"<SA1PR01MB{n}ABCDEF1234567890ABCDEF12345@SA1PR01MB1234.apcprd01.prod.exchangelabs.com>" for n in "12")
    here.receive(here.document("a.pdf", sample_order()), thread=ids)
    here.send()
    raw = here.archive.get(here.mails.all()[0].raw_digest)
    assert f"\r\nIn-Reply-To: {ids[1]}\r\nReferences: {ids[0]}\r\n {ids[1]}\r\n".encode() in raw
    assert postbox.taken[0]["In-Reply-To"] == ids[1]


def test_a_doubtful_job_order_says_draft_what_is_doubtful_and_where_to_look(office: Open, postbox: Postbox) -> None:
    here = office()
    order = replace(sample_order(), issues=(Issue("doors[0].width_mm", "The width 7000 mm is not plausible."),))
    part = here.document("a.pdf", order)
    here.receive(part)
    here.send()
    (mail,) = postbox.taken
    assert mail["Subject"] == "Re: Invoice [DRAFT]"
    for text in texts(mail):
        assert "The width 7000 mm is not plausible." in text
        assert f"https://portal.example/jobs/{part.job_id}" in text
        assert "DRAFT" in text


def test_a_refused_document_is_told_why_and_what_to_do(office: Open, postbox: Postbox) -> None:
    here = office()
    here.receive(here.document("lock.pdf", refused=("encrypted", "lock.pdf is locked. Send an open copy.")))
    here.send()
    (mail,) = postbox.taken
    assert pdfs(mail) == []
    assert all("lock.pdf is locked. Send an open copy." in text for text in texts(mail))


def test_several_documents_get_one_reply_when_the_last_has_ended(office: Open, postbox: Postbox) -> None:
    here = office()
    done, working = here.document("a.pdf", sample_order()), here.document("b.pdf")
    refused = MessagePart(3, "c.zip", None, "c.zip cannot be opened.")
    here.receive(done, replace(working, position=2), refused)
    here.send()
    assert postbox.taken == []
    job = here.records.job(str(working.job_id))
    assert job is not None
    here.finish(job, sample_order(doors=3))
    here.send()
    (mail,) = postbox.taken
    assert len(pdfs(mail)) == 2
    assert "c.zip cannot be opened." in texts(mail)[0]


def test_replies_in_malay_say_refusals_in_malay(office: Open, postbox: Postbox) -> None:
    here = office("ms")
    here.receive(
        here.document("a.pdf", sample_order()),
        replace(here.document("lock.pdf", refused=("encrypted", "lock.pdf is locked.")), position=2),
    )
    here.send()
    (mail,) = postbox.taken
    for text in texts(mail):
        assert "Terima kasih" in text
        assert "Pintu 1" in text
        assert "lock.pdf dikunci dengan kata laluan" in text
        assert "locked" not in text


@pytest.mark.parametrize("language", ["en", "ms"])
def test_what_a_document_says_is_never_markup(office: Open, postbox: Postbox, language: Language) -> None:
    here = office(language)
    here.receive(MessagePart(1, "x", None, "<script>alert(1)</script>"))
    here.send()
    plain, html = texts(postbox.taken[0])
    assert "<script>alert(1)</script>" in plain
    assert "<script>" not in html


def test_a_subject_cannot_add_headers(office: Open, postbox: Postbox) -> None:
    here = office()
    here.receive(MessagePart(1, "x", None, "no"), subject="Hi\r\nBcc: everybody@elsewhere.example")
    here.send()
    assert postbox.taken[0]["Bcc"] is None
    assert postbox.recipients == [STAFF]


def test_both_languages_have_the_same_words() -> None:
    assert LetterWriter("en").say.keys() == LetterWriter("ms").say.keys()


def test_no_more_than_so_many_replies_a_day_go_to_one_address(office: Open, postbox: Postbox) -> None:
    here = office(per_day=2)
    ids = [here.receive(MessagePart(1, "x", None, "Nothing.")) for _ in range(4)]
    here.send()
    assert len(postbox.taken) == 2
    left = here.ledger.message(ids[3])
    assert left is not None
    assert (left.answer, "got 2 in 24 hours" in left.words) == (Answer.NONE, True)


def test_a_mail_that_gets_no_answer_gets_none(office: Open, postbox: Postbox) -> None:
    here = office()
    here.receive(MessagePart(1, "x", None, "Nothing."), answer=Answer.NONE)
    here.send()
    assert postbox.taken == []


def test_large_job_orders_are_linked_instead_of_attached(office: Open, postbox: Postbox) -> None:
    here = office(most_bytes=10)
    here.receive(here.document("a.pdf", sample_order()))
    here.send()
    assert pdfs(postbox.taken[0]) == []
    assert "too large for a mail" in texts(postbox.taken[0])[0]


def test_a_busy_mail_server_is_tried_again_with_the_same_bytes(office: Open, postbox: Postbox) -> None:
    here = office()
    here.receive(here.document("a.pdf", sample_order()))
    postbox.refuse = "451 busy"
    here.replies.write_due()
    assert here.outbox.send_next()
    (waiting,) = here.mails.all()
    assert (waiting.state, "451 busy" in str(waiting.error)) == (SendState.WAITING, True)
    postbox.refuse = None
    while not here.outbox.send_next():
        pass
    assert here.mails.all()[0].state is SendState.SENT
    assert postbox.taken[0]["Message-ID"] == waiting.message_id


@pytest.mark.parametrize("jump", [timedelta(days=-900), timedelta(days=900)], ids=["back", "forward"])
def test_a_clock_that_jumps_neither_holds_a_mail_back_nor_gives_it_up(
    office: Open, postbox: Postbox, jump: timedelta
) -> None:
    here = office()
    here.receive(here.document("a.pdf", sample_order()))
    postbox.refuse = "451 busy"
    here.replies.write_due()
    assert here.outbox.send_next()
    with here.records.engine.begin() as connection:  # as if it had been written before the jump
        then = datetime.now(UTC) - jump
        connection.execute(mail_out.update().values(created_at=then, updated_at=then, next_try_at=then))
    assert here.outbox.send_next()
    assert here.mails.all()[0].state is SendState.WAITING
    postbox.refuse = None
    while not here.outbox.send_next():
        pass
    assert here.mails.all()[0].state is SendState.SENT


def test_a_mail_refused_for_good_is_shown_at_the_job(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", sample_order())
    here.receive(part)
    postbox.refuse = "550 no such user"
    here.send()
    assert here.mails.all()[0].state is SendState.FAILED
    (delivery,) = here.records.orders.deliveries(str(part.job_id))
    assert (delivery.destination, delivery.state) == ("reply", DeliveryState.FAILED)
    assert "550 no such user" in str(delivery.error)


def test_a_sent_reply_is_a_delivery_of_the_job_order(office: Open) -> None:
    here = office()
    part = here.document("a.pdf", sample_order())
    here.receive(part)
    here.send()
    (delivery,) = here.records.orders.deliveries(str(part.job_id))
    assert (delivery.state, delivery.target) == (DeliveryState.DELIVERED, f"mail to {STAFF}")


def test_a_reply_that_comes_back_is_noted(office: Open) -> None:
    here = office()
    here.receive(MessagePart(1, "x", None, "Nothing."))
    here.send()
    (sent,) = here.mails.all()
    assert here.mails.bounced(sent.message_id, "came back") is not None
    assert here.mails.all()[0].state is SendState.FAILED
    assert here.mails.bounced("<other@elsewhere.example>", "came back") is None


def test_what_was_being_sent_when_the_process_was_killed_is_taken_up_again(office: Open, postbox: Postbox) -> None:
    here = office()
    here.receive(MessagePart(1, "x", None, "Nothing."))
    here.replies.write_due()
    assert here.mails.claim_next("test") is not None
    assert not here.outbox.send_next()
    here.mails.release("test")
    assert here.outbox.send_next()
    assert len(postbox.taken) == 1
