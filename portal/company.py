"""What the company edits, read once: its form, its words of the trade; and what is done to a document with them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from config.settings import Settings
from pipeline.build import build
from pipeline.checks import CheckRules, checked
from pipeline.form import FormOptions, read_form_options
from pipeline.model import Document, Invoice, Issue, JobOrder
from pipeline.reading import ReadingLimits, read
from pipeline.revision import flagged_fields
from pipeline.steps import Groups
from pipeline.understand import Plausible, Trade, Vocabulary, extract


@dataclass(frozen=True)
class CompanyFiles:
    """The files a child process reads by itself, so that only their names travel to it."""

    form: Path
    vocabulary: Path

    @classmethod
    def of(cls, settings: Settings) -> CompanyFiles:
        """Those that the settings name."""
        return cls(settings.form_file, settings.vocabulary_file)


@dataclass(frozen=True)
class Company:
    """The company's form and words."""

    options: FormOptions
    trade: Trade

    @property
    def rules(self) -> CheckRules:
        """By which what was read, and what people typed, is checked."""
        return CheckRules(self.trade.plausible)

    def job_order(self, invoice: Invoice) -> JobOrder:
        """The reviewed job order of ``invoice``."""
        return _with_doubts(invoice, build(invoice, self.options))


def questions(order: JobOrder) -> list[str]:
    """What a person is asked about the document as a whole, in sentences."""
    return [issue.message for issue in order.issues if not issue.path]


def _with_doubts(invoice: Invoice, order: JobOrder) -> JobOrder:
    """The order with a question for each doubt that its values and the document carry."""
    issues = [Issue("", doubt) for doubt in invoice.doubts]
    for path, field in flagged_fields(order):
        issues += [Issue(path, doubt, field.page, field.box) for doubt in field.doubts]
    return replace(order, issues=tuple(issues))


@cache
def company(files: CompanyFiles) -> Company:
    """The company's files, read once in a process. Raises :class:`OSError` and :class:`ValueError` with the cure."""
    options = read_form_options(files.form.read_text(encoding="utf-8"), files.form.name, files.form.parent)
    vocabulary = Vocabulary.from_toml(tomllib.loads(files.vocabulary.read_text(encoding="utf-8")))
    return Company(options, Trade(vocabulary, Plausible(imperial_step=options.imperial_rounding_mm)))


def understand(document: Document, files: CompanyFiles, groups: Groups | None = None) -> tuple[Invoice, ...]:
    """What the document says, checked; for a child process. ``groups`` are its pages as a person grouped them."""
    known = company(files)
    found = extract(document, known.trade, groups) or (nothing_found(document),)
    return tuple(checked(invoice, known.rules) for invoice in found)


def kinds_in(document: Document, files: CompanyFiles) -> tuple[tuple[tuple[int, ...], str | None], ...]:
    """The documents in a file: the pages of each, and its kind if it says so; for a child process."""
    found = extract(document, company(files).trade)
    told = tuple((invoice.pages, str(invoice.kind.value) if invoice.kind else None) for invoice in found)
    rest = tuple(p.number for p in document.pages if not any(p.number in pages for pages, _ in told))
    return (*told, (rest, None)) if rest else told


def nothing_found(document: Document) -> Invoice:
    """What is known of a document in which no invoice was found: that a person must look."""
    doubt = "Nothing that looks like an invoice was found: please look at the document."
    return Invoice(tuple(page.number for page in document.pages), doubts=(doubt,))


def read_and_understand(
    path: Path, limits: ReadingLimits, reader: str, files: CompanyFiles
) -> tuple[Document, tuple[Invoice, ...]]:
    """What stands on the pages and what it says, in one go; for a child process."""
    document = read(path, limits, reader)
    return document, understand(document, files)
