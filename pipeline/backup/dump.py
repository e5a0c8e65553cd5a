"""The database at one instant, while the service goes on: SQLite's own online copy, or ``pg_dump``."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from pipeline.database import address, open_engine, reading
from pipeline.durable import flush_folder
from pipeline.tables import job_orders, jobs

SQLITE_FILE = "records.db"
POSTGRESQL_FILE = "records.dump"
ENGINE_SCHEMA = "dbos"
"""Where the engine keeps its notes in PostgreSQL; they are no part of a backup."""
_HOURS = 4
_OLDER = "server version mismatch"
"""What ``pg_dump`` says when it is older than the server."""


class DatabaseNotCopied(Exception):
    """The database could not be copied or written back. ``str(error)`` says why and what to do."""


def copy_database(url: str, folder: Path) -> Path:
    """Copy the records as they are at this instant into ``folder``. Raises :class:`DatabaseNotCopied`.

    What visitors of the demo left is not in a copy of SQLite; ``pg_dump`` knows no rows, so PostgreSQL's has theirs.
    """
    if _is_sqlite(url):
        copied = _copy_sqlite(_sqlite_file(url), folder / SQLITE_FILE)
        _forget_visitors(copied)
        return copied
    file = folder / POSTGRESQL_FILE
    _run("pg_dump", url, "--format=custom", f"--exclude-schema={ENGINE_SCHEMA}", f"--file={file}")
    return file


def restore_database(folder: Path, url: str) -> None:
    """Write the copy in ``folder`` to an empty database. Raises :class:`DatabaseNotCopied`."""
    copy = folder / (SQLITE_FILE if _is_sqlite(url) else POSTGRESQL_FILE)
    if not copy.exists():
        kind = "SQLite" if _is_sqlite(url) else "PostgreSQL"
        raise DatabaseNotCopied(f"{folder} is no backup of {kind}. Set database_url as it was when it was made.")
    if _is_sqlite(url):
        _copy_sqlite(copy, _sqlite_file(url))
        return
    with _engine(url) as engine, engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA IF EXISTS {ENGINE_SCHEMA} CASCADE"))
    _run(
        "pg_restore", url, "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction", str(copy)
    )


def holds_records(url: str) -> bool:
    """Whether there are jobs in the database, so that a restore would lose them."""
    if _is_sqlite(url) and not _sqlite_file(url).exists():
        return False
    with _engine(url) as engine:
        return bool(sa.inspect(engine).has_table(jobs.name)) and counts(engine)["jobs"] > 0


def counts(engine: sa.Engine) -> dict[str, int]:
    """How much is in the database, to be compared after a restore."""
    with reading(engine) as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (jobs, job_orders)
        }


def counts_of(folder: Path, url: str) -> dict[str, int] | None:
    """How much is in a copy; None for PostgreSQL, whose copy cannot be asked."""
    if not _is_sqlite(url):
        return None
    with _engine(f"sqlite:///{folder / SQLITE_FILE}") as engine:
        return counts(engine)


@contextmanager
def _engine(url: str) -> Iterator[sa.Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _is_sqlite(url: str) -> bool:
    return address(url).get_backend_name() == "sqlite"


def _sqlite_file(url: str) -> Path:
    return Path(str(address(url).database))


def _copy_sqlite(source: Path, place: Path) -> Path:
    """By SQLite's backup interface: whole transactions only, whoever writes meanwhile; then checked page by page."""
    if not source.exists():
        raise DatabaseNotCopied(f"There is no database {source}. Name the data folder with --data.")
    temporary = place.with_name(f"{place.name}.unfinished")
    temporary.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as read,
            closing(sqlite3.connect(temporary)) as made,
        ):
            read.backup(made)
            made.execute("PRAGMA journal_mode=DELETE")  # one file: no log beside it that could be forgotten
            (verdict,) = made.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise DatabaseNotCopied(f"{source} cannot be copied: {error}. Is there room, is it the right file?") from error
    if verdict != "ok":
        raise DatabaseNotCopied(f"{source} is damaged ({verdict}). Keep it, and restore the last backup.")
    temporary.replace(place)
    flush_folder(place.parent)
    return place


def _forget_visitors(copy: Path) -> None:
    """Remove their rows, and what is left of them on the file's free pages."""
    with closing(sqlite3.connect(copy)) as made:
        if "owner" not in {row[1] for row in made.execute("PRAGMA table_info(jobs)")}:
            return  # of a time before there were visitors
        made.execute("PRAGMA foreign_keys=ON")  # all that belongs to a job goes with it
        gone = [made.execute(f"DELETE FROM {rows}").rowcount for rows in ("jobs WHERE owner <> ''", "visitor_blobs")]  # noqa: S608 - our own words
        made.commit()
        if any(gone):
            made.execute("VACUUM")


def _run(program: str, url: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise DatabaseNotCopied(f"{program} is missing: apt install postgresql-client, at least as new as the server.")
    # The password goes by the environment: a command line is there for everybody on the machine to read.
    parsed = address(url)
    password = parsed.password or parsed.query.get("password")
    plain = parsed._replace(drivername="postgresql", password=None).difference_update_query(["password"])
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    told = subprocess.run(  # noqa: S603 - PostgreSQL's own program, found by name
        [found, "--dbname", plain.render_as_string(), *arguments],
        capture_output=True,
        text=True,
        timeout=_HOURS * 3600,
        check=False,
        env=environment,
    )
    if told.returncode:
        said = told.stderr.strip() or "it failed without a word"
        cure = (
            " Run this where PostgreSQL's client is as new as its server (docs/operate.md)." if _OLDER in said else ""
        )
        raise DatabaseNotCopied(f"{program}: {said}{cure}")
