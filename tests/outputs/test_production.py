"""The factory gets its copy of what may be built, once, and hears when it is replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from outputs.letters import LetterWriter
from outputs.production import CopyOptions, ProductionCopy
from pipeline.delivery import Finished
from pipeline.messages import MessagePart
from pipeline.model import JobOrder, Source, from_json
from pipeline.orders import Decision
from tests.outputs.office import US, Office
from tests.outputs.sample_orders import sample_order
from tests.outputs.test_reply_further import approve, doubtful
from tests.postbox import Postbox, pdfs

Open = Callable[..., Office]
FACTORY = "factory@sendora.example"


def copying(here: Office, **options: object) -> ProductionCopy:
    chosen = replace(CopyOptions(US, "Sendora", FACTORY), **options)  # type: ignore[arg-type] # its own options
    return ProductionCopy(here.mails, here.archive, LetterWriter("en"), chosen, here.outbox)


def finished(here: Office, part: MessagePart) -> Finished:
    job = here.records.job(str(part.job_id))
    assert job is not None
    record = here.records.orders.of_job(job.id)[0]
    order = from_json(here.archive.get(record.order_digest), JobOrder)
    return Finished(job, record, order, here.archive.get(str(record.pdf_digest)))


def test_a_finished_job_order_is_copied_once_however_often_its_step_is_repeated(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", sample_order())
    copy = copying(here)
    assert copy.deliver(finished(here, part), None) == f"mail to {FACTORY}"
    copy.deliver(finished(here, part), None)
    here.send()
    (mail,) = postbox.taken
    assert (mail["To"], mail["Subject"]) == (FACTORY, "Job order KDI-2507-003")
    assert (mail["Auto-Submitted"], pdfs(mail)) == ("auto-generated", ["KDI-2507-003.pdf"])


def test_a_draft_is_not_copied_before_a_person_has_approved_it(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", doubtful())
    copy = copying(here)
    left_out = copy.deliver(finished(here, part), None)
    assert left_out == "nobody: a draft is not mailed to production"
    approve(here, part)
    copy.deliver(finished(here, part), left_out)
    here.send()
    (mail,) = postbox.taken
    assert "replaces" not in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr] # it has one


def test_another_content_says_that_it_replaces_the_one_before(office: Open, postbox: Postbox) -> None:
    here = office()
    part = here.document("a.pdf", sample_order())
    copy = copying(here)
    where = copy.deliver(finished(here, part), None)
    job = here.records.retry(str(part.job_id), "Corrected by hand")
    here.finish(job, sample_order(doors=3))
    copy.deliver(finished(here, part), where)
    here.send()
    first, second = postbox.taken
    assert first["Message-ID"] != second["Message-ID"]
    assert "It replaces the one that was sent before" in second.get_body(("plain",)).get_content()  # type: ignore[union-attr] # it has one


@pytest.mark.parametrize(
    ("options", "copied"),
    [({"rule": "all"}, True), ({"sources": frozenset({Source.FOLDER})}, False), ({"rule": "approved"}, False)],
)
def test_the_rule_and_the_way_in_decide_about_a_draft_by_mail(
    office: Open, postbox: Postbox, options: dict[str, object], *, copied: bool
) -> None:
    here = office()
    copying(here, **options).deliver(finished(here, here.document("a.pdf", doubtful())), None)
    here.send()
    assert bool(postbox.taken) is copied


def test_what_was_rejected_is_never_copied(office: Open, postbox: Postbox) -> None:
    here = office()
    made = finished(here, here.document("a.pdf", doubtful()))
    rejected = replace(made, record=replace(made.record, decision=Decision.REJECTED))
    copying(here, rule="all").deliver(rejected, None)
    here.send()
    assert postbox.taken == []
