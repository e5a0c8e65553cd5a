"""``sendora check``: is everything there that the service needs? A line each, with the cure for what is missing."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError

from config.mail import MailAccount, read_secret
from config.settings import Settings
from intake.usable import check_folder
from pipeline.archive import Archive
from pipeline.database import DatabaseUnsafe, open_engine
from portal.access.first import who_gets_in
from portal.company import CompanyFiles, company
from portal.documentai import set_up

FONTS = ("Liberation Sans Narrow", "Arial Narrow")
"""The form is set in Arial Narrow; the free one has the same widths."""

_MAIL_SECONDS = 10
_PATIENCE = 20  # seconds that a program may take to say what it is


@dataclass(frozen=True)
class Check:
    """What a look showed. ``broken`` means that the service cannot do its work without it."""

    name: str
    words: str
    broken: bool = False

    @property
    def line(self) -> str:
        return f"{'✗' if self.broken else '✓'} {self.name + ':':<12} {self.words}"


def checks(settings: Settings) -> Iterator[Check]:
    """Every check, in the order in which a person would mend them."""
    yield Check("settings", f"read; data in {settings.data.resolve()}")
    for name, look in LOOKS.items():
        problem, words = look(settings)
        yield Check(name, words, broken=problem)


Look = tuple[bool, str]


def _company(settings: Settings) -> Look:
    try:
        company(CompanyFiles.of(settings))
    except (OSError, ValueError) as error:
        return True, f"{error}"
    return False, f"{settings.form_file.name} and {settings.vocabulary_file.name} are in order"


def _folders(settings: Settings) -> Look:
    inboxes = [inbox.folder for inbox in settings.watched]
    folders = (settings.data, *inboxes, settings.data / "outputs", settings.data / "archive")
    problems = [problem for folder in folders if (problem := check_folder(folder))]
    return bool(problems), "; ".join(problems) or "inbox, outputs and archive can be written, renamed in and deleted"


def _room(settings: Settings) -> Look:
    try:
        free = Archive(settings.data / "archive").free_bytes() // 10**6
    except OSError as error:
        return True, f"{settings.data} cannot be looked at: {error.strerror}"
    if free < settings.min_free_mb:
        return True, f"{free} MB are free, {settings.min_free_mb} MB are needed: free some space or lower min_free_mb"
    return False, f"{free} MB are free"


def _database(settings: Settings) -> Look:
    try:
        with open_engine(settings.records_url).connect():
            return False, "PostgreSQL answers" if settings.database_url else "SQLite in the data folder"
    except DatabaseUnsafe as error:
        return True, str(error)
    except (OSError, OperationalError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        return True, f"it does not answer ({cause}): is database_url right, does the server run?"


def _reading(_settings: Settings) -> Look:
    missing = [name for name in ("pypdfium2", "rapidocr", "onnxruntime", "cv2") if not importlib.util.find_spec(name)]
    if missing:
        return True, f"{', '.join(missing)} missing: run make setup again"
    return False, "text layer (pypdfium2) and offline OCR (rapidocr) are installed"


def _told_by(*command: str) -> str:
    """What a program that was found by its name prints; nothing where it fails or does not answer."""
    try:
        told = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603 - found by name
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "" if told.returncode else told.stdout.strip()


def _printing(_settings: Settings) -> Look:
    path = shutil.which("wkhtmltopdf")
    if path is None:
        return True, "wkhtmltopdf is missing: sudo apt install wkhtmltopdf"
    version = _told_by(path, "--version")
    return not version, version or f"{path} does not start, or does not answer: install it again"


def _fonts(_settings: Settings) -> Look:
    lister = shutil.which("fc-match")
    if lister is None:
        return True, "fontconfig is missing: sudo apt install fontconfig fonts-liberation"
    family = _told_by(lister, "Arial Narrow", "family")
    if any(font in family for font in FONTS):
        return False, f"Arial Narrow is printed in {family}"
    return True, "no narrow Arial: sudo apt install fonts-liberation"


def _mailbox(settings: Settings) -> Look:
    """Whether each mailbox's server answers. Logging in is left to the service: with OAuth it would use up a token."""
    if not settings.mailboxes:
        return False, "none is set up; [[mailboxes]] in the settings does it"
    problems = [problem for account in settings.mailboxes if (problem := _mail_problem(account))]
    answering = ", ".join(f"{account.name} ({account.host})" for account in settings.mailboxes)
    return bool(problems), "; ".join(problems) or f"the server answers: {answering}"


def _mail_problem(account: MailAccount) -> str:
    try:
        read_secret(account.password, account.password_file)
        with socket.create_connection((account.host, account.own_port), timeout=_MAIL_SECONDS):
            return ""
    except OSError as error:
        return f"{account.name}: {error}: are host, port and password_file right, does the server run?"


LOOKS: dict[str, Callable[[Settings], Look]] = {
    "company": _company,
    "folders": _folders,
    "room": _room,
    "database": _database,
    "people": who_gets_in,
    "reading": _reading,
    "documentai": set_up,
    "printing": _printing,
    "fonts": _fonts,
    "mailbox": _mailbox,
}
