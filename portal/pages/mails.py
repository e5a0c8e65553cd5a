"""Held mails: from senders who may not send. A person lets each in or sets it aside; their name stands beside it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from pipeline.held_mails import HeldMails, NotHeld
from pipeline.messages import Message, Ruling
from portal.access.caller import Caller, Role
from portal.access.guards import requires
from portal.desk import Desk
from portal.problems import Problem
from portal.templating import Templates

LAST_DECIDED = 20


@dataclass(frozen=True)
class HeldMail:
    """A mail that was kept and not worked on. ``reason`` says why; ``complete`` is false when its head only is kept."""

    id: str
    mailbox: str
    sender: str
    subject: str
    received_at: datetime
    reason: str
    complete: bool


@get("/mails", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.VIEWER)])
def mails_page(desk: NamedDependency[Desk], templates: NamedDependency[Templates]) -> Response[str]:
    """Which mails wait, and what became of the last ones."""
    held = desk.held_mails
    waiting, decided = (held.waiting(), held.decided(LAST_DECIDED)) if held else ((), ())
    return templates.page("mails", here="mails", set_up=held is not None, waiting=waiting, decided=decided)


@post(
    "/mails/{mail_id:str}/{ruling:str}", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.REVIEWER)]
)
def rule(
    mail_id: FromPath[str], ruling: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]
) -> Redirect:
    """Decide about a mail and look at the others; one that somebody has decided about stays as it is."""
    if ruling not in set(Ruling):
        raise NotFoundException(f"There is no decision {ruling}.")
    with suppress(NotHeld):
        _rule(_held(desk), mail_id, Ruling(ruling), caller)
    return Redirect("/mails", status_code=303)


@get("/mails/{mail_id:str}/mail.eml", sync_to_thread=True, include_in_schema=False, guards=[requires(Role.REVIEWER)])
def mail_as_it_came(mail_id: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    """The mail's bytes. Always a download: what a stranger sent is never opened inside the portal."""
    try:
        message = _held(desk).held(mail_id)
    except NotHeld as error:
        raise NotFoundException(str(error)) from error
    headers = {"Content-Disposition": "attachment; filename=mail.eml", "Cache-Control": "no-store"}
    return Response(desk.archive.get(message.raw_digest), media_type="application/octet-stream", headers=headers)


@get("/api/held-mails", operation_id="heldMails", sync_to_thread=True, guards=[requires(Role.VIEWER)])
def held_mails(desk: NamedDependency[Desk]) -> tuple[HeldMail, ...]:
    """The mails that wait for a person, newest first."""
    return tuple(map(_shown, desk.held_mails.waiting())) if desk.held_mails else ()


@post(
    "/api/held-mails/{mail_id:str}/let-in",
    operation_id="letMailIn",
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def let_in(mail_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> HeldMail:
    """Work on the mail as if its sender might send. 409 when somebody has decided about it."""
    return _ruled(desk, mail_id, Ruling.LET_IN, caller)


@post(
    "/api/held-mails/{mail_id:str}/set-aside",
    operation_id="setMailAside",
    status_code=200,
    sync_to_thread=True,
    guards=[requires(Role.REVIEWER)],
)
def set_aside(mail_id: FromPath[str], desk: NamedDependency[Desk], caller: NamedDependency[Caller]) -> HeldMail:
    """Leave the mail as it lies. 409 when somebody has decided about it."""
    return _ruled(desk, mail_id, Ruling.SET_ASIDE, caller)


def _held(desk: Desk) -> HeldMails:
    if desk.held_mails is None:
        raise NotFoundException("No mailbox is set up.")
    return desk.held_mails


def _rule(held: HeldMails, mail_id: str, ruling: Ruling, caller: Caller) -> Message:
    decide = held.let_in if ruling is Ruling.LET_IN else held.set_aside
    return decide(mail_id, caller.name)


def _ruled(desk: Desk, mail_id: str, ruling: Ruling, caller: Caller) -> HeldMail:
    try:
        return _shown(_rule(_held(desk), mail_id, ruling, caller))
    except NotHeld as error:
        raise Problem(409, "not_held", str(error)) from error


def _shown(message: Message) -> HeldMail:
    return HeldMail(
        id=message.id,
        mailbox=message.account,
        sender=message.sender,
        subject=message.subject,
        received_at=message.received_at,
        reason=message.words,
        complete=message.complete,
    )


HANDLERS = (mails_page, rule, mail_as_it_came, held_mails, let_in, set_aside)
