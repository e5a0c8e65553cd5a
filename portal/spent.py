"""``sendora usage``: what was sent to Document AI, and what it cost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from config.settings import Settings
from pipeline.database import open_database
from pipeline.usage import Figures, Row, Usage
from portal.reading import usage_of


def usage_lines(settings: Settings, month: str | None) -> Iterator[str]:
    """The figures, a line each; the days of ``month`` (2026-11), or every month when it is None."""
    engine = open_database(settings.records_url)
    try:
        usage = usage_of(settings, engine)
        yield from _lines(usage, settings, month)
    finally:
        engine.dispose()


def _lines(usage: Usage, settings: Settings, month: str | None) -> Iterator[str]:
    figures = usage.figures()
    currency = settings.document_ai.currency if settings.document_ai else ""
    if settings.document_ai is None:
        yield "Document AI is not set up: no page is sent to Google."
    yield from _against_budget(figures)
    rows = usage.days(month) if month else usage.months()
    if rows:
        yield f"\n{'':<12}{'pages':>8}{'cost ' + currency:>14}{'of these visitors':>20}"
    yield from (_line(row) for row in rows)


def _against_budget(figures: Figures) -> Iterator[str]:
    if figures.budget is None:
        return
    for name, row, most in (
        ("today", figures.day, figures.budget.per_day),
        ("this month", figures.month, figures.budget.per_month),
    ):
        spent = f"{_money(row.spent.money)} of {_money(most)} {figures.budget.currency}"
        yield f"{name:<12}{row.spent.pages:>8} pages, {spent} ({row.spent.share_of(most):.0%})"


def _line(row: Row) -> str:
    return f"{row.when:<12}{row.spent.pages:>8}{_money(row.spent.money):>14}{row.visitors.pages:>20}"


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
