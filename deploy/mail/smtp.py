"""SMTP for the trial mail server: puts each mail into its recipient's Maildir, and sends nothing on."""

from __future__ import annotations

import asyncio
import mailbox
import os
import re
import socket
import sys
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

FOLDER = Path(os.environ.get("MAIL_FOLDER", "/mail"))
ADDRESS = os.environ.get("ADDRESS", "0.0.0.0")  # noqa: S104 - inside its container
PORTS = int(os.environ.get("SMTP_PORT", "2525")), int(os.environ.get("IMAP_PORT", "2143"))
PLAIN = re.compile(r"[a-z0-9._+-]+@[a-z0-9.-]+")
LARGEST = 60 * 2**20


class Delivery:
    """Takes mail for every address."""

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Deliver to each recipient."""
        names = [str(name).lower() for name in envelope.rcpt_tos]
        if not all(PLAIN.fullmatch(name) and ".." not in name for name in names):
            return "553 That is no address of this trial server"
        for name in names:
            mailbox.Maildir(FOLDER / name).add(envelope.content)
        return "250 Kept"


def look() -> int:
    """Whether both servers answer."""
    for port in PORTS:
        socket.create_connection(("127.0.0.1", port), timeout=3).close()
    return 0


def main() -> None:
    """Serve until the process is told to stop."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    controller = Controller(Delivery(), hostname=ADDRESS, port=PORTS[0], data_size_limit=LARGEST)
    controller.start()
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    sys.exit(look() if "--look" in sys.argv else main())
