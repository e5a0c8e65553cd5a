"""An e-invoice beside its PDF is one document: its data is exact, and nothing is read off the page. Pure.

They belong together when their names agree or the PDF's name carries the e-invoice's number; with exactly one of each
in a mail also when the PDF shows that number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from intake.files import File
from pipeline.einvoice import EInvoice, read_einvoices
from pipeline.errors import Refused
from pipeline.sniff import EINVOICES, IMAGES, PDF, media_type

SHORTEST_NUMBER = 4
"""Characters: a shorter number turns up in names by chance."""

Shows = Callable[[bytes, str], bool]
"""Whether a PDF shows a number on its pages. Raises :class:`~pipeline.errors.Refused` when it cannot be looked into."""


@dataclass(frozen=True)
class Paired:
    """A document, and the names of files that show the same and are not read."""

    document: File
    companions: tuple[str, ...] = ()


def pair(documents: Sequence[File], shows: Shows) -> tuple[Paired, ...]:
    """The documents in their order, companions taken out and named beside their e-invoice."""
    exact = [d for d in documents if media_type(d.data) in EINVOICES]
    pages = [d for d in documents if media_type(d.data) == PDF or media_type(d.data) in IMAGES]
    companions: dict[int, list[str]] = {}
    taken: set[int] = set()
    for invoice in exact:
        if id(invoice) in taken:
            continue
        numbers = _numbers(invoice)
        for other in [*pages, *exact]:
            if other is invoice or id(other) in taken or id(other) in companions:
                continue
            lone = len(exact) == 1 and len(pages) == 1
            if _belongs(other, invoice, numbers, shows if lone else None):
                companions.setdefault(id(invoice), []).append(other.name)
                taken.add(id(other))
    return tuple(Paired(d, tuple(companions.get(id(d), ()))) for d in documents if id(d) not in taken)


def _belongs(other: File, invoice: File, numbers: set[str], shows: Shows | None) -> bool:
    if media_type(other.data) in EINVOICES:  # the same one as JSON and as XML
        return bool(numbers) and numbers == _numbers(other)
    if _key(_stem(other.name)) == _key(_stem(invoice.name)):
        return True
    if any(_key(number) in _key(_stem(other.name)) for number in numbers if len(_key(number)) >= SHORTEST_NUMBER):
        return True
    is_pdf = media_type(other.data) == PDF
    return is_pdf and shows is not None and any(_is_shown(other, number, shows) for number in numbers)


def _is_shown(pdf: File, number: str, shows: Shows) -> bool:
    try:
        return shows(pdf.data, number)
    except Refused:  # it makes readers fail: its own job says what is wrong with it
        return False


def _numbers(invoice: File) -> set[str]:
    found: tuple[EInvoice, ...] = read_einvoices(invoice.data)
    return {one.number.text for one in found if one.number and one.number.text}


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _key(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())
