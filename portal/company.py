"""What the company edits, read once: its form, its words of the trade; and what is done to a document with them."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from config.settings import COMPANY_FOLDER, Settings
from pipeline.build import build
from pipeline.checks import CheckRules, checked
from pipeline.copies import copies, listed_before
from pipeline.form import FormOptions, read_form_options
from pipeline.given_back import given_back, pages_given_back
from pipeline.learned.answers import with_answers
from pipeline.learned.lessons import NOTHING, VOCABULARY_KINDS, Learned, Lesson
from pipeline.learned.reading import applying, read_with, recalled
from pipeline.learned.words import with_lessons
from pipeline.model import Document, Invoice, Issue, ItemKind, JobOrder
from pipeline.reading import ReadingLimits, read
from pipeline.revision import flagged_fields
from pipeline.steps import Groups
from pipeline.understand import Plausible, Trade, Vocabulary, extract
from pipeline.understand.words.language import with_language_of
from pipeline.withdrawn import noted, taken_back, withdrawn


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
        return CheckRules.of(self.trade)

    def rules_with(self, learned: Learned) -> CheckRules:
        """The rules with the thresholds that an admin set."""
        return replace(self.rules, thresholds=dict(learned.thresholds))

    def job_order(self, invoice: Invoice, learned: Learned = NOTHING) -> JobOrder:
        """The reviewed job order of ``invoice``, without the questions that what was ``learned`` answers."""
        return _with_doubts(invoice, with_answers(build(invoice, self.options), invoice, learned))


_SHOWN = 60  # letters of a line
NO_ROWS = "No door and no frame was found on this document."
"""Also of a document whose item table is plainly empty, which reading asks nothing about: nobody builds an empty order,
and rows that were not seen look the same."""


def questions(order: JobOrder) -> list[str]:
    """What a person is asked about the document as a whole, in sentences."""
    return [issue.message for issue in order.issues if not issue.path]


def _with_doubts(invoice: Invoice, order: JobOrder) -> JobOrder:
    """The order with a question for each doubt that its values and the document carry."""
    issues = [Issue("", doubt) for doubt in invoice.doubts]
    issues += [
        Issue(
            "", f"“{item.description.raw[:_SHOWN]}” is taken for neither door nor frame: {doubt}", item.page, item.box
        )
        for item in invoice.items
        if item.kind.value == ItemKind.OTHER
        for doubt in item.kind.doubts
    ]
    if not (order.doors or order.frames or issues):
        issues.append(Issue("", NO_ROWS))
    for path, field in flagged_fields(order):
        issues += [Issue(path, doubt, field.page, field.box) for doubt in field.doubts]
    return replace(order, issues=tuple(issues))


_NEW_THINGS = 10_000  # that are made before the youngest are looked through for garbage; Python itself says 700


@cache
def company(files: CompanyFiles) -> Company:
    """The company's files, read once in a process. Raises :class:`OSError` and :class:`ValueError` with the cure."""
    options = read_form_options(files.form.read_text(encoding="utf-8"), files.form.name, files.form.parent)
    vocabulary = Vocabulary.from_toml(_words(files))
    known = Company(options, Trade(vocabulary, Plausible(imperial_step=options.imperial_rounding_mm)))
    # The words stay as long as the process: looking through them for garbage again and again took a fifth of the time.
    gc.collect()
    gc.freeze()
    # What is kept of texts that were read before is looked through as seldom: a page makes thousands of things and no
    # rings of them. Often and little rather than much at once, for which one page would wait.
    gc.set_threshold(_NEW_THINGS, 5, 40)
    return known


def _words(files: CompanyFiles) -> dict[str, object]:
    """The company's vocabulary as it is written; a file of before lacks words of the language that ours has."""
    own = tomllib.loads(files.vocabulary.read_text(encoding="utf-8"))
    example = tomllib.loads((COMPANY_FOLDER / "vocabulary.toml").read_text(encoding="utf-8"))
    return with_language_of(example, own)


@lru_cache(maxsize=16)
def taught_trade(files: CompanyFiles, lessons: tuple[Lesson, ...]) -> Trade:
    """The company's words with those that were learned."""
    vocabulary = with_lessons(_words(files), lessons)
    return replace(company(files).trade, vocabulary=Vocabulary.from_toml(vocabulary))


@contextmanager
def _no_rings() -> Iterator[None]:
    """Garbage is not looked for meanwhile: what is made has no rings, so all of it goes as soon as nobody has it."""
    looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked_for:
            gc.enable()


@_no_rings()  # looking through what a document is understood by took a tenth of the time
def understand(
    document: Document, files: CompanyFiles, groups: Groups | None = None, learned: Learned = NOTHING
) -> tuple[Invoice, ...]:
    """What the document says, checked; for a child process.

    ``groups`` are its pages as a person grouped them; what was ``learned`` is one more source beside the plain reading.
    """
    known = company(files)
    rules = known.rules_with(learned)
    if ours := pages_given_back(document):
        return _beside_our_own(document, ours, files, groups, learned)
    found = extract(document, known.trade, groups) or (nothing_found(document),)
    if words := _words_for(found, learned):
        taught = extract(document, taught_trade(files, words), groups) or (nothing_found(document),)
        doubted = tuple(checked(invoice, rules) for invoice in found)
        found = read_with(found, taught, doubted, Learned(words))
    questioned = (
        _questioned(document, *one, known.trade.vocabulary) for one in zip(found, listed_before(found), strict=True)
    )
    return tuple(checked(recalled(invoice, learned), rules) for invoice in questioned)


def _beside_our_own(
    document: Document, ours: Sequence[int], files: CompanyFiles, groups: Groups | None, learned: Learned
) -> tuple[Invoice, ...]:
    """The documents of a file that has a job order of ours in it, which is one of them; in page order."""
    rest = replace(document, pages=tuple(page for page in document.pages if page.number not in ours))
    apart = [tuple(number for number in group if number not in ours) for group in groups or ()]
    theirs = understand(rest, files, tuple(filter(None, apart)) or None, learned) if rest.pages else ()
    return tuple(sorted((*theirs, given_back(document, ours)), key=lambda invoice: invoice.pages))


def _questioned(document: Document, invoice: Invoice, again: tuple[str, ...], vocabulary: Vocabulary) -> Invoice:
    """The invoice with a question for what says that its doors are not to be built, or were counted twice."""
    if all(item.kind.value == ItemKind.OTHER for item in invoice.items):
        return invoice
    by_type = noted(str(invoice.kind.value)) if invoice.kind else ()
    back = taken_back(document, invoice)
    said = withdrawn(document, invoice.pages, vocabulary)
    found = (*by_type, *back, *said, *copies(document, invoice.pages), *again)
    return replace(invoice, doubts=(*invoice.doubts, *found))


def _words_for(found: tuple[Invoice, ...], learned: Learned) -> tuple[Lesson, ...]:
    """The learned words to look for in a file with these documents, by their suppliers."""
    words = learned.of(*VOCABULARY_KINDS)
    return tuple(lesson for lesson in words if any(applying((lesson,), invoice) for invoice in found))


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
