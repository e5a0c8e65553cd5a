"""Letters and figures that documents' numbers begin with, and that OCR takes for each other: ``I2505``, ``DO73033``."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Field
from pipeline.understand.grammar.codes import Code, unsure

_REVISION = re.compile(r"(?<=[-/_.])(?:R|V|REV)0+$")
_LETTER_FIRST = re.compile(r"[Il|](?=\d{2})")
_LONE_FIGURE = re.compile(r"[1058][-/](?!(?:19|20)\d\d\b)\d{3}")  # before a dash: "1-29205" may be an invoice's I-29205
_Q_FIRST = re.compile(r"Q(?=\d)")  # a quotation's; a figure is not read as a Q
FIRST_LETTER = "its first character could be a letter or a digit"
SECOND_LETTER = "its second character could be a letter or a digit"
ORDER_WITH_Q = "its Q could be the O of an order's own PO"
# Of a kind of document, behind a firm's own or alone: DO73033, WO4410, SGPI6109, QUO88620, LOI-2026-7.
_INITIALS = re.compile(
    r"(?:\d\d[-/])?(?:[A-HJ-NPR-Z]{2,3}(?=PI|DO|TI|SI|INV))?(?:DO|PI|PO|WO|LPO|LOI|LOA|IV|INV|SO|TI|SI|CI|JO|QUO|QUOT)(?=[-/]?\d)",
    re.IGNORECASE,
)
_INVOICES = frozenset({"invoice", "tax_invoice"})
_OF_ORDERS = frozenset({"PO", "LPO"})
_OF_KIND = {"delivery_order": frozenset({"DO"})}
_ROUND = frozenset({"DO", "PO", "WO", "JO", "SO"})
_ORDER_WITH_Q = re.compile(r"L?PQ(?=[-/]?\d)", re.IGNORECASE)  # an order's PO, of which a speck makes a PQ
_INITIALS_AND_NOUGHT = re.compile(r"(?P<behind>\d\d[-/])?(?:D0|P0|W0|LP0|J0|S0)(?:\d{3}|\d{2}[-/])", re.IGNORECASE)


def as_numbered(written: str, code: Code) -> Code:
    """``I2505-123``, ``PO43530-R0``: a letter that begins a number and the figure of a revision are as they were read.

    Elsewhere in a code they would be put right by their neighbours. A letter first is an invoice's or a figure.
    """
    text, doubts = code.text, code.doubts
    if (revision := _REVISION.search(written)) and len(text) == len(written):
        text = text[: revision.start()] + revision[0]
    if _Q_FIRST.match(written):
        return Code("Q" + text[1:], doubts)
    if _LETTER_FIRST.match(written) and text[1:]:
        return Code("I" + text[1:], (*doubts, FIRST_LETTER))
    return Code(text, doubts)


def with_first_letter(number: Field, date: Field | None, kind: str | None) -> Field:
    """What the document's date says of the character before it in a number: ``I2505-123``, ``SGI2505/9`` of May 2025.

    Where OCR read ``12505-123`` or ``02505-123`` in May 2025, it may have been a letter: a person is asked. An I before
    figures is an invoice's own initial; ``P025-8712`` of an order of that year is ``PO25-8712``, and nobody is asked.
    """
    if number.name == "po_no" and number.confidence < 1.0 and _ORDER_WITH_Q.match(str(number.value)):
        number = replace(number, doubts=(*number.doubts, ORDER_WITH_Q))
    year, month = (str(date.value)[2:4], str(date.value)[5:7]) if date and date.value else ("", "")
    text = str(number.value)
    dated = bool(year) and re.match(rf".(?:20)?{year}(?:{month}|\D)", text) is not None
    behind = re.match(rf"[A-HJ-NP-Z]{{1,4}}([I1])(?:20)?{year}{month}", text) if year else None
    initial = kind in _INVOICES and number.name == "job_order_no" and number.raw.startswith("I")
    sure = ({FIRST_LETTER} if dated or initial else set()) | ({unsure("I")} if behind and behind[1] == "I" else set())
    nought = re.match(rf"([A-Z]{{1,2}})0(?={year}\D)", text, re.IGNORECASE) if year else None
    if nought and SECOND_LETTER in number.doubts:
        initials = f"{nought[1].upper()}O"
        own = initials in (_OF_ORDERS if number.name == "po_no" else _OF_KIND.get(kind or "", ()))
        doubts = tuple(doubt for doubt in number.doubts if not own or doubt != SECOND_LETTER)
        return replace(number, value=f"{initials}{text[nought.end() :]}", doubts=doubts)
    if year and (round_ := re.match(rf"([A-Z]{{1,4}})([O0])(?=(?:20)?{year}(?:{month}|\D))", text)):
        return _with_round_letter(number, round_, kind)
    if not sure.isdisjoint(number.doubts):
        return replace(number, doubts=tuple(doubt for doubt in number.doubts if doubt not in sure))
    lone = number.name == "job_order_no" and _LONE_FIGURE.match(text) is not None
    if (lone or (dated and text.startswith(("1", "0")))) and number.confidence < 1.0:
        return replace(number, doubts=(*number.doubts, FIRST_LETTER))
    if behind and behind[1] == "1" and number.confidence < 1.0:
        return replace(number, doubts=(*number.doubts, unsure("1")))
    return number


def _with_round_letter(number: Field, found: re.Match[str], kind: str | None) -> Field:
    """``SDO2601-9`` of January 2026: before the year an O is the letter, and where a nought was read it may be one.

    A firm's letters before the initials of the document's own kind leave no doubt: ``SD02601-9`` of a delivery order.
    """
    doubts = tuple(doubt for doubt in number.doubts if doubt != unsure("O"))
    if found[2] == "O" or number.confidence == 1.0:
        return replace(number, doubts=doubts)
    ending = f"{found[1][-1]}O"
    if ending in (_OF_ORDERS if number.name == "po_no" else _OF_KIND.get(kind or "", ())):
        return replace(number, value=f"{found[1]}O{str(number.value)[found.end() :]}", doubts=doubts)
    return replace(number, doubts=(*doubts, unsure("0"))) if ending in _ROUND else replace(number, doubts=doubts)


def with_a_nought(text: str) -> tuple[str, ...]:
    """The doubt about ``D085627``, or ``26-P0712`` behind a year, where OCR read it: its 0 may be the initials' O."""
    found = _INITIALS_AND_NOUGHT.match(text)
    if found is None:
        return ()
    return (unsure("0"),) if found["behind"] else (SECOND_LETTER,)


def known_initials(code: Code) -> Code:
    """``DO73033``, ``PI36685``: initials that documents' numbers begin with leave one reading of an O or an I."""
    initials = _INITIALS.match(code.text)
    rest = code.text[initials.end() :] if initials else code.text
    return code if initials is None or re.search(r"[OoIlQ|]", rest) else Code(code.text)
