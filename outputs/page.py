"""The pages of a job order as they will be drawn. Pure.

DOOR pages first, then FRAME pages (each at least once), then NOTES for words that no cell can hold legibly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from outputs.drawing import Cell, Drawing, Note, Rule, Text
from outputs.fitting import wrapped
from outputs.layout import DOOR, FORM_VERSION, FORM_VERSION_SIZE, FRAME, PAGE_NUMBER, Blank, PageLayout, Rect
from outputs.marks import SIGN_WIDTH, Marks
from outputs.rows import RowPen, RowPlace
from outputs.typeface import text_width
from outputs.words import date_words, revision_words, words
from pipeline.form import FormOptions
from pipeline.model import Field, JobOrder

T = TypeVar("T")

NOTE_SIZE = 9.5
NOTE_PITCH = 12.0
NOTES = "NOTES"
COMPANY_SPACE = 300.0
"""Points that the company line may take between the logo and the JOB ORDER box."""
DERIVED_SIZE = 7.5
STATE_SIZE = 9.1


@dataclass(frozen=True)
class Page:
    """One page. ``row_edges`` are its table's rules, none on a page of notes; ``empty`` says that it has no rows."""

    layout: PageLayout
    title: str
    drawing: Drawing
    row_edges: tuple[float, ...] = ()
    empty: str = ""


@dataclass
class _Notes:
    notes: list[Note] = field(default_factory=list)

    def add(self, place: str, text: str) -> int:
        self.notes.append(Note(len(self.notes) + 1, place, text))
        return len(self.notes)


def pages_of(job_order: JobOrder, options: FormOptions) -> tuple[Page, ...]:
    """All pages, in the order in which they are printed."""
    notes = _Notes()
    marks = Marks.of(job_order)
    table = partial(_table_pages, options=options, marks=marks, notes=notes)
    pages = [
        *table(DOOR, job_order.doors, options.door_rows_per_page, RowPen.draw_door),
        *table(FRAME, job_order.frames, options.frame_rows_per_page, RowPen.draw_frame),
    ]
    pages += _note_pages(notes.notes)
    for number, page in enumerate(pages, 1):
        _draw_header(page, job_order, options, marks)
        page.drawing.write_centred(f"page {number} of {len(pages)}", *PAGE_NUMBER, style="regular")
    return tuple(pages)


def _table_pages(  # noqa: PLR0913 - the table, and what its pages are drawn with
    layout: PageLayout,
    rows: Sequence[T],
    per_page: int,
    draw: Callable[[RowPen, T | None], None],
    *,
    options: FormOptions,
    marks: Marks,
    notes: _Notes,
) -> list[Page]:
    """The pages of one table, at least one; places without a row are drawn empty, to be filled by hand."""
    empty = "" if rows else f"NO {layout.title}S IN THIS JOB ORDER"
    pages = []
    for start in range(0, max(1, len(rows)), per_page):
        page = Page(layout, layout.title, Drawing(notes.add), layout.row_edges(per_page), empty)
        for n in range(per_page):
            path, name = f"{layout.title.lower()}s[{start + n}]", f"{layout.title} {start + n + 1}"
            pen = RowPen(page.drawing, RowPlace(layout, n, per_page, path, name), options, marks)
            draw(pen, rows[start + n] if start + n < len(rows) else None)
        pages.append(page)
    return pages


def _note_pages(notes: Sequence[Note]) -> list[Page]:
    """The notes from top to bottom; a long one runs on to the next page."""
    width = DOOR.right - DOOR.left
    lines = [line for note in notes for line in _note_lines(note, width)]
    per_page = int((DOOR.rows_bottom - DOOR.table_top) / NOTE_PITCH)
    return [_note_page(lines[start : start + per_page]) for start in range(0, len(lines), per_page)]


def _note_lines(note: Note, width: float) -> tuple[str, ...]:
    return wrapped(f"Note {note.number} ({note.place}): {note.words}", width, NOTE_SIZE)


def _note_page(lines: Sequence[str]) -> Page:
    drawing = Drawing(_Notes().add)
    for n, line in enumerate(lines, 1):
        drawing.write_on(line, DOOR.left, DOOR.table_top + NOTE_PITCH * n, NOTE_SIZE)
    return Page(DOOR, NOTES, drawing)


def _draw_company(drawing: Drawing, layout: PageLayout, company: str) -> None:
    """The company line, underlined, in the middle of its space and as large as the form has it where it fits."""
    size = min(layout.company_size, COMPANY_SPACE / text_width(company, 1, bold=True))
    half = text_width(company, size, bold=True) / 2
    middle, baseline = layout.company_middle, layout.company_baseline
    drawing.write_centred(company, middle, baseline, size)
    drawing.rules.append(Rule(middle - half, middle + half, baseline + 1.95, 1.1))


def _draw_header(page: Page, job_order: JobOrder, options: FormOptions, marks: Marks) -> None:
    layout, drawing = page.layout, page.drawing
    _draw_company(drawing, layout, options.company_line)
    drawing.write_centred(page.title, layout.title_box.middle_x, layout.title_baseline, layout.title_size)
    drawing.texts.append(Text(*FORM_VERSION, options.form_version, FORM_VERSION_SIZE, "version"))
    for blank in layout.blanks:
        found = getattr(job_order, blank.path)
        if found is not None and blank.path in job_order.derived:
            _draw_derived_date(drawing, blank, found)
        else:
            _draw_header_value(drawing, blank, found, marks)
        marks.draw_line(drawing, Rect(blank.x - 3, blank.rule - 15, blank.x1, blank.rule + 0.6), blank.path)
    _draw_state(drawing, layout, job_order)


def _draw_header_value(drawing: Drawing, blank: Blank, found: Field | None, marks: Marks) -> None:
    value = date_words(found) if blank.path.endswith("_date") else words(found)
    kept_for_marks = 2 * SIGN_WIDTH + 3 if blank.path in marks.doubtful | marks.changed else 0
    space = Rect(blank.x, blank.rule - 13.6, blank.x1 - 1 - kept_for_marks, blank.rule - 0.7)
    drawing.write_from(value, Cell(space, blank.path.replace("_", " ")), blank.baseline, blank.size)


def _draw_derived_date(drawing: Drawing, blank: Blank, found: Field) -> None:
    """A date that no document carries, with how it was worked out."""
    end = drawing.write_on(date_words(found), blank.x, blank.baseline, blank.size)
    drawing.write_on(f"worked out: {found.rule}", end + 5, blank.baseline, DERIVED_SIZE, style="italic")


def _draw_state(drawing: Drawing, layout: PageLayout, job_order: JobOrder) -> None:
    """Between header and table: which revision this is, and that a draft is one."""
    x, y = layout.left + 0.6, layout.table_top - 3.6
    if job_order.revision:
        x = drawing.write_on(revision_words(job_order.revision), x, y, STATE_SIZE, style="bold") + 12
    if job_order.draft:
        count = len(job_order.issues)
        question = "1 question is" if count == 1 else f"{count} questions are"
        drawing.write_on(f"DRAFT, not for production: {question} open", x, y, STATE_SIZE, style="bold")
