"""What the company edits about its form: boxes to tick, branch, rows a page, lead days.

The file is ``config/form.toml``. Reading it is pure: text or a parsed mapping in, :class:`FormOptions` out, or one
:class:`FormOptionsError` that names every wrong entry with its line and its cure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.entries import Entries, FormProblem, line_of
from pipeline.model import Value

MOST_ROWS = 6
"""More rows on an A4 page leave less than 60 pt each, too little to write in on the shop floor."""
MOST_OPTIONS = 6
"""More boxes in a row of the usual height leave less than 15 pt each, too little to tick by hand."""


class FormOptionsError(ValueError):
    """The form's settings hold wrong entries; ``str(error)`` lists them all, a line each."""

    def __init__(self, file: str, problems: tuple[FormProblem, ...]) -> None:
        super().__init__("\n".join(f"{file}{problem}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class BoxOption:
    """A box of the form: the vocabulary's ``value`` that ticks it and the ``label`` printed beside it."""

    value: Value
    label: str


@dataclass(frozen=True)
class BoxGroup:
    """The boxes of a column. ``others`` adds the box ``Others: ____`` for what has no box of its own."""

    options: tuple[BoxOption, ...]
    others: bool = False

    def label(self, value: Value | None) -> str | None:
        """The label of the box that ``value`` ticks, None when it has none."""
        return next((option.label for option in self.options if option.value == value), None)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(option.label for option in self.options)


@dataclass(frozen=True)
class FormOptions:
    """The company's choices. ``lead_days`` are calendar days; None leaves an absent delivery date blank."""

    company: str
    branch: str
    form_version: str
    door_rows_per_page: int
    frame_rows_per_page: int
    door_thickness: BoxGroup
    door_type: BoxGroup
    door_core: BoxGroup
    edging: BoxGroup
    decorative_line: BoxGroup
    inner_or_outer: BoxGroup
    lead_days: int | None = None
    imperial_rounding_mm: int = 5
    logo: str | None = None
    """Path of a PNG, JPEG or SVG picture."""

    @property
    def company_line(self) -> str:
        """The line at the top of each page: company, branch in brackets."""
        return f"{self.company} ({self.branch})" if self.branch else self.company


def read_form_options(text: str, file: str = "form.toml", folder: Path | None = None) -> FormOptions:
    """The options in the TOML ``text``; ``file`` is its name for messages. Raises :class:`FormOptionsError`.

    A logo is looked for in ``folder``, the one where the file lies.
    """
    try:
        mapping = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        cure = "check quotes, brackets and commas there"
        raise FormOptionsError(file, (FormProblem("", f"the file cannot be read: {error}", cure),)) from error
    options = form_options(mapping, text, file)
    if options.logo is None or folder is None:
        return options
    return replace(options, logo=str(folder / options.logo))


def form_options(mapping: Mapping[str, object], text: str = "", file: str = "form.toml") -> FormOptions:
    """The options in a parsed TOML ``mapping``; with its ``text`` problems also tell the line.

    Raises:
        FormOptionsError: with every wrong, missing and unknown entry.
    """
    entries = Entries(mapping)
    options = _options(entries)
    entries.refuse_unknown()
    if entries.problems:
        raise FormOptionsError(file, tuple(problem.at(line_of(text, problem.key)) for problem in entries.problems))
    return options


def _options(entries: Entries) -> FormOptions:
    return FormOptions(
        company=entries.words("company.name"),
        branch=entries.words("company.branch", default=""),
        logo=entries.words("company.logo", default="") or None,
        form_version=entries.words("form.version"),
        door_rows_per_page=entries.whole_number("form.door_rows_per_page", 1, MOST_ROWS),
        frame_rows_per_page=entries.whole_number("form.frame_rows_per_page", 1, MOST_ROWS),
        lead_days=entries.optional_whole_number("delivery.lead_days", 0, 365),
        imperial_rounding_mm=entries.whole_number("sizes.imperial_rounding_mm", 1, 50),
        door_thickness=_thicknesses(entries),
        door_type=_boxes(entries, "door_type"),
        door_core=_boxes(entries, "door_core"),
        edging=_boxes(entries, "edging"),
        decorative_line=_boxes(entries, "decorative_line", may_have_others=False),
        inner_or_outer=_boxes(entries, "inner_or_outer", may_have_others=False),
    )


def _thicknesses(entries: Entries) -> BoxGroup:
    others = entries.yes_or_no("door_thickness.others", default=True)
    numbers = entries.whole_numbers("door_thickness.options_mm", 10, 150, MOST_OPTIONS - others)
    return BoxGroup(tuple(BoxOption(number, f"{number}mm") for number in numbers), others)


def _boxes(entries: Entries, group: str, *, may_have_others: bool = True) -> BoxGroup:
    others = may_have_others and entries.yes_or_no(f"{group}.others", default=False)
    labels = entries.labels(f"{group}.options", MOST_OPTIONS - others)
    return BoxGroup(tuple(BoxOption(value, label) for value, label in labels), others)
