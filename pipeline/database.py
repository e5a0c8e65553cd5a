"""Opens the database: SQLite beside the service by default, PostgreSQL when it is given an address.

SQLite runs with a write-ahead log, flushed to disk at every commit, and every transaction takes its write lock at
once, so that writers wait for one another instead of failing half-way. Those of this process take turns
(:mod:`pipeline.turns`).
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from pipeline.turns import TooLong, Turns

log = logging.getLogger(__name__)

BUSY_SECONDS = 30
"""How long a writer waits for the one before it."""

POSTGRESQL_DRIVER = "psycopg"

NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "fuse.sshfs"})
"""Where SQLite's locks do not hold (https://www.sqlite.org/faq.html#q5)."""


AWAY = (sa.exc.OperationalError, sa.exc.TimeoutError)
"""What is raised when the database does not answer, cannot be written, or is kept busy by others: ask again later."""


class DatabaseUnsafe(Exception):
    """The database would lie where its locks do not hold. ``str(error)`` says what to do."""


def open_database(url: str) -> sa.Engine:
    """An engine with its tables brought up to date.

    Raises :class:`DatabaseUnsafe` when an SQLite file would lie on a network file system.
    """
    engine = open_engine(url)
    migrate(engine)
    return engine


def open_engine(url: str) -> sa.Engine:
    """An engine for ``url`` with the settings that keep commits safe; the tables are left alone."""
    parsed = address(url)
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, pool_pre_ping=True)
    refuse_network_file_system(Path(str(parsed.database)))
    engine = sa.create_engine(parsed, pool_size=20, max_overflow=20)
    engine.dialect.statement_compiler = _TakesHints
    _TURNS[engine] = Turns()
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def address(url: str) -> sa.URL:
    """The database's address with the driver that is installed: people write ``postgresql://`` and mean any."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "postgresql" or parsed.drivername == "postgres":
        return parsed.set(drivername=f"postgresql+{POSTGRESQL_DRIVER}")
    return parsed


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that reads and changes; nobody else writes meanwhile. Committed unless an error leaves it."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            # SQLite has one writer anyway; PostgreSQL is told, so that look-then-insert means the same on both.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER})
            yield connection
        return
    try:
        with _TURNS[engine].taken(BUSY_SECONDS), engine.begin() as connection:
            yield connection
    except TooLong:
        raise sa.exc.OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError("database is locked")) from None


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection for questions only: it waits for no writer."""
    with engine.connect().execution_options(reading=True) as connection:
        yield connection


_WRITER = 5_322_505
"""Any number that no other program of the same PostgreSQL database locks."""


_TURNS: WeakKeyDictionary[sa.Engine, Turns] = WeakKeyDictionary()
"""Who of this process may write to an SQLite database next. Another process waits by SQLite's own lock."""


class _TakesHints(SQLiteCompiler):
    """SQLAlchemy writes hints (``INDEXED BY``) for other databases only."""

    def get_from_hint_text(self, table: sa.FromClause, text: str | None) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        return text


def _begin_sqlite(connection: sa.Connection) -> None:
    only_reads = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, not where sqlite3 guesses
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest version; safe to call at every start."""
    before, newest = _version(engine), newest_version()
    if before == newest:
        return
    # Imported only now: it takes a tenth of a start, and hardly any start needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    log.info("The database's tables are now of version %s (before: %s)", newest, before or "none")


def is_up_to_date(engine: sa.Engine) -> bool:
    """Whether the tables are there, in the version that this code needs."""
    return _version(engine) == newest_version()


def newest_version() -> str:
    """The version of the tables that this code needs: migrations are named by number, ``0001_first_tables.py``."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py")).split("_")[0]


def _version(engine: sa.Engine) -> str | None:
    """The version that the database's tables have; None when there are none yet."""
    if not sa.inspect(engine).has_table("alembic_version"):
        return None
    with reading(engine) as connection:
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def refuse_network_file_system(path: Path, mounts: str | None = None) -> None:
    """Raise :class:`DatabaseUnsafe` when ``path`` lies on a network file system.

    ``mounts`` is a table in the form of ``/proc/mounts``, by default the machine's own.
    """
    kind = file_system(path, mounts if mounts is not None else _machine_mounts())
    if kind in NETWORK_FILE_SYSTEMS:
        raise DatabaseUnsafe(
            f"The database {path} would lie on a network file system ({kind}), where SQLite loses data. "
            "Put the data folder on a local disk, or use PostgreSQL (setting database_url)."
        )


def _machine_mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text() if table.exists() else ""


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system ``path`` lies on, by a table in the form of ``/proc/mounts``; "" when unknown."""
    resolved = path.resolve()
    best = ("", "")
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split()
        place = point.replace("\\040", " ")
        if resolved.is_relative_to(place) and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1]
