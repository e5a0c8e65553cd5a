"""A real Dovecot on a free port of this machine, as a user without rights. Everybody has the same password."""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from imapclient import IMAPClient

from tests.reverse_proxy import self_signed

PASSWORD = "7f3a-opens-nothing-else"  # noqa: S105 - of a server that lives as long as a test
USER = "orders@sendora.example"

CONFIG = """
base_dir = {d}/run
state_dir = {d}/run
log_path = {d}/dovecot.log
info_log_path = {d}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = {format}:{d}/mail/%u
mail_uid = {user}
mail_gid = {group}
mail_fsync = never
mail_max_userip_connections = 50
auth_mechanisms = plain login
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={d}/home/%u
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
{more}
"""
TLS = """
ssl = yes
ssl_cert = <{d}/cert.pem
ssl_key = <{d}/key.pem
service imap-login {{
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""
OAUTH = """
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {d}/oauth.conf
}}
"""


class Dovecot:
    """The server. ``kept`` is how it keeps mails: it looks into a maildir seldom after a change, so not by default.

    ``tls`` makes it offer STARTTLS, and TLS on ``tls_port``, with a certificate of its own in ``certificate``. At
    ``tokeninfo`` it asks whether an access token is valid (OAuth 2.0).
    """

    def __init__(self, kept: str = "sdbox", *, tls: bool = False, tokeninfo: str = "") -> None:
        self.user = "nobody" if os.geteuid() == 0 else getpass.getuser()
        # Its sockets need short names, and its user must get through every folder above.
        self.folder = Path(tempfile.mkdtemp(prefix="imap"))
        self.port, self.tls_port = free_port(), free_port()
        self.certificate = self_signed(self.folder)[0] if tls else None
        if tokeninfo:
            (self.folder / "oauth.conf").write_text(f"tokeninfo_url = {tokeninfo}\nusername_attribute = email\n")
        self._config = self.folder / "dovecot.conf"
        self._configure(kept, TLS * tls + OAUTH * bool(tokeninfo))
        self.process = self._started()

    def _configure(self, kept: str, more: str) -> None:
        account = pwd.getpwnam(self.user)
        (self.folder / "run").mkdir()
        self._config.write_text(
            CONFIG.format(
                d=self.folder,
                format=kept,
                user=self.user,
                group=grp.getgrgid(account.pw_gid).gr_name,
                port=self.port,
                password=PASSWORD,
                more=more.format(d=self.folder, tls_port=self.tls_port),
            )
        )
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)

    def _started(self) -> subprocess.Popen[bytes]:
        program = shutil.which("dovecot") or "/usr/sbin/dovecot"
        process = subprocess.Popen(  # noqa: S603 - found by name
            [program, "-F", "-c", self._config],
            user=self.user if os.geteuid() == 0 else None,
            group=pwd.getpwnam(self.user).pw_gid if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None,
            start_new_session=True,
            stderr=subprocess.PIPE,
        )
        limit = time.monotonic() + 20
        while not _answers(self.port):
            assert process.poll() is None, (process.stderr and process.stderr.read(), self._log())
            assert time.monotonic() < limit, self._log()
            time.sleep(0.02)  # between two looks, not instead of one
        return process

    def _log(self) -> str:
        log = self.folder / "dovecot.log"
        return log.read_text() if log.exists() else ""

    def kill(self) -> None:
        """All of it at once, as a power cut."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()

    def start_again(self) -> None:
        """After :meth:`kill`, on the same mailboxes."""
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)
        self.process = self._started()

    def end(self) -> None:
        """Stop it and remove all it wrote."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- as a person with a mail program ------------------------------------------------------------------------

    def client(self, user: str = USER) -> IMAPClient:
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=20)
        client.login(user, PASSWORD)
        return client

    def deliver(self, *mails: bytes, folder: str = "INBOX", user: str = USER) -> None:
        """Put mails into a folder, as the server does when they arrive."""
        client = self.client(user)
        for mail in mails:
            client.append(folder, mail)
        client.logout()

    def folders(self, user: str = USER) -> dict[str, int]:
        """How many mails lie in each folder."""
        client = self.client(user)
        found = {}
        for _, _, name in client.list_folders():
            status: dict[bytes, Any] = client.folder_status(name, ["MESSAGES"])
            found[str(name)] = int(status[b"MESSAGES"])
        client.logout()
        return {name: count for name, count in found.items() if count}


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        try:
            probe.connect(("127.0.0.1", port))
            return probe.recv(4) == b"* OK"
        except OSError:
            return False
