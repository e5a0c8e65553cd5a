"""After the reply: what people decide, and what goes well later, is told once more, and nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.jobs import JobState
from pipeline.messages import Answer, MessagePart
from pipeline.model import Issue, JobOrder
from tests.outputs.office import STAFF, Office
from tests.outputs.sample_orders import sample_order
from tests.postbox import Postbox, pdfs, texts

Open = Callable[..., Office]


def doubtful(doors: int = 1) -> JobOrder:
    return replace(sample_order(doors), issues=(Issue("", "Is a line missing?"),))


def approve(here: Office, part: MessagePart) -> None:
    record = here.records.orders.of_job(str(part.job_id))[0]
    here.reviews.approve(record.id, record.version, "ana", "I asked by phone.")


def test_the_job_order_that_a_person_approved_comes_in_the_same_thread_without_draft(
    office: Open, postbox: Postbox
) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    here.receive(part)
    here.send()
    here.send()
    assert [str(mail["Subject"]) for mail in postbox.taken] == ["Re: Invoice [DRAFT]"]
    approve(here, part)
    here.send()
    here.send()
    first, second = postbox.taken
    assert (second["To"], second["Subject"]) == (STAFF, "Re: Invoice")
    assert (second["In-Reply-To"], second["References"]) == (first["In-Reply-To"], first["References"])
    assert second["Message-ID"] != first["Message-ID"]
    assert second["Auto-Submitted"] == "auto-replied"
    assert pdfs(second) == ["KDI-2507-003.pdf"]
    record = here.records.orders.of_job(str(part.job_id))[0]
    assert second.get_payload()[1].get_payload(decode=True) == here.archive.get(str(record.pdf_digest))  # type: ignore[index, union-attr] # a mail with an attachment
    for text in texts(second):
        assert "It replaces what we sent you before." in text
        assert "DRAFT" not in text


def test_a_rejected_document_s_sender_is_told_why(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    here.receive(part)
    here.send()
    record = here.records.orders.of_job(str(part.job_id))[0]
    here.reviews.reject(record.id, record.version, "ana", "This is a quotation for another company.")
    here.send()
    here.send()
    _, second = postbox.taken
    assert pdfs(second) == []
    assert all("a.pdf: This is a quotation for another company." in text for text in texts(second))


def test_of_a_mail_s_several_documents_one_further_reply_tells_when_the_last_is_decided(
    office: Open, postbox: Postbox
) -> None:
    here = office()
    parts = [replace(here.document(f"{n}.pdf", doubtful(n)), position=n) for n in (1, 2)]
    clear = replace(here.document("3.pdf", sample_order(3)), position=3)
    here.receive(*parts, clear)
    here.send()
    assert len(postbox.taken) == 1
    approve(here, parts[0])
    here.send()
    assert len(postbox.taken) == 1
    approve(here, parts[1])
    here.send()
    here.send()
    assert [len(pdfs(mail)) for mail in postbox.taken] == [3, 3]


def test_a_further_reply_that_a_crash_interrupts_is_the_same_mail_again(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    message = here.receive(part)
    here.send()
    approve(here, part)
    before = here.ledger.message(message)
    assert before is not None
    here.replies.write_due()
    # As if the process had been killed before it wrote down that the reply is written, and started anew.
    with here.records.engine.begin() as connection:
        here.ledger._change(connection, message, told_digest=before.told_digest, told_version=before.told_version)
    again = office()
    again.send()
    again.send()
    assert len({str(mail["Message-ID"]) for mail in postbox.taken}) == len(postbox.taken) == 2


def test_who_undoes_an_approval_and_corrects_replaces_what_the_sender_has(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    here.receive(part)
    here.send()
    approve(here, part)
    here.send()
    record = here.records.orders.of_job(str(part.job_id))[0]
    here.reviews.undo(record.id, record.version, None, "ben")
    here.send()
    assert len(postbox.taken) == 2
    approve(here, part)
    here.send()
    assert len(postbox.taken) == 2  # the same job order: nothing new to tell


def test_a_document_that_failed_and_went_well_at_a_new_try_is_answered_with_its_job_order(
    office: Open, postbox: Postbox
) -> None:
    here = office()
    part = here.document("a.pdf", refused=("gave_up", "The disk is full."))
    here.receive(part)
    here.send()
    job = here.records.retry(str(part.job_id), "Retried by hand")
    here.records.add_event(job.id, JobState.FAILED, "The disk is full.", code="gave_up")
    here.send()
    assert len(postbox.taken) == 1  # it is still the operator's trouble
    here.finish(here.records.retry(job.id, "Retried by hand"), sample_order())
    here.send()
    assert [pdfs(mail) for mail in postbox.taken] == [[], ["KDI-2507-003.pdf"]]


def test_a_new_try_with_the_same_outcome_is_not_told(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", sample_order())
    here.receive(part)
    here.send()
    here.finish(here.records.retry(str(part.job_id), "Retried by hand"), sample_order())
    here.send()
    assert len(postbox.taken) == 1


def test_what_was_decided_while_the_service_was_down_is_told_at_its_next_start(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    here.receive(part)
    here.send()
    approve(here, part)
    office().send()
    assert len(postbox.taken) == 2


def test_a_mail_that_gets_no_answer_gets_no_further_one(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    here.receive(part, answer=Answer.NONE)
    here.send()
    approve(here, part)
    here.send()
    assert postbox.taken == []


def test_a_mail_that_cannot_be_answered_does_not_hold_up_the_others(office: Open, postbox: Postbox) -> None:
    here = office()
    lost = here.document("lost.pdf", sample_order(1))
    here.receive(lost)
    here.archive.path(str(here.records.orders.of_job(str(lost.job_id))[0].pdf_digest)).unlink()
    here.receive(here.document("fine.pdf", sample_order(2)))
    here.send()
    assert len(postbox.taken) == 1


def test_a_draft_that_is_being_changed_is_linked_not_attached(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    record = here.records.orders.of_job(str(part.job_id))[0]
    here.records.orders.save(record.id, customer=None, draft=True, order_digest=record.order_digest, pdf_digest=None)
    here.receive(part)
    here.send()
    assert pdfs(postbox.taken[0]) == []
    assert f"/jobs/{part.job_id}" in texts(postbox.taken[0])[0]


def test_doubts_are_said_in_the_language_of_the_replies(office: Open, postbox: Postbox) -> None:
    here = office("ms")
    doubt = Issue("doors[0].width_mm", "2500 is not between 300 and 2400")
    here.receive(here.document("a.pdf", replace(sample_order(), issues=(doubt,))))
    here.send()
    for text in texts(postbox.taken[0]):
        assert "2500 bukan antara 300 dan 2400" in text
        assert "is not between" not in text
