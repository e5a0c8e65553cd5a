"""A PostgreSQL of the test's own: unprivileged, in a temporary folder, reached by a socket there and by no network."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import sqlalchemy as sa

from pipeline.database import open_database
from tests.memory import in_memory
from tests.waiting import wait_for

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "max_wal_size=64MB")
"""The cluster lives as long as the tests: nothing in it has to survive the machine."""
OWNER = "sendora"
PASSWORD = "x7Kq/0sR2wV"  # noqa: S105 - a test's
WITH_US = ("setpriv", "--pdeathsig", "INT")
"""Tests that are killed leave no server behind."""


class Cluster:
    """A running server. ``database`` makes an empty database and gives its address, ``with_tables`` one with tables."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._made = 0
        self._tables = ""

    def database(self) -> str:
        """The address of a database that nobody has written to yet."""
        return self._address(self._new("template1"))

    def with_tables(self) -> str:
        """The address of a database as the migrations leave a new one: copied from one that they made."""
        if not self._tables:
            self._tables = self._new("template1")
            open_database(self._address(self._tables)).dispose()
        return self._address(self._new(self._tables))

    def _new(self, template: str) -> str:
        self._made += 1
        name = f"test{self._made}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return name

    def drop(self, address: str) -> None:
        """Remove a database, whoever is still connected to it."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {sa.make_url(address).database} WITH (FORCE)".encode())

    def locked_database(self) -> str:
        """The same for a user who is asked for a password."""
        name = str(sa.make_url(self.database()).database)
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE keeper_{name} LOGIN PASSWORD '{PASSWORD}'".encode())
            connection.execute(f"ALTER DATABASE {name} OWNER TO keeper_{name}".encode())
        return f"postgresql://keeper_{name}:{quote(PASSWORD, safe='')}@/{name}?host={self.socket}"

    def shut(self, address: str) -> None:
        """Let nobody into the database any more, and end who is in it, as a restart of the server does."""
        name = self._lets_in(address, "false")
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))

    def open(self, address: str) -> None:
        """Let everybody in again."""
        self._lets_in(address, "true")

    def _lets_in(self, address: str, allowed: str) -> str:
        name = str(sa.make_url(address).database)
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {allowed}".encode())
        return name

    def turned_away(self) -> int:
        """How often somebody asked in vain."""
        return (self.socket / "log").read_text().count("is not currently accepting connections")

    def _address(self, name: str) -> str:
        return f"postgresql://{OWNER}@/{name}?host={self.socket}"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server from nothing, and nothing left of it. A database is hundreds of files: a disk is long about them."""
    with tempfile.TemporaryDirectory(prefix="pg", dir=in_memory() or "/tmp") as folder:  # noqa: S108 - where postgres may go, too
        user, group = _owner(Path(folder))
        data = Path(folder) / "data"
        made = [_program("initdb"), "--pgdata", str(data), "--username", OWNER, "--auth", "trust", "--no-sync"]
        subprocess.run(made, check=True, capture_output=True, user=user, group=group)  # noqa: S603 - Debian's own program
        (data / "pg_hba.conf").write_text(f"local all {OWNER} trust\nlocal all all scram-sha-256\n")
        settings = [
            part for one in (*FAST, "listen_addresses=", f"unix_socket_directories={folder}") for part in ("-c", one)
        ]
        with (
            (Path(folder) / "log").open("wb") as log,
            subprocess.Popen(  # noqa: S603 - Debian's own program
                [*WITH_US, _program("postgres"), "-D", str(data), *settings],
                stdout=log,
                stderr=log,
                user=user,
                group=group,
            ) as server,
        ):
            found = Cluster(Path(folder))
            wait_for(lambda: _answers(found))
            yield found
            server.send_signal(signal.SIGINT)  # the fast way down: a test that left a connection open is not waited for
            server.wait(30)


def _answers(found: Cluster) -> bool:
    try:
        found.database()
    except psycopg.OperationalError:
        return False
    return True


def _owner(folder: Path) -> tuple[int, int]:
    """Who runs the server: PostgreSQL refuses root, and then it is the user that Debian made for it."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return user.pw_uid, user.pw_gid


def _program(name: str) -> str:
    """Debian keeps the server's programs off the PATH, a folder for each version."""
    found = shutil.which(name) or next((str(p) for p in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)
    assert found, f"{name} is missing: install the Debian package postgresql"
    return found
