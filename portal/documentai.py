"""Google Document AI as ``sendora check`` and ``/health`` tell of it: is it set up, and how did the last call go?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from config.documentai import DocumentAI
from config.settings import Settings
from pipeline.documentai.asking import SecondReader
from pipeline.documentai.client import credentials_of
from pipeline.documentai.failures import OF_SETTINGS, CallFailed
from portal.health import Finding, Part, PartState
from portal.reading import Reading, processors_of
from portal.wording import clock

NOT_SET_UP = "not set up: pages are read here, and nothing is sent to Google"
CURE_BUDGET = "Raise the budgets of [document_ai], or leave it: nothing is lost, the embedded engine reads."
SHOWN_FOR = timedelta(hours=1)
"""So long an error that passed by itself is shown."""


def set_up(settings: Settings) -> tuple[bool, str]:
    """Whether it could be asked: (wrong, words). No page is sent, since that would cost money."""
    google = settings.document_ai
    if google is None:
        return False, NOT_SET_UP
    try:
        uses = processors_of(settings)
        if not google.endpoint.startswith("http://"):
            credentials_of(google.credentials_file)
    except (OSError, ValueError) as error:
        return True, str(error)
    except Exception as error:  # noqa: BLE001 - Google's own errors, whose library is loaded only where it is set up
        return True, f"{_short(error)}: is credentials_file of [document_ai] right?"
    most = f"{google.budget_per_day:f} {google.currency} a day, {google.budget_per_month:f} a month"
    return False, f"credentials are there; {len(uses)} processor(s), at most {most}"


def documentai_parts(settings: Settings, reading: Reading) -> list[Part]:
    """The one part of /health."""
    return [Part("documentai", lambda: look_at_documentai(settings.document_ai, reading.second))]


def look_at_documentai(google: DocumentAI | None, second: SecondReader | None) -> Finding:
    """Is it set up, does it answer, and how much of the budget is left? It is never broken: reading goes on without."""
    if google is None or second is None:
        return Finding(PartState.OK, f"{NOT_SET_UP[0].upper()}{NOT_SET_UP[1:]}.")
    figures = second.parts.usage.figures()
    failure = second.last.failure if second.last else None
    if failure and second.last and _still_shown(failure, second.last.at):
        words = f"The last call, at {clock(second.last.at)}, failed: {failure}. The embedded engine reads alone."
        return Finding(PartState.ATTENTION, words, failure.cure)
    if figures.warnings:
        return Finding(PartState.ATTENTION, figures.warnings[-1][1], CURE_BUDGET)
    spent = f"{figures.day.spent.pages} pages today, {figures.month.spent.money:.2f} {google.currency} this month"
    asked = f"last asked at {clock(second.last.at)}" if second.last else "not asked since the start"
    return Finding(PartState.OK, f"Set up; {asked}; {spent}.")


def _still_shown(failure: CallFailed, at: datetime) -> bool:
    return failure.trouble in OF_SETTINGS or datetime.now(UTC) - at < SHOWN_FOR


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
